//! Strokes: level lines put together from what was drawn, be it one line, a row of dashes or dots, or a filled box.

use crate::geometry::Rect;
use crate::page::grid::BarKind;
use crate::pdf::ink::InkPage;

/// Dots and dashes in one line lie within this of each other, in points across the line.
const SAME_LEVEL: f32 = 1.0;
/// A gap between dashes of one line is at most this, in points.
const DASH_GAP: f32 = 8.0;
/// A mark up to this long is a dash of a line, in points; longer ones are lines themselves.
const DASH: f32 = 14.0;
/// A mark up to this large both ways is a dot, in points.
const DOT: f32 = 3.5;
/// Fewest dashes or dots that make a line.
const FEWEST_DASHES: usize = 3;
/// A box is a bar from this height on, in points; lower ones are lines.
const LEAST_HEIGHT: f32 = 2.0;
/// How much longer than high a filled bar is.
const LONGER: f32 = 1.5;

/// Something long and level.
#[derive(Debug, Clone)]
pub struct Stroke {
    /// Around it, in points.
    pub rect: Rect,
    /// How it is drawn.
    pub kind: BarKind,
    /// Its colour.
    pub color: [u8; 3],
}

/// The strokes that reach into a part of the page.
pub fn strokes(page: &InkPage, within: &Rect) -> Vec<Stroke> {
    let mut strokes: Vec<Stroke> = Vec::new();
    let mut dashes: Vec<Stroke> = Vec::new();
    for ruling in &page.rulings {
        let rect = ruling.rect();
        let (wide, high) = (rect.width(), rect.height());
        let dot = wide.max(high).max(ruling.width) <= DOT;
        if !rect.overlaps(within, 0.0) || (high > SAME_LEVEL && !dot) {
            continue;
        }
        let kind = if ruling.dashed { BarKind::Dotted } else { BarKind::Solid };
        let stroke = Stroke { rect, kind, color: ruling.color };
        if dot || wide <= DASH { dashes.push(stroke) } else { strokes.push(stroke) }
    }
    for fill in &page.fills {
        let (wide, high) = (fill.rect.width(), fill.rect.height());
        if !fill.rect.overlaps(within, 0.0) {
            continue;
        }
        let stroke = Stroke { rect: fill.rect, kind: BarKind::Filled, color: fill.color };
        if wide.max(high) <= DOT {
            dashes.push(Stroke { kind: BarKind::Dotted, ..stroke });
        } else if high >= LEAST_HEIGHT && wide >= LONGER * high {
            strokes.push(stroke);
        }
    }
    strokes.extend(joined(dashes));
    strokes
}

/// Rows of dashes or dots of one colour as one dotted line each.
fn joined(mut dashes: Vec<Stroke>) -> Vec<Stroke> {
    let level = |stroke: &Stroke| stroke.rect.middle().y;
    dashes.sort_by(|a, b| {
        a.color.cmp(&b.color).then(level(a).total_cmp(&level(b))).then(a.rect.left.total_cmp(&b.rect.left))
    });
    let mut lines: Vec<Stroke> = Vec::new();
    for row in dashes.chunk_by(|a, b| a.color == b.color && level(b) - level(a) <= SAME_LEVEL) {
        let mut row: Vec<&Stroke> = row.iter().collect();
        row.sort_by(|a, b| a.rect.left.total_cmp(&b.rect.left).then(a.rect.right.total_cmp(&b.rect.right)));
        for run in row.chunk_by(|a, b| b.rect.left - a.rect.right <= DASH_GAP) {
            let whole = run.iter().map(|dash| dash.rect).reduce(|a, b| a.union(&b));
            if let (Some(rect), Some(first)) = (whole, run.first().filter(|_| run.len() >= FEWEST_DASHES)) {
                lines.push(Stroke { rect, kind: BarKind::Dotted, color: first.color });
            }
        }
    }
    lines
}
