//! Whether a line near an edge stands apart from the body.

use super::Page;
use super::edge::{Edged, Side};
use crate::geometry::Rect;
use crate::pdf::ink::InkPage;

/// White between a head and the body, in em of the head: more than lines or table rows keep.
const GAP: f32 = 1.2;
/// Words of one row stand no further apart than this, in em: 歳　　入.
const ROW: f32 = 3.0;
/// Heads at the left, in the middle and at the right of a page have nothing to do with each other:
/// what is further away than this share of the edge stands in another part.
const PART: f32 = 1.0 / 3.0;
/// A ruling is part of the line's box where it is no further away than this, in em.
const BOX: f32 = 3.0;
/// Rulings within this many points of level are level.
const SLOPE: f32 = 1.0;

/// What surrounds a line near an edge.
pub struct Around {
    /// Whether it stands in a box of rulings.
    boxed: bool,
    /// Whether lines away from all edges are too near.
    crowded: bool,
    /// Lines near edges, by index, that must be furniture themselves for this one to stand apart.
    neighbours: Vec<usize>,
}

impl Around {
    /// Whether the line stands apart, given which of the lines near the edges are furniture. Of a
    /// line that is furniture for sure only a box makes doubt.
    pub fn apart(&self, taken: &[bool], sure: bool) -> bool {
        !self.boxed && (sure || (!self.crowded && self.neighbours.iter().all(|at| taken.get(*at) == Some(&true))))
    }
}

/// Looks around a line.
pub fn around(pages: &[Page<'_>], lines: &[Edged], line: &Edged) -> Around {
    let mut around = Around { boxed: true, crowded: true, neighbours: Vec::new() };
    let Some(page) = pages.get(line.page) else { return around };
    let Some(own) = page.lines.get(line.line) else { return around };
    around.boxed = boxed(page.ink, line.side, &own.rect, line.size);
    around.crowded = false;
    let edge = match line.side {
        Side::Top | Side::Bottom => page.ink.width,
        Side::Left | Side::Right => page.ink.height,
    };
    // The lines near the edges are in the order of their pages, then of their lines.
    let at_edge = |other: usize| lines.binary_search_by_key(&(line.page, other), |edged| (edged.page, edged.line));
    for (other, ink) in page.lines.iter().enumerate().filter(|(other, _)| *other != line.line) {
        if crowds(&turned(line.side, &own.rect), &turned(line.side, &ink.rect), line.size, edge) {
            match at_edge(other) {
                Ok(at) => around.neighbours.push(at),
                Err(_) => around.crowded = true,
            }
        }
    }
    around
}

/// Whether the other line is too near on the body's side or in the same row, or stands further out
/// in the same part of the page. `edge` is the length of the edge in points.
fn crowds(own: &Rect, other: &Rect, em: f32, edge: f32) -> bool {
    let apart = (other.left - own.right).max(own.left - other.right);
    let shared = own.bottom.min(other.bottom) - own.top.max(other.top);
    let in_row = shared > own.height().min(other.height()) / 2.0;
    if in_row {
        return apart < ROW * em;
    }
    if other.top < own.top {
        return apart < PART * edge;
    }
    apart < em && other.top - own.bottom < GAP * em
}

/// The box as it would stand if its edge were the top one.
fn turned(side: Side, rect: &Rect) -> Rect {
    let Rect { left, top, right, bottom } = *rect;
    match side {
        Side::Top => *rect,
        Side::Bottom => Rect { left, top: -bottom, right, bottom: -top },
        Side::Left => Rect { left: top, top: left, right: bottom, bottom: right },
        Side::Right => Rect { left: top, top: -right, right: bottom, bottom: -left },
    }
}

/// Whether the line stands between two rulings, as the header of a table does (a head has one, below
/// it), inside of a table's outer ruling at a side edge, or in a table whose cells are high.
fn boxed(page: &InkPage, side: Side, own: &Rect, em: f32) -> bool {
    let own = turned(side, own);
    let near = BOX * em;
    let (mut out, mut out_near, mut inside_near) = (false, false, false);
    let (mut before, mut behind) = (false, false);
    for ruling in &page.rulings {
        let rect = turned(side, &ruling.rect());
        let along = rect.right.min(own.right) - rect.left.max(own.left) >= own.width() / 2.0;
        let across = rect.bottom.min(own.bottom) - rect.top.max(own.top) >= own.height() / 2.0;
        if rect.height() <= SLOPE && along {
            let outside = rect.bottom <= own.top + SLOPE;
            out |= outside;
            out_near |= outside && own.top - rect.bottom <= near;
            inside_near |= rect.top >= own.bottom - SLOPE && rect.top - own.bottom <= near;
        }
        if rect.width() <= SLOPE && across {
            before |= rect.right <= own.left + SLOPE;
            behind |= rect.left >= own.right - SLOPE;
        }
    }
    let tab = matches!(side, Side::Left | Side::Right);
    (out_near && (inside_near || tab)) || (out && before && behind)
}
