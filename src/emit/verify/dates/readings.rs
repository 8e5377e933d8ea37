//! What the words of a period may be read as.

use super::UNREAD;
use crate::emit::validate::shown;
use crate::emit::verify::value::Reading;
use crate::text::{self, Carry, Dated};
use jiff::civil::Date;
use serde_json::Value;

/// First and last day.
pub(super) type Days = (Option<Date>, Option<Date>);

/// First and last day that are told.
pub(super) fn days(json: &Value) -> Days {
    let day = |field: &str| json.get(field).and_then(Value::as_str).and_then(|day| day.parse::<Date>().ok());
    (day("start"), day("end"))
}

/// Days in words.
pub(super) fn said((start, end): Days) -> String {
    let day = |day: Option<Date>| day.map_or_else(|| "open".to_owned(), |day| day.to_string());
    format!("{} to {}", day(start), day(end))
}

/// The years of the columns that a bar lies over: `2026 2027 2028` begins in 2026 and ends with 2028.
pub(super) fn columns(words: &str, own: Days) -> Reading {
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
pub(super) fn read(words: &str, carry: &Carry) -> Vec<Dated> {
    let ways = [text::periods(words, &mut carry.clone()), text::date_cell(words, &mut carry.clone()).found];
    let whole = |found: Vec<text::Found<Dated>>| match found.as_slice() {
        [only] if only.range == (0..words.len()) => Some(only.value.clone()),
        _ => None,
    };
    ways.into_iter().filter_map(whole).collect()
}

/// A year of one or two figures in the century of the years printed before it: 25年度 of 2021～25年度.
pub(super) fn in_century(words: &str, (start, end): Days) -> Vec<Dated> {
    let figures = words.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    let (number, rest) = words.split_at(figures);
    let years = start.or(end).filter(|_| (1..=2).contains(&figures)).map(|day| [day.year(), day.year() - 1]);
    let spelled = years.into_iter().flatten().map(|year| format!("{}{number:0>2}{rest}", year / 100));
    spelled.flat_map(|spelled| read(&spelled, &Carry::default())).collect()
}

/// What may have been printed before a date without its year or era: each gives one reading.
pub(super) fn carries((start, end): Days) -> Vec<Carry> {
    let years = start.or(end).map(|day| [day.year(), day.year() - 1]).into_iter().flatten();
    let of_year = years.flat_map(|year| [false, true].map(|fiscal| Carry { era: None, year: Some(year), fiscal }));
    let of_era = text::eras().iter().map(|era| Carry { era: Some(era), year: None, fiscal: false });
    of_year.chain(of_era).collect()
}
