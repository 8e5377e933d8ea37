//! Counters and the words around figures, from `lexicon/units.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::cursor::{Cursor, is_katakana};
use super::number::power;

/// What a counter makes of its figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It measures something.
    Measure,
    /// It numbers or names something.
    Ordinal,
}

#[derive(Debug, Deserialize)]
struct File {
    measures: Vec<String>,
    ordinals: Vec<String>,
    name_like: Vec<String>,
    approximate: Vec<String>,
    approximate_unless: Vec<String>,
    approximate_after: Vec<String>,
    comparators: BTreeMap<String, String>,
    changes: Changes,
    per: Per,
    bare: Bare,
    aliases: BTreeMap<String, String>,
    approach: Approach,
    numerals: Numerals,
    cells: Cells,
    merge: Merge,
    edges: Edges,
}

/// What directly beside a figure belongs to it, or does not.
#[derive(Debug, Deserialize)]
pub(crate) struct Edges {
    pub(crate) signs: String,
    pub(crate) dashes: String,
    pub(crate) before_dash: String,
    pub(crate) powers: String,
    pub(crate) no_comparators: Vec<String>,
}

/// Words by which a figure is come near to, not reached: 0に近づける, 実質0.
#[derive(Debug, Deserialize)]
pub(crate) struct Approach {
    pub(crate) after: Vec<String>,
    pub(crate) before_zero: Vec<String>,
}

/// What tells numerals in ideographs from words that hold such signs.
#[derive(Debug, Deserialize)]
pub(crate) struct Numerals {
    pub(crate) before: Vec<String>,
    pub(crate) words: Vec<String>,
    pub(crate) places: Vec<String>,
    pub(crate) no_powers: Vec<String>,
}

/// Ordinals that a cell of figures aims at or measures: 5位以内, 72.3歳.
#[derive(Debug, Deserialize)]
pub(crate) struct Cells {
    pub(crate) ordinals: Vec<String>,
}

