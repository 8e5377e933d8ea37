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

impl How {
    /// The names of all, as data files spell them.
    pub(super) const NAMES: [&str; 4] = ["whole", "end", "start", "inside"];

    /// The one of a name.
    pub(super) fn named(name: &str) -> Option<Self> {
        let at = Self::NAMES.iter().position(|known| *known == name)?;
        [Self::Whole, Self::End, Self::Start, Self::Inside].get(at).copied()
    }
}

/// A line of the data file, or of the user's: what a word in a label means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    /// What a label with the word means.
    pub role: Role,
    /// How the word must stand.
    pub how: How,
    /// How much it speaks for it, in hundredths of a nat.
    pub weight: i32,
    /// Line of the file, from 1.
    pub line: u32,
    /// Characters of the word.
    pub length: usize,
    /// Whether it is a line of the user's lexicon.
    pub own: bool,
}

/// The heaviest that a single word can weigh.
pub(super) const HEAVIEST: i32 = 420;

/// Words of labels with what each means, ready to be found.
#[derive(Debug, Default)]
pub(super) struct Labels {
    words: Vec<(String, Vec<Fact>)>,
    finder: Option<AhoCorasick>,
}

static LABELS: LazyLock<Labels> = LazyLock::new(|| {
    let lines = include_str!("../../lexicon/labels.tsv").lines().enumerate();
    Labels::of(lines.filter_map(|(at, line)| fact(line, at as u32 + 1)))
});

impl Labels {
    pub(super) fn of(facts: impl Iterator<Item = (String, Fact)>) -> Self {
        let mut places: FxHashMap<String, usize> = FxHashMap::default();
        let mut words: Vec<(String, Vec<Fact>)> = Vec::new();
        for (word, fact) in facts {
            let place = *places.entry(word).or_insert_with_key(|word| {
                words.push((word.clone(), Vec::new()));
                words.len() - 1
            });
            words[place].1.push(fact);
        }
        let finder = AhoCorasick::new(words.iter().map(|(word, _)| word)).ok();
        Self { words, finder }
    }

    /// The word of a line; none where the line has none.
    pub(super) fn word(&self, line: u32) -> Option<&str> {
        let mut words = self.words.iter();
        words.find(|(_, facts)| facts.iter().any(|fact| fact.line == line)).map(|(word, _)| word.as_str())
    }

    /// For each role the heaviest fact that holds of a label, with the length of its word in bytes.
    fn look(&self, label: &str, best: &mut Vec<(Fact, usize)>) {
        let Some(finder) = &self.finder else { return };
        for hit in finder.find_overlapping_iter(label) {
            let Some((word, facts)) = self.words.get(hit.pattern().as_usize()) else { continue };
            let (starts, ends) = (hit.start() == 0, hit.end() == label.len());
            for fact in facts {
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
                let found = (fact, word.len());
                match best.iter_mut().find(|(known, _)| known.role == fact.role) {
                    Some(known) if weighs_less(found, *known) => {}
                    Some(known) => *known = found,
                    None => best.push(found),
                }
            }
        }
    }
}

/// Whether of two facts, each with the length of its word, the second counts. Of those of the data file that is the heavier
/// one; what the user says of a word stands before what is said of it, or of a shorter one, elsewhere.
fn weighs_less((fact, bytes): (Fact, usize), (known, known_bytes): (Fact, usize)) -> bool {
    match (fact.own, known.own) {
        (true, false) if bytes >= known_bytes => false,
        (true, true) if bytes != known_bytes => bytes < known_bytes,
        _ => fact.weight <= known.weight,
    }
}

/// The word of a line of the data file.
pub(super) fn word(line: u32) -> Option<&'static str> {
    LABELS.word(line)
}

fn fact(line: &str, at: u32) -> Option<(String, Fact)> {
    let mut cells = line.split('\t');
    let (word, role, how) = (cells.next()?, cells.next()?, cells.next()?);
    let (right, wrong): (i32, i32) = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
    let how = How::named(how)?;
    let role = serde_json::from_value(serde_json::Value::String(role.to_owned())).ok()?;
    let length = word.chars().count();
    Some((word.to_owned(), Fact { role, how, weight: weight(right, wrong), line: at, length, own: false }))
}

/// The logarithm of how much oftener a word was right than wrong, in hundredths of a nat.
fn weight(right: i32, wrong: i32) -> i32 {
    let odds = (f64::from(right) + 0.5) / (f64::from(wrong) + 0.5);
    ((odds.ln() * 100.0).round() as i32).clamp(-HEAVIEST, HEAVIEST)
}

/// Every role that words of a label can tell by the data file and by these words of the user, with the heaviest fact
/// for each. Words that stand for more of the label weigh more.
pub(super) fn senses(label: &str, own: Option<&Labels>) -> Vec<Fact> {
    let label = squeeze(label);
    let mut best: Vec<(Fact, usize)> = Vec::new();
    LABELS.look(&label, &mut best);
    if let Some(own) = own {
        own.look(&label, &mut best);
    }
    let mut best: Vec<Fact> = best.into_iter().map(|(fact, _)| fact).collect();
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
            assert_eq!(senses(label, None).first().map(|fact| fact.role), Some(wanted), "{label}");
        }
        assert!(senses("", None).is_empty());
    }
}
