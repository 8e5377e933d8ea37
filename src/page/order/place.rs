//! Places: which cell of the given grids a point stands in, and which grids stand in cells of others.

use super::frame;
use crate::geometry::Rect;
use crate::page::grid::Grid;
use crate::pdf::ink::Glyph;

/// A grid inside a cell may touch its edges by this much, in points: lines have a width.
const SLACK: f32 = 2.0;

/// A cell: the grid's number and the cell's number in it; `None` outside of all. What stands inside a
/// grid but in none of its cells has the number behind the last cell.
pub type Place = Option<(u32, u32)>;

/// The grids of a page.
#[derive(Debug)]
pub struct Places<'a> {
    grids: &'a [Grid],
    /// The grids' numbers, the smallest area first.
    order: Vec<usize>,
    /// Each grid's cells by their upper edge, with the height of the highest.
    rows: Vec<(Vec<u32>, f32)>,
}

impl<'a> Places<'a> {
    /// The places of grids.
    pub fn new(grids: &'a [Grid]) -> Places<'a> {
        let mut order: Vec<usize> = (0..grids.len()).collect();
        let size = |at: &usize| grids.get(*at).map_or(0.0, |grid| area(&grid.rect));
        order.sort_by(|a, b| size(a).total_cmp(&size(b)).then(a.cmp(b)));
        Places { grids, order, rows: grids.iter().map(by_top).collect() }
    }

    /// How many grids there are.
    pub fn count(&self) -> usize {
        self.grids.len()
    }

    /// The innermost cell around a point.
    pub fn of(&self, x: f32, y: f32) -> Place {
        let at = *self.order.iter().find(|at| self.grids.get(**at).is_some_and(|grid| inside(&grid.rect, x, y)))?;
        Some((at as u32, self.cell(at, x, y)?))
    }

    /// The innermost cell that the middle of a glyph stands in.
    pub fn of_glyph(&self, glyph: &Glyph) -> Place {
        let (x, y) = middle(glyph);
        self.of(x, y)
    }

    /// The innermost cell that a grid stands in.
    pub fn parent(&self, at: usize) -> Place {
        let own = self.grids.get(at)?.rect;
        let around = |other: &&usize| {
            self.grids.get(**other).is_some_and(|grid| {
                inside(&grid.rect, own.left + SLACK, own.top + SLACK)
                    && inside(&grid.rect, own.right - SLACK, own.bottom - SLACK)
            })
        };
        let rank = self.order.iter().position(|other| *other == at)?;
        let found = *self.order.iter().skip(rank + 1).find(around)?;
        Some((found as u32, self.cell(found, (own.left + own.right) / 2.0, (own.top + own.bottom) / 2.0)?))
    }

    /// The innermost cell around a point, of grids larger than one.
    pub fn around(&self, at: usize, x: f32, y: f32) -> Place {
        let rank = self.order.iter().position(|other| *other == at)?;
        let holds = |other: &&usize| self.grids.get(**other).is_some_and(|grid| inside(&grid.rect, x, y));
        let found = *self.order.iter().skip(rank + 1).find(holds)?;
        Some((found as u32, self.cell(found, x, y)?))
    }

    /// The numbers of the grids, the smallest first.
    pub fn small_first(&self) -> impl Iterator<Item = usize> + use<'_, 'a> {
        self.order.iter().copied()
    }

    /// Around a grid.
    pub fn rect(&self, at: usize) -> Option<Rect> {
        self.grids.get(at).map(|grid| grid.rect)
    }

    /// The cells of a grid, and last what stands in none of them.
    pub fn boxes(&self, at: usize) -> impl Iterator<Item = (u32, Rect)> + use<'_, 'a> {
        let grid = self.grids.get(at);
        let cells = grid.into_iter().flat_map(|grid| grid.cells.iter().map(|cell| cell.rect).chain([grid.rect]));
        cells.enumerate().map(|(number, rect)| (number as u32, rect))
    }

    fn cell(&self, at: usize, x: f32, y: f32) -> Option<u32> {
        let (grid, (rows, highest)) = (self.grids.get(at)?, self.rows.get(at)?);
        let cell = |number: &u32| grid.cells.get(*number as usize).map(|cell| cell.rect).unwrap_or_default();
        let below = rows.partition_point(|number| cell(number).top <= y);
        let near = rows.get(..below)?.iter().rev().take_while(|number| cell(number).top + highest >= y);
        let found = near.copied().find(|number| inside(&cell(number), x, y));
        Some(found.unwrap_or(grid.cells.len() as u32))
    }
}

/// The middle of a glyph's ink as its baseline and size tell it, in points: fonts differ in how far their
/// boxes reach.
pub fn middle(glyph: &Glyph) -> (f32, f32) {
    let core = frame::to_page(glyph.direction, &frame::core(glyph));
    ((core.left + core.right) / 2.0, (core.top + core.bottom) / 2.0)
}

fn by_top(grid: &Grid) -> (Vec<u32>, f32) {
    let mut cells: Vec<u32> = (0..grid.cells.len() as u32).collect();
    let rect = |at: &u32| grid.cells.get(*at as usize).map(|cell| cell.rect).unwrap_or_default();
    cells.sort_by(|a, b| rect(a).top.total_cmp(&rect(b).top).then(a.cmp(b)));
    let highest = cells.iter().map(|at| rect(at).bottom - rect(at).top).fold(0.0, f32::max);
    (cells, highest)
}

fn area(rect: &Rect) -> f32 {
    (rect.right - rect.left) * (rect.bottom - rect.top)
}

fn inside(rect: &Rect, x: f32, y: f32) -> bool {
    (rect.left..=rect.right).contains(&x) && (rect.top..=rect.bottom).contains(&y)
}
