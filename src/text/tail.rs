//! The words around a date that belong to it: 頃, 時点, 比, より, まで, ~.

use super::after::change_at;
use super::calendar::LEXICON;
use super::cursor::{Cursor, is_blank, is_kanji};
use super::period::{Dated, Suffix};

/// Words after a date that belong to its raw: 頃, 時点, 比, より, まで.
/// Returns whether an end was left open.
pub(crate) fn tail(c: &mut Cursor<'_>, value: &mut Dated, ranged: bool) -> bool {
    let words = &LEXICON.tail;
    c.eat_any(&words.about);
    let mut d = *c;
    if d.eat_any(&words.within).is_some() && !d.peek().is_some_and(is_kanji) {
        *c = d;
    }
    let mut d = *c;
    d.eat("の");
    if d.eat_any(&words.point).is_some() {
        value.point = true;
        *c = d;
    }
    let mut d = *c;
    let word = d.eat_any(&words.comparison);
    let other = |w: &String| d.rest().starts_with(w.as_str());
    if word.is_some() && !words.comparison_unless.iter().any(other) {
        value.comparison = true;
        *c = d;
        return false;
    }
    let mut d = *c;
    d.space();
    if ranged {
        if d.eat("まで") {
            *c = d;
        }
        return false;
    }
    let suffix = if d.eat_any(&words.since).is_some() || wave(&mut d) {
        Suffix::Since
    } else if let Some(word) = d.eat_any(&words.since_weak) {
        if changes(&d, word) {
            value.comparison = true;
            *c = d;
            return false;
        }
        Suffix::Since
    } else if d.eat_any(&words.by).is_some() {
        value.deadline = true;
        Suffix::Until
    } else if d.eat_any(&words.until).is_some() {
        Suffix::Until
    } else {
        return false;
    };
    *c = d;
    value.suffix = suffix;
    match suffix {
        Suffix::Until => value.period.open_start(),
        _ => value.period.open_end(),
    }
    true
}

/// A wave dash that leads to nothing: `R7.4月~`.
fn wave(c: &mut Cursor<'_>) -> bool {
    let mut d = *c;
    let found = d.eat_of("~〜～").is_some() && !d.peek().is_some_and(|n| n.is_ascii_digit());
    if found {
        *c = d;
        c.eat_any(&LEXICON.tail.since);
    }
    found
}

/// Whether より or から compares (2013年度より46%削減) instead of beginning.
fn changes(c: &Cursor<'_>, word: &str) -> bool {
    let mut d = *c;
    d.space();
    if word == "より" && d.peek().is_some_and(|n| "増減多少高低".contains(n)) {
        return true;
    }
    change_at(&d)
}

/// A wave dash before a single date: `~令和6年3月`. Returns where the raw begins.
pub(crate) fn leading(start: usize, c: &Cursor<'_>, value: &mut Dated, ranged: bool, open: bool) -> usize {
    let before = c.before().trim_end_matches(is_blank);
    let mut rest = before.chars();
    let wave = rest.next_back().filter(|w| matches!(w, '~' | '〜' | '～'));
    let edge = rest.next_back().is_none_or(|b| b.is_whitespace() || "([「【|:".contains(b));
    let Some(wave) = wave.filter(|_| edge && !ranged && !open && !value.comparison) else {
        return start;
    };
    value.suffix = Suffix::Until;
    value.period.open_start();
    before.len() - wave.len_utf8()
}
