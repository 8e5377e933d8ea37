//! What a date lacks and other places of a document tell: the era of 6年度, the years of 短期.

use std::ops::Range;

use super::calendar::LEXICON;
use super::cursor::{Cursor, is_blank, is_kanji};
use super::dates::periods;
use super::era::{Era, eras};
use super::period::{Carry, Dated, Period};
use super::quantity::Found;
use super::stamp::Manner;

/// Whether a text prints a year of one or two digits without its era (6年度, 24年度末).
pub fn lacks_era(text: &str) -> bool {
    text.match_indices('年').any(|(at, _)| {
        let head = text.get(..at).unwrap_or_default().trim_end_matches(is_blank);
        let bare = head.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = head.len() - bare.len();
        let before = bare.trim_end_matches(is_blank);
        (1..=2).contains(&digits)
            && !eras().iter().any(|era| before.ends_with(era.name.as_str()))
            && !bare.ends_with(|c: char| c.is_ascii_alphanumeric())
    })
}

/// The era of the last year that a text prints; none behind a western year.
pub fn last_era(text: &str) -> Option<&'static Era> {
    let named = |era: &Era| text.contains(era.letter) || era.name.chars().next().is_some_and(|c| text.contains(c));
    if !eras().iter().any(named) {
        return None;
    }
    let mut carry = Carry::default();
    super::dates::scan(text, &mut carry, Manner::Cell);
    carry.era
}

/// The terms of a document's own that a text explains: 短期（令和6～7年度）, 中期：令和8年度～令和10年度.
pub fn explained_terms(text: &str) -> Vec<(&'static str, Period)> {
    let mut out = Vec::new();
    for term in &LEXICON.cell.terms {
        for (at, _) in text.match_indices(term.as_str()) {
            let behind = text.get(at + term.len()..).unwrap_or_default();
            // 中長期 is another term than 長期.
            let inside = text.get(..at).is_some_and(|head| head.ends_with(is_kanji));
            let said = behind.trim_start_matches(|c: char| is_blank(c) || "([:はとの、=…・」』".contains(c));
            let found = periods(said, &mut Carry::default());
            if let Some(first) =
                found.first().filter(|first| !inside && said.len() < behind.len() && first.range.start == 0)
                && first.value.period.start().is_some()
                && first.value.period.end().is_some()
            {
                out.push((term.as_str(), first.value.period.clone()));
            }
        }
    }
    out
}

/// The years of a header that none of its periods holds: 6年度 where no era is in force, 令和0年度.
pub fn unread_years(header: &str, found: &[Found<Dated>]) -> Vec<Range<usize>> {
    let mut unread = Vec::new();
    let mut c = Cursor::new(header, 0);
    while let Some(next) = c.peek() {
        if !next.is_ascii_digit() {
            c.step();
            continue;
        }
        let digits = c.at;
        while c.peek().is_some_and(|n| n.is_ascii_digit()) {
            c.step();
        }
        let head = header.get(..digits).unwrap_or_default().trim_end_matches(is_blank);
        let era = eras().iter().map(|era| era.name.as_str()).find(|name| head.ends_with(name));
        let start = era.map_or(digits, |name| head.len() - name.len());
        let mut d = c;
        d.space();
        let fiscal = d.eat("年度") && !d.rest().starts_with(['間', '目']);
        let year = fiscal || era.is_some() && d.eat("年");
        let known = found.iter().any(|found| found.range.start < c.at && start < found.range.end);
        if year && !known && !head.ends_with('第') {
            unread.push(start..d.at);
        }
    }
    unread
}
