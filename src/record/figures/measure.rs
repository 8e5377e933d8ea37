//! Figures that measure something, each with the date that belongs to it.

use super::Scope;
use super::line::{Line, named};
use crate::lexicon;
use crate::record::desk::Desk;
use crate::record::model::{Measurement, Period};
use crate::record::trace::{Ground, at};
use crate::text::{Found, Quantity};

/// Longest announcement between a figure and its date, in characters (`に拡大予定`).
const LONGEST_ANNOUNCEMENT: usize = 12;

/// A figure without a date.
const FIGURE: Ground = Ground::of("a figure that measures something; no date stands with it", module_path!());
/// A figure with a date of its own.
const DATED_BEHIND: Ground =
    Ground::of("a figure that measures something, its date in a bracket with it", module_path!());
/// A figure with a date before it.
const DATED_BEFORE: Ground = Ground::of(
    "a figure that measures something, dated by the date before it or at the head of its line",
    module_path!(),
);
/// A figure dated from elsewhere.
const DATED_ABOVE: Ground =
    Ground::of("a figure that measures something, dated by what heads the list or its column", module_path!());

/// One measurement a figure; the dates that it takes are marked as used.
pub fn all(
    desk: &Desk<'_>,
    line: &Line<'_>,
    leading: Option<usize>,
    scope: &Scope,
    used: &mut [bool],
) -> Vec<Measurement> {
    let compared = line.periods.iter().find(|found| found.value.comparison);
    let compared = compared.and_then(|found| desk.period(line.text, found, line.page));
    let condition = line.s.find('※').map(|at| line.s[at..].trim().to_owned());
    let mut floor = 0;
    let mut out = Vec::new();
    for figure in &line.figures {
        let Some(quantity) = desk.quantity(line.text, figure, line.page) else { continue };
        let own = date_behind(line, figure.range.end).or_else(|| date_in_same_bracket(line, figure));
        if let Some(i) = own {
            used[i] = true;
        }
        let dated = own.or_else(|| point_before(line, figure)).or(leading);
        if let Some(i) = dated {
            used[i] = used[i] || line.periods[i].value.point;
        }
        let as_of = dated.and_then(|i| line.dated(desk, i)).or_else(|| scope.as_of.clone());
        desk.explain_next(|say| {
            let places = [Some(at(&quantity.at)), as_of.as_ref().map(|when: &Period| at(&when.at))];
            let ground = match (own, dated, &as_of) {
                (Some(_), ..) => DATED_BEHIND,
                (None, Some(_), _) => DATED_BEFORE,
                (None, None, Some(_)) => DATED_ABOVE,
                _ => FIGURE,
            };
            say.field("measurements", ground, places.into_iter().flatten().collect());
        });
        out.push(Measurement {
            indicator: indicator(line, figure, floor).or_else(|| scope.indicator.clone()),
            quantity,
            as_of,
            compared_with: compared.clone(),
            condition: condition.clone(),
            planned: announced_behind(line, figure.range.end),
        });
        floor = figure.range.end;
    }
    out
}

/// A date in brackets directly behind a figure; a word of announcement may stand between
/// (`50.3%に拡大予定(R4年4月1日)`).
fn date_behind(line: &Line<'_>, from: usize) -> Option<usize> {
    let open = from + line.behind(from).find('(')?;
    let between = line.s[from..open].trim();
    if !(between.is_empty() || lexicon::says_planned(between) && between.chars().count() <= LONGEST_ANNOUNCEMENT) {
        return None;
    }
    let i = line.period_at(open + 1).filter(|i| !line.periods[*i].value.comparison)?;
    line.s[line.periods[i].range.end..].starts_with([')', '、', ' ']).then_some(i)
}

/// `(R7:86%)`, `(R4年2月 408人)`: date and figure share a bracket, the date first.
fn date_in_same_bracket(line: &Line<'_>, figure: &Found<Quantity>) -> Option<usize> {
    let bracket = line.bracket_around(figure.range.start)?;
    let i = line.period_at(bracket.start)?;
    let between = line.s.get(line.periods[i].range.end..figure.range.start)?.trim();
    (between.is_empty() || between == ":").then_some(i)
}

/// A measuring date (時点, 現在) before the figure in the same sentence.
fn point_before(line: &Line<'_>, figure: &Found<Quantity>) -> Option<usize> {
    let near = line.near_start(figure.range.start);
    let sentence = line.s[near..figure.range.start].rfind('。').map_or(near, |at| near + at);
    let end = line.periods.partition_point(|found| found.range.end <= figure.range.start);
    let near = |i: &usize| line.periods[*i].range.start >= sentence;
    (0..end).rev().take_while(near).find(|i| line.periods[*i].value.point)
}

/// Whether the words between a figure and the next bracket, comma or arrow announce it.
fn announced_behind(line: &Line<'_>, from: usize) -> bool {
    let rest = line.behind(from);
    let end = rest.find(['(', ')', '、', '。', '⇒', '→']).unwrap_or(rest.len());
    lexicon::says_planned(&rest[..end])
}

/// The noun phrase before a figure in the same clause, behind the figure before it (`floor`).
fn indicator(line: &Line<'_>, figure: &Found<Quantity>, floor: usize) -> Option<String> {
    let start = figure.range.start;
    let bracket = line.bracket_around(start).map_or(0, |bracket| bracket.start);
    let near = line.near_start(start).max(floor.min(start)).max(bracket.min(start));
    let words = &line.s[near..start];
    let clause = words.rfind(['。', '⇒', '→', '、']).map_or(near, |at| near + at);
    let clause =
        clause + line.s[clause..start].chars().next().filter(|c| "。⇒→、".contains(*c)).map_or(0, char::len_utf8);
    let mut name = String::new();
    let mut at = clause;
    for cut in line.periods_in(clause..start) {
        name.push_str(&line.s[at..cut.range.start.max(at)]);
        at = cut.range.end.max(at);
    }
    name.push_str(&line.s[at..start.max(at)]);
    named(&name)
}
