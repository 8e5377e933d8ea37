//! The record model: what one converted document looks like to the tools that read it.
//!
//! Field names are English, values stay in the document's own Japanese. `raw` and `quote` are as
//! the source has them; every other text is normalized. The JSON Schema is made from these types.

use crate::text::{Change, Comparator, PeriodUnit};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// Version of the contract that the output follows.
pub const SCHEMA_VERSION: &str = "1";

/// Where something was printed: a page and a box on it, or a stretch of a text file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Place {
    /// Page, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Left, top, right, bottom in points from the page's top left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bbox: Option<[f64; 4]>,
    /// First byte and the byte after the last, in the source text file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<[u32; 2]>,
}

/// A place and the exact characters that stand there.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Quoted {
    /// Where.
    #[serde(flatten)]
    pub place: Place,
    /// Number of the table in the document, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<u32>,
    /// Row in the table, from 1, the header included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// Column in the table, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub col: Option<u32>,
    /// The exact characters of the source.
    pub quote: String,
}

/// The source of a record: one place, or a list where it was gathered from several.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Sources {
    /// One place.
    One(Quoted),
    /// Several places, in the order in which they were read.
    Many(Vec<Quoted>),
}

impl Sources {
    /// Every place, one or many.
    pub fn all(&self) -> &[Quoted] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }
}

/// A figure with its unit.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Quantity {
    /// As printed, with 約, のべ, 以上 and the like.
    pub raw: String,
    /// The number, with the digits that the page prints.
    #[schemars(with = "f64")]
    pub value: serde_json::Number,
    /// The unit as printed, normalized; null where the page prints none.
    pub unit: Option<String>,
    /// 以上 is `>=`, 以下 `<=`, 超 `>`, 未満 `<`; else `=`.
    pub comparator: Comparator,
    /// Set where the figure is a change: 削減, 増.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// What the figure is counted for: 各課, 年.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
    /// Where it is printed.
    pub at: Place,
}

/// Where a period was taken from when it is not printed with the statement itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Inherited {
    /// The header of the column.
    ColumnHeader,
    /// The caption of the table.
    Caption,
    /// A heading above, or a date that heads the list.
    Heading,
    /// A field of the form.
    Field,
    /// The plan's own period, named by reference (取組期間中).
    PlanPeriod,
}

/// A stretch of time; both ends included, null where open.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Period {
    /// As printed.
    pub raw: String,
    /// What kind of period is printed.
    pub unit: PeriodUnit,
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// What a roadmap's bar means, from its legend.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// Whether the period is a 期限.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub deadline: bool,
    /// Set where the period is not printed with the statement itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inherited: Option<Inherited>,
    /// Where it is printed.
    pub at: Place,
}

/// What kind of document it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 戦略, ビジョン.
    Strategy,
    /// 計画, 方針.
    Plan,
    /// 取組結果, 実績報告.
    ResultReport,
    /// 取組状況, 進捗状況.
    ProgressReport,
    /// 推薦調書, 応募用紙.
    NominationForm,
    /// None of these.
    Other,
}

/// Who published the document; all null where the page prints only 本市.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Publisher {
    /// 青葉市.
    pub name: Option<String>,
    /// 宮城県.
    pub prefecture: Option<String>,
    /// Six-digit 全国地方公共団体コード, check digit included.
    pub code: Option<String>,
}

/// The file that was read.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FileInfo {
    /// File name, without folders.
    pub file: String,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Media type, with the character encoding of a text.
    pub media_type: String,
    /// Number of pages, where the source has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<u32>,
    /// The program that made the file, where it says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub producer: Option<String>,
}

/// What the document is.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct About {
    /// Stable: made from the file's content.
    pub id: String,
    /// The title as printed on the cover.
    pub title: Option<String>,
    /// What kind of document it is.
    pub kind: Kind,
    /// Who published it.
    pub publisher: Publisher,
    /// The office that issued it.
    pub department: Option<String>,
    /// When it was issued.
    pub issued: Option<Period>,
    /// The plan's own period (計画期間).
    pub period: Option<Period>,
    /// The file.
    pub source: FileInfo,
    /// Where title, publisher and department are printed.
    pub evidence: Vec<Quoted>,
}

