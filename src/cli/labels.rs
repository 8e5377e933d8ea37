//! `torikumi labels`: the labels of documents that are not known, as lines for a lexicon. Each document is opened in a
//! process of its own; what these say is put together here.

use super::arguments::Labels;
use super::guard::guarded;
use super::outcome::number;
use super::show::{open, or_tell};
use super::terminal::{Out, printable, tell};
use super::{Exit, apart, interrupt};
use serde::Serialize;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::Path;
use torikumi::batch;
use torikumi::lexicon::line_for;
use torikumi::{Options, UnknownLabel};

/// Longest value that is shown, in characters.
const SHOWN: usize = 24;
/// Most documents that are named.
const NAMED: usize = 3;

pub(super) fn run(arguments: &Labels, out: &mut Out) -> Exit {
    if let Some(file) = &arguments.one {
        return one(file, arguments, out);
    }
    interrupt::install();
    // What is wrong with the lexicon is told once.
    if let Err(exit) = arguments.words.of(arguments.files.iter().map(std::path::PathBuf::as_path), false) {
        return exit;
    }
    let found = batch::find(&arguments.files, Path::new(""));
    for refused in &found.refused {
        refused.problems.iter().for_each(|problem| {
            tell(&format!("error: {}: {} {}", printable(&refused.input), problem.code, printable(&problem.message)));
        });
    }
    let mut worst = if found.refused.is_empty() { Exit::Clean } else { Exit::Nothing };
    let mut labels: Vec<UnknownLabel> = Vec::new();
    let mut read = 0;
    for file in found.files.values() {
        if interrupt::stopped() {
            return Exit::Stopped;
        }
        match told(file, arguments) {
            Ok(found) => {
                read += 1;
                labels.extend(found);
            }
            Err(exit) => worst = worst.max(exit),
        }
    }
    let labels = UnknownLabel::together(labels);
    if read == 0 {
        return worst;
    }
    let shown = if arguments.json { json(&labels, read) } else { toml(&labels, read) };
    // TOML has the escapes of JSON.
    out.json(&shown);
    worst.min(Exit::Partial)
}

/// What a worker says of a document, or the exit status where it could not be read, which was told.
fn told(file: &Path, arguments: &Labels) -> Result<Vec<UnknownLabel>, Exit> {
    let mut asked: Vec<OsString> = vec!["labels".into(), "--one".into(), file.into()];
    asked.extend(std::env::args_os().skip(2));
    let (exit, printed) = apart::answer(file, &arguments.limits.bounds, &asked)?;
    if exit != Exit::Clean {
        return Err(exit);
    }
    let labels: Vec<UnknownLabel> = serde_json::from_slice(&printed).map_err(|_| Exit::Partial)?;
    let named = |label| UnknownLabel { documents: vec![file.display().to_string()], ..label };
    Ok(labels.into_iter().map(named).collect())
}

/// The worker's part: the labels of one document, as JSON.
fn one(file: &Path, arguments: &Labels, out: &mut Out) -> Exit {
    let made = open(file).and_then(|source| {
        let lexicon = arguments.words.of(arguments.files.iter().map(std::path::PathBuf::as_path), true)?;
        let max_pages = arguments.limits.max_pages;
        let options = Options { password: arguments.password.clone(), max_pages, lexicon, ..Options::default() };
        let name = file.display().to_string();
        or_tell(&printable(&name), guarded(|| torikumi::labels(&source, &options)))
    });
    match made.map(|labels| serde_json::to_string(&labels)) {
        Ok(Ok(json)) => {
            out.json(&json);
            Exit::Clean
        }
        Ok(Err(error)) => {
            tell(&format!("error: {}: {error}", printable(&file.display().to_string())));
            Exit::Partial
        }
        Err(exit) => exit,
    }
}

fn json(labels: &[UnknownLabel], documents: usize) -> String {
    #[derive(Serialize)]
    struct Label<'a> {
        role: Option<torikumi::lexicon::Role>,
        #[serde(flatten)]
        label: &'a UnknownLabel,
    }
    #[derive(Serialize)]
    struct All<'a> {
        documents: usize,
        labels: Vec<Label<'a>>,
    }
    let labels = labels.iter().map(|label| Label { role: label.role(), label }).collect();
    serde_json::to_string_pretty(&All { documents, labels }).unwrap_or_default()
}

fn toml(labels: &[UnknownLabel], documents: usize) -> String {
    let mut out = String::new();
    let (seen, read) = (number(labels.len(), "label"), number(documents, "document"));
    writeln!(out, "# {seen} not known, in {read}. The roles are what the values lean to: look each line through,").ok();
    writeln!(out, "# take away what is wrong, and give the file to --lexicon.\n\n[labels]").ok();
    for label in labels {
        let named = label.documents.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        let more = label.documents.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let examples = label.examples.iter().map(|example| short(example)).collect::<Vec<_>>().join(" / ");
        writeln!(out, "# {} in {}{more}: {examples}", number(label.times, "place"), one_line(&named)).ok();
        match label.role() {
            Some(role) => writeln!(out, "{}", line_for(&label.label, role)).ok(),
            None => writeln!(out, "# {}", line_for(&label.label, torikumi::lexicon::Role::Remark)).ok(),
        };
    }
    out
}

/// The text without what would end the line.
fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

fn short(text: &str) -> String {
    let line = one_line(text);
    let head: String = line.chars().take(SHOWN).collect();
    if head.len() == line.len() { head } else { head + "…" }
}
