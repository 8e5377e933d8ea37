//! The small parts of a printed date: numbers with their units, days of the
//! week, words for a part of a year.

use super::calendar::{Level, part_at};
use super::cursor::{Cursor, is_blank};
use super::stamp::Stamp;
use super::year::{Number, Style, Year};

/// A number and its unit; 3月間 and 5日間 are lengths of time.
pub(crate) fn labelled(c: &mut Cursor<'_>, unit: &str) -> Option<u32> {
    let mut d = *c;
    d.space();
    let number = small_number(&mut d)?;
    d.space();
    if !d.eat(unit) || d.rest().starts_with('間') {
        return None;
    }
    *c = d;
    Some(number)
}

/// A number directly before a range or list mark that leads to another number.
pub(crate) fn pending(c: &mut Cursor<'_>) -> Option<u32> {
    let mut d = *c;
    d.space();
    let number = d.digits(2)?.parse().ok()?;
    let mut e = d;
    e.space();
    e.eat_of("~〜～-–—―−‐ー、,・")?;
    e.space();
    e.peek().filter(char::is_ascii_digit)?;
    *c = d;
    Some(number)
}

/// The day of the week, and words for a part of what was printed.
pub(crate) fn finish(c: &mut Cursor<'_>, stamp: &mut Stamp) {
    if stamp.is_open() {
        fiscal_by_part(c, stamp);
        return;
    }
    if stamp.day.is_some() {
        weekday(c);
        return;
    }
    stamp.part = part_at(c, level(stamp));
}

/// R6末, R6上半期: a year without its unit has one by the word for its part, and that is the fiscal year.
fn fiscal_by_part(c: &mut Cursor<'_>, stamp: &mut Stamp) {
    let Some(Year { number: number @ Number::Era(era, _), .. }) = stamp.year else { return };
    if !era.alone || stamp.pending.is_some() || c.peek().is_some_and(|next| next == 'の' || is_blank(next)) {
        return;
    }
    stamp.part = part_at(c, Level::FiscalYear);
    if stamp.part.is_some() {
        stamp.year = Some(Year { number, style: Style::Fiscal });
    }
}

/// After which unit a word for a part of a date stands.
pub(crate) fn level(stamp: &Stamp) -> Level {
    match (stamp.month, stamp.year) {
        (Some(_), _) => Level::Month,
        (None, Some(year)) if year.style != Style::Calendar => Level::FiscalYear,
        _ => Level::CalendarYear,
    }
}

/// `(金)`, `(土・祝)`.
fn weekday(c: &mut Cursor<'_>) {
    let mut d = *c;
    if d.eat("(") && d.eat_of("月火水木金土日").is_some() {
        d.eat("曜日");
        d.eat("・祝");
        if d.eat(")") {
            *c = d;
        }
    }
}

fn small_number(c: &mut Cursor<'_>) -> Option<u32> {
    match c.digits(2) {
        Some(digits) => digits.parse().ok(),
        None => kanji_number(c),
    }
}

/// The numerals from 0 to 9.
const KANJI_DIGITS: &str = "〇一二三四五六七八九";

/// One numeral from 〇 to 九.
pub(crate) fn kanji_digit(c: &mut Cursor<'_>) -> Option<u32> {
    let found = c.eat_of(KANJI_DIGITS)?;
    KANJI_DIGITS.chars().position(|digit| digit == found).and_then(|digit| u32::try_from(digit).ok())
}

/// 一 to 九十九, as in formal dates (令和四年十月一日), and 一〇 to 九九 in two numerals.
pub(crate) fn kanji_number(c: &mut Cursor<'_>) -> Option<u32> {
    let mut d = *c;
    let first = kanji_digit(&mut d);
    let number = if d.eat("十") {
        first.unwrap_or(1) * 10 + kanji_digit(&mut d).unwrap_or(0)
    } else {
        let second = kanji_digit(&mut d);
        second.map_or(first?, |second| first.unwrap_or(0) * 10 + second)
    };
    *c = d;
    Some(number)
}
