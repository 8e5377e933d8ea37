//! Rivers: white that runs through many lines, and the stretches of lines that it runs through.

use super::bit::BIT_GAP;
use super::scan::Scan;

/// A gap that seeds a river, in ems.
const SEED: f32 = 0.5;
/// A river from this width on needs two lines only, in ems.
const WIDE: f32 = 1.0;
/// Lines in a row that a river may be crossed by: cells over several columns.
const CROSSED: usize = 2;
/// Lines further apart than this stand in different regions, in ems.
const FAR: f32 = 5.5;
/// Lines this near to a table may belong to it, in ems.
const NEAR: f32 = 3.0;
/// So many lines above and below are asked.
const WIDENED: usize = 24;
/// More rivers at one time are a drawing.
const MAX_RIVERS: usize = 256;

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
