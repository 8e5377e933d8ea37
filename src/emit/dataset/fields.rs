//! Values of a JSON document as cells: an absent one is an empty cell.

use super::schema::Value as Cell;
use serde_json::Value;

/// The text at a pointer.
pub(super) fn string<'a>(json: &'a Value, pointer: &str) -> Option<&'a str> {
    json.pointer(pointer)?.as_str()
}

/// The items of a list; none where there is no list.
pub(super) fn list<'a>(json: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    json.get(key).and_then(Value::as_array).into_iter().flatten()
}

/// A text; empty where there is none.
pub(super) fn text(value: Option<&str>) -> Cell {
    value.map_or(Cell::Null, |value| Cell::Text(value.to_owned()))
}

/// A whole number; empty where there is none.
pub(super) fn integer(value: Option<i64>) -> Cell {
    value.map_or(Cell::Null, Cell::Integer)
}

/// The text of a field.
pub(super) fn field(json: Option<&Value>, key: &str) -> Cell {
    text(json.and_then(|json| json.get(key)?.as_str()))
}

/// Yes or no.
pub(super) fn boolean(json: &Value, key: &str) -> Cell {
    json.get(key).and_then(Value::as_bool).map_or(Cell::Null, Cell::Boolean)
}

/// A list as one text, a line an item; empty where there is none.
pub(super) fn lines(json: &Value, key: &str) -> Cell {
    let items: Vec<&str> = list(json, key).filter_map(Value::as_str).collect();
    if items.is_empty() { Cell::Null } else { Cell::Text(items.join("\n")) }
}

/// A list of whole numbers: one text, a line a number.
pub(super) fn numbers(json: &Value, key: &str) -> Cell {
    let items: Vec<String> = list(json, key).filter_map(Value::as_u64).map(|number| number.to_string()).collect();
    if items.is_empty() { Cell::Null } else { Cell::Text(items.join("\n")) }
}

/// The number of a field, with its digits.
pub(super) fn number(json: Option<&Value>, key: &str) -> Cell {
    let number = json.and_then(|json| json.get(key)?.as_number());
    let number = number.and_then(|number| Some((number.as_f64()?, number.to_string())));
    number.map_or(Cell::Null, |(value, digits)| Cell::Real(value, digits))
}

/// The value of a figure; of a range its lower end.
pub(super) fn real(quantity: Option<&Value>) -> Cell {
    number(quantity, "value")
}

/// value, upper, unit, comparator, change, per, the whole's value and unit, raw.
pub(super) fn quantity(json: Option<&Value>) -> Vec<Cell> {
    let whole = json.and_then(|json| json.get("of"));
    let mut cells = vec![real(json), number(json, "upper")];
    cells.extend(["unit", "comparator", "change", "per"].map(|key| field(json, key)));
    cells.extend([number(whole, "value"), field(whole, "unit"), field(json, "raw")]);
    cells
}

fn day(json: Option<&Value>, key: &str) -> Cell {
    json.and_then(|json| json.get(key)?.as_str()).map_or(Cell::Null, |day| Cell::Date(day.to_owned()))
}

/// As printed, first day, last day.
pub(super) fn period(json: Option<&Value>) -> [Cell; 3] {
    [field(json, "raw"), day(json, "start"), day(json, "end")]
}

/// The fiscal year, from April, that a period ends in, or begins in where its end is open.
pub(super) fn fiscal_year(json: Option<&Value>) -> Cell {
    let day = json.and_then(|json| json.get("end")?.as_str().or_else(|| json.get("start")?.as_str()));
    let year = day.and_then(|day| {
        let mut parts = day.split('-').map(|part| part.parse::<i64>().ok());
        let (year, month) = (parts.next()??, parts.next()??);
        Some(if month < 4 { year - 1 } else { year })
    });
    integer(year)
}

/// The periods of a schedule as printed, the first day of all and the last.
pub(super) fn schedule(json: &Value) -> [Cell; 3] {
    let days = |key: &'static str| list(json, "schedule").filter_map(move |period| period.get(key)?.as_str());
    let raws: Vec<&str> = days("raw").collect();
    let raws = if raws.is_empty() { Cell::Null } else { Cell::Text(raws.join("\n")) };
    let date = |day: Option<&str>| day.map_or(Cell::Null, |day| Cell::Date(day.to_owned()));
    [raws, date(days("start").min()), date(days("end").max())]
}

/// The page and the exact characters of the first place where a record is printed.
pub(super) fn place(json: &Value) -> [Cell; 2] {
    let source = json.get("source");
    let first = source.and_then(|source| source.get(0)).or(source);
    [integer(first.and_then(|first| first.get("page")?.as_i64())), field(first, "quote")]
}
