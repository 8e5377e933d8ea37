//! One date as printed: which of year, month and day stand there, and in which
//! manner. What is missing is filled in later, from the dates around it.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::calendar::{LEXICON, Part};
use super::cursor::Cursor;
use super::era::{Era, eat_era, eras};
use super::fields::{finish, kanji_number, labelled, pending};
use super::numeric::numeric;

/// How a year is printed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Number {
    /// 令和4, R4: the year of an era.
    Era(&'static Era, u32),
    /// 2022.
    Western(i16),
    /// 23, of an era or a century printed elsewhere.
    Short(u32),
    /// 同年, 翌年: counted from the year in force.
    Relative(i16),
}

/// What stands after the year's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// 年度
    Fiscal,
    /// 年, or the dots and slashes of a numeric date
    Calendar,
    /// nothing: R5, or a unit that comes later (令和8〜11年度)
    Bare,
}

/// A year as printed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Year {
    pub(crate) number: Number,
    pub(crate) style: Style,
}

/// A date as printed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Stamp {
    pub(crate) year: Option<Year>,
    pub(crate) month: Option<u32>,
    pub(crate) day: Option<u32>,
    pub(crate) part: Option<&'static Part>,
    /// A last number whose unit stands behind another one (4〜6月, 3、4年度).
    pub(crate) pending: Option<u32>,
    /// Where the date ends without that number.
    pub(crate) solid: usize,
}

impl Stamp {
    /// Whether its unit has still to come.
    pub(crate) fn is_open(&self) -> bool {
        self.pending.is_some() || self.year.is_some_and(|y| y.style == Style::Bare)
    }
}

/// The characters that a date may begin with, digits aside.
static FIRST: LazyLock<FxHashSet<char>> = LazyLock::new(|| {
    let words = LEXICON.year.same.iter().chain(&LEXICON.year.next);
    let names = eras().iter().map(|era| &era.name);
    words.chain(names).filter_map(|word| word.chars().next()).chain(eras().iter().map(|era| era.letter)).collect()
});

/// Whether a date may begin with a character: most of a text is passed over by it.
pub(crate) fn may_begin(c: char) -> bool {
    c.is_ascii_digit() || FIRST.contains(&c)
}

/// Reads one date; `None` where there is none.
pub(crate) fn stamp(cursor: &mut Cursor<'_>) -> Option<Stamp> {
    let mut c = *cursor;
    let mut stamp = match year_number(&mut c) {
        Some(number) => after_year(&mut c, number)?,
        None => relative(&mut c).or_else(|| short(&mut c))?,
    };
    finish(&mut c, &mut stamp);
    *cursor = c;
    Some(stamp)
}

/// 令和4, R4, 令和元, 令和四, 2022.
fn year_number(c: &mut Cursor<'_>) -> Option<Number> {
    let mut d = *c;
    let number = match eat_era(&mut d) {
        Some((era, letter)) => {
            d.space();
            let number = if d.eat("元") {
                1
            } else if let Some(digits) = d.digits(2) {
                digits.parse().ok()?
            } else if letter {
                return None;
            } else {
                kanji_number(&mut d)?
            };
            Number::Era(era, number)
        }
        None => {
            let digits = d.digits(4).filter(|digits| digits.len() == 4)?;
            let year = digits.parse().ok().filter(|y| (1868..=2199).contains(y))?;
            Number::Western(year)
        }
    };
    *c = d;
    Some(number)
}

/// What follows a year's number: its unit, its repetition in the other
/// calendar, and a month.
fn after_year(c: &mut Cursor<'_>, number: Number) -> Option<Stamp> {
    let mut number = number;
    repetition(c, &mut number);
    let mut d = *c;
    d.space();
    let style = if d.eat("年度") {
        Style::Fiscal
    } else if d.eat("年") {
        if LEXICON.year.unless.iter().any(|w| d.rest().starts_with(w)) {
            return None;
        }
        Style::Calendar
    } else {
        return Some(numeric(c, number));
    };
    *c = d;
    repetition(c, &mut number);
    let mut stamp = Stamp { year: Some(Year { number, style }), ..Stamp::default() };
    month(c, &mut stamp);
    Some(stamp)
}

