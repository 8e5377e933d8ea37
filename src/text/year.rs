//! The year of a date, in each of the ways in which one is printed.

use super::calendar::LEXICON;
use super::cursor::Cursor;
use super::era::{Era, Form, eat_era};
use super::fields::{kanji_digit, kanji_number};
use super::stamp::Manner;

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

/// Years of the western calendar that are read; 明治 begins with the first.
const WESTERN: std::ops::RangeInclusive<i16> = 1868..=2199;

/// The first numerals of a western year in ideographs (一九九八, 二〇二五).
pub(crate) const FIRST_DIGITS: [char; 2] = ['一', '二'];

/// 令和4, R4, 令4, 令和元, 令和四, 2022, 二〇二二 (before 年).
pub(crate) fn year_number(c: &mut Cursor<'_>) -> Option<Number> {
    let mut d = *c;
    let number = match eat_era(&mut d) {
        Some((era, form)) => Number::Era(era, era_year(&mut d, form)?),
        None => return western_year(c).map(Number::Western),
    };
    *c = d;
    Some(number)
}

/// The year of an era. Only its whole name has years of three digits (昭和100年) or in ideographs behind it.
fn era_year(d: &mut Cursor<'_>, form: Form) -> Option<u32> {
    let named = form == Form::Name;
    if form != Form::Short {
        d.space();
    }
    let number = if d.eat("元") {
        1
    } else if let Some(digits) = d.digits(if named { 3 } else { 2 }) {
        digits.parse().ok()?
    } else if named {
        kanji_number(d)?
    } else {
        return None;
    };
    let goes_on = || d.rest().starts_with(['年', '.', '/', '~', '-', '・', '、']);
    (form != Form::Short || goes_on()).then_some(number)
}

/// 2022, or 二〇二二 before 年.
pub(crate) fn western_year(c: &mut Cursor<'_>) -> Option<i16> {
    let mut d = *c;
    let year = match d.digits(4) {
        Some(digits) if digits.len() == 4 => digits.parse().ok()?,
        Some(_) => return None,
        None => {
            let year = (0..4).try_fold(0, |year, _| Some(year * 10 + i16::try_from(kanji_digit(&mut d)?).ok()?))?;
            d.rest().starts_with('年').then_some(year)?
        }
    };
    WESTERN.contains(&year).then(|| *c = d)?;
    Some(year)
}

/// '24 before 年: the century is left out.
pub(crate) fn short_western(c: &mut Cursor<'_>) -> Option<Number> {
    let mut d = *c;
    d.eat_of(&LEXICON.year.apostrophes)?;
    let digits = d.digits(2).filter(|digits| digits.len() == 2)?;
    let number = in_its_century(digits.parse().ok()?);
    d.rest().starts_with('年').then(|| *c = d)?;
    Some(number)
}

/// FY2024, FY24: a fiscal year by what stands before it.
pub(crate) fn fiscal_marked(c: &mut Cursor<'_>) -> Option<Number> {
    let mut d = *c;
    if d.back().is_some_and(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    d.eat_any(&LEXICON.year.fiscal_before)?;
    d.space();
    d.eat_of(&LEXICON.year.apostrophes);
    let digits = d.digits(4)?;
    let number = digits.parse().ok()?;
    let number = match digits.len() {
        2 => in_its_century(number),
        4 => Number::Western(Some(number).filter(|year| WESTERN.contains(year))?),
        _ => return None,
    };
    d.eat("年度");
    *c = d;
    Some(number)
}

fn in_its_century(year: i16) -> Number {
    Number::Western(year + if year < LEXICON.year.last_century_from { 2000 } else { 1900 })
}

/// 2024/25年度: one fiscal year by the two calendar years that it lies in. In a cell of dates 年度 may be left out
/// where the second number is no month.
pub(crate) fn both_years(c: &mut Cursor<'_>, number: Number, manner: Manner) -> bool {
    let Number::Western(year) = number else { return false };
    let mut d = *c;
    if !d.eat("/") {
        return false;
    }
    let Some(digits) = d.digits(4) else { return false };
    let next: Option<i16> = digits.parse().ok();
    let follows = match digits.len() {
        2 => next == Some((year + 1) % 100),
        4 => next == Some(year + 1),
        _ => false,
    };
    let ends = d.rest().is_empty() && next.is_some_and(|next| next > 12);
    let found = follows && (d.eat("年度") || manner == Manner::Cell && ends);
    if found {
        *c = d;
    }
    found
}

/// `(2022年度)`, `(令和4)`, `/令和元年度`: the same year in the other calendar or of the other era, which belongs to
/// the date. An era in the parenthesis is the era in force from there on.
pub(crate) fn repetition(c: &mut Cursor<'_>, number: &mut Number, has_unit: bool) {
    let mut d = *c;
    d.space();
    let bracket = match d.eat_of("([〔/・") {
        None => return,
        Some('/' | '・') => false,
        Some(_) => true,
    };
    d.space();
    d.eat("西暦");
    let Some(other) = year_number(&mut d) else {
        return;
    };
    if western(other).is_none() || western(other) != western(*number) {
        return;
    }
    d.space();
    let unit = if bracket || has_unit { d.eat("年度") || d.eat("年") } else { false };
    d.space();
    let closed = if bracket { d.eat_of(")]〕").is_some() } else { unit || !has_unit };
    if !closed {
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
