//! The small parts of a printed date: numbers with their units, days of the
//! week, words for a part of a year.

use super::calendar::{Level, part_at};
use super::cursor::Cursor;
use super::stamp::{Stamp, Style};

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
        return;
    }
    if stamp.day.is_some() {
        weekday(c);
        return;
    }
    let level = match (stamp.month, stamp.year) {
        (Some(_), _) => Level::Month,
        (None, Some(year)) if year.style == Style::Fiscal => Level::FiscalYear,
        _ => Level::CalendarYear,
    };
    stamp.part = part_at(c, level);
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

/// 一 to 九十九, as in formal dates (令和四年十月一日).
pub(crate) fn kanji_number(c: &mut Cursor<'_>) -> Option<u32> {
    const DIGITS: &str = "〇一二三四五六七八九";
    let digit = |c: &mut Cursor<'_>| {
        let found = c.eat_of(DIGITS)?;
        DIGITS.chars().position(|d| d == found)
    };
    let mut d = *c;
    let tens = digit(&mut d);
    let number = if d.eat("十") { tens.unwrap_or(1) * 10 + digit(&mut d).unwrap_or(0) } else { tens? };
    *c = d;
    u32::try_from(number).ok()
}
