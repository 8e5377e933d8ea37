//! What a period says beside its days: that it is a deadline, the stage of a roadmap, where it was taken from.

use crate::emit::validate::shown;
use crate::emit::verify::around::{Around, words};
use crate::emit::verify::value::Reading;
use crate::lexicon::says_deadline;
use crate::text::{Carry, date_cell, periods};
use serde_json::Value;

/// 期限 heads its column or its field.
const DEADLINE: &str = "that it is a deadline is told elsewhere";
/// It is told to be printed with the statement, and stands in none of the record's places.
const APART: &str = "it is not printed in the quotes of its record, and is not told to be taken from elsewhere";
/// It is told to be taken from elsewhere, and stands among the record's own words.
const OWN: &str = "it is told to be taken from elsewhere, but stands in the quotes of its record";

/// What does not hold, or cannot be proved, of a period beside its days.
pub(super) fn check(raw: &str, json: &Value, around: &Around<'_>) -> Option<Reading> {
    stage(json, around).or_else(|| deadline(raw, json, around)).or_else(|| inherited(json, around))
}

/// The words of a stage are printed: in a legend, on the bar, in a cell.
fn stage(json: &Value, around: &Around<'_>) -> Option<Reading> {
    let stage = json.get("stage")?.as_str()?;
    let printed = stage.split_whitespace().all(|word| around.source.prints(word));
    (!printed).then(|| Reading::Wrong("stage", format!("is {}, which is printed nowhere", shown(stage))))
}

/// Words say that a period is a deadline: its own (令和8年度まで), those of its record, or a header's (期限).
fn deadline(raw: &str, json: &Value, around: &Around<'_>) -> Option<Reading> {
    if json.get("deadline").and_then(Value::as_bool) != Some(true) {
        return None;
    }
    let own = words(&raw.replace(['\r', '\n'], ""));
    let found = periods(&own, &mut Carry::default()).into_iter().chain(date_cell(&own, &mut Carry::default()).found);
    if found.into_iter().any(|found| found.value.deadline) || around.says(says_deadline) {
        return None;
    }
    if around.source.says(says_deadline) {
        return Some(Reading::Unproved(DEADLINE));
    }
    Some(Reading::Wrong("deadline", "is true, but no word of a deadline is printed anywhere".to_owned()))
}

/// A period that is not printed with its statement says so, and no other does.
fn inherited(json: &Value, around: &Around<'_>) -> Option<Reading> {
    let told = json.get("inherited").is_some();
    let own = around.holds(json.get("at")?)?;
    match (told, own) {
        (false, false) => Some(Reading::Unproved(APART)),
        (true, true) => Some(Reading::Unproved(OWN)),
        _ => None,
    }
}
