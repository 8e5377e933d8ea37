//! A statement of aim becomes a target: indicator, figure, due date, baseline, condition.

mod step;

pub use step::steps;

use super::desk::{Desk, Piece};
use super::figures::named;
use super::model::{Baseline, Inherited, Period, Target};
use super::trace::{Ground, Reasons, at};
use crate::lexicon;
use crate::text::{
    self, Carry, Dated, Figures, Found, PeriodUnit, Place, Quantity, Suffix, Text, brackets, periods, quantities,
};
use std::ops::Range;
use step::{Step, step};

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
    /// Why it is a target.
    pub ground: Ground,
    /// Whether the unit of its bare figures is printed elsewhere.
    pub counted: bool,
}

/// A target's words taken apart.
#[derive(Debug, Default)]
struct Parts {
    quantity: Option<Found<Quantity>>,
    due: Option<Found<Dated>>,
    /// What the target starts from.
    baseline: Option<Start>,
    condition: Option<Range<usize>>,
    indicator: Option<String>,
    /// What looks like a figure and was not understood.
    unread: Vec<Range<usize>>,
}

/// A figure to start from, its date, or both.
#[derive(Debug)]
struct Start {
    quantity: Option<Found<Quantity>>,
    as_of: Option<Found<Dated>>,
}

/// Makes the target of a statement. `label` is the part of the statement that a column of its own
/// gives as the indicator, in bytes from the start.
pub fn target(desk: &mut Desk<'_>, text: &Text, label: Option<usize>, context: Context) -> Target {
    let cell = if context.counted { Place::Counted } else { Place::Cell };
    let parts = take_apart(text.as_str(), label, cell, desk.carry_at(text));
    let page = context.page;
    let own_due = parts.due.as_ref().and_then(|found| desk.period(text, found, page));
    let baseline = parts.baseline.as_ref().map(|Start { quantity, as_of }| Baseline {
        quantity: quantity.as_ref().and_then(|found| desk.quantity(text, found, page)),
        as_of: as_of.as_ref().and_then(|found| desk.period(text, found, page)),
    });
    desk.leave_unread(text, parts.unread.iter().cloned());
    let words = text.as_str().trim().to_owned();
    let quantity = parts.quantity.as_ref().and_then(|found| desk.quantity(text, found, page));
    let path: Vec<&str> = context.path.iter().map(String::as_str).collect();
    let id = desk.id("t", &[&path.join("/"), &context.home, &words]);
    let ground = context.ground;
    let pieces = context.pieces.clone();
    let made = Target {
        id,
        initiative_id: context.initiative_id,
        indicator: parts.indicator,
        quantity,
        due: own_due.or(context.due),
        baseline,
        condition: parts.condition.map(|range| text.as_str()[range].to_owned()),
        departments: context.departments,
        path: context.path,
        source: desk.sources(&context.pieces),
        text: words,
    };
    desk.explain(&made.id, |say| reasons(say, &made, ground, label.is_some(), &pieces));
    made
}

/// A figure of a target.
const FIGURE: Ground =
    Ground::of("the first figure outside of brackets that is no rate is what is aimed at", module_path!());
/// The name of what is counted.
const COUNTED: Ground =
    Ground::of("the words before the figure, or a label of their own, name what is counted", module_path!());
/// A date of its own.
const OWN_DUE: Ground = Ground::of("a date that opens or closes the statement is its due date", module_path!());
/// A value to start from.
const BASE: Ground =
    Ground::of("a dated bracket, or a period of comparison, is what the target starts from", module_path!());
/// A bracket that limits.
const LIMIT: Ground =
    Ground::of("a bracket behind the figure, or one that is a clause, limits the target", module_path!());
/// An initiative.
const BELONGS: Ground =
    Ground::of("it belongs to the initiative whose row, sheet, slide or heading it stands in", module_path!());

/// Why a target and its fields are as they are.
fn reasons(say: &mut Reasons, made: &Target, ground: Ground, labelled: bool, pieces: &[Piece]) {
    say.record(ground, pieces.to_vec());
    say.field("text", ground, pieces.to_vec());
    if made.initiative_id.is_some() {
        say.field("initiative_id", BELONGS, Vec::new());
    }
    if !made.path.is_empty() {
        say.field("path", super::tables::PILLARS, Vec::new());
    }
    if made.indicator.is_some() {
        let label = if labelled { pieces.iter().take(1).copied().collect() } else { Vec::new() };
        say.field("indicator", COUNTED, label);
    }
    if let Some(quantity) = &made.quantity {
        say.field("quantity", FIGURE, vec![at(&quantity.at)]);
    }
    if let Some(due) = &made.due {
        say.field("due", due_ground(due), vec![at(&due.at)]);
    }
    if let Some(base) = &made.baseline {
        let places =
            base.quantity.iter().map(|quantity| at(&quantity.at)).chain(base.as_of.iter().map(|when| at(&when.at)));
        say.field("baseline", BASE, places.collect());
    }
    if made.condition.is_some() {
        say.field("condition", LIMIT, Vec::new());
    }
    if !made.departments.is_empty() {
        say.field("departments", ground, Vec::new());
    }
}

/// Why a due date is the target's.
fn due_ground(due: &Period) -> Ground {
    let rule = match due.inherited {
        None => return OWN_DUE,
        Some(Inherited::ColumnHeader) => "no date of its own: the header of its column has one",
        Some(Inherited::Caption) => "no date of its own: the caption of the table has one",
        Some(Inherited::Heading) => "no date of its own: a heading above has one",
        Some(Inherited::Field) => "no date of its own: a field of the form has one",
        Some(Inherited::PlanPeriod) => "no date of its own: the plan's own period is named",
        Some(Inherited::Legend) => "no date of its own: the document says which years its term stands for",
    };
    Ground::of(rule, module_path!())
}

