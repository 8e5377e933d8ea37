//! Counters and the words around figures, from `lexicon/units.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::cursor::{Cursor, is_katakana};

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
}

#[derive(Debug, Deserialize)]
pub(crate) struct Changes {
    pub(crate) increase: Vec<String>,
    pub(crate) decrease: Vec<String>,
    pub(crate) increase_short: Vec<String>,
    pub(crate) decrease_short: Vec<String>,
    pub(crate) not_change: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Per {
    pub(crate) words: Vec<String>,
    pub(crate) alone: Vec<String>,
    pub(crate) links: Vec<String>,
    pub(crate) strong_links: Vec<String>,
    pub(crate) heads: Vec<String>,
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
    pub(crate) changes: Changes,
    pub(crate) per: Per,
    pub(crate) bare: Bare,
}

pub(crate) static UNITS: LazyLock<Units> = LazyLock::new(load);

#[expect(clippy::expect_used, reason = "the lexicon is part of the program: one that does not parse is a bug")]
fn load() -> Units {
    let file: File = toml::from_str(include_str!("../../lexicon/units.toml")).expect("lexicon/units.toml");
    let mut counters: BTreeMap<char, Vec<(String, Kind)>> = BTreeMap::new();
    let measures = file.measures.into_iter().map(|w| (w, Kind::Measure));
    let ordinals = file.ordinals.into_iter().map(|w| (w, Kind::Ordinal));
    for (word, kind) in measures.chain(ordinals) {
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
        comparators,
        changes: file.changes,
        per: file.per,
        bare: file.bare,
    }
}

/// What a counter may be divided by: 人/年, kWh/m2.
const RATES: [&str; 16] =
    ["年度", "年", "月", "日", "週", "時", "人", "回", "件", "世帯", "校", "台", "m2", "km2", "ha", "h"];

/// Steps over the longest counter that comes next, with what it is divided by.
pub(crate) fn eat_counter(c: &mut Cursor<'_>) -> Option<Kind> {
    let words = UNITS.counters.get(&c.peek()?)?;
    for (word, kind) in words {
        let mut d = *c;
        if !d.eat(word) || runs_on(&d) {
            continue;
        }
        let mut e = d;
        if *kind == Kind::Measure && e.eat("/") && RATES.iter().any(|r| e.eat(r)) && !runs_on(&e) {
            d = e;
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
