//! Words behind a figure: comparisons and changes.

use super::cursor::{Cursor, is_kanji, is_katakana};
use super::number::figure;
use super::quantity::{Change, Comparator, Place};
use super::units::{Kind, UNITS, compares, eat_counter};

/// 以上, 以下, 超, 未満 behind a figure.
pub(crate) fn comparator(c: &mut Cursor<'_>) -> Comparator {
    let mut d = *c;
    // 80%程度以上
    d.eat_any(&UNITS.approximate_after);
    d.space();
    let found = UNITS.comparators.iter().find(|(word, _)| d.eat(word));
    let sign = match found.map(|(_, sign)| sign.as_str()) {
        Some(">=") => Comparator::Ge,
        Some("<=") => Comparator::Le,
        Some(">") => Comparator::Gt,
        Some("<") => Comparator::Lt,
        _ => return Comparator::Eq,
    };
    *c = d;
    sign
}

/// 削減, 増, の向上 directly behind the figure, or behind 程度.
pub(crate) fn change(c: &mut Cursor<'_>) -> Option<Change> {
    let words = &UNITS.changes;
    let mut d = *c;
    d.eat_any(&UNITS.approximate_after);
    if words.not_change.iter().any(|w| d.rest().starts_with(w.as_str())) {
        return None;
    }
    if d.eat_of("のを").is_none() {
        d.space();
    }
    // 増 before another ideograph is another word (増設), unless it is 増加.
    let short = |words: &[String]| {
        let mut e = d;
        let found = e.eat_any(words).is_some() && (compares(&e) || !e.peek().is_some_and(is_kanji));
        found.then_some(e)
    };
    // 削減率, 削減量 are names.
    let long = |words: &[String]| {
        let mut e = d;
        let found = e.eat_any(words).is_some();
        let noun = UNITS.changes.nouns.iter().any(|noun| e.rest().starts_with(noun.as_str()));
        (found && !noun).then_some(e)
    };
    let increase = short(&words.increase_short).or_else(|| long(&words.increase));
    let decrease = || short(&words.decrease_short).or_else(|| long(&words.decrease));
    let (end, change) = match increase {
        Some(end) => (end, Change::Increase),
        None => (decrease()?, Change::Decrease),
    };
    *c = end;
    Some(change)
}

/// The counter that no list holds, where a comparison behind it, or the end of a cell, shows that it is one: 回転 in
/// 3.0回転以上, ブース in a cell 12ブース. `known` is where the longest counter of the lists ends, if one fits.
pub(crate) fn unlisted(number: &Cursor<'_>, known: Option<usize>, place: Place) -> Option<usize> {
    let mut c = *number;
    c.at = known.unwrap_or(c.at);
    let from = c;
    let written = |n: char, inside: bool| is_kanji(n) || is_katakana(n) || inside && "りみきけ".contains(n);
    for _ in 0..LONGEST_COUNTER {
        if compares(&c) || !c.peek().is_some_and(|n| written(n, c.at > from.at)) {
            break;
        }
        c.step();
    }
    let ends = compares(&c) || (place.is_cell() && known.is_none() && c.rest().trim_start().is_empty());
    if c.at == from.at || !ends {
        return None;
    }
    let begins = |words: &[String]| words.iter().any(|word| from.rest().starts_with(word.as_str()));
    let changes = &UNITS.changes;
    let words = [&changes.increase, &changes.decrease, &changes.increase_short, &changes.decrease_short];
    let other = begins(&UNITS.approximate_after) || words.into_iter().any(|list| begins(list));
    (!other).then_some(c.at)
}

/// More characters than these make no counter.
const LONGEST_COUNTER: usize = 6;

/// Whether a figure of change comes next (46%削減), as after 2013年度より.
pub(crate) fn change_at(c: &Cursor<'_>) -> bool {
    let mut d = *c;
    d.eat_any(&UNITS.approximate);
    if figure(&mut d, false, Place::Text).is_none() {
        return false;
    }
    d.space();
    if eat_counter(&mut d) != Some(Kind::Measure) {
        return false;
    }
    comparator(&mut d);
    change(&mut d).is_some()
}

/// A wave dash and a digit: the unit of a lower end comes later. Returns where
/// the upper end begins.
pub(crate) fn leads_on(c: &Cursor<'_>, hyphens: bool) -> Option<usize> {
    let mut d = *c;
    d.space();
    d.eat_of(if hyphens { "~〜～-" } else { "~〜～" })?;
    d.space();
    d.peek().filter(char::is_ascii_digit).map(|_| d.at)
}
