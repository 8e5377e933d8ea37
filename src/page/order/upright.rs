//! Vertical text that is set as upright single glyphs, one below the other, without a vertical font.

use std::borrow::Cow;

use super::frame;
use crate::geometry::Point;
use crate::pdf::ink::{Direction, Glyph};

/// A neighbour in the line nearer than this makes the text horizontal, in ems.
const BESIDE: f32 = 0.25;
/// Baselines that differ by less are one, in ems.
const SAME_BASELINE: f32 = 0.1;
/// Centres of a column differ by less, in points: every glyph is placed by the same sum.
const SAME_CENTRE: f32 = 0.4;
/// From glyph to glyph of a column, in ems: half a body where brackets are closed up, hardly more than the body else.
const PITCH: std::ops::RangeInclusive<f32> = 0.45..=1.1;
/// A glyph of a column is at least this wide, in ems: digits below each other are a table's.
const WIDE: f32 = 0.9;
/// Fewer glyphs are no column.
const FEWEST: usize = 3;
/// Where an upright glyph's body begins above its baseline, in ems.
const BODY_ABOVE: f32 = 0.88;

/// The glyphs, those of upright columns turned to run down.
pub fn turned(glyphs: &[Glyph]) -> Cow<'_, [Glyph]> {
    let mut turned = Cow::Borrowed(glyphs);
    let mut lone = lone(glyphs);
    let centre = |at: &usize| glyphs.get(*at).map_or(0.0, |glyph| glyph.rect.middle().x);
    let height = |at: &usize| glyphs.get(*at).map_or(0.0, |glyph| glyph.origin.y);
    lone.sort_by(|a, b| centre(a).total_cmp(&centre(b)).then(height(a).total_cmp(&height(b))));
    for column in lone.chunk_by_mut(|a, b| centre(b) - centre(a) <= SAME_CENTRE) {
        column.sort_by(|a, b| height(a).total_cmp(&height(b)).then(centre(a).total_cmp(&centre(b))));
        let near = |a: &usize, b: &usize| {
            let size = glyphs.get(*a).map_or(0.0, |glyph| glyph.size);
            let other = glyphs.get(*b).map_or(0.0, |glyph| glyph.size);
            (size - other).abs() <= SAME_BASELINE * size && PITCH.contains(&((height(b) - height(a)) / size))
        };
        for stack in column.chunk_by(near) {
            let letters = stack.iter().filter(|at| glyphs.get(**at).is_some_and(letter)).count();
            if stack.len() >= FEWEST && letters * 2 > stack.len() {
                for at in stack.iter() {
                    turned.to_mut().get_mut(*at).into_iter().for_each(|glyph| turn(glyph, centre(at)));
                }
            }
        }
    }
    turned
}

fn turn(glyph: &mut Glyph, centre: f32) {
    let top = glyph.origin.y - BODY_ABOVE * glyph.size;
    (glyph.direction, glyph.vertical) = (Direction::Down, true);
    glyph.origin = Point { x: centre, y: top };
    (glyph.rect.top, glyph.rect.bottom) = (top, top + glyph.size);
}

/// Whether a glyph is a kana or a kanji.
fn letter(glyph: &Glyph) -> bool {
    glyph
        .text
        .chars()
        .all(|char| matches!(char, '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'))
}

/// Wide glyphs of horizontal text that have no neighbour in their line.
fn lone(glyphs: &[Glyph]) -> Vec<usize> {
    let inked = |glyph: &Glyph| glyph.direction == Direction::Right && !glyph.is_blank() && glyph.size > 0.0;
    let numbered = glyphs.iter().enumerate().filter(|(_, glyph)| inked(glyph));
    let mut order: Vec<(f32, usize)> = Vec::with_capacity(glyphs.len());
    order.extend(numbered.map(|(at, glyph)| (frame::baseline(glyph), at)));
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut beside = vec![false; glyphs.len()];
    let same = |a: &(f32, usize), b: &(f32, usize)| {
        let (a, b) = (&glyphs[a.1], &glyphs[b.1]);
        b.origin.y - a.origin.y <= SAME_BASELINE * a.size.min(b.size)
    };
    for row in order.chunk_by_mut(same) {
        row.sort_by(|a, b| glyphs[a.1].rect.left.total_cmp(&glyphs[b.1].rect.left));
        for pair in row.windows(2) {
            if let [(_, a), (_, b)] = *pair
                && glyphs[b].rect.left - glyphs[a].rect.right <= BESIDE * glyphs[a].size.max(glyphs[b].size)
            {
                (beside[a], beside[b]) = (true, true);
            }
        }
    }
    let wide = |glyph: &Glyph| glyph.rect.right - glyph.rect.left >= WIDE * glyph.size;
    let order = order.into_iter().map(|(_, at)| at);
    order.filter(|at| !beside[*at] && wide(&glyphs[*at])).collect()
}
