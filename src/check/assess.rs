//! Assessments: each quantitative target held against the results of its initiative.
//!
//! A figure answers a target when it has the same unit, the same direction and is measured, not
//! announced. One result gives one figure: its latest where all are dated, else its first. A result
//! without details is a total and goes before the lists that it sums up. Several results without a
//! name that tells them apart are counted together; percentages never are. Whatever does not add
//! up to a verdict is undetermined, with the reason.

use crate::record::Records;
use crate::record::model::{Assessment, Measurement, Outcome, Quantity, Target, Verdict};
use crate::text::Comparator;

/// A result and the figure by which it answers.
type Answer<'a> = (&'a Outcome, &'a Measurement);

/// Holds every quantitative target against the results that answer it.
pub fn assess(records: &Records) -> Vec<Assessment> {
    let mut by_initiative: std::collections::HashMap<&str, Vec<&Outcome>> = std::collections::HashMap::new();
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
    let answers = answers(target, aim, results);
    let (verdict, rule, reason) = match answers.as_slice() {
        [] => (Verdict::Undetermined, "no answer", "no result of the initiative has a figure in this unit".to_owned()),
        [(_, one)] => single(aim, &one.quantity),
        several => together(aim, several),
    };
    Assessment {
        target_id: target.id.clone(),
        result_ids: answers.iter().map(|(result, _)| result.id.clone()).collect(),
        verdict,
        rule: rule.to_owned(),
        reason,
    }
}

/// The figures that answer a target: one a result; the total that is named like the
/// target, else the only one so named, else the only total, else all.
fn answers<'a>(target: &Target, aim: &Quantity, results: &[&'a Outcome]) -> Vec<Answer<'a>> {
    let all: Vec<Answer<'a>> = results.iter().filter_map(|result| Some((*result, figure(result, aim)?))).collect();
    let named: Vec<Answer<'a>> = all.iter().copied().filter(|(result, _)| is_named(target, result)).collect();
    let totals: Vec<Answer<'a>> = all.iter().copied().filter(|(result, _)| result.details.is_empty()).collect();
    let both = named.iter().copied().filter(|(result, _)| result.details.is_empty()).collect();
    [both, named, totals].into_iter().find(|chosen| chosen.len() == 1).unwrap_or(all)
}

/// The figure by which a result answers: its latest where all are dated, else its first.
fn figure<'a>(result: &'a Outcome, aim: &Quantity) -> Option<&'a Measurement> {
    let fits = |measurement: &&Measurement| {
        let got = &measurement.quantity;
        !measurement.planned && got.unit == aim.unit && got.per == aim.per && got.change == aim.change
    };
    let fitting: Vec<&Measurement> = result.measurements.iter().filter(fits).collect();
    let end = |measurement: &&Measurement| measurement.as_of.as_ref().and_then(|period| period.end);
    if fitting.iter().all(|measurement| end(measurement).is_some()) {
        fitting.into_iter().max_by_key(end)
    } else {
        fitting.into_iter().next()
    }
}

/// Whether a result speaks of what the target counts.
fn is_named(target: &Target, result: &Outcome) -> bool {
    let head = target.indicator.as_deref().and_then(|indicator| indicator.split(' ').next());
    head.is_some_and(|head| result.text.contains(head))
}

fn single(aim: &Quantity, got: &Quantity) -> (Verdict, &'static str, String) {
    let met = if aim.change.is_some() {
        number(got) >= number(aim)
    } else {
        reached(number(got), number(aim), aim.comparator)
    };
    let reason = format!("{} {} {}", got.raw.trim(), words(aim.comparator, met), aim.raw.trim());
    (if met { Verdict::Met } else { Verdict::NotMet }, "same unit", reason)
}

/// Several results: reached where each reaches; counts add up; anything else is not told.
fn together(aim: &Quantity, answers: &[Answer<'_>]) -> (Verdict, &'static str, String) {
    let raws: Vec<&str> = answers.iter().map(|(_, measurement)| measurement.quantity.raw.trim()).collect();
    let each =
        answers.iter().all(|(_, measurement)| reached(number(&measurement.quantity), number(aim), aim.comparator));
    if each {
        return (Verdict::Met, "each result", format!("{} each reach {}", raws.join(", "), aim.raw.trim()));
    }
    let counts = aim.unit.as_deref() != Some("%") && aim.change.is_none() && aim.per.is_none();
    if !counts || matches!(aim.comparator, Comparator::Le | Comparator::Lt) {
        return (Verdict::Undetermined, "several results", format!("{} do not tell which answers", raws.join(", ")));
    }
    let sum: f64 = answers.iter().map(|(_, measurement)| number(&measurement.quantity)).sum();
    let met = reached(sum, number(aim), aim.comparator);
    let reason = format!("{} = {sum} {} {}", raws.join(" + "), words(aim.comparator, met), aim.raw.trim());
    (if met { Verdict::Met } else { Verdict::NotMet }, "sum of the results", reason)
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

fn words(comparator: Comparator, met: bool) -> &'static str {
    match (comparator, met) {
        (Comparator::Le | Comparator::Lt, true) => "keeps within",
        (Comparator::Le | Comparator::Lt, false) => "exceeds",
        (_, true) => "reaches",
        (_, false) => "does not reach",
    }
}

fn number(quantity: &Quantity) -> f64 {
    quantity.value.as_f64().unwrap_or(f64::NAN)
}
