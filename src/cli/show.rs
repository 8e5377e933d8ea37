//! `torikumi show`: what one stage makes of a document.

use super::arguments::{Format, Show, Stage};
use super::guard::guarded;
use super::outcome::refused;
use super::terminal::{Out, printable, tell};
use super::{Exit, pages};
use rayon::prelude::*;
use std::path::Path;
use torikumi::Options;
use torikumi::emit::ink::Lined;
use torikumi::emit::{info, ink};
use torikumi::page::running;
use torikumi::pdf::Pdf;
use torikumi::pdf::ink::InkPage;
use torikumi::source::{Kind, Limits, Refusal, Source};
use torikumi::table::printed;

pub(super) fn run(arguments: &Show, out: &mut Out) -> Exit {
    let source = match open(&arguments.file) {
        Ok(source) => source,
        Err(exit) => return exit,
    };
    let name = arguments.file.display().to_string();
    let name = printable(&name);
    let stage = match arguments.stage {
        Stage::Info | Stage::Ink => return of_pdf(arguments, &source, out),
        Stage::Lines if source.kind() == Kind::Pdf => return of_pdf(arguments, &source, out),
        Stage::Lines => torikumi::Stage::Lines,
        Stage::Blocks => torikumi::Stage::Blocks,
        Stage::Tables => torikumi::Stage::Tables,
        Stage::Readings => torikumi::Stage::Readings,
        Stage::Records => torikumi::Stage::Records,
    };
    if arguments.format == Format::Json || !arguments.page.is_empty() {
        tell(&format!(
            "error: {name}: --format json and --page are for the stages info, ink and lines of a PDF; leave them out, or \
             choose one of these"
        ));
        return Exit::Nothing;
    }
    let max_pages = arguments.limits.max_pages;
    let lexicon = match arguments.words.of([arguments.file.as_path()].into_iter(), false) {
        Ok(lexicon) => lexicon,
        Err(exit) => return exit,
    };
    let options = Options { password: arguments.password.clone(), max_pages, lexicon, ..Options::default() };
    match or_tell(&name, guarded(|| torikumi::show(&source, stage, &options))) {
        Ok(text) => {
            if stage == torikumi::Stage::Records {
                out.json(&text)
            } else {
                out.print(&text)
            }
            Exit::Clean
        }
        Err(exit) => exit,
    }
}

/// The stages that are about pages.
fn of_pdf(arguments: &Show, source: &Source, out: &mut Out) -> Exit {
    let (file, format) = (&arguments.file, arguments.format);
    let shown = pages::open(file, source, arguments.password.as_deref(), &arguments.limits).and_then(|pdf| {
        let pages = pages::chosen(file, &pdf, &arguments.page)?;
        let shown = match (arguments.stage, format) {
            (Stage::Info, Format::Text) => info::columns(&pdf),
            (Stage::Info, Format::Json) => format!("{:#}", info::json(&pdf)),
            (Stage::Ink, Format::Text) => ink::columns(&pages),
            (Stage::Ink, Format::Json) => ink::json(&pages),
            _ => lines(&pdf, &pages, format),
        };
        match format {
            Format::Text => out.print(&shown),
            Format::Json => out.json(&shown),
        }
        Ok(pages::warn(file, &pdf, &pages))
    });
    shown.unwrap_or_else(|exit| exit)
}

/// The lines of the chosen pages in reading order. All pages are read: furniture is told by repetition.
fn lines(pdf: &Pdf, chosen: &[&InkPage], format: Format) -> String {
    let lines: Vec<_> = pdf.pages.par_iter().map(|page| printed::page(page).lines).collect();
    let pages: Vec<_> = pdf.pages.iter().zip(&lines).map(|(ink, lines)| running::Page { ink, lines }).collect();
    let roles = running::running(&pages);
    let pages = pages.iter().zip(&roles).map(|(page, roles)| Lined { page: page.ink, lines: page.lines, roles });
    let is_chosen = |page: &Lined<'_>| chosen.iter().any(|chosen| chosen.number == page.page.number);
    let pages: Vec<_> = pages.filter(is_chosen).collect();
    match format {
        Format::Text => ink::line_columns(&pages),
        Format::Json => ink::line_json(&pages),
    }
}

/// The document, or the exit status after telling why it cannot be opened.
pub(super) fn open(file: &Path) -> Result<Source, Exit> {
    let name = file.display().to_string();
    or_tell(&printable(&name), guarded(|| Source::open(file, &Limits::default())))
}

/// What was read, or the exit status after telling why nothing was.
pub(super) fn or_tell<T>(name: &str, result: Result<Result<T, Refusal>, String>) -> Result<T, Exit> {
    match result {
        Ok(Ok(read)) => Ok(read),
        Ok(Err(refusal)) => {
            let problem = refused(&refusal);
            let line = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
            tell(&format!("error: {name}{line}: {}: {}", problem.code, printable(&problem.message)));
            Err(Exit::Nothing)
        }
        Err(fault) => {
            tell(&format!("error: {name}: {fault}"));
            Err(Exit::Nothing)
        }
    }
}
