//! `torikumi tables`: the tables of a PDF.

mod json;
mod whole;

use super::Exit;
use super::arguments::{TableFormat, Tables};
use super::guard::guarded;
use super::outcome::number as count;
use super::pages::remark;
use super::show::or_tell;
use super::terminal::{Out, printable, tell};
use torikumi::source::{Limits, Source};
use torikumi::table::printed::{WholeTable, wholes};

pub(super) fn run(arguments: &Tables, out: &mut Out) -> Exit {
    let name = arguments.file.display().to_string();
    let name = printable(&name);
    let password = arguments.password.as_deref();
    let read = guarded(|| {
        let most = arguments.limits.max_pages;
        let source = Source::open(&arguments.file, &Limits::default())?;
        torikumi::tables_within(&source, password, most)
    });
    let (pages, remarks) = match or_tell(&name, read) {
        Ok(read) => read,
        Err(exit) => return exit,
    };
    let all = wholes(&pages);
    let chosen: Vec<&WholeTable> = match arguments.table {
        None => all.iter().collect(),
        Some(number) => match number.checked_sub(1).and_then(|at| all.get(at)) {
            Some(table) => vec![table],
            None => {
                let tables = count(all.len(), "table");
                tell(&format!(
                    "error: {name}: no table {number}: the document has {tables}; choose another with --table"
                ));
                return Exit::Nothing;
            }
        },
    };
    match arguments.format {
        TableFormat::Json => {
            let stem = arguments.file.file_stem().unwrap_or_default().to_string_lossy();
            let parts = arguments.table.and_then(|_| chosen.first()).map(|table| table.parts.as_slice());
            out.json(&format!("{:#}", json::pages(&stem, &pages, parts)));
        }
        TableFormat::Csv => out.data(&whole::csv(&chosen)),
        TableFormat::Markdown => out.data(&whole::markdown(&chosen)),
        TableFormat::Html => out.data(&whole::html(&chosen)),
    }
    remark(&name, &remarks)
}
