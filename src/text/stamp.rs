//! One date as printed: which of year, month and day stand there, and in which
//! manner. What is missing is filled in later, from the dates around it.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::calendar::{LEXICON, Part};
use super::cursor::Cursor;
use super::era::eras;
use super::fields::{finish, labelled, pending};
use super::numeric::numeric;
use super::year::{
    FIRST_DIGITS, Number, Style, Year, both_years, fiscal_marked, repetition, short_western, western_year, year_number,
};

/// Where a date stands: what is a date among dates may be anything in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// In running text.
    Prose,
    /// In a cell that holds nothing but dates (実施時期): 2024, 2025.4, R7~ are read, too.
    Cell,
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
    let words = words.chain(&LEXICON.year.fiscal_before).chain(eras().iter().map(|era| &era.name));
    let signs = eras().iter().flat_map(|era| [Some(era.letter), era.short]).flatten();
    let signs = signs.chain(LEXICON.year.apostrophes.chars()).chain(FIRST_DIGITS);
    words.filter_map(|word| word.chars().next()).chain(signs).collect()
});

/// Whether a date may begin with a character: most of a text is passed over by it.
pub(crate) fn may_begin(c: char) -> bool {
    c.is_ascii_digit() || FIRST.contains(&c)
}

/// Reads one date; `None` where there is none.
pub(crate) fn stamp(cursor: &mut Cursor<'_>, manner: Manner) -> Option<Stamp> {
    let mut c = *cursor;
    let mut stamp = if c.peek()?.is_ascii_digit() {
        match western_year(&mut c) {
            Some(year) => after_year(&mut c, Number::Western(year), manner)?,
            None => short(&mut c)?,
        }
    } else if let Some(number) = year_number(&mut c).or_else(|| short_western(&mut c)) {
        after_year(&mut c, number, manner)?
    } else if let Some(number) = fiscal_marked(&mut c) {
        Stamp { year: Some(Year { number, style: Style::Fiscal }), ..Stamp::default() }
    } else {
        relative(&mut c)?
    };
    finish(&mut c, &mut stamp);
    *cursor = c;
    Some(stamp)
}

/// What follows a year's number: its unit, its repetition in the other
/// calendar, and a month.
fn after_year(c: &mut Cursor<'_>, number: Number, manner: Manner) -> Option<Stamp> {
    let mut number = number;
    repetition(c, &mut number, false);
    let mut d = *c;
    d.space();
    let style = if d.eat("年度") || both_years(&mut d, number, manner) {
        Style::Fiscal
    } else if d.eat("年") {
        if LEXICON.year.unless.iter().any(|w| d.rest().starts_with(w)) {
            return None;
        }
        Style::Calendar
    } else {
        return Some(numeric(c, number, manner));
    };
    *c = d;
    repetition(c, &mut number, true);
    let mut stamp = Stamp { year: Some(Year { number, style }), ..Stamp::default() };
    month(c, &mut stamp);
    Some(stamp)
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
pub(crate) fn month(c: &mut Cursor<'_>, stamp: &mut Stamp) {
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
                assert!(stamp(&mut Cursor::new(&text, 0), Manner::Cell).is_none(), "{text}");
            }
        }
    }
}
