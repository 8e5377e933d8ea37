//! Tables that a printer cut sideways: columns that had no room on a page stand on the next one, without the names of
//! their rows.
//!
//! ```text
//! page 1   事業名     令和6年度 令和7年度     page 2   令和8年度 目標
//!          公園整備   3箇所     4箇所                   5箇所     6箇所
//!          歩道改良   2路線     3路線                   4路線     5路線
//! ```
//!
//! They are not put together, they are told.

use super::follow;
use super::{PrintedCell, PrintedTable, TablePage};
use crate::page::squeeze;
use crate::text::{Carry, periods, quantities};

/// Rows stand at one height within this, in points: what the driver of a printer rounds.
const SAME_HEIGHT: f32 = 1.5;
/// Fewer rows may stand at the same heights by chance.
const FEWEST_ROWS: u32 = 3;
/// A column of values holds figures, or nothing, in at least this share of its rows: names of rows do not.
const VALUES: f32 = 0.5;
/// Pages over which a table goes on sideways: a spreadsheet prints all pages below each other first.
const PAGES: usize = 12;
/// Pages are of one size within this, in points.
const SAME_PAGE: f32 = 2.0;

/// A table that seems to go on sideways: the page that it begins on and the page that its next columns stand on, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sideways {
    /// The page with the names of the rows.
    pub from: u32,
    /// The page with the columns that had no room there.
    pub to: u32,
}

/// The tables of a document that seem to be cut sideways.
pub fn cut(pages: &[TablePage]) -> Vec<Sideways> {
    let mut found = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        // What goes on downwards is no part of a table that goes on sideways.
        let tables = page.tables.iter().filter(|table| table.inside.is_none() && table.continues.is_none());
        for table in tables.filter(|table| table.rows >= FEWEST_ROWS && has_values(table)) {
            let near = pages.get(at.saturating_sub(PAGES)..at).unwrap_or_default().iter().rev();
            let before = near.filter(|before| same_size(before, page));
            let mut fitting = before.filter(|before| before.tables.iter().any(|other| goes_on(before, other, table)));
            found.extend(fitting.next().map(|before| Sideways { from: before.number, to: page.number }));
        }
    }
    found.dedup();
    found
}

fn same_size(a: &TablePage, b: &TablePage) -> bool {
    (a.width - b.width).abs() <= SAME_PAGE && (a.height - b.height).abs() <= SAME_PAGE
}

/// Whether a table has the columns that had no room beside another one of a page before: rows at the same heights, other
/// names of columns, and the first column wider than the room that was left.
fn goes_on(page: &TablePage, first: &PrintedTable, table: &PrintedTable) -> bool {
    let near = |a: f32, b: f32| (a - b).abs() <= SAME_HEIGHT;
    let (above, below) = (heights(first), heights(table));
    let level = first.rows == table.rows && above.iter().zip(&below).all(|(a, b)| near(*a, *b));
    let column = table.cells.iter().find(|cell| cell.col == 0 && cell.colspan == 1).map(|cell| cell.rect.width());
    // Pages have the same margin on both sides.
    let room = page.width - table.rect.left - first.rect.right;
    let names = |table: &PrintedTable| -> Vec<String> {
        let head = table.cells.iter().filter(|cell| cell.row == 0 && is_filled(cell));
        head.map(|cell| squeeze(&cell.text)).collect()
    };
    let (known, new) = (names(first), names(table));
    first.inside.is_none()
        && level
        && column.is_some_and(|width| width > room + SAME_HEIGHT)
        && !follow::same_columns(first, table)
        && !new.is_empty()
        && !new.iter().any(|name| known.contains(name))
}

/// The upper edge of each row and the lower one of the last, in points.
fn heights(table: &PrintedTable) -> Vec<f32> {
    let top = |row: u32| {
        let own = table.cells.iter().filter(|cell| cell.row == row);
        own.map(|cell| cell.rect.top).next().unwrap_or(table.rect.top)
    };
    (0..table.rows).map(top).chain([table.rect.bottom]).collect()
}

/// Whether the first column names no rows: it holds figures below its header.
fn has_values(table: &PrintedTable) -> bool {
    let own: Vec<&PrintedCell> = table.cells.iter().filter(|cell| cell.col == 0 && cell.row > 0).collect();
    let figures = own.iter().filter(|cell| is_figure(&cell.text)).count();
    let empty = own.iter().filter(|cell| !is_filled(cell)).count();
    figures > 0 && (figures + empty) as f32 >= VALUES * own.len() as f32
}

/// Whether a cell says nothing but a quantity.
fn is_figure(text: &str) -> bool {
    let text = text.trim();
    let whole = |from: usize, to: usize| from == 0 && to == text.len();
    let dated = periods(text, &mut Carry::default()).iter().any(|found| whole(found.range.start, found.range.end));
    !dated && quantities(text, &[]).iter().any(|found| whole(found.range.start, found.range.end))
}

fn is_filled(cell: &PrintedCell) -> bool {
    !cell.text.trim().is_empty()
}
