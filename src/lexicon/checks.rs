//! Words that the checks of figures need: what can be listed, what adds up, what is kept.

use super::signs::Signs;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Checks {
    listed: Vec<String>,
    open_list: Vec<String>,
    totals: Vec<String>,
    parts: Vec<String>,
    compositions: Vec<String>,
    keeps: Vec<String>,
    lookalikes: Vec<String>,
    small_kana: Vec<String>,
    optional_kana: Signs,
    dashes: Signs,
    negative: Signs,
    no_units: Signs,
    kanji_numerals: Signs,
}

static CHECKS: LazyLock<Checks> =
    LazyLock::new(|| super::parse("checks.toml", include_str!("../../lexicon/checks.toml")));

/// Characters that look alike, and kana of two sizes: each to the first of its entry. They are asked for with every
/// character of a document.
static LOOKALIKES: LazyLock<FxHashMap<char, char>> = LazyLock::new(|| firsts(&CHECKS.lookalikes));
static KANA_SIZES: LazyLock<FxHashMap<char, char>> = LazyLock::new(|| firsts(&CHECKS.small_kana));

fn firsts(entries: &[String]) -> FxHashMap<char, char> {
    // Of a character that stands in two entries, the earlier one holds.
    let pairs = entries.iter().rev().flat_map(|entry| entry.chars().filter_map(|c| Some((c, entry.chars().next()?))));
    pairs.collect()
}

/// Whether things counted by this unit can be listed by name (29業務).
pub fn is_listed(unit: &str) -> bool {
    CHECKS.listed.iter().any(|listed| listed == unit)
}

/// Whether a list says that it does not name everything (等).
pub fn is_open_list(text: &str) -> bool {
    CHECKS.open_list.iter().any(|word| text.contains(word.as_str()))
}

/// Whether a row's label says that it adds up the rows above (合計).
pub fn adds_up(label: &str) -> bool {
    CHECKS.totals.iter().any(|total| total == label)
}

/// Whether a row's label says that it is no plain part of the sum (小計, うち).
pub fn is_no_addend(label: &str) -> bool {
    CHECKS.parts.iter().any(|part| label.contains(part.as_str()))
}

/// Whether a column's header says that its percentages make up the whole (構成比).
pub fn is_composition(header: &str) -> bool {
    CHECKS.compositions.iter().any(|word| header.contains(word.as_str()))
}

/// Whether a target is to be kept rather than reached (維持).
pub fn is_kept(text: &str) -> bool {
    CHECKS.keeps.iter().any(|word| text.contains(word.as_str()))
}

/// The character that stands for all that look like this one; itself where none do.
pub fn looks_like(c: char) -> char {
    LOOKALIKES.get(&c).copied().unwrap_or(c)
}

/// Whether a character looks like another one that typists and character recognition take for it.
pub fn has_lookalike(c: char) -> bool {
    LOOKALIKES.contains_key(&c)
}

/// The large form of a kana that has two sizes, and whether this one is the small one.
pub fn kana_size(c: char) -> Option<(char, bool)> {
    let large = *KANA_SIZES.get(&c)?;
    Some((large, c != large))
}

/// Whether a word with this character more in its middle is the same word (ユーザー).
pub fn is_optional_kana(c: char) -> bool {
    CHECKS.optional_kana.contains(c)
}

/// Whether a character stands for a dash or is one, as its neighbours have it.
pub fn is_dash_like(c: char) -> bool {
    CHECKS.dashes.contains(c)
}

/// A number without the sign that puts it below zero (△), and whether there is one.
pub fn without_negative(number: &str) -> (&str, bool) {
    number.strip_prefix(|c| CHECKS.negative.contains(c)).map_or((number, false), |rest| (rest, true))
}

/// Whether what stands behind a number may be its unit and nothing more.
pub fn may_be_unit(behind: &str) -> bool {
    !behind.contains(|c: char| c.is_ascii_digit() || CHECKS.no_units.contains(c))
}

/// Whether a character is a numeral among ideographs (三).
pub fn is_kanji_numeral(c: char) -> bool {
    CHECKS.kanji_numerals.contains(c)
}
