//! What became of one input.

use super::terminal::printable;
use serde::Serialize;
use std::path::Path;
use torikumi::record::model::{Coverage, Document, Severity};

/// How a document came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Status {
    /// Converted, and nothing was left in doubt.
    Clean,
    /// Converted, and some of it was not understood.
    Partial,
    /// Not converted.
    Refused,
}

/// One thing that went wrong, or that a careful reader would flag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Problem {
    pub(super) code: String,
    /// `notice`, `warning`, or `error` for what cost a whole document.
    pub(super) severity: &'static str,
    /// Line of the source, from 1.
    pub(super) line: Option<u32>,
    pub(super) message: String,
}

impl Problem {
    pub(super) fn error(code: &str, line: Option<u32>, message: String) -> Self {
        Self { code: code.to_owned(), severity: "error", line, message }
    }
}

/// How many records there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(super) struct Counts {
    pub(super) initiatives: usize,
    pub(super) targets: usize,
    pub(super) results: usize,
    pub(super) findings: usize,
}

/// What became of one input.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Outcome {
    pub(super) input: String,
    /// The file that was written.
    pub(super) output: Option<String>,
    pub(super) status: Status,
    /// Whether the input could be read, even where no output came of it.
    pub(super) read: bool,
    /// Counts and coverage, where the document was converted.
    pub(super) content: Option<(Counts, Coverage)>,
    pub(super) problems: Vec<Problem>,
}

impl Outcome {
    /// An input that could not be read.
    pub(super) fn unread(input: &Path, problem: Problem) -> Self {
        Self {
            input: input.display().to_string(),
            output: None,
            status: Status::Refused,
            read: false,
            content: None,
            problems: vec![problem],
        }
    }

    /// An input that was read, and yet gave no output.
    pub(super) fn failed(input: &Path, problems: Vec<Problem>) -> Self {
        Self {
            input: input.display().to_string(),
            output: None,
            status: Status::Refused,
            read: true,
            content: None,
            problems,
        }
    }

    /// A document that was written.
    pub(super) fn written(input: &Path, output: &Path, document: &Document) -> Self {
        let problems: Vec<Problem> = document
            .findings
            .iter()
            .filter_map(|finding| {
                let severity = match finding.severity {
                    Severity::Info => return None,
                    Severity::Notice => "notice",
                    Severity::Warning => "warning",
                };
                let message = finding.message.clone();
                Some(Problem { code: finding.code.clone(), severity, line: finding.line, message })
            })
            .collect();
        let clean = problems.iter().all(|problem| problem.severity != "warning");
        let counts = Counts {
            initiatives: document.initiatives.len(),
            targets: document.targets.len(),
            results: document.results.len(),
            findings: document.findings.len(),
        };
        Self {
            input: input.display().to_string(),
            output: Some(output.display().to_string()),
            status: if clean { Status::Clean } else { Status::Partial },
            read: true,
            content: Some((counts, document.coverage)),
            problems,
        }
    }

    /// The line that is printed when the work on the input is done.
    pub(super) fn summary(&self) -> String {
        let input = printable(&self.input);
        let Some((counts, _)) = &self.content else {
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
    pub(super) fn problem_lines(&self) -> impl Iterator<Item = String> {
        self.problems.iter().map(|problem| {
            let line = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
            format!("{}{line}: {} {}", printable(&self.input), problem.code, printable(&problem.message))
        })
    }
}

fn number(count: usize, of: &str) -> String {
    if count == 1 { format!("1 {of}") } else { format!("{count} {of}s") }
}
