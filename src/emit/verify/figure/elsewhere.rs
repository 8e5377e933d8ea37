//! A figure that its own words say in part: the rest is printed in the quotes of its record, or elsewhere.

use super::{differing, spelled};
use crate::emit::validate::shown;
use crate::emit::verify::around::{Around, Multiplier};
use crate::emit::verify::value::Reading;
use crate::text::{self, Quantity};
use serde_json::{Map, Value};

/// The unit of a bare figure, and what multiplies it, stand in a header, a label or a column of units.
const UNIT: &str = "its unit or multiplier is printed elsewhere";
/// Its record quotes a unit that it does not have.
const NO_UNIT: &str = "it has no unit, but its record quotes one";
/// It has none, and the source prints units in columns, labels or lines above.
const NO_COLUMN: &str = "it has no unit, and whether a unit printed apart from it is its own is not read again";
/// A bracket that the table explains.
const SIGN: &str = "its sign is told elsewhere";
/// What it is counted for, or that it is a change.
const BESIDE: &str = "part of what it says is printed elsewhere";

/// Fields that words elsewhere may add to a figure.
const ADDED: [&str; 3] = ["change", "per", "of"];

/// How much two readings of one number may differ, as a part of it: nothing but binary rounding.
const SAME: f64 = 1e-12;

/// The fields of a figure.
type Fields = Map<String, Value>;

/// A figure that says all that its own words say: without a unit it is whole where its record quotes none.
pub(super) fn lacking(own: &Fields, around: &Around<'_>) -> Reading {
    let has_unit = own.get("unit").is_some_and(Value::is_string) || ADDED.iter().any(|field| own.contains_key(*field));
    if has_unit {
        return Reading::Holds;
    }
    if around.quotes_unit() {
        return Reading::Unproved(NO_UNIT);
    }
    if around.source.has_units() { Reading::Unproved(NO_COLUMN) } else { Reading::Holds }
}

/// Holds a figure against its own words and what is printed beside them or elsewhere.
pub(super) fn check(words: &str, read: &Quantity, own: &Fields, around: &Around<'_>) -> Reading {
    let printed = spelled(read);
    let (mut bare, why) = without_added(&printed, own);
    if let Some(per) = own.get("per").and_then(Value::as_str).filter(|per| !around.source.prints(per)) {
        return Reading::Wrong("per", format!("is {}, which is printed nowhere", shown(per)));
    }
    if let Some(unit) = own.get("unit").and_then(Value::as_str).filter(|_| read.unit.is_none()) {
        let figure = Apart { words, read, unit, bare: &bare };
        if let Some(reading) = figure.beside(around, why).or_else(|| figure.elsewhere(around)) {
            return reading;
        }
        bare.insert("unit".to_owned(), Value::Null);
        if around.source.multipliers(unit).is_empty() && differing(&printed, &bare).is_none() {
            return Reading::Wrong("unit", format!("is {}, which is printed nowhere", shown(unit)));
        }
    }
    match (differing(&printed, &bare), why) {
        (None, Some(why)) => Reading::Unproved(why),
        (Some("value"), _) if negated(read, own) && bracketed(words, around) => Reading::Unproved(SIGN),
        (differs, _) => wrong(words, own, differs.unwrap_or("value")),
    }
}

/// A figure without what words elsewhere added to it, and why it cannot be proved then.
fn without_added(printed: &Fields, own: &Fields) -> (Fields, Option<&'static str>) {
    let mut bare = own.clone();
    let added = ADDED.iter().filter(|field| !printed.contains_key(**field));
    let removed = added.filter(|field| bare.remove(**field).is_some()).count();
    (bare, (removed > 0).then_some(BESIDE))
}

fn wrong(words: &str, own: &Fields, field: &'static str) -> Reading {
    let value = own.get(field).map_or("none".to_owned(), Value::to_string);
    Reading::Wrong(field, format!("is {value}, but {} is printed", shown(words)))
}

