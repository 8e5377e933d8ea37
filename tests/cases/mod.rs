//! The texts that the tests read: every seed and every fixture, and what helps to look at them.

#![allow(dead_code, reason = "each test uses its part")]

pub mod printed;

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use torikumi::source::Source;

/// A text with the name that snapshots and messages call it by.
pub struct Case {
    /// `seed-000`, or the name of the fixture's folder.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// Its bytes, under the file's own name.
    pub source: Source,
}

impl Case {
    fn at(name: String, path: PathBuf) -> Self {
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let source = Source { name: file, bytes: fs::read(&path).unwrap() };
        Self { name, path, source }
    }

    /// The same case with other bytes.
    pub fn with(&self, bytes: Vec<u8>) -> Source {
        Source { name: self.source.name.clone(), bytes }
    }

    /// The file as text; every case is UTF-8.
    pub fn text(&self) -> String {
        let text = String::from_utf8(self.source.bytes.clone()).unwrap();
        text.strip_prefix('\u{FEFF}').map_or(text.clone(), str::to_owned)
    }
}

/// The top of the project.
pub fn top() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The five seeds, `seed-000` to `seed-004`.
pub fn seeds() -> Vec<Case> {
    let name = |path: &Path| format!("seed-{}", &path.file_name().unwrap().to_string_lossy()[..3]);
    let seeds: Vec<Case> = entries(&top().join("seeds"))
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .map(|path| Case::at(name(&path), path))
        .collect();
    assert_eq!(seeds.len(), 5, "there are five seeds");
    seeds
}

/// Every text fixture, by its folder's name.
pub fn fixtures() -> Vec<Case> {
    let inputs = entries(&top().join("fixtures")).into_iter().flat_map(|folder| entries(&folder));
    inputs
        .filter(|path| path.file_name().is_some_and(|name| name == "input.txt"))
        .map(|path| Case::at(path.parent().unwrap().file_name().unwrap().to_string_lossy().into_owned(), path))
        .collect()
}

/// The PDFs of each kind of document, by their folder's name and their own.
pub fn pdfs() -> Vec<Case> {
    let files = entries(&top().join("fixtures/kinds")).into_iter();
    let pdfs = files.filter(|path| path.extension().is_some_and(|ending| ending == "pdf"));
    pdfs.map(|path| Case::at(format!("kinds-{}", path.file_stem().unwrap().to_string_lossy()), path)).collect()
}

/// Seeds and fixtures.
pub fn all() -> Vec<Case> {
    seeds().into_iter().chain(fixtures()).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    if !folder.is_dir() {
        return Vec::new();
    }
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// The JSON text that a reader gets.
pub fn json_text(source: &Source) -> String {
    let document = torikumi::convert(source).unwrap_or_else(|refusal| panic!("{}: {refusal}", source.name));
    torikumi::emit::json::pretty(&document).unwrap()
}

/// The JSON that a reader gets.
pub fn json(source: &Source) -> Value {
    serde_json::from_str(&json_text(source)).unwrap()
}

/// Visits every value with its JSON pointer, the outermost first.
pub fn walk(path: &str, value: &Value, visit: &mut dyn FnMut(&str, &Value)) {
    visit(path, value);
    match value {
        Value::Array(values) => {
            values.iter().enumerate().for_each(|(i, value)| walk(&format!("{path}/{i}"), value, visit));
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(key, value)| walk(&format!("{path}/{key}"), value, visit));
        }
        _ => {}
    }
}

/// The records of one kind.
pub fn list<'a>(document: &'a Value, kind: &str) -> &'a [Value] {
    document[kind].as_array().map_or(&[], Vec::as_slice)
}

/// The strings of a list.
pub fn strings(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// The sources of a record, one or many.
pub fn sources(record: &Value) -> Vec<&Value> {
    match &record["source"] {
        Value::Array(many) => many.iter().collect(),
        Value::Null => Vec::new(),
        one => vec![one],
    }
}

/// Byte ranges.
pub fn span(value: &Value) -> Option<(usize, usize)> {
    let [start, end] = value.get("span")?.as_array()?.as_slice() else {
        return None;
    };
    Some((usize::try_from(start.as_u64()?).ok()?, usize::try_from(end.as_u64()?).ok()?))
}

/// The identifiers of initiatives, targets and results.
pub fn ids(document: &Value) -> BTreeSet<String> {
    let kinds = ["initiatives", "targets", "results"];
    let records = kinds.iter().flat_map(|kind| list(document, kind));
    records.filter_map(|record| record["id"].as_str().map(str::to_owned)).collect()
}

/// Fails with everything that was found, if anything was.
pub fn none_of(faults: &[String]) {
    let shown: Vec<&str> = faults.iter().take(60).map(String::as_str).collect();
    assert!(faults.is_empty(), "{} faults:\n  {}", faults.len(), shown.join("\n  "));
}

/// The same with faults that are known by how they begin, those of one case: each must still be
/// there, or be struck out of the list.
pub fn none_but(known: &[&str], case: &str, mut faults: Vec<String>) {
    for known in known.iter().filter(|known| known.starts_with(case)) {
        let before = faults.len();
        faults.retain(|fault| !fault.starts_with(known));
        if faults.len() == before {
            faults.push(format!("{known}: mended, strike it out"));
        }
    }
    none_of(&faults);
}
