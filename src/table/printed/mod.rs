//! Tables as they are printed: grids filled with the lines that stand in them, page by page, and put
//! together across pages.
//!
//! ```text
//! body    a page without running heads and page numbers
//! fill    the lines of a page into its cells
//! wrap    the lines of a cell as one text
//! follow  which table goes on on the next page, and what it repeats
//! whole   tables across pages
//! sideways  tables whose last columns stand on another page
//! transcript  all of it written down as the lines that a text file gives
//! ```

mod body;
mod fill;
mod follow;
mod sideways;
#[cfg(test)]
mod tests;
pub mod transcript;
mod whole;
mod wrap;

use super::align;
use super::chart;
use super::lattice::{self, Lattice};
use crate::geometry::Rect;
use crate::page::grid::{Evidence, Grid};
use crate::page::order::{self, InkLine, Seated};
use crate::page::turn::Turn;
use crate::pdf::ink::InkPage;

use body::Body;
use rayon::prelude::*;
pub use sideways::{Sideways, cut as cut_sideways};
use std::borrow::Cow;
pub use whole::{WholeCell, WholeTable, wholes};

/// Edges that differ by less are one, in points.
const EDGE: f32 = 1.5;

/// A shaded header reaches no further over the text that it heads, in points: its padding, and a line.
const OUTSIDE: f32 = 15.0;

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
    /// How the page was turned to be read: all boxes are those of the turned page.
    pub turn: Turn,
    /// Whether it has so many runs of text that some were not looked at, for ruby or for columns.
    pub crowded: bool,
}

