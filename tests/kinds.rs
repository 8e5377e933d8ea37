//! The records of a PDF of each kind of document, kept in `snapshots/`: one record a line, with its page and cells.
//!
//! Boxes are left out: `tests/trust.rs` and `torikumi verify` hold them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod cases;

use cases::{json, list, pdfs, sources, top};
use serde_json::Value;
use std::fmt::Write as _;

/// Fields that are told at the head or the end of a record's line.
const TOLD_APART: [&str; 3] = ["id", "source", "initiative_id"];

/// A value without its places.
fn value(of: &Value) -> String {
    match of {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(value).collect::<Vec<_>>().join(" | "),
        Value::Object(fields) => {
            let own = fields.iter().filter(|(name, value)| *name != "at" && !is_nothing(value));
            let own = own.map(|(name, of)| format!("{name} {}", value(of)));
            format!("{{{}}}", own.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

fn is_nothing(of: &Value) -> bool {
    of.is_null() || *of == Value::Bool(false) || of.as_array().is_some_and(Vec::is_empty)
}

/// Page, and table, row and column where the place is a cell.
fn place(source: &Value) -> String {
    let number = |field: &str| source[field].as_u64();
    let page = number("page").map_or(String::new(), |page| format!("p{page}"));
    match (number("table"), number("row"), number("col")) {
        (Some(table), Some(row), Some(col)) => format!("{page} t{table} r{row} c{col}"),
        _ => page,
    }
}

fn shown(document: &Value) -> String {
    let mut out = String::new();
    let about = &document["document"];
    for field in ["title", "kind", "publisher", "department", "issued", "period"] {
        writeln!(out, "{field}: {}", value(&about[field])).unwrap();
    }
    for kind in ["initiatives", "targets", "results"] {
        for record in list(document, kind) {
            let home = list(document, "initiatives").iter().find(|other| other["id"] == record["initiative_id"]);
            let home = home.map_or(String::new(), |home| format!(" of {}", home["name"].as_str().unwrap()));
            let places: Vec<String> = sources(record).iter().map(|source| place(source)).collect();
            writeln!(out, "\n{}{home} [{}]", kind.trim_end_matches('s'), places.join(", ")).unwrap();
            let fields = record.as_object().unwrap().iter();
            for (name, of) in fields.filter(|(name, of)| !TOLD_APART.contains(&name.as_str()) && !is_nothing(of)) {
                writeln!(out, "  {name}: {}", value(of)).unwrap();
            }
        }
    }
    for finding in list(document, "findings") {
        writeln!(out, "\n{} {}", value(&finding["code"]), value(&finding["message"])).unwrap();
    }
    out
}

#[test]
fn records_of_each_kind() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(top().join("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for case in pdfs() {
            insta::assert_snapshot!(format!("{}__records", case.name), shown(&json(&case.source)));
        }
    });
}

#[test]
fn files_are_small() {
    for case in pdfs() {
        assert!(case.source.bytes.len() < 100_000, "{} has {} bytes", case.name, case.source.bytes.len());
    }
}
