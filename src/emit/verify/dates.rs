//! A period held against what the reader of dates makes of its raw.

use super::around::{Around, words};
use super::value::Reading;
use crate::emit::validate::shown;
use crate::text::{self, Carry, Dated};
use jiff::civil::{Date, date};
use serde_json::Value;

/// The year or era stands in a heading, a header or a line before.
const YEAR: &str = "its year or era is printed before it";
/// A bar or equal marks go on over further columns of years.
const BAR: &str = "its end is that of further columns";
/// 短期, 3か年: the document says elsewhere what it means.
const STRETCH: &str = "what its words mean is told elsewhere";
/// The label of the date says that it only begins then.
const OPEN: &str = "that it has no end is told by its label";
/// A period that the reader does not know by itself.
const UNREAD: &str = "its own words are not read as a period";

/// Most years that the columns of a roadmap go on behind the first one of a bar.
const LONGEST_BAR: i16 = 15;

/// First and last day.
type Days = (Option<Date>, Option<Date>);

/// Holds a period against its raw; `plan` is the document's own period.
pub(super) fn check(raw: &str, json: &Value, around: &Around<'_>, plan: Option<&Value>) -> Reading {
    let inherited = json.get("inherited").and_then(Value::as_str);
    if inherited == Some("plan_period") {
        return as_the_plan(json, plan);
    }
    // A line break may stand within a word (年 / 度) or between two.
    let (words, joined) = (words(raw), words(&raw.replace(['\r', '\n'], "")));
    let words = words.as_str();
    let holds = |dated: &Dated| agrees(dated, json);
    let alone: Vec<Dated> = [words, &joined].into_iter().flat_map(|words| read(words, &Carry::default())).collect();
    if alone.iter().any(holds) || around.dates(words).any(holds) {
        return Reading::Holds;
    }
    let own = days(json);
    let carried = carries(own).into_iter().flat_map(|carry| {
        let read_as = read(words, &carry);
        if read_as.is_empty() { read(&joined, &carry) } else { read_as }
    });
    let carried: Vec<Dated> = carried.chain(in_century(words, own)).collect();
    // A year printed with the date is that year, whatever was printed before.
    let undated = alone.iter().all(|read| (read.period.start(), read.period.end()) == (None, None));
    if undated && carried.iter().any(holds) {
        return Reading::Unproved(YEAR);
    }
    let Some(first) = alone.first().or(carried.first()) else { return columns(words, own) };
    // 3か年, 短期: what the document says elsewhere of a stretch without dates.
    if inherited == Some("legend") && (first.period.start(), first.period.end()) == (None, None) {
        return Reading::Unproved(STRETCH);
    }
    // Beside fiscal years 令和6年 is one of them; what began in a year goes on where its label says so (事業開始年度).
    let fiscal = |read: Date, own: Date| read == read.first_of_year() && own == date(read.year(), 4, 1);
    let starts = |read: &Dated| {
        let read = read.period.start();
        read == own.0 || read.zip(own.0).is_some_and(|(read, own)| fiscal(read, own))
    };
    let goes_on = |read: &Dated| own.0.is_some() && read.period.start() == own.0 && own.1.is_none();
    if alone.iter().chain(&carried).any(goes_on) {
        return Reading::Unproved(OPEN);
    }
    // A bar over several columns of years begins in the first of them.
    let years = |day: Option<Date>| day.map_or(0, Date::year);
    let begins = |read: &Dated| {
        let end = read.period.end();
        starts(read) && end < own.1 && years(own.1) - years(end) <= LONGEST_BAR
    };
    if inherited == Some("column_header") && alone.iter().chain(&carried).any(begins) {
        return Reading::Unproved(BAR);
    }
    let read = (first.period.start(), first.period.end());
    let field = if read.0 != own.0 {
        "start"
    } else if read.1 != own.1 {
        "end"
    } else {
        "unit"
    };
    let printed = shown(words);
    Reading::Wrong(field, format!("the period is {}, but {printed} reads as {}", said(own), said(read)))
}

/// A period that names the plan's own has its days.
fn as_the_plan(json: &Value, plan: Option<&Value>) -> Reading {
    let differs = |field: &&&str| plan.and_then(|plan| plan.get(**field)) != json.get(**field);
    match ["unit", "start", "end"].iter().find(differs) {
        Some(field) => Reading::Wrong(field, "is not as in the plan's own period".to_owned()),
        None => Reading::Holds,
    }
}

/// Whether a date that was read says all that a period says.
fn agrees(dated: &Dated, json: &Value) -> bool {
    let read = serde_json::to_value(&dated.period).unwrap_or_default();
    read.as_object().is_some_and(|read| read.iter().all(|(field, value)| json.get(field) == Some(value)))
}

fn days(json: &Value) -> Days {
    let day = |field: &str| json.get(field).and_then(Value::as_str).and_then(|day| day.parse::<Date>().ok());
    (day("start"), day("end"))
}

fn said((start, end): Days) -> String {
    let day = |day: Option<Date>| day.map_or_else(|| "open".to_owned(), |day| day.to_string());
    format!("{} to {}", day(start), day(end))
}

/// The years of the columns that a bar lies over: `2026 2027 2028` begins in 2026 and ends with 2028.
fn columns(words: &str, own: Days) -> Reading {
    let years: Option<Vec<i16>> = words.split_whitespace().map(|year| year.parse().ok()).collect();
    let years = years.filter(|years| years.iter().all(|year| (1000..=9999).contains(year)));
    let ends = years.as_deref().and_then(|years| Some((*years.first()?, *years.last()?)));
    let Some(((first, last), (start, end))) = ends.zip(own.0.zip(own.1)) else { return Reading::Unproved(UNREAD) };
    // A fiscal year ends in the next calendar year.
    if start.year() == first && (last..=last + 1).contains(&end.year()) {
        return Reading::Holds;
    }
    Reading::Wrong("start", format!("the period is {start} to {end}, but {} is printed", shown(words)))
}

/// The dates of a text that is one period and nothing else, as a sentence and as a cell of dates prints it.
fn read(words: &str, carry: &Carry) -> Vec<Dated> {
    let ways = [text::periods(words, &mut carry.clone()), text::date_cell(words, &mut carry.clone()).found];
    let whole = |found: Vec<text::Found<Dated>>| match found.as_slice() {
        [only] if only.range == (0..words.len()) => Some(only.value.clone()),
        _ => None,
    };
    ways.into_iter().filter_map(whole).collect()
}

/// A year of one or two figures in the century of the years printed before it: 25年度 of 2021～25年度.
fn in_century(words: &str, (start, end): Days) -> Vec<Dated> {
    let figures = words.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    let (number, rest) = words.split_at(figures);
    let years = start.or(end).filter(|_| (1..=2).contains(&figures)).map(|day| [day.year(), day.year() - 1]);
    let spelled = years.into_iter().flatten().map(|year| format!("{}{number:0>2}{rest}", year / 100));
    spelled.flat_map(|spelled| read(&spelled, &Carry::default())).collect()
}

/// What may have been printed before a date without its year or era: each gives one reading.
fn carries((start, end): Days) -> Vec<Carry> {
    let years = start.or(end).map(|day| [day.year(), day.year() - 1]).into_iter().flatten();
    let of_year = years.flat_map(|year| [false, true].map(|fiscal| Carry { era: None, year: Some(year), fiscal }));
    let of_era = text::eras().iter().map(|era| Carry { era: Some(era), year: None, fiscal: false });
    of_year.chain(of_era).collect()
}