/// A bare figure whose unit stands apart from it.
struct Apart<'a> {
    words: &'a str,
    read: &'a Quantity,
    unit: &'a str,
    /// What it says, without what words elsewhere added.
    bare: &'a Fields,
}

impl Apart<'_> {
    /// Held against the units that the record quotes.
    fn beside(&self, around: &Around<'_>, why: Option<&'static str>) -> Option<Reading> {
        let beside: Vec<Quantity> = around.units().flat_map(|unit| self.multiplied(&unit)).collect();
        if beside.iter().any(|quantity| self.is_like(quantity)) {
            return Some(why.map_or(Reading::Holds, Reading::Unproved));
        }
        // The record quotes this unit, and with it the figure is another.
        let same = beside.iter().any(|quantity| quantity.unit.as_deref() == Some(self.unit));
        same.then(|| wrong(self.words, self.bare, "value"))
    }

    /// Held against its unit wherever the source prints it.
    fn elsewhere(&self, around: &Around<'_>) -> Option<Reading> {
        let found = around.source.multipliers(self.unit);
        found.iter().any(|multiplier| self.fits(multiplier)).then_some(Reading::Unproved(UNIT))
    }

    /// The figure with a unit. 千円 and 100人 multiply; a word that is no unit that is known (10a, 戸数) stands as it is
    /// printed.
    fn multiplied(&self, unit: &str) -> impl Iterator<Item = Quantity> + use<> {
        let own = text::unit_of(unit).unwrap_or_else(|| text::Unit::as_printed(unit));
        let mut apart = self.read.clone();
        own.apply(&mut apart.value, &mut apart.unit, &mut apart.per, apart.upper.as_mut());
        // Another figure is no unit: 65 beside 70% is not 6570%.
        let glued = !unit.starts_with(|c: char| c.is_ascii_digit());
        let words = if glued { format!("{}{unit}", self.read.value) } else { String::new() };
        let found = text::quantities(&words, &[]).into_iter().next();
        let behind = found.filter(|found| found.range == (0..words.len())).map(|found| found.value);
        std::iter::once(apart).chain(behind)
    }

    /// Whether a figure with its unit is the one that is told.
    fn is_like(&self, quantity: &Quantity) -> bool {
        let rest = Quantity { value: quantity.value.clone(), unit: quantity.unit.clone(), ..self.read.clone() };
        differing(&spelled(&rest), self.bare).is_none()
    }

    fn fits(&self, multiplier: &Multiplier) -> bool {
        match multiplier {
            Multiplier::Words(words) => self.multiplied(words).any(|quantity| self.is_like(&quantity)),
            Multiplier::Times(times) => self.is_times(*times),
        }
    }

    /// Whether the figure is some times the one that is printed, and else the same.
    fn is_times(&self, times: f64) -> bool {
        let (mut one, mut other) = (spelled(self.read), self.bare.clone());
        let value = |of: &Fields| of.get("value").and_then(Value::as_f64);
        let same = value(&one).zip(value(&other)).is_some_and(|(read, own)| close(read * times, own));
        [&mut one, &mut other].into_iter().for_each(|of| {
            of.remove("value");
            of.remove("unit");
        });
        same && one == other
    }
}

/// Whether a value is the printed one with the sign turned.
fn negated(read: &Quantity, own: &Fields) -> bool {
    let value = own.get("value").map(Value::to_string).unwrap_or_default();
    value.strip_prefix('-').is_some_and(|value| value == read.value.to_string())
}

/// Whether a figure is printed in a bracket, which may make it negative.
fn bracketed(words: &str, around: &Around<'_>) -> bool {
    words.starts_with('(') || around.source.prints(&format!("({words})"))
}

fn close(a: f64, b: f64) -> bool {
    a.is_finite() && b.is_finite() && (a - b).abs() <= SAME * b.abs()
}
