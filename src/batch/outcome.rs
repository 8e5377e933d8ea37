//! What became of one document.

use crate::record::model::{Coverage, Document, Finding, Severity, Unread};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// How a document came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It has records, and nothing was left in doubt.
    Clean,
    /// It has records, and some of it was not understood.
    Partial,
    /// It was read, and has no record: no initiative, no target, no result.
    Nothing,
    /// It has no visible character: there is nothing to convert.
    Empty,
    /// It could not be read, or was not converted.
    Refused,
}

impl Status {
    /// All of them, the best first.
    pub const ALL: [Self; 5] = [Self::Clean, Self::Partial, Self::Nothing, Self::Empty, Self::Refused];

    /// Its name, as people and programs are told it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Partial => "partial",
            Self::Nothing => "nothing",
            Self::Empty => "empty",
            Self::Refused => "refused",
        }
    }

    /// Whether there are records.
    pub fn has_records(self) -> bool {
        matches!(self, Self::Clean | Self::Partial)
    }

    /// Whether a file was written.
    pub fn has_output(self) -> bool {
        self.has_records() || self == Self::Nothing
    }
}

/// Code of the refusal of what has no visible character.
const EMPTY: &str = "empty";

/// Code of the finding that says why a document has no record.
const NO_RECORD: &str = "U005";

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
    /// Line of the source, from 1, where the source has lines: a printed page has none.
    pub line: Option<u32>,
    /// Page, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Table in the document, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<u32>,
    /// Row in the table, from 1, its header included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// What is wrong, in English.
    pub message: String,
}

impl Problem {
    /// A problem that costs the whole document.
    pub fn error(code: &str, line: Option<u32>, message: String) -> Self {
        Self { code: code.to_owned(), severity: Level::Error, line, page: None, table: None, row: None, message }
    }

    /// What is to be told of a finding; of a repair and a remark nothing is.
    fn of(finding: &Finding) -> Option<Self> {
        let severity = match finding.severity {
            Severity::Info => return None,
            Severity::Notice => Level::Notice,
            Severity::Warning => Level::Warning,
        };
        let first = finding.source.first();
        Some(Self {
            code: finding.code.clone(),
            severity,
            line: finding.line,
            page: first.and_then(|quoted| quoted.place.page),
            table: first.and_then(|quoted| quoted.table),
            row: first.and_then(|quoted| quoted.row),
            message: finding.message.clone(),
        })
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

/// What is in a document that was converted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// How many records there are.
    pub counts: Counts,
    /// Where its characters went.
    pub coverage: Coverage,
    /// Characters that initiatives, targets and results quote.
    pub in_records: u64,
    /// What was seen and is in no record.
    pub unread: Unread,
}

impl Content {
    /// The part of the characters that initiatives, targets and results quote, 0 to 1.
    pub fn share_in_records(&self) -> f64 {
        self.coverage.part(self.in_records)
    }
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
    /// Pages, where the document has pages.
    pub pages: Option<u32>,
    /// What is in it, where the document was converted.
    pub content: Option<Content>,
    /// What is to be said about it.
    pub problems: Vec<Problem>,
}

/// Of the problems the one that says why there is no record; none where there are records.
pub(super) fn why(status: Status, problems: &[Problem]) -> Option<&Problem> {
    let told = problems.iter().find(|problem| problem.code == NO_RECORD).or_else(|| problems.first());
    told.filter(|_| !status.has_records())
}

impl Outcome {
    /// An input that could not be read, or that has nothing to read.
    pub fn unread(input: &Path, problem: Problem) -> Self {
        let status = if problem.code == EMPTY { Status::Empty } else { Status::Refused };
        Self { status, ..Self::failed(input, vec![problem]) }
    }

    /// An input that was read, and yet gave no output.
    pub fn failed(input: &Path, problems: Vec<Problem>) -> Self {
        Self {
            input: input.display().to_string(),
            output: None,
            status: Status::Refused,
            pages: None,
            content: None,
            problems,
        }
    }

    /// A document that was converted; where it goes is for others to say.
    pub fn converted(input: &Path, document: &Document) -> Self {
        let problems: Vec<Problem> = document.findings.iter().filter_map(Problem::of).collect();
        let clean = problems.iter().all(|problem| problem.severity != Level::Warning);
        let counts = Counts {
            initiatives: document.initiatives.len(),
            targets: document.targets.len(),
            results: document.results.len(),
            findings: document.findings.len(),
        };
        let pages = document.document.source.pages;
        let none = counts.initiatives + counts.targets + counts.results == 0;
        // Of a page that is a picture, or damaged, another warning tells: who knows what stands there.
        let sound = problems.iter().all(|problem| problem.severity != Level::Warning || problem.code == EMPTY);
        if document.coverage.total == 0 && sound {
            let of = pages.map_or("", |_| " on any page");
            let message = format!(
                "expected text, found none: no visible character{of} (try: check that the file was saved or downloaded \
                 whole; text that is drawn as lines needs OCR)"
            );
            return Self { pages, ..Self::unread(input, Problem::error(EMPTY, None, message)) };
        }
        let status = match (none, clean) {
            (true, _) => Status::Nothing,
            (false, true) => Status::Clean,
            (false, false) => Status::Partial,
        };
        let Document { coverage, in_records, unread, .. } = *document;
        let content = Content { counts, coverage, in_records, unread };
        Self { input: input.display().to_string(), output: None, status, pages, content: Some(content), problems }
    }

    /// Why there is no record in it: what kept it from being read, or what was seen in it of plans; none where there are
    /// records.
    pub fn why(&self) -> Option<&Problem> {
        why(self.status, &self.problems)
    }

    /// Whether nothing that weighs is to be said of it beside what is allowed. A document without a record weighs.
    pub fn is_clean(&self, allowed: impl Fn(&str) -> bool) -> bool {
        let weighs = |problem: &&Problem| problem.severity != Level::Notice || problem.code == NO_RECORD;
        self.status.has_output() && self.problems.iter().filter(weighs).all(|problem| allowed(&problem.code))
    }
}
