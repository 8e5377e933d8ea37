//! Cells that hold nothing but dates (実施時期, 期限): what only they may leave out, and what of them was not understood.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar::{LEXICON, Level, part_at};
use super::cursor::{Cursor, is_blank};
use super::dates::scan;
use super::fields::{finish, kanji_number};
use super::period::{Carry, Dated, Own, Period, PeriodUnit, Suffix};
use super::quantity::Found;
use super::settle::settle;
use super::stamp::{Manner, Stamp, month, stamp};
use super::tail::tail;
use super::unread::unread;
use super::year::{Number, Style, Year, year_number};

/// What was read in a cell of dates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateCell {
    /// Its periods, in reading order; ranges are bytes of the cell's text.
    pub found: Vec<Found<Dated>>,
    /// The parts of dates that were not understood; the whole cell where nothing was.
    pub unread: Vec<Range<usize>>,
}

/// Reads a cell that holds nothing but dates. `carry` has the era in force above it, and as its year the fiscal year that
/// the document itself is of: 9月 and 年度末 are in it.
pub fn date_cell(text: &str, carry: &mut Carry) -> DateCell {
    if let Some(found) = packed(text) {
        return DateCell { found: vec![found], unread: Vec::new() };
    }
    let mut found = scan(text, carry, Manner::Cell);
    if found.is_empty() {
        found.extend(without_days(text));
    }
    let unread = unread(text, &found);
    DateCell { found, unread }
}

/// Where a cell's text begins and ends without the white space around it.
fn inner(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    start..start + text.trim().len()
}

/// 20250401, R070401: a day in digits alone, and nothing else in the cell.
fn packed(text: &str) -> Option<Found<Dated>> {
    let range = inner(text);
    let words = text.get(range.clone())?;
    let (head, year_digits) = match words.len() {
        8 if words.bytes().all(|b| b.is_ascii_digit()) => (words.get(..4)?, 4),
        7 if words.bytes().skip(1).all(|b| b.is_ascii_digit()) => (words.get(..3)?, 3),
        _ => return None,
    };
    let mut c = Cursor::new(head, 0);
    let year = match year_number(&mut c)? {
        Number::Era(era, year) => era.western(year)?,
        Number::Western(year) => year,
        Number::Short(_) | Number::Relative(_) => return None,
    };
    let two = |at: usize| words.get(at..at + 2)?.parse::<i8>().ok();
    let day = Date::new(year, two(year_digits)?, two(year_digits + 2)?).ok()?;
    Some(Found { range, value: Dated::plain(Period::new(PeriodUnit::Day, day, day)?) })
}

/// What only a cell of dates says: 毎年10月, 年2回, 毎月, 年度末, 上半期.
pub(crate) fn cell_word(c: &mut Cursor<'_>, carry: &Carry) -> Option<Found<Dated>> {
    if !c.back().is_none_or(|b| b.is_whitespace() || "([{〔「【<|、,・:/→~".contains(b)) {
        return None;
    }
    let start = c.at;
    let mut d = *c;
    let value = if yearly(&mut d) || times(&mut d) || repeated(&mut d) {
        Dated::plain(Period::ONGOING)
    } else {
        d = *c;
        own_year(&mut d, carry)?
    };
    *c = d;
    Some(Found { range: d.since(start), value })
}

/// 毎年10月, 毎年6月・12月: the months of every year.
fn yearly(c: &mut Cursor<'_>) -> bool {
    let words = &LEXICON.cell;
    let mut d = *c;
    if d.eat_any(&words.yearly).is_none() {
        return false;
    }
    let mut months = 0;
    loop {
        let mut e = d;
        e.space();
        if months == 0 {
            e.eat(&words.attribute);
        } else if e.eat_any(&LEXICON.list.between).is_none() && e.eat_of("~-").is_none() && !e.eat(&words.from) {
            break;
        }
        e.space();
        let Some(date) = stamp(&mut e, Manner::Cell).filter(|date| date.year.is_none()) else { break };
        months += usize::from(date.month.is_some());
        d = e;
    }
    d.eat_any(&LEXICON.tail.about);
    d.eat_any(&LEXICON.tail.by);
    let found = months > 0;
    if found {
        *c = d;
    }
    found
}

/// 年2回, 月1回.
fn times(c: &mut Cursor<'_>) -> bool {
    let mut d = *c;
    let words = &LEXICON.cell;
    let found = d.eat_any(&words.times_in).is_some() && d.digits(3).is_some() && d.eat(&words.times);
    if found {
        *c = d;
    }
    found
}

