//! Pieces: glyphs of one baseline that stand close together, in one box of the page.

use super::frame::{self, Span};
use super::place::{Place, Places};
use super::spill;
use crate::geometry::Rect;
use crate::pdf::ink::{Direction, Glyph};

/// Baselines that differ by less are one, in ems: rounding, and fonts that sit a hair higher.
pub const SAME_BASELINE: f32 = 0.08;
/// However many hairs add up, baselines further apart than this are two, in ems.
const BASELINE_DRIFT: f32 = 0.3;
/// A gap wider than this ends a piece, in ems: wider than glue and word spaces, narrower than a column's gap.
pub const PIECE_GAP: f32 = 0.6;
/// The same where a space was drawn: an ideographic space is one em.
const SPACED_GAP: f32 = 1.3;
/// Sizes further apart than this factor are not one piece.
const SIZE_FACTOR: f32 = 1.8;
/// Overlap along the line that no kerning explains, in ems.
pub const OVERLAP: f32 = 0.6;
/// Glyphs that are spread over the width of a cell stand no further apart than this, in ems.
const SPREAD: f32 = 6.0;
/// How even they stand, in ems.
const EVEN: f32 = 0.15;
/// They are kana or kanji, at least this wide, in ems: figures in a row are values.
const WIDE: f32 = 0.9;
/// Fewer glyphs may be words of their own.
const FEWEST_SPREAD: usize = 3;
/// The size taken where a glyph tells none, in points.
const LEAST_SIZE: f32 = 0.5;

/// A run of glyphs.
#[derive(Debug, Clone)]
pub struct Piece {
    /// Indices of its glyphs along the line.
    pub glyphs: Vec<u32>,
    /// Its ink in the page's axes.
    pub rect: Rect,
    /// Its baseline in the axes of its direction.
    pub baseline: f32,
    /// The largest size in it.
    pub size: f32,
    /// Which way it runs.
    pub direction: Direction,
    /// The box of the page that it stands in.
    pub place: Place,
}

/// A glyph in its place.
pub struct Seat {
    glyph: u32,
    /// The box of the page that it stands in.
    pub place: Place,
    direction: u8,
    /// Its baseline in the axes of its direction.
    pub baseline: f32,
    /// Its font size, in points.
    pub size: f32,
    /// What it covers in the axes of its direction.
    pub core: Span,
    /// Whether it is a drawn space.
    pub blank: bool,
}

impl Seat {
    /// Whether it runs from left to right.
    pub fn runs_right(&self) -> bool {
        self.direction == rank(Direction::Right)
    }
}

/// Groups glyphs to pieces, whatever order they come in.
pub fn pieces(glyphs: &[Glyph], chosen: &[u32], places: &Places) -> Vec<Piece> {
    let mut seats: Vec<Seat> = Vec::with_capacity(chosen.len());
    seats.extend(chosen.iter().filter_map(|at| Some(seat(*at, glyphs.get(*at as usize)?, places))));
    sort(&mut seats, glyphs);
    if spill::taken_home(&mut seats, places) {
        sort(&mut seats, glyphs);
    }
    let (mut pieces, mut from) = (Vec::new(), 0);
    while from < seats.len() {
        let length = row_length(&seats[from..]).max(1);
        let row = &mut seats[from..from + length];
        row.sort_by(|a, b| along(glyphs, a, b));
        for run in runs(row) {
            pieces.extend(piece(glyphs, run));
        }
        from += length;
    }
    pieces
}

fn sort(seats: &mut [Seat], glyphs: &[Glyph]) {
    seats.sort_by(|a, b| {
        (a.place, a.direction)
            .cmp(&(b.place, b.direction))
            .then(a.baseline.total_cmp(&b.baseline))
            .then_with(|| along(glyphs, a, b))
    });
}

fn seat(at: u32, glyph: &Glyph, places: &Places) -> Seat {
    let (core, baseline) = (frame::core(glyph), frame::baseline(glyph));
    let place = places.of_glyph(glyph);
    let (size, blank) = (glyph.size.max(LEAST_SIZE), glyph.is_blank());
    Seat { glyph: at, place, direction: rank(glyph.direction), baseline, size, core, blank }
}

fn rank(direction: Direction) -> u8 {
    match direction {
        Direction::Right => 0,
        Direction::Down => 1,
        Direction::Left => 2,
        Direction::Up => 3,
        Direction::Slanted => 4,
    }
}

