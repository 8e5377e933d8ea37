//! Words behind a figure: comparisons and changes.

use super::cursor::{Cursor, is_kanji};
use super::number::figure;
use super::quantity::{Change, Comparator};
use super::units::{Kind, UNITS, eat_counter};

/// 以上, 以下, 超, 未満 behind a figure.
pub(crate) fn comparator(c: &mut Cursor<'_>) -> Comparator {
    let mut d = *c;
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
        let found = e.eat_any(words).is_some() && !e.peek().is_some_and(is_kanji);
        found.then_some(e)
    };
    // 削減率, 削減量 are names.
    let long = |words: &[String]| {
        let mut e = d;
        let found = e.eat_any(words).is_some() && !e.rest().starts_with(NAMES);
        found.then_some(e)
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

/// What makes a noun of the word for a change.
const NAMES: [char; 5] = ['率', '量', '額', '幅', '図'];

/// Whether a figure of change comes next (46%削減), as after 2013年度より.
pub(crate) fn change_at(c: &Cursor<'_>) -> bool {
    let mut d = *c;
    d.eat_any(&UNITS.approximate);
    if figure(&mut d, false).is_none() {
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
pub(crate) fn leads_on(c: &Cursor<'_>) -> Option<usize> {
    let mut d = *c;
    d.space();
    d.eat_of("~〜～")?;
    d.space();
    d.peek().filter(char::is_ascii_digit).map(|_| d.at)
}
