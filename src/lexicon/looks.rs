//! What values look like, and how well each look fits a role (`lexicon/evidence.toml`).

use super::cite::spelled;
use super::{Role, parse};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// What a value looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    /// A number, with or without its unit.
    Figure,
    /// A number of money.
    Money,
    /// A period.
    Date,
    /// An office of the administration.
    Office,
    /// An organisation outside of it.
    Organisation,
    /// A sentence about what happened.
    Past,
    /// A sentence about what is done or will be.
    Plan,
    /// What comes next.
    Later,
    /// What is missing or stands in the way.
    Need,
    /// A noun phrase.
    Name,
    /// A sign or a short word that rates.
    Grade,
    /// A number or code that counts nothing.
    Code,
    /// A sign of a plan drawn in text.
    Sign,
    /// A unit alone.
    Unit,
    /// 新規, 継続.
    Tag,
}

impl Look {
    /// Its name, as data files spell it.
    pub fn name(self) -> String {
        spelled(&self)
    }
}

/// How a sentence stands in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// It happened.
    Past,
    /// It comes next.
    Later,
    /// It is missing.
    Need,
}

#[derive(Deserialize)]
struct Verbs {
    past: Vec<String>,
    later_ends: Vec<String>,
    later: Vec<String>,
    need: Vec<String>,
}

#[derive(Deserialize)]
struct Words {
    words: FxHashSet<String>,
}

#[derive(Deserialize)]
struct Ends {
    ends: Vec<String>,
}

#[derive(Deserialize)]
struct Boxes {
    ticked: Vec<String>,
    open: Vec<String>,
}

#[derive(Deserialize)]
struct Evidence {
    verbs: Verbs,
    grades: Words,
    tags: Words,
    organisations: Ends,
    signs: Words,
    boxes: Boxes,
    fit: BTreeMap<Role, BTreeMap<Look, i32>>,
    order: BTreeMap<Role, BTreeMap<Role, i32>>,
}

static EVIDENCE: LazyLock<Evidence> =
    LazyLock::new(|| parse("evidence.toml", include_str!("../../lexicon/evidence.toml")));

/// How well a value of this look fits a role, in hundredths of a nat.
pub fn fit(role: Role, look: Look) -> i32 {
    EVIDENCE.fit.get(&role).and_then(|looks| looks.get(&look)).copied().unwrap_or(0)
}

/// How much speaks for a role behind another, in hundredths of a nat.
pub fn order(before: Role, behind: Role) -> i32 {
    EVIDENCE.order.get(&before).and_then(|next| next.get(&behind)).copied().unwrap_or(0)
}

/// How a sentence or phrase stands in time; none where no word tells.
pub fn verb(text: &str) -> Option<Verb> {
    let verbs = &EVIDENCE.verbs;
    let end = text.trim_end_matches(['。', ' ', ')', '）', '」', '\n']);
    let ends = |words: &[String]| words.iter().any(|word| end.ends_with(word.as_str()));
    let holds = |words: &[String]| words.iter().any(|word| text.contains(word.as_str()));
    if ends(&verbs.later_ends) || holds(&verbs.later) {
        Some(Verb::Later)
    } else if holds(&verbs.need) {
        Some(Verb::Need)
    } else if ends(&verbs.past) {
        Some(Verb::Past)
    } else {
        None
    }
}

/// Whether a cell is nothing but a sign or short word that rates.
pub fn is_grade(text: &str) -> bool {
    EVIDENCE.grades.words.contains(text.trim())
}

/// Whether a cell is nothing but a word that says what sort of undertaking it is.
pub fn is_tag(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.split(['・', '/', '、', ' ']).all(|part| EVIDENCE.tags.words.contains(part))
}

/// Whether a cell is nothing but signs of a plan drawn in text.
pub fn is_sign(text: &str) -> bool {
    let mut chars = text.chars().filter(|c| !c.is_whitespace()).peekable();
    let sign = |c: char| EVIDENCE.signs.words.iter().any(|word| word.starts_with(c));
    chars.peek().is_some() && chars.all(sign)
}

/// The choices of a cell that are ticked (☑拡充 □継続), by their places; none where the cell has no boxes.
pub fn ticked(text: &str) -> Option<Vec<Range<usize>>> {
    let Boxes { ticked, open } = &EVIDENCE.boxes;
    let first_open = open.iter().filter_map(|mark| text.find(mark.as_str())).min()?;
    let mut boxes: Vec<(usize, usize, bool)> = Vec::new();
    for (marks, chosen) in [(ticked, true), (open, false)] {
        for mark in marks {
            boxes.extend(text.match_indices(mark.as_str()).map(|(at, _)| (at, at + mark.len(), chosen)));
        }
    }
    boxes.sort_unstable();
    let ends = |nth: usize| boxes.get(nth + 1).map_or(text.len(), |next| next.0);
    let choices: Vec<(Range<usize>, bool)> =
        boxes.iter().enumerate().map(|(nth, (_, from, chosen))| (*from..ends(nth), *chosen)).collect();
    let said = |range: &Range<usize>| text.get(range.clone()).is_some_and(|choice| !choice.trim().is_empty());
    // A box without a choice behind it is a sign of something else; so is one that does not open the first choice.
    let clean = choices.iter().all(|(range, _)| said(range)) && (choices.len() > 1 || first_open == 0);
    clean.then(|| choices.into_iter().filter(|(_, chosen)| *chosen).map(|(range, _)| range).collect())
}

/// Whether a name is that of an organisation outside of the administration.
pub fn is_organisation(name: &str) -> bool {
    EVIDENCE.organisations.ends.iter().any(|end| name.trim().ends_with(end.as_str()))
}
