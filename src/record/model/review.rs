//! What was made of the records: assessments, findings, glossary, outline, coverage.

use super::value::{Quoted, Sources};
use schemars::JsonSchema;
use serde::Serialize;

/// Whether a target was reached, as far as the page tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Reached.
    Met,
    /// Not reached.
    NotMet,
    /// The page does not tell.
    Undetermined,
}

/// A quantitative target held against the results that answer it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Assessment {
    /// The target.
    pub target_id: String,
    /// The results whose figures were held against it.
    pub result_ids: Vec<String>,
    /// Reached or not.
    pub verdict: Verdict,
    /// The rule that was applied.
    pub rule: String,
    /// The arithmetic, spelled out.
    pub reason: String,
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// A repair that was made, or a remark.
    Info,
    /// Something in the document that a careful reader would flag.
    Notice,
    /// Something that was not understood: the document is not clean.
    Warning,
}

/// Whatever a careful reader would flag.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Finding {
    /// Code of the rule, `T001` and so on.
    pub code: String,
    /// How much it weighs.
    pub severity: Severity,
    /// What was found, in English.
    pub message: String,
    /// What was found, in Japanese.
    pub message_ja: String,
    /// Line of the source, from 1; absent where the source has pages to be looked at and no lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Pages that it is about, from 1, where it quotes nothing that has a page; absent where it concerns no page, or all
    /// of the document.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<u32>,
    /// Where.
    pub source: Vec<Quoted>,
    /// Of a repair what it did; absent for everything else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repair: Option<Repaired>,
}

/// A repair that was made. It changes no quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Repaired {
    /// Name of the rule, as `--no-repair` takes it.
    pub rule: String,
    /// How it was before; null where something was filled in.
    pub before: Option<String>,
    /// How it was afterwards; null where something was left out.
    pub after: Option<String>,
}

/// A term that the document explains.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Term {
    /// The term.
    pub term: String,
    /// How it is read, where a parenthesis says so in kana.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reading: Option<String>,
    /// What it means.
    pub definition: String,
    /// Where it is printed.
    pub source: Sources,
}

/// A heading and the prose under it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Section {
    /// Depth, from 1.
    pub level: u8,
    /// The heading; null for prose before the first one.
    pub title: Option<String>,
    /// Page, from 1.
    pub page: Option<u32>,
    /// The prose under it that is no record.
    pub text: String,
    /// Where heading and prose are printed.
    pub source: Vec<Quoted>,
}

/// Where every non-space character of the source went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, serde::Deserialize, JsonSchema)]
pub struct Coverage {
    /// Non-space characters of the source.
    pub total: u64,
    /// Quoted by records.
    pub used: u64,
    /// In prose that is no record.
    pub prose: u64,
    /// Page numbers, running heads, contents, column headers.
    pub furniture: u64,
    /// What could not be placed.
    pub unplaced: u64,
    /// Control total: the non-space characters of all quotes of records and outline, each as often
    /// as it is quoted. A record that was dropped or changed afterwards does not agree with it.
    pub quoted: u64,
}

/// Where the non-space characters of one page went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PageCoverage {
    /// Page, from 1.
    pub page: u32,
    /// Non-space characters of the page.
    pub total: u64,
    /// Quoted by records.
    pub used: u64,
    /// In prose that is no record.
    pub prose: u64,
    /// Page numbers, running heads, contents, column headers.
    pub furniture: u64,
    /// What could not be placed.
    pub unplaced: u64,
}

impl Coverage {
    /// The part of the characters that are accounted for, 0 to 1; 1 for an empty source.
    pub fn share(&self) -> f64 {
        if self.total == 0 { 1.0 } else { (self.total - self.unplaced) as f64 / self.total as f64 }
    }

    /// So many of the characters as a part of the whole, 0 to 1; 0 for an empty source.
    pub fn part(&self, characters: u64) -> f64 {
        if self.total == 0 { 0.0 } else { characters as f64 / self.total as f64 }
    }
}

/// What was seen and is in no record. Findings tell it with its places; here are the numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct Unread {
    /// Figures in tables that no record took (T013).
    pub figures: usize,
    /// Tables with labels of plans and reports that gave no record (T010 as a notice).
    pub plan_tables: usize,
    /// Of a document without a record: title, headings and labels that have words of planning (U005).
    pub planning_words: usize,
}