/// `(2022年度)`, `(令和4)`: the same year in the other calendar, which belongs to
/// the date. An era in the parenthesis is the era in force from there on.
fn repetition(c: &mut Cursor<'_>, number: &mut Number) {
    let mut d = *c;
    d.space();
    if d.eat_of("([〔").is_none() {
        return;
    }
    d.space();
    d.eat("西暦");
    let Some(other) = year_number(&mut d) else {
        return;
    };
    d.space();
    if !d.eat("年度") {
        d.eat("年");
    }
    d.space();
    if d.eat_of(")]〕").is_none() || western(other) != western(*number) {
        return;
    }
    if matches!(other, Number::Era(..)) {
        *number = other;
    }
    *c = d;
}

/// The western year of a printed one that needs no other date.
pub(crate) fn western(number: Number) -> Option<i16> {
    match number {
        Number::Era(era, year) => era.western(year),
        Number::Western(year) => Some(year),
        Number::Short(_) | Number::Relative(_) => None,
    }
}

/// 同年9月, 翌年3月: only with a month, since alone they point nowhere.
fn relative(c: &mut Cursor<'_>) -> Option<Stamp> {
    let mut d = *c;
    let words = &LEXICON.year;
    let (word, step) = match d.eat_any(&words.same) {
        Some(word) => (word, 0),
        None => (d.eat_any(&words.next)?, 1),
    };
    let style = if word.ends_with('度') { Style::Fiscal } else { Style::Calendar };
    let mut stamp = Stamp { year: Some(Year { number: Number::Relative(step), style }), ..Stamp::default() };
    month(&mut d, &mut stamp);
    stamp.month?;
    *c = d;
    Some(stamp)
}

/// 23年度, 23年4月, 9月, 5日, or a number whose unit comes later.
fn short(c: &mut Cursor<'_>) -> Option<Stamp> {
    let mut d = *c;
    let number = d.digits(2)?.parse().ok()?;
    let mut stamp = Stamp::default();
    let mut e = d;
    e.space();
    if e.eat("年度") {
        stamp.year = Some(Year { number: Number::Short(number), style: Style::Fiscal });
        month(&mut e, &mut stamp);
    } else if e.eat("年") {
        stamp.year = Some(Year { number: Number::Short(number), style: Style::Calendar });
        month(&mut e, &mut stamp);
        // 5年 alone is a length of time.
        stamp.month?;
    } else if e.eat("月") && !e.rest().starts_with('間') {
        stamp.month = Some(number);
        day(&mut e, &mut stamp);
    } else if e.eat("日") && !e.rest().starts_with('間') {
        stamp.day = Some(number);
    } else {
        stamp.pending = Some(number);
        e = d;
    }
    *c = e;
    Some(stamp)
}

/// A month after its year, or a number that a later 月 will make one.
fn month(c: &mut Cursor<'_>, stamp: &mut Stamp) {
    let mut d = *c;
    d.space();
    d.eat("の");
    d.space();
    if let Some(number) = labelled(&mut d, "月") {
        *c = d;
        stamp.month = Some(number);
        day(c, stamp);
    } else if stamp.year.is_some_and(|y| y.style == Style::Calendar) {
        stamp.solid = c.at;
        stamp.pending = pending(c);
    }
}

fn day(c: &mut Cursor<'_>, stamp: &mut Stamp) {
    stamp.day = labelled(c, "日");
    if stamp.day.is_none() {
        stamp.solid = c.at;
        stamp.pending = pending(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_date_begins_with_another_character() {
        for c in ('\0'..=char::MAX).filter(|c| !may_begin(*c)) {
            for behind in ["和4年4月", "年9月", "4年4月1日", "月5日", "4.4.1"] {
                let text = format!("{c}{behind}");
                assert!(stamp(&mut Cursor::new(&text, 0)).is_none(), "{text}");
            }
        }
    }
}
