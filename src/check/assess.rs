//! Assessments: each quantitative target held against the results of its initiative.
//!
//! A figure answers a target when it has the same unit and is measured, not announced. One result
//! gives one figure: its latest where all are dated, else its first. A result without details is a
//! total and goes before the lists that it sums up. Several results without a name that tells them
//! apart are counted together; percentages never are. No verdict is given across different scopes
//! or times: a figure that is limited by a note, that holds on one basis only, or that was measured
//! outside the time in which the target is due leaves the target undetermined, with the reason.

use super::basis::opposite;
use super::tell::{number, words};
use crate::lexicon;
use crate::record::Records;
use crate::record::model::{Assessment, Measurement, Outcome, Period, Quantity, Target, Verdict};
use crate::text::Comparator;

/// A result and the figure by which it answers.
type Answer<'a> = (&'a Outcome, &'a Measurement);

/// Holds every quantitative target against the results that answer it.
pub fn assess(records: &Records, plan: Option<&Period>) -> Vec<Assessment> {
    let mut by_initiative: std::collections::HashMap<&str, Vec<&Outcome>> = std::collections::HashMap::new();
    for result in &records.results {
        if let Some(id) = &result.initiative_id {
            by_initiative.entry(id).or_default().push(result);
        }
    }
    let own = |target: &Target| {
        target.initiative_id.as_deref().and_then(|id| by_initiative.get(id)).map_or(&[][..], Vec::as_slice)
    };
    let each = |target: &Target| {
        let beside: Vec<&Outcome> = records.results.iter().filter(|result| is_beside(target, result)).collect();
        let results = if target.initiative_id.is_some() { own(target) } else { &beside };
        Some(held(target, target.quantity.as_ref()?, results, plan))
    };
    records.targets.iter().filter_map(each).collect()
}

/// An aim below what it starts from, or at nothing, is reached from above: 待機児童数 3人 -> 0人.
fn directed(target: &Target, aim: &Quantity) -> Quantity {
    let base = target.baseline.as_ref().and_then(|base| base.quantity.as_ref()).filter(|base| base.unit == aim.unit);
    let falls = number(aim) == 0.0 || base.is_some_and(|base| number(base) > number(aim));
    let down = falls && aim.change.is_none() && aim.comparator == Comparator::Eq;
    Quantity { comparator: if down { Comparator::Le } else { aim.comparator }, ..aim.clone() }
}

/// Whether a result of no initiative has the indicator and the headings of a target of none: one row of a table.
fn is_beside(target: &Target, result: &Outcome) -> bool {
    target.initiative_id.is_none()
        && result.initiative_id.is_none()
        && target.indicator.as_ref().is_some_and(|indicator| *indicator == result.text)
        && target.path == result.path
}

fn held(target: &Target, aim: &Quantity, results: &[&Outcome], plan: Option<&Period>) -> Assessment {
    let aim = &directed(target, aim);
    let answers = answers(target, aim, results);
    let incomparable = answers.iter().find_map(|(_, measured)| apart(target, aim, measured, results));
    let (verdict, rule, reason) = match (answers.as_slice(), incomparable) {
        ([], _) => (Verdict::Undetermined, "no answer", unanswered(target, aim)),
        (_, Some((rule, reason))) => (Verdict::Undetermined, rule, reason),
        ([(_, one)], None) => single(target, aim, one),
        (several, None) => together(aim, several),
    };
    let running = answers.iter().find_map(|(_, measured)| goes_on(target, measured, plan));
    let (verdict, rule, reason) = match running.filter(|_| verdict == Verdict::NotMet) {
        Some(until) => {
            (Verdict::Undetermined, "the plan goes on", format!("{reason}; no due date is printed and {until}"))
        }
        None => (verdict, rule, reason),
    };
    Assessment {
        target_id: target.id.clone(),
        result_ids: answers.iter().map(|(result, _)| result.id.clone()).collect(),
        verdict,
        rule: rule.to_owned(),
        reason,
    }
}

/// A target without a due date may still be reached where the plan goes on beyond the day of measuring.
fn goes_on(target: &Target, measured: &Measurement, plan: Option<&Period>) -> Option<String> {
    let (plan, measured) = (plan?, measured.as_of.as_ref()?);
    let later = target.due.is_none() && plan.end? > measured.end?;
    later.then(|| format!("the plan goes on: {}", plan.raw.trim()))
}

