//! A document written down: its JSON text, held against the contract, and what breaks it left out.
//!
//! What: whatever the schema or a rule refuses is taken out as narrowly as it can be (`emit::omit`), told by a finding
//! at its place (U009), and the ledger and the assessments are made again; until the text holds. Why: one value that
//! was read wrong must not cost a document its other records. Example: a due date that begins in the middle of a
//! fiscal year is null, and the target keeps its figure.

use super::{Options, interpret, no_json, read_with};
use crate::check;
use crate::emit::{self, Omitted, Problem, json};
use crate::record::Records;
use crate::record::model::{Document, Finding, Place, Quoted, Severity};
use crate::rendition::Origin;
use crate::source::{Refusal, Source};
use crate::text::Span;
use serde_json::Value;
use std::mem;

/// How often a document is held against the contract: what is left out may show what else does not hold.
const ROUNDS: usize = 8;

/// Most reasons that are spelled out for one part.
const MOST_TOLD: usize = 3;

/// Most quotes of one part.
const MOST_QUOTED: usize = 10;

/// Characters of a value that are shown.
const MOST_SHOWN: usize = 120;

/// A document and its JSON text.
#[derive(Debug, Clone)]
pub struct Written {
    /// The document, without what the contract refuses.
    pub document: Document,
    /// The text that a reader gets.
    pub text: String,
    /// What still breaks the contract; empty where the text may be written.
    pub problems: Vec<Problem>,
}

/// Converts a source into records and writes them down as JSON that holds: what breaks the schema or one of the rules
/// is left out and told as a finding.
///
/// # Errors
/// As [`super::convert_with`].
pub fn written(source: &Source, options: &Options) -> Result<Written, Refusal> {
    let read = read_with(source, options)?;
    let (document, furniture) = interpret(source, options, &read);
    // Lines, blocks and tables are done with: only the way back to the source is kept.
    hold(document, &Kept { furniture, residue: read.rendition.residue, origin: read.origin })
}

/// What is needed to make ledger and findings again.
struct Kept {
    origin: Origin,
    furniture: Vec<Span>,
    residue: Vec<Span>,
}

/// Leaves out what the contract refuses until the text holds, or nothing more can be left out.
fn hold(mut document: Document, kept: &Kept) -> Result<Written, Refusal> {
    let mut round = 0;
    loop {
        let text = json::pretty(&document).map_err(no_json)?;
        // The text itself is checked, as any reader would read it.
        let json: Value = serde_json::from_str(&text).map_err(no_json)?;
        let problems = problems(&json, &kept.origin);
        let omitted = if round < ROUNDS { emit::omit(&mut document, problems.clone()) } else { Vec::new() };
        if omitted.is_empty() {
            return Ok(Written { document, text, problems });
        }
        account(&mut document, kept);
        document.findings.extend(omitted.iter().map(|omitted| tell(&json, omitted, &kept.origin)));
        document.findings.sort_by_key(|finding| finding.line);
        round += 1;
    }
}

fn problems(json: &Value, origin: &Origin) -> Vec<Problem> {
    let mut problems = emit::validate(json);
    if !origin.is_printed() {
        let characters = |span| origin.decoded().characters_at(span).map(str::to_owned);
        problems.extend(emit::validate_against_source(json, &characters));
    }
    problems
}

/// The finding on a part that was left out.
fn tell(json: &Value, Omitted { part, problems }: &Omitted, origin: &Origin) -> Finding {
    let value = json.pointer(part).map(Value::to_string).unwrap_or_default();
    let value = match value.char_indices().nth(MOST_SHOWN) {
        Some((cut, _)) => format!("{}…", &value[..cut]),
        None => value,
    };
    let mut rules: Vec<String> = problems.iter().take(MOST_TOLD).map(ToString::to_string).collect();
    if problems.len() > MOST_TOLD {
        rules.push(format!("{} more", problems.len() - MOST_TOLD));
    }
    let (rules, owner) = (rules.join("; "), owner(json, part));
    let source = places(json, part, origin);
    let stretch = source.first().map(|quoted| quoted.place.stretch).filter(|_| !origin.is_printed());
    Finding {
        code: "U009".to_owned(),
        severity: Severity::Warning,
        message: format!("left out, as the contract refuses it: {part}{owner} = {value} ({rules})"),
        message_ja: format!("出力の規約に合わないため除きました: {part}{owner} = {value}（{rules}）"),
        line: stretch.map(|[start, end]| origin.line(Span::new(start, end))),
        source,
        pages: Vec::new(),
        repair: None,
    }
}

