//! Letters drawn as shapes over text that leaves no ink itself: they are seen.

use super::cells::Cells;
use super::ink::{Direction, Glyph, InkPage};
use crate::geometry::Rect;

/// Shapes that draw a letter reach out of its box by at most this, in ems: an italic leans so far.
const SLACK: f32 = 0.2;
/// And are at least so large, in ems: a hyphen is, a speck is not.
const LEAST: f32 = 0.25;
/// Most letters of a run, where a few may stray: points and commas are smaller.
const MOST: f32 = 0.6;
/// Letters of a run stand no further apart than this along it, from origin to origin, in ems ...
const APART: f32 = 3.0;
/// ... and across, so that raised signs are in it.
const ACROSS: f32 = 0.5;

/// So many looks at shapes are made on a page; one that needs more is a drawing.
const MAX_LOOKS: usize = 50_000_000;

/// Counts as seen what is hidden by one reason, run by run, where shapes draw its letters. Whether it was looked at.
pub fn uncover(page: &mut InkPage, hidden: impl Fn(&Glyph) -> bool) -> bool {
    let asked: Vec<usize> = (0..page.glyphs.len())
        .filter(|at| page.glyphs.get(*at).is_some_and(|glyph| hidden(glyph) && !glyph.is_blank()))
        .collect();
    if asked.is_empty() || page.fills.is_empty() && page.rulings.is_empty() {
        return true;
    }
    // Of "1" and "一" the shapes are so thin that they are rulings.
    let fills = page.fills.iter().map(|fill| fill.rect);
    let shapes: Vec<Rect> = fills.chain(page.rulings.iter().map(|ruling| ruling.rect())).collect();
    let Some(places) = Cells::of(page, shapes.iter().copied()) else { return false };
    let looks = |at: &usize| page.glyphs.get(*at).map_or(0, |glyph| places.at(glyph.rect.middle()).len());
    if asked.iter().map(looks).sum::<usize>() > MAX_LOOKS {
        return false;
    }
    let is_drawn = |glyph: &Glyph| {
        let (slack, least) = (SLACK * glyph.size, LEAST * glyph.size);
        let is_part = |rect: &Rect| rect.is_inside(&glyph.rect, slack) && rect.width().max(rect.height()) >= least;
        let near = places.at(glyph.rect.middle()).iter();
        near.filter_map(|at| shapes.get(*at as usize)).any(is_part)
    };
    let in_run =
        |a: &usize, b: &usize| page.glyphs.get(*a).zip(page.glyphs.get(*b)).is_some_and(|(a, b)| follows(a, b));
    let is_seen = |run: &&[usize]| {
        let drawn = run.iter().filter(|at| page.glyphs.get(**at).is_some_and(is_drawn)).count();
        drawn as f32 >= MOST * run.len() as f32
    };
    let seen: Vec<usize> = asked.chunk_by(in_run).filter(is_seen).flatten().copied().collect();
    seen.into_iter().for_each(|at| page.glyphs[at].unseen = None);
    true
}

/// Whether a glyph stands in the run of the one that was drawn before it.
fn follows(before: &Glyph, glyph: &Glyph) -> bool {
    let (x, y) = ((glyph.origin.x - before.origin.x).abs(), (glyph.origin.y - before.origin.y).abs());
    let em = before.size.max(glyph.size);
    let (along, across) = match before.direction {
        Direction::Down | Direction::Up => (y, x),
        Direction::Right | Direction::Left | Direction::Slanted => (x, y),
    };
    along <= APART * em && across <= ACROSS * em
}
