//! `torikumi text`: the text of a document in reading order.

use super::Exit;
use super::arguments::{Format, Text};
use super::guard::guarded;
use super::pages::remark;
use super::show::or_tell;
use super::terminal::{Out, printable, tell};
use serde::Serialize;
use torikumi::source::{Limits, Source};
use torikumi::{TextLine, TextPage};

pub(super) fn run(arguments: &Text, out: &mut Out) -> Exit {
    let name = arguments.file.display().to_string();
    let name = printable(&name);
    let password = arguments.password.as_deref();
    let read = guarded(|| {
        let most = arguments.limits.max_pages;
        let source = Source::open(&arguments.file, &Limits::default())?;
        torikumi::text_within(&source, password, most)
    });
    let (pages, remarks) = match or_tell(&name, read) {
        Ok(read) => read,
        Err(exit) => return exit,
    };
    match arguments.format {
        Format::Text => out.data(&plain(&pages)),
        Format::Json => match serde_json::to_string_pretty(&Lines { pages: pages.iter().map(page).collect() }) {
            Ok(json) => out.json(&json),
            Err(error) => {
                tell(&format!("{name}: the lines have no JSON form: {error}"));
                return Exit::Nothing;
            }
        },
    }
    remark(&name, &remarks)
}

fn plain(pages: &[TextPage]) -> String {
    let page = |page: &TextPage| page.lines.iter().map(|line| format!("{}\n", line.text)).collect::<String>();
    pages.iter().map(page).collect::<Vec<_>>().join("\u{c}")
}

/// The lines as they are printed; the fields of all objects stand in the order of their names.
#[derive(Serialize)]
struct Lines<'a> {
    pages: Vec<Page<'a>>,
}

#[derive(Serialize)]
struct Page<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    height: Option<f32>,
    lines: Vec<Line<'a>>,
    page: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    width: Option<f32>,
}

#[derive(Serialize)]
struct Line<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    bbox: Option<[f32; 4]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<f32>,
    text: &'a str,
}

fn page(page: &TextPage) -> Page<'_> {
    Page {
        height: page.size.map(|(_, height)| height),
        lines: page.lines.iter().map(line).collect(),
        page: page.number,
        width: page.size.map(|(width, _)| width),
    }
}

fn line(line: &TextLine) -> Line<'_> {
    Line {
        bbox: line.ink.map(|(rect, _)| [rect.left, rect.top, rect.right, rect.bottom]),
        size: line.ink.map(|(_, size)| size),
        text: &line.text,
    }
}
