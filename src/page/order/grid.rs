//! Boxes of the page: what rulings and the edges of shaded areas enclose.

use super::wall::{self, Wall};
use crate::geometry::Rect;
use crate::pdf::ink::InkPage;

/// Walls whose places differ by less are one, in points: drawn twice, or as the two sides of a thin box.
const SAME_WALL: f32 = 2.0;
/// Grids of more squares are drawings, not tables.
const MAX_SQUARES: usize = 250_000;
/// More crossings than this are not looked at: a drawing.
const MAX_PAIRS: usize = 4_000_000;
/// The largest grids kept; hatched drawings have thousands.
const MAX_GRIDS: usize = 512;

/// A box of a grid: the grid's number and the box's number in it; None outside of all.
pub type Place = Option<(u32, u32)>;

/// Walls that touch, and the boxes between them.
#[derive(Debug)]
pub struct Grid {
    /// Around all of it.
    pub rect: Rect,
    xs: Vec<f32>,
    ys: Vec<f32>,
    /// For each square, row by row, its box.
    boxes: Vec<u32>,
    /// Around each box.
    pub rects: Vec<Rect>,
}

/// The grids of a page, the smallest first.
#[derive(Debug, Default)]
pub struct Grids {
    /// The grids.
    pub all: Vec<Grid>,
}

impl Grids {
    /// Reads the grids of a page.
    pub fn read(page: &InkPage) -> Grids {
        let (level, upright) = wall::walls(page);
        if level.len().saturating_mul(upright.len()) > MAX_PAIRS {
            return Grids::default();
        }
        let mut all: Vec<Grid> = wall::touching(&level, &upright)
            .into_iter()
            .filter_map(|(level, upright)| grid(&level, &upright))
            .collect();
        all.sort_by(|a, b| area(&b.rect).total_cmp(&area(&a.rect)));
        all.truncate(MAX_GRIDS);
        all.reverse();
        Grids { all }
    }

    /// The innermost box around a point.
    pub fn place(&self, x: f32, y: f32) -> Place {
        let (at, grid) = self.all.iter().enumerate().find(|(_, grid)| inside(&grid.rect, x, y))?;
        Some((at as u32, grid.find(x, y)?))
    }

    /// The innermost box that a grid stands in.
    pub fn parent(&self, at: usize) -> Place {
        let own = self.all.get(at)?.rect;
        let (x, y) = ((own.left + own.right) / 2.0, (own.top + own.bottom) / 2.0);
        let around = |grid: &&(usize, &Grid)| {
            let rect = &grid.1.rect;
            inside(rect, own.left + SAME_WALL, own.top + SAME_WALL)
                && inside(rect, own.right - SAME_WALL, own.bottom - SAME_WALL)
        };
        let later: Vec<(usize, &Grid)> = self.all.iter().enumerate().skip(at + 1).collect();
        let (at, grid) = later.iter().find(around)?;
        Some((*at as u32, grid.find(x, y)?))
    }
}

impl Grid {
    fn find(&self, x: f32, y: f32) -> Option<u32> {
        let column = self.xs.partition_point(|wall| *wall <= x).checked_sub(1)?.min(self.xs.len() - 2);
        let row = self.ys.partition_point(|wall| *wall <= y).checked_sub(1)?.min(self.ys.len() - 2);
        self.boxes.get(row * (self.xs.len() - 1) + column).copied()
    }
}

fn area(rect: &Rect) -> f32 {
    (rect.right - rect.left) * (rect.bottom - rect.top)
}

fn inside(rect: &Rect, x: f32, y: f32) -> bool {
    (rect.left..=rect.right).contains(&x) && (rect.top..=rect.bottom).contains(&y)
}

fn grid(level: &[Wall], upright: &[Wall]) -> Option<Grid> {
    if level.is_empty() || upright.is_empty() {
        return None;
    }
    let ends = |walls: &[Wall]| walls.iter().flat_map(|wall| [wall.from, wall.to]).collect::<Vec<f32>>();
    let xs = places(upright, &ends(level));
    let ys = places(level, &ends(upright));
    let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if columns == 0 || rows == 0 || columns.saturating_mul(rows) > MAX_SQUARES {
        return None;
    }
    // A wall over (or to the left of) each square.
    let (mut over, mut beside) = (vec![false; columns * rows], vec![false; columns * rows]);
    for wall in level {
        let row = nearest(&ys, wall.at);
        for column in nearest(&xs, wall.from)..nearest(&xs, wall.to) {
            over.get_mut(row * columns + column).into_iter().for_each(|over| *over = true);
        }
    }
    for wall in upright {
        let column = nearest(&xs, wall.at);
        for row in nearest(&ys, wall.from)..nearest(&ys, wall.to) {
            if column < columns {
                beside.get_mut(row * columns + column).into_iter().for_each(|beside| *beside = true);
            }
        }
    }
    let mut sets = wall::Sets::new(columns * rows);
    for at in 0..columns * rows {
        if at >= columns && !over[at] {
            sets.join(at, at - columns);
        }
        if at % columns > 0 && !beside[at] {
            sets.join(at, at - 1);
        }
    }
    let (mut boxes, mut rects, mut number) = (Vec::new(), Vec::<Rect>::new(), std::collections::BTreeMap::new());
    for at in 0..columns * rows {
        let (column, row) = (at % columns, at / columns);
        let square = Rect { left: xs[column], top: ys[row], right: xs[column + 1], bottom: ys[row + 1] };
        let name = *number.entry(sets.find(at)).or_insert(rects.len());
        match rects.get_mut(name) {
            Some(rect) => *rect = union(rect, &square),
            None => rects.push(square),
        }
        boxes.push(name as u32);
    }
    let rect = Rect { left: xs[0], top: ys[0], right: xs[columns], bottom: ys[rows] };
    Some(Grid { rect, xs, ys, boxes, rects })
}

/// The smallest box around both.
pub fn union(a: &Rect, b: &Rect) -> Rect {
    Rect {
        left: a.left.min(b.left),
        top: a.top.min(b.top),
        right: a.right.max(b.right),
        bottom: a.bottom.max(b.bottom),
    }
}

/// Where the walls stand, and where those that meet them end furthest.
fn places(walls: &[Wall], ends: &[f32]) -> Vec<f32> {
    let mut all: Vec<f32> = walls.iter().map(|wall| wall.at).collect();
    all.extend(ends.iter().copied().reduce(f32::min));
    all.extend(ends.iter().copied().reduce(f32::max));
    all.sort_by(f32::total_cmp);
    let mut kept: Vec<f32> = Vec::new();
    for at in all {
        if kept.last().is_none_or(|last| at - last > SAME_WALL) {
            kept.push(at);
        }
    }
    kept
}

fn nearest(places: &[f32], at: f32) -> usize {
    let after = places.partition_point(|place| *place < at);
    let distance = |index: usize| places.get(index).map_or(f32::MAX, |place| (place - at).abs());
    match after.checked_sub(1) {
        Some(before) if distance(before) <= distance(after) => before,
        _ => after,
    }
}
