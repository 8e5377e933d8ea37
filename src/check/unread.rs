//! U000, U001, U005: what was not understood.
//!
//! What: characters without a place, lines too long to be read, and a document without a record. Why: a document that
//! was half understood is worth more than none only if it says that it was half. A document without a record is a
//! warning where its title or a heading announces some (計画, 具体的施策); a price list or a law holds none, and of it
//! that is no more than a notice.

use super::Ledger;
use crate::lexicon::{self, Role};
use crate::page::Block;
use crate::record::Records;
use crate::record::desk::Desk;
use crate::record::model::{About, Finding, Kind, Severity};
use crate::rendition::{LONGEST_LINE, Origin, Rendition};
use crate::text::Span;

/// Most unplaced stretches that are told one by one; the rest is told by its number.
const MOST_TOLD: usize = 100;

/// Most bytes of a stretch that are shown.
const MOST_SHOWN: u32 = 200;

/// Fewest characters of a document that is expected to hold records.
const EXPECTED: usize = 200;

/// What a document was made of, and what it says of itself.
#[derive(Clone, Copy)]
pub struct Sheets<'a> {
    /// The document's own data.
    pub about: &'a About,
    /// Its blocks.
    pub blocks: &'a [Block],
    /// Its lines.
    pub rendition: &'a Rendition,
    /// The way back to the source.
    pub origin: &'a Origin,
}

/// Tells everything that no record and no heading took up.
pub fn tell_unread(sheets: Sheets<'_>, ledger: &Ledger, records: &mut Records) {
    let Sheets { rendition, origin, .. } = sheets;
    overlong(rendition, origin, records);
    without_records(sheets, records);
    let overlong = |span: &Span| rendition.overlong.iter().any(|(_, line)| line.overlaps(*span));
    unplaced(ledger.unplaced.iter().copied().filter(|span| !overlong(span)).collect(), origin, records);
}

fn overlong(rendition: &Rendition, origin: &Origin, records: &mut Records) {
    for (_, span) in &rendition.overlong {
        let en = format!("a line of more than {LONGEST_LINE} characters was not read; break it into lines");
        let ja = format!("{LONGEST_LINE}文字を超える行は読み取っていません。行を分けてください");
        tell(origin, records, "U001", Severity::Warning, (en, ja), *span);
    }
}

/// A document without a single record is no success where records were to be expected: it was read, not understood.
fn without_records(sheets: Sheets<'_>, records: &mut Records) {
    let Sheets { about, blocks, origin, .. } = sheets;
    let none = records.initiatives.is_empty()
        && records.targets.is_empty()
        && records.results.is_empty()
        && records.glossary.is_empty();
    if !none || origin.characters().nth(EXPECTED).is_none() {
        return;
    }
    // A table may begin with an empty row: what can be quoted is quoted.
    let shows = |block: &&Block| !origin.quote(block.span).trim().is_empty();
    let Some(first) = blocks.iter().find(shows) else { return };
    let (severity, announced, span) = match (about.kind, blocks.iter().find(|block| announces(block))) {
        (Kind::Other, None) => {
            let en = "neither its title nor a heading announces measures, targets or results";
            (
                Severity::Notice,
                (en.to_owned(), "題名にも見出しにも取組・目標・実績を示す語がありません".to_owned()),
                first.span,
            )
        }
        (Kind::Other, Some(heading)) => {
            let words = heading.text.as_str().trim();
            let ja = format!("見出しは取組・目標・実績を示しています: {words}");
            (Severity::Warning, (format!("a heading announces some: {words}"), ja), heading.span)
        }
        _ => {
            let title = about.title.as_deref().unwrap_or_default();
            let ja = format!("題名は計画・報告・様式等を示しています: {title}");
            (Severity::Warning, (format!("its title announces some: {title}"), ja), first.span)
        }
    };
    let en = format!("nothing in this document was read as a record; its text is in the outline; {}", announced.0);
    let ja =
        format!("取組・目標・実績として読めるものが見つかりませんでした。本文は outline にあります。{}", announced.1);
    tell(origin, records, "U005", severity, (en, ja), span);
}

/// Whether a heading is a label of records, or ends with one: 具体的施策, 数値目標.
fn announces(block: &Block) -> bool {
    let Some(words) = block.heading_level().map(|_| block.text.as_str()) else { return false };
    let role = lexicon::label_role(words);
    let label = matches!(role, Some(Role::Initiative | Role::Activity | Role::Target | Role::Indicator | Role::Result));
    label || lexicon::announces_measures(words)
}

fn unplaced(spans: Vec<Span>, origin: &Origin, records: &mut Records) {
    for span in spans.iter().take(MOST_TOLD) {
        let shown = origin.quote(shortened(*span, origin)).to_owned();
        let messages =
            (format!("text that could not be placed: {shown}"), format!("位置づけられなかった文字があります: {shown}"));
        tell(origin, records, "U000", Severity::Warning, messages, *span);
    }
    if let Some(next) = spans.get(MOST_TOLD) {
        let more = spans.len() - MOST_TOLD;
        let messages = (
            format!("{more} more stretches could not be placed"),
            format!("ほかに{more}か所、位置づけられなかった文字があります"),
        );
        tell(origin, records, "U000", Severity::Warning, messages, *next);
    }
}

fn tell(
    origin: &Origin,
    records: &mut Records,
    code: &str,
    severity: Severity,
    messages: (String, String),
    span: Span,
) {
    // A place that shows nothing, such as an empty row, is told without a quote.
    let source = Desk::new(origin, "").quotes([shortened(span, origin)]);
    records.findings.push(Finding {
        code: code.to_owned(),
        severity,
        message: messages.0,
        message_ja: messages.1,
        line: Some(origin.line(span)),
        source,
        repair: None,
    });
}

/// The beginning of a long stretch, cut between two characters.
fn shortened(span: Span, origin: &Origin) -> Span {
    if span.end - span.start <= MOST_SHOWN {
        return span;
    }
    let range = origin.decoded().text_range(span.start..span.start + MOST_SHOWN);
    let bytes = origin.decoded().span(range);
    Span::new(bytes.start, bytes.end)
}