/// `cell` says what the text behind a label is.
fn take_apart(s: &str, label: Option<usize>, cell: Place, mut carry: Carry) -> Parts {
    let periods = periods(s, &mut carry);
    let taken: Vec<Range<usize>> = periods.iter().map(|found| found.range.clone()).collect();
    let Figures { found: figures, unread } = figures(s, &taken, label, cell);
    let mut parts = Parts { unread, ..Parts::default() };
    let mut cut: Vec<Range<usize>> = Vec::new();
    for bracket in brackets(s) {
        let inside = bracket.start + 1..bracket.end - 1;
        let dated = periods.iter().find(|found| found.range.start == inside.start);
        let figure = figures.iter().find(|found| inside.contains(&found.range.start));
        if let Some(dated) = dated.filter(|dated| figure.is_some() || dated.value.comparison) {
            parts.baseline = Some(Start { quantity: figure.cloned(), as_of: Some(dated.clone()) });
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
    let mut begins = None;
    if let Some(Step { base, as_of, aim }) = step(s, &aims, &periods).filter(|_| parts.baseline.is_none()) {
        // The date behind the first figure is its own, and no due date.
        cut.extend(as_of.as_ref().map(|found| found.range.clone()));
        begins = Some(base.range.start);
        parts.baseline = Some(Start { quantity: Some(base), as_of });
        parts.quantity = Some(aim);
    }
    let outside = |at: usize| !cut.iter().any(|range| range.contains(&at));
    let due = periods.iter().find(|found| outside(found.range.start) && is_due(s, found));
    parts.due = due.cloned();
    if parts.baseline.is_none()
        && let Some(base) = periods.iter().find(|found| found.value.comparison)
    {
        parts.baseline = Some(Start { quantity: None, as_of: Some(base.clone()) });
        cut.push(base.range.clone());
    }
    cut.extend(due.map(|found| found.range.clone()));
    let end = label.or(begins).or(parts.quantity.as_ref().map(|found| found.range.start));
    parts.indicator = end.and_then(|end| indicator(s, end, &mut cut));
    parts
}

/// The figures of a statement. Behind its label stands a cell of figures: a number that is all of it counts, however
/// small it is.
fn figures(s: &str, taken: &[Range<usize>], label: Option<usize>, place: Place) -> Figures {
    let Some((head, cell)) = label.and_then(|label| s.split_at_checked(label)) else {
        return text::figures(s, taken, Place::Text);
    };
    let mut all = Figures { found: quantities(head, taken), unread: Vec::new() };
    let from = s.len() - cell.trim_start().len();
    let behind: Vec<Range<usize>> = taken
        .iter()
        .filter(|range| range.end > from)
        .map(|range| range.start.max(from) - from..range.end - from)
        .collect();
    let moved = |range: Range<usize>| from + range.start..from + range.end;
    let own = text::figures(cell.trim_start(), &behind, place);
    all.found.extend(own.found.into_iter().map(|found| Found { range: moved(found.range), ..found }));
    all.unread.extend(own.unread.into_iter().map(moved));
    all
}

/// Whether a bracket limits the target: it stands behind the figure, or it is a clause of its own
/// in the label (`(母数は令和8年度中に確定)`), not a second name (`(市民満足度)`).
fn limits(s: &str, bracket: &Range<usize>, label: Option<usize>, figures: &[Found<Quantity>]) -> bool {
    let inside = &s[bracket.start + 1..bracket.end - 1];
    if lexicon::brackets_are_negative(inside) || inside.split(['、', ',']).any(lexicon::speaks_of_signs) {
        return false;
    }
    let clause = lexicon::limits(inside);
    let behind = figures.first().is_some_and(|figure| figure.range.end <= bracket.start);
    if label.is_some_and(|label| bracket.start < label) { clause } else { behind || clause }
}

/// Whether a period is the target's own due date: it opens or closes the statement or one of its
/// parts, and what follows does not make it the attribute of a noun.
fn is_due(s: &str, found: &Found<Dated>) -> bool {
    let dated = &found.value;
    if dated.comparison || dated.suffix == Suffix::Since && dated.period.unit() != PeriodUnit::Ongoing {
        return false;
    }
    let before = s[..found.range.start].trim_end();
    let behind = &s[found.range.end..];
    let opens = before.is_empty()
        || before.ends_with([':', '(', '、'])
        || before.ends_with(lexicon::arrow_sign)
        || s[..found.range.start].ends_with(' ');
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
    let words = if cut.first().is_some_and(|first| first.start == 0) { lexicon::without_lead(words) } else { words };
    if words.ends_with(')') { (words.chars().count() > 1).then(|| words.to_owned()) } else { named(words) }
}

#[cfg(test)]
mod tests {
    use super::{Carry, take_apart};
    use crate::text::Place;

    #[test]
    fn what_is_counted_behind_a_date() {
        let counted = |s: &str| take_apart(s, None, Place::Cell, Carry::default()).indicator;
        assert_eq!(counted("2023年度において再エネの規模を600億円にする"), Some("再エネの規模".to_owned()));
        assert_eq!(counted("利用者数 500人"), Some("利用者数".to_owned()));
        assert_eq!(counted("前年度比 5%減"), None);
    }

    #[test]
    fn a_small_number_beside_its_label() {
        let value = |s: &str, label: usize| {
            take_apart(s, Some(label), Place::Cell, Carry::default())
                .quantity
                .map(|found| found.value.value.to_string())
        };
        assert_eq!(value("拠点数 7", "拠点数".len()), Some("7".to_owned()));
        assert_eq!(value("拠点数 未定", "拠点数".len()), None);
    }
}
