//! The ends of a period are in order, and fall where its unit says: a fiscal year from 1 April to 31 March.

use crate::emit::Problem;
use crate::lexicon;
use jiff::civil::{Date, date};
use serde_json::Value;

/// Whether a day is where the unit of a period begins, or ends.
type Falls = fn(Date) -> bool;

/// Tells a period whose ends are out of order, or fall elsewhere than its unit says.
pub(super) fn check(path: &str, value: &Value, problems: &mut Vec<Problem>) {
    let (Some(unit), Some(start), Some(end)) =
        (value.get("unit").and_then(Value::as_str), value.get("start"), value.get("end"))
    else {
        return;
    };
    // What is no date breaks the schema.
    let (Ok(start), Ok(end)) = (day(start), day(end)) else {
        return;
    };
    let mut report = |at: &str, message: String| problems.push(Problem::new(format!("{path}{at}"), message));
    if let (Some(start), Some(end)) = (start, end)
        && start > end
    {
        report("", format!("starts on {start}, after its end on {end}"));
    }
    let (first, last): (Falls, Falls) = match unit {
        "ongoing" => {
            if start.is_some() || end.is_some() {
                report("", "is ongoing and yet has a start or an end".to_owned());
            }
            return;
        }
        "day" => {
            let raw = value.get("raw").and_then(Value::as_str).unwrap_or_default();
            if start != end && !lexicon::names_a_range(raw) {
                report("", "is one day and yet its start and end differ".to_owned());
            }
            (|_| true, |_| true)
        }
        "month" => (|day| day.day() == 1, |day| day == day.last_of_month()),
        "fiscal_year" => (|day| (day.month(), day.day()) == (4, 1), |day| day == date(day.year(), 3, 31)),
        "calendar_year" => (|day| day == day.first_of_year(), |day| day == day.last_of_year()),
        // No other unit is in the schema.
        _ => return,
    };
    if start.is_none() && end.is_none() {
        report("", format!("is a {unit} with neither start nor end"));
    }
    if let Some(start) = start.filter(|start| !first(*start)) {
        report("/start", format!("{start} is not the first day of a {unit}"));
    }
    if let Some(end) = end.filter(|end| !last(*end)) {
        report("/end", format!("{end} is not the last day of a {unit}"));
    }
}

/// A date, or none for null.
fn day(value: &Value) -> Result<Option<Date>, ()> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => text.parse().map(Some).map_err(drop),
        _ => Err(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn periods_fall_where_their_unit_says() {
        let cases = [
            ("令和4年度", "fiscal_year", json!("2022-04-01"), json!("2023-03-31"), true),
            ("令和2年度より", "fiscal_year", json!("2020-04-01"), json!(null), true),
            ("令和2年度以前", "fiscal_year", json!(null), json!("2021-03-31"), true),
            ("令和9～11年度", "fiscal_year", json!("2027-04-01"), json!("2030-03-31"), true),
            ("令和4年度", "fiscal_year", json!("2022-04-02"), json!("2023-03-31"), false),
            ("令和4年度", "fiscal_year", json!("2022-04-01"), json!("2022-12-31"), false),
            ("令和4年度", "fiscal_year", json!("2022-04-01"), json!("2021-03-31"), false),
            ("年度", "fiscal_year", json!(null), json!(null), false),
            ("R6年2月", "month", json!("2024-02-01"), json!("2024-02-29"), true),
            ("R5年2月", "month", json!("2023-02-01"), json!("2023-02-27"), false),
            ("R5年2月", "month", json!("2023-02-02"), json!("2023-02-28"), false),
            ("R4年4月1日", "day", json!("2022-04-01"), json!("2022-04-01"), true),
            ("R4年4月1日", "day", json!("2022-04-01"), json!("2022-04-02"), false),
            ("R4年4月1日", "day", json!("2022-04-01"), json!(null), false),
            ("R4年4月1日～6日", "day", json!("2022-04-01"), json!("2022-04-06"), true),
            ("R4年4月1日から", "day", json!("2022-04-01"), json!(null), true),
            ("2010年", "calendar_year", json!("2010-01-01"), json!("2010-12-31"), true),
            ("2010年", "calendar_year", json!("2010-01-01"), json!("2010-12-30"), false),
            ("継続", "ongoing", json!(null), json!(null), true),
            ("継続", "ongoing", json!("2010-01-01"), json!(null), false),
        ];
        for (raw, unit, start, end, right) in cases {
            let mut found = Vec::new();
            check("", &json!({"raw": raw, "unit": unit, "start": start, "end": end}), &mut found);
            assert_eq!(found.is_empty(), right, "{raw} {start} {end}: {found:?}");
        }
    }
}
