//! Why a record is as it is, in words.

use crate::record::model::Quoted;
use crate::record::trace::{Explained, Reason};
use serde_json::Value;
use std::fmt::Write as _;

/// Longest quote or value that is shown whole, in characters.
const SHOWN: usize = 60;

/// Fields of a record that are no words of the document.
const NO_WORDS: [&str; 2] = ["id", "source"];

/// The record, its fields with what they hold, and below each the reasons: rule, label, word of the lexicon, places.
pub fn text(explained: &Explained) -> String {
    let mut out = String::new();
    let id = explained.record.get("id").and_then(Value::as_str).unwrap_or_default();
    let title = explained.title.as_deref().map(|title| format!(" ({})", short(title))).unwrap_or_default();
    writeln!(out, "{} {id} of {}{title}", explained.kind, explained.file).ok();
    explained.reasons.iter().filter(|reason| reason.field.is_none()).for_each(|reason| tell(&mut out, reason));
    for (field, value) in explained.record.as_object().into_iter().flatten() {
        if NO_WORDS.contains(&field.as_str()) || is_nothing(value) {
            continue;
        }
        writeln!(out, "\n{field} = {}", shown(value)).ok();
        let own = explained.reasons.iter().filter(|reason| reason.field == Some(field.as_str()));
        own.for_each(|reason| tell(&mut out, reason));
    }
    out
}

/// The same as JSON.
pub fn json(explained: &Explained) -> serde_json::Result<String> {
    serde_json::to_string_pretty(explained).map(|text| text + "\n")
}

fn tell(out: &mut String, reason: &Reason) {
    writeln!(out, "  because  {}", reason.rule).ok();
    if let Some(label) = &reason.label {
        writeln!(out, "    label    {}", place(label)).ok();
    }
    if let Some(word) = &reason.lexicon {
        writeln!(out, "    lexicon  {}:{} {} {:?}", word.file, word.line, word.list, word.word).ok();
    }
    for quoted in &reason.places {
        writeln!(out, "    stands   {}", place(quoted)).ok();
    }
    writeln!(out, "    rule in  {}", reason.code).ok();
}

/// A quote and where it stands: `"実績" page 2, box 10 20 30 40, table 1 row 2 column 3`.
fn place(quoted: &Quoted) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(quoted.place.page.map(|page| format!("page {page}")));
    parts.extend(quoted.place.bbox.map(|[left, top, right, bottom]| format!("box {left} {top} {right} {bottom}")));
    parts.extend(quoted.place.span.map(|[from, to]| format!("bytes {from}-{to}")));
    if let (Some(table), Some(row), Some(col)) = (quoted.table, quoted.row, quoted.col) {
        parts.push(format!("table {table} row {row} column {col}"));
    }
    format!("{:?}  {}", short(&quoted.quote), parts.join(", "))
}

/// A value in one line: figures and periods as they are printed.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => format!("{:?}", short(text)),
        Value::Array(items) => format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(", ")),
        Value::Object(fields) => match fields.get("raw").and_then(Value::as_str) {
            Some(raw) => format!("{:?}", short(raw)),
            None => {
                let said = fields.iter().filter(|(_, value)| !is_nothing(value));
                let words = said.map(|(name, value)| format!("{name}: {}", shown(value)));
                format!("{{{}}}", words.collect::<Vec<_>>().join(", "))
            }
        },
        other => other.to_string(),
    }
}

/// A field that says nothing.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// The text in one line, its end left out where it is long.
fn short(text: &str) -> String {
    let line = text.replace(char::is_control, " ");
    let head: String = line.chars().take(SHOWN).collect();
    if head.len() == line.len() { head } else { head + "…" }
}
