//! What a statement measures and what it dates: figures with the dates that belong to them
//! (contract, rule 6), and dated happenings.

use super::desk::Desk;
use super::model::{Event, Measurement, Period};
use crate::lexicon;
use crate::text::{Carry, Dated, Found, Quantity, Suffix, Text, periods, quantities};
use std::ops::Range;

/// What goes on from one line of a result to the next.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Years carried over.
    pub carry: Carry,
    /// The date that heads the list, or the heading's.
    pub as_of: Option<Period>,
    /// What is counted where the line itself does not say.
    pub indicator: Option<String>,
}

/// What was found in a line.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Figures, in reading order.
    pub measurements: Vec<Measurement>,
    /// Dated happenings, in reading order.
    pub events: Vec<Event>,
    /// A date that heads the list below: the line is nothing but it.
    pub heads: Option<Period>,
}

/// A line with everything that was found in it.
struct Line<'t> {
    text: &'t Text,
    s: &'t str,
    periods: Vec<Found<Dated>>,
    figures: Vec<Found<Quantity>>,
    /// The outermost brackets, without the brackets themselves.
    brackets: Vec<Range<usize>>,
}

/// Reads one line of a result.
pub fn read(desk: &Desk<'_>, text: &Text, scope: &mut Scope, page: Option<u32>) -> Reading {
    let s = text.as_str();
    let periods = periods(s, &mut scope.carry);
    let taken: Vec<Range<usize>> = periods.iter().map(|found| found.range.clone()).collect();
    let line = Line { text, s, figures: behind_label(s, quantities(s, &taken)), periods, brackets: brackets(s) };
    let mut used = vec![false; line.periods.len()];
    for (i, found) in line.periods.iter().enumerate() {
        used[i] = found.value.comparison;
    }
    let leading = leading_period(&line);
    if let Some(i) = leading {
        used[i] = true;
    }
    let mut out = Reading::default();
    for n in 0..line.figures.len() {
        out.measurements.extend(measurement(desk, &line, n, leading, scope, &mut used, page));
    }
    if let Some(i) = leading
        && line.figures.is_empty()
        && heads_list(&line, i)
    {
        out.heads = desk.period(text, &line.periods[i], page);
    } else if let Some(i) = leading
        && line.figures.is_empty()
    {
        used[i] = false;
    }
    for i in 0..line.periods.len() {
        if !used[i] {
            out.events.extend(event(desk, &line, i, page));
        }
    }
    out
}

/// In `児童一人1台配備:100%` the words before the colon name what is measured: a count among them is
/// part of the name when a figure follows the colon.
fn behind_label(s: &str, mut figures: Vec<Found<Quantity>>) -> Vec<Found<Quantity>> {
    let Some(colon) = s.find(':').filter(|at| !s[..*at].contains(['(', '。', '⇒'])) else { return figures };
    if figures.iter().any(|figure| figure.range.start > colon) {
        figures.retain(|figure| figure.range.start > colon);
    }
    figures
}

/// The period that a line begins with, where it dates the figures of the line: `令和3年度(11事業)`,
/// `令和2年度 事業の実施(2事業)`, `令和3年度(R3年4月-R4年1月)で17.8%削減`. A closer period in brackets
/// directly behind is the one that counts.
fn leading_period(line: &Line<'_>) -> Option<usize> {
    let first = line.periods.first()?;
    let dates = first.range.start == 0
        && !first.value.comparison
        && first.value.suffix == Suffix::None
        && (line.s[first.range.end..].is_empty()
            || line.s[first.range.end..].starts_with(['(', ' ', ':', 'で', 'は', '実', '末', '⇒']));
    if !dates {
        return None;
    }
    let closer = line.periods.get(1).is_some_and(|second| {
        line.s[first.range.end..second.range.start] == *"(" && line.s[second.range.end..].starts_with(')')
    });
    Some(usize::from(closer))
}

/// Whether the line is nothing but the period and a word such as 実績.
fn heads_list(line: &Line<'_>, i: usize) -> bool {
    let rest = line.s[line.periods[i].range.end..].trim_matches([' ', ')', ':']);
    rest.is_empty() || lexicon::label_role(rest) == Some(lexicon::Role::Result)
}

