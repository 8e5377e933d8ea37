//! Gaps that part no columns: beside bullets, under a name off the middle.

use super::bit::Bit;
use super::line::{OVERHANG, SAME_LINE};

/// A bullet or a counter stands this near to its text, in ems.
const BULLET_GAP: f32 = 3.0;
/// A name stands this near to the middle of its column, as a share of the column's width.
const OFF_MIDDLE: f32 = 0.1;

/// A name in the first line that stands alone between two gaps is no column: over fuller lines it stands over two, and
/// beside a column without a name it is that column's.
pub fn without_roofs(gaps: Vec<(f32, f32)>, bits: &[&Bit], em: f32) -> Vec<(f32, f32)> {
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
pub fn without_bullets(mut gaps: Vec<(f32, f32)>, bits: &[&Bit], em: f32) -> Vec<(f32, f32)> {
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
