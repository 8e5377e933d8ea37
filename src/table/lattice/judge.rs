//! Which grids are tables, and which only hold text together: frames, charts, diagrams.

use crate::geometry::{Point, Rect};
use crate::page::grid::{Grid, GridCell};
use crate::page::order::{self, Places};
use crate::pdf::ink::{Glyph, InkPage};

/// A table has at least this many cells with text.
const FEWEST_FILLED: usize = 2;
/// And they are at least this share of its cells, or its first row is full: the squares of a chart's scale
/// are empty, those of a form to be filled in have their names above them.
const FILLED: f32 = 0.2;
/// Cells cover at least this share of a table; the boxes of a diagram leave more room.
pub const COVERED: f32 = 0.75;
/// Where cells are fewer than this share of the squares, hardly two have an edge in common: a form may look
/// so, and a diagram.
const IRREGULAR: f32 = 0.3;
/// It fills its rectangle up to this share; a diagram's corners stay empty.
const COVERED_IRREGULAR: f32 = 0.9;
/// Of the cells with text of a table at least this share stand edge to edge with one of their height or width; the
/// boxes that the lines of a diagram join stand where they like.
const REGULAR: f32 = 0.6;
/// A form of that kind says something in most of its cells.
const FILLED_IRREGULAR: f32 = 0.5;
/// A form has at least so many rows on a page; fewer boxes are frames.
const FORM_ROWS: u32 = 3;
/// A narrower cell is no room to write in, in points: three characters.
const WRITING: f32 = 30.0;
/// A glyph whose middle is this near to the edge of its cell has a line through it, in ems.
const STRUCK: f32 = 0.2;
/// More than this share of a table's glyphs do not have lines through them: what lines strike is a diagram.
const MOST_STRUCK: f32 = 0.045;
/// One glyph may stick out of its cell by chance.
const FEWEST_STRUCK: usize = 2;

/// What the text of a page says of a grid.
#[derive(Debug, Clone, Default)]
struct Said {
    /// Which cells hold text, that of grids inside of them counted too.
    filled: Vec<bool>,
    /// Glyphs in its cells.
    glyphs: usize,
    /// Glyphs that a line runs through.
    struck: usize,
}

/// Whether each grid is a table.
pub fn tables(page: &InkPage, grids: &[Grid]) -> Vec<bool> {
    grids.iter().zip(said(page, grids)).map(|(grid, said)| is_table(grid, &said)).collect()
}

fn is_table(grid: &Grid, said: &Said) -> bool {
    let (all, full) = (grid.cells.len(), said.filled.iter().filter(|filled| **filled).count());
    let share = full as f32 / all.max(1) as f32;
    let texts = || grid.cells.iter().zip(&said.filled).filter(|(_, filled)| **filled).map(|(cell, _)| cell);
    let one_row = several(texts().map(|cell| cell.row)) < 2;
    let first_row_full = grid.cells.iter().zip(&said.filled).all(|(cell, filled)| cell.row > 0 || *filled);
    let irregular = (all as f32) < IRREGULAR * grid.rows as f32 * grid.cols as f32;
    let struck = said.struck >= FEWEST_STRUCK && said.struck as f32 > MOST_STRUCK * said.glyphs as f32;
    // One column of boxes is a list of frames; one row may be names and their values, and none is missing.
    full >= FEWEST_FILLED
        && (several(texts().map(|cell| cell.col)) > 1 || is_form(grid, said))
        && (!one_row || full == all || grid.rows > 1 && first_row_full)
        && (share >= FILLED || first_row_full)
        && (!irregular || share >= FILLED_IRREGULAR && covered(grid) >= COVERED_IRREGULAR)
        && regular(grid, &said.filled) >= REGULAR
        && !struck
        && covered(grid) >= COVERED
}

/// Whether names stand below each other, each beside room to write in: the page of a form that its columns' names
/// stand before.
fn is_form(grid: &Grid, said: &Said) -> bool {
    let wide = |rect: &Rect| rect.width() >= WRITING;
    let cells = || grid.cells.iter().zip(&said.filled);
    grid.rows >= FORM_ROWS
        && grid.cols > 1
        && grid.cells.len() as u32 == grid.rows * grid.cols
        && cells().all(|(cell, filled)| *filled == (cell.col == 0) && wide(&cell.rect))
}

