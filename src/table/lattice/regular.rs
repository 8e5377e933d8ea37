//! Whether cells stand edge to edge, as those of a table; the boxes that the lines of a diagram join stand where they
//! like.

use crate::page::grid::{Grid, GridCell};
use std::collections::BTreeSet;

/// Of the cells with text of a table at least this share stand edge to edge with one of their height or width.
const REGULAR: f32 = 0.6;

/// A side of a cell: whether upright, where it begins along its line, its length, its line, and whether the cell ends
/// there; in rows and columns.
type Side = (bool, u32, u32, u32, bool);

/// Whether most cells with text stand edge to edge with a cell of their height or width.
pub fn is_regular(grid: &Grid, filled: &[bool]) -> bool {
    let ends: BTreeSet<Side> = grid.cells.iter().flat_map(sides).collect();
    let meets = |(upright, from, length, at, end): Side| ends.contains(&(upright, from, length, at, !end));
    let texts = || grid.cells.iter().zip(filled).filter(|(_, filled)| **filled);
    let fit = texts().filter(|(cell, _)| sides(cell).into_iter().any(meets)).count();
    fit as f32 >= REGULAR * texts().count() as f32
}

fn sides(cell: &GridCell) -> [Side; 4] {
    [
        (true, cell.row, cell.rowspan, cell.col, false),
        (true, cell.row, cell.rowspan, cell.col + cell.colspan, true),
        (false, cell.col, cell.colspan, cell.row, false),
        (false, cell.col, cell.colspan, cell.row + cell.rowspan, true),
    ]
}
