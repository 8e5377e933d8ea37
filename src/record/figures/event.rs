//! Dated happenings.

use super::line::Line;
use crate::lexicon;
use crate::record::desk::Desk;
use crate::record::model::Event;
use crate::record::trace::{Ground, at};
use crate::text::{Dated, Found, Suffix};
use std::ops::Range;

/// Longest bracket that is read as the date of the words before it, in bytes.
const LONGEST_BRACKET: usize = 600;

/// The happening that a date dates, if it dates one.
pub fn event(desk: &Desk<'_>, line: &Line<'_>, i: usize) -> Option<Event> {
    let found = &line.periods[i];
    let text = match line.bracket_around(found.range.start).filter(|bracket| bracket.len() <= LONGEST_BRACKET) {
        Some(bracket) => in_bracket(line, found, bracket)?,
        None => in_sentence(line, found)?,
    };
    let behind = line.behind(found.range.end);
    let clause = &behind[..behind.find(['、', '。']).unwrap_or(behind.len())];
    let planned = lexicon::says_planned(clause) || lexicon::says_planned(&text);
    let event = Event { text, when: line.dated(desk, i)?, planned };
    if event.text.is_empty() {
        return None;
    }
    desk.explain_next(|say| say.field("events", HAPPENED, vec![at(&event.when.at)]));
    Some(event)
}

/// A dated happening.
const HAPPENED: Ground =
    Ground::of("a date that no figure takes dates what the clause or the words before its bracket say", module_path!());

/// `導入(令和3年1月)`: the words before the bracket; `(令和4年度着手、令和6年度構築予定)`: the part itself.
fn in_bracket(line: &Line<'_>, found: &Found<Dated>, bracket: &Range<usize>) -> Option<String> {
    if !dates_something(&line.s[found.range.end..bracket.end], found) {
        return None;
    }
    let dates = line.periods_in(bracket.clone());
    let mut words = String::new();
    let mut at = bracket.start;
    for date in dates {
        words.push_str(&line.s[at..date.range.start.max(at)]);
        at = date.range.end.max(at);
    }
    words.push_str(&line.s[at..bracket.end]);
    // A label before the date (`実施期間 R3年6月~`) says no more than the date.
    if words.trim_matches(['、', '・', ' ', ',']).is_empty() || words.ends_with(' ') {
        let near = line.near_start(bracket.start);
        let before = line.s[near..bracket.start].trim_end_matches('(');
        return Some(bare(&before[clause_start(before)..]).to_owned());
    }
    let start = line.s[bracket.start..found.range.start].rfind('、').map_or(bracket.start, |at| bracket.start + at);
    let end = line.s[found.range.end..bracket.end].find('、').map_or(bracket.end, |at| found.range.end + at);
    Some(bare(&line.s[start..end]).to_owned())
}

/// `令和2年8月『宣言』を発出`, `9月に策定`, `R2年12月より見直しを開始し`: the clause behind the date, or,
/// where nothing follows, the words before it.
fn in_sentence(line: &Line<'_>, found: &Found<Dated>) -> Option<String> {
    let behind = line.behind(found.range.end);
    let labelled = line.s[..found.range.start].ends_with(':') && behind.is_empty();
    if labelled || !dates_something(behind, found) {
        return None;
    }
    let clause = &behind[..behind.find(['、', '。']).unwrap_or(behind.len())];
    let clause = bare(lexicon::behind_date(clause));
    if !clause.is_empty() {
        return Some(clause.to_owned());
    }
    let near = line.near_start(found.range.start);
    Some(bare(lexicon::before_date(&line.s[near..found.range.start])).to_owned())
}

/// Without what only joins a clause to another.
fn bare(clause: &str) -> &str {
    clause.trim_matches(['、', '。', ' ', '→', '⇒', '・', '○', '〇', '●', '◎', '■', '※'])
}

/// Whether the words behind a date say that something happened then: a case particle, a quoted
/// name, a verbal noun. A date before `の` and a noun, `への`, `を` or a comparison dates nothing.
fn dates_something(behind: &str, found: &Found<Dated>) -> bool {
    let behind = behind.trim_start();
    let since = found.value.suffix != Suffix::None;
    if lexicon::is_undated(behind) {
        return false;
    }
    if let Some(noun) = lexicon::noun_of(behind) {
        return noun.starts_with(['「', '『']);
    }
    since
        || behind.is_empty()
        || lexicon::happens(behind)
        || behind.starts_with([')', '、', '『', '「', '・', '~'])
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
