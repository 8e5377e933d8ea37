//! The table of figures below a chart, without the frame around both.
//!
//! The frame and the table often touch by a hair; then the chart would be a cell of the table, and the white around
//! the table empty cells.

use super::judge;
use crate::geometry::Rect;
use crate::page::grid::{Grid, GridCell};

/// A grid around plots parted into the table below them and frames of all else; as it is where it holds none.
pub fn parted(grid: Grid, plots: &[Rect]) -> Vec<Grid> {
    let holds = |cell: &GridCell| plots.iter().any(|plot| cell.rect.holds(plot.middle()));
    if grid.cells.len() < 2 || !grid.cells.iter().any(holds) {
        return vec![grid];
    }
    let (own, rest): (Vec<GridCell>, Vec<GridCell>) =
        grid.cells.into_iter().partition(|cell| cell.rowspan == 1 && cell.colspan == 1 && !holds(cell));
    let frames = rest.into_iter().map(|cell| judge::frame(cell.rect));
    let table = renumbered(own.clone()).map_or_else(
        || own.iter().map(|cell| judge::frame(cell.rect)).collect(),
        |table| vec![Grid { evidence: grid.evidence, ..table }],
    );
    frames.chain(table).collect()
}

/// Cells that are not merged as a grid of their own; `None` where they are no full rows and columns.
fn renumbered(mut cells: Vec<GridCell>) -> Option<Grid> {
    let first = |number: fn(&GridCell) -> u32| cells.iter().map(number).min();
    let (top, left) = (first(|cell| cell.row)?, first(|cell| cell.col)?);
    for cell in &mut cells {
        (cell.row, cell.col) = (cell.row - top, cell.col - left);
    }
    let rows = cells.iter().map(|cell| cell.row).max()? + 1;
    let cols = cells.iter().map(|cell| cell.col).max()? + 1;
    let rect = cells.iter().map(|cell| cell.rect).reduce(|a, b| a.union(&b))?;
    // The corner above the names of rows is often left out.
    let full = cells.len() as u32 + 1 >= rows.saturating_mul(cols);
    full.then_some(Grid { rect, rows, cols, cells, evidence: crate::page::grid::Evidence::Ruled })
}
