//! Tables as they are printed: grids filled with the lines that stand in them, page by page, and put
//! together across pages.
//!
//! ```text
//! fill    the lines of a page into its cells
//! wrap    the lines of a cell as one text
//! follow  which table goes on on the next page, and what it repeats
//! whole   tables across pages
//! ```

mod fill;
mod follow;
#[cfg(test)]
mod tests;
mod whole;
mod wrap;

use super::lattice;
use crate::geometry::Rect;
use crate::page::grid::{Evidence, Grid};
use crate::page::order::{self, InkLine};
use crate::pdf::ink::InkPage;

pub use whole::{WholeCell, WholeTable, wholes};

/// A page: its lines and the tables among them.
#[derive(Debug, Clone, PartialEq)]
pub struct TablePage {
    /// Page number, from 1.
    pub number: u32,
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Its lines in reading order; their places count `grids`.
    pub lines: Vec<InkLine>,
    /// What its lines were read in: the grids of `tables` first, in the same order, then frames.
    pub grids: Vec<Grid>,
    /// Its tables from the top, then from the left.
    pub tables: Vec<PrintedTable>,
}

/// A table, or the part of one that stands on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintedTable {
    /// Page number, from 1.
    pub page: u32,
    /// Around all cells, in points from the page's top left.
    pub rect: Rect,
    /// What told that it is there.
    pub evidence: Evidence,
    /// Number of rows.
    pub rows: u32,
    /// Number of columns.
    pub cols: u32,
    /// Its cells by row, then by column.
    pub cells: Vec<PrintedCell>,
    /// The table (index into the page's tables) and the cell that it stands in.
    pub inside: Option<(usize, usize)>,
    /// How it goes on with a table of the page before; `None` where it begins.
    pub continues: Option<Continuation>,
}

/// How a table goes on with the one before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Continuation {
    /// The table that it goes on with: index into the tables of the page before.
    pub table: usize,
    /// Rows at its top that repeat the top of the table before.
    pub repeated_header: u32,
    /// Whether its first row behind those is the rest of the row that the page break cut.
    pub cut_row: bool,
}

/// A cell as printed.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintedCell {
    /// First row, from 0.
    pub row: u32,
    /// First column, from 0.
    pub col: u32,
    /// Rows that it covers.
    pub rowspan: u32,
    /// Columns that it covers.
    pub colspan: u32,
    /// Its box in points from the page's top left.
    pub rect: Rect,
    /// Its text: wrapped lines joined, other lines on lines of their own.
    pub text: String,
    /// The page's lines in it, in reading order.
    pub lines: Vec<u32>,
}

/// Reads the tables of a document's pages.
pub fn find(pages: &[InkPage]) -> Vec<TablePage> {
    let mut read: Vec<TablePage> = pages.iter().map(page).collect();
    follow::mark(&mut read);
    read
}

/// Reads the lines and tables of one page.
pub fn page(page: &InkPage) -> TablePage {
    let found = lattice::find(page);
    let grids = found.all();
    let lines = order::lines(page, &grids);
    let tables = fill::tables(page.number, &found.tables, &grids, &lines);
    TablePage { number: page.number, width: page.width, height: page.height, lines, grids, tables }
}
