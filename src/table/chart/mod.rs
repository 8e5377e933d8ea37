//! Charts, told by their scales: what is drawn and printed in one is no table.
//!
//! ```text
//! plot  level lines with figures beside their ends, before grids are looked for
//! axis  figures below each other that fall by one step, where no lines are drawn at them
//! ```

mod axis;
mod plot;

pub use axis::{Label, axes, is_chart};
pub use plot::{plots, without_charts, without_plots};
