//! A quantity held against what the reader of figures makes of its raw.

use super::around::{Around, Multiplier};
use super::value::Reading;
use crate::emit::validate::shown;
use crate::text::{self, Quantity};
use serde_json::{Map, Value};

/// The unit of a bare figure, and what multiplies it, stand in a header, a label or a column of units.
const UNIT: &str = "its unit or multiplier is printed elsewhere";
/// A bracket that the table explains.
const SIGN: &str = "its sign is told elsewhere";
/// What it is counted for, or that it is a change.
const BESIDE: &str = "part of what it says is printed elsewhere";
/// A figure that the reader does not know by itself.
const UNREAD: &str = "its own words are not read as a figure";

/// Fields that words elsewhere may add to a figure.
const ADDED: [&str; 3] = ["change", "per", "of"];

/// How much two readings of one number may differ, as a part of it: nothing but binary rounding.
const SAME: f64 = 1e-12;

/// Holds a quantity against its raw, normalized.
pub(super) fn check(words: &str, json: &Value, around: &Around<'_>) -> Reading {
    let Some(own) = json.as_object().map(fields) else { return Reading::Holds };
    let read = read(words);
    let holds = |quantity: &Quantity| differing(&spelled(quantity), &own).is_none();
    if read.iter().any(|found| holds(&found.value)) || around.figures(words).any(holds) {
        return Reading::Holds;
    }
    match read.iter().find(|found| found.range == (0..words.len())) {
        Some(whole) => with_words_elsewhere(words, &whole.value, &own, around),
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

/// A figure that its own words say in part: the rest is printed in the quotes of its record, or elsewhere.
fn with_words_elsewhere(words: &str, read: &Quantity, own: &Map<String, Value>, around: &Around<'_>) -> Reading {
    let wrong = |field: &'static str| {
        let value = own.get(field).map_or("none".to_owned(), Value::to_string);
        Reading::Wrong(field, format!("is {value}, but {} is printed", shown(words)))
    };
    let unit = own.get("unit").and_then(Value::as_str).filter(|_| read.unit.is_none());
    // 千円 and 100人 multiply; a word that is no unit that is known (10a, 戸数) stands as it is printed.
    let multiplied = |unit: &str| {
        let own = text::unit_of(unit).unwrap_or_else(|| text::Unit::as_printed(unit));
        let mut apart = read.clone();
        own.apply(&mut apart.value, &mut apart.unit, &mut apart.per, apart.upper.as_mut());
        let words = format!("{}{unit}", read.value);
        let found = text::quantities(&words, &[]).into_iter().next();
        let behind = found.filter(|found| found.range == (0..words.len())).map(|found| found.value);
        std::iter::once(apart).chain(behind)
    };
    // Without what was added elsewhere, the figure must be the one printed.
    let mut bare = own.clone();
    let mut why = None;
    let printed = spelled(read);
    for field in ADDED.iter().filter(|field| !printed.contains_key(**field)) {
        why = bare.remove(*field).map(|_| BESIDE).or(why);
    }
    if let Some(per) = own.get("per").and_then(Value::as_str).filter(|per| !around.source.prints(per)) {
        return Reading::Wrong("per", format!("is {}, which is printed nowhere", shown(per)));
    }
    if let Some(unit) = unit {
        let like = |quantity: &Quantity| {
            let rest = Quantity { value: quantity.value.clone(), unit: quantity.unit.clone(), ..read.clone() };
            differing(&spelled(&rest), &bare).is_none()
        };
        let beside: Vec<Quantity> = around.units().flat_map(|unit| multiplied(&unit)).collect();
        if beside.iter().any(like) {
            return why.map_or(Reading::Holds, Reading::Unproved);
        }
        // The record quotes this unit, and with it the figure is another.
        if beside.iter().any(|quantity| quantity.unit.as_deref() == Some(unit)) {
            return wrong("value");
        }
        let elsewhere = around.source.multipliers(unit);
        let fits = |multiplier: &Multiplier| match multiplier {
            Multiplier::Words(words) => multiplied(words).any(|quantity| like(&quantity)),
            Multiplier::Times(times) => {
                let (mut one, mut other) = (spelled(read), bare.clone());
                let value = |of: &Map<String, Value>| of.get("value").and_then(Value::as_f64);
                let same = value(&one).zip(value(&bare)).is_some_and(|(read, own)| close(read * times, own));
                [&mut one, &mut other].into_iter().for_each(|of| {
                    of.remove("value");
                    of.remove("unit");
                });
                same && one == other
            }
        };
        if elsewhere.iter().any(fits) {
            return Reading::Unproved(UNIT);
        }
        bare.insert("unit".to_owned(), Value::Null);
        // A counter that no list holds (18.20 beside 年) multiplies by nothing, wherever it is printed.
        if !elsewhere.is_empty() && text::unit_of(unit).is_none() && differing(&printed, &bare).is_none() {
            return Reading::Unproved(UNIT);
        }
        if elsewhere.is_empty() && differing(&printed, &bare).is_none() {
            return Reading::Wrong("unit", format!("is {}, which is printed nowhere", shown(unit)));
        }
    }
    let differs = differing(&printed, &bare);
    match (differs, why) {
        (None, Some(why)) => Reading::Unproved(why),
        (Some("value"), _)
            if negated(read, own) && (words.starts_with('(') || around.source.prints(&format!("({words})"))) =>
        {
            Reading::Unproved(SIGN)
        }
        (differs, _) => wrong(differs.unwrap_or("value")),
    }
}

/// Whether a value is the printed one with the sign turned.
fn negated(read: &Quantity, own: &Map<String, Value>) -> bool {
    let value = own.get("value").map(Value::to_string).unwrap_or_default();
    value.strip_prefix('-').is_some_and(|value| value == read.value.to_string())
}

fn close(a: f64, b: f64) -> bool {
    a.is_finite() && b.is_finite() && (a - b).abs() <= SAME * b.abs()
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
