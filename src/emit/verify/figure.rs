//! A quantity held against what the reader of figures makes of its raw.

mod elsewhere;

use super::around::Around;
use super::around::Multiplier;
use super::value::Reading;
use crate::emit::validate::shown;
use crate::text::{self, Quantity};
use serde_json::{Map, Value};

/// A figure that the reader does not know by itself.
const UNREAD: &str = "its own words are not read as a figure";

/// Holds a quantity against its raw, normalized.
pub(super) fn check(words: &str, json: &Value, around: &Around<'_>) -> Reading {
    let Some(own) = json.as_object().map(fields) else { return Reading::Holds };
    let read = read(words);
    let holds = |quantity: &Quantity| differing(&spelled(quantity), &own).is_none();
    if read.iter().any(|found| holds(&found.value)) || around.figures(words).any(holds) {
        return elsewhere::lacking(&own, around);
    }
    match read.iter().find(|found| found.range == (0..words.len())) {
        Some(whole) => elsewhere::check(words, &whole.value, &own, around),
        None => by_digits(words, &read, &own, around),
    }
}

/// The figures of a text, as a sentence and as a cell of figures prints them: its column may have said that `1/3` and
/// `12 300` are such.
///
/// Spaces that only set it (`98 .7%`, `- 5`) vanish, as they did where the text was read.
fn read(words: &str) -> Vec<text::Found<Quantity>> {
    let places = [text::Place::Text, text::Place::Cell];
    let ways = |words: &str| -> Vec<_> {
        places.into_iter().flat_map(|place| text::figures(words, &[], place).found).collect()
    };
    let mut found = ways(words);
    if words.contains(' ') {
        found.extend(ways(&words.replace(' ', "")).into_iter().map(|one| text::Found { range: 0..words.len(), ..one }));
    }
    found
}

/// The fields that say what a figure is: its place is checked elsewhere.
fn fields(quantity: &Map<String, Value>) -> Map<String, Value> {
    let says = |key: &str| !matches!(key, "raw" | "at");
    quantity.iter().filter(|(key, _)| says(key)).map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// A figure as the reader gives it, as fields.
fn spelled(quantity: &Quantity) -> Map<String, Value> {
    let value = serde_json::to_value(quantity).unwrap_or_default();
    value.as_object().map(fields).unwrap_or_default()
}

/// The first field in which two figures differ. The digits of a value count: 66.0 is not 66, and 1.2e1 is not 12.
fn differing(read: &Map<String, Value>, own: &Map<String, Value>) -> Option<&'static str> {
    const FIELDS: [&str; 7] = ["value", "unit", "comparator", "upper", "change", "per", "of"];
    let differs = |key: &&&str| read.get(**key) != own.get(**key);
    let other = || read.iter().any(|(key, value)| own.get(key) != Some(value)) || read.len() != own.len();
    FIELDS.iter().find(differs).copied().or_else(|| other().then_some("raw"))
}

/// A figure whose raw is not read as one by itself: its value must be a number that is printed there.
fn by_digits(words: &str, read: &[text::Found<Quantity>], own: &Map<String, Value>, around: &Around<'_>) -> Reading {
    let value = own.get("value").map(Value::to_string).unwrap_or_default();
    let digits = words.replace(',', "");
    // Before the unit of a header the number may be multiplied (約10 below 千円).
    let unit = own.get("unit").and_then(Value::as_str).unwrap_or_default();
    let units = around.source.multipliers(unit);
    let multiplied = |number: &str| {
        units.iter().any(|multiplier| match multiplier {
            Multiplier::Words(unit) => {
                let spelled = format!("{number}{unit}");
                let read = text::quantities(&spelled, &[]);
                read.iter().any(|found| found.range == (0..spelled.len()) && found.value.value.to_string() == value)
            }
            Multiplier::Times(_) => false,
        })
    };
    let mut numbers = digits.split(|c: char| !(c.is_ascii_digit() || c == '.')).filter(|number| !number.is_empty());
    let said = read.iter().any(|found| found.value.value.to_string() == value);
    let kanji = !digits.contains(|c: char| c.is_ascii_digit());
    if said || kanji || numbers.any(|number| number == value.trim_start_matches('-') || multiplied(number)) {
        return Reading::Unproved(UNREAD);
    }
    Reading::Wrong("value", format!("is {value}, but {} is printed", shown(words)))
}
