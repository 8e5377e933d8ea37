//! Tables of boxes that do not touch: each cell has its own frame, with a little white between them.

use super::mesh::ONE_PLACE;
use crate::geometry::Rect;
use crate::page::grid::{Evidence, Grid, GridCell};

/// Boxes of one table stand no further apart than this, in points: less than a line of text.
const GUTTER: f32 = 9.0;
/// More boxes are a drawing.
const MAX_BOXES: usize = 2_000;

/// Boxes side by side, of one height.
#[derive(Debug, Clone)]
struct Row {
    /// The boxes from the left, by their number.
    boxes: Vec<usize>,
    top: f32,
    bottom: f32,
}

/// Tables of boxes: at least two rows of two, edge below edge. Each comes with the numbers of its boxes.
pub fn tables(boxes: &[Rect]) -> Vec<(Grid, Vec<usize>)> {
    if boxes.len() > MAX_BOXES {
        return Vec::new();
    }
    let mut stacks: Vec<Vec<Row>> = Vec::new();
    for row in rows(boxes) {
        let below = |stack: &&mut Vec<Row>| stack.last().is_some_and(|last| follows(boxes, last, &row));
        match stacks.iter_mut().find(below) {
            Some(stack) => stack.push(row),
            None => stacks.push(vec![row]),
        }
    }
    stacks.iter().filter(|stack| stack.len() > 1).filter_map(|stack| table(boxes, stack)).collect()
}

/// Tables with the columns that stand apart beside them, a little white between: 参考 beside the figures that it is
/// compared with. A column alone is no table, and its lines are those of the table.
pub fn with_columns(mut grids: Vec<Grid>) -> Vec<Grid> {
    let mut columns: Vec<Grid> = Vec::new();
    grids.retain(|grid| {
        let column = grid.cols == 1 && grid.rows > 1;
        columns.extend(column.then(|| grid.clone()));
        !column
    });
    columns.sort_by(|a, b| a.rect.left.total_cmp(&b.rect.left).then(a.rect.top.total_cmp(&b.rect.top)));
    for column in columns {
        let joined = grids.iter_mut().find_map(|grid| Some((with_column(grid, &column)?, grid)));
        match joined {
            Some((whole, grid)) => *grid = whole,
            None => grids.push(column),
        }
    }
    grids
}

/// A table with a column to its right.
fn with_column(grid: &Grid, column: &Grid) -> Option<Grid> {
    let gap = column.rect.left - grid.rect.right;
    let level = near(grid.rect.top, column.rect.top) && near(grid.rect.bottom, column.rect.bottom);
    if grid.cols < 2 || !level || !(ONE_PLACE..=GUTTER).contains(&gap) {
        return None;
    }
    let row_at = |y: f32| grid.cells.iter().find(|cell| near(cell.rect.top, y)).map(|cell| cell.row);
    let starts: Option<Vec<u32>> = column.cells.iter().map(|cell| row_at(cell.rect.top)).collect();
    let ends = starts.iter().flatten().skip(1).copied().chain([grid.rows]).collect::<Vec<u32>>();
    let mut cells = grid.cells.clone();
    for ((cell, row), end) in column.cells.iter().zip(starts?).zip(ends) {
        let rowspan = end.checked_sub(row).filter(|span| *span > 0)?;
        cells.push(GridCell { row, col: grid.cols, rowspan, ..cell.clone() });
    }
    cells.sort_by_key(|cell| (cell.row, cell.col));
    let rect = Rect { right: column.rect.right, ..grid.rect };
    Some(Grid { rect, cols: grid.cols + 1, cells, ..grid.clone() })
}

fn near(a: f32, b: f32) -> bool {
    (a - b).abs() <= ONE_PLACE
}

/// Rows of at least two boxes, from the top.
fn rows(boxes: &[Rect]) -> Vec<Row> {
    let mut order: Vec<usize> = (0..boxes.len()).collect();
    let at = |number: &usize| boxes.get(*number).copied().unwrap_or_default();
    order.sort_by(|a, b| at(a).left.total_cmp(&at(b).left).then(at(a).top.total_cmp(&at(b).top)));
    let mut rows: Vec<Row> = Vec::new();
    for number in order {
        let own = at(&number);
        let beside = |row: &&mut Row| {
            let gap = own.left - row.boxes.last().map_or(f32::MAX, |last| at(last).right);
            near(own.top, row.top) && near(own.bottom, row.bottom) && (-ONE_PLACE..=GUTTER).contains(&gap)
        };
        match rows.iter_mut().find(beside) {
            Some(row) => row.boxes.push(number),
            None => rows.push(Row { boxes: vec![number], top: own.top, bottom: own.bottom }),
        }
    }
    rows.retain(|row| row.boxes.len() > 1);
    rows.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.boxes.cmp(&b.boxes)));
    rows
}

/// Whether a row stands directly below another, edge below edge.
fn follows(boxes: &[Rect], above: &Row, row: &Row) -> bool {
    let at = |number: &usize| boxes.get(*number).copied().unwrap_or_default();
    (-ONE_PLACE..=GUTTER).contains(&(row.top - above.bottom))
        && row.boxes.len() == above.boxes.len()
        && row
            .boxes
            .iter()
            .zip(&above.boxes)
            .all(|(a, b)| near(at(a).left, at(b).left) && near(at(a).right, at(b).right))
}

fn table(boxes: &[Rect], stack: &[Row]) -> Option<(Grid, Vec<usize>)> {
    let mut cells = Vec::new();
    for (row, line) in stack.iter().enumerate() {
        for (col, number) in line.boxes.iter().enumerate() {
            let rect = *boxes.get(*number)?;
            cells.push(GridCell { row: row as u32, col: col as u32, rowspan: 1, colspan: 1, rect });
        }
    }
    let rect = cells.iter().map(|cell| cell.rect).reduce(|a, b| Rect {
        left: a.left.min(b.left),
        top: a.top.min(b.top),
        right: a.right.max(b.right),
        bottom: a.bottom.max(b.bottom),
    })?;
    let cols = stack.first()?.boxes.len() as u32;
    let grid = Grid { rect, evidence: Evidence::Ruled, rows: stack.len() as u32, cols, cells };
    Some((grid, stack.iter().flat_map(|row| row.boxes.iter().copied()).collect()))
}