/// What joins two figures into one.
#[derive(Debug, Deserialize)]
pub(crate) struct Merge {
    pub(crate) shares: Vec<String>,
    pub(crate) spans: Vec<String>,
    pub(crate) totals: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Changes {
    pub(crate) increase: Vec<String>,
    pub(crate) decrease: Vec<String>,
    pub(crate) increase_short: Vec<String>,
    pub(crate) decrease_short: Vec<String>,
    pub(crate) nouns: Vec<String>,
    pub(crate) not_change: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Per {
    pub(crate) words: Vec<String>,
    pub(crate) alone: Vec<String>,
    pub(crate) links: Vec<String>,
    pub(crate) strong_links: Vec<String>,
    pub(crate) heads: Vec<String>,
    pub(crate) not_after: Vec<String>,
    pub(crate) crowds: Vec<String>,
    pub(crate) crowd_heads: Vec<String>,
    pub(crate) dating_links: Vec<String>,
    pub(crate) each_head: String,
    pub(crate) each_kana: Vec<char>,
    pub(crate) each: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Bare {
    pub(crate) particles: Vec<String>,
    pub(crate) labels: Vec<String>,
    pub(crate) indices: Vec<String>,
    pub(crate) versions: Vec<String>,
    pub(crate) whole: Vec<String>,
    pub(crate) names: Vec<String>,
    pub(crate) after_latin: Vec<String>,
}

/// The lexicon, with the counters by their first character, longest first.
#[derive(Debug)]
pub(crate) struct Units {
    counters: BTreeMap<char, Vec<(String, Kind)>>,
    pub(crate) name_like: Vec<String>,
    pub(crate) approximate: Vec<String>,
    pub(crate) approximate_unless: Vec<String>,
    pub(crate) approximate_after: Vec<String>,
    pub(crate) comparators: Vec<(String, String)>,
    /// What they begin with.
    comparator_heads: Vec<char>,
    pub(crate) changes: Changes,
    pub(crate) per: Per,
    pub(crate) bare: Bare,
    /// Other spellings of a counter, and the one that is written.
    aliases: BTreeMap<String, String>,
    pub(crate) approach: Approach,
    pub(crate) numerals: Numerals,
    pub(crate) cells: Cells,
    pub(crate) merge: Merge,
    pub(crate) edges: Edges,
}

pub(crate) static UNITS: LazyLock<Units> = LazyLock::new(load);

#[expect(clippy::expect_used, reason = "the lexicon is part of the program: one that does not parse is a bug")]
fn load() -> Units {
    let file: File = toml::from_str(include_str!("../../lexicon/units.toml")).expect("lexicon/units.toml");
    let mut counters: BTreeMap<char, Vec<(String, Kind)>> = BTreeMap::new();
    let measures = file.measures.into_iter().map(|w| (w, Kind::Measure));
    let ordinals = file.ordinals.into_iter().map(|w| (w, Kind::Ordinal));
    let aliases = file.aliases.keys().map(|w| (w.clone(), Kind::Measure));
    for (word, kind) in measures.chain(ordinals).chain(aliases) {
        if let Some(first) = word.chars().next() {
            counters.entry(first).or_default().push((word, kind));
        }
    }
    for words in counters.values_mut() {
        words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    }
    let mut comparators: Vec<_> = file.comparators.into_iter().collect();
    comparators.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    Units {
        counters,
        name_like: file.name_like,
        approximate: file.approximate,
        approximate_unless: file.approximate_unless,
        approximate_after: file.approximate_after,
        comparator_heads: comparators.iter().filter_map(|(word, _)| word.chars().next()).collect(),
        comparators,
        changes: file.changes,
        per: file.per,
        bare: file.bare,
        aliases: file.aliases,
        approach: file.approach,
        numerals: file.numerals,
        cells: file.cells,
        merge: file.merge,
        edges: file.edges,
    }
}

/// Whether a comparison comes next (以上, 未満).
pub(crate) fn compares(c: &Cursor<'_>) -> bool {
    let head = c.peek().is_some_and(|next| UNITS.comparator_heads.contains(&next));
    head && UNITS.comparators.iter().any(|(word, _)| c.rest().starts_with(word.as_str()))
}

/// A counter as it is written, whatever spelling is printed (%ポイント is ポイント).
pub(crate) fn spelled(counter: &str) -> &str {
    UNITS.aliases.get(counter).map_or(counter, String::as_str)
}

/// What a counter may be divided by beside the counters themselves: 人/年, kWh/m2.
const RATES: [&str; 6] = ["年度", "年", "月", "週", "時", "h"];

/// Steps over what a figure is counted by, behind its counter: /千人, /人・日, /10万人. Returns it as printed.
pub(crate) fn denominator<'a>(c: &mut Cursor<'a>) -> Option<&'a str> {
    let mut d = *c;
    d.space();
    if !d.eat("/") {
        return None;
    }
    d.space();
    let start = d.at;
    // 1日, 10万人, 千人: a power of ten, else it is the whole of a share.
    let digits = d.digits(7).unwrap_or("1");
    if !digits.starts_with('1') || !digits.bytes().skip(1).all(|b| b == b'0') {
        return None;
    }
    power(&mut d);
    loop {
        let rate =
            RATES.iter().any(|rate| d.rest().starts_with(rate)) && eat_counter(&mut d.clone()) != Some(Kind::Measure);
        let eaten =
            if rate { RATES.iter().any(|rate| d.eat(rate)) } else { eat_counter(&mut d) == Some(Kind::Measure) };
        if !eaten || runs_on(&d) {
            return None;
        }
        let mut e = d;
        if !(e.eat("・") || e.eat("/")) || e.peek().is_some_and(|n| n.is_ascii_digit()) {
            break;
        }
        let more =
            RATES.iter().any(|rate| e.rest().starts_with(rate)) || eat_counter(&mut e.clone()) == Some(Kind::Measure);
        if !more {
            break;
        }
        d = e;
    }
    let printed = d.before().get(start..)?;
    *c = d;
    Some(printed)
}

/// Steps over the longest counter that comes next.
pub(crate) fn eat_counter(c: &mut Cursor<'_>) -> Option<Kind> {
    let words = UNITS.counters.get(&c.peek()?)?;
    for (word, kind) in words {
        let mut d = *c;
        if !d.eat(word) || runs_on(&d) {
            continue;
        }
        *c = d;
        return Some(*kind);
    }
    None
}

/// Whether the word goes on behind the counter (5Gbps, 3コースター).
fn runs_on(c: &Cursor<'_>) -> bool {
    let (Some(last), Some(next)) = (c.back(), c.peek()) else {
        return false;
    };
    let latin = last.is_ascii_alphanumeric() && next.is_ascii_alphanumeric();
    latin || (is_katakana(last) && is_katakana(next))
}
