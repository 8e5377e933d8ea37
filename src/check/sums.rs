//! T001, T002: a total and the years that it adds up.
//!
//! What: a headline of an initiative (`21事業実施`) and a result that gives the same count by years
//! (`令和3年度(11事業)`, `令和2年度(10事業)`). Why: a total that its own parts do not give is the first
//! thing that a careful reader looks for. Only lines that say the same besides their year are
//! parts: 検討(3事業) and 実施(2事業) are no sum.

use super::heads::{Head, heads};
use super::tell::{Case, by_initiative, number, quoted, words};
use crate::record::model::{Finding, Measurement, Outcome, Severity};
use crate::text::Comparator;

/// Fewest years that make up a sum.
const FEWEST: usize = 2;

/// Holds every headline against the years below it.
pub fn check(case: Case<'_>) -> Vec<Finding> {
    by_initiative(&case.records.results).iter().flat_map(|results| of_initiative(case, results)).collect()
}

fn of_initiative(case: Case<'_>, results: &[&Outcome]) -> Vec<Finding> {
    let totals = results.iter().filter_map(|result| total(result));
    let told = totals.filter_map(|total| {
        let unit = total.quantity.unit.as_deref();
        let series: Vec<Vec<Head<'_>>> = results.iter().filter_map(|result| years(result, unit)).collect();
        let adds_up = |parts: &&Vec<Head<'_>>| (sum(parts) - number(&total.quantity)).abs() < f64::EPSILON;
        match (series.iter().find(adds_up), series.as_slice()) {
            (Some(parts), _) => Some(tell(case, total, parts, true)),
            (None, [parts]) => Some(tell(case, total, parts, false)),
            _ => None,
        }
    });
    told.collect()
}

/// The figure of a headline without anything below it.
fn total(result: &Outcome) -> Option<&Measurement> {
    let [only] = result.measurements.as_slice() else { return None };
    let plain = only.quantity.comparator == Comparator::Eq && only.quantity.change.is_none();
    let counted = only.quantity.unit.as_deref().is_some_and(|unit| unit != "%");
    (result.details.is_empty() && !result.restated && plain && counted && !only.planned).then_some(only)
}

/// The counts of a result by years, where its lines say nothing else.
fn years<'a>(result: &'a Outcome, unit: Option<&str>) -> Option<Vec<Head<'a>>> {
    let heads: Vec<Head<'a>> = heads(result).into_iter().filter(|head| !head.when.is_empty()).collect();
    let first = heads.first()?;
    let alike = |head: &Head<'_>| head.words == first.words && head.count.quantity.unit.as_deref() == unit;
    let distinct =
        heads.iter().enumerate().all(|(at, head)| heads.iter().take(at).all(|other| other.when != head.when));
    (heads.len() >= FEWEST && distinct && heads.iter().all(alike)).then_some(heads)
}

fn sum(parts: &[Head<'_>]) -> f64 {
    parts.iter().map(|part| number(&part.count.quantity)).sum()
}

fn tell(case: Case<'_>, total: &Measurement, parts: &[Head<'_>], holds: bool) -> Finding {
    let shown: Vec<String> =
        parts.iter().map(|part| format!("{} {}", part.when, words(&part.count.quantity))).collect();
    let (shown, sum, printed) = (shown.join(" + "), sum(parts), words(&total.quantity));
    let quotes = std::iter::once(&total.quantity).chain(parts.iter().map(|part| &part.count.quantity));
    let quotes = quotes.map(quoted).collect();
    if holds {
        let en = format!("the years add up to the total: {shown} = {sum}, and {printed} is printed");
        let ja = format!("各年度の合計は総数と一致します: {shown} = {sum}、記載は{printed}");
        case.tell("T001", Severity::Info, (en, ja), quotes)
    } else {
        let en = format!(
            "the figures do not reconcile under the rule that the years add up to the total: {shown} = {sum}, and {printed} is printed"
        );
        let ja =
            format!("「各年度の合計は総数に等しい」という規則では数値が整合しません: {shown} = {sum}、記載は{printed}");
        case.tell("T002", Severity::Notice, (en, ja), quotes)
    }
}
