//! Whether a line near an edge stands apart from the body.

use super::Page;
use super::edge::{Edged, Side};
use crate::geometry::Rect;
use crate::pdf::ink::{InkPage, Ruling};

/// White between a head and the body, in em of the head: more than lines or table rows keep.
const GAP: f32 = 1.2;
/// A ruling is part of the line's box where it is no further away than this, in em.
const BOX: f32 = 3.0;
/// Rulings within this many points of level are level.
const SLOPE: f32 = 1.0;

/// What surrounds a line near an edge.
pub struct Around {
    /// Whether lines of the body, or lines away from all edges, are near or further out.
    blocked: bool,
    /// Lines near edges, by index, that must be furniture themselves for this one to stand apart.
    neighbours: Vec<usize>,
}

impl Around {
    /// Whether the line stands apart, given which of the lines near the edges are furniture.
    pub fn apart(&self, taken: &[bool]) -> bool {
        !self.blocked && self.neighbours.iter().all(|at| taken.get(*at) == Some(&true))
    }
}

/// Looks around a line.
pub fn around(pages: &[Page<'_>], lines: &[Edged], line: &Edged) -> Around {
    let mut around = Around { blocked: true, neighbours: Vec::new() };
    let Some(page) = pages.get(line.page) else { return around };
    let Some(own) = page.lines.get(line.line) else { return around };
    if boxed(page.ink, &own.rect, line.size) {
        return around;
    }
    around.blocked = false;
    // The lines near the edges are in the order of their pages, then of their lines.
    let at_edge = |other: usize| lines.binary_search_by_key(&(line.page, other), |edged| (edged.page, edged.line));
    for (other, ink) in page.lines.iter().enumerate().filter(|(other, _)| *other != line.line) {
        if crowds(line.side, &own.rect, &ink.rect, line.size) {
            match at_edge(other) {
                Ok(at) => around.neighbours.push(at),
                Err(_) => around.blocked = true,
            }
        }
    }
    around
}

/// Whether the other line is too near on the body's side, or stands further out.
fn crowds(side: Side, own: &Rect, other: &Rect, em: f32) -> bool {
    let (own, other) = (turned(side, own), turned(side, other));
    let beside = other.left < own.right + em && other.right > own.left - em;
    let (inward, outward) = (other.top - own.bottom, own.top - other.bottom);
    // Lines side by side in one row belong to it, whatever they are.
    let below = other.bottom > own.bottom && inward < GAP * em;
    (beside && below && other.top > own.top) || (beside && outward > -em / 2.0)
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

/// Whether the line stands between two rulings, as the header of a table does; a head has one, below it.
fn boxed(page: &InkPage, own: &Rect, em: f32) -> bool {
    let near = BOX * em;
    let (mut above, mut below, mut left, mut right) = (false, false, false, false);
    for ruling in &page.rulings {
        let (rect, level) = (extent(ruling), (ruling.from.y - ruling.to.y).abs() <= SLOPE);
        let upright = (ruling.from.x - ruling.to.x).abs() <= SLOPE;
        let wide = rect.right.min(own.right) - rect.left.max(own.left) >= (own.right - own.left) / 2.0;
        let high = rect.bottom.min(own.bottom) - rect.top.max(own.top) >= (own.bottom - own.top) / 2.0;
        if level && wide {
            above |= rect.bottom <= own.top + SLOPE && own.top - rect.bottom <= near;
            below |= rect.top >= own.bottom - SLOPE && rect.top - own.bottom <= near;
        }
        if upright && high {
            left |= rect.right <= own.left + SLOPE && own.left - rect.right <= near;
            right |= rect.left >= own.right - SLOPE && rect.left - own.right <= near;
        }
    }
    (above && below) || (left && right)
}

fn extent(ruling: &Ruling) -> Rect {
    let (from, to) = (ruling.from, ruling.to);
    Rect { left: from.x.min(to.x), top: from.y.min(to.y), right: from.x.max(to.x), bottom: from.y.max(to.y) }
}
