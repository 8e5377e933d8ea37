//! The characters of the source counted again.
//!
//! What: the ledger's total is the number of characters of the source, and the characters that the
//! quotes of the records cover are those that it calls used. Why: a record that was dropped, or text
//! that never came to a stage, leaves no other trace. Of printed pages the places are boxes, which
//! overlap: there the total is counted, and the quotes by their control total (`validate`).

use crate::emit::Problem;
use crate::emit::pointer::walk;
use crate::emit::validate::span_of;
use crate::source::Decoded;
use serde_json::Value;

/// Counts the characters of printed pages again.
pub(super) fn printed(json: &Value, total: u64, problems: &mut Vec<Problem>) {
    differs(json, "total", total, problems);
}

/// Counts the characters of a text again: all of them, and those quoted.
pub(super) fn text(json: &Value, text: &Decoded, problems: &mut Vec<Problem>) {
    let visible = text.text.char_indices().filter(|(_, c)| !c.is_whitespace());
    let at: Vec<u32> = visible.map(|(i, _)| text.byte_at(i)).collect();
    differs(json, "total", at.len() as u64, problems);
    let records = ["initiatives", "targets", "results", "glossary"];
    let mut used: Vec<[u32; 2]> = records.iter().filter_map(|kind| json.get(kind)).flat_map(sources).collect();
    used.extend(json.pointer("/document/evidence").into_iter().flat_map(spans));
    let dates = ["issued", "period"].iter().filter_map(|date| json.get("document")?.get(date)?.get("at"));
    used.extend(dates.flat_map(spans));
    differs(json, "used", covered(&at, used), problems);
}

fn differs(json: &Value, part: &str, counted: u64, problems: &mut Vec<Problem>) {
    let told = json.pointer("/coverage").and_then(|coverage| coverage.get(part)?.as_u64());
    if told.is_some_and(|told| told != counted) {
        let message = format!("is {}, but a recount gives {counted}", told.unwrap_or_default());
        problems.push(Problem::new(format!("/coverage/{part}"), message));
    }
}

/// The byte ranges of the sources of records.
fn sources(records: &Value) -> Vec<[u32; 2]> {
    let each = records.as_array().into_iter().flatten();
    each.filter_map(|record| record.get("source")).flat_map(spans).collect()
}

fn spans(value: &Value) -> Vec<[u32; 2]> {
    let mut spans = Vec::new();
    walk(value, &mut |_, place| spans.extend(place.get("span").and_then(span_of)));
    spans
}

/// How many of the positions lie in a range.
fn covered(at: &[u32], mut ranges: Vec<[u32; 2]>) -> u64 {
    ranges.sort_unstable();
    let (mut count, mut done) = (0, 0);
    for [start, end] in ranges {
        let from = at.partition_point(|at| *at < start).max(done);
        let to = at.partition_point(|at| *at < end).max(from);
        count += to - from;
        done = done.max(to);
    }
    count as u64
}
