//! The words of a record found again in its own quotes.
//!
//! What: the letters and digits of every text of a record stand in its quotes, in their order. Why:
//! a statement is what people read, and a quote that holds says nothing of the statement beside it.
//! Example: a target `30事業以上実施` whose quote is `20事業以上実施` does not hold.

use crate::emit::Problem;
use crate::emit::pointer::walk;
use crate::emit::validate::shown;
use crate::lexicon;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// The fields that are printed, for each kind of record.
const PRINTED: [(&str, &[&str]); 4] = [
    ("initiatives", &["name", "code", "description", "activities", "next_steps", "departments", "partners"]),
    ("targets", &["text", "indicator", "condition"]),
    ("results", &["text", "details"]),
    ("glossary", &["term", "reading", "definition"]),
];

/// Every text of a record that its quotes do not have.
pub(super) fn check(json: &Value, problems: &mut Vec<Problem>) {
    for (kind, fields) in PRINTED {
        for (number, record) in json.get(kind).and_then(Value::as_array).into_iter().flatten().enumerate() {
            let Some(source) = record.get("source") else { continue };
            let mut quotes = String::new();
            walk(source, &mut |_, place| {
                quotes.push_str(place.get("quote").and_then(Value::as_str).unwrap_or_default());
            });
            let quotes = letters(&quotes);
            for field in fields {
                let Some(value) = record.get(*field) else { continue };
                walk(value, &mut |path, value| {
                    if let Some(text) = value.as_str().filter(|text| !stands_in(&letters(text), &quotes)) {
                        let message = format!("{} is not in the quotes of its record", shown(text));
                        problems.push(Problem::new(format!("/{kind}/{number}/{field}{path}"), message));
                    }
                });
            }
        }
    }
}

/// Letters and digits, folded: what no setting of spaces, marks and dashes touches.
fn letters(text: &str) -> String {
    let folded = text.chars().map(|c| lexicon::radical(c).unwrap_or(c)).nfkc();
    let kept = folded.filter(|c| c.is_alphanumeric() && !matches!(c, 'ー' | '一'));
    kept.collect::<String>().to_lowercase()
}

/// Whether all letters of a text stand in the quotes, in their order.
fn stands_in(text: &str, quotes: &str) -> bool {
    let mut rest = quotes.chars();
    text.chars().all(|c| rest.any(|other| other == c))
}
