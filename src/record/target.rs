//! A statement of aim becomes a target: indicator, figure, due date, baseline, condition.

use super::desk::{Desk, Piece};
use super::figures::named;
use super::model::{Baseline, Period, Target};
use crate::lexicon;
use crate::text::{Carry, Dated, Found, PeriodUnit, Quantity, Suffix, Text, brackets, periods, quantities};
use std::ops::Range;

/// What stands around a target.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// The initiative that it belongs to.
    pub initiative_id: Option<String>,
    /// Headings above it.
    pub path: Vec<String>,
    /// Words that tell this target from others with the same text, for its identifier.
    pub home: String,
    /// The due date where the target has none of its own.
    pub due: Option<Period>,
    /// Offices in charge of this target.
    pub departments: Vec<String>,
    /// The source of the record.
    pub pieces: Vec<Piece>,
    /// Page, from 1.
    pub page: Option<u32>,
}

/// A target's words taken apart.
#[derive(Debug, Default)]
struct Parts {
    quantity: Option<Found<Quantity>>,
    due: Option<Found<Dated>>,
    baseline: Option<(Option<Found<Quantity>>, Found<Dated>)>,
    condition: Option<Range<usize>>,
    indicator: Option<String>,
}

/// Makes the target of a statement. `label` is the part of the statement that a column of its own
/// gives as the indicator, in bytes from the start.
pub fn target(desk: &mut Desk<'_>, text: &Text, label: Option<usize>, context: Context) -> Target {
    let parts = take_apart(text.as_str(), label);
    let page = context.page;
    let own_due = parts.due.as_ref().and_then(|found| desk.period(text, found, page));
    let baseline = parts.baseline.as_ref().map(|(quantity, as_of)| Baseline {
        quantity: quantity.as_ref().and_then(|found| desk.quantity(text, found, page)),
        as_of: desk.period(text, as_of, page),
    });
    let words = text.as_str().trim().to_owned();
    let path: Vec<&str> = context.path.iter().map(String::as_str).collect();
    Target {
        id: desk.id("t", &[&path.join("/"), &context.home, &words]),
        initiative_id: context.initiative_id,
        indicator: parts.indicator,
        quantity: parts.quantity.as_ref().and_then(|found| desk.quantity(text, found, page)),
        due: own_due.or(context.due),
        baseline,
        condition: parts.condition.map(|range| text.as_str()[range].to_owned()),
        departments: context.departments,
        path: context.path,
        source: desk.sources(&context.pieces),
        text: words,
    }
}

fn take_apart(s: &str, label: Option<usize>) -> Parts {
    let periods = periods(s, &mut Carry::default());
    let taken: Vec<Range<usize>> = periods.iter().map(|found| found.range.clone()).collect();
    let figures = quantities(s, &taken);
    let mut parts = Parts::default();
    let mut cut: Vec<Range<usize>> = Vec::new();
    for bracket in brackets(s) {
        let inside = bracket.start + 1..bracket.end - 1;
        let dated = periods.iter().find(|found| found.range.start == inside.start);
        let figure = figures.iter().find(|found| inside.contains(&found.range.start));
        if let Some(dated) = dated.filter(|dated| figure.is_some() || dated.value.comparison) {
            parts.baseline = Some((figure.cloned(), dated.clone()));
            cut.push(bracket);
        } else if dated.is_some_and(|dated| dated.range.end == inside.end) {
            // A bracket with nothing but a date behind the figure says when.
        } else if limits(s, &bracket, label, &figures) {
            parts.condition = Some(inside);
            cut.push(bracket);
        }
    }
    let outside = |at: usize| !cut.iter().any(|range| range.contains(&at));
    let from = label.unwrap_or(0);
    let aims: Vec<&Found<Quantity>> =
        figures.iter().filter(|found| found.range.start >= from && outside(found.range.start)).collect();
    let rate = |found: &&&Found<Quantity>| !lexicon::is_rate(&s[found.range.end..]);
    parts.quantity = aims.iter().find(rate).or(aims.first()).map(|found| (*found).clone());
    let due = periods.iter().find(|found| outside(found.range.start) && is_due(s, found));
    parts.due = due.cloned();
    if parts.baseline.is_none()
        && let Some(base) = periods.iter().find(|found| found.value.comparison)
    {
        parts.baseline = Some((None, base.clone()));
        cut.push(base.range.clone());
    }
    cut.extend(due.map(|found| found.range.clone()));
    let end = label.or(parts.quantity.as_ref().map(|found| found.range.start));
    parts.indicator = end.and_then(|end| indicator(s, end, &mut cut));
    parts
}

/// Whether a bracket limits the target: it stands behind the figure, or it is a clause of its own
/// in the label (`(母数は令和8年度中に確定)`), not a second name (`(市民満足度)`).
fn limits(s: &str, bracket: &Range<usize>, label: Option<usize>, figures: &[Found<Quantity>]) -> bool {
    let inside = &s[bracket.start + 1..bracket.end - 1];
    let clause = lexicon::limits(inside);
    let behind = figures.first().is_some_and(|figure| figure.range.end <= bracket.start);
    if label.is_some_and(|label| bracket.start < label) { clause } else { behind || clause }
}

/// Whether a period is the target's own due date: it opens or closes the statement or one of its
/// parts, and what follows does not make it the attribute of a noun.
fn is_due(s: &str, found: &Found<Dated>) -> bool {
    let dated = &found.value;
    if dated.comparison || dated.suffix == Suffix::Since && dated.period.unit != PeriodUnit::Ongoing {
        return false;
    }
    let before = s[..found.range.start].trim_end();
    let behind = &s[found.range.end..];
    let opens = before.is_empty() || before.ends_with([':', '(', '、']) || s[..found.range.start].ends_with(' ');
    let attributive = lexicon::is_attributive(behind);
    opens && !attributive
}

/// What is counted: the words before the figure without dates, brackets that limit, and `各課`.
fn indicator(s: &str, end: usize, cut: &mut [Range<usize>]) -> Option<String> {
    cut.sort_by_key(|range| range.start);
    let mut words = String::new();
    let mut at = 0;
    for range in cut.iter().filter(|range| range.start < end) {
        words.push_str(s.get(at..range.start).unwrap_or_default());
        at = at.max(range.end);
    }
    words.push_str(s.get(at..end).unwrap_or_default());
    let words = words.trim();
    if words.ends_with(')') { (words.chars().count() > 1).then(|| words.to_owned()) } else { named(words) }
}
