//! T022: 再掲 without its original.
//!
//! What: a result marked 再掲 of which no other line of the document says the same. Why: a reader who
//! is sent elsewhere should find it there.

use super::tell::Case;
use crate::lexicon;
use crate::page::squeeze;
use crate::record::model::{Finding, Severity};
use rustc_hash::FxHashSet;

/// Share of the pairs of characters of a statement that its original must have.
const SAME: f64 = 0.6;

/// Looks for the original of every restatement.
pub fn check(case: Case<'_>) -> Vec<Finding> {
    let restated: Vec<_> = case.records.results.iter().filter(|result| result.restated).collect();
    if restated.is_empty() {
        return Vec::new();
    }
    let originals: Vec<FxHashSet<(char, char)>> = statements(case).iter().map(|text| pairs(text)).collect();
    let told = restated.into_iter().filter_map(|result| {
        let own = pairs(&without_mark(&result.text));
        let found =
            originals.iter().any(|original| own.intersection(original).count() as f64 >= SAME * own.len() as f64);
        if own.is_empty() || found {
            return None;
        }
        let en = format!("a statement is marked as a restatement, and no other line says the same: {}", result.text);
        let ja = format!("再掲とありますが、もとの記載が見つかりません: {}", result.text);
        Some(case.tell("T022", Severity::Notice, (en, ja), result.source.all().to_vec()))
    });
    told.collect()
}

/// Every other statement of the document.
fn statements(case: Case<'_>) -> Vec<String> {
    let records = case.records;
    let results = records.results.iter().filter(|result| !result.restated);
    let results = results.flat_map(|result| std::iter::once(&result.text).chain(&result.details));
    let initiatives = records.initiatives.iter();
    let initiatives = initiatives.flat_map(|initiative| {
        [&initiative.name].into_iter().chain(&initiative.activities).chain(&initiative.description)
    });
    let targets = records.targets.iter().map(|target| &target.text);
    let prose = records.outline.iter().flat_map(|section| section.text.lines());
    results.chain(initiatives).chain(targets).map(|text| squeeze(text)).chain(prose.map(squeeze)).collect()
}

/// A statement without the bracket that says 再掲.
fn without_mark(text: &str) -> String {
    let bracket = crate::text::brackets(text)
        .into_iter()
        .find(|range| text.get(range.clone()).is_some_and(lexicon::says_restated));
    let mut text = text.to_owned();
    bracket.into_iter().for_each(|range| text.replace_range(range, ""));
    squeeze(&text)
}

/// The pairs of neighbouring characters.
fn pairs(text: &str) -> FxHashSet<(char, char)> {
    text.chars().zip(text.chars().skip(1)).collect()
}
