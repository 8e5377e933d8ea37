//! Fake bold: a glyph drawn twice, a hair apart, is one glyph, and a bold one.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::ink::{Glyph, InkPage};
use super::text::bold_of;

/// Two glyphs nearer than this share of their size are one.
const HAIR: f32 = 0.08;
/// Side of the cells in which neighbours are looked for, in points: few glyphs in each, few glyphs at an edge. Those
/// on both sides of 0 are one.
const CELL: f32 = 16.0;

/// Glyphs of usual text in a cell.
const FEW: usize = 2;

/// Takes out what was drawn twice.
pub fn merge(page: &mut InkPage) {
    let mut seen = Seen::of(page.glyphs.len());
    let mut kept: Vec<Glyph> = Vec::with_capacity(page.glyphs.len());
    let mut bold: Vec<usize> = Vec::new();
    for glyph in std::mem::take(&mut page.glyphs) {
        let blank = glyph.is_blank();
        let twin = if blank { None } else { find(&seen, &kept, &glyph) };
        match twin {
            Some(at) if kept[at].invisible && !glyph.invisible => kept[at] = glyph,
            Some(at) => bold.extend((!glyph.invisible && kept[at].origin != glyph.origin).then_some(at)),
            None => {
                seen.push((!blank).then(|| cell(glyph.origin.x, glyph.origin.y)));
                kept.push(glyph);
            }
        }
    }
    page.glyphs = kept;
    for at in bold {
        let number = usize::from(page.glyphs[at].font);
        page.glyphs[at].font = bold_of(page, number);
    }
}

/// Kept glyphs by the cell of their origin, in the order in which they were drawn.
struct Seen {
    /// The first and the last glyph of a cell.
    cells: FxHashMap<(i32, i32), (usize, usize)>,
    /// For each glyph the next one of its cell.
    next: Vec<Option<usize>>,
}

impl Seen {
    /// None yet, with room for so many glyphs.
    fn of(glyphs: usize) -> Self {
        let cells = FxHashMap::with_capacity_and_hasher(glyphs / FEW, FxBuildHasher);
        Self { cells, next: Vec::with_capacity(glyphs) }
    }

    /// Adds the next kept glyph, to a cell or to none.
    fn push(&mut self, cell: Option<(i32, i32)>) {
        let at = self.next.len();
        self.next.push(None);
        let Some(cell) = cell else { return };
        let (_, last) = self.cells.entry(cell).or_insert((at, at));
        if *last != at
            && let Some(next) = self.next.get_mut(*last)
        {
            *next = Some(at);
        }
        *last = at;
    }

    /// The glyphs of a cell.
    fn in_cell(&self, cell: (i32, i32)) -> impl Iterator<Item = usize> {
        let first = self.cells.get(&cell).map(|(first, _)| *first);
        std::iter::successors(first, |at| self.next.get(*at).copied().flatten())
    }
}

fn find(seen: &Seen, kept: &[Glyph], glyph: &Glyph) -> Option<usize> {
    let reach = glyph.size * HAIR;
    let (x, y) = (glyph.origin.x, glyph.origin.y);
    let (from, to) = (cell(x - reach, y - reach), cell(x + reach, y + reach));
    let same = |at: &usize| {
        let other = &kept[*at];
        (other.origin.x - x).abs() <= reach && (other.origin.y - y).abs() <= reach && other.text == glyph.text
    };
    // Large type spans several cells; type so large that it spans many is not doubled.
    let columns = from.0..=to.0.min(from.0 + 1);
    columns
        .flat_map(|column| (from.1..=to.1.min(from.1 + 1)).map(move |row| (column, row)))
        .find_map(|cell| seen.in_cell(cell).find(same))
}

fn cell(x: f32, y: f32) -> (i32, i32) {
    ((x / CELL) as i32, (y / CELL) as i32)
}
