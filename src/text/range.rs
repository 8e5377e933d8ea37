//! Lists and ranges of dates, in which what is printed once serves all.

use super::calendar::LEXICON;
use super::cursor::{Cursor, is_blank};
use super::period::Carry;
use super::settle::{Settled, joined, settle};
use super::stamp::{Number, Stamp, Style, Year, stamp};

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
            && (again.unit, again.first, again.last) == (only.unit, only.first, only.last)
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
    let several = first.is_open().then(|| list(&mut d.clone(), start, first, carry)).flatten();
    let (end, settled) = several
        .or_else(|| range(d, start, first, carry).map(|s| (s.range.end, vec![s])))
        .or_else(|| single(d, start, first, carry).map(|s| (s.range.end, vec![s])))?;
    c.at = end;
    Some((first, settled))
}

/// One date. A number that found no unit is left to the text after it.
fn single(d: Cursor<'_>, start: usize, first: Stamp, carry: &Carry) -> Option<Settled> {
    let (mut end, mut first) = (d, first);
    if first.pending.take().is_some() {
        if first.year.is_none() && first.month.is_none() {
            return None;
        }
        end.at = first.solid;
    } else if first.is_open() && !(stands_alone(&first) && alone(&d)) {
        return None;
    }
    settle(&first, carry, false, end.since(start))
}

/// Whether the year may be printed without 年: R5, not S60.
fn stands_alone(stamp: &Stamp) -> bool {
    matches!(stamp.year, Some(Year { number: Number::Era(era, _), .. }) if era.alone)
}

/// Whether a word ends here, so that a year without 年 may stand (`R5`, `R7:86%`).
fn alone(c: &Cursor<'_>) -> bool {
    let rest = c.rest();
    rest.is_empty()
        || rest.starts_with(is_blank)
        || rest.starts_with([':', '\n', '\r', '\t', ')', ']', '】', '」', '〕', '、', '|', '/'])
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
    } else if second.is_open() && (second.pending.is_some() || !stands_alone(&second) || !alone(&d)) {
        return None;
    }
    joined(&first, &second, carry, d.since(start))
}

/// R8~11, R4-R5: years of an era on both sides, and nothing glued to them.
fn both_bare(first: &Stamp, second: &mut Stamp, dash: bool, d: &Cursor<'_>) -> Option<()> {
    if !stands_alone(first) || first.pending.is_some() || !alone(d) {
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
