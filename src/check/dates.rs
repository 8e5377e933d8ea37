//! T015, T016, T017: dates against the plan's period and against one another.
//!
//! What: a target that is due outside the plan's period (T015), an initiative scheduled or an event
//! dated after or before it (T016), a target that is due before its baseline was measured (T017).
//! Why: such a date is a slip, or it belongs to another plan; either way a reader wants to know.

use super::tell::Case;
use crate::record::model::{Finding, Inherited, Period, Quoted, Severity};
use jiff::civil::Date;

/// Holds every date against the plan's period, and each deadline against its baseline.
pub fn check(case: Case<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for target in &case.records.targets {
        let Some(due) = &target.due else { continue };
        found.extend(target.baseline.as_ref().and_then(|baseline| before(case, due, baseline.as_of.as_ref()?)));
        found.extend(outside(case, due, "T015", Severity::Notice));
    }
    for initiative in &case.records.initiatives {
        found.extend(initiative.schedule.iter().filter_map(|period| outside(case, period, "T016", Severity::Info)));
    }
    for event in case.records.results.iter().flat_map(|result| &result.events) {
        // What happened before the plan is its background.
        let later = |plan: &Period| event.when.start > plan.end;
        if case.about.period.as_ref().is_some_and(later) {
            found.extend(outside(case, &event.when, "T016", Severity::Info));
        }
    }
    found
}

fn quoted(period: &Period) -> Quoted {
    Quoted { place: period.at.clone(), quote: period.raw.clone(), ..Quoted::default() }
}

/// A date that has no day in common with the plan's period.
fn outside(case: Case<'_>, period: &Period, code: &str, severity: Severity) -> Option<Finding> {
    let plan = case.about.period.as_ref()?;
    let (first, last): (Date, Date) = plan.start.zip(plan.end)?;
    let apart = period.start.is_some_and(|start| start > last) || period.end.is_some_and(|end| end < first);
    if !apart || period.inherited == Some(Inherited::PlanPeriod) {
        return None;
    }
    let (raw, whole) = (period.raw.trim(), plan.raw.trim());
    let en = format!("a date lies outside the plan's period: {raw}; the period is {whole} ({first} to {last})");
    let ja = format!("計画期間の外の日付です: {raw}。計画期間は{whole}（{first}～{last}）");
    Some(case.tell(code, severity, (en, ja), vec![quoted(period), quoted(plan)]))
}

/// A deadline that is over before its baseline begins.
fn before(case: Case<'_>, due: &Period, base: &Period) -> Option<Finding> {
    let (deadline, measured) = due.end.zip(base.start)?;
    if deadline >= measured {
        return None;
    }
    let (due_raw, base_raw) = (due.raw.trim(), base.raw.trim());
    let en =
        format!("a target is due before its baseline: due {due_raw} ({deadline}), baseline {base_raw} ({measured})");
    let ja = format!("目標の期限が基準値の時点より前です: 期限{due_raw}（{deadline}）、基準{base_raw}（{measured}）");
    Some(case.tell("T017", Severity::Notice, (en, ja), vec![quoted(due), quoted(base)]))
}
