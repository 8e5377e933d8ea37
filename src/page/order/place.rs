//! Places: which cell of the given grids a point stands in, and which grids stand in cells of others.

use super::frame;
use crate::geometry::{Point, Rect};
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
        let size = |at: &usize| grids.get(*at).map_or(0.0, |grid| grid.rect.area());
        order.sort_by(|a, b| size(a).total_cmp(&size(b)).then(a.cmp(b)));
        Places { grids, order, rows: grids.iter().map(by_top).collect() }
    }

    /// The grids.
    pub fn grids(&self) -> &'a [Grid] {
        self.grids
    }

    /// How many grids there are.
    pub fn count(&self) -> usize {
        self.grids.len()
    }

    /// The innermost cell around a point.
    pub fn of(&self, point: Point) -> Place {
        let at = *self.order.iter().find(|at| self.grids.get(**at).is_some_and(|grid| grid.rect.holds(point)))?;
        Some((at as u32, self.cell(at, point)?))
    }

    /// The innermost cell that the middle of a glyph stands in.
    pub fn of_glyph(&self, glyph: &Glyph) -> Place {
        self.of(middle(glyph))
    }

    /// The innermost cell that a grid stands in.
    pub fn parent(&self, at: usize) -> Place {
        let own = self.grids.get(at)?.rect;
        let around = |other: &&usize| self.grids.get(**other).is_some_and(|grid| own.is_inside(&grid.rect, SLACK));
        let rank = self.order.iter().position(|other| *other == at)?;
        let found = *self.order.iter().skip(rank + 1).find(around)?;
        Some((found as u32, self.cell(found, own.middle())?))
    }

    /// The innermost cell around a point, of grids larger than one.
    pub fn around(&self, at: usize, point: Point) -> Place {
        let rank = self.order.iter().position(|other| *other == at)?;
        let holds = |other: &&usize| self.grids.get(**other).is_some_and(|grid| grid.rect.holds(point));
        let found = *self.order.iter().skip(rank + 1).find(holds)?;
        Some((found as u32, self.cell(found, point)?))
    }

    /// The numbers of the grids, the smallest first.
    pub fn small_first(&self) -> impl Iterator<Item = usize> + use<'_, 'a> {
        self.order.iter().copied()
    }

    /// Around a cell; `None` outside of all cells.
    pub fn cell_rect(&self, place: Place) -> Option<Rect> {
        let (grid, cell) = place?;
        self.grids.get(grid as usize)?.cells.get(cell as usize).map(|cell| cell.rect)
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

    fn cell(&self, at: usize, point: Point) -> Option<u32> {
        let (grid, (rows, highest)) = (self.grids.get(at)?, self.rows.get(at)?);
        let cell = |number: &u32| grid.cells.get(*number as usize).map(|cell| cell.rect).unwrap_or_default();
        let below = rows.partition_point(|number| cell(number).top <= point.y);
        let near = rows.get(..below)?.iter().rev().take_while(|number| cell(number).top + highest >= point.y);
        let found = near.copied().find(|number| cell(number).holds(point));
        Some(found.unwrap_or(grid.cells.len() as u32))
    }
}

/// The middle of a glyph's ink as its baseline and size tell it, in points: fonts differ in how far their
/// boxes reach.
pub fn middle(glyph: &Glyph) -> Point {
    frame::to_page(glyph.direction, &frame::core(glyph)).middle()
}

fn by_top(grid: &Grid) -> (Vec<u32>, f32) {
    let mut cells: Vec<u32> = (0..grid.cells.len() as u32).collect();
    let rect = |at: &u32| grid.cells.get(*at as usize).map(|cell| cell.rect).unwrap_or_default();
    cells.sort_by(|a, b| rect(a).top.total_cmp(&rect(b).top).then(a.cmp(b)));
    let highest = cells.iter().map(|at| rect(at).height()).fold(0.0, f32::max);
    (cells, highest)
}
