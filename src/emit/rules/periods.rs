//! The ends of a period are in order, and fall where its unit says: a fiscal year from 1 April to 31 March.

use crate::emit::Problem;
use crate::text::{Carry, PeriodUnit, date_cell, normal, periods};
use jiff::civil::Date;
use serde_json::Value;

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
    let falls = match unit {
        "ongoing" => {
            if start.is_some() || end.is_some() {
                report("", "is ongoing and yet has a start or an end".to_owned());
            }
            return;
        }
        "day" => PeriodUnit::Day,
        "month" => PeriodUnit::Month,
        "fiscal_year" => PeriodUnit::FiscalYear,
        "calendar_year" => PeriodUnit::CalendarYear,
        // No other unit is in the schema.
        _ => return,
    };
    let raw = value.get("raw").and_then(Value::as_str).unwrap_or_default();
    if falls == PeriodUnit::Day && start != end && names_one_day(raw, start.or(end)) {
        report("", "is one day and yet its start and end differ".to_owned());
    }
    if start.is_none() && end.is_none() {
        report("", format!("is a {unit} with neither start nor end"));
    }
    if let Some(start) = start.filter(|start| !falls.begins_on(*start)) {
        report("/start", format!("{start} is not the first day of a {unit}"));
    }
    if let Some(end) = end.filter(|end| !falls.ends_on(*end)) {
        report("/end", format!("{end} is not the last day of a {unit}"));
    }
}

/// Whether what is printed reads as a single day (令和7年4月1日), and not as several (4月上旬) or as an open end.
fn names_one_day(raw: &str, day: Option<Date>) -> bool {
    let words = normal(raw);
    let words = words.trim();
    let carry = Carry { year: day.map(Date::year), ..Carry::default() };
    let mut found = periods(words, &mut carry.clone());
    if found.is_empty() {
        found = date_cell(words, &mut carry.clone()).found;
    }
    let [only] = found.as_slice() else { return false };
    let period = &only.value.period;
    only.range == (0..words.len()) && period.unit() == PeriodUnit::Day && period.start() == period.end()
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
            ("令和7年4月上旬", "day", json!("2025-04-01"), json!("2025-04-10"), true),
            ("4月下旬", "day", json!("2025-04-21"), json!("2025-04-30"), true),
            ("R7.4.1・2日", "day", json!("2025-04-01"), json!("2025-04-02"), true),
            ("令和7年4月1日", "day", json!("2025-04-01"), json!("2025-04-10"), false),
            ("4月1日", "day", json!("2025-04-01"), json!("2025-04-10"), false),
            ("20250401", "day", json!("2025-04-01"), json!("2025-04-10"), false),
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

    /// No reading breaks what its unit says, whatever is put together.
    #[test]
    fn no_date_reads_as_what_a_rule_refuses() {
        let heads = [
            "令和6年",
            "令和6年度",
            "R6",
            "2024年",
            "令和6年4月",
            "令和6年4月1日",
            "R6.4.1",
            "4月上旬",
            "R6末",
            "FY2024",
        ];
        let links = ["~", "から", "-", "→", "、", "・", "及び", "/", "(", " "];
        let tails =
            ["令和8年", "令和8年度", "R8", "令和9年3月", "令和9年3月31日", "8", "3月下旬", "末", "上半期", "第3四半期"];
        let ends = ["", "まで", "以降", "以前", "頃", "中", "末", ")", "~", "から3年間"];
        let own = Carry { year: Some(2024), fiscal: true, ..Carry::default() };
        for text in heads.iter().flat_map(|head| {
            let with = move |link| tails.into_iter().map(move |tail| format!("{head}{link}{tail}"));
            links.into_iter().flat_map(with)
        }) {
            for end in ends {
                let text = format!("{text}{end}");
                let mut found = periods(&text, &mut Carry::default());
                found.extend(date_cell(&text, &mut own.clone()).found);
                for found in found {
                    let period = &found.value.period;
                    let (start, end) =
                        (period.start().map(|day| day.to_string()), period.end().map(|day| day.to_string()));
                    let json = json!({"raw": &text[found.range], "unit": period.unit(), "start": start, "end": end});
                    let mut problems = Vec::new();
                    check("", &json, &mut problems);
                    assert!(problems.is_empty(), "{text}: {json} {problems:?}");
                }
            }
        }
    }
}
