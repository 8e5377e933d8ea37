//! The lines of a page into the cells of its tables.

use super::{PrintedCell, PrintedTable, wrap};
use crate::page::grid::Grid;
use crate::page::order::{InkLine, Place, Places};

/// The tables of a page with their lines. `grids` begins with the tables.
pub fn tables(page: u32, tables: &[Grid], grids: &[Grid], lines: &[InkLine]) -> Vec<PrintedTable> {
    let places = Places::new(grids);
    let mut printed: Vec<PrintedTable> =
        tables.iter().enumerate().map(|(at, grid)| empty(page, grid, table_around(&places, tables, at))).collect();
    for (number, line) in lines.iter().enumerate() {
        let Some((table, cell)) = cell_of(&places, tables, line.place) else { continue };
        let cell = printed.get_mut(table).and_then(|table| table.cells.get_mut(cell));
        cell.into_iter().for_each(|cell| cell.lines.push(number as u32));
    }
    for cell in printed.iter_mut().flat_map(|table| &mut table.cells) {
        let own: Vec<&InkLine> = cell.lines.iter().filter_map(|line| lines.get(*line as usize)).collect();
        cell.text = wrap::text(&own, &cell.rect);
    }
    printed
}

/// The table and cell that a place stands for: a frame inside of a cell is a part of that cell's text.
fn cell_of(places: &Places, tables: &[Grid], place: Place) -> Option<(usize, usize)> {
    let mut place = place;
    // Each step leads to a larger grid.
    for _ in 0..=places.count() {
        let (grid, cell) = place?;
        if let Some(table) = tables.get(grid as usize) {
            return ((cell as usize) < table.cells.len()).then_some((grid as usize, cell as usize));
        }
        place = places.parent(grid as usize);
    }
    None
}

/// The table and cell that a table stands in.
fn table_around(places: &Places, tables: &[Grid], at: usize) -> Option<(usize, usize)> {
    cell_of(places, tables, places.parent(at))
}

fn empty(page: u32, grid: &Grid, inside: Option<(usize, usize)>) -> PrintedTable {
    let cells = grid.cells.iter().map(|cell| PrintedCell {
        row: cell.row,
        col: cell.col,
        rowspan: cell.rowspan,
        colspan: cell.colspan,
        rect: cell.rect,
        text: String::new(),
        lines: Vec::new(),
    });
    PrintedTable {
        page,
        rect: grid.rect,
        evidence: grid.evidence,
        rows: grid.rows,
        cols: grid.cols,
        cells: cells.collect(),
        inside,
        continues: None,
    }
}
