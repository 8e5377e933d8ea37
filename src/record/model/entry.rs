//! Initiatives, targets and results.

use super::value::{Period, Quantity, Sources};
use schemars::JsonSchema;
use serde::Serialize;

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
    /// What stands in the way, or has still to be mended (課題): one string an item.
    pub issues: Vec<String>,
    /// What is printed beside the name and says what sort it is (新規, 重点), without brackets.
    pub tags: Vec<String>,
    /// Money, where the table has a column of it.
    pub budget: Vec<Budget>,
    /// Where it is printed.
    pub source: Sources,
}

impl Initiative {
    /// An initiative of which nothing is known yet but where it is printed.
    pub fn bare(source: Sources) -> Self {
        Self {
            id: String::new(),
            code: None,
            name: String::new(),
            path: Vec::new(),
            description: None,
            activities: Vec::new(),
            schedule: Vec::new(),
            departments: Vec::new(),
            partners: Vec::new(),
            next_steps: Vec::new(),
            issues: Vec::new(),
            tags: Vec::new(),
            budget: Vec::new(),
            source,
        }
    }
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

/// How what was reached is judged (評価, 判定, 達成度).
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Rating {
    /// As printed: `A`, `◎`, `順調`.
    pub raw: String,
    /// What the legend says that it means; null where no legend is printed.
    pub meaning: Option<String>,
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
    /// How it is judged; null where no judgement is printed.
    pub rating: Option<Rating>,
    /// Where it is printed.
    pub source: Sources,
}
