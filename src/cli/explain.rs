//! `torikumi explain`: why a record is as it is.

use super::Exit;
use super::arguments::Explain;
use super::guard::guarded;
use super::show::{open, or_tell};
use super::terminal::{Out, printable, tell};
use torikumi::emit::explain;
use torikumi::{Options, Unexplained};

pub(super) fn run(arguments: &Explain, out: &mut Out) -> Exit {
    let source = match open(&arguments.file) {
        Ok(source) => source,
        Err(exit) => return exit,
    };
    let name = arguments.file.display().to_string();
    let name = printable(&name);
    let max_pages = arguments.limits.max_pages;
    let options = Options { password: arguments.password.clone(), max_pages, ..Options::default() };
    let explained = guarded(|| torikumi::explain(&source, &options, &arguments.record));
    match explained {
        Ok(Ok(explained)) if arguments.json => match explain::json(&explained) {
            Ok(json) => {
                out.json(&json);
                Exit::Clean
            }
            Err(error) => {
                tell(&format!("error: {name}: the record has no JSON form: {error}"));
                Exit::Partial
            }
        },
        Ok(Ok(explained)) => {
            out.print(&explain::text(&explained));
            Exit::Clean
        }
        Ok(Err(Unexplained::Refused(refusal))) => or_tell::<()>(&name, Ok(Err(refusal))).err().unwrap_or(Exit::Nothing),
        Ok(Err(Unexplained::NoRecord(near))) => no_record(&name, &arguments.record, &near),
        Err(fault) => {
            tell(&format!("error: {name}: {fault}"));
            Exit::Nothing
        }
    }
}

/// Tells that there is no such record, and which may have been meant.
fn no_record(name: &str, id: &str, near: &[(String, String)]) -> Exit {
    let none = "; the document has no records";
    tell(&format!("error: {name}: no record {}{}", printable(id), if near.is_empty() { none } else { "; near it:" }));
    near.iter().for_each(|(id, words)| tell(&format!("  {id}  {}", printable(words))));
    Exit::Nothing
}