impl TablePage {
    /// The same with all boxes where they are displayed.
    #[must_use]
    pub fn displayed(mut self) -> Self {
        let turn = self.turn;
        if turn.is_none() {
            return self;
        }
        self.lines = turn.displayed_lines(&self.lines).into_owned();
        for grid in &mut self.grids {
            grid.rect = turn.displayed(&grid.rect);
            grid.cells.iter_mut().for_each(|cell| cell.rect = turn.displayed(&cell.rect));
        }
        for table in &mut self.tables {
            table.rect = turn.displayed(&table.rect);
            table.cells.iter_mut().for_each(|cell| cell.rect = turn.displayed(&cell.rect));
        }
        let size = turn.displayed(&Rect { left: 0.0, top: 0.0, right: self.width, bottom: self.height });
        (self.width, self.height) = (size.width(), size.height());
        self
    }
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

/// Reads the tables of a document's pages, all places as they are displayed.
pub fn find(pages: &[InkPage]) -> Vec<TablePage> {
    turned(pages).into_iter().map(TablePage::displayed).collect()
}

/// Reads the tables of a document's pages, each turned so that most of its text runs right.
pub fn turned(sheets: &[InkPage]) -> Vec<TablePage> {
    let turns: Vec<Turn> = sheets.iter().map(Turn::of).collect();
    let pages: Vec<Cow<'_, InkPage>> = sheets.iter().zip(&turns).map(|(page, turn)| turn.page(page)).collect();
    let pages = &pages;
    let drawn: Vec<Lattice> = pages.par_iter().map(|page| lattice::find(page)).collect();
    let grids: Vec<Vec<Grid>> = drawn.par_iter().map(Lattice::all).collect();
    let seated: Vec<Seated<'_>> =
        pages.par_iter().zip(&grids).map(|(page, grids)| order::seated(page, grids)).collect();
    let bodies = body::bodies(sheets, &turns, pages, &seated);
    let read = pages.par_iter().zip(bodies).zip(drawn.into_par_iter().zip(seated)).zip(turns);
    let mut read: Vec<TablePage> =
        read.map(|(((page, body), (drawn, seated)), turn)| self::read(page, turn, body, drawn, seated)).collect();
    follow::mark(&mut read);
    read
}

/// Reads the lines and tables of one page, all places as they are displayed.
pub fn page(page: &InkPage) -> TablePage {
    let turn = Turn::of(page);
    let page = &*turn.page(page);
    let drawn = lattice::find(page);
    let grids = drawn.all();
    let body = Body { ink: Cow::Borrowed(page), lines: None };
    read(page, turn, body, drawn, order::seated(page, &grids)).displayed()
}

/// Reads a page; tables without closed boxes are looked for in its body alone. `seated` are its runs of glyphs within
/// the grids that are drawn.
fn read(page: &InkPage, turn: Turn, body: Body<'_>, mut drawn: Lattice, seated: Seated<'_>) -> TablePage {
    let Body { ink, lines } = body;
    let grids = seated.grids();
    let body: &InkPage = &chart::without_charts(&ink, &drawn.plots);
    let cut = lattice::cut_rows(page, &seated.pieces, &mut drawn);
    let after = cut.then(|| drawn.all());
    let known = after.as_deref().unwrap_or(grids);
    let (aligned, many) = if std::ptr::eq(page, body) {
        align::find(page, known, &seated.pieces)
    } else {
        align::find(body, known, &order::seated(body, known).pieces)
    };
    let crowded = many || seated.crowded;
    let (tables, grids, lines) = if aligned.is_empty() && !cut {
        let lines = lines.unwrap_or_else(|| order::lines_of(page, &seated));
        (drawn.tables, grids.to_vec(), lines)
    } else {
        let Lattice { tables, frames, .. } = together(page, drawn, aligned);
        let grids: Vec<Grid> = tables.iter().chain(&frames).cloned().collect();
        let lines = order::lines(page, &grids);
        (tables, grids, lines)
    };
    let lines = turn.around_upright(order::together(lines));
    let tables = fill::tables(page.number, &tables, &grids, &lines);
    TablePage { number: page.number, width: page.width, height: page.height, lines, grids, tables, turn, crowded }
}

/// What closed boxes tell, and what alignment tells of the rest.
fn together(page: &InkPage, drawn: Lattice, aligned: Vec<Grid>) -> Lattice {
    let Lattice { mut tables, mut frames, plots } = drawn;
    let drawn: Vec<&Rect> = frames.iter().map(|frame| &frame.rect).filter(|frame| !is_shaded(page, frame)).collect();
    let aligned: Vec<Grid> =
        aligned.into_iter().filter(|table| !drawn.iter().any(|frame| cuts(frame, table))).collect();
    // Borders and columns drawn, rows told by the text: what the text tells is the table.
    tables.retain(|drawn| drawn.rows > 1 || !aligned.iter().any(|table| crosses(&table.rect, drawn)));
    // A shaded header is a part of the table that it heads, no frame of its own.
    frames.retain(|frame| !aligned.iter().any(|table| crosses(&frame.rect, table)));
    tables.extend(aligned);
    tables.sort_by(|a, b| a.rect.top.total_cmp(&b.rect.top).then(a.rect.left.total_cmp(&b.rect.left)));
    Lattice { tables, frames, plots }
}

/// Whether a box is there by its shade: a header, or the name of a group beside its rows.
fn is_shaded(page: &InkPage, rect: &Rect) -> bool {
    page.fills.iter().any(|fill| !fill.is_paper() && fill.rect.is_at(rect, EDGE))
}

/// Whether a frame holds together what a table would tear apart: it stands partly in it, and goes on outside.
fn cuts(frame: &Rect, table: &Grid) -> bool {
    let outside = [
        table.rect.left - frame.left,
        table.rect.top - frame.top,
        frame.right - table.rect.right,
        frame.bottom - table.rect.bottom,
    ];
    outside.iter().any(|far| *far > OUTSIDE) && crosses(frame, table) && !names_rows(frame, table)
}

/// Whether a frame keeps to the first column of a table: the shaded names of groups of rows, which reach further than
/// the text of the last row, and on beside a table below.
fn names_rows(frame: &Rect, table: &Grid) -> bool {
    let first = table.cells.iter().filter(|cell| cell.col == 0 && cell.colspan == 1);
    first.into_iter().any(|cell| frame.left >= cell.rect.left - EDGE && frame.right <= cell.rect.right + EDGE)
}

/// Whether a frame lies over a table, but neither in one of its cells nor around it.
fn crosses(frame: &Rect, table: &Grid) -> bool {
    frame.overlaps(&table.rect, 0.0)
        && !table.rect.is_inside(frame, EDGE)
        && !table.cells.iter().any(|cell| frame.is_inside(&cell.rect, EDGE))
}
