//! What a PDF says of itself, listed.

use serde_json::{Value, json};

use super::ink::printed;
use crate::pdf::{Pdf, Stamp};

/// One line for each thing that is told, then the outline.
pub fn columns(pdf: &Pdf) -> String {
    let info = &pdf.info;
    let date = |date: &Option<Stamp>| date.as_ref().map(Stamp::to_string);
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    let facts = [
        ("title", info.title.clone()),
        ("author", info.author.clone()),
        ("subject", info.subject.clone()),
        ("creator", info.creator.clone()),
        ("producer", info.producer.clone()),
        ("created", date(&info.created)),
        ("modified", date(&info.modified)),
        ("language", info.language.clone()),
        ("marked as tagged", Some(yes(info.marked))),
        ("structure tree", Some(yes(info.structured))),
        ("pages", Some(pdf.pages.len().to_string())),
        ("page labels", labels(pdf)),
    ];
    let facts = facts.into_iter().filter_map(|(name, fact)| Some((name, fact?)));
    let mut text: String = facts.map(|(name, fact)| format!("{name:<17} {}\n", shown(&fact))).collect();
    for bookmark in &info.outline {
        let indent = "  ".repeat(bookmark.level.min(DEEPEST) as usize);
        let page = bookmark.page.map(|page| format!("  page {page}")).unwrap_or_default();
        text.push_str(&format!("{indent}{}{page}\n", shown(&bookmark.title)));
    }
    text
}

/// Deeper levels of the outline are not indented further.
const DEEPEST: u32 = 12;

/// The labels in the order of the pages, where any page has one.
fn labels(pdf: &Pdf) -> Option<String> {
    pdf.pages
        .iter()
        .any(|page| page.label.is_some())
        .then(|| pdf.pages.iter().map(|page| page.label.as_deref().unwrap_or("-")).collect::<Vec<_>>().join(", "))
}

/// Text of the document on one line; a break within a title is a space.
fn shown(text: &str) -> String {
    printed(&text.replace(['\n', '\r', '\t', '\u{b}'], " ")).replace('␣', " ")
}

/// The same as one JSON object; what is not told is null.
pub fn json(pdf: &Pdf) -> Value {
    let info = &pdf.info;
    let date = |date: &Option<Stamp>| {
        date.as_ref().map(|date| json!({ "printed": date.printed, "read": date.date.map(|_| date.to_string()) }))
    };
    let outline = info.outline.iter();
    let outline = outline.map(|mark| json!({ "title": mark.title, "level": mark.level, "page": mark.page }));
    json!({
        "title": info.title,
        "author": info.author,
        "subject": info.subject,
        "creator": info.creator,
        "producer": info.producer,
        "created": date(&info.created),
        "modified": date(&info.modified),
        "language": info.language,
        "marked": info.marked,
        "structured": info.structured,
        "pages": pdf.pages.len(),
        "labels": pdf.pages.iter().map(|page| &page.label).collect::<Vec<_>>(),
        "outline": outline.collect::<Vec<_>>(),
    })
}
