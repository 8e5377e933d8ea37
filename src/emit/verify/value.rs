//! Figures and dates read again from what was printed.
//!
//! What: each quantity and each period is held against what the text readers make of its raw: all fields, the digits of
//! the value as they are printed. Why: a quote that holds says nothing of the value beside it. Example: `12人` with
//! value 120, 1.2e1 or -12 does not hold. What stands elsewhere on the page (the unit in a header, the year above a
//! list) cannot be read again from the raw alone: it is looked for in the quotes of the record, then in the whole
//! source, and where only that has it the figure is told as not recomputed.

use super::around::{Around, Source, words};
use super::{dates, figure};
use crate::emit::Problem;
use crate::emit::pointer::walk;
use crate::rendition::without_residue;
use serde_json::Value;

/// What came of reading a value again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading {
    /// It is what its own words, or those of its record, say.
    Holds,
    /// Its own words agree, but do not say all of it: why not.
    Unproved(&'static str),
    /// A field differs from what is printed, and how.
    Wrong(&'static str, String),
}

/// What does not hold, and what could not be recomputed.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) wrong: Vec<Problem>,
    pub(super) unproved: Vec<Problem>,
}

/// Reads every quantity and period of a document again.
pub(super) fn check(json: &Value, source: &Source) -> Found {
    let mut found = Found::default();
    let plan = json.pointer("/document/period").filter(|plan| plan.is_object());
    let lists = json.as_object().into_iter().flatten();
    for (name, part) in lists {
        let records: Vec<(String, &Value)> = match part {
            Value::Array(records) => (0..).zip(records).map(|(at, record)| (format!("/{name}/{at}"), record)).collect(),
            one => vec![(format!("/{name}"), one)],
        };
        for (path, record) in records {
            let around = Around::of(record, name, source);
            walk(record, &mut |below, value| {
                let (field, problem) = match again(value, &around, plan) {
                    None | Some(Reading::Holds) => return,
                    Some(Reading::Unproved(why)) => {
                        return found.unproved.push(Problem::new(format!("{path}{below}"), why));
                    }
                    Some(Reading::Wrong(field, problem)) => (field, problem),
                };
                found.wrong.push(Problem::new(format!("{path}{below}/{field}"), problem));
            });
        }
    }
    found
}

/// Reads a quantity or a period again; any other value is passed over.
fn again(value: &Value, around: &Around<'_>, plan: Option<&Value>) -> Option<Reading> {
    let raw = value.get("raw").and_then(Value::as_str)?;
    if value.get("comparator").is_some() {
        // A figure that was wrapped is one figure: 15 施 / 設.
        let whole = words(&raw.replace(['\r', '\n'], ""));
        let reading = figure::check(&whole, value, around);
        // What a rendition left in it may part the figure: `5<td>8.2`.
        let bare = words(&without_residue(&whole));
        let wrong = matches!(reading, Reading::Wrong(..)) && bare != whole;
        return Some(if wrong { figure::check(&bare, value, around) } else { reading });
    }
    value.get("start").is_some().then(|| dates::check(raw, value, around, plan))
}

#[cfg(test)]
mod tests;
