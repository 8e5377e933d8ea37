//! Periods: dates, years, months and the ranges between them.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::calendar::LEXICON;
use super::cursor::{Cursor, is_blank};
use super::era::Era;
use super::quantity::Found;
use super::range::whole;
use super::settle::Settled;
use super::stamp::{Stamp, may_begin};
use super::tail::{leading, tail};

/// How finely a period is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PeriodUnit {
    /// A day, or days.
    Day,
    /// A month, months, a season, a half or a quarter of a year.
    Month,
    /// 1 January to 31 December.
    CalendarYear,
    /// 1 April to 31 March (地方自治法第208条).
    FiscalYear,
    /// 継続, 随時, 通年: no dates.
    Ongoing,
}

/// A stretch of time, both ends inclusive; an open end is `None`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Period {
    /// How finely it is printed.
    pub unit: PeriodUnit,
    /// First day, ISO 8601.
    #[serde(serialize_with = "iso")]
    #[schemars(with = "Option<String>")]
    pub start: Option<Date>,
    /// Last day, ISO 8601.
    #[serde(serialize_with = "iso")]
    #[schemars(with = "Option<String>")]
    pub end: Option<Date>,
}

fn iso<S: Serializer>(date: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
    date.map(|d| d.to_string()).serialize(to)
}

/// Whether a word after the date leaves one end open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suffix {
    /// Nothing does.
    None,
    /// より, から, 以降, ~
    Since,
    /// 以前, まで
    Until,
}

/// A period and the part that it plays in its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The period.
    pub period: Period,
    /// 時点, 現在: a measuring date.
    pub point: bool,
    /// 比, の同期間比: a base of comparison.
    pub comparison: bool,
    /// An end left open in words.
    pub suffix: Suffix,
}

/// What later dates take from earlier ones: `9月` the year, `23年度` the era.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carry {
    /// The era printed last; `None` after a western year.
    pub era: Option<&'static Era>,
    /// The western year printed last.
    pub year: Option<i16>,
    /// Whether that was a fiscal year.
    pub fiscal: bool,
}

/// Every period of a text, in reading order; ranges are bytes of `text`. `carry`
/// goes from one stretch of a document to the next.
pub fn periods(text: &str, carry: &mut Carry) -> Vec<Found<Dated>> {
    let mut found = Vec::new();
    let mut c = Cursor::new(text, 0);
    while let Some(next) = c.peek() {
        let start = c;
        if next.is_ascii_digit() {
            if starts_number(&c) && dated(&mut c, carry, &mut found) {
                continue;
            }
            c = start;
            while c.peek().is_some_and(|n| n.is_ascii_digit()) {
                c.step();
            }
        } else if may_begin(next) && dated(&mut c, carry, &mut found) {
            continue;
        } else if let Some(end) = ongoing(&start) {
            c.at = end;
            found.push(Found { range: c.since(start.at), value: endless() });
        } else {
            c = start;
            c.step();
        }
    }
    found
}

/// A number that is no part of a longer one, of a Latin word, or of an ordinal.
fn starts_number(c: &Cursor<'_>) -> bool {
    !c.back().is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, '.' | ',' | '_' | '第' | '#' | '№'))
}

/// One date, list or range with the words around it.
fn dated(c: &mut Cursor<'_>, carry: &mut Carry, found: &mut Vec<Found<Dated>>) -> bool {
    let start = c.at;
    let mut d = *c;
    let Some((first, settled)) = whole(&mut d, carry) else {
        return false;
    };
    if first.year.is_none() && recurring(c) {
        // Yearly, or of a year that is not printed: nothing is guessed, and the
        // month is passed over as a whole.
        c.at = d.at;
        return true;
    }
    let last = settled.len().saturating_sub(1);
    for (index, part) in settled.into_iter().enumerate() {
        let mut range = part.range.clone();
        let next = part.carry.clone();
        let mut value = plain(&part);
        if index == last {
            let open = tail(&mut d, &mut value, part.ranged);
            range.end = d.at;
            if index == 0 {
                range.start = leading(start, c, &mut value, part.ranged, open);
            }
            remember(carry, next, &d, &first, value.suffix);
        }
        found.push(Found { range, value });
    }
    *c = d;
    true
}

fn plain(part: &Settled) -> Dated {
    Dated {
        period: Period { unit: part.unit, start: Some(part.first), end: Some(part.last) },
        point: false,
        comparison: false,
        suffix: Suffix::None,
    }
}

fn endless() -> Dated {
    Dated {
        period: Period { unit: PeriodUnit::Ongoing, start: None, end: None },
        point: false,
        comparison: false,
        suffix: Suffix::None,
    }
}

/// 毎年4月, 前年4月.
fn recurring(c: &Cursor<'_>) -> bool {
    let before = c.before().trim_end_matches(is_blank);
    let before = before.strip_suffix('の').unwrap_or(before);
    LEXICON.carry.recurring.iter().any(|w| before.ends_with(w.as_str()))
}

/// What the dates after this one take from it.
fn remember(carry: &mut Carry, next: Carry, c: &Cursor<'_>, first: &Stamp, suffix: Suffix) {
    if first.year.is_none() {
        return;
    }
    carry.era = next.era;
    // A year that names an aim (2022年を期限とした) is not the time of the sentence.
    let aim = |w: &String| c.rest().starts_with(w.as_str()) || c.before().ends_with(w.as_str());
    let aims = suffix == Suffix::Until || LEXICON.carry.aims.iter().any(aim);
    if !aims || carry.year.is_none() {
        carry.year = next.year;
        carry.fiscal = next.fiscal;
    }
}

/// 継続, 随時: only as a token of its own, for 継続検討 and 運用の継続 are prose.
fn ongoing(c: &Cursor<'_>) -> Option<usize> {
    const OPEN: &str = "([{〔「『【<|、:/";
    const CLOSE: &str = ")]}〕」』】>|、。\n\r\t";
    let mut d = *c;
    let word = d.eat_any(&LEXICON.ongoing.words)?;
    if !c.back().is_none_or(|b| b.is_whitespace() || OPEN.contains(b) || CLOSE.contains(b)) {
        return None;
    }
    let rest = d.rest().trim_start_matches(is_blank);
    let opens = rest.starts_with('、') && LEXICON.ongoing.adverbs.iter().any(|w| w == word);
    let ends = rest.chars().next().is_none_or(|n| CLOSE.contains(n));
    (ends && !opens).then_some(d.at)
}
