//! Which grids are tables, and which only hold text together: frames, charts, diagrams.

use crate::geometry::Rect;
use crate::page::grid::{Grid, GridCell};
use crate::page::order::Places;
use crate::pdf::ink::InkPage;

/// A table has at least this many cells with text.
const FEWEST_FILLED: usize = 2;
/// And they are at least this share of its cells: the squares of a chart's scale are empty.
const FILLED: f32 = 0.08;
/// Cells cover at least this share of a table; the boxes of a diagram leave more room.
pub const COVERED: f32 = 0.75;

/// Whether each grid is a table.
pub fn tables(page: &InkPage, grids: &[Grid]) -> Vec<bool> {
    let filled = filled(page, grids);
    grids.iter().zip(&filled).map(|(grid, filled)| is_table(grid, filled)).collect()
}

fn is_table(grid: &Grid, filled: &[bool]) -> bool {
    let count = filled.iter().filter(|filled| **filled).count();
    // One column of boxes is a list of frames; one row may be a name and its value.
    grid.cols > 1
        && grid.cells.len() > 1
        && count >= FEWEST_FILLED
        && count as f32 >= FILLED * grid.cells.len() as f32
        && covered(grid) >= COVERED
        && columns_with_text(grid, filled) > 1
}

fn columns_with_text(grid: &Grid, filled: &[bool]) -> usize {
    let mut columns: Vec<u32> =
        grid.cells.iter().zip(filled).filter(|(_, filled)| **filled).map(|(cell, _)| cell.col).collect();
    columns.sort_unstable();
    columns.dedup();
    columns.len()
}

/// The share of a grid that its cells cover.
pub fn covered(grid: &Grid) -> f32 {
    grid.cells.iter().map(|cell| area(&cell.rect)).sum::<f32>() / area(&grid.rect).max(f32::MIN_POSITIVE)
}

/// Which cells of each grid hold text, that of grids inside of them counted too.
pub fn filled(page: &InkPage, grids: &[Grid]) -> Vec<Vec<bool>> {
    let places = Places::new(grids);
    let mut filled: Vec<Vec<bool>> = grids.iter().map(|grid| vec![false; grid.cells.len()]).collect();
    for glyph in page.glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()) {
        if let Some((grid, cell)) = places.of_glyph(glyph) {
            let slot = filled.get_mut(grid as usize).and_then(|cells| cells.get_mut(cell as usize));
            slot.into_iter().for_each(|slot| *slot = true);
        }
    }
    for at in places.small_first() {
        let any = filled.get(at).is_some_and(|cells| cells.contains(&true));
        if let (true, Some((grid, cell))) = (any, places.parent(at)) {
            let slot = filled.get_mut(grid as usize).and_then(|cells| cells.get_mut(cell as usize));
            slot.into_iter().for_each(|slot| *slot = true);
        }
    }
    filled
}

/// Each cell of a diagram as a frame of its own.
pub fn frames(grid: &Grid) -> impl Iterator<Item = Grid> {
    grid.cells.iter().map(|cell| frame(cell.rect))
}

/// A frame: a grid of one cell.
pub fn frame(rect: Rect) -> Grid {
    let cell = GridCell { row: 0, col: 0, rowspan: 1, colspan: 1, rect };
    Grid { rect, evidence: crate::page::grid::Evidence::Ruled, rows: 1, cols: 1, cells: vec![cell] }
}

fn area(rect: &Rect) -> f32 {
    (rect.right - rect.left) * (rect.bottom - rect.top)
}