/// The share of the cells with text that stand edge to edge with a cell of their height or width.
fn regular(grid: &Grid, filled: &[bool]) -> f32 {
    let mut sides = std::collections::BTreeSet::new();
    for cell in &grid.cells {
        let (right, below) = (cell.col + cell.colspan, cell.row + cell.rowspan);
        sides.insert((true, cell.row, cell.rowspan, cell.col, false));
        sides.insert((true, cell.row, cell.rowspan, right, true));
        sides.insert((false, cell.col, cell.colspan, cell.row, false));
        sides.insert((false, cell.col, cell.colspan, below, true));
    }
    let fits = |cell: &&GridCell| {
        let (right, below) = (cell.col + cell.colspan, cell.row + cell.rowspan);
        sides.contains(&(true, cell.row, cell.rowspan, cell.col, true))
            || sides.contains(&(true, cell.row, cell.rowspan, right, false))
            || sides.contains(&(false, cell.col, cell.colspan, cell.row, true))
            || sides.contains(&(false, cell.col, cell.colspan, below, false))
    };
    let texts: Vec<&GridCell> =
        grid.cells.iter().zip(filled).filter(|(_, filled)| **filled).map(|(cell, _)| cell).collect();
    texts.iter().filter(|cell| fits(cell)).count() as f32 / texts.len().max(1) as f32
}

/// How many different numbers there are.
fn several(numbers: impl Iterator<Item = u32>) -> usize {
    numbers.collect::<std::collections::BTreeSet<u32>>().len()
}

/// The share of a grid that its cells cover.
pub fn covered(grid: &Grid) -> f32 {
    grid.cells.iter().map(|cell| cell.rect.area()).sum::<f32>() / grid.rect.area().max(f32::MIN_POSITIVE)
}

fn said(page: &InkPage, grids: &[Grid]) -> Vec<Said> {
    let places = Places::new(grids);
    let empty = |grid: &Grid| Said { filled: vec![false; grid.cells.len()], ..Said::default() };
    let mut said: Vec<Said> = grids.iter().map(empty).collect();
    for glyph in page.glyphs.iter().filter(|glyph| !glyph.is_blank()) {
        let Some((at, number)) = places.of_glyph(glyph) else { continue };
        let cell = grids.get(at as usize).and_then(|grid| grid.cells.get(number as usize));
        if let (Some(said), Some(cell)) = (said.get_mut(at as usize), cell) {
            said.glyphs += 1;
            said.struck += usize::from(is_struck(glyph, &cell.rect));
            fill(said, number);
        }
    }
    for at in places.small_first() {
        let any = said.get(at).is_some_and(|said| said.filled.contains(&true));
        if let (true, Some((around, cell))) = (any, places.parent(at)) {
            said.get_mut(around as usize).into_iter().for_each(|said| fill(said, cell));
        }
    }
    said
}

fn fill(said: &mut Said, cell: u32) {
    said.filled.get_mut(cell as usize).into_iter().for_each(|filled| *filled = true);
}

/// Whether an edge of its cell runs through a glyph.
fn is_struck(glyph: &Glyph, cell: &Rect) -> bool {
    let Point { x, y } = order::middle(glyph);
    let near = STRUCK * glyph.size;
    x - near < cell.left || x + near > cell.right || y - near < cell.top || y + near > cell.bottom
}

/// Whether each grid only shades parts of several cells of a larger one.
pub fn shadings(grids: &[Grid]) -> Vec<bool> {
    let places = Places::new(grids);
    let spread = |(at, grid): (usize, &Grid)| {
        let around: std::collections::BTreeSet<(u32, u32)> =
            grid.cells.iter().filter_map(|cell| places.around(at, cell.rect.middle())).collect();
        around.iter().zip(around.iter().skip(1)).any(|(a, b)| a.0 == b.0)
    };
    grids.iter().enumerate().map(spread).collect()
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
