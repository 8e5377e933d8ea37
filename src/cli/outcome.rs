//! What became of one input, in words.

use super::terminal::printable;
use torikumi::batch::{Outcome, Problem};
use torikumi::source::Refusal;

/// The line that is printed when the work on the input is done.
pub(super) fn summary(outcome: &Outcome) -> String {
    let input = printable(&outcome.input);
    let Some((counts, _)) = &outcome.content else {
        return format!("{input}: not converted");
    };
    format!(
        "{input}: {}, {}, {}, {}",
        number(counts.initiatives, "initiative"),
        number(counts.targets, "target"),
        number(counts.results, "result"),
        number(counts.findings, "finding"),
    )
}

/// One line a problem: `file:line: CODE message`.
pub(super) fn problem_lines(outcome: &Outcome) -> impl Iterator<Item = String> {
    outcome.problems.iter().map(|problem| {
        let line = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
        format!("{}{line}: {} {}", printable(&outcome.input), problem.code, printable(&problem.message))
    })
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
