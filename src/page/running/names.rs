//! Names over columns: the header of a table that is printed again on each page looks like a running head.
//!
//! Where columns stand below it, the white between its names goes on down between their texts; under a running head the
//! body's lines run across.

use super::edge::{Edged, Side};
use super::{MOST, Page};
use crate::geometry::Rect;
use crate::page::order::InkLine;

/// Names of one row differ less than this in size, as a share.
const ALIKE: f32 = 0.05;
/// White between names is wider than this, in em.
const GAP: f32 = 1.0;
/// So many rows of text below are looked at: a heading may run over all columns.
const ROWS: usize = 4;
/// So many of them leave the white open.
const OPEN: usize = 3;
/// The first of them follows within this, in em.
const NEAR: f32 = 4.0;

/// Whether lines at the tops of pages are names over the columns of a table, on most of their pages.
pub fn over_columns(pages: &[Page<'_>], lines: &[Edged], members: &[usize]) -> bool {
    let names = members.iter().filter_map(|at| lines.get(*at)).filter(|line| {
        let page = pages.get(line.page);
        line.side == Side::Top && page.is_some_and(|page| is_name(page.lines, line.line))
    });
    names.count() as f32 >= MOST * members.len() as f32
}

/// Whether a line stands in a row with others, and the white between them goes on below.
fn is_name(lines: &[InkLine], at: usize) -> bool {
    let Some(own) = lines.get(at) else { return false };
    let mut row: Vec<Rect> = lines.iter().filter(|line| level(own, line)).map(|line| line.rect).collect();
    row.sort_by(|a, b| a.left.total_cmp(&b.left));
    let bottom = row.iter().fold(own.rect.bottom, |bottom, rect| bottom.max(rect.bottom));
    let below = rows_below(lines, bottom, own.size);
    row.windows(2).any(|pair| {
        let [a, b] = pair else { return false };
        let beside = *a == own.rect || *b == own.rect;
        beside && b.left - a.right >= GAP * own.size && goes_on(&below, (a.right, b.left), own.size)
    })
}

/// Whether two lines are of one row and look alike: a name of one line stands half way beside one of two.
fn level(own: &InkLine, other: &InkLine) -> bool {
    let middle = |line: &InkLine| line.rect.middle().y;
    let near = (middle(own) - middle(other)).abs() <= own.size;
    near && (own.size - other.size).abs() <= ALIKE * own.size
}

/// The stretches that text covers in the next rows below a height.
fn rows_below(lines: &[InkLine], bottom: f32, em: f32) -> Vec<Vec<(f32, f32)>> {
    let mut below: Vec<&InkLine> = lines.iter().filter(|line| line.rect.top >= bottom - em / 2.0).collect();
    below.retain(|line| line.rect.middle().y > bottom);
    below.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.rect.left.total_cmp(&b.rect.left)));
    let near = below.first().is_some_and(|first| first.rect.top - bottom <= NEAR * em);
    let rows = below.chunk_by(|a, b| b.baseline - a.baseline <= em);
    let covered = rows.map(|row| row.iter().map(|line| (line.rect.left, line.rect.right)).collect());
    covered.take(if near { ROWS } else { 0 }).collect()
}

/// Whether a stretch of white between two names has white of its own in most rows below, text on both of its sides.
fn goes_on(below: &[Vec<(f32, f32)>], white: (f32, f32), em: f32) -> bool {
    let mut edges: Vec<f32> = below.iter().flatten().flat_map(|(left, right)| [*left, *right]).collect();
    edges.extend([white.0, white.1]);
    edges.retain(|edge| (white.0..=white.1).contains(edge));
    edges.sort_by(f32::total_cmp);
    let open = |x: f32| {
        let crossed = |row: &&Vec<(f32, f32)>| row.iter().any(|(left, right)| *left < x && x < *right);
        let clear = || below.iter().filter(|row| !crossed(row)).flatten();
        // A cell may stand in the middle of its row, its neighbour at the top.
        below.iter().filter(crossed).count() + OPEN <= below.len()
            && clear().any(|(_, right)| *right <= x)
            && clear().any(|(left, _)| *left >= x)
    };
    let wide = |pair: &[f32]| matches!(pair, [a, b] if b - a >= em / 3.0 && open((a + b) / 2.0));
    edges.windows(2).any(wide)
}
