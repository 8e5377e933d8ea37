//! Why a record of a document is as it is.

use super::{Options, file_info, read_with};
use crate::emit;
use crate::record::model::About;
use crate::record::painted::Painted;
use crate::record::reading::told::ExplainedTable;
use crate::record::trace::Explained;
use crate::record::{self, Records, about};
use crate::source::{Refusal, Source};
use serde::Serialize;
use serde_json::Value;

/// Why nothing was explained.
#[derive(Debug, Clone)]
pub enum Unexplained {
    /// The document was refused.
    Refused(Refusal),
    /// It has no record of this identifier; those that may have been meant, with their words.
    NoRecord(Vec<(String, String)>),
}

/// Records that are named where none has the identifier that was asked for.
const NEAR: usize = 5;

/// Why the record of an identifier is as it is: where it stands, and which rule and which word of the lexicon made it.
///
/// # Errors
/// Where the document is refused (as [`crate::convert`]), or has no such record.
pub fn explain(source: &Source, options: &Options, id: &str) -> Result<Explained, Unexplained> {
    let read = read_with(source, options).map_err(Unexplained::Refused)?;
    let about = about::read(&read.blocks, &read.origin, file_info(source, &read));
    let (records, reasons) = record::explain(&read.blocks, &read.tables, &read.origin, &about, id, &options.lexicon);
    let Some((kind, record)) = record_of(&records, id) else {
        return Err(Unexplained::NoRecord(near(&records, id)));
    };
    let About { title, source, .. } = about;
    Ok(Explained { file: source.file, title, kind, record, reasons })
}

/// The ways to read the table of a number, counted from 1 over the document: weights, lines of data, rows by kind, and what
/// was missing. None where there is no such table.
///
/// # Errors
/// Where the document is refused (as [`crate::convert`]).
pub fn explain_table(source: &Source, options: &Options, number: u32) -> Result<Option<ExplainedTable>, Refusal> {
    let read = read_with(source, options)?;
    let about = about::read(&read.blocks, &read.origin, file_info(source, &read));
    let told = record::explain_table(&read.blocks, &read.tables, &about, &options.lexicon, number);
    let records = record::interpret(&read.blocks, &read.tables, &read.origin, &about, &options.lexicon);
    Ok(told.map(|told| ExplainedTable { records: quoting(&records, number), ..told }))
}

/// The labels and values of a printed document in the roles in which they are read; nothing of a text.
///
/// # Errors
/// Where the document is refused (as [`crate::convert`]).
pub fn painted(source: &Source, options: &Options) -> Result<Vec<Painted>, Refusal> {
    let read = read_with(source, options)?;
    let about = about::read(&read.blocks, &read.origin, file_info(source, &read));
    Ok(record::painted(&read.blocks, &read.tables, &read.origin, &about, &options.lexicon))
}

/// Records that quote a table.
fn quoting(records: &Records, table: u32) -> usize {
    let quotes = |record: &Value| record.get("source").is_some_and(|source| names(source, table));
    let initiatives = records.initiatives.iter().map(written);
    let targets = records.targets.iter().map(written);
    initiatives.chain(targets).chain(records.results.iter().map(written)).filter(quotes).count()
}

fn names(source: &Value, table: u32) -> bool {
    let mut found = false;
    emit::walk(source, &mut |_, value| found |= value.get("table").and_then(Value::as_u64) == Some(table.into()));
    found
}

fn record_of(records: &Records, id: &str) -> Option<(&'static str, Value)> {
    let initiative = records.initiatives.iter().find(|made| made.id == id).map(|made| ("initiative", written(made)));
    let target = || records.targets.iter().find(|made| made.id == id).map(|made| ("target", written(made)));
    let result = || records.results.iter().find(|made| made.id == id).map(|made| ("result", written(made)));
    initiative.or_else(target).or_else(result)
}

fn written<T: Serialize>(record: &T) -> Value {
    serde_json::to_value(record).unwrap_or_default()
}

/// The records whose identifier is nearest to what was asked for; first those that have it among their words.
fn near(records: &Records, id: &str) -> Vec<(String, String)> {
    let initiatives = records.initiatives.iter().map(|made| (&made.id, &made.name));
    let targets = records.targets.iter().map(|made| (&made.id, &made.text));
    let results = records.results.iter().map(|made| (&made.id, &made.text));
    let near: String = id.chars().take(LONGEST_ID).collect();
    let mut all: Vec<(bool, usize, &String, &String)> = initiatives
        .chain(targets)
        .chain(results)
        .map(|(own, words)| (!words.contains(id), strsim::osa_distance(&near, own), own, words))
        .collect();
    all.sort();
    all.into_iter().take(NEAR).map(|(_, _, own, words)| (own.clone(), words.clone())).collect()
}

/// Characters of an identifier that are compared.
const LONGEST_ID: usize = 64;
