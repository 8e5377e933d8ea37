//! What became of one input, in words.

use super::terminal::printable;
use torikumi::batch::{Content, Level, Outcome, Problem};
use torikumi::source::Refusal;

/// The line that is printed when the work on the input is done.
pub(super) fn summary(outcome: &Outcome) -> String {
    let (input, status) = (printable(&outcome.input), outcome.status.name());
    let Some(Content { counts, .. }) = outcome.content else {
        return format!("{input}: {status}");
    };
    let findings = number(counts.findings, "finding");
    if !outcome.status.has_records() {
        return format!("{input}: {status}, no initiative, target or result, {findings}");
    }
    format!(
        "{input}: {status}, {}, {}, {}, {findings}",
        number(counts.initiatives, "initiative"),
        number(counts.targets, "target"),
        number(counts.results, "result"),
    )
}

/// One line a problem: `file:line: CODE message`, of printed pages `file page 3, table 2, row 4: CODE message`.
pub(super) fn problem_lines(outcome: &Outcome) -> impl Iterator<Item = String> {
    outcome.problems.iter().map(|problem| {
        let (input, place, message) = (printable(&outcome.input), place(problem), printable(&problem.message));
        // The name of a refusal is a word: without the colon it would run into the sentence.
        let colon = if problem.severity == Level::Error { ":" } else { "" };
        format!("{input}{place}: {}{colon} {message}", problem.code)
    })
}

/// Where a problem is, as a reader looks it up: the line of a text, the page of printed pages and the row of the table there.
fn place(problem: &Problem) -> String {
    if let Some(line) = problem.line {
        return format!(":{line}");
    }
    let parts = [("page", problem.page), ("table", problem.table), ("row", problem.row)];
    let parts: Vec<String> =
        parts.iter().filter_map(|(name, number)| number.map(|number| format!("{name} {number}"))).collect();
    if parts.is_empty() { String::new() } else { format!(" {}", parts.join(", ")) }
}

/// A refusal in one sentence: what is wrong, where, and what to do.
pub(super) fn refused(refusal: &Refusal) -> Problem {
    let mut message = refusal.to_string();
    if let Some(offset) = refusal.offset.filter(|offset| !message.contains(&offset.to_string())) {
        message.push_str(&format!(", at byte {offset}"));
    }
    Problem::error(refusal.code, refusal.line, message)
}

/// `1 document`, `2 documents`.
pub(super) fn number(count: usize, of: &str) -> String {
    if count == 1 { format!("1 {of}") } else { format!("{count} {of}s") }
}
