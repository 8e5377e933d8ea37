//! From a printed date to the days that it covers.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::Date;
use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::cursor::Cursor;
use super::period::PeriodUnit;
use super::year::Style;

/// What a word for a part stands after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Level {
    FiscalYear,
    CalendarYear,
    Month,
}

/// One end of what is printed before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Edge {
    First,
    Last,
}

/// A word for a part of a year or a month, from `lexicon/periods.toml`.
#[derive(Debug, Deserialize)]
pub(crate) struct Part {
    words: Vec<String>,
    of: Vec<Level>,
    edge: Option<Edge>,
    months: Option<[i32; 2]>,
    calendar: Option<[i32; 2]>,
    days: Option<[i32; 2]>,
    #[serde(default)]
    unless: Vec<String>,
}

/// Words after a date.
#[derive(Debug, Deserialize)]
pub(crate) struct Tail {
    pub(crate) about: Vec<String>,
    pub(crate) within: Vec<String>,
    pub(crate) point: Vec<String>,
    pub(crate) comparison: Vec<String>,
    pub(crate) comparison_unless: Vec<String>,
    pub(crate) since: Vec<String>,
    pub(crate) since_weak: Vec<String>,
    pub(crate) until: Vec<String>,
    pub(crate) by: Vec<String>,
    pub(crate) years: Vec<String>,
}

/// Signs between dates.
#[derive(Debug, Deserialize)]
pub(crate) struct Between {
    pub(crate) between: Vec<String>,
    pub(crate) arrows: Vec<String>,
}

/// Words of a cell of dates.
#[derive(Debug, Deserialize)]
pub(crate) struct CellWords {
    pub(crate) ongoing: Vec<String>,
    pub(crate) yearly: Vec<String>,
    pub(crate) attribute: String,
    pub(crate) from: String,
    pub(crate) times_in: Vec<String>,
    pub(crate) times: String,
    pub(crate) this: Vec<String>,
    pub(crate) next: Vec<String>,
    pub(crate) part: Vec<String>,
    pub(crate) terms: Vec<String>,
    pub(crate) undated: Vec<String>,
    pub(crate) of_time: Vec<String>,
    pub(crate) units: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Ongoing {
    pub(crate) words: Vec<String>,
    pub(crate) adverbs: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct CarryWords {
    pub(crate) aims: Vec<String>,
    pub(crate) recurring: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct YearWords {
    pub(crate) unless: Vec<String>,
    pub(crate) alone_before: Vec<String>,
    pub(crate) same: Vec<String>,
    pub(crate) next: Vec<String>,
    pub(crate) fiscal_before: Vec<String>,
    pub(crate) apostrophes: String,
    pub(crate) last_century_from: i16,
}

/// `lexicon/periods.toml`.
#[derive(Debug, Deserialize)]
pub(crate) struct Lexicon {
    part: Vec<Part>,
    pub(crate) tail: Tail,
    pub(crate) list: Between,
    pub(crate) ongoing: Ongoing,
    pub(crate) carry: CarryWords,
    pub(crate) year: YearWords,
    pub(crate) cell: CellWords,
}

pub(crate) static LEXICON: LazyLock<Lexicon> = LazyLock::new(load);

#[expect(clippy::expect_used, reason = "the lexicon is part of the program: one that does not parse is a bug")]
fn load() -> Lexicon {
    toml::from_str(include_str!("../../lexicon/periods.toml")).expect("lexicon/periods.toml")
}

/// The characters that a word for a part begins with: most dates have none behind them.
static FIRST_OF_PARTS: LazyLock<FxHashSet<char>> = LazyLock::new(|| {
    let words = LEXICON.part.iter().flat_map(|part| &part.words);
    words.filter_map(|word| word.chars().next()).collect()
});

/// Steps over a word for a part (末, 上半期, 春) that stands after such a unit.
pub(crate) fn part_at(c: &mut Cursor<'_>, level: Level) -> Option<&'static Part> {
    let mut d = *c;
    d.space();
    if !d.eat("・") {
        d.eat("の");
    }
    let fits = |part: &&Part, d: &mut Cursor<'_>| {
        part.of.contains(&level)
            && d.eat_any(&part.words).is_some()
            && !part.unless.iter().any(|w| d.rest().starts_with(w))
    };
    for start in [*c, d] {
        if !start.peek().is_some_and(|next| FIRST_OF_PARTS.contains(&next)) {
            continue;
        }
        for part in &LEXICON.part {
            let mut e = start;
            if fits(&part, &mut e) {
                *c = e;
                return Some(part);
            }
        }
    }
    None
}

/// The days of a date: its unit, its first and its last day. `None` for a date
/// that no calendar has.
pub(crate) fn days(
    year: i16,
    style: Style,
    month: Option<u32>,
    day: Option<u32>,
    part: Option<&Part>,
) -> Option<(PeriodUnit, Date, Date)> {
    // 地方自治法第208条: the fiscal year begins on 1 April and ends on 31 March.
    let fiscal = style != Style::Calendar;
    let Some(month) = month else {
        let first = Date::new(year, if fiscal { 4 } else { 1 }, 1).ok()?;
        let last = months_on(first, 12)?.yesterday().ok()?;
        let unit = if fiscal { PeriodUnit::FiscalYear } else { PeriodUnit::CalendarYear };
        return narrow(unit, first, last, part);
    };
    let month = i8::try_from(month).ok()?;
    let year = if fiscal && month < 4 { year.checked_add(1)? } else { year };
    let first = Date::new(year, month, 1).ok()?;
    match day {
        Some(day) => {
            let day = Date::new(year, month, i8::try_from(day).ok()?).ok()?;
            Some((PeriodUnit::Day, day, day))
        }
        None => narrow(PeriodUnit::Month, first, first.last_of_month(), part),
    }
}

/// The part of a year or month that a word leaves.
fn narrow(unit: PeriodUnit, first: Date, last: Date, part: Option<&Part>) -> Option<(PeriodUnit, Date, Date)> {
    let Some(part) = part else {
        return Some((unit, first, last));
    };
    if let Some(edge) = part.edge {
        let day = if edge == Edge::First { first } else { last };
        return Some((PeriodUnit::Day, day, day));
    }
    if let Some([from, to]) = part.months {
        let end = months_on(first, to)?.yesterday().ok()?;
        return Some((PeriodUnit::Month, months_on(first, from - 1)?, end));
    }
    if let Some([from, to]) = part.calendar {
        // A season outside a fiscal year's end is cut off there: spring begins in April.
        let january = Date::new(first.year(), 1, 1).ok()?;
        let start = months_on(january, from - 1)?.max(first);
        let end = months_on(january, to)?.yesterday().ok()?;
        return Some((PeriodUnit::Month, start, end));
    }
    let [from, to] = part.days?;
    let on = |day: i32| first.checked_add((day - 1).days()).ok().map(|d| d.min(last));
    Some((PeriodUnit::Day, on(from)?, on(to)?))
}

fn months_on(date: Date, months: i32) -> Option<Date> {
    date.checked_add(months.months()).ok()
}