/// 毎月, as a word of its own.
fn repeated(c: &mut Cursor<'_>) -> bool {
    let mut d = *c;
    let found = d.eat_any(&LEXICON.cell.ongoing).is_some() && !d.peek().is_some_and(char::is_alphanumeric);
    if found {
        *c = d;
    }
    found
}

/// 今年度中, 年度末, 来年度, 上半期: dates of the year that the document itself is of. Where it prints none, 年度内 is
/// without dates, and 上半期 is not understood.
fn own_year(c: &mut Cursor<'_>, carry: &Carry) -> Option<Dated> {
    let words = &LEXICON.cell;
    let mut d = *c;
    let step = if d.eat_any(&words.this).is_some() {
        Some(0)
    } else if d.eat_any(&words.next).is_some() {
        Some(1)
    } else {
        d.eat_any(&words.part).and_then(|_| {
            let within = LEXICON.tail.within.iter().any(|word| d.rest().starts_with(word.as_str()));
            (within || part_at(&mut d.clone(), Level::FiscalYear).is_some()).then_some(0)
        })
    };
    let year = Year { number: Number::Relative(step.unwrap_or(0)), style: Style::Fiscal };
    let mut date = Stamp { year: Some(year), ..Stamp::default() };
    if step.is_some() {
        month(&mut d, &mut date);
        date.pending = None;
    } else {
        d = *c;
    }
    finish(&mut d, &mut date);
    if step.is_none() && (date.part.is_none() || d.peek().is_some_and(|next| next.is_alphanumeric() && !follows(&d))) {
        return None;
    }
    let settled = settle(&date, carry, false, d.since(c.at));
    let period = match settled {
        Some(settled) => Period::new(settled.unit, settled.first, settled.last)?,
        None if step.is_some() && carry.year.is_none() => Period::ONGOING,
        None => return None,
    };
    let mut value = Dated::plain(period);
    tail(&mut d, &mut value, false);
    *c = d;
    Some(value)
}

/// Whether a word of time goes on behind a word for a part of the year (夏頃, 上半期まで).
fn follows(c: &Cursor<'_>) -> bool {
    let tail = &LEXICON.tail;
    let words = [&tail.about, &tail.within, &tail.since, &tail.since_weak, &tail.until, &tail.by];
    words.into_iter().flatten().any(|word| c.rest().starts_with(word.as_str()))
}

/// 令和7年度から3年間: the years that the period lasts close it.
pub(crate) fn lasting(c: &mut Cursor<'_>, value: &mut Dated) {
    let mut d = *c;
    d.eat(&LEXICON.cell.attribute);
    d.space();
    let closed = years(&mut d).zip(value.period.start()).and_then(|(years, start)| {
        let end = start.checked_add(i32::try_from(years).ok()?.years()).ok()?.yesterday().ok()?;
        Period::new(value.period.unit(), start, end)
    });
    if let Some(period) = closed {
        *value = Dated { period, suffix: Suffix::None, ..value.clone() };
        *c = d;
    }
}

/// 3か年, 三か年, 3年間.
pub(crate) fn years(c: &mut Cursor<'_>) -> Option<u32> {
    let mut d = *c;
    let number = match d.digits(2) {
        Some(digits) => digits.parse().ok()?,
        None => kanji_number(&mut d)?,
    };
    d.space();
    d.eat_any(&LEXICON.tail.years)?;
    *c = d;
    Some(number)
}

/// A cell without a day, a month or a year: 3か年, 短期, 随時実施.
fn without_days(text: &str) -> Option<Found<Dated>> {
    let range = inner(text);
    let c = Cursor::new(text, range.start);
    let ends = |c: &Cursor<'_>| c.rest().trim_start_matches(is_blank).trim_end().is_empty();
    let of = |own: Own| Dated { own: Some(own), ..Dated::plain(Period::ONGOING) };
    let mut d = c;
    if let Some(number) = years(&mut d).filter(|_| ends(&d)) {
        return Some(Found { range, value: of(Own::Years(number)) });
    }
    let mut d = c;
    if LEXICON.cell.terms.iter().any(|term| c.rest().trim_end() == term) {
        return Some(Found { range, value: of(Own::Term) });
    }
    d.eat_any(&LEXICON.ongoing.words).or_else(|| d.eat_any(&LEXICON.cell.ongoing))?;
    let range = range.start..d.at;
    Some(Found { range, value: Dated::plain(Period::ONGOING) })
}
