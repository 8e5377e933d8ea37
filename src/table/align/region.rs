//! Where on a page a table may stand: between rulings of one width, or where white gaps run through lines.

use super::beam::Beam;
use super::bit::{BIT_GAP, Bit};
use super::post::Bar;
use crate::geometry::Rect;

/// A gap that seeds a river, in ems.
const SEED: f32 = 0.5;
/// A river from this width on needs two lines only, in ems.
const WIDE: f32 = 1.0;
/// Lines in a row that a river may be crossed by: cells over several columns.
const CROSSED: usize = 2;
/// Lines further apart than this stand in different regions, in ems.
const FAR: f32 = 5.5;
/// The same below a shaded header.
const VERY_FAR: f32 = 8.0;
/// Lines this near to a table may belong to it, in ems.
const NEAR: f32 = 3.0;
/// So many lines above and below are asked.
const WIDENED: usize = 24;
/// Beams that begin or end within this are of one table, in points.
const SAME_END: f32 = 4.0;
/// Text this far above or below the middle of a line stands beside it, in ems: cells that stand in the middle of
/// their rows have their lines between those of others.
const BESIDE: f32 = 0.75;
/// More rivers at one time are a drawing.
const MAX_RIVERS: usize = 256;

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
    for beam in beams.iter().filter(|beam| beam.ruling) {
        let fits = |stack: &&mut Vec<Beam>| {
            let Some(first) = stack.first() else { return false };
            let inside = beam.left >= first.left - SAME_END && beam.right <= first.right + SAME_END;
            let touches = (beam.left - first.left).abs() <= SAME_END || (beam.right - first.right).abs() <= SAME_END;
            inside && touches && !parted(stack, beam, bits)
        };
        match stacks.iter_mut().rev().find(fits) {
            Some(stack) => stack.push(*beam),
            None => stacks.push(vec![*beam]),
        }
    }
    stacks.iter().filter_map(|stack| closed(stack)).collect()
}

