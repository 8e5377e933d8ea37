//! A reading as a grid: spans of headings, and the box of every cell.

use super::beam::Beam;
use super::solve::{Reading, Square};
use super::strip;
use crate::geometry::Rect;
use crate::page::grid::{Evidence, Grid, GridCell};

/// White around the outer cells, in ems.
const MARGIN: f32 = 0.3;

/// A ruling stands this near to where the rows are parted, in points.
const HAIR: f32 = 0.5;

/// More cells than this are a drawing.
const MAX_CELLS: usize = 100_000;

/// The grid of a reading.
pub fn grid(reading: &Reading, beams: &[Beam], sides: (f32, f32), evidence: Evidence) -> Option<Grid> {
    let (rows, cols) = (reading.rows.len(), reading.gaps.len() + 1);
    if rows.saturating_mul(cols) > MAX_CELLS {
        return None;
    }
    let ys = levels(reading, beams);
    let xs = posts(reading, sides);
    let mut taken = vec![false; rows * cols];
    let mut cells = Vec::new();
    let mut put = |own: (usize, usize), across: (usize, usize), taken: &mut Vec<bool>| {
        let at = |row: usize, col: usize| row * cols + col;
        let places = || (own.0..own.1).flat_map(|row| (across.0..across.1).map(move |col| at(row, col)));
        if places().any(|place| taken.get(place).copied().unwrap_or(true)) {
            return false;
        }
        places().for_each(|place| taken.get_mut(place).into_iter().for_each(|taken| *taken = true));
        let edge = |edges: &[f32], at: usize| edges.get(at).copied().unwrap_or(0.0);
        let rect = Rect {
            left: edge(&xs, across.0),
            top: edge(&ys, own.0),
            right: edge(&xs, across.1),
            bottom: edge(&ys, own.1),
        };
        cells.push(GridCell {
            row: own.0 as u32,
            col: across.0 as u32,
            rowspan: (own.1 - own.0) as u32,
            colspan: (across.1 - across.0) as u32,
            rect,
        });
        true
    };
    let carried = carried(reading, beams, (&xs, &ys));
    for square in spanned(reading, cols, &carried).iter().chain(&carried) {
        let whole = put(square.rows, square.cols, &mut taken);
        if !whole {
            put((square.rows.0, square.rows.0 + 1), (square.cols.0, square.cols.0 + 1), &mut taken);
        }
    }
    for (row, col) in (0..rows).flat_map(|row| (0..cols).map(move |col| (row, col))) {
        put((row, row + 1), (col, col + 1), &mut taken);
    }
    cells.sort_by_key(|cell| (cell.row, cell.col));
    let rect = Rect { left: *xs.first()?, top: *ys.first()?, right: *xs.last()?, bottom: *ys.last()? };
    Some(Grid { rect, evidence, rows: rows as u32, cols: cols as u32, cells })
}

/// Where rows are parted, in points: at a beam, or half way.
fn levels(reading: &Reading, beams: &[Beam]) -> Vec<f32> {
    let lines = || reading.squares.iter().flat_map(|square| &square.lines);
    let top = lines().fold(f32::MAX, |top, line| top.min(line.rect.top));
    let bottom = lines().fold(f32::MIN, |bottom, line| bottom.max(line.rect.bottom));
    let mut ys = vec![top - MARGIN * reading.em];
    for pair in reading.rows.windows(2) {
        let [above, below] = pair else { continue };
        let middle = (above.1 + below.0) / 2.0;
        let first = beams.partition_point(|beam| beam.y < above.1);
        let beam = beams.get(first).filter(|beam| beam.y <= below.0);
        ys.push(beam.map_or(middle, |beam| beam.y));
    }
    ys.push(bottom + MARGIN * reading.em);
    ys
}

/// Where columns are parted, in points.
fn posts(reading: &Reading, sides: (f32, f32)) -> Vec<f32> {
    let middles = reading.gaps.iter().map(|gap| (gap.0 + gap.1) / 2.0);
    std::iter::once(sides.0).chain(middles).chain([sides.1]).collect()
}

/// The cells whose names stand on the page before: above the first name of a pillar no row has one, and no line parts
/// them.
fn carried(reading: &Reading, beams: &[Beam], edges: (&[f32], &[f32])) -> Vec<Square> {
    let header = reading.squares.iter().filter(|square| square.rows.0 == 0).map(|square| square.rows.1).min();
    let carried = |(col, side): (usize, &[f32])| {
        let mut own = reading.squares.iter().filter(|square| square.cols.0 <= col && col < square.cols.1);
        let first = own.clone().find(|square| square.rows.0 > 0)?;
        let rows =
            (own.next().filter(|square| square.rows.0 == 0).map_or(header?, |square| square.rows.1), first.rows.0);
        let ruled = |row: usize| {
            let at = edges.1.get(row).copied().unwrap_or(0.0);
            let (left, right) = (*side.first().unwrap_or(&0.0), *side.last().unwrap_or(&0.0));
            let level = beams.iter().filter(|beam| (beam.y - at).abs() <= HAIR);
            level.map(|beam| beam.over(left, right)).sum::<f32>() >= strip::COVERED * (right - left)
        };
        let pillar = first.rows.1 - first.rows.0 > 1 && first.cols == (col, col + 1);
        let parted = (rows.0 + 1..rows.1).any(ruled);
        (pillar && rows.0 < rows.1 && !parted).then_some(Square { rows, cols: (col, col + 1), lines: Vec::new() })
    };
    // To the right of a column without pillars none is left open.
    edges.0.windows(2).enumerate().map_while(carried).collect()
}

/// The cells, headings of groups of rows over all columns that they head.
fn spanned(reading: &Reading, cols: usize, carried: &[Square]) -> Vec<Square> {
    let mut squares = reading.squares.clone();
    for row in 1..reading.rows.len() {
        let own: Vec<usize> = (0..squares.len())
            .filter(|at| squares.get(*at).is_some_and(|square| square.rows == (row, row + 1)))
            .collect();
        let [only] = own.as_slice() else { continue };
        let over = |square: &&Square| square.rows.0 <= row && row < square.rows.1;
        let above = reading.squares.iter().filter(over).filter(|square| square.rows != (row, row + 1));
        let pillars = above.chain(carried.iter().filter(over)).map(|square| square.cols.1).max();
        let Some(square) = squares.get_mut(*only) else { continue };
        if square.cols.0 == pillars.unwrap_or(0) && heads(square) {
            square.cols.1 = cols;
        }
    }
    squares
}

/// Whether a cell that stands alone in its row reads as the heading of those below.
fn heads(square: &Square) -> bool {
    let across = square.cols.1 - square.cols.0 > 1;
    square.lines.len() == 1 && square.lines.iter().any(|line| line.item || line.bold || line.title || across)
}
