//! What became of one document.

use crate::record::model::{Coverage, Document, Severity};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// How a document came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Converted, and nothing was left in doubt.
    Clean,
    /// Converted, and some of it was not understood.
    Partial,
    /// Not converted.
    Refused,
}

/// How much a problem weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A careful reader would flag it.
    Notice,
    /// Something was not understood.
    Warning,
    /// It cost the whole document.
    Error,
}

/// One thing that went wrong, or that a careful reader would flag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Code of the rule or of the refusal.
    pub code: String,
    /// How much it weighs.
    pub severity: Level,
    /// Line of the source, from 1.
    pub line: Option<u32>,
    /// What is wrong, in English.
    pub message: String,
}

impl Problem {
    /// A problem that costs the whole document.
    pub fn error(code: &str, line: Option<u32>, message: String) -> Self {
        Self { code: code.to_owned(), severity: Level::Error, line, message }
    }
}

/// How many records there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// 取組.
    pub initiatives: usize,
    /// 目標.
    pub targets: usize,
    /// 実績.
    pub results: usize,
    /// What a careful reader would flag.
    pub findings: usize,
}

/// What became of one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// The document as it was named or found.
    pub input: String,
    /// The file that was written.
    pub output: Option<String>,
    /// How it came out.
    pub status: Status,
    /// Whether the input could be read, even where no output came of it.
    pub read: bool,
    /// Pages, where the document has pages.
    pub pages: Option<u32>,
    /// Counts and coverage, where the document was converted.
    pub content: Option<(Counts, Coverage)>,
    /// What is to be said about it.
    pub problems: Vec<Problem>,
}

impl Outcome {
    /// An input that could not be read.
    pub fn unread(input: &Path, problem: Problem) -> Self {
        Self { read: false, ..Self::failed(input, vec![problem]) }
    }

    /// An input that was read, and yet gave no output.
    pub fn failed(input: &Path, problems: Vec<Problem>) -> Self {
        Self {
            input: input.display().to_string(),
            output: None,
            status: Status::Refused,
            read: true,
            pages: None,
            content: None,
            problems,
        }
    }

    /// A document that was converted; where it goes is for others to say.
    pub fn converted(input: &Path, document: &Document) -> Self {
        let problems: Vec<Problem> = document
            .findings
            .iter()
            .filter_map(|finding| {
                let severity = match finding.severity {
                    Severity::Info => return None,
                    Severity::Notice => Level::Notice,
                    Severity::Warning => Level::Warning,
                };
                let message = finding.message.clone();
                Some(Problem { code: finding.code.clone(), severity, line: finding.line, message })
            })
            .collect();
        let clean = problems.iter().all(|problem| problem.severity != Level::Warning);
        let counts = Counts {
            initiatives: document.initiatives.len(),
            targets: document.targets.len(),
            results: document.results.len(),
            findings: document.findings.len(),
        };
        Self {
            input: input.display().to_string(),
            output: None,
            status: if clean { Status::Clean } else { Status::Partial },
            read: true,
            pages: document.document.source.pages,
            content: Some((counts, document.coverage)),
            problems,
        }
    }
}