/// Why nothing is said of a target without a figure that answers it.
fn unanswered(target: &Target, aim: &Quantity) -> String {
    let none = "no result of the initiative has a figure in this unit";
    let baseline = target.baseline.as_ref().and_then(|baseline| baseline.quantity.as_ref());
    match baseline.filter(|_| lexicon::is_kept(&target.text)) {
        Some(base) => format!("{none}; {} is to be kept, and the baseline is {}", words(aim), words(base)),
        None => none.to_owned(),
    }
}

/// Why a figure cannot be held against a target: it was measured at another time, or of something
/// else.
fn apart(
    target: &Target,
    aim: &Quantity,
    measured: &Measurement,
    results: &[&Outcome],
) -> Option<(&'static str, String)> {
    let got = words(&measured.quantity);
    if let (Some(due), Some(as_of)) = (&target.due, &measured.as_of) {
        let early = as_of.end.zip(due.start).is_some_and(|(end, start)| end < start);
        let late = as_of.start.zip(due.end).is_some_and(|(start, end)| start > end);
        if early || late {
            let when = if early { "before" } else { "after" };
            let (at, due) = (as_of.raw.trim(), due.raw.trim());
            return Some(("other time", format!("{got} was measured {when} the target is due: {at}, due {due}")));
        }
    }
    if let Some(condition) =
        measured.condition.as_ref().filter(|condition| target.condition.as_ref() != Some(condition))
    {
        return Some(("other scope", format!("{got} is limited, {} is not: {condition}", words(aim))));
    }
    let (first, second) = two_bases(measured, results)?;
    let bases = format!(
        "{} ({}); {} ({})",
        words(&first.quantity),
        first.condition.as_deref().unwrap_or_default(),
        words(&second.quantity),
        second.condition.as_deref().unwrap_or_default()
    );
    Some(("two bases", format!("{got} holds on one basis only: {bases}")))
}

/// The figure that a headline repeats, and the one that contradicts it on another basis.
fn two_bases<'a>(measured: &Measurement, results: &[&'a Outcome]) -> Option<(&'a Measurement, &'a Measurement)> {
    let (value, change) = (&measured.quantity.value, measured.quantity.change?);
    let mut all = results.iter().flat_map(|result| result.measurements.iter().map(|figure| (*result, figure)));
    all.find_map(|(result, figure)| {
        let same = figure.quantity.value == *value && figure.quantity.change == Some(change);
        Some((figure, opposite(figure, &result.measurements).filter(|_| same)?))
    })
}

/// The figures that answer a target: one a result; the total that is named like the
/// target, else the only one so named, else the only total, else all.
fn answers<'a>(target: &Target, aim: &Quantity, results: &[&'a Outcome]) -> Vec<Answer<'a>> {
    let due = target.due.as_ref();
    let all: Vec<Answer<'a>> = results.iter().filter_map(|result| Some((*result, figure(result, aim, due)?))).collect();
    let named: Vec<Answer<'a>> = all.iter().copied().filter(|(result, _)| is_named(target, result)).collect();
    let totals: Vec<Answer<'a>> = all.iter().copied().filter(|(result, _)| result.details.is_empty()).collect();
    let both = named.iter().copied().filter(|(result, _)| result.details.is_empty()).collect();
    [both, named, totals].into_iter().find(|chosen| chosen.len() == 1).unwrap_or(all)
}

/// The figure by which a result answers: that of the time when the target is due; else its latest where all are
/// dated, else its first.
fn figure<'a>(result: &'a Outcome, aim: &Quantity, due: Option<&Period>) -> Option<&'a Measurement> {
    let fits = |measurement: &&Measurement| {
        let got = &measurement.quantity;
        !measurement.planned
            && got.unit == aim.unit
            && got.per == aim.per
            && got.change.is_some() == aim.change.is_some()
    };
    let fitting: Vec<&Measurement> = result.measurements.iter().filter(fits).collect();
    let timely = |measurement: &&&Measurement| {
        let (due, as_of) = (due?, measurement.as_of.as_ref()?);
        Some(due.start? <= as_of.start? && as_of.end? <= due.end?)
    };
    if let Some(timely) = fitting.iter().find(|measurement| timely(measurement) == Some(true)) {
        return Some(timely);
    }
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

