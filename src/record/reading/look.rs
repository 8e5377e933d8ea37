//! What a value looks like, and how the values of a column fit a role.

use crate::lexicon::{self, Look, Role, Verb};
use crate::text::{Carry, Place, figures, periods, unit_of};
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Longest noun phrase, in characters; what is longer is read as a sentence.
const LONGEST_NAME: usize = 36;

/// Longest word that says what is done in a year (本格実施), in characters.
const BRIEF: usize = 6;

/// `A-1`, `1-(2)`, `B3`, `(3)`, `①`, `001`.
#[expect(clippy::expect_used, reason = "a constant pattern, compiled by every test")]
static CODE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[A-Za-z]{0,2}-?\(?\d{1,6}\)?(?:[-.ー−]\(?\d{1,3}\)?)*|[\u{2460}-\u{2473}]|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]-?\d*|[ア-ンa-zA-Z])$").expect("codes")
});

/// What a value looks like; none where it is blank or says that there is none.
pub fn look(text: &str) -> Option<Look> {
    let text = text.trim();
    if text.is_empty() || lexicon::says_none(text) {
        return None;
    }
    // Of boxes only what is ticked says something.
    if let Some(choices) = lexicon::ticked(text) {
        return choices.into_iter().find_map(|choice| look(text.get(choice)?));
    }
    if lexicon::is_tag(text) {
        return Some(Look::Tag);
    }
    if lexicon::is_grade(text) {
        return Some(Look::Grade);
    }
    if lexicon::is_sign(text) {
        return Some(Look::Sign);
    }
    let dates = periods(text, &mut Carry::default());
    let taken: Vec<_> = dates.iter().map(|found| found.range.clone()).collect();
    let figures = figures(text, &taken, Place::Cell).found;
    let covered = |ranges: usize| {
        ranges * 10 >= text.chars().filter(|c| !c.is_whitespace()).map(char::len_utf8).sum::<usize>() * 6
    };
    let dated: usize = dates.iter().map(|found| found.range.len()).sum();
    if covered(dated) && figures.is_empty() {
        return Some(Look::Date);
    }
    let counted: usize = figures.iter().map(|found| found.range.len()).sum();
    if covered(counted + dated) && !figures.is_empty() {
        let money = figures[0].value.unit.as_deref() == Some("円");
        let bare =
            figures.len() == 1 && figures[0].value.unit.is_none() && CODE.is_match(text) && text.starts_with('0');
        return Some(if bare {
            Look::Code
        } else if money {
            Look::Money
        } else {
            Look::Figure
        });
    }
    if CODE.is_match(text) {
        return Some(Look::Code);
    }
    if is_unit(text) {
        return Some(Look::Unit);
    }
    Some(words(text))
}

/// What words look like that are neither figure nor sign.
fn words(text: &str) -> Look {
    let parts: Vec<&str> =
        text.split(['、', ',', '\n', '・', ' ']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let most = |is: &dyn Fn(&str) -> bool| parts.iter().filter(|part| is(part)).count() * 2 > parts.len();
    if most(&lexicon::is_office) && text.chars().count() <= LONGEST_NAME * 2 {
        return Look::Office;
    }
    let sentence = text.contains('。') || text.chars().count() > LONGEST_NAME;
    if !sentence && most(&lexicon::is_organisation) {
        return Look::Organisation;
    }
    match lexicon::verb(text) {
        // 地産地消の推進 is a name; 推進 alone, or 推進する, says what comes next.
        Some(Verb::Later) if !sentence && names_work(text) => Look::Name,
        Some(Verb::Later) => Look::Later,
        Some(Verb::Need) if sentence => Look::Need,
        Some(Verb::Past) if sentence || text.ends_with('た') || text.ends_with('済') => Look::Past,
        _ if sentence => Look::Plan,
        _ => Look::Name,
    }
}

/// Whether a phrase is a name of what is done: a noun of work behind の.
fn names_work(text: &str) -> bool {
    let head = text.trim().trim_end_matches(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || c == 'し');
    head.ends_with('の') && head.chars().count() > 2
}

/// Whether a word is a unit: behind a digit it makes a figure.
fn is_unit(text: &str) -> bool {
    text.chars().count() <= 10 && unit_of(text).is_some()
}

/// What the values of a column look like.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    /// How many values look so, of those that say something.
    counts: BTreeMap<Look, usize>,
    /// Values that say something.
    pub said: usize,
    /// Values that stand in cells of their own and are blank or say that there is none.
    pub blank: usize,
    /// Values that are a word or a mark.
    pub brief: usize,
    /// Grades that are a letter (A, S).
    pub letters: usize,
}

impl Profile {
    /// Of values, each with what it looks like.
    pub fn of<'t>(values: impl Iterator<Item = (&'t str, Option<Look>)>) -> Self {
        let mut profile = Self::default();
        for (value, look) in values {
            match look {
                Some(look) => {
                    *profile.counts.entry(look).or_default() += 1;
                    profile.said += 1;
                    let letter = value.trim().chars().all(|c| c.is_ascii_alphabetic());
                    profile.letters += usize::from(look == Look::Grade && letter);
                    profile.brief += usize::from(value.trim().chars().count() <= BRIEF);
                }
                None => profile.blank += 1,
            }
        }
        profile
    }

    /// How many values look so, for each look that any has.
    pub fn looks(&self) -> impl Iterator<Item = (Look, usize)> {
        self.counts.iter().map(|(look, count)| (*look, *count))
    }

    /// How well the values fit a role, in hundredths of a nat; few values say less than many.
    pub fn fits(&self, role: Role) -> i32 {
        let count = self.said as i32;
        if count == 0 {
            return 0;
        }
        let sum: i32 = self.looks().map(|(look, times)| lexicon::fit(role, look) * times as i32).sum();
        sum / count * count.min(3) / 3
    }

    /// How many in a hundred values look so.
    pub fn share(&self, looks: &[Look]) -> usize {
        let hits: usize = self.looks().filter(|(look, _)| looks.contains(look)).map(|(_, count)| count).sum();
        hits * 100 / self.said.max(1)
    }
}