fn measurement(
    desk: &Desk<'_>,
    line: &Line<'_>,
    n: usize,
    leading: Option<usize>,
    scope: &Scope,
    used: &mut [bool],
    page: Option<u32>,
) -> Option<Measurement> {
    let figure = &line.figures[n];
    let quantity = desk.quantity(line.text, figure, page)?;
    let behind = date_behind(line, figure.range.end).or_else(|| date_in_same_bracket(line, figure));
    if let Some(i) = behind {
        used[i] = true;
    }
    let dated = behind.or_else(|| point_before(line, figure)).or(leading);
    if let Some(i) = dated {
        used[i] = used[i] || line.periods[i].value.point;
    }
    let as_of = dated.and_then(|i| desk.period(line.text, &line.periods[i], page)).or_else(|| scope.as_of.clone());
    let compared = line.periods.iter().find(|found| found.value.comparison);
    Some(Measurement {
        indicator: indicator(line, n).or_else(|| scope.indicator.clone()),
        quantity,
        as_of,
        compared_with: compared.and_then(|found| desk.period(line.text, found, page)),
        condition: line.s.find('※').map(|at| line.s[at..].trim().to_owned()),
        planned: announced_behind(line, figure.range.end),
    })
}

/// A date in brackets directly behind a figure; a word of announcement may stand between
/// (`50.3%に拡大予定(R4年4月1日)`).
fn date_behind(line: &Line<'_>, from: usize) -> Option<usize> {
    let open = from + line.s[from..].find('(')?;
    let between = line.s[from..open].trim();
    if !(between.is_empty() || lexicon::says_planned(between) && between.chars().count() <= 12) {
        return None;
    }
    let i = line.periods.iter().position(|found| found.range.start == open + 1 && !found.value.comparison)?;
    let found = &line.periods[i];
    line.s[found.range.end..].trim_start().starts_with([')', '、']).then_some(i)
}

/// `(R7:86%)`, `(R4年2月 408人)`: date and figure share a bracket, the date first.
fn date_in_same_bracket(line: &Line<'_>, figure: &Found<Quantity>) -> Option<usize> {
    let bracket = line.brackets.iter().find(|bracket| bracket.contains(&figure.range.start))?;
    let i = line
        .periods
        .iter()
        .position(|found| found.range.start == bracket.start && found.range.end <= figure.range.start)?;
    let between = line.s[line.periods[i].range.end..figure.range.start].trim();
    (between.is_empty() || between == ":").then_some(i)
}

/// A measuring date (時点, 現在) before the figure in the same sentence.
fn point_before(line: &Line<'_>, figure: &Found<Quantity>) -> Option<usize> {
    let sentence = line.s[..figure.range.start].rfind('。').unwrap_or(0);
    line.periods
        .iter()
        .rposition(|found| found.value.point && found.range.start >= sentence && found.range.end <= figure.range.start)
}

/// Whether the words between a figure and the next bracket, comma or arrow announce it.
fn announced_behind(line: &Line<'_>, from: usize) -> bool {
    let rest = &line.s[from..];
    let end = rest.find(['(', ')', '、', '。', '⇒', '→']).unwrap_or(rest.len());
    lexicon::says_planned(&rest[..end])
}

/// The noun phrase before a figure in the same clause.
fn indicator(line: &Line<'_>, n: usize) -> Option<String> {
    let figure = &line.figures[n];
    let clause = line.s[..figure.range.start]
        .rfind(['。', '⇒', '→', '、'])
        .map_or(0, |at| at + line.s[at..].chars().next().map_or(0, char::len_utf8));
    let from = line.figures[..n]
        .iter()
        .map(|before| before.range.end)
        .filter(|end| *end <= figure.range.start)
        .fold(clause, usize::max);
    let cuts: Vec<Range<usize>> = line
        .periods
        .iter()
        .map(|found| found.range.clone())
        .filter(|range| range.start >= from && range.end <= figure.range.start)
        .collect();
    let mut words = String::new();
    let mut at = from;
    for cut in cuts {
        words.push_str(&line.s[at..cut.start.max(at)]);
        at = cut.end.max(at);
    }
    words.push_str(&line.s[at..figure.range.start.max(at)]);
    named(&words)
}

/// The words as the name of something counted, or nothing where no name is left.
pub fn named(words: &str) -> Option<String> {
    let mut words = words.trim_matches([' ', ':', '(', ')', '、', '・', '「', '」', '※']).to_owned();
    words = words.replace("()", "");
    for particle in [
        "において",
        "に対して",
        "について",
        "では",
        "には",
        "として",
        "から",
        "のべ",
        "約",
        "を",
        "は",
        "が",
        "の",
        "に",
        "で",
        "も",
        "へ",
        "と",
    ] {
        if let Some(shorter) = words.strip_suffix(particle) {
            words = shorter.to_owned();
            break;
        }
    }
    let words = words.trim_matches([' ', ':', '(', ')', '、']);
    (words.chars().count() > 1).then(|| words.to_owned())
}

