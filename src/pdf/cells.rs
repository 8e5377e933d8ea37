//! Boxes of a page by where they lie, so that those at a place are found without a look at all.

use super::ink::InkPage;
use crate::geometry::{Point, Rect};

/// The page is looked at in so many columns and rows: a cell of A4 is about as large as a letter or two.
const SIDE: usize = 48;
/// More boxes over more cells are a drawing: 8 MiB of numbers.
const MAX_ENTRIES: usize = 2_000_000;

/// What lies where: for each cell of the page the boxes that reach into it, by number. What lies outside of the page is
/// in its outermost cells.
pub struct Cells {
    cells: Vec<Vec<u32>>,
    width: f32,
    height: f32,
}

impl Cells {
    /// Sorts boxes into cells; none where there are too many.
    pub fn of(page: &InkPage, boxes: impl Iterator<Item = Rect>) -> Option<Self> {
        let mut cells =
            Self { cells: vec![Vec::new(); SIDE * SIDE], width: page.width.max(1.0), height: page.height.max(1.0) };
        let mut entries = 0;
        for (at, rect) in boxes.enumerate() {
            let (from, to) = (cells.cell(rect.left, rect.top), cells.cell(rect.right, rect.bottom));
            entries += (to.0 - from.0 + 1) * (to.1 - from.1 + 1);
            if entries > MAX_ENTRIES {
                return None;
            }
            for row in from.1..=to.1 {
                for cell in cells.cells.get_mut(row * SIDE + from.0..=row * SIDE + to.0).into_iter().flatten() {
                    cell.push(at as u32);
                }
            }
        }
        Some(cells)
    }

    fn cell(&self, x: f32, y: f32) -> (usize, usize) {
        let along = |at: f32, size: f32| ((at / size * SIDE as f32) as usize).min(SIDE - 1);
        (along(x, self.width), along(y, self.height))
    }

    /// The boxes that reach into the cell of a point, by number.
    pub fn at(&self, point: Point) -> &[u32] {
        let (column, row) = self.cell(point.x, point.y);
        self.cells.get(row * SIDE + column).map(Vec::as_slice).unwrap_or_default()
    }
}
