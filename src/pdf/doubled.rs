//! Fake bold: a glyph drawn twice, a hair apart, is one glyph, and a bold one.

use super::ink::{Glyph, InkPage};
use super::text::bold_of;

/// Two glyphs nearer than this share of their size are one.
const HAIR: f32 = 0.08;
/// Side of the cells in which neighbours are looked for, in points: few glyphs in each, few glyphs at an edge.
const CELL: f32 = 16.0;
/// A large page has larger cells, and no more than this along a side.
const MOST_CELLS: usize = 256;

/// Takes out what was drawn twice.
pub fn merge(page: &mut InkPage) {
    let mut seen = Seen::of(page);
    let mut bold: Vec<usize> = Vec::new();
    let mut twins: Vec<bool> = Vec::new();
    for at in 0..page.glyphs.len() {
        let Some(glyph) = page.glyphs.get(at).filter(|glyph| !glyph.is_blank()) else { continue };
        let Some(first) = find(&seen, &page.glyphs, glyph) else {
            seen.push(at, &page.glyphs);
            continue;
        };
        twins.resize(page.glyphs.len(), false);
        twins[at] = true;
        let kept = &page.glyphs[first];
        if kept.unseen.is_some() && glyph.unseen.is_none() {
            page.glyphs.swap(first, at);
        } else if glyph.unseen.is_none() && kept.origin != glyph.origin {
            bold.push(first);
        }
    }
    for at in bold {
        let number = usize::from(page.glyphs[at].font);
        page.glyphs[at].font = bold_of(page, number);
    }
    let mut twins = twins.into_iter();
    page.glyphs.retain(|_| twins.next() != Some(true));
}

/// Kept glyphs by the cell of their origin, in the order in which they were drawn. What lies outside of the page is in
/// its outermost cells.
struct Seen {
    /// Side of a cell in points.
    side: f32,
    columns: usize,
    rows: usize,
    /// The first and the last glyph of a cell.
    cells: Vec<Option<(u32, u32)>>,
    /// For each glyph the next one of its cell.
    next: Vec<Option<u32>>,
}

impl Seen {
    /// None yet.
    fn of(page: &InkPage) -> Self {
        let side = CELL.max(page.width.max(page.height) / MOST_CELLS as f32);
        let along = |length: f32| ((length / side) as usize).min(MOST_CELLS) + 1;
        let (columns, rows) = (along(page.width), along(page.height));
        Self { side, columns, rows, cells: vec![None; columns * rows], next: vec![None; page.glyphs.len()] }
    }

    /// The column and the row of a point.
    fn cell(&self, x: f32, y: f32) -> (usize, usize) {
        (((x / self.side) as usize).min(self.columns - 1), ((y / self.side) as usize).min(self.rows - 1))
    }

    /// Keeps a glyph of the page.
    fn push(&mut self, at: usize, glyphs: &[Glyph]) {
        let Some(glyph) = glyphs.get(at) else { return };
        let (column, row) = self.cell(glyph.origin.x, glyph.origin.y);
        let Some(cell) = self.cells.get_mut(row * self.columns + column) else { return };
        let at = at as u32;
        match cell {
            Some((_, last)) => {
                self.next.get_mut(*last as usize).into_iter().for_each(|next| *next = Some(at));
                *last = at;
            }
            None => *cell = Some((at, at)),
        }
    }

    /// The glyphs of a cell.
    fn in_cell(&self, (column, row): (usize, usize)) -> impl Iterator<Item = usize> {
        let first = self.cells.get(row * self.columns + column).copied().flatten().map(|(first, _)| first);
        std::iter::successors(first, |at| self.next.get(*at as usize).copied().flatten()).map(|at| at as usize)
    }
}

fn find(seen: &Seen, glyphs: &[Glyph], glyph: &Glyph) -> Option<usize> {
    let reach = glyph.size * HAIR;
    // Of type so large letters side by side would be one.
    if reach > seen.side {
        return None;
    }
    let (x, y) = (glyph.origin.x, glyph.origin.y);
    let (from, to) = (seen.cell(x - reach, y - reach), seen.cell(x + reach, y + reach));
    let same = |at: &usize| {
        let other = &glyphs[*at];
        (other.origin.x - x).abs() <= reach && (other.origin.y - y).abs() <= reach && other.text == glyph.text
    };
    (from.0..=to.0)
        .flat_map(|column| (from.1..=to.1).map(move |row| (column, row)))
        .find_map(|cell| seen.in_cell(cell).find(same))
}