/// The happening that a period dates, if it dates one.
fn event(desk: &Desk<'_>, line: &Line<'_>, i: usize, page: Option<u32>) -> Option<Event> {
    let found = &line.periods[i];
    let text = match line.brackets.iter().find(|bracket| bracket.contains(&found.range.start)) {
        Some(bracket) => in_bracket(line, found, bracket)?,
        None => in_sentence(line, found)?,
    };
    let clause_end = line.s[found.range.end..].find(['、', '。']).map_or(line.s.len(), |at| found.range.end + at);
    let planned = lexicon::says_planned(&line.s[found.range.end..clause_end]) || lexicon::says_planned(&text);
    Some(Event { text, when: desk.period(line.text, found, page)?, planned })
}

/// `導入(令和3年1月)`: the words before the bracket; `(令和4年度着手、令和6年度構築予定)`: the part itself.
fn in_bracket(line: &Line<'_>, found: &Found<Dated>, bracket: &Range<usize>) -> Option<String> {
    let inside = &line.s[bracket.clone()];
    let behind = &line.s[found.range.end..bracket.end];
    if !dates_something(behind, found) {
        return None;
    }
    let only_dates = line
        .periods
        .iter()
        .filter(|other| bracket.contains(&other.range.start))
        .fold(inside.to_owned(), |left, other| left.replacen(&line.s[other.range.clone()], "", 1));
    if only_dates.trim_matches(['、', '・', ' ', ',']).is_empty() || only_dates.ends_with(' ') {
        let before = line.s[..bracket.start].trim_end_matches('(');
        let from = clause_start(before);
        return Some(before[from..].trim_matches(['、', '。', ' ', '→']).to_owned());
    }
    let part = inside.split('、').find(|part| part.contains(&line.s[found.range.clone()]))?;
    Some(part.trim().to_owned())
}

/// `令和2年8月『宣言』を発出`, `9月に策定`, `R2年12月より見直しを開始し`: the clause behind the date.
fn in_sentence(line: &Line<'_>, found: &Found<Dated>) -> Option<String> {
    let behind = &line.s[found.range.end..];
    if line.s[..found.range.start].ends_with(':') && behind.is_empty() || !dates_something(behind, found) {
        return None;
    }
    let end = behind.find(['、', '。']).unwrap_or(behind.len());
    let clause = behind[..end].trim_start_matches(['に', 'の', ' ']).trim();
    let clause =
        if clause.is_empty() { line.s[..found.range.start].trim_end_matches(['に', 'を', '(', ' ']) } else { clause };
    (!clause.is_empty()).then(|| clause.to_owned())
}

/// Whether the words behind a date say that something happened then: a case particle, a quoted
/// name, a verbal noun. A date before `の` and a noun, `への`, `を` or a comparison dates nothing.
fn dates_something(behind: &str, found: &Found<Dated>) -> bool {
    let behind = behind.trim_start();
    let since = found.value.suffix != Suffix::None;
    if behind.starts_with("への") || behind.starts_with('を') || behind.starts_with('へ') || behind.starts_with('と')
    {
        return false;
    }
    if let Some(noun) = behind.strip_prefix('の') {
        return noun.starts_with(['「', '『']);
    }
    if behind.starts_with("中") || behind.starts_with("現在") {
        return false;
    }
    since
        || behind.is_empty()
        || behind.starts_with(['に', ')', '、', '『', '「', '・', '~'])
        || behind.starts_with(|c: char| ('一'..='鿿').contains(&c) || ('ァ'..='ヺ').contains(&c))
}

/// Where the last clause of a text begins; brackets are skipped.
fn clause_start(text: &str) -> usize {
    let mut depth = 0;
    for (at, c) in text.char_indices().rev() {
        match c {
            ')' | '」' | '』' => depth += 1,
            '(' | '「' | '『' => depth -= 1,
            '。' | '⇒' if depth <= 0 => return at + c.len_utf8(),
            '、' if depth <= 0 && text[..at].ends_with(')') => return at + c.len_utf8(),
            _ => {}
        }
    }
    0
}

/// The outermost round brackets, without the brackets themselves.
fn brackets(s: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = Vec::new();
    for (at, c) in s.char_indices() {
        match c {
            '(' => open.push(at + 1),
            ')' => {
                if let Some(from) = open.pop()
                    && open.is_empty()
                {
                    found.push(from..at);
                }
            }
            _ => {}
        }
    }
    found
}
