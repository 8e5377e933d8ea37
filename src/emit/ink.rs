//! The ink of a PDF, listed: as columns for people, as JSON for programs.

mod columns;
mod json;

pub(super) use columns::printed;
pub use columns::{columns, lines as line_columns};
pub use json::{json, lines as line_json};

use crate::pdf::ink::Direction;

/// The name of a direction in listings.
fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Right => "right",
        Direction::Down => "down",
        Direction::Left => "left",
        Direction::Up => "up",
        Direction::Slanted => "slanted",
    }
}

/// A colour as `#rrggbb`.
pub(super) fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}
