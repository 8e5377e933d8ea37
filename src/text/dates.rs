//! Dates in a text, in reading order: what is read where, with the words around it.

use super::calendar::LEXICON;
use super::cell::{cell_word, lasting};
use super::cursor::{Cursor, is_blank};
use super::period::{Carry, Dated, Period, Suffix};
use super::quantity::Found;
use super::range::whole;
use super::settle::Settled;
use super::stamp::{Manner, Stamp, may_begin};
use super::tail::{leading, tail};

/// Every period of a running text, in reading order; ranges are bytes of `text`. `carry`
/// goes from one stretch of a document to the next.
pub fn periods(text: &str, carry: &mut Carry) -> Vec<Found<Dated>> {
    scan(text, carry, Manner::Prose)
}

/// The periods of a text that stands in a manner.
pub(crate) fn scan(text: &str, carry: &mut Carry, manner: Manner) -> Vec<Found<Dated>> {
    let mut found = Vec::new();
    let mut c = Cursor::new(text, 0);
    while let Some(next) = c.peek() {
        let start = c;
        if manner == Manner::Cell
            && let Some(word) = cell_word(&mut c, carry)
        {
            found.push(word);
        } else if next.is_ascii_digit() {
            if starts_number(&c) && dated(&mut c, carry, manner, &mut found) {
                continue;
            }
            c = start;
            while c.peek().is_some_and(|n| n.is_ascii_digit()) {
                c.step();
            }
        } else if may_begin(next) && dated(&mut c, carry, manner, &mut found) {
            continue;
        } else if let Some(end) = ongoing(&start) {
            c.at = end;
            found.push(Found { range: c.since(start.at), value: Dated::plain(Period::ONGOING) });
        } else {
            c = start;
            c.step();
        }
    }
    found
}

/// A number that is no part of a longer one, of a Latin word, or of an ordinal.
fn starts_number(c: &Cursor<'_>) -> bool {
    !c.back().is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, '.' | ',' | '_' | '第' | '#' | '№'))
}

/// One date, list or range with the words around it.
fn dated(c: &mut Cursor<'_>, carry: &mut Carry, manner: Manner, found: &mut Vec<Found<Dated>>) -> bool {
    let start = c.at;
    let mut d = *c;
    let Some((first, settled)) = whole(&mut d, carry, manner) else {
        return false;
    };
    if first.year.is_none() && recurring(c) {
        // Yearly, or of a year that is not printed: nothing is guessed, and the
        // month is passed over as a whole.
        c.at = d.at;
        return true;
    }
    let last = settled.len().saturating_sub(1);
    for (index, part) in settled.into_iter().enumerate() {
        let mut range = part.range.clone();
        let next = part.carry.clone();
        let Some(mut value) = plain(&part) else { continue };
        if index == last {
            let open = tail(&mut d, &mut value, part.ranged);
            range.end = d.at;
            if index == 0 {
                range.start = leading(start, c, &mut value, part.ranged, open);
            }
            remember(carry, next, &d, &first, value.suffix);
            if manner == Manner::Cell && value.suffix == Suffix::Since {
                lasting(&mut d, &mut value);
                range.end = d.at;
            }
        }
        found.push(Found { range, value });
    }
    *c = d;
    true
}

fn plain(part: &Settled) -> Option<Dated> {
    Period::new(part.unit, part.first, part.last).map(Dated::plain)
}

/// 毎年4月, 前年4月.
fn recurring(c: &Cursor<'_>) -> bool {
    let before = c.before().trim_end_matches(is_blank);
    let before = before.strip_suffix('の').unwrap_or(before);
    LEXICON.carry.recurring.iter().any(|w| before.ends_with(w.as_str()))
}

/// What the dates after this one take from it.
fn remember(carry: &mut Carry, next: Carry, c: &Cursor<'_>, first: &Stamp, suffix: Suffix) {
    if first.year.is_none() {
        return;
    }
    carry.era = next.era;
    // A year that names an aim (2022年を期限とした) is not the time of the sentence.
    let aim = |w: &String| c.rest().starts_with(w.as_str()) || c.before().ends_with(w.as_str());
    let aims = suffix == Suffix::Until || LEXICON.carry.aims.iter().any(aim);
    if !aims || carry.year.is_none() {
        carry.year = next.year;
        carry.fiscal = next.fiscal;
    }
}

/// 継続, 随時: only as a token of its own, for 継続検討 and 運用の継続 are prose.
fn ongoing(c: &Cursor<'_>) -> Option<usize> {
    const OPEN: &str = "([{〔「『【<|、:/";
    const CLOSE: &str = ")]}〕」』】>|、。\n\r\t";
    let mut d = *c;
    let word = d.eat_any(&LEXICON.ongoing.words)?;
    if !c.back().is_none_or(|b| b.is_whitespace() || OPEN.contains(b) || CLOSE.contains(b)) {
        return None;
    }
    let rest = d.rest().trim_start_matches(is_blank);
    let opens = rest.starts_with('、') && LEXICON.ongoing.adverbs.iter().any(|w| w == word);
    let ends = rest.chars().next().is_none_or(|n| CLOSE.contains(n));
    (ends && !opens).then_some(d.at)
}
