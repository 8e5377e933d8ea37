//! The reasons for what is made of a table, told where somebody asks for a record.

use super::columns::{Clue, Column};
use super::sheet::Sheet;
use super::{pillar_pieces, rows};
use crate::lexicon::Role;
use crate::record::desk::Piece;
use crate::record::trace::{Ground, Reasons};
use crate::table::Row;

/// Its path begins with headings.
pub const PILLARS: Ground = Ground::of("the headings above it, and what is written beside or above it", module_path!());

/// Why a column holds what it holds.
pub fn column(sheet: Sheet<'_>, col: usize) -> Ground {
    let clue = sheet.clues.get(col).copied().unwrap_or(Clue::Nothing);
    clue.ground(sheet.header(col))
}

/// The field of an initiative that a column fills.
fn field(column: Column, is_name: bool) -> Option<&'static str> {
    let Column::Role(role) = column else { return (column == Column::Measure).then_some("schedule") };
    Some(match role {
        Role::Initiative if is_name => "name",
        Role::Initiative | Role::Group => "path",
        Role::Code => "code",
        Role::Description => "description",
        Role::Activity => "activities",
        Role::Schedule => "schedule",
        Role::Department => "departments",
        Role::Partner => "partners",
        Role::NextStep => "next_steps",
        Role::Budget | Role::Funding => "budget",
        _ => return None,
    })
}

/// Why a row is an initiative; `above` are the rows and titles that its path comes from.
pub fn initiative(say: &mut Reasons, sheet: Sheet<'_>, row: &Row, name_col: usize, above: Vec<Piece>) {
    say.record(rows::ROW.by(sheet.header(name_col), None), sheet.pieces(row, name_col));
    if !sheet.columns.contains(&Column::Role(Role::Group)) {
        let headings = pillar_pieces(sheet.page, sheet.page.heading_of(sheet.table.blocks.start));
        let path: Vec<Piece> = headings.into_iter().chain(above).collect();
        if !path.is_empty() {
            say.field("path", PILLARS, path);
        }
    } else if !above.is_empty() {
        say.field("path", PILLARS, above);
    }
    fields(say, sheet, row, name_col);
}

/// Why the fields of an initiative hold what a row says.
pub fn fields(say: &mut Reasons, sheet: Sheet<'_>, row: &Row, name_col: usize) {
    for (col, held) in sheet.columns.iter().enumerate() {
        let said = row.cells.get(col).is_some_and(|cell| !cell.text.is_blank());
        let barred = *held == Column::Measure && row.bars.iter().any(|bar| covers(bar.first, bar.last, col));
        if let Some(field) = field(*held, col == name_col).filter(|_| said || barred) {
            say.field(field, column(sheet, col), sheet.pieces(row, col));
        }
    }
}

fn covers(first: u16, last: u16, col: usize) -> bool {
    (usize::from(first)..=usize::from(last)).contains(&col)
}

/// Why a further row adds to an initiative whose name is merged with the row above.
pub fn goes_on(say: &mut Reasons, sheet: Sheet<'_>, row: &Row) {
    for (col, held) in sheet.columns.iter().enumerate() {
        let own = row.cells.get(col).is_some_and(|cell| !cell.merged && !cell.text.is_blank());
        let goes = !matches!(held, Column::Role(Role::Initiative | Role::Group | Role::Code | Role::Description));
        if let Some(field) = field(*held, false).filter(|_| own && goes) {
            say.field(field, column(sheet, col), sheet.pieces(row, col));
        }
    }
}
