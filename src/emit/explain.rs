//! Why a record is as it is, in words.

use crate::lexicon::line_for;
use crate::record::model::Quoted;
use crate::record::reading::told::ExplainedTable;
use crate::record::trace::{Explained, Reason, Weighed};
use serde_json::Value;
use std::fmt::Write as _;

/// Longest quote or value that is shown whole, in characters.
const SHOWN: usize = 60;

/// Ways to read a table that are told in full.
const IN_FULL: usize = 2;

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

/// The ways to read a table, the one that most speaks for first: its columns with weights and lines of the lexicon, its rows
/// by kind, and what was missing.
pub fn table_text(explained: &ExplainedTable) -> String {
    let mut out = String::new();
    let title = explained.title.as_deref().map(|title| format!(" ({})", short(title))).unwrap_or_default();
    writeln!(out, "table {} of {}{title}: {}", explained.table, explained.file, outcome(explained)).ok();
    if let Some(near) = &explained.near {
        for (label, role) in &near.wanted {
            writeln!(out, "  would be read with  {}", line_for(label, *role)).ok();
        }
    }
    for (nth, way) in explained.ways.iter().enumerate() {
        let turned = if way.turned { ", lying on its side" } else { "" };
        let taken = if way.taken { "; taken" } else { "" };
        let missing = way.missing.map(|missing| format!("; missing: {missing}")).unwrap_or_default();
        // The ways that less speaks for are told in one line each; the JSON has all of them.
        let gap = if nth <= IN_FULL { "\n" } else { "" };
        let header = format!("{} of header below {} of titles", way.header, way.titles);
        writeln!(out, "{gap}as {}{turned}, {header}, {} of {}{taken}{missing}", way.of, way.sum, way.needed).ok();
        if nth >= IN_FULL {
            continue;
        }
        for column in &way.columns {
            writeln!(out, "  {:>6}   {:?} is {}", column.weight, short(&column.label), column.role).ok();
            if let Some(word) = &column.lexicon {
                writeln!(out, "    lexicon  {}:{} {} {:?}", word.file, word.line, word.list, word.word).ok();
            }
            let looks: Vec<String> = column.looks.iter().map(|(look, count)| format!("{count} {look}")).collect();
            if !looks.is_empty() {
                writeln!(out, "    values   {}", looks.join(", ")).ok();
            }
        }
        for (kind, rows) in &way.rows {
            let rows: Vec<String> = rows.iter().map(usize::to_string).collect();
            writeln!(out, "  rows     {kind}: {}", rows.join(" ")).ok();
        }
    }
    out
}

/// What came of a table.
fn outcome(explained: &ExplainedTable) -> String {
    let taken = explained.ways.iter().find(|way| way.taken);
    let records = match explained.records {
        1 => "1 record".to_owned(),
        count => format!("{count} records"),
    };
    match taken {
        Some(way) => format!("read as {}, {records}", way.of),
        None if explained.sheets > 0 => format!("read as {} of labels and values, {records}", sheets(explained.sheets)),
        None if explained.records > 0 => format!("{records}, by a rule for tables of their shape"),
        None if explained.near.is_some() => "nearly read, no record".to_owned(),
        None => "no record".to_owned(),
    }
}

fn sheets(count: usize) -> String {
    if count == 1 { "a sheet".to_owned() } else { format!("{count} sheets") }
}

/// The same as JSON.
pub fn table_json(explained: &ExplainedTable) -> serde_json::Result<String> {
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
    if let Some(Weighed { label, sum, needed }) = reason.weight {
        writeln!(out, "    weight   {label}, in a reading that has {sum} of {needed}").ok();
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
