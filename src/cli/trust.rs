//! What a run of `convert` counts as clean, which repairs it makes, and its SARIF log.

use super::Exit;
use super::terminal::{printable, tell};
use clap::{Args, ValueEnum};
use std::fs;
use std::path::{Path, PathBuf};
use torikumi::batch::Outcome;
use torikumi::emit::{Durability, codes, sarif, write_whole};
use torikumi::repairs::{Repairs, Rule};

#[derive(Debug, Args)]
pub(super) struct Trust {
    /// Exit with status 1 when any character of a document could not be placed
    #[arg(long)]
    strict: bool,
    /// A code of findings (docs/FINDINGS.md lists them) that does not count for the exit status; repeatable
    #[arg(long, value_name = "CODE", value_parser = code)]
    allow: Vec<String>,
    /// A repair that is not made; repeatable
    #[arg(long, value_enum, value_name = "NAME")]
    no_repair: Vec<RepairName>,
    /// Write the findings of all documents to FILE as a SARIF 2.1.0 log, for review panes. An input, or an output of the
    /// run, is not overwritten
    #[arg(long, value_name = "FILE")]
    sarif: Option<PathBuf>,
}

/// A code of findings as the table of them spells it. One that is not there would allow nothing, and nobody would notice.
fn code(text: &str) -> Result<String, String> {
    let unknown = || format!("there is no such code of findings; near it: {}", codes::near(text).join(", "));
    codes::known(text).map(str::to_owned).ok_or_else(unknown)
}

/// The repairs by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct RepairName(Rule);

impl ValueEnum for RepairName {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [RepairName; Rule::ALL.len()] = {
            let mut all = [RepairName(Rule::RowShifted); Rule::ALL.len()];
            let mut at = 0;
            while at < all.len() {
                all[at] = RepairName(Rule::ALL[at]);
                at += 1;
            }
            all
        };
        &ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.0.name()))
    }
}

/// All repairs but those that are named.
pub(super) fn repairs(left_out: &[String]) -> Repairs {
    let left_out: Vec<Rule> =
        Rule::ALL.into_iter().filter(|rule| left_out.iter().any(|name| name == rule.name())).collect();
    Repairs::without(&left_out)
}

impl Trust {
    /// The names of the repairs that are not made, in their order, each once.
    pub(super) fn left_out(&self) -> Vec<String> {
        let left_out = Rule::ALL.iter().filter(|rule| self.no_repair.iter().any(|name| name.0 == **rule));
        left_out.map(|rule| rule.name().to_owned()).collect()
    }

    /// Where the log goes; every document's output is read again for it.
    pub(super) fn log(&self) -> Option<&Path> {
        self.sarif.as_deref()
    }

    /// The exit status of a run: allowed findings do not count, with `--strict` every unplaced
    /// character does. Writes the SARIF log where one is wanted.
    pub(super) fn judge(&self, outcomes: &[Outcome], exit: Exit) -> Exit {
        let written = self.sarif.as_ref().map(|path| log(path, outcomes));
        let exit = match exit {
            Exit::Nothing => exit,
            _ if outcomes.iter().all(|outcome| self.is_clean(outcome)) => Exit::Clean,
            _ => Exit::Partial,
        };
        match written {
            Some(Err(message)) => {
                tell(&format!("error: {}", printable(&message)));
                exit.max(Exit::Partial)
            }
            _ => exit,
        }
    }

    /// Whether nothing that counts is to be said of a document.
    pub(super) fn is_clean(&self, outcome: &Outcome) -> bool {
        let allowed = |code: &str| self.allow.iter().any(|allowed| allowed == code);
        let unplaced = outcome.content.is_some_and(|content| content.coverage.unplaced > 0);
        outcome.is_clean(allowed) && !(self.strict && unplaced)
    }
}

/// Writes the findings of the documents, as their JSON files have them.
fn log(path: &Path, outcomes: &[Outcome]) -> Result<(), String> {
    let mut documents = Vec::new();
    for outcome in outcomes {
        let Some(output) = &outcome.output else { continue };
        let read = fs::read(output).map_err(|error| format!("{output}: cannot be read again: {error}"))?;
        let json = serde_json::from_slice(&read).map_err(|error| format!("{output}: is no JSON: {error}"))?;
        documents.push((outcome.input.clone(), json));
    }
    let text = sarif::log(&documents);
    write_whole(path, text.as_bytes(), Durability::Disk)
        .map_err(|error| format!("{}: cannot be written: {error}; name another file with --sarif", path.display()))
}
