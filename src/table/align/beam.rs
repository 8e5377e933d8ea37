//! Beams: level rulings and the level edges of shaded areas that part rows; and the shaded areas themselves.

use super::bit::Bit;
use crate::geometry::Rect;
use crate::pdf::ink::InkPage;
use crate::table::connector;

/// A line that leans more than this over its length is no beam, in points.
const LEAN: f32 = 1.0;
/// Beams shorter than this are marks, in points.
const SHORTEST: f32 = 8.0;
/// Segments of one height that end this near to each other are one, in points: rulings are drawn cell by cell.
const JOINED: f32 = 3.0;
/// A shaded area that covers more than this share of the page is its ground.
const GROUND: f32 = 0.8;
/// A ruling this near below a baseline that does not reach beyond its text is an underline, in ems.
const UNDERLINE: f32 = 0.3;
/// Beams this near to each other are a double line, in points.
const DOUBLE: f32 = 3.0;
/// More beams than this are a drawing.
const MAX_BEAMS: usize = 4_000;

/// A level line between rows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Beam {
    /// Where it stands, in points from the page's top.
    pub y: f32,
    /// Where it begins, in points from the page's left.
    pub left: f32,
    /// Where it ends.
    pub right: f32,
    /// Whether it is a ruling; else it is the edge of a shaded area.
    pub ruling: bool,
}

impl Beam {
    /// How much of a stretch it covers, in points.
    pub fn over(&self, left: f32, right: f32) -> f32 {
        (self.right.min(right) - self.left.max(left)).max(0.0)
    }
}

/// Shaded areas, in no order: neither the page's ground nor specks.
pub fn shades(page: &InkPage) -> Vec<Rect> {
    let ground = GROUND * page.width * page.height;
    let shaded = page.fills.iter().filter(|fill| !fill.is_paper()).map(|fill| fill.rect);
    let sized = |rect: &Rect| {
        let (wide, high) = (rect.width(), rect.height());
        wide.is_finite() && high.is_finite() && wide >= SHORTEST && high >= SHORTEST && wide * high <= ground
    };
    shaded.filter(sized).take(MAX_BEAMS).collect()
}

/// Whether the middle of a bit stands in a shaded area.
pub fn holds_text(rect: &Rect, bits: &[Bit]) -> bool {
    let first = bits.partition_point(|bit| bit.baseline < rect.top);
    let mut near = bits.iter().skip(first).take_while(|bit| bit.rect.top <= rect.bottom + bit.size);
    near.any(|bit| rect.holds(bit.rect.middle()))
}

/// The beams of a page by height. A line through a text, under one, or to one parts no rows.
pub fn beams(page: &InkPage, bits: &[Bit], shades: &[Rect]) -> Vec<Beam> {
    let mut all: Vec<Beam> = Vec::new();
    let leading = connector::leading(page);
    for (ruling, _) in page.rulings.iter().zip(leading).filter(|(_, leads)| !leads) {
        let (from, to) = (ruling.from, ruling.to);
        if (to.y - from.y).abs() <= LEAN {
            let (left, right) = (from.x.min(to.x), from.x.max(to.x));
            all.push(Beam { y: (from.y + to.y) / 2.0, left, right, ruling: true });
        }
    }
    let own = shades.iter().filter(|rect| holds_text(rect, bits));
    let edges = own.flat_map(|rect| [rect.top, rect.bottom].map(|y| (y, rect.left, rect.right)));
    all.extend(edges.map(|(y, left, right)| Beam { y, left, right, ruling: false }));
    all.retain(|beam| beam.y.is_finite() && beam.left.is_finite() && beam.right.is_finite());
    let mut kept = joined(all);
    kept.retain(|beam| beam.right - beam.left >= SHORTEST && !of_text(beam, bits));
    kept.truncate(MAX_BEAMS);
    kept
}

/// Whether a beam strikes a text out, underlines it, or is a bar in its row.
fn of_text(beam: &Beam, bits: &[Bit]) -> bool {
    let first = bits.partition_point(|bit| bit.baseline < beam.y - bit.size);
    bits.iter().skip(first).take_while(|bit| bit.rect.top <= beam.y + bit.size).any(|bit| {
        let beside = beam.over(bit.rect.left, bit.rect.right) > 0.0;
        let through = beside && bit.rect.top + 0.1 * bit.size < beam.y && beam.y < bit.baseline - 0.1 * bit.size;
        let below = (0.0..UNDERLINE * bit.size).contains(&(beam.y - bit.baseline));
        let within = beam.left >= bit.rect.left - 0.1 * bit.size && beam.right <= bit.rect.right + 0.1 * bit.size;
        through || (below && within && beam.ruling)
    })
}

/// Beams of one height that touch are one; of a double line one is kept.
fn joined(mut beams: Vec<Beam>) -> Vec<Beam> {
    beams.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.left.total_cmp(&b.left)).then(a.right.total_cmp(&b.right)));
    let mut kept: Vec<Beam> = Vec::new();
    for level in beams.chunk_by(|a, b| b.y - a.y <= DOUBLE / 2.0) {
        let mut level = level.to_vec();
        level.sort_by(|a, b| a.left.total_cmp(&b.left).then(a.right.total_cmp(&b.right)));
        let begin = kept.len();
        for beam in level {
            match kept.get_mut(begin..).and_then(<[Beam]>::last_mut) {
                Some(last) if beam.left <= last.right + JOINED => {
                    last.right = last.right.max(beam.right);
                    last.ruling |= beam.ruling;
                }
                _ => kept.push(beam),
            }
        }
    }
    kept
}