/// A range on either side: inside it is reached and below it is not; whether more than its upper end is better, or
/// where in a measured range the figure lies, is not printed.
fn ranged(aim: &Quantity, got: &Quantity) -> Option<(Verdict, &'static str, String)> {
    let end = |figure: &Quantity| figure.upper.as_ref().and_then(serde_json::Number::as_f64);
    if end(aim).is_none() && end(got).is_none() {
        return None;
    }
    let (low, high) = (number(got), end(got).unwrap_or_else(|| number(got)));
    let upper = end(aim).unwrap_or(f64::INFINITY);
    let (verdict, said) = if aim.change.is_some() || got.change.is_some() {
        (Verdict::Undetermined, "cannot be held against")
    } else if low >= number(aim) && high <= upper {
        (Verdict::Met, "lies within")
    } else if high < number(aim) {
        (Verdict::NotMet, "lies below")
    } else {
        (Verdict::Undetermined, "lies partly or wholly above")
    };
    Some((verdict, "range", format!("{} {said} {}", words(got), words(aim))))
}

fn single(target: &Target, aim: &Quantity, measured: &Measurement) -> (Verdict, &'static str, String) {
    let got = &measured.quantity;
    if let Some(ranged) = ranged(aim, got) {
        return ranged;
    }
    let opposed = aim.change.is_some() && got.change != aim.change;
    let met = match aim.change {
        Some(_) => !opposed && number(got) >= number(aim),
        None => reached(number(got), number(aim), aim.comparator),
    };
    let kept = lexicon::is_kept(&target.text);
    let rule = match (opposed, kept) {
        (true, _) => "opposite change",
        (_, true) => "to be kept",
        _ => "same unit",
    };
    let when = measured.as_of.as_ref().map(|date| format!(", {}", date.raw.trim())).unwrap_or_default();
    let arithmetic = if opposed {
        "the one goes up, the other down".to_owned()
    } else {
        format!("{} {} {}", got.value, sign(aim, met), aim.value)
    };
    let reason = format!("{} {} {}: {arithmetic}{when}", words(got), verb(aim.comparator, met), words(aim));
    (if met { Verdict::Met } else { Verdict::NotMet }, rule, reason)
}

/// Several results: reached where each reaches; counts add up; anything else is not told.
fn together(aim: &Quantity, answers: &[Answer<'_>]) -> (Verdict, &'static str, String) {
    let raws: Vec<&str> = answers.iter().map(|(_, measurement)| words(&measurement.quantity)).collect();
    let each =
        answers.iter().all(|(_, measurement)| reached(number(&measurement.quantity), number(aim), aim.comparator));
    let plain_aim = aim.upper.is_none();
    if each && aim.change.is_none() && plain_aim {
        return (Verdict::Met, "each result", format!("{} each reach {}", raws.join(", "), words(aim)));
    }
    let plain = |figure: &Quantity| figure.upper.is_none();
    let whole = plain(aim) && answers.iter().all(|(_, measurement)| plain(&measurement.quantity));
    let counts = aim.unit.as_deref() != Some("%") && aim.change.is_none() && aim.per.is_none() && whole;
    if !counts || matches!(aim.comparator, Comparator::Le | Comparator::Lt) {
        return (Verdict::Undetermined, "several results", format!("{} do not tell which answers", raws.join(", ")));
    }
    let sum: f64 = answers.iter().map(|(_, measurement)| number(&measurement.quantity)).sum();
    let met = reached(sum, number(aim), aim.comparator);
    let (verb, aim_words) = (verb(aim.comparator, met), words(aim));
    let reason = format!("{} = {sum} {verb} {aim_words}: {sum} {} {}", raws.join(" + "), sign(aim, met), aim.value);
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

/// The comparison that was made, or its opposite where it does not hold.
fn sign(aim: &Quantity, met: bool) -> &'static str {
    match (aim.comparator, met) {
        (Comparator::Eq | Comparator::Ge, true) | (Comparator::Lt, false) => ">=",
        (Comparator::Eq | Comparator::Ge, false) | (Comparator::Lt, true) => "<",
        (Comparator::Gt, true) | (Comparator::Le, false) => ">",
        (Comparator::Gt, false) | (Comparator::Le, true) => "<=",
    }
}

fn verb(comparator: Comparator, met: bool) -> &'static str {
    match (comparator, met) {
        (Comparator::Le | Comparator::Lt, true) => "keeps within",
        (Comparator::Le | Comparator::Lt, false) => "exceeds",
        (_, true) => "reaches",
        (_, false) => "does not reach",
    }
}
