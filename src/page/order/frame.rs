//! The reader's axes: `u` runs along a line, `v` from line to line, whichever way the text is turned.

use crate::geometry::Rect;
use crate::pdf::ink::{Direction, Glyph};

/// From the centre of a vertical glyph to where a baseline would be, in ems: the middle of an em box
/// whose baseline lies 0.12 em above its lower edge, so that upright and turned glyphs share a line.
const CENTRE_TO_BASELINE: f32 = 0.35;
/// Where the ink of a line begins above its baseline, in ems. Boxes reach further, by each font's whim.
const CORE_ABOVE: f32 = 0.75;
/// Where the ink of a line ends below its baseline, in ems: descenders do not part lines.
const CORE_BELOW: f32 = 0.05;

/// A box in the reader's axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// Where it begins along the line.
    pub u0: f32,
    /// Where it ends along the line.
    pub u1: f32,
    /// Its side nearest to the line before.
    pub v0: f32,
    /// Its side nearest to the line after.
    pub v1: f32,
}

impl Span {
    /// The smallest box around both.
    pub fn union(self, other: Span) -> Span {
        Span {
            u0: self.u0.min(other.u0),
            u1: self.u1.max(other.u1),
            v0: self.v0.min(other.v0),
            v1: self.v1.max(other.v1),
        }
    }
}

/// A box of the page in the axes of a direction.
pub fn to_reader(direction: Direction, rect: &Rect) -> Span {
    let (u0, u1, v0, v1) = match direction {
        Direction::Right | Direction::Slanted => (rect.left, rect.right, rect.top, rect.bottom),
        Direction::Down => (rect.top, rect.bottom, -rect.right, -rect.left),
        Direction::Left => (-rect.right, -rect.left, -rect.bottom, -rect.top),
        Direction::Up => (-rect.bottom, -rect.top, rect.left, rect.right),
    };
    Span { u0, u1, v0, v1 }
}

/// A box in the axes of a direction back on the page.
pub fn to_page(direction: Direction, span: &Span) -> Rect {
    let (left, right, top, bottom) = match direction {
        Direction::Right | Direction::Slanted => (span.u0, span.u1, span.v0, span.v1),
        Direction::Down => (-span.v1, -span.v0, span.u0, span.u1),
        Direction::Left => (-span.u1, -span.u0, -span.v1, -span.v0),
        Direction::Up => (span.v0, span.v1, -span.u1, -span.u0),
    };
    Rect { left, top, right, bottom }
}

/// The baseline of a glyph in the axes of its direction.
pub fn baseline(glyph: &Glyph) -> f32 {
    let (x, y) = (glyph.origin.x, glyph.origin.y);
    let across = match glyph.direction {
        Direction::Right | Direction::Slanted => y,
        Direction::Down => -x,
        Direction::Left => -y,
        Direction::Up => x,
    };
    if glyph.vertical { across + CENTRE_TO_BASELINE * glyph.size } else { across }
}

/// The coordinate of the page that a baseline in the axes of a direction stands for.
pub fn baseline_on_page(direction: Direction, baseline: f32) -> f32 {
    match direction {
        Direction::Right | Direction::Slanted | Direction::Up => baseline,
        Direction::Down | Direction::Left => -baseline,
    }
}

/// What a glyph covers for the reader: its advance along the line, its ink across, by baseline and size.
pub fn core(glyph: &Glyph) -> Span {
    let along = to_reader(glyph.direction, &glyph.rect);
    let line = baseline(glyph);
    Span { v0: line - CORE_ABOVE * glyph.size, v1: line + CORE_BELOW * glyph.size, ..along }
}
