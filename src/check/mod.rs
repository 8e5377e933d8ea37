//! Stage 5, check: findings, assessments and the ledger of characters.

mod assess;
mod ledger;
mod ragged;
mod roadmap;
mod unread;

pub use assess::assess;
pub use ledger::{Ledger, account};
pub use ragged::short_rows;
pub use roadmap::lost_bars;
pub use unread::tell_unread;
