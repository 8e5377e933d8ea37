//! Columns: where white runs through the lines of a region, and which bits stand in which column.

use super::bit::{BIT_GAP, Bit};
use super::region::{self, Scan};

/// Baselines that differ by less are one line of a cell, in ems.
const SAME_LINE: f32 = 0.3;
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
/// So many lines begin along a gap that others cross.
const SURE_LINES: usize = 3;
/// A bullet stands this near to its text, in ems.
const BULLET_GAP: f32 = 1.2;
/// A text may reach this far into the gap beside its column, in ems.
const OVERHANG: f32 = 0.3;
/// More edges than this are a drawing.
const MAX_EDGES: usize = 20_000;

/// A line of a cell.
#[derive(Debug, Clone)]
pub struct Line {
    /// Around its bits, in points.
    pub rect: crate::geometry::Rect,
    /// Its baseline in points from the page's top.
    pub baseline: f32,
    /// Its largest font size in points.
    pub size: f32,
    /// What it says.
    pub text: String,
    /// Whether a mark opens it.
    pub item: bool,
    /// Whether all of it is bold.
    pub bold: bool,
    /// Last column that it reaches into.
    pub to: usize,
}

#[derive(Debug, Clone, Copy)]
struct Gap {
    from: f32,
    to: f32,
    crossed: usize,
}

/// Where columns are parted: gaps from left to right, in points. Posts are known to part columns.
pub fn gaps(bits: &[&Bit], posts: &[f32], em: f32) -> Vec<(f32, f32)> {
    let words: Vec<&Bit> = bits.iter().filter(|bit| !bit.is_sign()).copied().collect();
    let bits = if words.len() * 3 > bits.len() { words.as_slice() } else { bits };
    let scans = region::scans(bits);
    let mut gaps: Vec<(f32, f32)> = posts.iter().filter_map(|post| around(*post, &scans)).collect();
    for gap in valleys(&scans, em) {
        let apart = gaps.iter().all(|known| gap.to <= known.0 || gap.from >= known.1);
        let sure = posts.is_empty() || (gap.crossed == 0 && gap.to - gap.from >= WIDE * em && aligned(&gap, bits, em));
        if apart && sure && holds(&gap, &scans, bits, em) {
            gaps.push((gap.from, gap.to));
        }
    }
    gaps.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    gaps.dedup_by(|b, a| b.0 < a.1);
    if posts.is_empty() { without_bullets(gaps, bits, em) } else { gaps }
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

fn without_bullets(mut gaps: Vec<(f32, f32)>, bits: &[&Bit], em: f32) -> Vec<(f32, f32)> {
    // Bullets belong to the text behind them.
    let mut at = 0;
    while at < gaps.len() {
        let left = at.checked_sub(1).and_then(|before| gaps.get(before)).map_or(f32::MIN, |gap| gap.1);
        let Some(gap) = gaps.get(at).copied() else { break };
        let mut own =
            bits.iter().filter(|bit| bit.rect.left >= left - OVERHANG * em && bit.rect.right <= gap.0 + OVERHANG * em);
        if gap.1 - gap.0 <= BULLET_GAP * em && own.all(|bit| bit.is_bullet()) {
            gaps.remove(at);
        } else {
            at += 1;
        }
    }
    gaps
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
        return support > 2 * gap.crossed && aligned(gap, bits, em);
    }
    match support {
        0 => false,
        1 => {
            let first = scans.iter().position(|scan| on_both(&scan)).unwrap_or(scans.len());
            width >= SURE * em && (first == 0 || scans.len() <= 3 || first * 3 <= scans.len())
        }
        _ => width >= WIDE * em || aligned(gap, bits, em),
    }
}

/// Whether the bits to the right of a gap begin, or those to its left end, below each other.
fn aligned(gap: &Gap, bits: &[&Bit], em: f32) -> bool {
    let reach = ALIGNED_WITHIN * em;
    let right: Vec<f32> =
        bits.iter().map(|bit| bit.rect.left).filter(|x| (gap.to - em..gap.to + reach).contains(x)).collect();
    let left: Vec<f32> =
        bits.iter().map(|bit| bit.rect.right).filter(|x| (gap.from - reach..gap.from + em).contains(x)).collect();
    let agree = |edges: &[f32]| {
        let most = edges.iter().map(|x| edges.iter().filter(|other| (*other - x).abs() <= ALIGNED * em).count()).max();
        let most = most.unwrap_or(0);
        most as f32 >= MOST * edges.len() as f32 && most >= if gap.crossed > 0 { SURE_LINES } else { 1 }
    };
    right.len() <= 200 && left.len() <= 200 && (agree(&right) || agree(&left))
}

/// The lines of each column, from the top; a line stands in the first column that it reaches.
pub fn lines(bits: &[&Bit], gaps: &[(f32, f32)]) -> Vec<Vec<Line>> {
    let middles: Vec<f32> = gaps.iter().map(|gap| (gap.0 + gap.1) / 2.0).collect();
    let mut columns: Vec<Vec<Line>> = vec![Vec::new(); gaps.len() + 1];
    for bit in bits {
        let tolerance = OVERHANG * bit.size;
        let from = middles.partition_point(|x| *x < bit.rect.left + tolerance);
        let to = middles.partition_point(|x| *x < bit.rect.right - tolerance).max(from);
        // The end of a bar stands where the bar ends.
        let middle = middles.partition_point(|x| *x < (bit.rect.left + bit.rect.right) / 2.0);
        let (from, to) = if bit.is_sign() { (middle, middle) } else { (from, to) };
        let Some(column) = columns.get_mut(from) else { continue };
        match column.last_mut() {
            Some(line) if bit.baseline - line.baseline <= SAME_LINE * bit.size.min(line.size) => line.take(bit, to),
            _ => column.push(Line::of(bit, to)),
        }
    }
    columns
}

impl Line {
    fn of(bit: &Bit, to: usize) -> Line {
        Line {
            rect: bit.rect,
            baseline: bit.baseline,
            size: bit.size,
            text: bit.text.clone(),
            item: bit.opens_item(),
            bold: bit.bold,
            to,
        }
    }

    fn take(&mut self, bit: &Bit, to: usize) {
        if bit.rect.left < self.rect.left {
            self.text = format!("{}{}", bit.text, self.text);
            self.item = bit.opens_item();
        } else {
            self.text.push_str(&bit.text);
        }
        self.rect = region::around(&self.rect, &bit.rect);
        self.size = self.size.max(bit.size);
        self.bold &= bit.bold;
        self.to = self.to.max(to);
    }
}
