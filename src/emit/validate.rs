//! Whether a JSON value is a document of this contract.

use super::pointer::walk;
use super::{rules, schema};
use jsonschema::Validator;
use jsonschema::error::{ValidationError, ValidationErrorKind};
use serde_json::Value;
use std::fmt;
use std::sync::LazyLock;

/// One thing that is wrong with a JSON document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// JSON pointer to the value; empty for the whole document.
    pub path: String,
    /// What is wrong with it.
    pub message: String,
}

impl Problem {
    pub(super) fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "(the whole document)" } else { &self.path };
        write!(f, "{path}: {}", self.message)
    }
}

/// The schema, ready to check with; made once.
static VALIDATOR: LazyLock<Result<Validator, String>> = LazyLock::new(|| {
    jsonschema::draft202012::options()
        .should_validate_formats(true)
        .build(&schema::schema())
        .map_err(|error| error.to_string())
});

/// Everything in `json` that breaks the schema or one of the rules that a schema cannot state:
/// references, periods, codes, sums. Empty when the document is valid.
pub fn validate(json: &Value) -> Vec<Problem> {
    let mut problems = match &*VALIDATOR {
        Ok(validator) => validator.iter_errors(json).map(|error| innermost(&error)).collect(),
        Err(message) => vec![Problem::new("", format!("the schema itself is broken: {message}"))],
    };
    problems.extend(rules::check(json));
    problems.sort_by_cached_key(|problem| (in_order(&problem.path), problem.message.clone()));
    problems.dedup();
    problems
}

/// A pointer as something to sort by: the tenth element after the second.
pub(super) fn in_order(path: &str) -> Vec<(u64, String)> {
    path.split('/').map(|step| (step.parse().unwrap_or(u64::MAX), step.to_owned())).collect()
}

/// Every `quote` and `raw` in `json` that is not what the source has at its span.
///
/// `source` gives the characters of a byte range of the source text, or none where the range does
/// not lie on characters. Values that are placed by page and box alone are passed over.
pub fn validate_against_source(json: &Value, source: &dyn Fn([u32; 2]) -> Option<String>) -> Vec<Problem> {
    let mut problems = Vec::new();
    walk(json, &mut |path, value| {
        let printed = [("quote", value.get("span")), ("raw", value.get("at").and_then(|at| at.get("span")))];
        for (key, span) in printed {
            let (Some(text), Some(span)) = (value.get(key).and_then(Value::as_str), span.and_then(span_of)) else {
                continue;
            };
            let [start, end] = span;
            match source(span) {
                Some(there) if there == text => {}
                Some(there) => problems.push(Problem::new(
                    format!("{path}/{key}"),
                    format!("is {}, but bytes {start}..{end} of the source are {}", shown(text), shown(&there)),
                )),
                None => problems.push(Problem::new(
                    format!("{path}/{key}"),
                    format!("bytes {start}..{end} of the source are no whole characters of it"),
                )),
            }
        }
    });
    problems
}

/// A byte range, where the value is one.
pub(super) fn span_of(value: &Value) -> Option<[u32; 2]> {
    let [start, end] = value.as_array()?.as_slice() else {
        return None;
    };
    Some([u32::try_from(start.as_u64()?).ok()?, u32::try_from(end.as_u64()?).ok()?])
}

/// The most telling error: where alternatives fail, the one that got furthest.
fn innermost(error: &ValidationError<'_>) -> Problem {
    if let ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } = error.kind() {
        let depth = |inner: &ValidationError<'_>| inner.instance_path().as_str().matches('/').count();
        let here = depth(error);
        let deepest = context.iter().flatten().filter(|inner| depth(inner) > here).max_by_key(|inner| depth(inner));
        if let Some(inner) = deepest {
            return innermost(inner);
        }
        // Alternatives of the same kind of value differ in what they ask for.
        let of_this_type = context.iter().find(|branch| {
            !branch.is_empty() && !branch.iter().any(|inner| matches!(inner.kind(), ValidationErrorKind::Type { .. }))
        });
        if let Some([inner]) = of_this_type.map(Vec::as_slice) {
            return innermost(inner);
        }
    }
    let value = error.instance().to_string();
    Problem::new(error.instance_path().as_str(), error.masked_with(shorten(&value)).to_string())
}

