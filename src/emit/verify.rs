//! A document held against its source: every quote found again where it says that it stands, every
//! figure and date read again from what was printed, with nothing left out beside it, every character counted again.
//!
//! The source is opened anew. Of a PDF only the glyphs are taken, with their boxes: lines, tables
//! and records play no part, so that a fault of the stages cannot hide itself.

mod around;
mod count;
mod cut;
mod dates;
mod facts;
mod figure;
mod letters;
mod printed;
mod value;
mod words;

use super::pointer::walk;
use super::validate::{in_order, shown};
use super::{Problem, validate, validate_against_source};
use crate::pdf;
use crate::source::{self, Kind, Refusal, Source};
use printed::Printed;
use serde_json::Value;

/// What came of holding a document against its source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// How many quotes and figures were looked up.
    pub quotes: usize,
    /// Everything that does not hold, in the order of the document.
    pub problems: Vec<Problem>,
    /// Figures and dates whose own words agree with them but do not say all of it, so that nobody can tell from these
    /// words alone whether they are right; why not is the message.
    pub unproved: Vec<Problem>,
}

/// Holds a document against its source.
///
/// # Errors
/// When the source cannot be read as what it is: a text or a PDF.
pub fn verify(json: &Value, source: &Source, password: Option<&str>) -> Result<Verified, Refusal> {
    verify_within(json, source, password, u32::MAX)
}

/// As [`verify`], of a source that may have `most` pages.
///
/// # Errors
/// As [`verify`], and where there are more pages.
pub fn verify_within(json: &Value, source: &Source, password: Option<&str>, most: u32) -> Result<Verified, Refusal> {
    let mut problems = validate(json);
    let about = |name: &str| json.pointer("/document/source")?.get(name)?.as_str();
    if about("sha256") != Some(source.sha256().as_str()) {
        let message = format!("{} is not the file that was converted: its SHA-256 differs", source.name);
        problems.push(Problem::new("/document/source/sha256", message));
    }
    let printed = if source.kind() == Kind::Pdf {
        let pages = glyphs(source, password, most)?;
        problems.extend(printed::check(json, &pages));
        problems.extend(cut::check(json, &cut::Places::Pages(&pages)));
        count::printed(json, pages.iter().map(Printed::characters).sum(), &mut problems);
        pages.iter().map(Printed::text).collect::<String>()
    } else {
        let text = source::decode(&source.bytes)?;
        let characters = |span| text.characters_at(span).map(str::to_owned);
        problems.extend(validate_against_source(json, &characters));
        problems.extend(unplaced(json, "span"));
        problems.extend(cut::check(json, &cut::Places::Text(&text)));
        count::text(json, &text, &mut problems);
        text.text
    };
    let mut quotes = 0;
    walk(json, &mut |_, value| {
        quotes += usize::from(value.get("quote").is_some()) + usize::from(value.get("raw").is_some());
    });
    let source = around::Source::of(&printed);
    let mut found = value::check(json, &source);
    facts::check(json, &source, &mut found);
    let value::Found { wrong, mut unproved } = found;
    problems.extend(wrong);
    words::check(json, &source, &mut problems);
    problems.sort_by_cached_key(|problem| (in_order(&problem.path), problem.message.clone()));
    problems.dedup();
    unproved.sort_by_cached_key(|problem| in_order(&problem.path));
    Ok(Verified { quotes, problems, unproved })
}

fn glyphs(source: &Source, password: Option<&str>, most: u32) -> Result<Vec<Printed>, Refusal> {
    let read = pdf::read_within(&source.bytes, password, most, |page| Printed::of(&page));
    let refused = |error: pdf::PdfError| Refusal {
        code: error.code,
        message: error.message,
        hint: error.hint,
        offset: None,
        line: None,
    };
    read.map(|pdf| pdf.pages).map_err(refused)
}

/// Quotes and figures that do not say where they stand: `place` is `span` or `bbox`.
fn unplaced(json: &Value, place: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    for_each_quote(json, &mut |path, text, at| {
        if at.get(place).is_none() {
            problems.push(Problem::new(path, format!("{} has no place ({place})", shown(text))));
        }
    });
    problems
}

/// Calls `visit` for each quote and each raw with its pointer, its characters and its place.
fn for_each_quote(json: &Value, visit: &mut dyn FnMut(String, &str, &Value)) {
    walk(json, &mut |path, value| {
        if let Some(text) = value.get("quote").and_then(Value::as_str) {
            visit(format!("{path}/quote"), text, value);
        }
        if let (Some(text), Some(at)) = (value.get("raw").and_then(Value::as_str), value.get("at")) {
            visit(format!("{path}/raw"), text, at);
        }
    });
}