/// Along the line: what begins first, of glyphs that begin in one place what ends first (a font may tell no width);
/// what stands in the same place, by what it says, never by when it was drawn.
fn along(glyphs: &[Glyph], a: &Seat, b: &Seat) -> std::cmp::Ordering {
    let text = |seat: &Seat| glyphs.get(seat.glyph as usize).map(|glyph| glyph.text.as_str());
    (a.core.u0.total_cmp(&b.core.u0))
        .then(a.core.u1.total_cmp(&b.core.u1))
        .then(a.baseline.total_cmp(&b.baseline))
        .then_with(|| text(a).cmp(&text(b)))
}

/// How many of the seats, sorted by place and baseline, make the first row.
fn row_length(seats: &[Seat]) -> usize {
    let Some(first) = seats.first() else { return 0 };
    let same = |pair: &[Seat]| match pair {
        [a, b] => {
            let size = a.size.min(b.size);
            (a.place, a.direction) == (b.place, b.direction)
                && b.baseline - a.baseline <= SAME_BASELINE * size
                && b.baseline - first.baseline <= BASELINE_DRIFT * size
        }
        _ => false,
    };
    1 + seats.windows(2).take_while(|pair| same(pair)).count()
}

/// The runs of a row. Drawn spaces stay inside of a run and neither join nor part; at its ends they are dropped.
fn runs(row: &[Seat]) -> Vec<&[Seat]> {
    let inked: Vec<usize> = row.iter().enumerate().filter(|(_, seat)| !seat.blank).map(|(at, _)| at).collect();
    // Between neighbours of the ink there is nothing but drawn spaces.
    let near = |a: &usize, b: &usize| joined(&row[*a], &row[*b], *b > *a + 1);
    let close: Vec<&[usize]> = inked.chunk_by(near).collect();
    let mut runs: Vec<&[Seat]> = Vec::new();
    let mut rest = close.as_slice();
    while !rest.is_empty() {
        let (run, more) = rest.split_at(spread(row, rest).max(1));
        rest = more;
        let ends = run.first().and_then(|run| run.first()).zip(run.last().and_then(|run| run.last()));
        runs.extend(ends.and_then(|(first, last)| row.get(*first..=*last)));
    }
    runs
}

/// How many single glyphs stand evenly spread over the width of a cell (均等割り付け): they are one word.
fn spread(row: &[Seat], runs: &[&[usize]]) -> usize {
    let single = |run: &&&[usize]| run.len() == 1;
    let seats: Vec<&Seat> =
        runs.iter().take_while(single).filter_map(|run| run.first().and_then(|at| row.get(*at))).collect();
    let [first, second, ..] = seats[..] else { return 0 };
    let pitch = |a: &Seat, b: &Seat| ((b.core.u0 + b.core.u1) - (a.core.u0 + a.core.u1)) / 2.0;
    let wish = pitch(first, second);
    if first.place.is_none() || wish > SPREAD * first.size {
        return 0;
    }
    let even = |pair: &&[&Seat]| match pair {
        [a, b] => {
            (pitch(a, b) - wish).abs() <= EVEN * first.size
                && a.core.u1 - a.core.u0 >= WIDE * a.size
                && b.core.u1 - b.core.u0 >= WIDE * b.size
        }
        _ => false,
    };
    let count = 1 + seats.windows(2).take_while(even).count();
    if count >= FEWEST_SPREAD { count } else { 0 }
}

fn joined(a: &Seat, b: &Seat, spaced: bool) -> bool {
    let (small, large) = (a.size.min(b.size), a.size.max(b.size));
    let gap = b.core.u0 - a.core.u1;
    large <= small * SIZE_FACTOR
        && gap <= if spaced { SPACED_GAP } else { PIECE_GAP } * large
        && gap >= -OVERLAP * large
}

fn piece(glyphs: &[Glyph], run: &[Seat]) -> Option<Piece> {
    let first = run.first()?;
    let direction = glyphs.get(first.glyph as usize)?.direction;
    let span = run.iter().fold(first.core, |span, seat| span.union(seat.core));
    Some(Piece {
        glyphs: run.iter().map(|seat| seat.glyph).collect(),
        rect: frame::to_page(direction, &span),
        baseline: first.baseline,
        size: run.iter().fold(first.size, |size, seat| size.max(seat.size)),
        direction,
        place: first.place,
    })
}
