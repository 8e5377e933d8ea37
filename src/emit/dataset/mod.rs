//! The dataset: what all documents of a folder say, as tables for spreadsheets, data frames and
//! databases.
//!
//! It is made of the JSON files, document after document in the order of their paths, so it holds
//! what was checked, takes no more memory for more documents, and is the same on every run.
//!
//! ```text
//! schema   the tables, their columns and keys
//! rows     one JSON document -> rows
//! cell     a text that a spreadsheet cannot take for a formula, and the way back
//! csv  parquet  sqlite  ndjson   one file each, how rows are written
//! state    what the files were made of, and how they were when they were written
//! ```

pub mod cell;
mod csv;
mod fields;
mod ndjson;
mod parquet;
mod rows;
pub mod schema;
mod sqlite;
mod state;

use super::write::is_plain;
use rows::Reader;
use schema::{TABLES, Value as Cell};
use sha2::{Digest, Sha256};
use state::{Found, State};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// Folder of the dataset, in the folder of the outputs.
pub const FOLDER: &str = "dataset";

/// Version of the tables: what is written changes with it.
const VERSION: &str = "1";

/// A form of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// dataset/documents.ndjson: one document a line.
    Ndjson,
    /// dataset/TABLE.csv: UTF-8 with a byte order mark, for spreadsheets.
    Csv,
    /// dataset/TABLE.parquet: typed columns, for data frames.
    Parquet,
    /// dataset/torikumi.sqlite: a database with views.
    Sqlite,
}

/// A document that was given to the program, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Its path.
    pub path: String,
    /// `clean`, `partial`, `nothing`, `empty` or `refused`.
    pub status: String,
    /// Why there is no record of it: code and message.
    pub reason: Option<(String, String)>,
    /// Name of its JSON file in the folder of the outputs.
    pub output: Option<String>,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: Option<String>,
    /// Its size in bytes.
    pub bytes: u64,
    /// Pages, where it has pages.
    pub pages: Option<u32>,
}

/// Takes rows, table after table within a document, and makes files of them.
trait Sink {
    /// A document whole, before its rows.
    fn document(&mut self, _json: &serde_json::Value) -> io::Result<()> {
        Ok(())
    }
    /// A row of the table at this index of [`TABLES`].
    fn row(&mut self, _table: usize, _cells: &[Cell]) -> io::Result<()> {
        Ok(())
    }
    /// Gives the files their names.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// Writes the dataset of a folder of outputs in every format asked for, where it is not there
/// already as these inputs make it. Gives the names of files that were no longer what was written, and were made anew.
///
/// # Errors
/// When a file cannot be read or written. What was there before stays then.
pub fn write(folder: &Path, inputs: &[Input], formats: &[Format]) -> io::Result<Vec<String>> {
    let into = folder.join(FOLDER);
    if fs::symlink_metadata(&into).is_ok_and(|about| !about.is_dir()) {
        is_plain(&into)?;
    }
    let made_of = fingerprint(inputs);
    let state = State::read(&into);
    let (mut missing, mut anew) = (Vec::new(), Vec::new());
    for format in formats.iter().copied().collect::<BTreeSet<Format>>() {
        match state.find(format, &made_of, &files(format)) {
            Found::Whole => continue,
            Found::Other => {}
            Found::Broken(name) => anew.push(name),
        }
        missing.push(format);
    }
    if missing.is_empty() {
        return Ok(anew);
    }
    fs::create_dir_all(&into)?;
    super::sweep(&into)?;
    let mut sinks = missing.iter().map(|format| sink(*format, &into)).collect::<io::Result<Vec<_>>>()?;
    fill(folder, inputs, &mut sinks)?;
    sinks.into_iter().try_for_each(Sink::finish)?;
    let made: Vec<(Format, Vec<String>)> = missing.into_iter().map(|format| (format, files(format))).collect();
    state.write(&made_of, &made)?;
    Ok(anew)
}

fn sink(format: Format, into: &Path) -> io::Result<Box<dyn Sink>> {
    Ok(match format {
        Format::Ndjson => Box::new(ndjson::Lines::create(into)?),
        Format::Csv => Box::new(csv::Files::create(into)?),
        Format::Parquet => Box::new(parquet::Files::create(into)?),
        Format::Sqlite => Box::new(sqlite::Database::create(into)?),
    })
}

/// The names of the files of a format.
fn files(format: Format) -> Vec<String> {
    let tables = |end: &str| TABLES.iter().map(|table| format!("{}.{end}", table.name)).collect();
    match format {
        Format::Ndjson => vec![ndjson::FILE.to_owned()],
        Format::Csv => tables("csv"),
        Format::Parquet => tables("parquet"),
        Format::Sqlite => vec![sqlite::FILE.to_owned()],
    }
}

/// Gives every sink the rows of all documents.
fn fill(folder: &Path, inputs: &[Input], sinks: &mut [Box<dyn Sink>]) -> io::Result<()> {
    let mut reader = Reader::default();
    for input in inputs {
        let json = match &input.output {
            Some(name) => Some(read(&folder.join(name))?),
            None => None,
        };
        let rows = reader.rows(input, json.as_ref());
        for sink in &mut *sinks {
            if let Some(json) = json.as_ref().filter(|_| rows.is_new) {
                sink.document(json)?;
            }
            for (table, cells) in &rows.rows {
                sink.row(*table, cells)?;
            }
        }
    }
    Ok(())
}

fn read(path: &Path) -> io::Result<serde_json::Value> {
    let named = |error: io::Error| {
        let message = format!("{}: {error}; convert its document again with --force", path.display());
        io::Error::new(error.kind(), message)
    };
    is_plain(path).map_err(named)?;
    serde_json::from_slice(&fs::read(path).map_err(named)?).map_err(|error| named(error.into()))
}

/// A hash of all that the dataset depends on.
fn fingerprint(inputs: &[Input]) -> String {
    let mut digest = Sha256::new();
    digest.update(VERSION);
    for input in inputs {
        digest.update(format!("{input:?}\n"));
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
