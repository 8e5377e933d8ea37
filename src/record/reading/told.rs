//! The ways to read a table, told to those who ask: weights, lines of data, rows by kind, what was missing.

use super::near::Near;
use super::{ACCEPT, Matter, Missing, Reading, Sense};
use crate::lexicon::{Cited, Entry, List};
use serde::Serialize;
use std::collections::BTreeMap;

/// A table with the ways to read it.
#[derive(Debug, Clone, Serialize)]
pub struct ExplainedTable {
    /// The file's name.
    pub file: String,
    /// The document's title.
    pub title: Option<String>,
    /// Number of the table in the document, from 1.
    pub table: u32,
    /// Sheets of labels with their values that it is read as; 0 where it is read as rows.
    pub sheets: usize,
    /// Records that quote it.
    pub records: usize,
    /// How it was nearly read, where it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near: Option<Near>,
    /// The ways to read it, the one that most speaks for first.
    pub ways: Vec<Way>,
}

/// A way to read a table.
#[derive(Debug, Clone, Serialize)]
pub struct Way {
    /// Whether records were made in this way.
    pub taken: bool,
    /// What its rows, or its columns where it lies on its side, speak of.
    pub of: &'static str,
    /// Whether it lies on its side.
    pub turned: bool,
    /// Rows of titles above the header.
    pub titles: usize,
    /// Rows of the header.
    pub header: usize,
    /// What speaks for it, in hundredths of a nat.
    pub sum: i32,
    /// From this sum on records are made.
    pub needed: i32,
    /// What was missing for records.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<Missing>,
    /// What each column means.
    pub columns: Vec<ColumnTold>,
    /// The rows of each kind, from 1.
    pub rows: BTreeMap<&'static str, Vec<usize>>,
}

/// What a column means, and why.
#[derive(Debug, Clone, Serialize)]
pub struct ColumnTold {
    /// What stands over it.
    pub label: String,
    /// Its role; `unread` where nothing was understood.
    pub role: String,
    /// What speaks for it, in hundredths of a nat.
    pub weight: i32,
    /// The line of the lexicon that tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lexicon: Option<Cited>,
    /// What its values look like: how many of each.
    pub looks: BTreeMap<String, usize>,
}

/// A reading in words.
pub fn way(reading: &Reading<'_>, taken: bool) -> Way {
    let columns = super::columns(&reading.region, reading.titles, reading.head);
    let column = |col: usize| {
        let way = &reading.senses[col];
        let entry = way
            .word
            .map(|fact| Entry { list: List::Label { line: fact.line, role: fact.role, own: fact.own }, word: "" });
        let mut looks: BTreeMap<String, usize> = BTreeMap::new();
        columns[col].profile.looks().for_each(|(look, count)| *looks.entry(look.name()).or_default() += count);
        ColumnTold {
            label: reading.labels[col].text.as_str().to_owned(),
            role: sense(way.sense),
            weight: way.weight,
            lexicon: entry.map(|entry| reading.region.lexicon.cited(entry)),
            looks,
        }
    };
    let mut rows: BTreeMap<&'static str, Vec<usize>> = BTreeMap::new();
    for (at, kind) in reading.rows.iter().enumerate() {
        rows.entry(kind.name()).or_default().push(reading.head + at + 1);
    }
    Way {
        taken,
        of: match reading.matter {
            Matter::Initiative => "initiatives",
            Matter::Indicator => "indicators",
        },
        turned: reading.region.turned,
        titles: reading.titles,
        header: reading.head - reading.titles,
        sum: reading.sum,
        needed: ACCEPT,
        missing: reading.missing,
        columns: (0..columns.len()).map(column).collect(),
        rows,
    }
}

/// What a column means, in a word.
pub fn sense(sense: Sense) -> String {
    match sense {
        Sense::Role(role) => role.name(),
        Sense::Stage => "stage".to_owned(),
        Sense::Kind => "kind".to_owned(),
        Sense::Unread => "unread".to_owned(),
    }
}
