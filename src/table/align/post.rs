//! Posts: where the cells of a row of shaded areas meet, or rulings that are drawn cell by cell.

use super::beam::{self, Beam};
use super::bit::Bit;
use crate::geometry::Rect;
use crate::pdf::ink::InkPage;

/// Shaded areas of one row begin and end within this, in points.
const SAME_ROW: f32 = 1.5;
/// Cells of one row meet within this, in points: white lines are drawn between them.
const MEET: f32 = 4.0;
/// Ends of rulings at one height meet within this, in points.
const JOINT: f32 = 1.0;
/// Rulings meet below each other at so many heights where columns meet.
const HEIGHTS: usize = 3;
/// More joints than this are a drawing.
const MAX_JOINTS: usize = 50_000;

/// A row of shaded areas that holds text side by side: a header, as a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Around all of it, in points.
    pub rect: Rect,
    /// Where its cells meet, in points from the page's left.
    pub posts: Vec<f32>,
}

/// The bars of a page, from the top.
pub fn bars(shades: &[Rect], bits: &[Bit]) -> Vec<Bar> {
    let mut shades = shades.to_vec();
    shades.sort_by(|a, b| {
        let place = a.top.total_cmp(&b.top).then(a.bottom.total_cmp(&b.bottom));
        place.then(a.left.total_cmp(&b.left)).then(a.right.total_cmp(&b.right))
    });
    let mut bars = Vec::new();
    let same = |a: &Rect, b: &Rect| b.top - a.top <= SAME_ROW && (b.bottom - a.bottom).abs() <= SAME_ROW;
    for row in shades.chunk_by(same) {
        let mut row = row.to_vec();
        row.sort_by(|a, b| a.left.total_cmp(&b.left).then(a.right.total_cmp(&b.right)));
        let mut bar: Option<Bar> = None;
        for rect in row {
            match &mut bar {
                Some(bar) if rect.left <= bar.rect.right + MEET => {
                    if rect.left >= bar.rect.right - MEET {
                        bar.posts.push((bar.rect.right + rect.left) / 2.0);
                    }
                    bar.rect = bar.rect.union(&rect);
                }
                _ => bars.extend(bar.replace(Bar { rect, posts: Vec::new() })),
            }
        }
        bars.extend(bar);
    }
    bars.retain(
        |bar| if bar.posts.is_empty() { side_by_side(&bar.rect, bits) } else { beam::holds_text(&bar.rect, bits) },
    );
    bars
}

/// Whether two bits in a box stand in one line, a gap between them.
fn side_by_side(rect: &Rect, bits: &[Bit]) -> bool {
    let first = bits.partition_point(|bit| bit.baseline < rect.top);
    let near = bits.iter().skip(first).take_while(|bit| bit.baseline <= rect.bottom + bit.size);
    let mut right: Option<(f32, f32)> = None;
    for bit in near.filter(|bit| rect.holds(bit.rect.middle())) {
        if right.is_some_and(|(right, y)| (bit.baseline - y).abs() < bit.size && bit.rect.left > right + bit.size) {
            return true;
        }
        right = Some((bit.rect.right, bit.baseline));
    }
    false
}

/// An end of a level ruling: its height, its place, and whether it is the left one.
pub type End = (f32, f32, bool);

/// The ends of the level rulings of a page, by height.
pub fn ends(page: &InkPage) -> Vec<End> {
    let level = page.rulings.iter().filter(|ruling| (ruling.to.y - ruling.from.y).abs() <= JOINT);
    let both = level.map(|ruling| (ruling.from.y, ruling.from.x.min(ruling.to.x), ruling.from.x.max(ruling.to.x)));
    let long = both.filter(|(y, left, right)| y.is_finite() && right - left > MEET).take(MAX_JOINTS);
    let mut ends: Vec<End> = long.flat_map(|(y, left, right)| [(y, left, true), (y, right, false)]).collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
    ends
}

/// Where columns are known to meet.
#[derive(Debug, Clone, Default)]
pub struct Posts {
    /// From left to right, in points from the page's left.
    pub at: Vec<f32>,
    /// Whether they were drawn for every column: a ruling that begins at a column tells of that one alone.
    pub all: bool,
}

/// Where rulings that are drawn cell by cell meet, in points from the page's left, within a box.
pub fn joints(ends: &[End], beams: &[Beam], rect: &Rect) -> Posts {
    let first = ends.partition_point(|end| end.0 < rect.top - MEET);
    let near = ends.iter().skip(first).take_while(|end| end.0 <= rect.bottom + MEET);
    let inside = near.filter(|(_, x, _)| *x > rect.left + MEET && *x < rect.right - MEET);
    let inside: Vec<End> = inside.copied().collect();
    let meet = |pair: &[End]| match pair {
        [a, b] if b.0 - a.0 <= JOINT && (b.1 - a.1).abs() <= JOINT && a.2 != b.2 => Some((a.1 + b.1) / 2.0),
        _ => None,
    };
    let mut met: Vec<f32> = inside.windows(2).filter_map(meet).collect();
    let all = heights(&mut met).next().is_some();
    // A ruling that begins at a column and ends at the table's side.
    let part = |beam: &&Beam| beam.ruling && (rect.top..=rect.bottom).contains(&beam.y);
    for beam in beams.iter().filter(part) {
        let (left, right) = ((beam.left - rect.left).abs() <= MEET, (beam.right - rect.right).abs() <= MEET);
        met.extend((right && !left).then_some(beam.left).filter(|x| *x > rect.left));
        met.extend((left && !right).then_some(beam.right).filter(|x| *x < rect.right));
    }
    Posts { at: heights(&mut met).collect(), all }
}

/// The places at which something meets at enough heights.
fn heights(met: &mut [f32]) -> impl Iterator<Item = f32> {
    met.sort_by(f32::total_cmp);
    let joints = met.chunk_by(|a, b| b - a <= JOINT).filter(|heights| heights.len() >= HEIGHTS);
    joints.filter_map(|heights| heights.get(heights.len() / 2).copied())
}
