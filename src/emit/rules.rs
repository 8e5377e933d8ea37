//! What must hold in a document and a schema cannot say: references, periods, codes, sums.
//!
//! Each rule looks at a JSON value of any shape and is silent where the shape is wrong: that is the
//! schema's to report.

mod ledger;
mod periods;
mod references;

use super::Problem;
use super::pointer::walk;
use super::validate::span_of;
use crate::lexicon::{check_digit, is_kanji_numeral};
use serde_json::Value;

/// Everything that breaks one of the rules.
pub(super) fn check(json: &Value) -> Vec<Problem> {
    let mut problems = Vec::new();
    references::check(json, &mut problems);
    code(json, &mut problems);
    ledger::check(json, &mut problems);
    walk(json, &mut |path, value| {
        blank(path, value, &mut problems);
        span(path, value, &mut problems);
        quantity(path, value, &mut problems);
        periods::check(path, value, &mut problems);
    });
    problems
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
    if value.get("comparator").is_some()
        && let Some(raw) = value.get("raw").and_then(Value::as_str)
        && !raw.chars().any(|c| c.is_numeric() || is_kanji_numeral(c))
    {
        problems.push(Problem::new(format!("{path}/raw"), format!("{raw:?} has no digit")));
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
    fn check_digits() {
        for (code, right) in
            [("272035", true), ("011002", true), ("131016", true), ("272036", false), ("01", true), ("x", true)]
        {
            let found = messages(json!({"document": {"publisher": {"code": code}}}));
            assert_eq!(found.is_empty(), right, "{code}: {found:?}");
        }
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
