//! T007, T008: one figure stated twice.
//!
//! What: the same indicator at the same date in two places, such as a survey's table and the
//! baseline of a target (`R7：86%`). Why: whoever copied one of them may have slipped. Figures of
//! different initiatives, or under different conditions, are different figures.

use super::tell::{Case, quoted, words};
use crate::page::squeeze;
use crate::record::model::{Finding, Period, Quantity, Severity};
use std::collections::BTreeMap;

/// Shortest indicator that names one thing in a whole document, in characters.
const SHORTEST: usize = 8;

/// A figure with what it says.
struct Stated<'a> {
    quantity: &'a Quantity,
    initiative: Option<&'a str>,
    indicator: &'a str,
    /// The record that states it: one record that gives two figures gives a series.
    record: &'a str,
}

/// Holds every figure against the others of its indicator and date.
pub fn check(case: Case<'_>) -> Vec<Finding> {
    let mut groups: BTreeMap<String, Vec<Stated<'_>>> = BTreeMap::new();
    for result in case.records.results.iter().filter(|result| !result.restated) {
        for measured in result.measurements.iter().filter(|measured| !measured.planned) {
            let condition = measured.condition.as_deref().unwrap_or_default();
            let indicator = measured.indicator.as_deref().unwrap_or_default();
            if let Some(key) = key(indicator, measured.as_of.as_ref(), &measured.quantity, condition) {
                let (quantity, initiative) = (&measured.quantity, result.initiative_id.as_deref());
                groups.entry(key).or_default().push(Stated { quantity, initiative, indicator, record: &result.id });
            }
        }
    }
    for target in &case.records.targets {
        let (Some(indicator), Some(baseline)) = (target.indicator.as_deref(), &target.baseline) else { continue };
        let Some(quantity) = &baseline.quantity else { continue };
        if let Some(key) = key(indicator, baseline.as_of.as_ref(), quantity, "") {
            let initiative = target.initiative_id.as_deref();
            groups.entry(key).or_default().push(Stated { quantity, initiative, indicator, record: &target.id });
        }
    }
    groups.values().filter_map(|group| tell(case, group)).collect()
}

/// What two figures must share to be one figure stated twice.
fn key(indicator: &str, as_of: Option<&Period>, quantity: &Quantity, condition: &str) -> Option<String> {
    let name = squeeze(indicator);
    let (start, end) = as_of.and_then(|date| date.start.zip(date.end))?;
    let unit = quantity.unit.as_deref()?;
    let plain = quantity.change.is_none() && quantity.per.is_none();
    (plain && name.chars().count() >= SHORTEST).then(|| format!("{name}\0{start}\0{end}\0{unit}\0{condition}"))
}

fn tell(case: Case<'_>, group: &[Stated<'_>]) -> Option<Finding> {
    let first = group.first()?;
    let second = group.iter().find(|other| {
        let together = other.initiative == first.initiative || other.initiative.is_none() || first.initiative.is_none();
        // What several targets start from may be printed once.
        let apart = other.quantity.at != first.quantity.at;
        other.record != first.record && together && apart
    })?;
    let quotes = vec![quoted(first.quantity), quoted(second.quantity)];
    let (name, one, two) = (first.indicator, words(first.quantity), words(second.quantity));
    if first.quantity.value == second.quantity.value {
        let en = format!("a figure is stated twice and agrees: {name}: {one}, {two}");
        let ja = format!("同じ数値が2か所に記載され、一致します: {name}: {one}、{two}");
        return Some(case.tell("T007", Severity::Info, (en, ja), quotes));
    }
    let en = format!(
        "the figures do not reconcile under the rule that one indicator has one value at one date: {name}: {one}, {two}"
    );
    let ja = format!("「同じ時点の同じ指標の値は一つである」という規則では数値が整合しません: {name}: {one}、{two}");
    Some(case.tell("T008", Severity::Notice, (en, ja), quotes))
}
