//! Level and upright lines: strokes that a reader can see, the pieces of one line joined.

use crate::geometry::Rect;
use crate::pdf::ink::{InkPage, Ruling, is_paper};
use crate::table::connector;

/// A stroke that leans more than this over its length is no line of a table, in points.
const LEAN: f32 = 1.0;
/// Pieces whose places differ by less lie in one line, in points: rounding, and widths that differ.
const ONE_LINE: f32 = 0.75;
/// However many hairs add up, pieces further apart than this are two lines, in points.
const DRIFT: f32 = 1.5;
/// Lines meet when they end this near, in points: they are drawn to the middle of those they meet, to an
/// edge, or a hair short.
pub const REACH: f32 = 2.5;
/// From dash to dash, or from dot to dot, in points.
const DASH_GAP: f32 = 4.5;
/// A piece no longer than this may be a dash, in points.
const DASH: f32 = 12.0;
/// Shorter lines are marks, in points: no cell is smaller.
pub const SHORTEST: f32 = 4.0;
/// So many comparisons of white strokes with shaded areas are made; a page that needs more is a drawing.
const MAX_LOOKS: usize = 20_000_000;

/// A level or an upright line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// Where it lies: `y` of a level line, `x` of an upright one; points from the page's top left.
    pub at: f32,
    /// Where it begins.
    pub from: f32,
    /// Where it ends.
    pub to: f32,
}

/// The lines of a page or of a part of it.
#[derive(Debug, Clone, Default)]
pub struct Lines {
    /// Level lines by place, then by beginning.
    pub level: Vec<Line>,
    /// Upright lines by place, then by beginning.
    pub upright: Vec<Line>,
}

impl Lines {
    /// The strokes of a page; white ones only where they part shaded areas, none that lead to a text.
    pub fn of_strokes(page: &InkPage) -> Lines {
        let shaded: Vec<&Rect> = page.fills.iter().filter(|fill| !fill.is_paper()).map(|fill| &fill.rect).collect();
        let mut lines = Lines::default();
        let mut looks = 0;
        let leading = connector::leading(page);
        for (ruling, leads) in page.rulings.iter().zip(leading) {
            if leads {
                continue;
            }
            if is_paper(ruling.color) {
                looks += shaded.len();
                if looks > MAX_LOOKS || !over(ruling, &shaded) {
                    continue;
                }
            }
            lines.push(ruling);
        }
        lines
    }

    fn push(&mut self, ruling: &Ruling) {
        let (from, to) = (ruling.from, ruling.to);
        if ![from.x, from.y, to.x, to.y].iter().all(|part| part.is_finite()) {
            return;
        }
        let (wide, high) = ((to.x - from.x).abs(), (to.y - from.y).abs());
        // A dot of a dotted line is as wide as it is high: it may belong to either.
        let dot = wide.max(high) <= LEAN;
        if high <= LEAN && (wide > high || dot) {
            self.level.push(line((from.y + to.y) / 2.0, from.x, to.x));
        }
        if wide <= LEAN && (high > wide || dot) {
            self.upright.push(line((from.x + to.x) / 2.0, from.y, to.y));
        }
    }

    /// Adds the four edges of a box.
    pub fn push_box(&mut self, rect: &Rect) {
        if [rect.left, rect.top, rect.right, rect.bottom].iter().all(|edge| edge.is_finite()) {
            self.level.extend([rect.top, rect.bottom].map(|at| line(at, rect.left, rect.right)));
            self.upright.extend([rect.left, rect.right].map(|at| line(at, rect.top, rect.bottom)));
        }
    }

    /// The pieces of one line joined, marks left out.
    pub fn joined(self) -> Lines {
        Lines { level: joined(self.level), upright: joined(self.upright) }
    }
}

fn line(at: f32, a: f32, b: f32) -> Line {
    Line { at, from: a.min(b), to: a.max(b) }
}

/// Whether a stroke lies, in some part of it, over a shaded area or between two.
fn over(ruling: &Ruling, shaded: &[&Rect]) -> bool {
    let (a, b) = (ruling.from, ruling.to);
    shaded.iter().any(|rect| {
        a.x.min(b.x) <= rect.right + REACH
            && a.x.max(b.x) >= rect.left - REACH
            && a.y.min(b.y) <= rect.bottom + REACH
            && a.y.max(b.y) >= rect.top - REACH
    })
}

fn joined(mut pieces: Vec<Line>) -> Vec<Line> {
    pieces.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)).then(a.to.total_cmp(&b.to)));
    let mut lines: Vec<Line> = Vec::new();
    let mut rest = pieces.as_mut_slice();
    while let Some(first) = rest.first().copied() {
        let mut last = first.at;
        let same = |piece: &&Line| {
            let same = piece.at - last <= ONE_LINE && piece.at - first.at <= DRIFT;
            last = piece.at;
            same
        };
        let count = rest.iter().take_while(same).count().max(1);
        let (level, more) = rest.split_at_mut(count);
        level.sort_by(|a, b| a.from.total_cmp(&b.from).then(a.to.total_cmp(&b.to)).then(a.at.total_cmp(&b.at)));
        lines.extend(chained(level));
        rest = more;
    }
    lines.retain(|line| line.to - line.from >= SHORTEST);
    lines.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)).then(a.to.total_cmp(&b.to)));
    lines
}

/// Pieces of one line, sorted by their beginnings, joined where they touch or go on as dashes. The line
/// lies where its longest piece lies.
fn chained(pieces: &[Line]) -> Vec<Line> {
    let mut chains: Vec<(Line, f32)> = Vec::new();
    for piece in pieces {
        let length = piece.to - piece.from;
        match chains.last_mut() {
            Some((chain, longest)) if piece.from - chain.to <= bridge(length, *longest) => {
                chain.to = chain.to.max(piece.to);
                if length > *longest {
                    (chain.at, *longest) = (piece.at, length);
                }
            }
            _ => chains.push((*piece, length)),
        }
    }
    chains.into_iter().map(|(chain, _)| chain).collect()
}

/// The gap that two pieces of one line may leave.
fn bridge(length: f32, longest: f32) -> f32 {
    if length <= DASH && longest <= DASH { DASH_GAP } else { REACH }
}
