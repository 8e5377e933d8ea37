//! U000, U001, U005: what was not understood.
//!
//! What: characters without a place, lines too long to be read, and a document without a record. Why: a document that was half understood is worth more than none only
//! if it says that it was half.

use super::Ledger;
use crate::page::Block;
use crate::record::Records;
use crate::record::desk::{Desk, Piece};
use crate::record::model::{Finding, Severity};
use crate::rendition::{LONGEST_LINE, Origin, Rendition};
use crate::text::Span;

/// Most unplaced stretches that are told one by one; the rest is told by its number.
const MOST_TOLD: usize = 100;

/// Most bytes of a stretch that are shown.
const MOST_SHOWN: u32 = 200;

/// Fewest characters of a document that is expected to hold records.
const EXPECTED: usize = 200;

/// Tells everything that no record and no heading took up.
pub fn tell_unread(blocks: &[Block], rendition: &Rendition, origin: &Origin, ledger: &Ledger, records: &mut Records) {
    overlong(rendition, origin, records);
    without_records(blocks, origin, records);
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

/// A document without a single record is no success: it was read, but not understood.
fn without_records(blocks: &[Block], origin: &Origin, records: &mut Records) {
    let none = records.initiatives.is_empty()
        && records.targets.is_empty()
        && records.results.is_empty()
        && records.glossary.is_empty();
    let Some(first) = blocks.first().filter(|_| none && origin.characters().nth(EXPECTED).is_some()) else { return };
    let en = "nothing in this document was read as a record: no table, form, slide or listed measure was recognised; \
              its text is in the outline";
    let ja =
        "取組・目標・実績として読める表・様式・スライド・施策一覧が見つかりませんでした。本文は outline にあります";
    tell(origin, records, "U005", Severity::Warning, (en.to_owned(), ja.to_owned()), first.span);
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
    let quoted = Desk::new(origin, "").quoted(Piece::of(shortened(span, origin), None));
    records.findings.push(Finding {
        code: code.to_owned(),
        severity,
        message: messages.0,
        message_ja: messages.1,
        line: Some(origin.line(span)),
        source: vec![quoted],
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
