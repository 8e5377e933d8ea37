//! `torikumi explain`: why a record is as it is, and how a table was read.

use super::Exit;
use super::arguments::Explain;
use super::guard::guarded;
use super::show::{open, or_tell};
use super::terminal::{Out, printable, tell};
use torikumi::emit::explain;
use torikumi::source::Source;
use torikumi::{Options, Unexplained};

pub(super) fn run(arguments: &Explain, out: &mut Out) -> Exit {
    told(arguments, out).unwrap_or_else(|exit| exit)
}

fn told(arguments: &Explain, out: &mut Out) -> Result<Exit, Exit> {
    let source = open(&arguments.file)?;
    let lexicon = arguments.words.of([arguments.file.as_path()].into_iter(), false)?;
    let max_pages = arguments.limits.max_pages;
    let options = Options { password: arguments.password.clone(), max_pages, lexicon, ..Options::default() };
    match (arguments.table, &arguments.record) {
        (Some(number), _) => table(number, (&source, &options), arguments, out),
        (None, Some(id)) => record(id, (&source, &options), arguments, out),
        (None, None) => Err(Exit::Nothing),
    }
}

fn record(id: &str, (source, options): (&Source, &Options), arguments: &Explain, out: &mut Out) -> Result<Exit, Exit> {
    let name = arguments.file.display().to_string();
    let name = printable(&name);
    match guarded(|| torikumi::explain(source, options, id)) {
        Ok(Ok(explained)) => print(arguments, explain::json(&explained), || explain::text(&explained), out),
        Ok(Err(Unexplained::Refused(refusal))) => or_tell(&name, Ok(Err(refusal))),
        Ok(Err(Unexplained::NoRecord(near))) => Err(no_record(&name, id, &near)),
        Err(fault) => {
            tell(&format!("error: {name}: {fault}"));
            Err(Exit::Nothing)
        }
    }
}

fn table(
    number: u32,
    (source, options): (&Source, &Options),
    arguments: &Explain,
    out: &mut Out,
) -> Result<Exit, Exit> {
    let name = arguments.file.display().to_string();
    let name = printable(&name);
    match or_tell(&name, guarded(|| torikumi::explain_table(source, options, number)))? {
        Some(explained) => print(arguments, explain::table_json(&explained), || explain::table_text(&explained), out),
        None => {
            tell(&format!("error: {name}: no table {number}; `torikumi show --stage tables` numbers them"));
            Err(Exit::Nothing)
        }
    }
}

/// Prints what is explained, as text or as JSON.
fn print(
    arguments: &Explain,
    json: serde_json::Result<String>,
    text: impl FnOnce() -> String,
    out: &mut Out,
) -> Result<Exit, Exit> {
    if !arguments.json {
        out.print(&text());
        return Ok(Exit::Clean);
    }
    match json {
        Ok(json) => out.json(&json),
        Err(error) => {
            let name = arguments.file.display().to_string();
            tell(&format!("error: {}: it has no JSON form: {error}", printable(&name)));
            return Err(Exit::Partial);
        }
    }
    Ok(Exit::Clean)
}

/// Tells that there is no such record, and which may have been meant.
fn no_record(name: &str, id: &str, near: &[(String, String)]) -> Exit {
    let none = "; the document has no records";
    tell(&format!("error: {name}: no record {}{}", printable(id), if near.is_empty() { none } else { "; near it:" }));
    near.iter().for_each(|(id, words)| tell(&format!("  {id}  {}", printable(words))));
    Exit::Nothing
}
