//! Whether a line was broken only because it was full: the next one goes on with its phrase.

use super::order::InkLine;
use crate::lexicon;
use crate::text::{is_letter_or_number, opening};

/// A word fits a line when it ends within this of the edge, in ems: glue shrinks, punctuation hangs.
const SLACK: f32 = 0.3;
/// The same in a wide column: lines are justified to a comma that hangs over the edge or stands before it, in ems.
const LOOSE_SLACK: f32 = 1.3;
/// A column from this width on is wide, in ems.
const WIDE: f32 = 15.0;
/// A line that begins this far behind its column's edge is centred or set to the right, in ems.
const CENTRED: f32 = 1.2;
/// Room that a Latin letter or a digit takes, in ems.
const NARROW: f32 = 0.55;
/// Sizes further apart than this share are two settings: a heading and its text.
const OTHER_SIZE: f32 = 0.12;
/// A column narrower than this wraps nothing that one could tell, in ems.
const NARROWEST: f32 = 3.0;

/// The edges between which lines are set, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measure {
    /// Where lines begin.
    pub left: f32,
    /// Where a full line ends at the latest.
    pub right: f32,
}

/// Whether the word that opens `next` had no room behind `line`.
pub fn goes_on(line: &InkLine, next: &InkLine, measure: Measure) -> bool {
    let size = line.size.max(next.size).max(f32::MIN_POSITIVE);
    if (line.size - next.size).abs() > OTHER_SIZE * size || measure.right - measure.left < NARROWEST * size {
        return false;
    }
    if is_label(&line.text) || is_label(&next.text) {
        return false;
    }
    if opening(&next.text).is_some() && !continues_brackets(&line.text, &next.text) {
        return false;
    }
    let end = if line.rect.left - measure.left > CENTRED * size {
        // Centred: what counts is the width.
        measure.left + line.rect.width()
    } else {
        line.rect.right
    };
    let slack = if measure.right - measure.left >= WIDE * size { LOOSE_SLACK } else { SLACK };
    had_no_room(&next.text, size, measure.right - end, slack) && !ends_with_leader(&line.text)
}

/// Whether what opens a text had no room in what the line before left free, in points; glue and hanging punctuation
/// give or take `slack` ems.
pub fn had_no_room(text: &str, size: f32, free: f32, slack: f32) -> bool {
    free < (first_unit(text) + slack) * size
}

/// A line that is nothing but a label in brackets: `＜概要＞`, `【担当課】`.
fn is_label(line: &str) -> bool {
    let mut inside = line.trim().chars();
    let Some(ends) = inside.next().zip(inside.next_back()) else { return false };
    lexicon::label_brackets().any(|pair| pair == ends) && inside.all(|c| is_letter_or_number(c) || c == '・')
}

/// A line of a table of contents: dots that lead to a page number.
pub fn ends_with_leader(text: &str) -> bool {
    let name = text.trim_end_matches(|c: char| is_letter_or_number(c) || c == '-' || c.is_whitespace());
    let leader = name.chars().rev().take_while(|c| c.is_whitespace() || lexicon::leader_dots(*c) > 0);
    leader.map(lexicon::leader_dots).sum::<usize>() >= LEADER && !name.trim_end().is_empty()
}

/// Fewest dots of a leader.
const LEADER: usize = 4;

/// A line inside an open bracket is no item, whatever sign it begins with.
fn continues_brackets(line: &str, next: &str) -> bool {
    let step = |c: char| i32::from(lexicon::opens_bracket(c)) - i32::from(lexicon::closes_bracket(c));
    line.chars().map(step).sum::<i32>() > 0 && next.contains(lexicon::closes_bracket)
}

/// The width, in ems, of what may not be parted at the start of a line: a Latin word, a number, or one character,
/// with the brackets before and the punctuation behind it (行頭禁則 and 行末禁則).
fn first_unit(text: &str) -> f32 {
    let (mut width, mut last) = (0.0, None);
    for c in text.trim_start().chars() {
        let part_of_it = last.is_none_or(|last| {
            (latin(last) && latin(c)) || lexicon::never_begins_line(c) || lexicon::opens_bracket(last)
        });
        if !part_of_it || c.is_whitespace() {
            break;
        }
        width += if c.is_ascii() { NARROW } else { 1.0 };
        last = Some(c);
    }
    width
}

fn latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | '%' | '-' | '/' | '\'' | '_' | ':' | '@')
}

#[cfg(test)]
mod tests {
    use super::first_unit;

    #[test]
    fn what_may_not_begin_a_line_goes_with_the_character_before_it() {
        for (text, ems) in [("次の", 1.0), ("フィックの", 3.0), ("「次」と", 3.0), ("12%の", 3.0 * super::NARROW)]
        {
            assert!((first_unit(text) - ems).abs() < 1e-4, "{text}: {}", first_unit(text));
        }
    }
}
