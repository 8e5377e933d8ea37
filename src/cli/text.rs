//! `torikumi text`: the text of a document in reading order.

use super::guard::guarded;
use super::pages::remark;
use super::show::or_tell;
use super::terminal::{Out, printable};
use super::{Exit, Format, Text};
use serde_json::{Value, json};
use torikumi::TextPage;
use torikumi::source::{Limits, Source};

pub(super) fn run(arguments: &Text, out: &mut Out) -> Exit {
    let name = arguments.file.display().to_string();
    let name = printable(&name);
    let password = arguments.password.as_deref();
    let read = guarded(|| {
        Source::open(&arguments.file, &Limits::default()).and_then(|source| torikumi::text(&source, password))
    });
    let (pages, remarks) = match or_tell(&name, read) {
        Ok(read) => read,
        Err(exit) => return exit,
    };
    match arguments.format {
        Format::Text => out.print(&plain(&pages)),
        Format::Json => out.print(&format!("{:#}\n", lines(&pages))),
    }
    remark(&name, &remarks)
}

fn plain(pages: &[TextPage]) -> String {
    let page = |page: &TextPage| page.lines.iter().map(|line| format!("{}\n", line.text)).collect::<String>();
    pages.iter().map(page).collect::<Vec<_>>().join("\u{c}")
}

fn lines(pages: &[TextPage]) -> Value {
    let page = |page: &TextPage| {
        let lines = page.lines.iter().map(|line| match line.ink {
            Some((rect, size)) => json!({
                "text": line.text,
                "bbox": [rect.left, rect.top, rect.right, rect.bottom],
                "size": size,
            }),
            None => json!({ "text": line.text }),
        });
        let lines: Vec<Value> = lines.collect();
        match page.size {
            Some((width, height)) => json!({ "page": page.number, "width": width, "height": height, "lines": lines }),
            None => json!({ "page": page.number, "lines": lines }),
        }
    };
    json!({ "pages": pages.iter().map(page).collect::<Vec<_>>() })
}
