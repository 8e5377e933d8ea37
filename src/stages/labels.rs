//! The labels of a document that are not known.

use super::{Options, file_info, read_with};
use crate::lexicon::Role;
use crate::record::{self, about};
use crate::source::{Refusal, Source};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A label that tables or fields have and of which no word is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnknownLabel {
    /// Its words, without dates and units.
    pub label: String,
    /// How often it was seen.
    pub times: usize,
    /// Files that have it.
    pub documents: Vec<String>,
    /// A few of its values.
    pub examples: Vec<String>,
    /// What speaks for each role that its values lean to, over all places, in hundredths of a nat.
    pub leans: BTreeMap<Role, i32>,
}

/// Most values that are shown.
const SHOWN: usize = 3;

impl UnknownLabel {
    /// The role that its values lean to most.
    pub fn role(&self) -> Option<Role> {
        self.leans.iter().max_by_key(|(role, weight)| (**weight, std::cmp::Reverse(**role))).map(|(role, _)| *role)
    }

    /// Takes in the same label of another place.
    pub fn add(&mut self, other: Self) {
        self.times += other.times;
        self.documents.extend(other.documents);
        self.documents.sort();
        self.documents.dedup();
        for example in other.examples {
            if self.examples.len() < SHOWN && !self.examples.contains(&example) {
                self.examples.push(example);
            }
        }
        other.leans.into_iter().for_each(|(role, weight)| *self.leans.entry(role).or_default() += weight);
    }

    /// The same labels of several places as one each, the most frequent first.
    pub fn together(all: impl IntoIterator<Item = Self>) -> Vec<Self> {
        let mut known: BTreeMap<String, Self> = BTreeMap::new();
        for label in all {
            match known.get_mut(&label.label) {
                Some(same) => same.add(label),
                None => drop(known.insert(label.label.clone(), label)),
            }
        }
        let mut labels: Vec<Self> = known.into_values().collect();
        labels.sort_by_key(|label| std::cmp::Reverse(label.times));
        labels
    }
}

/// The labels of a source's tables and fields of which no word is known, the most frequent first, each with the role that
/// it leans to by its values and by what stands beside it.
///
/// # Errors
/// As [`super::convert_with`].
pub fn labels(source: &Source, options: &Options) -> Result<Vec<UnknownLabel>, Refusal> {
    let read = read_with(source, options)?;
    let about = about::read(&read.blocks, &read.origin, file_info(source, &read));
    let found = record::unknown_labels(&read.blocks, &read.tables, &about, &options.lexicon);
    let one = |seen: record::reading::unknown::Unknown| UnknownLabel {
        label: seen.label,
        times: 1,
        documents: vec![source.name.clone()],
        examples: seen.examples,
        leans: seen.leans.into_iter().map(|role| (role, seen.weight)).collect(),
    };
    Ok(UnknownLabel::together(found.into_iter().map(one)))
}