/// The identifier of the record that a part belongs to, in words.
fn owner(json: &Value, part: &str) -> String {
    let record = part.match_indices('/').map(|(at, _)| &part[..at]).chain([part]).nth(2);
    let id = record.and_then(|record| json.pointer(record)?.get("id")?.as_str());
    id.map_or_else(String::new, |id| format!(" of {id}"))
}

/// Where a part is printed: its own figures and quotes, else those of the record around it.
fn places(json: &Value, part: &str, origin: &Origin) -> Vec<Quoted> {
    let around = part.rmatch_indices('/').map(|(at, _)| &part[..at]).filter(|pointer| !pointer.is_empty());
    let sources = around.filter_map(|pointer| json.pointer(pointer)?.get("source"));
    let own = json.pointer(part);
    let own = own.and_then(|value| value.get("source")).into_iter().chain(own);
    let mut all = own.chain(sources).map(|value| quotes(value, origin));
    all.find(|quotes| !quotes.is_empty()).unwrap_or_default()
}

/// The quotes and figures below a value that stand where they say.
fn quotes(value: &Value, origin: &Origin) -> Vec<Quoted> {
    let mut found = Vec::new();
    emit::walk(value, &mut |_, value| {
        let text = |key: &str| value.get(key).and_then(Value::as_str);
        let quoted = match (text("quote"), text("raw")) {
            (Some(quote), _) => quoted(quote, value, value, origin),
            (None, Some(raw)) => value.get("at").and_then(|at| quoted(raw, at, value, origin)),
            _ => None,
        };
        found.extend(quoted.filter(|quoted| found.len() < MOST_QUOTED && !found.contains(quoted)));
    });
    found
}

fn quoted(quote: &str, at: &Value, cell: &Value, origin: &Origin) -> Option<Quoted> {
    let number = |value: &Value| value.as_u64().and_then(|number| u32::try_from(number).ok());
    let count = |of: &Value, key: &str| of.get(key).and_then(number).filter(|number| *number > 0);
    let sides = at.get("bbox").and_then(Value::as_array).map(|sides| sides.iter().filter_map(Value::as_f64).collect());
    let span = at.get("span").and_then(|span| Some([number(span.get(0)?)?, number(span.get(1)?)?]));
    let place = Place {
        page: count(at, "page"),
        bbox: sides.and_then(|sides: Vec<f64>| sides.try_into().ok()),
        span,
        stretch: span.unwrap_or_default(),
    };
    let stands = match span {
        Some(span) => origin.decoded().characters_at(span) == Some(quote),
        None => origin.is_printed() && place.page.is_some(),
    };
    let (table, row, col) = (count(cell, "table"), count(cell, "row"), count(cell, "col"));
    (stands && !quote.trim().is_empty()).then(|| Quoted { place, table, row, col, quote: quote.to_owned() })
}

/// Makes the ledger and the assessments again.
fn account(document: &mut Document, kept: &Kept) {
    let mut records = Records::default();
    records.initiatives = mem::take(&mut document.initiatives);
    records.targets = mem::take(&mut document.targets);
    records.results = mem::take(&mut document.results);
    records.glossary = mem::take(&mut document.glossary);
    records.outline = mem::take(&mut document.outline);
    records.furniture.clone_from(&kept.furniture);
    let ledger = check::account(&kept.origin, &document.document, &records, &kept.residue);
    document.coverage = ledger.coverage;
    document.coverage_by_page = ledger.pages;
    document.assessments = check::assess(&records, document.document.period.as_ref());
    document.initiatives = records.initiatives;
    document.targets = records.targets;
    document.results = records.results;
    document.glossary = records.glossary;
    document.outline = records.outline;
}

#[cfg(test)]
mod tests;
