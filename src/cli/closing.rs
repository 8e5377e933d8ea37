//! The last line of a run, in words: what came of the documents, where the output lies, what to do next.

use super::Exit;
use super::arguments::Convert;
use super::outcome::number;
use super::terminal::{Out, printable, tell};
use torikumi::batch::{Outcome, Status};

/// Says it: on standard output below the report, on standard error where nothing could be read.
pub(super) fn say(arguments: &Convert, outcomes: &[Outcome], exit: Exit, out: &mut Out) {
    if arguments.quiet || arguments.json {
        return;
    }
    let line = format!("{}. {}", came_out(outcomes), next(arguments, outcomes));
    if exit == Exit::Nothing { tell(&line) } else { out.line(&line) }
}

fn having(outcomes: &[Outcome], status: impl Fn(Status) -> bool) -> usize {
    outcomes.iter().filter(|outcome| status(outcome.status)).count()
}

/// `10 documents: 2 with records (1 of them partial), 3 without, 1 refused`.
fn came_out(outcomes: &[Outcome]) -> String {
    let with = having(outcomes, Status::has_records);
    let with_words = match having(outcomes, |status| status == Status::Partial) {
        0 => "with records".to_owned(),
        partial => format!("with records ({partial} of them partial)"),
    };
    let without = if with > 0 { "without" } else { "without records" };
    let counts = [
        (with, with_words.as_str()),
        (having(outcomes, |status| status == Status::Nothing), without),
        (having(outcomes, |status| status == Status::Empty), "empty"),
        (having(outcomes, |status| status == Status::Refused), "refused"),
    ];
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(count, what)| format!("{count} {what}")).collect();
    format!("{}: {}", number(outcomes.len(), "document"), counts.join(", "))
}

/// Where the output lies, and what is best done next.
fn next(arguments: &Convert, outcomes: &[Outcome]) -> String {
    let mut written = outcomes.iter().filter(|outcome| outcome.status.has_output());
    let folder = named(&arguments.output.join("").display().to_string());
    let lies = match (written.next(), written.next()) {
        (None, _) => "Nothing was written".to_owned(),
        (Some(Outcome { output: Some(output), .. }), None) => format!("Written: {}", named(output)),
        _ => format!("Written into {folder}"),
    };
    let beside = if arguments.has_dataset() {
        format!(", tables of all in {}", named(&arguments.output.join("dataset").join("").display().to_string()))
    } else {
        String::new()
    };
    let mut hints = Vec::new();
    if outcomes.iter().any(|outcome| !has_text(outcome)) {
        hints.push("the lines above say why a document could not be read, and what to try".to_owned());
    }
    if having(outcomes, |status| status == Status::Partial) > 0 {
        hints.push("what was not understood is above, and under \"findings\" in each file".to_owned());
    }
    let nothing = || outcomes.iter().filter(|outcome| outcome.status == Status::Nothing && has_text(outcome));
    if let Some(outcome) = nothing().find(|outcome| has_tables(outcome)).or_else(|| nothing().next()) {
        let stage = if has_tables(outcome) { "tables" } else { "blocks" };
        hints.push(format!("torikumi show {} --stage {stage} prints what was seen of it", file(outcome)));
    }
    if let Some(outcome) = outcomes.iter().find(|outcome| outcome.status.has_records()) {
        hints.push(format!("torikumi explain {} --record ID tells why a record is as it is", file(outcome)));
    }
    format!("{lies}{beside}. Next: {}", hints.join("; "))
}

/// Whether any text of it was read: not of a refused document, nor of a scan.
fn has_text(outcome: &Outcome) -> bool {
    outcome.content.is_some_and(|content| content.coverage.total > 0)
}

/// Whether tables were seen of which nothing became a record.
fn has_tables(outcome: &Outcome) -> bool {
    outcome.content.is_some_and(|content| content.unread.figures + content.unread.plan_tables > 0)
}

/// A document as it is named on the command line; of very many only that there is one.
fn file(outcome: &Outcome) -> String {
    if outcome.input.is_empty() { "FILE".to_owned() } else { named(&outcome.input) }
}

/// A path, in quotes where a shell would take it apart.
fn named(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./+,@%:".contains(c);
    let shown = printable(path);
    if shown.chars().all(plain) || shown.contains('\'') { shown.into_owned() } else { format!("'{shown}'") }
}
