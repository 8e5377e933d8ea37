//! Lists of dates, in which what is printed once serves all.

use super::calendar::LEXICON;
use super::cursor::Cursor;
use super::period::Carry;
use super::settle::{Settled, joined, settle};
use super::stamp::{Manner, Stamp, stamp};
use super::year::{Number, Year};

/// How many dates a list may share one unit among: more are no list of dates,
/// and reading stays linear.
const LIST: usize = 12;

/// 3、4年度; 4・5月: neighbours make one range, others a period each.
pub(crate) fn list(
    d: &mut Cursor<'_>,
    start: usize,
    first: Stamp,
    carry: &Carry,
    manner: Manner,
) -> Option<(usize, Vec<Settled>)> {
    let mut items = vec![(first, d.since(start))];
    loop {
        d.space();
        let sign = d.eat_any(&LEXICON.list.between)?;
        // 2024/4 and 1/2 are no lists, R6/7年度 is one.
        if sign == "/" && !matches!(first.year, Some(Year { number: Number::Era(..), .. })) {
            return None;
        }
        d.space();
        let from = d.at;
        let item = stamp(d, manner)?;
        items.push((item, d.since(from)));
        if !item.is_open() {
            break;
        }
        if items.len() == LIST {
            return None;
        }
    }
    let (unit, place) = items.pop()?;
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
    items.push((unit, place));
    let mut carry = carry.clone();
    let mut settled = Vec::with_capacity(items.len());
    for (item, range) in items {
        let one = settle(&item, &carry, true, range)?;
        carry = one.carry.clone();
        settled.push(one);
    }
    Some((end, settled))
}

/// Gives a number the unit that is printed behind a later one; returns the number.
pub(crate) fn lend(open: &mut Stamp, unit: &Stamp) -> Option<u32> {
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
