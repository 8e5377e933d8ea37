//! The header of a table with merged cells: how many rows it has, and the words over each column.

use super::grid::{Cell, cells};
use crate::page::Block;
use crate::text::{Carry, Spread, Text, join_lines, periods, quantities};

/// A table of fewer columns may have a header of one word.
const FEWEST_COLUMNS: usize = 3;
/// A header of more rows is none.
const DEEPEST: usize = 4;

/// How many rows above the header are a title over the whole width, and how many rows the header has.
///
/// A header is as deep as the cells that stand beside one that is merged across columns; a text file tells nothing
/// of that and has one row.
pub fn depth(blocks: &[Block]) -> (usize, usize) {
    let spreads = |row: usize| blocks.get(row).and_then(|block| block.row.as_ref()).map(|shape| shape.cells.as_slice());
    let is_title = |row: usize| {
        let over = |cells: &[Spread]| cells.len() > 1 && cells.iter().all(|cell| usize::from(cell.cols) == cells.len());
        spreads(row).is_some_and(|shape| over(shape) || (row == 0 && stands_over(blocks, shape)))
    };
    let above = (0..blocks.len().min(DEEPEST)).take_while(|row| is_title(*row)).count();
    let above = if above < blocks.len() { above } else { 0 };
    let Some(first) = spreads(above) else { return (0, 1) };
    let across = first.iter().any(|cell| cell.cols > 1);
    let deep = first.iter().map(|cell| usize::from(cell.rows)).max().unwrap_or(1);
    // Where no cell of the first row reaches further down, a row of figures below it is the body's first.
    let figures = deep < 2 && blocks.get(above + 1).is_some_and(holds_figures);
    let depth = if across && !figures { deep.max(2) } else { 1 };
    (above, if depth <= DEEPEST && above + depth < blocks.len() { depth } else { 1 })
}

/// Whether the first row says one thing only, above a row of words that fills every cell: a line above the table that
/// stands so near that it was taken into it.
fn stands_over(blocks: &[Block], shape: &[Spread]) -> bool {
    let ([first, second, ..], true) = (blocks, shape.len() >= FEWEST_COLUMNS) else { return false };
    let single = shape.iter().all(|cell| cell.cols <= 1 && cell.rows <= 1);
    let said = |block: &Block| cells(block).iter().map(|cell| !cell.text.is_blank()).collect::<Vec<bool>>();
    let alone = said(first).iter().enumerate().all(|(col, said)| *said == (col == 0));
    let full = said(second);
    single && alone && full.len() == shape.len() && !full.contains(&false) && !holds_figures(second)
}

/// Whether a cell of a row is nothing but a figure.
fn holds_figures(block: &Block) -> bool {
    cells(block).iter().map(|cell| cell.text.as_str().trim()).any(|text| {
        let whole = |from: usize, to: usize| from == 0 && to == text.len();
        let dated = periods(text, &mut Carry::default()).iter().any(|found| whole(found.range.start, found.range.end));
        !dated && quantities(text, &[]).iter().any(|found| whole(found.range.start, found.range.end))
    })
}

/// The cells of each row; a merged cell shows its text in every row that it covers, once a row.
pub fn filled(blocks: &[Block]) -> Vec<Vec<Cell>> {
    let mut grid: Vec<Vec<Cell>> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let mut row = cells(block);
        let spreads: &[Spread] = block.row.as_ref().map_or(&[], |shape| &shape.cells);
        for (col, _) in spreads.iter().enumerate().filter(|(_, spread)| spread.down > 0 && spread.right == 0) {
            let above = grid.last().and_then(|row| row.get(col));
            if let (Some(above), Some(cell)) = (above, row.get_mut(col)) {
                *cell = Cell { text: above.text.clone(), merged: true };
            }
        }
        grid.push(row);
    }
    grid
}

/// The words over each column: those of every header cell above it, from the top.
pub fn words(blocks: &[Block], grid: &[Vec<Cell>], above: usize, depth: usize) -> Vec<Cell> {
    let rows = above..(above + depth).min(grid.len());
    let width = grid.get(rows.clone()).unwrap_or_default().iter().map(Vec::len).max().unwrap_or(0);
    let over = |row: usize, col: usize| {
        let shape = blocks.get(row).and_then(|block| block.row.as_ref());
        let right = shape.and_then(|shape| shape.cells.get(col)).map_or(0, |spread| usize::from(spread.right));
        grid.get(row)?.get(col.checked_sub(right)?).filter(|cell| !cell.merged && !cell.text.is_blank())
    };
    let word = |col: usize| {
        let texts: Vec<&Text> = rows.clone().filter_map(|row| over(row, col)).map(|cell| &cell.text).collect();
        if let [only] = texts.as_slice() { (*only).clone() } else { join_lines(texts) }
    };
    (0..width).map(|col| Cell { text: word(col), merged: false }).collect()
}
