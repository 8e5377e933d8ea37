//! Figures and dates that were cut out of longer ones.
//!
//! What: nothing that stands directly beside a raw, in its line or cell, belongs to it. Why: a raw that holds says
//! nothing of what was left out beside it. Example: `20人以上` at its place in `120人以上` does not hold.

use super::printed::{Printed, box_of};
use crate::emit::Problem;
use crate::emit::pointer::walk;
use crate::emit::validate::{shown, span_of};
use crate::source::Decoded;
use crate::text::{cut_date, cut_figure};
use serde_json::Value;

/// The source that raws are places in.
pub(super) enum Places<'a> {
    /// The bytes of a text.
    Text(&'a Decoded),
    /// The boxes of printed pages.
    Pages(&'a [Printed]),
}

impl Places<'_> {
    /// What stands directly beside a raw; nothing where its place does not tell.
    fn beside(&self, raw: &str, at: &Value) -> Option<(String, String)> {
        match self {
            Self::Text(text) => {
                let (before, after) = text.line_around(span_of(at.get("span")?)?)?;
                Some((before.to_owned(), after.to_owned()))
            }
            Self::Pages(pages) => {
                let number = usize::try_from(at.get("page")?.as_u64()?).ok()?;
                pages.get(number.checked_sub(1)?)?.beside(box_of(at)?, raw)
            }
        }
    }
}

/// Every figure and date beside which a part of it stands.
pub(super) fn check(json: &Value, places: &Places<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    walk(json, &mut |path, value| {
        let Some((raw, at)) = value.get("raw").and_then(Value::as_str).zip(value.get("at")) else { return };
        let cut = match (value.get("comparator"), value.get("start")) {
            (Some(_), _) => cut_figure,
            (_, Some(_)) => cut_date,
            _ => return,
        };
        let Some((before, after)) = places.beside(raw, at) else { return };
        if let Some(what) = cut(&before, raw, &after) {
            let message = format!("{} is cut: {what} stands directly beside it", shown(raw));
            problems.push(Problem::new(format!("{path}/raw"), message));
        }
    });
    problems
}
