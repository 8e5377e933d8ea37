//! What must hold in a document and a schema cannot say: references, periods, codes, sums.
//!
//! Each rule looks at a JSON value of any shape and is silent where the shape is wrong: that is the
//! schema's to report.

use super::Problem;
use super::pointer::walk;
use super::validate::span_of;
use crate::lexicon::check_digit;
use jiff::civil::{Date, date};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that breaks one of the rules.
pub(super) fn check(json: &Value) -> Vec<Problem> {
    let mut problems = Vec::new();
    references(json, &mut problems);
    code(json, &mut problems);
    coverage(json, &mut problems);
    pages(json, &mut problems);
    control(json, &mut problems);
    assessed(json, &mut problems);
    walk(json, &mut |path, value| {
        blank(path, value, &mut problems);
        span(path, value, &mut problems);
        quantity(path, value, &mut problems);
        period(path, value, &mut problems);
    });
    problems
}

/// Identifiers are unique, and what refers to a record refers to one that is there.
fn references(json: &Value, problems: &mut Vec<Problem>) {
    let mut first: BTreeMap<&str, String> = BTreeMap::new();
    let mut known: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for kind in ["initiatives", "targets", "results"] {
        let ids = known.entry(kind).or_default();
        for (index, record) in list(json, kind) {
            let Some(id) = record.get("id").and_then(Value::as_str) else {
                continue;
            };
            let path = format!("/{kind}/{index}/id");
            match first.get(id) {
                Some(other) => problems.push(Problem::new(path, format!("{id:?} is already the id at {other}"))),
                None => {
                    first.insert(id, path);
                }
            }
            ids.insert(id);
        }
    }
    let mut refer = |path: String, id: &Value, kind: &str| {
        if let Some(id) = id.as_str()
            && !known.get(kind).is_some_and(|ids| ids.contains(id))
        {
            problems.push(Problem::new(path, format!("{id:?} is the id of none of the {kind}")));
        }
    };
    for kind in ["targets", "results"] {
        for (index, record) in list(json, kind) {
            refer(format!("/{kind}/{index}/initiative_id"), &record["initiative_id"], "initiatives");
        }
    }
    for (index, assessment) in list(json, "assessments") {
        let path = format!("/assessments/{index}");
        refer(format!("{path}/target_id"), &assessment["target_id"], "targets");
        for (nth, id) in list(assessment, "result_ids") {
            refer(format!("{path}/result_ids/{nth}"), id, "results");
        }
    }
}

/// The publisher's code ends in its check digit.
fn code(json: &Value, problems: &mut Vec<Problem>) {
    let pointer = "/document/publisher/code";
    let Some(code) = json.pointer(pointer).and_then(Value::as_str) else {
        return;
    };
    // Another shape of code breaks the schema.
    if let Some((body, last)) = code.split_at_checked(5)
        && last.len() == 1
        && let Some(right) = check_digit(body)
        && !last.starts_with(right)
    {
        problems.push(Problem::new(pointer, format!("the check digit of {code} is {last}, and should be {right}")));
    }
}

/// Every character went to one place.
fn coverage(json: &Value, problems: &mut Vec<Problem>) {
    let part = |name: &str| json.pointer("/coverage")?.get(name)?.as_u64();
    let parts: Option<Vec<u64>> = ["used", "prose", "furniture", "unplaced"].into_iter().map(part).collect();
    if let (Some(parts), Some(total)) = (parts, part("total")) {
        let sum: u128 = parts.iter().map(|part| u128::from(*part)).sum();
        if sum != u128::from(total) {
            problems.push(Problem::new("/coverage", format!("the parts add up to {sum}, total is {total}")));
        }
    }
}

/// The pages add up to the whole.
fn pages(json: &Value, problems: &mut Vec<Problem>) {
    if list(json, "coverage_by_page").next().is_none() {
        return;
    }
    for name in ["total", "used", "prose", "furniture", "unplaced"] {
        let of_page = |(_, page): (usize, &Value)| page.get(name).and_then(Value::as_u64).map_or(0, u128::from);
        let sum: u128 = list(json, "coverage_by_page").map(of_page).sum();
        if let Some(whole) = json.pointer("/coverage").and_then(|coverage| coverage.get(name)?.as_u64())
            && sum != u128::from(whole)
        {
            let message = format!("the pages add up to {sum}, the whole is {whole}");
            problems.push(Problem::new(format!("/coverage/{name}"), message));
        }
    }
}

/// The quotes of records and outline hold as many characters as the control total says.
fn control(json: &Value, problems: &mut Vec<Problem>) {
    let Some(told) = json.pointer("/coverage/quoted").and_then(Value::as_u64) else { return };
    let mut sum = 0_u64;
    for kind in ["initiatives", "targets", "results", "glossary", "outline"] {
        for (_, record) in list(json, kind) {
            walk(record.get("source").unwrap_or(&Value::Null), &mut |_, place| {
                let quote = place.get("quote").and_then(Value::as_str).unwrap_or_default();
                sum += quote.chars().filter(|c| !c.is_whitespace()).count() as u64;
            });
        }
    }
    if sum != told {
        let message = format!("the quotes hold {sum} characters, {told} were written: a record was lost or changed");
        problems.push(Problem::new("/coverage/quoted", message));
    }
}

