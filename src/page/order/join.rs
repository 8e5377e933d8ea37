//! Pieces to lines: rows of a leaf, raised and lowered signs in their line, spaces where a reader sees one.

use super::InkLine;
use super::cut::Leaf;
use super::frame::{self, Span};
use super::piece::Piece;
use super::space;
use crate::geometry::Rect;
use crate::pdf::ink::{Direction, Glyph};

/// Baselines that differ by less stand in one line, in ems of the smaller.
const SAME_LINE: f32 = 0.3;
/// A sign smaller than this share of its line's size may be raised or lowered in it.
const SMALL: f32 = 0.8;
/// A raised or lowered sign shares at least this part of its height with its line.
const SHARED_HEIGHT: f32 = 0.4;
/// Text side by side further apart than this is two lines, in ems.
const TWO_LINES: f32 = 2.5;

struct Row<'a> {
    parts: Vec<Part<'a>>,
    span: Span,
    baseline: f32,
    size: f32,
}

/// A piece, or a glyph of it by itself.
#[derive(Debug, Clone, Copy)]
struct Part<'a> {
    piece: &'a Piece,
    glyphs: &'a [u32],
    rect: Rect,
    /// Its place in the axes of the leaf.
    span: Span,
}

/// Adds the lines of a leaf.
pub fn lines(leaf: &Leaf, pieces: &[Piece], glyphs: &[Glyph], lines: &mut Vec<InkLine>) {
    let mut seats: Vec<(&Piece, Span, f32)> = leaf
        .pieces
        .iter()
        .filter_map(|at| pieces.get(*at))
        .map(|piece| {
            let span = frame::to_reader(leaf.direction, &piece.rect);
            // Text that runs another way has its baseline elsewhere: its box decides.
            let same = piece.direction == leaf.direction;
            (piece, span, if same { piece.baseline } else { span.v1 })
        })
        .collect();
    seats.sort_by(|a, b| a.2.total_cmp(&b.2).then(a.1.u0.total_cmp(&b.1.u0)).then(a.1.u1.total_cmp(&b.1.u1)));
    let mut rows: Vec<Row<'_>> = Vec::new();
    for (piece, span, baseline) in seats {
        let part = Part { piece, glyphs: &piece.glyphs, rect: piece.rect, span };
        match rows.last_mut() {
            Some(row) if baseline - row.baseline <= SAME_LINE * piece.size.min(row.size) => {
                row.span = row.span.union(span);
                row.size = row.size.max(piece.size);
                row.parts.push(part);
            }
            _ => rows.push(Row { parts: vec![part], span, baseline, size: piece.size }),
        }
    }
    let rows = raised(rows, leaf.direction, glyphs);
    rows.into_iter().for_each(|row| finish(row, leaf.direction, glyphs, lines));
}

/// Puts small signs into the line that they are raised or lowered in.
fn raised<'a>(rows: Vec<Row<'a>>, direction: Direction, glyphs: &[Glyph]) -> Vec<Row<'a>> {
    let mut kept: Vec<Row<'a>> = Vec::new();
    for mut row in rows {
        match kept.last_mut() {
            Some(last) if near(&row, last) || near(last, &row) => {
                let (mine, other) = (single(&row, direction, glyphs), single(last, direction, glyphs));
                if !apart(&mine, &other, row.size.min(last.size)) {
                    kept.push(row);
                    continue;
                }
                // A raised sign stands in a hole of its line: glyph by glyph they fall into place.
                if row.size > last.size {
                    std::mem::swap(last, &mut row);
                }
                last.span = last.span.union(row.span);
                last.parts = mine.into_iter().chain(other).collect();
            }
            _ => kept.push(row),
        }
    }
    kept
}

/// A row, each glyph by itself.
fn single<'a>(row: &Row<'a>, direction: Direction, glyphs: &[Glyph]) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    for whole in &row.parts {
        for own in whole.glyphs.chunks(1) {
            let Some(glyph) = own.first().and_then(|at| glyphs.get(*at as usize)) else { continue };
            let along = frame::to_reader(direction, &glyph.rect);
            let span = Span { u0: along.u0, u1: along.u1, ..whole.span };
            parts.push(Part { glyphs: own, rect: frame::to_page(direction, &span), span, ..*whole });
        }
    }
    parts
}

/// Whether a row is small enough and near enough to be raised or lowered in another.
fn near(small: &Row<'_>, line: &Row<'_>) -> bool {
    let shared = small.span.v1.min(line.span.v1) - small.span.v0.max(line.span.v0);
    small.size <= SMALL * line.size && shared >= SHARED_HEIGHT * (small.span.v1 - small.span.v0)
}

/// Whether glyphs stand side by side, none over another.
fn apart(a: &[Part<'_>], b: &[Part<'_>], size: f32) -> bool {
    let mut all: Vec<(f32, f32, bool)> = a.iter().map(|part| (part.span.u0, part.span.u1, true)).collect();
    all.extend(b.iter().map(|part| (part.span.u0, part.span.u1, false)));
    all.sort_by(|x, y| x.0.total_cmp(&y.0).then(x.1.total_cmp(&y.1)));
    let reach = size * SAME_LINE;
    all.windows(2).all(|pair| if let [x, y] = pair { x.2 == y.2 || y.0 >= x.1 - reach } else { true })
}

/// Adds the lines of a row: text far apart is two.
fn finish(mut row: Row<'_>, direction: Direction, glyphs: &[Glyph], lines: &mut Vec<InkLine>) {
    row.parts.sort_by(|Part { span: a, .. }, Part { span: b, .. }| {
        a.u0.total_cmp(&b.u0).then(a.u1.total_cmp(&b.u1)).then(a.v0.total_cmp(&b.v0))
    });
    let side_by_side = |a: &Part<'_>, b: &Part<'_>| b.span.u0 - a.span.u1 <= TWO_LINES * row.size;
    for run in row.parts.chunk_by(side_by_side) {
        let Some(first) = run.first().map(|part| part.piece) else { continue };
        let seated: Vec<u32> = run.iter().flat_map(|part| part.glyphs.iter().copied()).collect();
        let one_way = run.iter().all(|part| part.piece.direction == first.direction);
        let direction = if one_way { first.direction } else { direction };
        let span = run.iter().map(|part| frame::to_reader(direction, &part.rect)).reduce(Span::union);
        let largest = run.iter().max_by(|a, b| a.piece.size.total_cmp(&b.piece.size));
        let main = largest.map_or(first.baseline, |part| part.piece.baseline);
        lines.push(InkLine {
            text: space::text(&seated, glyphs, direction, run.len() == 1),
            glyphs: seated,
            rect: frame::to_page(direction, &span.unwrap_or(row.span)),
            baseline: frame::baseline_on_page(direction, main),
            size: run.iter().fold(first.size, |size, part| size.max(part.piece.size)),
            direction,
            place: first.place,
            ruby: false,
        });
    }
}
