//! T019: a figure that holds on one basis only.
//!
//! What: a result gives a change twice for the same time and comparison, on two bases, and the two
//! disagree: `17.8%削減` leaving out one set of offices, `11.8%増` leaving out another. Why: a
//! headline that names the one figure says something else than the other.

use super::tell::{Case, quoted, words};
use crate::record::model::{Finding, Measurement, Outcome, Severity};

/// Holds the changes of every result against one another.
pub fn check(case: Case<'_>) -> Vec<Finding> {
    case.records.results.iter().flat_map(|result| of_result(case, result)).collect()
}

fn of_result(case: Case<'_>, result: &Outcome) -> Vec<Finding> {
    let figures = &result.measurements;
    let mut found = Vec::new();
    for (at, first) in figures.iter().enumerate() {
        for second in figures.iter().skip(at + 1).filter(|second| disagree(first, second)) {
            found.push(tell(case, first, second));
        }
    }
    found
}

/// The measurement that gives the same change on another basis, where its direction is another.
pub fn opposite<'a>(first: &Measurement, figures: &'a [Measurement]) -> Option<&'a Measurement> {
    figures.iter().find(|second| disagree(first, second) && first.quantity.change != second.quantity.change)
}

/// Whether two figures are one change on two bases, with different outcomes.
fn disagree(first: &Measurement, second: &Measurement) -> bool {
    let when = |measured: &Measurement| measured.as_of.as_ref().map(|date| (date.start, date.end));
    let base = |measured: &Measurement| measured.compared_with.as_ref().map(|date| (date.start, date.end));
    let (one, two) = (&first.quantity, &second.quantity);
    let same_time = when(first).is_some() && when(first) == when(second) && base(first) == base(second);
    let same_thing = one.unit == two.unit && one.change.is_some() && two.change.is_some();
    let two_bases = first.condition.is_some() && second.condition.is_some() && first.condition != second.condition;
    same_time && same_thing && two_bases && (one.value != two.value || one.change != two.change)
}

fn tell(case: Case<'_>, first: &Measurement, second: &Measurement) -> Finding {
    let turned = first.quantity.change != second.quantity.change;
    let (one, two) = (words(&first.quantity), words(&second.quantity));
    let basis = |measured: &Measurement| measured.condition.clone().unwrap_or_default();
    let when = first.as_of.as_ref().map_or("", |date| date.raw.trim());
    let en = format!("a figure holds on one basis only: {when} {one} ({}); {two} ({})", basis(first), basis(second));
    let ja = format!("前提により数値が異なります: {when} {one}（{}）、{two}（{}）", basis(first), basis(second));
    let severity = if turned { Severity::Notice } else { Severity::Info };
    case.tell("T019", severity, (en, ja), vec![quoted(&first.quantity), quoted(&second.quantity)])
}
