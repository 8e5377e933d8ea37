//! Lists and ranges of dates, in which what is printed once serves all.

use std::ops::Range;

use jiff::civil::Date;

use super::calendar::{LEXICON, days};
use super::cursor::{Cursor, is_blank};
use super::period::{Carry, PeriodUnit};
use super::stamp::{Number, Stamp, Style, Year, stamp};

/// A date whose missing fields have been filled in.
#[derive(Clone, Debug)]
pub(crate) struct Settled {
    pub(crate) unit: PeriodUnit,
    pub(crate) first: Date,
    pub(crate) last: Date,
    /// What it hands on.
    pub(crate) carry: Carry,
    /// Its place without words after it.
    pub(crate) range: Range<usize>,
    /// Whether both ends are printed.
    pub(crate) ranged: bool,
}

/// How many dates a list may share one unit among: more are no list of dates,
/// and reading stays linear.
const LIST: usize = 12;

/// A date, a list or a range, with its repetition in a parenthesis.
pub(crate) fn whole(c: &mut Cursor<'_>, carry: &Carry) -> Option<(Stamp, Vec<Settled>)> {
    let (first, mut settled) = core(c, carry)?;
    if let [only] = settled.as_mut_slice() {
        let mut d = *c;
        d.space();
        let same = d.eat("(").then(|| core(&mut d, &only.carry)).flatten();
        if let Some((_, again)) = same
            && let [again] = again.as_slice()
            && (again.first, again.last) == (only.first, only.last)
            && d.eat(")")
        {
            only.range.end = d.at;
            *c = d;
        }
    }
    Some((first, settled))
}

fn core(c: &mut Cursor<'_>, carry: &Carry) -> Option<(Stamp, Vec<Settled>)> {
    let start = c.at;
    let mut d = *c;
    let first = stamp(&mut d)?;
    let several = if first.is_open() { list(&mut d.clone(), start, first, carry) } else { None };
    let (end, settled) = several
        .or_else(|| range(d, start, first, carry).map(|s| (s.range.end, vec![s])))
        .or_else(|| single(d, start, first, carry).map(|s| (s.range.end, vec![s])))?;
    c.at = end;
    Some((first, settled))
}

/// One date. A number that found no unit is left to the text after it.
fn single(d: Cursor<'_>, start: usize, first: Stamp, carry: &Carry) -> Option<Settled> {
    let mut end = d;
    let mut first = first;
    if first.pending.take().is_some() {
        first.year.or(first.month.map(|_| BARE))?;
        end.at = first.solid;
    } else if first.is_open() && !(has_era(&first) && alone(&d)) {
        return None;
    }
    settle(&first, carry, false, end.since(start))
}

const BARE: Year = Year { number: Number::Short(0), style: Style::Bare };

fn has_era(stamp: &Stamp) -> bool {
    match stamp.year.map(|y| y.number) {
        Some(Number::Era(..)) => true,
        _ => false,
    }
}

/// Whether a word ends here, so that a year without 年 may stand (`R5`, `R7:86%`).
pub(crate) fn alone(c: &Cursor<'_>) -> bool {
    let rest = c.rest().trim_start_matches(is_blank);
    if rest.len() != c.rest().len() || rest.is_empty() {
        return c.rest().len() - rest.len() <= 3 || rest.is_empty();
    }
    rest.starts_with([':', '\n', '\r', '\t', ')', ']', '】', '」', '〕', '、', '|', '/'])
        || LEXICON.year.alone_before.iter().any(|w| rest.starts_with(w.as_str()))
}

/// 3、4年度; 4・5月: neighbours make one range, others a period each.
fn list(d: &mut Cursor<'_>, start: usize, first: Stamp, carry: &Carry) -> Option<(usize, Vec<Settled>)> {
    let mut items = vec![(first, d.since(start))];
    loop {
        d.space();
        d.eat_of("、,・")?;
        d.space();
        let from = d.at;
        let item = stamp(d)?;
        items.push((item, d.since(from)));
        if !item.is_open() {
            break;
        }
        if items.len() == LIST {
            return None;
        }
    }
    let (unit, _) = items.pop()?;
    let end = d.at;
    let mut numbers = Vec::with_capacity(LIST);
    for (item, _) in &mut items {
        numbers.push(lend(item, &unit)?);
    }
    numbers.push(own_number(&unit)?);
    let first = items.first()?.0;
    if numbers.windows(2).all(|w| matches!(w, [a, b] if a + 1 == *b)) {
        let settled = joined(&first, &unit, carry, start..end)?;
        return Some((end, vec![settled]));
    }
    // Without a year of its own the first number may belong to anything.
    first.year?;
    let last_start = items.last()?.1.end;
    items.push((unit, last_start..end));
    let mut carry = carry.clone();
    let mut settled = Vec::with_capacity(items.len());
    for (item, range) in items {
        let one = settle(&item, &carry, true, range)?;
        carry = one.carry.clone();
        settled.push(one);
    }
    // The mark before the last number is no part of it.
    if let Some(last) = settled.last_mut() {
        last.range.start = end - last_length(&unit_text(d, last_start, end));
    }
    Some((end, settled))
}

fn unit_text(d: &Cursor<'_>, start: usize, end: usize) -> String {
    d.before().get(start..end).unwrap_or_default().to_owned()
}

fn last_length(text: &str) -> usize {
    text.trim_start_matches(|c: char| is_blank(c) || "、,・".contains(c)).len()
}

