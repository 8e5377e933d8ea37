//! Figures and dates read again from what was printed.
//!
//! What: the value of a quantity is the number in its raw, its unit the one printed there; a period
//! is what its raw reads as, its year or era perhaps printed before. Why: a quote that holds says nothing of the
//! value beside it. Example: `18業務以上` with value 81 does not hold. A header may multiply (千円) and
//! give the unit of a bare number, so a value may be a power of ten of the number.

use crate::emit::Problem;
use crate::emit::validate::shown;
use crate::text::{self, Carry, Span, normalize};
use jiff::civil::Date;
use serde_json::Value;

/// Largest power of ten by which a header or a word multiplies: 兆.
const LARGEST_POWER: i32 = 12;

/// How much two readings of one number may differ, as a part of it: nothing but binary rounding.
const SAME: f64 = 1e-9;

/// Holds a quantity or a period against its raw; any other value is passed over.
pub(super) fn check(path: &str, value: &Value, problems: &mut Vec<Problem>) {
    let Some(raw) = value.get("raw").and_then(Value::as_str) else { return };
    let at = |i: usize, c: char| Span::new(i as u32, (i + c.len_utf8()) as u32);
    let words = normalize(raw.char_indices().map(|(i, c)| (c, at(i, c))));
    let words = words.as_str().trim();
    let fault = if value.get("comparator").is_some() {
        quantity(words, value)
    } else if value.get("start").is_some() {
        period(words, value)
    } else {
        None
    };
    problems.extend(fault.map(|(field, message)| Problem::new(format!("{path}/{field}"), message)));
}

type Fault = (&'static str, String);

fn quantity(words: &str, json: &Value) -> Option<Fault> {
    let value = json.get("value").and_then(Value::as_f64)?;
    let read = text::quantities(words, &[]);
    let same =
        |found: &&text::Found<text::Quantity>| found.value.value.as_f64().is_some_and(|read| scaled(value, read));
    let Some(found) = read.iter().find(same) else {
        let printed = numbers(words);
        let kanji = printed.is_empty();
        if kanji || printed.iter().any(|number| scaled(value, *number)) {
            return None;
        }
        return Some(("value", format!("is {value}, but {} is printed", shown(words))));
    };
    let own = json.get("unit").and_then(Value::as_str);
    match found.value.unit.as_deref() {
        Some(unit) if own != Some(unit) && found.range.len() == words.len() => {
            Some(("unit", format!("is {}, but {} is printed", own.unwrap_or("none"), shown(words))))
        }
        _ => None,
    }
}

/// Whether a value is a number that was printed, or a power of ten of it.
fn scaled(value: f64, printed: f64) -> bool {
    let close = |a: f64, b: f64| (a - b).abs() <= SAME * b.abs().max(1.0);
    (0..=LARGEST_POWER).any(|power| close(value.abs(), printed.abs() * 10f64.powi(power)))
}

/// The numbers in digits, their separators left out.
fn numbers(words: &str) -> Vec<f64> {
    let whole = words.replace(',', "");
    whole.split(|c: char| !(c.is_ascii_digit() || c == '.')).filter_map(|number| number.parse().ok()).collect()
}

fn period(words: &str, json: &Value) -> Option<Fault> {
    let day = |field: &str| json.get(field).and_then(Value::as_str).and_then(|day| day.parse::<Date>().ok());
    let own = (day("start"), day("end"));
    let readings: Vec<(Option<Date>, Option<Date>)> =
        carries(own).into_iter().filter_map(|carry| read(words, carry)).collect();
    let first = readings.first()?;
    // A bar over several columns of years begins in the first of them.
    let over_columns = json.get("inherited").and_then(Value::as_str) == Some("column_header");
    let begins = |read: &(Option<Date>, Option<Date>)| over_columns && read.0 == own.0 && read.1 < own.1;
    if readings.iter().any(|read| *read == own || begins(read)) {
        return None;
    }
    let said = |(start, end): (Option<Date>, Option<Date>)| {
        let day = |day: Option<Date>| day.map_or_else(|| "open".to_owned(), |day| day.to_string());
        format!("{} to {}", day(start), day(end))
    };
    let field = if first.0 == own.0 { "end" } else { "start" };
    Some((field, format!("the period is {}, but {} reads as {}", said(own), shown(words), said(*first))))
}

/// The days of a text that is one period and nothing else.
fn read(words: &str, mut carry: Carry) -> Option<(Option<Date>, Option<Date>)> {
    let found = text::periods(words, &mut carry);
    let [only] = found.as_slice() else { return None };
    (only.range == (0..words.len())).then_some((only.value.period.start, only.value.period.end))
}

/// What may have been printed before a date without its year or era: each gives one reading.
fn carries((start, end): (Option<Date>, Option<Date>)) -> Vec<Carry> {
    let years = start.or(end).map(|day| [day.year(), day.year() - 1]).into_iter().flatten();
    let of_year = years.flat_map(|year| [false, true].map(|fiscal| Carry { era: None, year: Some(year), fiscal }));
    let of_era = text::eras().iter().map(|era| Carry { era: Some(era), year: None, fiscal: false });
    std::iter::once(Carry::default()).chain(of_year).chain(of_era).collect()
}