/// Every target with a figure has its assessment.
fn assessed(json: &Value, problems: &mut Vec<Problem>) {
    let held: BTreeSet<&str> =
        list(json, "assessments").filter_map(|(_, assessment)| assessment.get("target_id")?.as_str()).collect();
    for (index, target) in list(json, "targets") {
        let id = target.get("id").and_then(Value::as_str).unwrap_or_default();
        if target.get("quantity").is_some_and(Value::is_object) && !held.contains(id) {
            problems.push(Problem::new(format!("/targets/{index}"), format!("{id:?} has a figure and no assessment")));
        }
    }
}

/// Absent is absent: no string of white space. (An empty one breaks the schema.)
fn blank(path: &str, value: &Value, problems: &mut Vec<Problem>) {
    if value.as_str().is_some_and(|text| !text.is_empty() && text.trim().is_empty()) {
        problems.push(Problem::new(path, "holds nothing but white space"));
    }
}

/// A byte range holds something.
fn span(path: &str, value: &Value, problems: &mut Vec<Problem>) {
    if let Some([start, end]) = value.get("span").and_then(span_of)
        && start >= end
    {
        problems.push(Problem::new(format!("{path}/span"), format!("{start}..{end} holds no byte")));
    }
}

/// A figure was read from something with a figure in it.
fn quantity(path: &str, value: &Value, problems: &mut Vec<Problem>) {
    const KANJI: &str = "〇零一二三四五六七八九十百千万億兆";
    if value.get("comparator").is_some()
        && let Some(raw) = value.get("raw").and_then(Value::as_str)
        && !raw.chars().any(|c| c.is_numeric() || KANJI.contains(c))
    {
        problems.push(Problem::new(format!("{path}/raw"), format!("{raw:?} has no digit")));
    }
}

/// Whether a day is where the unit of a period begins, or ends.
type Falls = fn(Date) -> bool;

/// The ends of a period are in order and fall where its unit says.
fn period(path: &str, value: &Value, problems: &mut Vec<Problem>) {
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
            if start != end && !names_a_range(raw) {
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

/// Whether what is printed names two days, or a day from or until which something holds.
fn names_a_range(raw: &str) -> bool {
    ["～", "〜", "~", "∼", "－", "−", "–", "―", "‐", "-", "から", "より", "以降", "以前", "まで", "迄"]
        .iter()
        .any(|word| raw.contains(word))
}

/// A date, or none for null.
fn day(value: &Value) -> Result<Option<Date>, ()> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => text.parse().map(Some).map_err(drop),
        _ => Err(()),
    }
}

/// The elements of a list field, numbered; none where it is no list.
fn list<'a>(value: &'a Value, field: &str) -> impl Iterator<Item = (usize, &'a Value)> {
    value.get(field).and_then(Value::as_array).into_iter().flatten().enumerate()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn messages(value: Value) -> Vec<String> {
        check(&value).iter().map(Problem::to_string).collect()
    }

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
            let found = messages(json!({"p": {"raw": raw, "unit": unit, "start": start, "end": end}}));
            assert_eq!(found.is_empty(), right, "{raw} {start} {end}: {found:?}");
        }
    }

    #[test]
    fn check_digits() {
        for (code, right) in
            [("272035", true), ("011002", true), ("131016", true), ("272036", false), ("01", true), ("x", true)]
        {
            let found = messages(json!({"document": {"publisher": {"code": code}}}));
            assert_eq!(found.is_empty(), right, "{code}: {found:?}");
        }
    }

    #[test]
    fn references_are_resolved() {
        let found = messages(json!({
            "initiatives": [{"id": "a"}, {"id": "a"}],
            "targets": [{"id": "t", "initiative_id": "a"}, {"id": "u", "initiative_id": null}],
            "results": [{"id": "r", "initiative_id": "t"}],
            "assessments": [{"target_id": "t", "result_ids": ["r", "s"]}, {"target_id": "a", "result_ids": []}],
        }));
        assert_eq!(
            found,
            [
                r#"/initiatives/1/id: "a" is already the id at /initiatives/0/id"#,
                r#"/results/0/initiative_id: "t" is the id of none of the initiatives"#,
                r#"/assessments/0/result_ids/1: "s" is the id of none of the results"#,
                r#"/assessments/1/target_id: "a" is the id of none of the targets"#,
            ]
        );
    }

    #[test]
    fn sums_spans_figures_and_blanks() {
        let found = messages(json!({
            "coverage": {"total": 10, "used": 1, "prose": 2, "furniture": 3, "unplaced": 5},
            "a": {"raw": "数件", "comparator": "="},
            "b": {"raw": "３件", "comparator": "="},
            "c": {"raw": "三件", "comparator": "="},
            "d": {"span": [4, 4], "quote": "　"},
        }));
        assert_eq!(
            found,
            [
                "/coverage: the parts add up to 11, total is 10",
                "/a/raw: \"数件\" has no digit",
                "/d/span: 4..4 holds no byte",
                "/d/quote: holds nothing but white space",
            ]
        );
    }
}
