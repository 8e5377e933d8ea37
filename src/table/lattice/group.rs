//! Lines that touch each other, without those that only lie over the others: arrows and bars.

use super::line::{Line, Lines, REACH};
use super::sets::Sets;

/// So many pairs of lines are looked at; a page that needs more is a drawing.
const MAX_PAIRS: usize = 30_000_000;
/// A group of more lines is a drawing.
const MAX_LINES: usize = 6_000;
/// A line that ends behind its last crossing by no more than this was drawn too long, in points.
const OVERSHOOT: f32 = 8.0;
/// Each round can only leave out lines whose ends the round before set free; few need more than two.
const MAX_ROUNDS: usize = 6;

/// Groups of lines that touch, by place, those that lie over others left out.
pub fn groups(lines: Lines) -> Vec<Lines> {
    let mut kept = Lines::default();
    for group in touching(&lines) {
        if group.level.len() + group.upright.len() <= MAX_LINES {
            let group = anchored(group);
            kept.level.extend(group.level);
            kept.upright.extend(group.upright);
        }
    }
    touching(&kept.joined())
}

/// Groups of lines that touch each other; lines that touch none are left out.
fn touching(lines: &Lines) -> Vec<Lines> {
    let (level, upright) = (&lines.level, &lines.upright);
    let mut sets = Sets::new(level.len() + upright.len());
    let mut looks = 0;
    for (at, beam) in level.iter().enumerate() {
        let first = upright.partition_point(|post| post.at < beam.from - REACH);
        let last = upright.partition_point(|post| post.at <= beam.to + REACH);
        looks += last.saturating_sub(first);
        if looks > MAX_PAIRS {
            return Vec::new();
        }
        for (other, post) in upright.iter().enumerate().take(last).skip(first) {
            if spans(post, beam.at) {
                sets.join(at, level.len() + other);
            }
        }
    }
    let mut groups: std::collections::BTreeMap<usize, Lines> = std::collections::BTreeMap::new();
    for (at, beam) in level.iter().enumerate() {
        groups.entry(sets.find(at)).or_default().level.push(*beam);
    }
    for (at, post) in upright.iter().enumerate() {
        groups.entry(sets.find(level.len() + at)).or_default().upright.push(*post);
    }
    groups.into_values().filter(|group| !group.level.is_empty() && !group.upright.is_empty()).collect()
}

/// Whether a line reaches a place along it.
fn spans(line: &Line, at: f32) -> bool {
    line.from - REACH <= at && at <= line.to + REACH
}

/// A group without lines that lie over it.
fn anchored(mut group: Lines) -> Lines {
    for _ in 0..MAX_ROUNDS {
        let before = (group.level.len(), group.upright.len());
        group.level = held(&group.level, &group.upright);
        group.upright = held(&group.upright, &group.level);
        if (group.level.len(), group.upright.len()) == before {
            break;
        }
    }
    group
}

/// The lines that end at lines across, or where others of them end at the border of the group.
///
/// An arrow of a roadmap ends inside of cells and is left out. A line that goes on a little behind its last
/// crossing, or one on which lines across end, is cut there.
fn held(lines: &[Line], across: &[Line]) -> Vec<Line> {
    let first = lines.iter().map(|line| line.from).fold(f32::MAX, f32::min);
    let last = lines.iter().map(|line| line.to).fold(f32::MIN, f32::max);
    // An open side: where no line stands, but several end.
    let open_first = lines.iter().filter(|line| line.from - first <= REACH).count() > 1;
    let open_last = lines.iter().filter(|line| last - line.to <= REACH).count() > 1;
    lines
        .iter()
        .filter_map(|line| {
            let low = across.partition_point(|other| other.at < line.from - REACH);
            let high = across.partition_point(|other| other.at <= line.to + REACH);
            let crossing = across.get(low..high)?.iter().filter(|other| spans(other, line.at));
            let (mut begin, mut end, mut borne) = (f32::MAX, f32::MIN, false);
            for other in crossing {
                (begin, end) = (begin.min(other.at), end.max(other.at));
                borne |= (other.from - line.at).abs() <= REACH || (other.to - line.at).abs() <= REACH;
            }
            // What goes on further than by chance, as far as other lines, leads to a side without a border.
            let open_from = open_first && line.from - first <= REACH && begin - line.from > OVERSHOOT;
            let open_to = open_last && last - line.to <= REACH && line.to - end > OVERSHOOT;
            let from = if open_from { line.from } else { begin };
            let to = if open_to { line.to } else { end };
            let over = (from - line.from).max(line.to - to);
            let fits = over <= REACH || over <= OVERSHOOT || borne;
            (fits && to - from > REACH).then_some(Line { from, to, ..*line })
        })
        .collect()
}