/// Regions that begin with a shaded header, down to the next header, to text that is wider, or to the page's end.
pub fn barred(bars: &[Bar], bits: &[Bit]) -> Vec<Region> {
    let same = |a: &Bar, b: &Bar| {
        (a.rect.left - b.rect.left).abs() <= SAME_END && (a.rect.right - b.rect.right).abs() <= SAME_END
    };
    let mut regions: Vec<(&Bar, Region)> = Vec::new();
    for bar in bars {
        let known = regions.iter().any(|(first, region)| same(first, bar) && bar.rect.top < region.rect.bottom);
        if !known {
            let rect = Rect { bottom: foot(bar, bits), ..bar.rect };
            regions.push((bar, Region { rect, headed: true, footed: false }));
        }
    }
    regions.into_iter().map(|(_, region)| region).collect()
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

/// Whether nothing, or text that is no row, stands between a stack and a beam.
fn parted(stack: &[Beam], beam: &Beam, bits: &[Bit]) -> bool {
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
    wide >= 2 || outside
}

fn closed(stack: &[Beam]) -> Option<Region> {
    let (first, last) = (stack.first()?, stack.last()?);
    let width = first.right - first.left;
    let last = stack.iter().rev().find(|beam| beam.right - beam.left >= 0.97 * width).unwrap_or(last);
    let rect = Rect { left: first.left, top: first.y, right: first.right, bottom: last.y };
    (last.y - first.y > SAME_END).then_some(Region { rect, headed: true, footed: true })
}

/// A line across the page: what its bits cover.
#[derive(Debug, Clone)]
pub struct Scan {
    /// The middle of its ink, in points from the page's top.
    pub y: f32,
    /// Around the ink of its own bits.
    pub rect: Rect,
    /// Stretches covered by text at this height, left to right.
    pub covered: Vec<(f32, f32)>,
    /// The first right edge and the last left edge of text at this height or half a line away.
    pub reach: (f32, f32),
    /// Its largest font size in points.
    pub size: f32,
}

/// The lines across bits that are sorted by their baseline.
pub fn scans(bits: &[&Bit]) -> Vec<Scan> {
    let mut scans = Vec::new();
    let tall: Vec<&&Bit> = bits.iter().filter(|bit| bit.rect.bottom - bit.rect.top > 2.0 * bit.size).collect();
    let same = |a: &&Bit, b: &&Bit| b.baseline - a.baseline <= 0.1 * a.size.min(b.size);
    for line in bits.chunk_by(same) {
        let Some(first) = line.first() else { continue };
        let size = line.iter().fold(0.0_f32, |size, bit| size.max(bit.size));
        let y = first.baseline - 0.35 * first.size;
        let rect = line.iter().fold(first.rect, |rect, bit| around(&rect, &bit.rect));
        let from = bits.partition_point(|bit| bit.baseline < y - size);
        let near = bits.iter().skip(from).take_while(|bit| bit.baseline <= y + 2.0 * size);
        let near = || near.clone().chain(tall.iter().copied());
        let crossed = near().filter(|bit| bit.rect.top <= y && y <= bit.rect.bottom);
        let mut covered: Vec<(f32, f32)> = crossed.map(|bit| (bit.rect.left, bit.rect.right)).collect();
        let beside = near().filter(|bit| bit.rect.top <= y + BESIDE * size && y - BESIDE * size <= bit.rect.bottom);
        let reach =
            beside.fold((f32::MAX, f32::MIN), |(end, start), bit| (end.min(bit.rect.right), start.max(bit.rect.left)));
        covered.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        scans.push(Scan { y, rect, covered: merged(covered, BIT_GAP * size), reach, size });
    }
    scans
}

fn merged(stretches: Vec<(f32, f32)>, gap: f32) -> Vec<(f32, f32)> {
    let mut kept: Vec<(f32, f32)> = Vec::new();
    for (from, to) in stretches {
        match kept.last_mut() {
            Some(last) if from - last.1 < gap => last.1 = last.1.max(to),
            _ => kept.push((from, to)),
        }
    }
    kept
}

/// The smallest box around both.
pub fn around(a: &Rect, b: &Rect) -> Rect {
    Rect {
        left: a.left.min(b.left),
        top: a.top.min(b.top),
        right: a.right.max(b.right),
        bottom: a.bottom.max(b.bottom),
    }
}

#[derive(Debug, Clone, Copy)]
struct River {
    from: f32,
    to: f32,
    first: usize,
    last: usize,
    support: usize,
    crossed: usize,
}

/// Stretches of lines, by index, that a white gap runs through, and lines near to them that leave it white.
pub fn flows(scans: &[Scan]) -> Vec<(usize, usize)> {
    let mut rivers = rivers(scans);
    rivers.sort_by_key(|river| (river.first, river.last));
    let mut kept: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while let Some(river) = rivers.get(at) {
        let (from, mut to, begin) = (river.first, river.last, at);
        while let Some(next) = rivers.get(at).filter(|next| next.first <= to) {
            to = to.max(next.last);
            at += 1;
        }
        let own = rivers.get(begin..at).unwrap_or_default();
        let floor = kept.last().map_or(0, |last| last.1 + 1);
        kept.push(widened(scans, own, (from, to), floor));
    }
    kept
}

/// A range of lines with those above and below that stand near and cross few of its rivers.
fn widened(scans: &[Scan], rivers: &[River], range: (usize, usize), floor: usize) -> (usize, usize) {
    let dry = |at: usize, beside: usize| {
        let (Some(scan), Some(other)) = (scans.get(at), scans.get(beside)) else { return false };
        let near = (scan.y - other.y).abs() <= NEAR * scan.size.max(other.size);
        let crossed =
            rivers.iter().filter(|river| scan.covered.iter().any(|(from, to)| *from < river.from && *to > river.to));
        near && crossed.count() * 2 < rivers.len().max(1)
    };
    let (mut from, mut to) = range;
    while from > floor && range.0 - from < WIDENED {
        // A heading over all columns may stand between a header and its rows.
        let step = (1..=2).find(|step| from >= floor + step && dry(from - step, from + 1 - step));
        let Some(step) = step else { break };
        from -= step;
    }
    while to - range.1 < WIDENED && dry(to + 1, to) {
        to += 1;
    }
    (from, to)
}

fn rivers(scans: &[Scan]) -> Vec<River> {
    let (mut open, mut done): (Vec<River>, Vec<River>) = (Vec::new(), Vec::new());
    let mut above: Option<&Scan> = None;
    for (at, scan) in scans.iter().enumerate() {
        let far = above.is_some_and(|above| scan.y - above.y > FAR * scan.size.max(above.size));
        open.retain_mut(|river| {
            let before = *river;
            let goes_on = !far && river.passes(scan, at);
            if !goes_on {
                done.push(before);
            }
            goes_on
        });
        let gaps = scan.covered.windows(2).filter_map(|pair| if let [a, b] = pair { Some((a.1, b.0)) } else { None });
        for (from, to) in gaps.filter(|gap| gap.1 - gap.0 >= SEED * scan.size) {
            let known = open.iter().any(|river| river.to.min(to) - river.from.max(from) > 0.0);
            if !known && open.len() < MAX_RIVERS {
                open.push(River { from, to, first: at, last: at, support: 1, crossed: 0 });
            }
        }
        above = Some(scan);
    }
    done.extend(open);
    done.retain(|river| {
        let size = scans.get(river.first).map_or(1.0, |scan| scan.size);
        river.support >= if river.to - river.from >= WIDE * size { 2 } else { 3 }
    });
    done
}

impl River {
    /// Flows through a line, or ends.
    fn passes(&mut self, scan: &Scan, at: usize) -> bool {
        let least = BIT_GAP * scan.size;
        let ends = scan.covered.iter();
        let before = std::iter::once(f32::MIN).chain(ends.clone().map(|covered| covered.1));
        let after = ends.map(|covered| covered.0).chain(std::iter::once(f32::MAX));
        let white = before.zip(after).map(|(from, to)| (from.max(self.from), to.min(self.to), from, to));
        let best = white.max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
        match best {
            Some((from, to, left, right)) if to - from >= least => {
                (self.from, self.to, self.crossed) = (from, to, 0);
                if left > f32::MIN && right < f32::MAX {
                    (self.last, self.support) = (at, self.support + 1);
                }
                true
            }
            _ => {
                self.crossed += 1;
                self.crossed <= CROSSED
            }
        }
    }
}