/// Money for an initiative in one period.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Budget {
    /// The fiscal year.
    pub period: Option<Period>,
    /// The amount in 円.
    pub amount: Quantity,
    /// Where the money comes from.
    pub funding: Vec<Funding>,
}

/// A part of a budget by its origin (国庫支出金, 一般財源).
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Funding {
    /// Name of the fund.
    pub name: String,
    /// The amount in 円.
    pub amount: Quantity,
}

/// 取組: a thing that the municipality does or plans.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Initiative {
    /// Stable: made from the document, the path and the name.
    pub id: String,
    /// The document's own number for it.
    pub code: Option<String>,
    /// The cell or heading that names it.
    pub name: String,
    /// Headings above it, outermost first.
    pub path: Vec<String>,
    /// Prose that explains it.
    pub description: Option<String>,
    /// What is done: one string an item.
    pub activities: Vec<String>,
    /// When.
    pub schedule: Vec<Period>,
    /// Offices in charge.
    pub departments: Vec<String>,
    /// Organisations that take part.
    pub partners: Vec<String>,
    /// What comes next: one string an item.
    pub next_steps: Vec<String>,
    /// Money, where the table has a column of it.
    pub budget: Vec<Budget>,
    /// Where it is printed.
    pub source: Sources,
}

/// A value to start from.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Baseline {
    /// The figure; null where only the date is printed (令和元年度比).
    pub quantity: Option<Quantity>,
    /// When it held.
    pub as_of: Option<Period>,
}

/// 目標, KPI, KGI: what the municipality set out to reach.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Target {
    /// Stable: made from the document, the initiative, the path and the text.
    pub id: String,
    /// The initiative that it belongs to; null where it belongs to the plan as a whole.
    pub initiative_id: Option<String>,
    /// What is counted.
    pub indicator: Option<String>,
    /// The whole statement without its bullet.
    pub text: String,
    /// The figure; null for a target in words.
    pub quantity: Option<Quantity>,
    /// When it is to be reached.
    pub due: Option<Period>,
    /// The value to start from.
    pub baseline: Option<Baseline>,
    /// A parenthesis that limits the target.
    pub condition: Option<String>,
    /// Offices in charge, where the target has its own.
    pub departments: Vec<String>,
    /// Headings above it.
    pub path: Vec<String>,
    /// Where it is printed.
    pub source: Sources,
}

/// A figure that was measured.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Measurement {
    /// What was counted.
    pub indicator: Option<String>,
    /// The figure.
    pub quantity: Quantity,
    /// When it held; null where no date is printed with it.
    pub as_of: Option<Period>,
    /// The period that it is compared with (令和元年度比).
    pub compared_with: Option<Period>,
    /// A note that limits it.
    pub condition: Option<String>,
    /// True for what is announced only (拡大予定).
    pub planned: bool,
}

/// A dated happening.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Event {
    /// What happened.
    pub text: String,
    /// When.
    pub when: Period,
    /// True for what is announced only (予定).
    pub planned: bool,
}

/// 実績, 取組結果: what happened.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Outcome {
    /// Stable: made from the document, the initiative, the path and the text.
    pub id: String,
    /// The initiative that it belongs to.
    pub initiative_id: Option<String>,
    /// The headline without its mark.
    pub text: String,
    /// The lines under it.
    pub details: Vec<String>,
    /// Figures, in reading order.
    pub measurements: Vec<Measurement>,
    /// Dated happenings, in reading order.
    pub events: Vec<Event>,
    /// Offices named item by item.
    pub departments: Vec<String>,
    /// Headings above it.
    pub path: Vec<String>,
    /// True for 再掲: not to be counted twice.
    pub restated: bool,
    /// Where it is printed.
    pub source: Sources,
}

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
    /// Line of the source, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Where.
    pub source: Vec<Quoted>,
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
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
}

impl Coverage {
    /// The part of the characters that are accounted for, 0 to 1; 1 for an empty source.
    pub fn share(&self) -> f64 {
        if self.total == 0 { 1.0 } else { (self.total - self.unplaced) as f64 / self.total as f64 }
    }
}

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
}
