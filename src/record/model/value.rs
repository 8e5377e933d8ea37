//! Values that know where they are printed: places, quotes, figures, periods.

use crate::text::{self, Change, Comparator, PeriodUnit, Whole};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

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
    /// First and last byte, the last excluded, in what was read: the text file, or the transcript of the printed
    /// pages. For the ledger; not written.
    #[serde(skip)]
    pub stretch: [u32; 2],
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
    /// The number, with the digits that the page prints; of a range its lower end.
    #[schemars(with = "f64")]
    pub value: serde_json::Number,
    /// The upper end of a range (5～10件).
    #[schemars(with = "Option<f64>")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upper: Option<serde_json::Number>,
    /// The unit as printed, normalized; null where the page prints none.
    pub unit: Option<String>,
    /// 以上 is `>=`, 以下 `<=`, 超 `>`, 未満 `<`; else `=`.
    pub comparator: Comparator,
    /// Set where the figure is a change: 削減, 増.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// What the figure is counted for: 各課, 年; 千人 in 5.0件/千人.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
    /// The whole that the figure is a share of: 32校 in 全32校中28校.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Whole>,
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
    /// The plan's own period, named by reference (取組期間中, 3か年).
    PlanPeriod,
    /// Words of the document that say which years a term of its own stands for (短期: 令和6～7年度).
    Legend,
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

impl Period {
    /// From the first day of this one to the last day of another; one that ends no later adds nothing.
    pub fn through(self, last: &Self) -> Self {
        if self.end.zip(last.end).is_some_and(|(own, last)| last <= own) {
            return self;
        }
        let closed = |period: &Self| text::Period::new(period.unit, period.start?, period.end?);
        match closed(&self).zip(closed(last)).and_then(|(first, last)| first.through(&last)) {
            Some(whole) => Self { unit: whole.unit(), start: whole.start(), end: whole.end(), ..self },
            // The last of them goes on without an end (令和8年度以降).
            None if self.start.is_some() && last.end.is_none() => Self { end: None, ..self },
            None => self,
        }
    }
}
