//! Text that runs over the edge of its cell: a spreadsheet prints it on into the next cell where that one is empty.
//!
//! ```text
//! │事業名      │予算額  │
//! │幹線道路の舗装修繕   │      nothing but the text of 事業名 stands in 予算額
//! ```

use super::piece::{SAME_BASELINE, Seat};
use super::place::{Place, Places};
use crate::geometry::{Point, Rect};

/// Glyphs of one text stand no further apart than this, in ems: kerning, and rounding.
const NEAR: f32 = 0.12;
/// A glyph that reaches over an edge by more than this on both sides stands across it, in ems.
const ACROSS: f32 = 0.1;
/// A text of the next cell keeps at least this share of the white that the text before keeps from its edge.
const PADDING: f32 = 0.5;
/// Fewer glyphs in the first cell are a figure in a box of its own.
const FEWEST: usize = 2;
/// A text runs on over no more cells.
const MOST_CELLS: usize = 16;

/// Gives the glyphs of texts that run over the edge of their cell the place of the cell that they begin in; whether
/// there were any. `seats` are sorted by place, direction, baseline, then along the line.
pub fn taken_home(seats: &mut [Seat], places: &Places) -> bool {
    let mut moves: Vec<(std::ops::Range<usize>, Place)> = Vec::new();
    let mut from = if places.count() == 0 { seats.len() } else { 0 };
    while from < seats.len() {
        let row = row(seats, from);
        let end = row.end;
        // What runs on over several cells begins in the first of them.
        if !moves.iter().any(|(moved, _)| moved.contains(&row.start)) {
            moves.extend(spilled(seats, row, places));
        }
        from = end;
    }
    for (range, place) in &moves {
        seats.get_mut(range.clone()).into_iter().flatten().for_each(|seat| seat.place = *place);
    }
    !moves.is_empty()
}

/// The seats on one baseline of one place, from one on.
fn row(seats: &[Seat], from: usize) -> std::ops::Range<usize> {
    let Some(first) = seats.get(from) else { return from..from + 1 };
    let same = |seat: &&Seat| {
        seat.place == first.place
            && seat.runs_right() == first.runs_right()
            && (seat.baseline - first.baseline).abs() <= SAME_BASELINE * first.size
    };
    let rest = seats.get(from..).unwrap_or_default();
    from..from + rest.iter().take_while(same).count().max(1)
}

/// The cells whose only text goes on with that of a row, with the row's place.
fn spilled(seats: &[Seat], row: std::ops::Range<usize>, places: &Places) -> Vec<(std::ops::Range<usize>, Place)> {
    let own = seats.get(row).unwrap_or_default();
    let (Some(first), Some(mut last)) = (own.first(), own.iter().rfind(|seat| !seat.blank)) else { return Vec::new() };
    let Some(home) = places.cell_rect(first.place).filter(|_| first.runs_right()) else { return Vec::new() };
    let begin = own.iter().map(|seat| seat.core.u0).fold(f32::MAX, f32::min);
    let (mut cell, mut found) = (home, Vec::new());
    if own.iter().filter(|seat| !seat.blank).count() < FEWEST {
        return found;
    }
    while found.len() < MOST_CELLS && last.core.u1 >= cell.right - last.size {
        let level = (last.core.v0 + last.core.v1) / 2.0;
        let place = places.of(Point { x: cell.right + ACROSS * last.size, y: level });
        if places.cell_rect(place).is_none() && in_table(first.place, places) {
            found.extend(outside(seats, place, last, cell.right).map(|range| (range, first.place)));
            break;
        }
        let next = places.cell_rect(place).filter(|_| place.map(|place| place.0) == first.place.map(|place| place.0));
        let Some(next) = next.filter(|next| next.left >= cell.right - 0.5) else { break };
        let at = seats.partition_point(|seat| seat.place < place);
        let held = seats.get(at..).unwrap_or_default().iter().take_while(|seat| seat.place == place).count();
        let inside = seats.get(at..at + held).unwrap_or_default();
        if !goes_on(inside, last, (begin - home.left, &next)) {
            break;
        }
        found.push((at..at + held, first.place));
        (cell, last) = (next, inside.iter().rfind(|seat| !seat.blank).unwrap_or(last));
    }
    found
}

/// Whether a place is a cell of a table: a box alone may stand around a part of a line.
fn in_table(place: Place, places: &Places) -> bool {
    place.and_then(|(grid, _)| places.grids().get(grid as usize)).is_some_and(|grid| grid.cols > 1 && grid.rows > 1)
}

/// The seats outside of a table that go on with a glyph in its last column, where one stands across the border.
fn outside(seats: &[Seat], place: Place, last: &Seat, border: f32) -> Option<std::ops::Range<usize>> {
    let from = seats.partition_point(|seat| seat.place < place);
    let own = seats.get(from..).unwrap_or_default().iter().take_while(|seat| seat.place == place);
    let level = |seat: &Seat| seat.runs_right() && (seat.baseline - last.baseline).abs() <= SAME_BASELINE * last.size;
    let near = |a: &Seat, b: &Seat| (b.core.u0 - a.core.u1).abs() <= NEAR * a.size;
    let at = from + own.clone().position(|seat| level(seat) && near(last, seat))?;
    let rest = seats.get(at..).unwrap_or_default();
    let joined = |pair: &[Seat]| matches!(pair, [a, b] if b.place == place && level(b) && near(a, b));
    let count = 1 + rest.windows(2).take_while(|pair| joined(pair)).count();
    let first = rest.first()?;
    let over = |seat: &Seat| seat.core.u0 < border - ACROSS * seat.size && seat.core.u1 > border + ACROSS * seat.size;
    (over(last) || over(first)).then_some(at..at + count)
}

/// Whether all that a cell holds goes on with a glyph before it, whose text keeps `padding` points from its own edge.
fn goes_on(inside: &[Seat], last: &Seat, (padding, cell): (f32, &Rect)) -> bool {
    let inked = || inside.iter().filter(|seat| !seat.blank);
    let Some(first) = inked().next() else { return false };
    let level = |seat: &Seat| {
        seat.runs_right()
            && (seat.baseline - last.baseline).abs() <= SAME_BASELINE * last.size
            && (seat.size - last.size).abs() <= NEAR * last.size
    };
    let near = |a: &Seat, b: &Seat| (b.core.u0 - a.core.u1).abs() <= NEAR * a.size;
    let over = |seat: &Seat| {
        let reach = ACROSS * seat.size;
        seat.core.u0 < cell.left - reach && seat.core.u1 > cell.left + reach
    };
    let unlike = first.core.u0 - cell.left < PADDING * padding;
    inside.iter().all(level)
        && near(last, first)
        && inside.iter().zip(inside.iter().skip(1)).all(|(a, b)| near(a, b))
        && (over(last) || over(first) || unlike)
}
