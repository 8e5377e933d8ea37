//! Where on a page a table may stand: between rulings of one width, or below a shaded header.

use super::apart;
use super::beam::Beam;
use super::bit::Bit;
use super::heading;
use super::post::Bar;
use crate::geometry::Rect;

/// Lines further apart than this below a shaded header do not belong to it, in ems.
const VERY_FAR: f32 = 8.0;
/// Beams that begin or end within this are of one table, in points.
const SAME_END: f32 = 4.0;
/// An unshaded header stands this near above the first shaded row, in ems.
const NEAR: f32 = 1.5;
/// Its lines are no further apart than this, in ems.
const LINE: f32 = 1.0;
/// More regions on one page are a drawing.
const MAX_REGIONS: usize = 256;

/// A part of a page that may hold a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Region {
    /// Where, in points.
    pub rect: Rect,
    /// Whether a ruling or a shaded row stands over its first row.
    pub headed: bool,
    /// Whether a ruling stands under its last row.
    pub footed: bool,
}

/// Regions between rulings of one width, top to bottom.
pub fn framed(beams: &[Beam], bits: &[Bit]) -> Vec<Region> {
    let mut stacks: Vec<Vec<Beam>> = Vec::new();
    let rulings: Vec<Beam> = beams.iter().filter(|beam| beam.ruling).copied().collect();
    for (at, beam) in rulings.iter().enumerate() {
        let below = rulings.get(at + 1..).unwrap_or_default();
        let fits = |stack: &&mut Vec<Beam>| {
            let Some(first) = stack.first() else { return false };
            let inside = beam.left >= first.left - SAME_END && beam.right <= first.right + SAME_END;
            let touches = (beam.left - first.left).abs() <= SAME_END || (beam.right - first.right).abs() <= SAME_END;
            inside && touches && !parted(stack, beam, below, bits)
        };
        match stacks.iter_mut().rev().find(fits) {
            Some(stack) => stack.push(*beam),
            None => stacks.push(vec![*beam]),
        }
    }
    stacks.iter().filter_map(|stack| closed(stack)).take(MAX_REGIONS).collect()
}

/// Regions that begin with a shaded header, down to the next header, to text that is wider, or to the page's end.
pub fn barred(bars: &[Bar], bits: &[Bit]) -> Vec<Region> {
    let same = |a: &Bar, b: &Bar| {
        (a.rect.left - b.rect.left).abs() <= SAME_END && (a.rect.right - b.rect.right).abs() <= SAME_END
    };
    let mut regions: Vec<(&Bar, Region)> = Vec::new();
    for bar in bars.iter().take(MAX_REGIONS) {
        let known = regions.iter().any(|(first, region)| same(first, bar) && bar.rect.top < region.rect.bottom);
        if !known {
            let striped = bars.iter().filter(|other| same(bar, other)).count() > 1;
            let top = header_above(bar, bits, striped);
            let rect = Rect { top, bottom: foot(bar, bits), ..bar.rect };
            regions.push((bar, Region { rect, headed: true, footed: false }));
        }
    }
    regions.into_iter().map(|(_, region)| region).collect()
}

/// Where the header of striped rows begins, if its line stands unshaded above the first bar. Of rows with one bar alone
/// it has a name over each cell.
fn header_above(bar: &Bar, bits: &[Bit], striped: bool) -> f32 {
    let behind = bits.partition_point(|bit| bit.baseline <= bar.rect.top);
    let Some(last) = behind.checked_sub(1).and_then(|last| bits.get(last)) else { return bar.rect.top };
    let above = bits.iter().take(behind).rev().take_while(|bit| last.baseline - bit.baseline <= LINE * bit.size);
    let inside = |bit: &Bit| bit.rect.left >= bar.rect.left - SAME_END && bit.rect.right <= bar.rect.right + SAME_END;
    let line: Vec<&Bit> = above.collect();
    let near = bar.rect.top - last.baseline <= NEAR * last.size;
    let level = line.iter().filter(|bit| (bit.baseline - last.baseline).abs() <= 0.1 * bit.size).count();
    let named = striped || names_each(bar, &line);
    if near && named && level > 1 && line.iter().all(|bit| inside(bit)) {
        line.iter().fold(bar.rect.top, |top, bit| top.min(bit.rect.top))
    } else {
        bar.rect.top
    }
}