/// 8〜11年度, R3年4月-R4年1月, 令和2年度から令和4年度.
fn range(d: Cursor<'_>, start: usize, first: Stamp, carry: &Carry) -> Option<Settled> {
    let mut d = d;
    let mut first = first;
    d.space();
    let dash = if d.eat("から") || d.eat_of("~〜～").is_some() {
        false
    } else {
        d.eat_of("-–—―−‐ー")?;
        true
    };
    d.space();
    let mut second = stamp(&mut d)?;
    if first.is_open() {
        if second.is_open() {
            both_bare(&first, &mut second, dash, &d)?;
        } else {
            lend(&mut first, &second)?;
        }
    } else if second.pending.is_some() {
        return None;
    } else if second.is_open() && !(has_era(&second) && alone(&d)) {
        return None;
    }
    joined(&first, &second, carry, d.since(start))
}

/// R8~11, R4-R5: years of an era on both sides, and nothing glued to them.
fn both_bare(first: &Stamp, second: &mut Stamp, dash: bool, d: &Cursor<'_>) -> Option<()> {
    if !has_era(first) || first.pending.is_some() || !alone(d) {
        return None;
    }
    if let Some(number) = second.pending.take() {
        if dash {
            return None;
        }
        second.year = Some(Year { number: Number::Short(number), style: Style::Bare });
    }
    Some(())
}

/// Gives a number the unit that is printed behind a later one; returns the number.
fn lend(open: &mut Stamp, unit: &Stamp) -> Option<u32> {
    if unit.pending.is_some() {
        return None;
    }
    match (open.year, open.pending, unit.year) {
        // 令和8~11年度, 2021~2025年度
        (Some(year), None, Some(lender)) if unit.month.is_none() => {
            open.year = Some(Year { number: year.number, style: lender.style });
            number_of(year.number)
        }
        // 23~25年度
        (None, Some(number), Some(lender)) if unit.month.is_none() && open.month.is_none() => {
            open.pending = None;
            open.year = Some(Year { number: Number::Short(number), style: lender.style });
            Some(number)
        }
        // 令和4年4~6月, 4~6月; 4月1~5日
        (_, Some(number), None) => {
            open.pending = None;
            match (open.month, unit.month) {
                (None, Some(_)) if unit.day.is_none() => open.month = Some(number),
                (Some(_), None) => open.day = Some(number),
                _ => return None,
            }
            Some(number)
        }
        _ => None,
    }
}

fn own_number(unit: &Stamp) -> Option<u32> {
    match (unit.year, unit.month, unit.day) {
        (Some(year), None, _) => number_of(year.number),
        (None, Some(month), None) => Some(month),
        (None, None, day) => day,
        _ => None,
    }
}

fn number_of(number: Number) -> Option<u32> {
    match number {
        Number::Era(_, n) | Number::Short(n) => Some(n),
        Number::Western(year) => u32::try_from(year).ok(),
        Number::Relative(_) => None,
    }
}

/// From the first day of one date to the last of another that may leave out
/// what the first has printed.
fn joined(first: &Stamp, second: &Stamp, carry: &Carry, range: Range<usize>) -> Option<Settled> {
    let from = settle(first, carry, false, range.clone())?;
    let mut second = *second;
    if second.year.is_none() && second.month.is_none() {
        second.month = u32::try_from(from.first.month()).ok();
        from.carry.year?;
    }
    let inherits = second.year.is_none();
    let mut carry = from.carry.clone();
    if inherits {
        carry.year = Some(from.first.year());
        carry.fiscal = false;
    }
    let mut to = settle(&second, &carry, true, range.clone())?;
    if inherits && to.last < from.first {
        // 令和4年10月~3月 ends in the next year.
        carry.year = from.first.year().checked_add(1);
        to = settle(&second, &carry, true, range.clone())?;
    }
    if to.last < from.first {
        return None;
    }
    let carry = if inherits { from.carry } else { to.carry };
    Some(Settled { unit: from.unit.min(to.unit), first: from.first, last: to.last, carry, range, ranged: true })
}

/// Fills in year and era, and looks the days up. `within` allows a short
/// western year (2021~25年度), which alone would be a guess.
fn settle(stamp: &Stamp, carry: &Carry, within: bool, range: Range<usize>) -> Option<Settled> {
    let (year, era, style) = match stamp.year {
        Some(Year { number, style }) => {
            let (year, era) = match number {
                Number::Era(era, n) => (era.western(n)?, Some(era)),
                Number::Western(year) => (year, None),
                Number::Short(n) => match (carry.era, carry.year) {
                    (Some(era), _) => (era.western(n)?, Some(era)),
                    (None, Some(year)) if within => (year - year % 100 + i16::try_from(n).ok()?, None),
                    _ => return None,
                },
                Number::Relative(step) => (carry.year?.checked_add(step)?, carry.era),
            };
            (year, era, style)
        }
        None => {
            stamp.month?;
            let style = if carry.fiscal { Style::Fiscal } else { Style::Calendar };
            (carry.year?, carry.era, style)
        }
    };
    let (unit, first, last) = days(year, style, stamp.month, stamp.day, stamp.part)?;
    Some(Settled {
        unit,
        first,
        last,
        carry: Carry { era, year: Some(year), fiscal: style != Style::Calendar },
        range,
        ranged: false,
    })
}
