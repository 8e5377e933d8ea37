//! Columns: where white runs through the lines of a region.

use super::bit::{BIT_GAP, Bit};
use super::line::OVERHANG;
use super::post::Posts;
use super::scan::{self, Scan};
use super::seam;

/// A gap seen in one line only parts columns from this width on, in ems.
const SURE: f32 = 1.5;
/// A gap from this width on needs no aligned edges, in ems.
const WIDE: f32 = 1.0;
/// Share of the lines that may cross a post.
const POST_CROSSED: f32 = 0.4;
/// Edges that differ by less are aligned, in ems.
const ALIGNED: f32 = 0.3;
/// Bits this near beyond a gap are those along it, in ems.
const ALIGNED_WITHIN: f32 = 3.0;
/// Share of the lines that cells over several columns may be.
const CROSSING: f32 = 0.15;
/// Share of the lines beside a gap that are aligned along it.
const MOST: f32 = 0.6;
/// So many lines begin along a narrow gap.
const TWO: usize = 2;
/// So many lines begin along a gap that others cross, or beside columns that rulings tell.
const SURE_LINES: usize = 3;
/// More edges than this are a drawing.
const MAX_EDGES: usize = 200_000;

#[derive(Debug, Clone, Copy)]
struct Gap {
    from: f32,
    to: f32,
    crossed: usize,
}

/// Where columns are parted: gaps from left to right, in points.
pub fn gaps(bits: &[&Bit], posts: &Posts, em: f32) -> Vec<(f32, f32)> {
    let words: Vec<&Bit> = bits.iter().filter(|bit| !bit.is_sign()).copied().collect();
    let bits = if words.len() * 3 > bits.len() { words.as_slice() } else { bits };
    let scans = scan::scans(bits);
    let mut gaps: Vec<(f32, f32)> = posts.at.iter().filter_map(|post| around(*post, &scans)).collect();
    for gap in valleys(&scans, em) {
        let apart = gaps.iter().all(|known| gap.to <= known.0 || gap.from >= known.1);
        let sure = posts.at.is_empty()
            || (gap.crossed == 0 && gap.to - gap.from >= WIDE * em)
            || (!posts.all && aligned(&gap, bits, em, SURE_LINES));
        if apart && sure && holds(&gap, &scans, bits, em) {
            gaps.push((gap.from, gap.to));
        }
    }
    gaps.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    gaps.dedup_by(|b, a| b.0 < a.1);
    let gaps = seam::without_roofs(gaps, bits, em);
    if posts.all { gaps } else { seam::without_bullets(gaps, bits, em) }
}

/// The white around a post, where few lines cross it.
fn around(post: f32, scans: &[Scan]) -> Option<(f32, f32)> {
    let stretches = || scans.iter().flat_map(|scan| &scan.covered);
    let crossed = stretches().filter(|(from, to)| *from < post - 1.0 && post + 1.0 < *to).count();
    let left = stretches().map(|stretch| stretch.1).filter(|x| *x <= post + 1.0).fold(f32::MIN, f32::max);
    let right = stretches().map(|stretch| stretch.0).filter(|x| *x >= post - 1.0).fold(f32::MAX, f32::min);
    // The middle of the gap is where columns are parted.
    let half = (post - left).min(right - post).max(0.1);
    (crossed as f32 <= POST_CROSSED * scans.len() as f32 && half < f32::MAX).then_some((post - half, post + half))
}

/// Stretches where fewer lines have ink than to the left and to the right.
fn valleys(scans: &[Scan], em: f32) -> Vec<Gap> {
    let mut edges: Vec<(f32, i32)> =
        scans.iter().flat_map(|scan| &scan.covered).flat_map(|(from, to)| [(*from, 1), (*to, -1)]).collect();
    edges.truncate(MAX_EDGES);
    edges.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    // Levels of ink between edges, hair-wide ones left out.
    let (mut levels, mut level): (Vec<Gap>, i32) = (Vec::new(), 0);
    for pair in edges.windows(2) {
        let [(from, step), (to, _)] = *pair else { continue };
        level += step;
        match levels.last_mut() {
            Some(last) if last.crossed == level.max(0) as usize => last.to = to,
            _ if to - from > 0.0 => levels.push(Gap { from, to, crossed: level.max(0) as usize }),
            _ => {}
        }
    }
    let allowed = (CROSSING * scans.len() as f32).ceil() as usize;
    let wide = |gap: &&Gap| gap.to - gap.from >= BIT_GAP * em;
    let wide: Vec<Gap> = levels.iter().filter(wide).copied().collect();
    let mut kept = Vec::new();
    for (at, gap) in levels.iter().enumerate().filter(|(_, gap)| wide.contains(gap) && gap.crossed <= allowed) {
        let rises = |mut beside: Box<dyn Iterator<Item = &Gap> + '_>| {
            beside
                .find(|other| {
                    other.crossed != gap.crossed
                        && (other.crossed > gap.crossed || other.to - other.from >= BIT_GAP * em)
                })
                .is_some_and(|other| other.crossed > gap.crossed)
        };
        if rises(Box::new(levels.iter().take(at).rev())) && rises(Box::new(levels.iter().skip(at + 1))) {
            kept.push(*gap);
        }
    }
    kept
}

impl PartialEq for Gap {
    fn eq(&self, other: &Gap) -> bool {
        self.from == other.from && self.to == other.to
    }
}

/// Whether enough lines stand on both sides of a gap, in one line with each other or along its edges.
fn holds(gap: &Gap, scans: &[Scan], bits: &[&Bit], em: f32) -> bool {
    let on_both = |scan: &&Scan| scan.reach.0 <= gap.from + OVERHANG * em && scan.reach.1 >= gap.to - OVERHANG * em;
    let support = scans.iter().filter(on_both).count();
    let width = gap.to - gap.from;
    if gap.crossed > 0 {
        return support > 2 * gap.crossed && aligned(gap, bits, em, SURE_LINES);
    }
    match support {
        0 => false,
        1 => {
            let first = scans.iter().position(|scan| on_both(&scan)).unwrap_or(scans.len());
            width >= SURE * em && (first == 0 || scans.len() <= 3 || first * 3 <= scans.len())
        }
        _ => width >= WIDE * em || aligned(gap, bits, em, TWO),
    }
}

/// Whether at least so many bits to the right of a gap begin or end, or to its left end, below each other.
fn aligned(gap: &Gap, bits: &[&Bit], em: f32, least: usize) -> bool {
    let reach = ALIGNED_WITHIN * em;
    let right = || bits.iter().filter(|bit| (gap.to - em..gap.to + reach).contains(&bit.rect.left));
    let left = bits.iter().map(|bit| bit.rect.right).filter(|x| (gap.from - reach..gap.from + em).contains(x));
    let agree = |mut edges: Vec<f32>| {
        edges.sort_by(f32::total_cmp);
        let within = |x: &f32| edges.partition_point(|y| *y <= x + ALIGNED * em) - edges.partition_point(|y| y < x);
        let most = edges.iter().map(within).max().unwrap_or(0);
        most as f32 >= MOST * edges.len() as f32 && most >= least
    };
    if right().count() < TWO {
        return false;
    }
    agree(right().map(|bit| bit.rect.left).collect())
        || agree(right().map(|bit| bit.rect.right).collect())
        || agree(left.collect())
}
