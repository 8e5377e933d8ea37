//! Ruby: small kana over the kanji that they say how to read (beside them in vertical writing).
//!
//! It is told by its place and by being kana: a note's mark or a raised unit is neither. Lines and tables are read
//! without it; it is written behind the line that it belongs to.

use super::frame;
use super::piece::Piece;
use super::{InkLine, space};
use crate::pdf::ink::{Direction, Glyph};

/// Its size, as a share of its base's: half as a rule.
const SIZE: std::ops::RangeInclusive<f32> = 0.3..=0.65;
/// Its baseline lies so far before its base's, in ems of the base.
const RISE: std::ops::RangeInclusive<f32> = 0.7..=1.4;
/// It may reach over the ends of its base by at most this, in ems of the base.
const OVERHANG: f32 = 0.5;
/// A kanji is read in no more kana than this.
const MOST_KANA: usize = 5;
/// The kanji make at least this share of what it stands over.
const KANJI: f32 = 0.4;
/// More small kana on one page are a drawing; whether they are ruby is not looked at.
const MOST_PIECES: usize = 20_000;

/// A run of ruby, and a glyph of what it stands over.
#[derive(Debug)]
pub struct Ruby {
    piece: Piece,
    base: u32,
}

/// Takes the ruby out of a page's pieces; `None` where there is too much that may be some.
pub fn apart(pieces: &mut Vec<Piece>, glyphs: &[Glyph]) -> Option<Vec<Ruby>> {
    let is_kana = |piece: &Piece| piece.glyphs.iter().filter_map(|at| glyphs.get(*at as usize)).all(kana);
    let small: Vec<usize> = (0..pieces.len()).filter(|at| pieces.get(*at).is_some_and(is_kana)).collect();
    if small.is_empty() || !several_sizes(pieces) {
        return Some(Vec::new());
    }
    if small.len() > MOST_PIECES {
        return None;
    }
    let mut by_baseline: Vec<usize> = (0..pieces.len()).collect();
    by_baseline.sort_by(|a, b| pieces[*a].baseline.total_cmp(&pieces[*b].baseline));
    let mut found: Vec<(usize, u32)> = Vec::new();
    for at in small {
        let ruby = &pieces[at];
        let far = RISE.end() * ruby.size / SIZE.start();
        let first = by_baseline.partition_point(|base| pieces[*base].baseline < ruby.baseline);
        let near = by_baseline.iter().skip(first).take_while(|base| pieces[**base].baseline <= ruby.baseline + far);
        let base = near.filter_map(|base| base_of(ruby, &pieces[*base], glyphs)).next();
        found.extend(base.map(|base| (at, base)));
    }
    // In the order of their numbers: one walk over the pieces takes all of them out.
    let mut rubies = Vec::with_capacity(found.len());
    let mut next = found.into_iter().peekable();
    let mut rest = Vec::with_capacity(pieces.len());
    for (number, piece) in std::mem::take(pieces).into_iter().enumerate() {
        match next.next_if(|(at, _)| *at == number) {
            Some((_, base)) => rubies.push(Ruby { piece, base }),
            None => rest.push(piece),
        }
    }
    *pieces = rest;
    Some(rubies)
}

/// Whether there is any small text at all.
fn several_sizes(pieces: &[Piece]) -> bool {
    let sizes = || pieces.iter().map(|piece| piece.size);
    sizes().fold(f32::MAX, f32::min) <= SIZE.end() * sizes().fold(0.0, f32::max)
}

/// A glyph of the base, where one piece is ruby of another.
fn base_of(ruby: &Piece, base: &Piece, glyphs: &[Glyph]) -> Option<u32> {
    let em = base.size;
    let same = ruby.direction == base.direction && ruby.direction != Direction::Slanted;
    let set = SIZE.contains(&(ruby.size / em)) && RISE.contains(&((base.baseline - ruby.baseline) / em));
    if !same || !set || (ruby.place.is_some() && ruby.place != base.place) {
        return None;
    }
    let over = frame::to_reader(ruby.direction, &ruby.rect);
    let (mut kanji, mut width, mut first) = (0, 0.0_f32, None);
    for at in &base.glyphs {
        let glyph = glyphs.get(*at as usize)?;
        let own = frame::to_reader(base.direction, &glyph.rect);
        let middle = (own.u0 + own.u1) / 2.0;
        if (over.u0 - OVERHANG * em..=over.u1 + OVERHANG * em).contains(&middle) && is_kanji(glyph) {
            (kanji, width) = (kanji + 1, width + (own.u1 - own.u0).min(em));
            first = first.or(Some(*at));
        }
    }
    let inked = ruby.glyphs.iter().filter_map(|at| glyphs.get(*at as usize)).filter(|glyph| !glyph.is_blank());
    let count = inked.count();
    let fits = count <= MOST_KANA * kanji && width >= KANJI * (over.u1 - over.u0);
    first.filter(|_| fits)
}

fn kana(glyph: &Glyph) -> bool {
    glyph.is_blank() || glyph.text.chars().all(|c| matches!(c, '\u{3041}'..='\u{309F}' | '\u{30A1}'..='\u{30FF}'))
}

fn is_kanji(glyph: &Glyph) -> bool {
    let kanji = |c| matches!(c, '々' | '\u{2E80}'..='\u{2FDF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}');
    glyph.text.chars().any(|c| kanji(c) || matches!(u32::from(c), 0x20000..=0x3FFFF))
}

/// The lines with their ruby, each line's behind it.
pub fn behind(lines: Vec<InkLine>, rubies: &[Ruby], glyphs: &[Glyph]) -> Vec<InkLine> {
    if rubies.is_empty() {
        return lines;
    }
    let mut over: Vec<Vec<&Ruby>> = vec![Vec::new(); lines.len()];
    let mut line_of: Vec<Option<usize>> = vec![None; glyphs.len()];
    for (number, line) in lines.iter().enumerate() {
        line.glyphs.iter().for_each(|at| line_of[*at as usize] = Some(number));
    }
    for ruby in rubies {
        let line = line_of.get(ruby.base as usize).copied().flatten();
        line.and_then(|line| over.get_mut(line)).into_iter().for_each(|over| over.push(ruby));
    }
    let mut all = Vec::with_capacity(lines.len() + rubies.len());
    for (line, over) in lines.into_iter().zip(over) {
        all.push(line);
        all.extend(ruby_line(over, glyphs));
    }
    all
}

fn ruby_line(mut over: Vec<&Ruby>, glyphs: &[Glyph]) -> Option<InkLine> {
    let along = |ruby: &Ruby| frame::to_reader(ruby.piece.direction, &ruby.piece.rect).u0;
    over.sort_by(|a, b| along(a).total_cmp(&along(b)));
    let first = &over.first()?.piece;
    let seated: Vec<u32> = over.iter().flat_map(|ruby| ruby.piece.glyphs.iter().copied()).collect();
    Some(InkLine {
        text: space::text(&seated, glyphs, first.direction, false),
        glyphs: seated,
        rect: over.iter().map(|ruby| ruby.piece.rect).reduce(|a, b| a.union(&b))?,
        baseline: frame::baseline_on_page(first.direction, first.baseline),
        size: first.size,
        direction: first.direction,
        // It stands in no cell: what a cell says is its base.
        place: None,
        ruby: true,
    })
}
