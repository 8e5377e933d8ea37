//! A mesh: the squares between the lines of a group, and which sides of them are drawn.

use super::line::{Line, Lines, REACH};
use crate::geometry::Rect;

/// Lines whose places differ by no more are one, in points: double lines, both sides of a thick line, a
/// shaded area a little smaller than its cell. Nothing can be read between them.
pub const ONE_PLACE: f32 = 3.0;
/// A mesh of more squares is a drawing, not a table.
const MAX_SQUARES: usize = 100_000;

/// Squares in rows and columns with the sides that are drawn.
#[derive(Debug)]
pub struct Mesh {
    /// Places of the upright lines, from the left; one more than columns.
    pub xs: Vec<f32>,
    /// Places of the level lines, from the top; one more than rows.
    pub ys: Vec<f32>,
    /// Whether the line above each square is drawn, row by row, and below the last row.
    over: Vec<bool>,
    /// Whether the line to the left of each square is drawn, row by row, and to the right of the last.
    beside: Vec<bool>,
    /// The lines that it was made of.
    pub lines: Lines,
}

impl Mesh {
    /// The mesh of a group; `None` where it has no square, or too many.
    pub fn new(lines: Lines) -> Option<Mesh> {
        let ends = |lines: &[Line]| lines.iter().flat_map(|line| [line.from, line.to]).collect::<Vec<f32>>();
        let xs = places(&lines.upright, &ends(&lines.level));
        let ys = places(&lines.level, &ends(&lines.upright));
        let (cols, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
        if cols == 0 || rows == 0 || cols.saturating_mul(rows) > MAX_SQUARES {
            return None;
        }
        let (over, beside) = (vec![false; cols * (rows + 1)], vec![false; (cols + 1) * rows]);
        let mut mesh = Mesh { xs, ys, over, beside, lines };
        mesh.draw();
        Some(mesh)
    }

    fn draw(&mut self) {
        let cols = self.cols();
        for line in &self.lines.level {
            let row = nearest(&self.ys, line.at);
            for col in covered(&self.xs, line) {
                self.over.get_mut(row * cols + col).into_iter().for_each(|side| *side = true);
            }
        }
        for line in &self.lines.upright {
            let col = nearest(&self.xs, line.at);
            for row in covered(&self.ys, line) {
                self.beside.get_mut(row * (cols + 1) + col).into_iter().for_each(|side| *side = true);
            }
        }
    }

    /// Number of columns.
    pub fn cols(&self) -> usize {
        self.xs.len().saturating_sub(1)
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.ys.len().saturating_sub(1)
    }

    /// Whether the upper side of a square is drawn; the row behind the last has the lower side of the last.
    pub fn over(&self, row: usize, col: usize) -> bool {
        self.over.get(row * self.cols() + col).copied().unwrap_or(false)
    }

    /// Whether the left side of a square is drawn; the column behind the last has the right side of the last.
    pub fn beside(&self, row: usize, col: usize) -> bool {
        self.beside.get(row * (self.cols() + 1) + col).copied().unwrap_or(false)
    }

    /// Around all squares.
    pub fn rect(&self) -> Rect {
        self.part(0..self.rows(), 0..self.cols())
    }

    /// Around some rows and columns.
    pub fn part(&self, rows: std::ops::Range<usize>, cols: std::ops::Range<usize>) -> Rect {
        let place = |places: &[f32], at: usize| places.get(at).copied().unwrap_or_default();
        Rect {
            left: place(&self.xs, cols.start),
            top: place(&self.ys, rows.start),
            right: place(&self.xs, cols.end),
            bottom: place(&self.ys, rows.end),
        }
    }
}

/// Where lines lie, and where those that meet them end furthest.
fn places(lines: &[Line], ends: &[f32]) -> Vec<f32> {
    let mut all: Vec<f32> = lines.iter().map(|line| line.at).collect();
    all.extend(ends.iter().copied().reduce(f32::min));
    all.extend(ends.iter().copied().reduce(f32::max));
    all.sort_by(f32::total_cmp);
    let mut places = Vec::new();
    let mut rest = all.as_slice();
    while let Some(first) = rest.first() {
        let count = rest.partition_point(|at| at - first <= ONE_PLACE).max(1);
        let (one, more) = rest.split_at(count);
        places.push((first + one.last().unwrap_or(first)) / 2.0);
        rest = more;
    }
    places
}

/// The squares whose whole side a line covers.
fn covered(places: &[f32], line: &Line) -> std::ops::Range<usize> {
    let begin = places.partition_point(|place| *place < line.from - ONE_PLACE.max(REACH));
    let end = places.partition_point(|place| *place <= line.to + ONE_PLACE.max(REACH));
    begin..end.saturating_sub(1)
}

fn nearest(places: &[f32], at: f32) -> usize {
    let after = places.partition_point(|place| *place < at);
    let distance = |index: usize| places.get(index).map_or(f32::MAX, |place| (place - at).abs());
    match after.checked_sub(1) {
        Some(before) if distance(before) <= distance(after) => before,
        _ => after,
    }
}
