//! The ink of a PDF, listed: as columns for people, as JSON for programs.

mod columns;
mod json;

pub(super) use columns::printed;
pub use columns::{columns, lines as line_columns};
pub use json::{json, lines as line_json};

use crate::page::order::InkLine;
use crate::page::running::Role;
use crate::pdf::ink::{Direction, InkPage};

/// A page as the stage of lines has it.
#[derive(Debug, Clone, Copy)]
pub struct Lined<'a> {
    /// Its size, number and label.
    pub page: &'a InkPage,
    /// Its lines in reading order.
    pub lines: &'a [InkLine],
    /// For each line what it is besides the body.
    pub roles: &'a [Option<Role>],
}

impl Lined<'_> {
    /// The lines with the names of their roles.
    fn named(&self) -> impl Iterator<Item = (&InkLine, Option<&'static str>)> {
        let roles = self.roles.iter().copied().chain(std::iter::repeat(None));
        self.lines.iter().zip(roles.map(|role| role.map(role_name)))
    }
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Number => "number",
        Role::Head => "head",
        Role::Foot => "foot",
        Role::Tab => "tab",
    }
}

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
