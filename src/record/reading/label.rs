//! What the labels over a column say: words with every sense, a date, a unit.

use super::region::Region;
use crate::lexicon::{self, Fact, Lexicon, Role};
use crate::page::squeeze;
use crate::record::tables::header_periods;
use crate::text::{Carry, Dated, Found, Own, Text, date_cell, join_lines, strip_mark, unit_of, unread_years};
use std::ops::Range;

/// Longest label, in characters; what is longer is a value.
const LONGEST: usize = 40;

/// What stands over a column.
#[derive(Debug, Clone, Default)]
pub struct Label {
    /// All of it, from the outermost line to the innermost.
    pub text: Text,
    /// Its words without dates, units and marks, squeezed.
    pub words: String,
    /// Its date.
    pub when: Option<Found<Dated>>,
    /// Whether it prints a year without its era, of which no date can be made: 21年度.
    pub lacks_era: bool,
    /// The plan's own period, named by reference.
    pub whole_plan: bool,
    /// The unit in its brackets.
    pub unit: Option<String>,
    /// What its words can mean.
    pub senses: Vec<Fact>,
    /// Whether it is too long to be a label.
    pub long: bool,
}

impl Label {
    /// What a text says as a label.
    pub fn of(text: Text, carry: &Carry, words_of: &Lexicon) -> Self {
        let when = header_periods(text.as_str(), carry);
        let reference = lexicon::plan_period_reference(text.as_str());
        let mut cuts: Vec<_> = when.iter().map(|found| found.range.clone()).collect();
        cuts.extend(reference.clone());
        let bare = bare_years(text.as_str(), &when);
        cuts.extend(bare.iter().cloned());
        cuts.sort_by_key(|cut| cut.start);
        let rest = text.without(&cuts);
        let (_, rest) = strip_mark(&rest);
        let words = squeeze(rest.as_str()).replace("()", "");
        let (words, unit) = without_unit(&words);
        let senses = senses(&words, words_of);
        let long = words.chars().count() > LONGEST || words.contains('。');
        let when = when.into_iter().find(|found| !found.value.comparison);
        let lacks_era = when.is_none() && !bare.is_empty();
        Self { whole_plan: reference.is_some(), lacks_era, words, when, unit, senses, long, text }
    }

    /// Whether it prints a year, be it that nobody knows of which era.
    pub fn is_dated(&self) -> bool {
        self.when.is_some() || self.lacks_era
    }

    /// Whether it is a stretch of time that the document itself explains (短期, 中期).
    pub fn is_term(&self) -> bool {
        let read = date_cell(self.text.as_str(), &mut Carry::default()).found;
        matches!(read.as_slice(), [only] if only.value.own == Some(Own::Term))
    }

    /// How much its words speak for a role; none where no word of it tells that role.
    pub fn tells(&self, role: Role) -> Option<Fact> {
        self.senses.iter().find(|fact| fact.role == role).copied()
    }
}

/// Years without their era, with the word behind them that says which end of the year is meant.
fn bare_years(text: &str, when: &[Found<Dated>]) -> Vec<Range<usize>> {
    let ends = |range: Range<usize>| {
        let behind = text.get(range.end..).unwrap_or_default();
        let end = if behind.starts_with('末') { range.end + '末'.len_utf8() } else { range.end };
        range.start..end
    };
    unread_years(text, when).into_iter().map(ends).collect()
}

/// Every sense of a label's words: those of the whole, of what stands before a bracket, and of what stands in it.
pub fn senses(words: &str, words_of: &Lexicon) -> Vec<Fact> {
    let mut all = words_of.senses(words);
    // 対策名 names what 対策 is.
    if let Some(named) = lexicon::without_name_word(words) {
        let names =
            |fact: &Fact| matches!(fact.role, Role::Initiative | Role::Indicator | Role::Group | Role::Department);
        for fact in words_of.senses(named).into_iter().filter(names) {
            if all.iter().all(|known| known.role != fact.role) {
                all.push(Fact { weight: fact.weight * 9 / 10, ..fact });
            }
        }
        all.sort_by_key(|fact| (-fact.weight, fact.role));
    }
    let Some((before, rest)) = words.split_once(['(', '【', '<']) else { return all };
    let inside = rest.trim_end_matches([')', '】', '>']);
    for fact in words_of.senses(before).into_iter().chain(words_of.senses(inside)) {
        let fact = Fact { weight: fact.weight * 9 / 10, ..fact };
        match all.iter_mut().find(|known| known.role == fact.role) {
            Some(known) if known.weight >= fact.weight => {}
            Some(known) => *known = fact,
            None => all.push(fact),
        }
    }
    all.sort_by_key(|fact| (-fact.weight, fact.role));
    all
}

/// The parts of a label that stand over one another tell each their own: `指標` over `名称`, `実績値`.
pub fn parts(label: &mut Label, parts: &[Text], carry: &Carry, words_of: &Lexicon) {
    if parts.len() < 2 {
        return;
    }
    for part in parts {
        for fact in Label::of(part.clone(), carry, words_of).senses {
            let fact = Fact { weight: fact.weight * 8 / 10, ..fact };
            match label.senses.iter_mut().find(|known| known.role == fact.role) {
                Some(known) if known.weight >= fact.weight => {}
                Some(known) => *known = fact,
                None => label.senses.push(fact),
            }
        }
    }
    label.senses.sort_by_key(|fact| (-fact.weight, fact.role));
}

/// The words over a column: those of every cell above it in the first rows.
pub fn over(region: &Region<'_>, from: usize, head: usize, col: usize) -> (Text, Vec<Text>) {
    let mut texts: Vec<&Text> = Vec::new();
    for row in from..head {
        let square = &region.squares[row][col];
        let text = region.text(row, col);
        let again = square.goes_on && row > from;
        if !text.is_blank() && !again {
            texts.push(text);
        }
    }
    let parts = texts.iter().map(|text| (*text).clone()).collect();
    (if let [only] = texts.as_slice() { (*only).clone() } else { join_lines(texts) }, parts)
}

/// A label without the unit in the bracket behind it, and that unit.
fn without_unit(words: &str) -> (String, Option<String>) {
    let Some((before, inside)) =
        words.strip_suffix([')', '】', ']']).and_then(|words| words.rsplit_once(['(', '【', '[']))
    else {
        return (words.to_owned(), None);
    };
    let unit = unit_of(lexicon::without_unit_label(inside)).is_some();
    let money = lexicon::money_unit(inside).is_some() && inside.chars().count() <= 4;
    if unit || money { (before.to_owned(), Some(inside.to_owned())) } else { (words.to_owned(), None) }
}