pub(super) fn shown(text: &str) -> String {
    shorten(&format!("{text:?}"))
}

/// At most a line's worth of a value.
fn shorten(text: &str) -> String {
    const MOST: usize = 80;
    match text.char_indices().nth(MOST) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const TEXT: &str = include_str!("../../tests/document/source.txt");

    fn document() -> Value {
        serde_json::from_str(include_str!("../../tests/document/document.json")).unwrap()
    }

    fn with(pointer: &str, value: Value) -> Vec<Problem> {
        let mut document = document();
        *document.pointer_mut(pointer).unwrap() = value;
        validate(&document)
    }

    fn source(span: [u32; 2]) -> Option<String> {
        TEXT.get(span[0] as usize..span[1] as usize).map(str::to_owned)
    }

    #[test]
    fn a_right_document_is_valid() {
        assert_eq!(validate(&document()), []);
        assert_eq!(validate_against_source(&document(), &source), []);
    }

    #[test]
    fn the_schema_is_held_against_every_part() {
        for (pointer, value) in [
            ("/schema", json!("2")),
            ("/document/kind", json!("novel")),
            ("/document/publisher/code", json!("27203")),
            ("/targets/0/due/start", json!("2022-02-30")),
            ("/document/source/sha256", json!("ABC")),
            ("/initiatives/0/name", json!("")),
            ("/initiatives/0/id", json!("a b")),
            ("/initiatives/0/source/span", json!([1])),
            ("/targets/0/quantity/value", json!("50")),
            ("/targets/0/quantity/comparator", json!("≧")),
            ("/outline/0/level", json!(0)),
        ] {
            let problems = with(pointer, value);
            assert!(problems.iter().any(|problem| problem.path == pointer), "{pointer}: {problems:?}");
        }
    }

    #[test]
    fn a_field_too_many_is_named() {
        let mut document = document();
        document["targets"][0]["quantity"]["at"]["colour"] = json!("red");
        let problems = validate(&document);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].path, "/targets/0/quantity/at");
        assert!(problems[0].message.contains("colour"), "{problems:?}");
    }

    #[test]
    fn a_figure_without_a_place_is_named() {
        let problems = with("/targets/0/quantity/at", json!({}));
        assert!(problems.iter().any(|problem| problem.path == "/targets/0/quantity/at"), "{problems:?}");
    }

    #[test]
    fn figures_keep_every_digit() {
        for digits in ["66.0", "0.1000000000000000000001", "123456789012345678901234567890", "1e2"] {
            let value: Value = serde_json::from_str(digits).unwrap();
            assert_eq!(with("/targets/0/quantity/value", value.clone()), [], "{digits}");
            assert_eq!(value.to_string().to_lowercase().replace('+', ""), digits);
        }
    }

    #[test]
    fn an_altered_quote_is_found() {
        let mut document = document();
        document["initiatives"][0]["source"]["quote"] = json!("窓囗");
        document["targets"][0]["quantity"]["at"]["span"] = json!([1, 3]);
        let paths: Vec<String> =
            validate_against_source(&document, &source).into_iter().map(|problem| problem.path).collect();
        assert_eq!(paths, ["/initiatives/0/source/quote", "/targets/0/quantity/raw"]);
    }

    #[test]
    fn problems_come_in_the_order_of_the_elements() {
        let mut document = document();
        document["findings"] = json!(vec![1; 11]);
        let paths: Vec<String> = validate(&document).into_iter().map(|problem| problem.path).collect();
        let expected: Vec<String> = (0..11).map(|index| format!("/findings/{index}")).collect();
        assert_eq!(paths, expected);
    }

    #[test]
    fn anything_can_be_validated() {
        for value in [json!(null), json!([]), json!({}), json!({"targets": 3, "coverage": [], "document": "x"})] {
            assert!(!validate(&value).is_empty(), "{value}");
        }
    }
}