/// Whether each cell of a bar has one name of a line above it.
fn names_each(bar: &Bar, line: &[&Bit]) -> bool {
    let column = |bit: &&Bit| bar.posts.partition_point(|post| *post <= bit.rect.left + SAME_END);
    let within = |bit: &&Bit| bar.posts.get(column(bit)).is_none_or(|post| bit.rect.right <= *post);
    let mut named: Vec<usize> = line.iter().map(column).collect();
    named.sort_unstable();
    bar.posts.len() > 1 && line.iter().all(within) && named.into_iter().eq(0..=bar.posts.len())
}

/// Where the text below a header ends to stand in its width, or to have gaps.
fn foot(bar: &Bar, bits: &[Bit]) -> f32 {
    let (mut bottom, mut wide) = (bar.rect.bottom, 0);
    let width = bar.rect.right - bar.rect.left;
    let first = bits.partition_point(|bit| bit.baseline < bar.rect.bottom);
    let beside = |bit: &&Bit| bit.rect.right > bar.rect.left && bit.rect.left < bar.rect.right;
    for bit in bits.iter().skip(first).filter(beside) {
        let outside = bit.rect.left < bar.rect.left - bit.size || bit.rect.right > bar.rect.right + bit.size;
        wide = if bit.rect.right - bit.rect.left > 0.8 * width { wide + 1 } else { 0 };
        if outside || wide > 1 || bit.rect.top - bottom > VERY_FAR * bit.size {
            break;
        }
        // One wide line alone may head rows; it counts when the next one is none.
        if wide == 0 {
            bottom = bottom.max(bit.rect.bottom);
        }
    }
    bottom
}

/// Whether nothing, or text that is no row, stands between a stack and a beam; `rulings` are those below.
fn parted(stack: &[Beam], beam: &Beam, rulings: &[Beam], bits: &[Bit]) -> bool {
    let (Some(first), Some(last)) = (stack.first(), stack.last()) else { return true };
    let whole = |beam: &Beam| (beam.right - beam.left) >= 0.97 * (first.right - first.left);
    if !whole(beam) || !whole(last) {
        return false;
    }
    let from = bits.partition_point(|bit| bit.baseline < last.y);
    let inside = bits.iter().skip(from).take_while(|bit| bit.baseline < beam.y + bit.size);
    let held = |bit: &&Bit| bit.middle() < beam.y && bit.rect.right > first.left && bit.rect.left < first.right;
    let band: Vec<&Bit> = inside.filter(held).collect();
    let Some(size) = band.first().map(|bit| bit.size) else { return beam.y - last.y > SAME_END };
    let wide = band.iter().filter(|bit| bit.rect.right - bit.rect.left > 0.8 * (first.right - first.left)).count();
    let outside = band.iter().any(|bit| bit.rect.left < first.left - size || bit.rect.right > first.right + size);
    wide >= 2
        || outside
        || heads(&band, bits.iter().skip(from + band.len()))
        || apart::begins_table(stack, &band, (beam, rulings), bits)
}

/// Whether what stands between two rulings is a heading of what stands below.
fn heads<'b>(band: &[&Bit], below: impl Iterator<Item = &'b Bit>) -> bool {
    let mut below = below.peekable();
    let (Some(first), Some(next)) = (band.first(), below.peek().map(|bit| bit.baseline)) else { return false };
    let size = below.take_while(|bit| bit.baseline - next <= LINE * bit.size).map(|bit| bit.size).fold(0.0, f32::max);
    let line = band.iter().all(|bit| (bit.baseline - first.baseline).abs() <= LINE * bit.size);
    line && heading::is_heading(band, size)
}

fn closed(stack: &[Beam]) -> Option<Region> {
    let (first, last) = (stack.first()?, stack.last()?);
    let width = first.right - first.left;
    let last = stack.iter().skip(1).rev().find(|beam| beam.right - beam.left >= 0.97 * width).unwrap_or(last);
    let rect = Rect { left: first.left, top: first.y, right: first.right, bottom: last.y };
    (last.y - first.y > SAME_END).then_some(Region { rect, headed: true, footed: true })
}
