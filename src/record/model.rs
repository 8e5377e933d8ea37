//! The record model: what one converted document looks like to the tools that read it.
//!
//! Field names are English, values stay in the document's own Japanese. `raw` and `quote` are as
//! the source has them; every other text is normalized. The JSON Schema is made from these types.

mod about;
mod entry;
mod review;
mod value;

pub use about::{About, FileInfo, Kind, Publisher};
pub use entry::{Baseline, Budget, Event, Funding, Initiative, Measurement, Outcome, Rating, Target};
pub use review::{Assessment, Coverage, Finding, PageCoverage, Repaired, Section, Severity, Term, Unread, Verdict};
pub use value::{Inherited, Period, Place, Quantity, Quoted, Sources};

use schemars::JsonSchema;
use serde::Serialize;

/// Version of the contract that the output follows.
pub const SCHEMA_VERSION: &str = "1";

/// One converted document.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "torikumi document")]
pub struct Document {
    /// Version of this contract.
    pub schema: String,
    /// What the document is.
    pub document: About,
    /// 取組.
    pub initiatives: Vec<Initiative>,
    /// 目標.
    pub targets: Vec<Target>,
    /// 実績.
    pub results: Vec<Outcome>,
    /// Targets held against results.
    pub assessments: Vec<Assessment>,
    /// What a careful reader would flag.
    pub findings: Vec<Finding>,
    /// 用語集.
    pub glossary: Vec<Term>,
    /// The headings in order, with the prose under each.
    pub outline: Vec<Section>,
    /// Where every character went.
    pub coverage: Coverage,
    /// The same for each page; absent where the source has no pages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub coverage_by_page: Vec<PageCoverage>,
    /// Characters that initiatives, targets and results quote: those of `coverage.used` without the title, the dates and the
    /// glossary. For those who say what became of the document; not written.
    #[serde(skip)]
    pub in_records: u64,
    /// What was seen and is in no record. For those who say what became of the document; not written.
    #[serde(skip)]
    pub unread: Unread,
}
