//! T021: one name in quotation marks, put in two ways.
//!
//! What: names in 「」 or 『』 of which one repeats a word of the other (みどり情報・情報戦略 /
//! みどり情報・戦略), or has its parts in another order (学び・育ち / 育ち・学び). Why: as in `spelling`: who
//! looks for the one does not find the other. Names that differ in anything else may be two names.

use super::tell::Case;
use crate::lexicon;
use crate::record::model::{Finding, Severity};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Signs that open and close a name.
const QUOTES: [(char, char); 2] = [('「', '」'), ('『', '』')];

/// Between the parts of a name.
const BETWEEN: char = '・';

/// Longest name, in characters: what is longer is a sentence.
const LONGEST: usize = 40;

/// Shortest part of a name, and shortest word that is repeated by a slip, in characters.
const SHORTEST: usize = 2;

/// A name and where it stands first.
type Name = (String, Range<usize>);

/// Holds every name in quotation marks against the others.
pub fn check(case: Case<'_>) -> Vec<Finding> {
    let names = names(case.origin.decoded().text.as_str());
    let twins = doubled(&names).into_iter().chain(turned(&names));
    let told = twins.map(|((one, first), (two, second))| {
        let en = format!("one name is put in two ways: {one} / {two}");
        let ja = format!("同じ名称の表記が異なります: {one} / {two}");
        let spans = [first, second].map(|range| {
            let at = case.origin.decoded().span(range.clone());
            Span::new(at.start, at.end)
        });
        case.tell("T021", Severity::Notice, (en, ja), case.quotes(spans))
    });
    told.collect()
}

/// The different names of a text, in the order in which they stand in it.
fn names(text: &str) -> Vec<Name> {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut names = Vec::new();
    for (open, close) in QUOTES {
        for (at, _) in text.match_indices(open) {
            let from = at + open.len_utf8();
            let rest = text.get(from..).unwrap_or_default();
            let inside = rest.char_indices().take(LONGEST + 1).find(|(_, c)| *c == close || *c == open);
            let Some((end, c)) = inside else { continue };
            let name: String =
                rest.get(..end).into_iter().flat_map(str::chars).filter(|c| !c.is_whitespace()).collect();
            if c == close && seen.insert(name.clone()) {
                names.push((name, from..from + end));
            }
        }
    }
    names.sort_by_key(|(_, range)| range.start);
    names
}

/// Names that are another one with a word repeated on the spot.
fn doubled(names: &[Name]) -> Vec<(&Name, &Name)> {
    let plain = |name: &str| -> Vec<char> { name.chars().filter(|c| !lexicon::is_optional_kana(*c)).collect() };
    let mut known: BTreeMap<Vec<char>, &Name> = BTreeMap::new();
    names.iter().for_each(|name| {
        known.entry(plain(&name.0)).or_insert(name);
    });
    let twin = |name: &Name| {
        let chars = plain(&name.0);
        let once = (SHORTEST..=chars.len() / 2).find_map(|len| {
            let at = chars.windows(2 * len).position(|both| both.get(..len) == both.get(len..))?;
            let without: Vec<char> = chars.iter().take(at).chain(chars.iter().skip(at + len)).copied().collect();
            known.get(&without).copied()
        });
        once.filter(|once| once.0 != name.0)
    };
    names.iter().filter_map(|name| Some((twin(name)?, name))).collect()
}

/// Names with the same parts in another order.
fn turned(names: &[Name]) -> Vec<(&Name, &Name)> {
    let mut known: BTreeMap<Vec<&str>, &Name> = BTreeMap::new();
    let mut twins = Vec::new();
    for name in names {
        let mut parts: Vec<&str> = name.0.split(BETWEEN).collect();
        if parts.len() < 2 || parts.iter().any(|part| part.chars().count() < SHORTEST) {
            continue;
        }
        parts.sort_unstable();
        match known.get(&parts) {
            Some(first) => twins.push((*first, name)),
            None => {
                known.insert(parts, name);
            }
        }
    }
    twins
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let names = names(text);
        let twins = doubled(&names).into_iter().chain(turned(&names));
        twins.map(|(one, two)| format!("{} / {}", one.0, two.0)).collect()
    }

    #[test]
    fn a_word_set_twice_and_parts_turned_round_are_told() {
        assert_eq!(
            told("『みどり情報・戦略』を定めた。『みどり情報・情報戦略』に基づく。"),
            ["みどり情報・戦略 / みどり情報・情報戦略"]
        );
        assert_eq!(told("「育ち・学び」「みどり・水」。\n「学び・\n育ち」"), ["育ち・学び / 学び・育ち"]);
    }

    #[test]
    fn other_names_are_other_names() {
        for text in [
            "『情報戦略2.0』と『情報戦略3.0』",
            "『情報・改革戦略』と『情報・改革宣言』",
            "「デジタル・ガバメント」と「デジタルガバメント」",
            "「いきいき・健康」と「健康」",
            "「学び・育ち」と「学び・育ち」",
            "「閉じない",
        ] {
            assert_eq!(told(text), Vec::<String>::new(), "{text}");
        }
    }
}
