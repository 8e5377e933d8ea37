//! Signs of typesetting (`lexicon/typesetting.toml`).

use super::parse;
use super::signs::Signs;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Typesetting {
    opening_brackets: Signs,
    label_brackets: Vec<String>,
    never_first: NeverFirst,
    leader: Leader,
    counting: Counting,
    captions: Captions,
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
    signs: Signs,
}

#[derive(Deserialize)]
struct Captions {
    words: Vec<String>,
}

#[derive(Deserialize)]
struct Figures {
    before: Signs,
}

#[derive(Deserialize)]
struct Bars {
    ends: Signs,
    lines: Signs,
    tips: Signs,
    dotted: Signs,
}

static SIGNS: LazyLock<Typesetting> =
    LazyLock::new(|| parse("typesetting.toml", include_str!("../../lexicon/typesetting.toml")));

static NEVER_FIRST: LazyLock<Signs> = LazyLock::new(|| {
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
    classes.iter().flat_map(|class| class.chars()).collect()
});

static CLOSING: LazyLock<Signs> = LazyLock::new(|| SIGNS.never_first.closing_brackets.chars().collect());

static LABELS: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let pair = |signs: &String| signs.chars().next().zip(signs.chars().nth(1));
    SIGNS.label_brackets.iter().filter_map(pair).collect()
});

/// The signs of a leader and how many dots each prints.
static LEADER: LazyLock<FxHashMap<char, usize>> = LazyLock::new(|| {
    let signs = [(3, &SIGNS.leader.three), (2, &SIGNS.leader.two), (1, &SIGNS.leader.one)];
    signs.iter().flat_map(|(dots, signs)| signs.chars().map(|c| (c, *dots))).collect()
});

/// Whether a character never begins a line (行頭禁則).
pub fn never_begins_line(c: char) -> bool {
    NEVER_FIRST.contains(c)
}

/// Whether a character never ends a line (行末禁則): an opening bracket.
pub fn opens_bracket(c: char) -> bool {
    SIGNS.opening_brackets.contains(c)
}

/// Whether a character closes a bracket.
pub fn closes_bracket(c: char) -> bool {
    CLOSING.contains(c)
}

/// The brackets, opening and closing, that stand around a line that is nothing but a label.
pub fn label_brackets() -> impl Iterator<Item = (char, char)> {
    LABELS.iter().copied()
}

/// How many dots of a leader a sign prints; 0 where it prints none.
pub fn leader_dots(c: char) -> usize {
    LEADER.get(&c).copied().unwrap_or(0)
}

/// Whether a character belongs to what counts chapters, items or pages.
pub fn counts(c: char) -> bool {
    c.is_ascii_digit() || SIGNS.counting.signs.contains(c)
}

/// Whether a line begins as the caption of a table or a figure does: a word of those and its number, in brackets
/// perhaps. Full-width digits are to be given as ASCII.
pub fn begins_as_caption(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || opens_bracket(c));
    let behind = SIGNS.captions.words.iter().filter_map(|word| line.strip_prefix(word.as_str()));
    behind.into_iter().any(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
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
        assert_eq!(open.iter().count(), closed.chars().count());
        assert!(open.iter().all(|c| opens_bracket(c) && !never_begins_line(c)));
        assert!(closed.chars().all(|c| closes_bracket(c) && never_begins_line(c)));
    }

    #[test]
    fn small_kana_and_stops_never_begin_a_line() {
        assert!("ッァ。、々ー％".chars().all(never_begins_line));
        assert!(!"ツア〇人「".chars().any(never_begins_line));
    }

    #[test]
    fn a_caption_has_a_number() {
        assert!(["表1 窓口", "（図2-1）推移", "Table 3 Desks", "図表 4"].into_iter().all(begins_as_caption));
        assert!(["表彰 3件", "図書館", "表のとおり", "1 表"].into_iter().all(|line| !begins_as_caption(line)));
    }

    #[test]
    fn dots_of_a_leader() {
        assert_eq!("…‥・.　".chars().map(leader_dots).collect::<Vec<usize>>(), [3, 2, 1, 1, 0]);
    }
}
