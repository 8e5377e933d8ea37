//! Spaces, only where a reader sees one.

use super::frame;
use super::piece::{OVERLAP, PIECE_GAP};
use crate::pdf::ink::{Direction, Glyph};

/// Between two Japanese characters nothing narrower is a space, in ems: glue and justified lines.
const JAPANESE: f32 = 0.9;
/// The same where a space was drawn: no typesetter puts one between two of them, somebody typed it.
const JAPANESE_DRAWN: f32 = 0.2;
/// Between a Japanese and another character: the quarter em that typesetters put there is no space.
const MIXED: f32 = 0.4;
/// The same where a space was drawn: a narrower one was meant.
const MIXED_DRAWN: f32 = 0.1;
/// Between two other characters, in ems: a word space is at least a fifth of an em, letter spacing less.
const LATIN: f32 = 0.16;
/// The same where a space was drawn.
const LATIN_DRAWN: f32 = 0.05;

/// Gaps that differ by no more are even, in ems.
const EVEN: f32 = 0.15;
/// Fewer characters are not spread: their white is a space.
const FEWEST_SPREAD: usize = 3;

/// Bytes of a kana or a kanji in UTF-8: what a glyph mostly takes.
const KANJI: usize = 3;

/// The text of glyphs along a line; those of one run have no wide gaps but where they are spread.
pub fn text(seated: &[u32], glyphs: &[Glyph], direction: Direction, one_run: bool) -> String {
    let mut text = String::with_capacity(KANJI * seated.len());
    let spread = one_run && is_spread(seated, glyphs, direction);
    let (mut end, mut size, mut drawn) = (f32::MAX, 0.0_f32, None);
    let mut digit = f32::MAX;
    for glyph in seated.iter().filter_map(|at| glyphs.get(*at as usize)) {
        if glyph.is_blank() {
            drawn = drawn.or(Some(glyph.text.contains('\u{3000}')));
            continue;
        }
        let span = frame::to_reader(direction, &glyph.rect);
        if let (Some(before), Some(after)) = (text.chars().next_back(), glyph.text.chars().next()) {
            let gap = (span.u0 - end) / size.max(glyph.size).max(f32::MIN_POSITIVE);
            let least = match (japanese(before), japanese(after), drawn) {
                (true, true, Some(true)) => MIXED,
                (true, true, Some(false)) => JAPANESE_DRAWN,
                (true, true, _) => JAPANESE,
                (false, false, None) => LATIN,
                (false, false, Some(_)) => LATIN_DRAWN,
                (_, _, None) => MIXED,
                (_, _, Some(_)) => MIXED_DRAWN,
            };
            // What lies over a digit by more than kerning explains, and yet stands well behind its em, does not follow
            // it: its font declares nonsense.
            let apart = gap < -OVERLAP && span.u0 - digit > PIECE_GAP * size.max(glyph.size);
            if (gap >= least || apart) && !spread {
                text.push(if drawn == Some(true) { '\u{3000}' } else { ' ' });
            }
        }
        text.push_str(glyph.said());
        // A glyph of several characters is as wide as they are.
        let single = ends_in_digit(glyph) && glyph.text.chars().nth(1).is_none();
        digit = if single { span.u0 + glyph.size } else { f32::MAX };
        (end, size, drawn) = (span.u1, glyph.size, None);
    }
    text
}

/// Whether a line's characters stand evenly apart over the width of their cell: the white is no space. Digits apart
/// from one another are figures in a row.
fn is_spread(seated: &[u32], glyphs: &[Glyph], direction: Direction) -> bool {
    let inked = seated.iter().filter_map(|at| glyphs.get(*at as usize)).filter(|glyph| !glyph.is_blank());
    let size = inked.clone().map(|glyph| glyph.size).fold(f32::MIN_POSITIVE, f32::max);
    let spans = || inked.clone().map(|glyph| frame::to_reader(direction, &glyph.rect));
    let gaps = spans().zip(spans().skip(1)).map(|(a, b)| (b.u0 - a.u1) / size);
    let figures = inked.clone().zip(inked.clone().skip(1)).map(|(a, b)| ends_in_digit(a) && starts_with_digit(b));
    let (mut count, mut least, mut most) = (1, f32::MAX, f32::MIN);
    for (gap, figures) in gaps.zip(figures) {
        (count, least, most) = (count + 1, least.min(gap), most.max(gap));
        // Of most lines the first gap tells.
        if least < MIXED || most - least > EVEN || figures && gap > PIECE_GAP {
            return false;
        }
    }
    count >= FEWEST_SPREAD
}

fn ends_in_digit(glyph: &Glyph) -> bool {
    glyph.text.ends_with(is_of_figure)
}

fn starts_with_digit(glyph: &Glyph) -> bool {
    glyph.text.starts_with(is_of_figure)
}

/// Whether a character is a digit or stands between the digits of a figure.
fn is_of_figure(char: char) -> bool {
    matches!(char, '0'..='9' | '.' | ',' | '０'..='９' | '．' | '，')
}

/// Whether a character is set without word spaces: kana, kanji, full-width forms and their punctuation.
fn japanese(char: char) -> bool {
    matches!(u32::from(char),
        0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF)
        || matches!(u32::from(char), 0x2010..=0x2027 | 0x2460..=0x27BF | 0x00B7 | 0x00D7)
}
