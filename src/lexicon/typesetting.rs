//! Signs of typesetting (`lexicon/typesetting.toml`).

use super::parse;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Typesetting {
    opening_brackets: String,
    never_first: NeverFirst,
    leader: Leader,
    counting: Counting,
    figures: Figures,
    bars: Bars,
}

#[derive(Deserialize)]
struct NeverFirst {
    closing_brackets: String,
    dividing: String,
    middle_dots: String,
    full_stops: String,
    commas: String,
    iteration: String,
    prolonged: String,
    small_kana: String,
    behind_figures: String,
}

#[derive(Deserialize)]
struct Leader {
    one: String,
    two: String,
    three: String,
}

#[derive(Deserialize)]
struct Counting {
    signs: String,
}

#[derive(Deserialize)]
struct Figures {
    before: String,
}

#[derive(Deserialize)]
struct Bars {
    ends: String,
    lines: String,
    tips: String,
    dotted: String,
}

static SIGNS: LazyLock<Typesetting> =
    LazyLock::new(|| parse("typesetting.toml", include_str!("../../lexicon/typesetting.toml")));

/// Whether a character never begins a line (行頭禁則).
pub fn never_begins_line(c: char) -> bool {
    let never = &SIGNS.never_first;
    let classes = [
        &never.closing_brackets,
        &never.dividing,
        &never.middle_dots,
        &never.full_stops,
        &never.commas,
        &never.iteration,
        &never.prolonged,
        &never.small_kana,
        &never.behind_figures,
    ];
    classes.iter().any(|class| class.contains(c))
}

/// Whether a character never ends a line (行末禁則): an opening bracket.
pub fn opens_bracket(c: char) -> bool {
    SIGNS.opening_brackets.contains(c)
}

/// Whether a character closes a bracket.
pub fn closes_bracket(c: char) -> bool {
    SIGNS.never_first.closing_brackets.contains(c)
}

/// How many dots of a leader a sign prints; 0 where it prints none.
pub fn leader_dots(c: char) -> usize {
    let signs = &SIGNS.leader;
    [&signs.one, &signs.two, &signs.three].iter().position(|dots| dots.contains(c)).map_or(0, |at| at + 1)
}

/// Whether a character belongs to what counts chapters, items or pages.
pub fn counts(c: char) -> bool {
    c.is_ascii_digit() || SIGNS.counting.signs.contains(c)
}

/// Whether a character may stand before the digits of a figure: a sign, 約.
pub fn stands_before_figure(c: char) -> bool {
    SIGNS.figures.before.contains(c)
}

/// Whether a character is the end of a typed bar.
pub fn is_bar_end(c: char) -> bool {
    SIGNS.bars.ends.contains(c)
}

/// Whether a character is a part of the line of a typed bar.
pub fn is_bar_line(c: char) -> bool {
    SIGNS.bars.lines.contains(c)
}

/// Whether a character is the tip of a typed bar.
pub fn is_bar_tip(c: char) -> bool {
    SIGNS.bars.tips.contains(c)
}

/// Whether the line of a typed bar is dotted where it holds this character.
pub fn is_bar_dot(c: char) -> bool {
    SIGNS.bars.dotted.contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_stand_in_pairs() {
        let (open, closed) = (&SIGNS.opening_brackets, &SIGNS.never_first.closing_brackets);
        assert_eq!(open.chars().count(), closed.chars().count());
        assert!(open.chars().all(|c| opens_bracket(c) && !never_begins_line(c)));
        assert!(closed.chars().all(|c| closes_bracket(c) && never_begins_line(c)));
    }

    #[test]
    fn small_kana_and_stops_never_begin_a_line() {
        assert!("ッァ。、々ー％".chars().all(never_begins_line));
        assert!(!"ツア〇人「".chars().any(never_begins_line));
    }

    #[test]
    fn dots_of_a_leader() {
        assert_eq!("…‥・.　".chars().map(leader_dots).collect::<Vec<usize>>(), [3, 2, 1, 1, 0]);
    }
}
