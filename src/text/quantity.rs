//! Quantities: figures that measure something, with unit, comparison, change
//! and base.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Number;

use super::merge::merged;
use super::scan::Scan;

/// How a value is meant; 以上 is `>=`, 以下 `<=`, 超 `>`, 未満 `<`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub enum Comparator {
    /// No word of comparison.
    #[default]
    #[serde(rename = "=")]
    Eq,
    /// 以上
    #[serde(rename = ">=")]
    Ge,
    /// 以下, 以内
    #[serde(rename = "<=")]
    Le,
    /// 超, を超える
    #[serde(rename = ">")]
    Gt,
    /// 未満
    #[serde(rename = "<")]
    Lt,
}

/// The direction of a figure that is a difference (5%削減, 11.8%増).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// 増, 向上
    Increase,
    /// 減, 削減
    Decrease,
}

/// A figure that measures something.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Quantity {
    /// The value with the digits that the page prints; of a range its lower end.
    pub value: Number,
    /// The upper end of a range (5~10件).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upper: Option<Number>,
    /// The counter as printed; `None` for a count without one.
    pub unit: Option<String>,
    /// How the value is meant.
    pub comparator: Comparator,
    /// The direction, if the figure is a difference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// What it is counted for: 各課, 年, 1日; 千人 in 5.0件/千人.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
    /// The whole that the figure is a share of: 32校 in 全32校中28校.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Whole>,
}

/// What a figure is a share of.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Whole {
    /// The number, with the digits that the page prints.
    #[schemars(with = "f64")]
    pub value: Number,
    /// The unit as printed; that of the share where only the share prints one.
    pub unit: Option<String>,
}

/// What kind of text figures are looked for in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Running text: a number may be a date, a name, an enumerator.
    Text,
    /// A cell that its column says to hold a figure: 1/3 is a third, 12 300 one number, 5位以内 a rank.
    Cell,
    /// The same, its unit printed elsewhere: 2020 beside 人 is no year.
    Counted,
}

impl Place {
    /// Whether the text is a cell that holds a figure.
    pub(crate) fn is_cell(self) -> bool {
        self != Self::Text
    }
}

/// What was read of a text's numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Every figure that measures something, in reading order.
    pub found: Vec<Found<Quantity>>,
    /// What looks like a figure and was not understood, whole or in part: to be told, never to be guessed.
    pub unread: Vec<Range<usize>>,
}

/// Something found, with its bytes in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// The whole expression as printed.
    pub range: Range<usize>,
    /// What it says.
    pub value: T,
}

/// Every figure of a text, and what was not understood. Whatever overlaps a `taken` range (the periods found before)
/// is passed over.
pub fn figures(text: &str, taken: &[Range<usize>], place: Place) -> Figures {
    let Figures { found, unread } = Scan::new(text, taken, place).run();
    Figures { found: merged(text, found), unread }
}

/// Every figure of running text that measures something, in reading order.
pub fn quantities(text: &str, taken: &[Range<usize>]) -> Vec<Found<Quantity>> {
    figures(text, taken, Place::Text).found
}
