//! T018: a target and results that are counted in different units.
//!
//! What: an initiative with one target in figures (`満足度80%`) whose results have figures, none of
//! them in that unit (`3回`). Why: whether the target was reached cannot be told from these figures.

use super::tell::{Case, quoted, words};
use crate::record::model::{Finding, Severity, Target};
use std::collections::HashMap;

/// Most figures that are shown.
const SHOWN: usize = 4;

/// Holds the unit of every lone target against those of its results.
pub fn check(case: Case<'_>) -> Vec<Finding> {
    let mut targets: HashMap<&str, Vec<&Target>> = HashMap::new();
    for target in case.records.targets.iter().filter(|target| target.quantity.is_some()) {
        targets.entry(target.initiative_id.as_deref().unwrap_or_default()).or_default().push(target);
    }
    let groups = super::tell::by_initiative(&case.records.results);
    let told = groups.iter().filter_map(|results| {
        let [target] = targets.get(results.first()?.initiative_id.as_deref()?)?.as_slice() else { return None };
        let aim = target.quantity.as_ref()?;
        let figures = results.iter().flat_map(|result| &result.measurements).map(|measured| &measured.quantity);
        let figures: Vec<_> = figures.collect();
        let unit = |unit: &Option<String>| unit.clone().unwrap_or_default();
        if figures.is_empty() || figures.iter().any(|figure| unit(&figure.unit) == unit(&aim.unit)) {
            return None;
        }
        let shown: Vec<&str> = figures.iter().take(SHOWN).map(|figure| words(figure)).collect();
        let (aim_words, shown) = (words(aim), shown.join("、"));
        let en = format!("target and results are counted in different units: {aim_words}; {shown}");
        let ja = format!("目標と実績の単位が異なります: 目標{aim_words}、実績{shown}");
        let quotes = std::iter::once(aim).chain(figures.iter().copied().take(SHOWN)).map(quoted).collect();
        Some(case.tell("T018", Severity::Info, (en, ja), quotes))
    });
    told.collect()
}
