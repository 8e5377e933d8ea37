//! Filling in what a date leaves out, from the dates printed before it.

use std::ops::Range;

use jiff::civil::Date;

use super::calendar::days;
use super::period::{Carry, PeriodUnit};
use super::stamp::Stamp;
use super::year::{Number, Style, Year};

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

/// From the first day of one date to the last of another that may leave out
/// what the first has printed.
pub(crate) fn joined(first: &Stamp, second: &Stamp, carry: &Carry, range: Range<usize>) -> Option<Settled> {
    let (first, mut second) = alike(*first, *second);
    let from = settle(&first, carry, false, range.clone())?;
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

/// 令和6年~令和8年度: where one of two years is a fiscal year, so is the other. No year of the two kinds begins as the
/// one and ends as the other does.
fn alike(mut first: Stamp, mut second: Stamp) -> (Stamp, Stamp) {
    let whole = |stamp: &Stamp| stamp.month.is_none() && stamp.day.is_none() && stamp.part.is_none();
    if whole(&first)
        && whole(&second)
        && let (Some(a), Some(b)) = (&mut first.year, &mut second.year)
        && (a.style == Style::Calendar) != (b.style == Style::Calendar)
    {
        (a.style, b.style) = (Style::Fiscal, Style::Fiscal);
    }
    (first, second)
}

/// Fills in year and era, and looks the days up. `within` allows a short
/// western year (2021~25年度), which alone would be a guess.
pub(crate) fn settle(stamp: &Stamp, carry: &Carry, within: bool, range: Range<usize>) -> Option<Settled> {
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
    let (unit, first, last) = days(year, style, stamp.month, stamp.day, stamp.part).filter(|days| days.1 <= days.2)?;
    Some(Settled {
        unit,
        first,
        last,
        carry: Carry { era, year: Some(year), fiscal: style != Style::Calendar },
        range,
        ranged: false,
    })
}
