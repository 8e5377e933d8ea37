//! Labels of which no word is known: those over the columns of tables that are read or nearly so, those beside the values
//! of sheets, and those of lines (`【めあて】…`, `めあて：…`); each with the role that its values lean to.

use super::label::Label;
use super::look::{self, Profile};
use super::near::{fitting, is_unknown, open};
use super::region::Region;
use super::{Reading, Sense, card, columns, part};
use crate::lexicon::{self, Lexicon, Role};
use crate::page::Block;
use crate::text::{Carry, Text};

/// Most values that are shown.
const SHOWN: usize = 3;
/// Longest label of a field, in characters.
const LONGEST: usize = 16;

/// A label of which no word is known, at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// Its words, without dates and units.
    pub label: String,
    /// The role that its values and what stands beside it lean to.
    pub leans: Option<Role>,
    /// How much they do, in hundredths of a nat.
    pub weight: i32,
    /// A few of its values.
    pub examples: Vec<String>,
}

/// Those over the columns of a reading.
pub fn over(reading: &Reading<'_>) -> Vec<Unknown> {
    let columns = columns(&reading.region, reading.titles, reading.head);
    let role = |col: usize| match reading.senses.get(col).map(|way| way.sense) {
        Some(Sense::Role(role)) => Some(role),
        _ => None,
    };
    let names = |role: &Role| reading.matter.names(*role);
    // Only one of them names the rows.
    let mut named = (0..columns.len()).filter_map(role).any(|role| names(&role));
    let mut last: Option<(usize, Role)> = None;
    open(&columns)
        .filter(|(_, column)| !column.label.is_term())
        .map(|(col, column)| {
            let before = col.checked_sub(1);
            let (leans, weight) = match role(col) {
                Some(role) => (Some(role), reading.senses[col].weight),
                None => {
                    let told = last.filter(|(at, _)| Some(*at) == before).map(|(_, role)| role);
                    let before = before.and_then(role).or(told);
                    lean(&column.profile, (before, role(col + 1)), &|role| !(named && names(&role)))
                }
            };
            named |= leans.as_ref().is_some_and(names);
            last = leans.map(|role| (col, role));
            Unknown { label: column.label.words.clone(), leans, weight, examples: below(reading, col) }
        })
        .collect()
}

/// The role that values fit best between those beside them.
fn lean(
    profile: &Profile,
    (before, behind): (Option<Role>, Option<Role>),
    may_be: &dyn Fn(Role) -> bool,
) -> (Option<Role>, i32) {
    let beside = |own: Role| {
        before.map_or(0, |before| lexicon::order(before, own)) + behind.map_or(0, |behind| lexicon::order(own, behind))
    };
    let ways =
        fitting(profile).into_iter().filter(|own| may_be(*own)).map(|own| (profile.fits(own) + beside(own), own));
    let best = ways.max_by_key(|(weight, own)| (*weight, std::cmp::Reverse(*own)));
    best.map_or((None, 0), |(weight, own)| (Some(own), weight))
}

fn below(reading: &Reading<'_>, col: usize) -> Vec<String> {
    let rows = (reading.head..reading.region.height()).filter(|row| reading.region.begins(*row, col));
    let values = rows.map(|row| reading.region.squares[row][col].text.as_str());
    values.filter(|value| !value.trim().is_empty()).take(SHOWN).map(|value| value.trim().to_owned()).collect()
}

/// Those at the beginning of the rows of a sheet, whose other rows begin with labels that are known.
pub fn beside(region: &Region<'_>) -> Vec<Unknown> {
    let begins = |row: &usize| region.begins(*row, 0) && !region.squares[*row][0].text.is_blank();
    let rows: Vec<usize> = (0..region.height()).filter(begins).collect();
    let known = rows.iter().filter(|row| card::is_label(&region.squares[**row][0])).count();
    if region.width() < 2 || known * 2 < rows.len() {
        return Vec::new();
    }
    let value = |row: usize| (1..region.width()).find(|col| region.begins(row, *col)).map(|col| (row, col));
    let made = |row: usize| {
        let (row, col) = value(row)?;
        let (label, value) = (region.squares[row][0].text, &region.squares[row][col]);
        let values = !value.text.is_blank() && !card::is_label(value);
        field(label, value.text.as_str(), region.lexicon).filter(|_| values)
    };
    rows.into_iter().filter_map(made).collect()
}

/// Those of lines, where the document has them more than once.
pub fn in_lines(blocks: &[Block], lexicon: &Lexicon) -> Vec<Unknown> {
    let found = |block: &Block| {
        let (label, value) = part::set_apart(block)?;
        field(&label, value.as_str(), lexicon)
    };
    let all: Vec<Unknown> = blocks.iter().filter_map(found).collect();
    let again = |own: &&Unknown| all.iter().filter(|other| other.label == own.label).count() > 1;
    all.iter().filter(again).cloned().collect()
}

fn field(label: &Text, value: &str, lexicon: &Lexicon) -> Option<Unknown> {
    let label = Label::of(label.clone(), &Carry::default(), lexicon);
    if !is_unknown(&label) || label.words.chars().count() > LONGEST {
        return None;
    }
    let (leans, weight) = lean(&Profile::of([(value, look::look(value))].into_iter()), (None, None), &|_| true);
    Some(Unknown { label: label.words, leans, weight, examples: vec![value.trim().to_owned()] })
}
