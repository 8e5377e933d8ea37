//! Quantities: figures that measure something, with unit, comparison, change
//! and base.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Number;

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
    /// The value with the digits that the page prints.
    pub value: Number,
    /// The counter as printed; `None` for a count without one.
    pub unit: Option<String>,
    /// How the value is meant.
    pub comparator: Comparator,
    /// The direction, if the figure is a difference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// What it is counted for: 各課, 年, 1日.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
}

/// Something found, with its bytes in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// The whole expression as printed.
    pub range: Range<usize>,
    /// What it says.
    pub value: T,
}

/// Every figure that measures something, in reading order. Whatever overlaps a
/// `taken` range (the periods found before) is passed over.
pub fn quantities(text: &str, taken: &[Range<usize>]) -> Vec<Found<Quantity>> {
    Scan::new(text, taken).run()
}
