//! Tables across pages: the parts one below the other, repeated headers once, cut rows made whole.

use super::{Continuation, PrintedTable, TablePage};
use crate::geometry::Rect;
use crate::page::squeeze;

/// A table over all its pages.
#[derive(Debug, Clone, PartialEq)]
pub struct WholeTable {
    /// Its parts: page number, from 1, and index into that page's tables.
    pub parts: Vec<(u32, usize)>,
    /// Rows at its top that were repeated on a later page: known to be its header; 0 where nothing tells.
    pub header_rows: u32,
    /// Number of rows.
    pub rows: u32,
    /// Number of columns.
    pub cols: u32,
    /// Its cells by row, then by column.
    pub cells: Vec<WholeCell>,
}

/// A cell of a table over all its pages.
#[derive(Debug, Clone, PartialEq)]
pub struct WholeCell {
    /// First row, from 0.
    pub row: u32,
    /// First column, from 0.
    pub col: u32,
    /// Rows that it covers.
    pub rowspan: u32,
    /// Columns that it covers.
    pub colspan: u32,
    /// Its text.
    pub text: String,
    /// Where it stands: page number and box in points; several where a page break cuts it.
    pub places: Vec<(u32, Rect)>,
}

/// The tables of a document, parts on several pages put together.
pub fn wholes(pages: &[TablePage]) -> Vec<WholeTable> {
    let mut wholes: Vec<WholeTable> = Vec::new();
    // The whole that each table of the page before belongs to.
    let mut before: Vec<usize> = Vec::new();
    for page in pages {
        let mut now = Vec::new();
        for (number, table) in page.tables.iter().enumerate() {
            let open = table.continues.and_then(|how| Some((how, *before.get(how.table)?)));
            let at = match open.and_then(|(how, at)| Some((how, at, wholes.get_mut(at)?))) {
                Some((how, at, whole)) => {
                    go_on(whole, table, number, how);
                    at
                }
                None => {
                    wholes.push(begin(table, number));
                    wholes.len() - 1
                }
            };
            now.push(at);
        }
        before = now;
    }
    wholes
}

fn begin(table: &PrintedTable, number: usize) -> WholeTable {
    WholeTable {
        parts: vec![(table.page, number)],
        header_rows: 0,
        rows: table.rows,
        cols: table.cols,
        cells: table.cells.iter().map(|cell| whole_cell(table.page, cell, cell.row)).collect(),
    }
}

fn whole_cell(page: u32, cell: &super::PrintedCell, row: u32) -> WholeCell {
    WholeCell {
        row,
        col: cell.col,
        rowspan: cell.rowspan,
        colspan: cell.colspan,
        text: cell.text.clone(),
        places: vec![(page, cell.rect)],
    }
}

fn go_on(whole: &mut WholeTable, table: &PrintedTable, number: usize, how: Continuation) {
    let header = how.repeated_header;
    let end = whole.rows;
    // Where a row was cut its rest goes into the row above.
    let begin = if how.cut_row { end.saturating_sub(1) } else { end };
    for cell in table.cells.iter().filter(|cell| cell.row >= header) {
        let row = begin + (cell.row - header);
        let first = cell.row == header;
        let above = whole.cells.iter_mut().find(|above| {
            first
                && (above.col, above.colspan) == (cell.col, cell.colspan)
                && above.row + above.rowspan == end
                && (how.cut_row || goes_on(above, cell))
        });
        match above {
            Some(above) => add(above, cell, row, table.page),
            None => whole.cells.push(whole_cell(table.page, cell, row)),
        }
    }
    whole.rows = begin + table.rows.saturating_sub(header);
    whole.header_rows = whole.header_rows.max(header);
    whole.parts.push((table.page, number));
    whole.cells.sort_by_key(|cell| (cell.row, cell.col));
}

/// Whether a cell over several rows goes on behind the page break: left empty, or named again.
fn goes_on(above: &WholeCell, cell: &super::PrintedCell) -> bool {
    let merged = above.rowspan > 1 || cell.rowspan > 1;
    let text = squeeze(&cell.text);
    merged && !squeeze(&above.text).is_empty() && (text.is_empty() || text == squeeze(&above.text))
}

fn add(above: &mut WholeCell, cell: &super::PrintedCell, row: u32, page: u32) {
    above.rowspan = above.rowspan.max((row + cell.rowspan).saturating_sub(above.row));
    above.places.push((page, cell.rect));
    let (said, more) = (squeeze(&above.text), squeeze(&cell.text));
    if said != more && !more.is_empty() {
        if !said.is_empty() && !crate::text::joins_without_space(&above.text, &cell.text) {
            above.text.push('\n');
        }
        above.text.push_str(&cell.text);
    }
}
