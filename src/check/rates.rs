//! T005, T006: a count and its percentage against each other.
//!
//! What: one result gives percentages and counts at the same dates. 189業務 = 20% means a whole of
//! 922 to 969, 472業務 = 50.3% one of 938 or 939: there is a whole that fits both. 9件 = 20% means 44
//! to 46, 52件 = 100% means 52: there is none. Why: one of the four figures, or what is counted, is
//! not what it seems. Rounding to the last printed digit is allowed for.

use super::tell::{Case, half_digit, number, quoted, words};
use crate::record::model::{Finding, Measurement, Outcome, Period, Severity};
use crate::text::Comparator;

/// Fewest pairs that say something about one another.
const FEWEST: usize = 2;

/// A percentage and the count that it belongs to.
type Pair<'a> = (&'a Measurement, &'a Measurement);

/// Holds the percentages of every result against its counts.
pub fn check(case: Case<'_>) -> Vec<Finding> {
    case.records.results.iter().filter_map(|result| of_result(case, result)).collect()
}

fn of_result(case: Case<'_>, result: &Outcome) -> Option<Finding> {
    let plain = |measured: &&Measurement| {
        let quantity = &measured.quantity;
        quantity.change.is_none() && quantity.per.is_none() && quantity.comparator == Comparator::Eq
    };
    let is_rate = |measured: &&Measurement| measured.quantity.unit.as_deref() == Some("%");
    let (rates, counts): (Vec<_>, Vec<_>) = result.measurements.iter().filter(plain).partition(is_rate);
    let unit = counts.first()?.quantity.unit.clone();
    let one_series = counts.iter().all(|count| count.quantity.unit == unit && unit.is_some());
    let pairs: Vec<Pair<'_>> = rates.iter().filter_map(|rate| Some((*rate, partner(rate, &rates, &counts)?))).collect();
    if !one_series || pairs.len() < FEWEST || pairs.len() != rates.len() {
        return None;
    }
    Some(tell(case, &pairs))
}

/// The only count of the same date; of those without a date, the only one.
fn partner<'a>(rate: &Measurement, rates: &[&Measurement], counts: &[&'a Measurement]) -> Option<&'a Measurement> {
    let same = |other: &Measurement| meets(rate.as_of.as_ref(), other.as_of.as_ref());
    let mut fitting = counts.iter().filter(|count| same(count));
    let only = fitting.next().filter(|_| fitting.next().is_none())?;
    (rates.iter().filter(|other| same(other)).count() == 1).then_some(*only)
}

/// Whether two dates are one, or one lies within the other (4月 and 4月1日).
fn meets(first: Option<&Period>, second: Option<&Period>) -> bool {
    match (first, second) {
        (None, None) => true,
        (Some(first), Some(second)) => {
            let within = |inner: &Period, outer: &Period| inner.start >= outer.start && inner.end <= outer.end;
            let closed = [first, second].iter().all(|date| date.start.is_some() && date.end.is_some());
            closed && (within(first, second) || within(second, first))
        }
        _ => false,
    }
}

/// The smallest and the largest whole number of which a count is so many per cent.
fn whole((rate, count): Pair<'_>) -> (f64, f64) {
    let (rate, half, count) = (number(&rate.quantity), half_digit(&rate.quantity), number(&count.quantity));
    let most = if rate > half { count * 100.0 / (rate - half) } else { f64::INFINITY };
    // No part is larger than the whole.
    ((count * 100.0 / (rate + half)).max(count).ceil(), most.floor())
}

fn tell(case: Case<'_>, pairs: &[Pair<'_>]) -> Finding {
    let bounds: Vec<(f64, f64)> = pairs.iter().copied().map(whole).collect();
    let low = bounds.iter().map(|bound| bound.0).fold(0.0, f64::max);
    let high = bounds.iter().map(|bound| bound.1).fold(f64::INFINITY, f64::min);
    let shown = |of: &str, to: &str| -> String {
        let each = pairs.iter().zip(&bounds).map(|((rate, count), (low, high))| {
            format!("{} = {} {of} {low} {to} {high}", words(&count.quantity), words(&rate.quantity))
        });
        each.collect::<Vec<_>>().join("; ")
    };
    let (en, ja) = (shown("of", "to"), shown("→ 母数", "～"));
    let quotes = pairs.iter().flat_map(|(rate, count)| [quoted(&rate.quantity), quoted(&count.quantity)]).collect();
    if low <= high {
        let en = format!("counts and percentages go with one whole: {en}");
        let ja = format!("件数と割合は共通の母数で説明できます: {ja}");
        case.tell("T005", Severity::Info, (en, ja), quotes)
    } else {
        let en =
            format!("the figures do not reconcile under the rule that counts and percentages have one whole: {en}");
        let ja = format!("「件数と割合の母数は共通である」という規則では数値が整合しません: {ja}");
        case.tell("T006", Severity::Notice, (en, ja), quotes)
    }
}
