//! Figures and dates read again from what was printed.
//!
//! What: the value of a quantity is the number in its raw, its unit the one printed there; a period
//! with a year of its own in its raw is that period. Why: a quote that holds says nothing of the
//! value beside it. Example: `18業務以上` with value 81 does not hold. A header may multiply (千円) and
//! give the unit of a bare number, so a value may be a power of ten of the number.

use crate::emit::Problem;
use crate::emit::validate::shown;
use crate::text::{self, Carry, Span, normalize};
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
    let found = text::periods(words, &mut Carry::default());
    let [only] = found.as_slice() else { return None };
    // Without its year a date says little: the year was printed elsewhere.
    if only.range != (0..words.len()) || only.value.comparison || !names_year(words) {
        return None;
    }
    let day = |field: &str| json.get(field).and_then(Value::as_str).and_then(|day| day.parse().ok());
    let read = &only.value.period;
    for (field, own, read) in [("start", day("start"), read.start), ("end", day("end"), read.end)] {
        if own != read {
            let day = |day: Option<jiff::civil::Date>| day.map_or_else(|| "open".to_owned(), |day| day.to_string());
            return Some((field, format!("is {}, but {} reads as {}", day(own), shown(words), day(read))));
        }
    }
    None
}

/// Whether a year in four digits or with its era is printed.
fn names_year(words: &str) -> bool {
    let digits = words.split(|c: char| !c.is_ascii_digit());
    text::eras().iter().any(|era| words.contains(&era.name)) || digits.into_iter().any(|number| number.len() == 4)
}
