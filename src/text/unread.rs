//! What of a cell of dates was not understood.

use std::ops::Range;

use super::calendar::LEXICON;
use super::cell::years;
use super::cursor::{Cursor, is_blank};
use super::period::Dated;
use super::quantity::Found;

/// The parts of a cell beside its periods that speak of time. A cell without any period is not understood as a whole,
/// unless it says that there is none (未定) or holds nothing but signs.
pub(crate) fn unread(text: &str, found: &[Found<Dated>]) -> Vec<Range<usize>> {
    if found.is_empty() {
        let whole = trimmed(text, 0..text.len(), char::is_whitespace);
        let words = whole.clone().map(|whole| &text[whole]).unwrap_or_default();
        let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
        let silent = !words.contains(char::is_alphanumeric) || LEXICON.cell.undated.iter().any(|word| word == bare);
        return whole.filter(|_| !silent).into_iter().collect();
    }
    let starts = std::iter::once(0).chain(found.iter().map(|found| found.range.end));
    let ends = found.iter().map(|found| found.range.start).chain([text.len()]);
    let gaps = starts.zip(ends).filter(|(start, end)| start < end);
    let sign = |c: char| !c.is_alphanumeric();
    gaps.filter_map(|(start, end)| trimmed(text, start..end, sign))
        .filter(|gap| speaks_of_time(&text[gap.clone()]))
        .collect()
}

fn trimmed(text: &str, range: Range<usize>, blank: impl Fn(char) -> bool + Copy) -> Option<Range<usize>> {
    let part = text.get(range.clone())?;
    let start = range.start + part.len() - part.trim_start_matches(blank).len();
    let end = range.end - (part.len() - part.trim_end_matches(blank).len());
    (start < end).then_some(start..end)
}

/// Whether words hold a part of a date: a word of time, or a number that counts nothing else (2校, 3件).
fn speaks_of_time(words: &str) -> bool {
    if LEXICON.cell.of_time.iter().any(|word| words.contains(word.as_str())) {
        return true;
    }
    let mut c = Cursor::new(words, 0);
    while let Some(next) = c.peek() {
        if !next.is_ascii_digit() {
            c.step();
            continue;
        }
        let ordinal = c.back() == Some('第');
        // How long something lasts is no date.
        if years(&mut c).is_some() {
            continue;
        }
        let mut figure = false;
        while let Some(n) = c.peek().filter(|n| n.is_ascii_digit() || matches!(n, ',' | '.')) {
            figure |= !n.is_ascii_digit();
            c.step();
        }
        let rest = c.rest().trim_start_matches(is_blank);
        let counted = figure || rest.starts_with(|n: char| n.is_alphabetic() || matches!(n, '%' | '‰'));
        let dated = LEXICON.cell.units.iter().any(|unit| rest.starts_with(unit.as_str()));
        if !ordinal && (dated || !counted) {
            return true;
        }
    }
    false
}
