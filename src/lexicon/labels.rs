//! What a label can mean (`lexicon/labels.tsv`): every sense of its words, with its weight.

use super::Role;
use crate::text::squeeze;
use aho_corasick::AhoCorasick;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// How a word stands in a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It is the label.
    Whole,
    /// It ends the label: the head of a Japanese phrase stands last.
    End,
    /// It begins the label.
    Start,
    /// It stands anywhere in it.
    Inside,
}

/// A line of the data file: what a word in a label means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    /// The word.
    pub word: &'static str,
    /// What a label with it means.
    pub role: Role,
    /// How it must stand.
    pub how: How,
    /// How much it speaks for it, in hundredths of a nat.
    pub weight: i32,
    /// Line of the file, from 1.
    pub line: u32,
}

/// The heaviest that a single word can weigh.
const HEAVIEST: i32 = 420;

struct Labels {
    facts: FxHashMap<&'static str, Vec<Fact>>,
    words: Vec<&'static str>,
    finder: Option<AhoCorasick>,
}

static LABELS: LazyLock<Labels> = LazyLock::new(|| {
    let mut facts: FxHashMap<&'static str, Vec<Fact>> = FxHashMap::default();
    let mut words = Vec::new();
    let lines = include_str!("../../lexicon/labels.tsv").lines().enumerate();
    for fact in lines.filter_map(|(at, line)| fact(line, at as u32 + 1)) {
        let known = facts.entry(fact.word).or_default();
        if known.is_empty() {
            words.push(fact.word);
        }
        known.push(fact);
    }
    let finder = AhoCorasick::new(&words).ok();
    Labels { facts, words, finder }
});

fn fact(line: &'static str, at: u32) -> Option<Fact> {
    let mut cells = line.split('\t');
    let (word, role, how) = (cells.next()?, cells.next()?, cells.next()?);
    let (right, wrong): (i32, i32) = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
    let how = match how {
        "whole" => How::Whole,
        "end" => How::End,
        "start" => How::Start,
        "inside" => How::Inside,
        _ => return None,
    };
    let role = serde_json::from_value(serde_json::Value::String(role.to_owned())).ok()?;
    Some(Fact { word, role, how, weight: weight(right, wrong), line: at })
}

/// The logarithm of how much oftener a word was right than wrong, in hundredths of a nat.
fn weight(right: i32, wrong: i32) -> i32 {
    let odds = (f64::from(right) + 0.5) / (f64::from(wrong) + 0.5);
    ((odds.ln() * 100.0).round() as i32).clamp(-HEAVIEST, HEAVIEST)
}

/// Every role that words of a label can tell, with the heaviest fact for each. Words that stand for more of the label
/// weigh more.
pub fn senses(label: &str) -> Vec<Fact> {
    let label = squeeze(label);
    let mut best: Vec<Fact> = Vec::new();
    let Some(finder) = &LABELS.finder else { return best };
    for found in finder.find_overlapping_iter(label.as_ref()) {
        let Some(word) = LABELS.words.get(found.pattern().as_usize()) else { continue };
        let (starts, ends) = (found.start() == 0, found.end() == label.len());
        for fact in LABELS.facts.get(word).into_iter().flatten() {
            let stands = match fact.how {
                How::Whole => starts && ends,
                How::End => ends,
                How::Start => starts,
                How::Inside => true,
            };
            if !stands {
                continue;
            }
            let covered = (word.len() * 40 / label.len().max(1)) as i32;
            let fact = Fact { weight: fact.weight * (60 + covered) / 100, ..*fact };
            match best.iter_mut().find(|known| known.role == fact.role) {
                Some(known) if known.weight >= fact.weight => {}
                Some(known) => *known = fact,
                None => best.push(fact),
            }
        }
    }
    best.sort_by_key(|fact| (-fact.weight, fact.role));
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_has_every_sense_of_its_words_the_whole_before_the_head() {
        for (label, wanted) in [
            ("取組項目", Role::Initiative),
            ("めざそう値", Role::Target),
            ("所管部課名", Role::Department),
            ("令和の目標", Role::Target),
            ("今後の対応方針", Role::NextStep),
            ("取組の成果", Role::Result),
            ("目標達成度評価", Role::Rating),
        ] {
            assert_eq!(senses(label).first().map(|fact| fact.role), Some(wanted), "{label}");
        }
        assert!(senses("").is_empty());
    }
}
