//! Columns: where white runs through the lines of a region.

use super::bit::{BIT_GAP, Bit};
use super::line::{OVERHANG, SAME_LINE};
use super::post::Posts;
use super::scan::{self, Scan};

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
/// A bullet or a counter stands this near to its text, in ems.
const BULLET_GAP: f32 = 3.0;
/// What parts a name from what it names.
const COLONS: [char; 2] = [':', '：'];
/// Share of single letters in a column of spread words.
const LETTERS: f32 = 0.7;
/// A name stands this near to the middle of its column, as a share of the column's width.
const OFF_MIDDLE: f32 = 0.1;
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
    let gaps = without_roofs(gaps, bits, em);
    if posts.all { gaps } else { without_letters(without_bullets(gaps, bits, em), bits, em) }
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

/// A name in the first line that stands alone between two gaps is no column: over fuller lines it stands over two, and
/// beside a column without a name it is that column's.
fn without_roofs(gaps: Vec<(f32, f32)>, bits: &[&Bit], em: f32) -> Vec<(f32, f32)> {
    let level = |bit: &&&Bit, y: f32| (bit.baseline - y).abs() <= SAME_LINE * em;
    let Some(first) = bits.first().map(|bit| bit.baseline) else { return gaps };
    let gaps = with_names(gaps, bits, first, em);
    let top = bits.iter().filter(|bit| level(bit, first)).count();
    let next = bits.iter().map(|bit| bit.baseline).find(|y| *y > first + SAME_LINE * em);
    if next.is_none_or(|next| bits.iter().filter(|bit| level(bit, next)).count() <= top + 1) {
        return gaps;
    }
    let mut gaps = gaps;
    let mut at = 0;
    while let (Some(before), Some(after)) = (gaps.get(at).copied(), gaps.get(at + 1).copied()) {
        if within(bits, before.1, after.0, em).all(|bit| level(&bit, first)) {
            gaps.splice(at..at + 2, [(before.0, after.1)]);
        } else {
            at += 1;
        }
    }
    gaps
}

/// The gaps without those between a name that has nothing below it and texts beside it that have no name: the name
/// stands in the middle of a column that its texts do not fill.
fn with_names(mut gaps: Vec<(f32, f32)>, bits: &[&Bit], first: f32, em: f32) -> Vec<(f32, f32)> {
    let (left, right) = bits
        .iter()
        .fold((f32::MAX, f32::MIN), |(left, right), bit| (left.min(bit.rect.left), right.max(bit.rect.right)));
    let mut at = 0;
    while let Some(gap) = gaps.get(at).copied() {
        let from = at.checked_sub(1).and_then(|at| gaps.get(at)).map_or(left, |gap| gap.1);
        let to = gaps.get(at + 1).map_or(right, |gap| gap.0);
        let own = |from: f32, to: f32| -> (Vec<&Bit>, Vec<&Bit>) {
            let named = |bit: &&Bit| (bit.baseline - first).abs() <= SAME_LINE * em;
            within(bits, from, to, em).copied().partition(named)
        };
        let (before, behind) = (own(from, gap.0), own(gap.1, to));
        // The column goes on to where the next one begins.
        let edges = (from, gaps.get(at + 1).map_or(to, |gap| gap.1));
        let middle = |name: &Bit| {
            let off = (name.rect.left + name.rect.right - edges.0 - edges.1) / 2.0;
            off.abs() <= OFF_MIDDLE * (edges.1 - edges.0)
        };
        let one = match (before, behind) {
            ((none, texts), (names, rest)) | ((names, rest), (none, texts))
                if none.is_empty() && rest.is_empty() && texts.len() > 1 =>
            {
                matches!(names.as_slice(), [name] if middle(name))
            }
            _ => false,
        };
        if one {
            gaps.remove(at);
        } else {
            at += 1;
        }
    }
    gaps
}

/// The bits between two places, in points.
fn within<'a>(bits: &'a [&Bit], from: f32, to: f32, em: f32) -> impl Iterator<Item = &'a &'a Bit> {
    bits.iter().filter(move |bit| bit.rect.left >= from - em && bit.rect.right <= to + em)
}

/// Bullets and counters belong to the text behind them.
fn without_bullets(mut gaps: Vec<(f32, f32)>, bits: &[&Bit], em: f32) -> Vec<(f32, f32)> {
    let mut at = 0;
    while let Some(gap) = gaps.get(at).copied() {
        let left = at.checked_sub(1).and_then(|before| gaps.get(before)).map_or(f32::MIN, |gap| gap.1);
        let inside = |bit: &&&Bit| bit.rect.left >= left - OVERHANG * em && bit.rect.right <= gap.0 + OVERHANG * em;
        // A column of counters further on is a column of figures.
        let mark = |bit: &&Bit| bit.is_mark() && (at == 0 || !bit.text.contains(|c: char| c.is_ascii_digit()));
        if gap.1 - gap.0 <= BULLET_GAP * em && bits.iter().filter(inside).all(mark) {
            gaps.remove(at);
        } else {
            at += 1;
        }
    }
    gaps
}

/// Letters that are spread over the width of a column are one word, and what a colon opens belongs to it: 団　体　名：村.
fn without_letters(mut gaps: Vec<(f32, f32)>, bits: &[&Bit], em: f32) -> Vec<(f32, f32)> {
    let mut at = 0;
    while let Some(gap) = gaps.get(at).copied() {
        let from = at.checked_sub(1).and_then(|at| gaps.get(at)).map_or(f32::MIN, |gap| gap.1);
        let to = gaps.get(at + 1).map_or(f32::MAX, |gap| gap.0);
        let spread = |from: f32, to: f32| {
            let (mut letters, mut all) = (0, 0);
            for bit in within(bits, from, to, em) {
                let mut chars = bit.text.chars();
                letters += usize::from(chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none());
                all += 1;
            }
            all > 1 && letters as f32 >= LETTERS * all as f32
        };
        let right: Vec<&&Bit> = within(bits, gap.1, to, em).collect();
        let mut lines = right.chunk_by(|a, b| b.baseline - a.baseline <= SAME_LINE * em).peekable();
        let opened = |line: &[&&Bit]| line.first().is_some_and(|bit| bit.text.starts_with(COLONS));
        let explains = lines.peek().is_some() && lines.all(opened);
        if explains || (spread(from, gap.0) && spread(gap.1, to)) {
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
