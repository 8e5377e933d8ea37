//! Assessments: each quantitative target held against the results of its initiative.
//!
//! A verdict needs the same unit, the same direction and a figure that is measured, not announced;
//! without them the verdict is undetermined, with the reason.

use crate::record::Records;
use crate::record::model::{Assessment, Measurement, Outcome, Quantity, Target, Verdict};
use crate::text::Comparator;
use std::collections::BTreeMap;

/// Holds every quantitative target against the results that answer it.
pub fn assess(records: &Records) -> Vec<Assessment> {
    let mut by_initiative: BTreeMap<&str, Vec<&Outcome>> = BTreeMap::new();
    for result in &records.results {
        if let Some(id) = &result.initiative_id {
            by_initiative.entry(id).or_default().push(result);
        }
    }
    let own = |target: &Target| {
        target.initiative_id.as_deref().and_then(|id| by_initiative.get(id)).map_or(&[][..], Vec::as_slice)
    };
    records.targets.iter().filter_map(|target| Some(held(target, target.quantity.as_ref()?, own(target)))).collect()
}

fn held(target: &Target, aim: &Quantity, results: &[&Outcome]) -> Assessment {
    let fits = |measurement: &&Measurement| {
        !measurement.planned
            && measurement.quantity.unit == aim.unit
            && measurement.quantity.per == aim.per
            && measurement.quantity.change == aim.change
    };
    let named = |result: &Outcome, measurement: &Measurement| {
        let (Some(wanted), Some(got)) = (&target.indicator, &measurement.indicator) else {
            return false;
        };
        let head: String = wanted.chars().take_while(|c| *c != ' ').collect();
        got.contains(wanted.as_str()) || got.contains(&head) || result.text.contains(&head)
    };
    let all: Vec<(&Outcome, &Measurement)> =
        results.iter().flat_map(|result| result.measurements.iter().filter(fits).map(|m| (*result, m))).collect();
    let by_name: Vec<_> = all.iter().copied().filter(|(result, measurement)| named(result, measurement)).collect();
    let answers = if by_name.is_empty() { all } else { by_name };
    let last =
        answers.iter().rev().find(|(result, _)| result.details.is_empty() || answers.len() == 1).or(answers.first());
    let verdict = |verdict: Verdict, result_ids: Vec<String>, reason: String| Assessment {
        target_id: target.id.clone(),
        result_ids,
        verdict,
        rule: "same initiative, same unit".to_owned(),
        reason,
    };
    match last {
        None => verdict(
            Verdict::Undetermined,
            Vec::new(),
            "no result of the initiative has a figure in this unit".to_owned(),
        ),
        Some((result, measurement)) => {
            let (got, wanted) = (number(&measurement.quantity), number(aim));
            let met = if aim.change.is_some() { got >= wanted } else { reached(got, wanted, aim.comparator) };
            let reason =
                format!("{} {} {}", measurement.quantity.raw.trim(), sign(aim.comparator, met), aim.raw.trim());
            verdict(if met { Verdict::Met } else { Verdict::NotMet }, vec![result.id.clone()], reason)
        }
    }
}

/// A printed aim without a comparator is reached from that figure on.
fn reached(got: f64, wanted: f64, comparator: Comparator) -> bool {
    match comparator {
        Comparator::Eq | Comparator::Ge => got >= wanted,
        Comparator::Gt => got > wanted,
        Comparator::Le => got <= wanted,
        Comparator::Lt => got < wanted,
    }
}

fn sign(comparator: Comparator, met: bool) -> &'static str {
    match (comparator, met) {
        (Comparator::Le | Comparator::Lt, true) => "reaches at most",
        (Comparator::Le | Comparator::Lt, false) => "exceeds",
        (_, true) => "reaches",
        (_, false) => "does not reach",
    }
}

fn number(quantity: &Quantity) -> f64 {
    quantity.value.as_f64().unwrap_or(f64::NAN)
}
