//! Stage 5, check: findings, assessments and the ledger of characters.
//!
//! One file a rule. `reconcile` runs the rules that hold the figures, dates and names of a document
//! against one another; none of them says more than that they do not reconcile under its rule.

mod assess;
mod basis;
mod columns;
mod dates;
mod heads;
mod ledger;
mod left;
mod lists;
mod names;
mod places;
mod ragged;
mod rates;
mod repaired;
mod restated;
mod roadmap;
mod spelling;
mod sums;
mod tell;
mod twice;
mod units;
mod unread;
mod unseen;

pub use assess::assess;
pub use ledger::{Ledger, account};
pub use left::figures_left;
pub use places::{cells_of_quotes, pages_alone};
pub use ragged::short_rows;
pub use repaired::repairs;
pub use roadmap::lost_bars;
pub use tell::Case;
pub use unread::{Sheets, tell_unread};
pub use unseen::unseen_tables;

use crate::record::model::Finding;

/// The rules that hold a document against itself.
const RULES: [fn(Case<'_>) -> Vec<Finding>; 11] = [
    sums::check,
    lists::check,
    rates::check,
    twice::check,
    columns::check,
    dates::check,
    units::check,
    basis::check,
    spelling::check,
    names::check,
    restated::check,
];

/// What a careful reader would flag in the figures, dates and names of a document.
pub fn reconcile(case: Case<'_>) -> Vec<Finding> {
    RULES.iter().flat_map(|rule| rule(case)).collect()
}
