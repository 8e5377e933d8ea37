//! U000, U001, U005: what was not understood.
//!
//! What: characters without a place, lines too long to be read, and a document without a record. Why: a document that
//! was half understood is worth more than none only if it says that it was half. A document without a record is a
//! warning where its title, a heading, labels or a table announce some (計画, 具体的施策, 目標 beside 担当課); a price list
//! or a law holds none, and of it that is no more than a notice.

use super::Ledger;
use crate::lexicon::{self, Role};
use crate::page::{self, Block};
use crate::record::Records;
use crate::record::desk::Desk;
use crate::record::model::{About, Finding, Kind, Severity};
use crate::rendition::{LONGEST_LINE, Origin, Rendition};
use crate::text::Span;
use std::collections::BTreeSet;

/// Most unplaced stretches that are told one by one; the rest is told by its number.
const MOST_TOLD: usize = 100;

/// Most bytes of a stretch that are shown.
const MOST_SHOWN: u32 = 200;

/// Fewest labels of plans on lines of their own that say something: one (目標) stands anywhere.
const FEWEST_LABELS: usize = 2;

/// Most labels that are shown.
const MOST_LABELS: usize = 6;

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

/// Tells everything that no record and no heading took up; `plan_tables` look like tables of plans and gave nothing. Gives
/// the number of words of planning in a document of which nothing was read.
pub fn tell_unread(sheets: Sheets<'_>, plan_tables: usize, ledger: &Ledger, records: &mut Records) -> usize {
    let Sheets { rendition, origin, .. } = sheets;
    overlong(rendition, origin, records);
    let planning_words = without_records(sheets, plan_tables, records);
    let overlong = |span: &Span| rendition.overlong.iter().any(|(_, line)| line.overlaps(*span));
    unplaced(ledger.unplaced.iter().copied().filter(|span| !overlong(span)).collect(), origin, records);
    planning_words
}

fn overlong(rendition: &Rendition, origin: &Origin, records: &mut Records) {
    for (_, span) in &rendition.overlong {
        let en = format!("a line of more than {LONGEST_LINE} characters was not read; break it into lines");
        let ja = format!("{LONGEST_LINE}文字を超える行は読み取っていません。行を分けてください");
        tell(origin, records, "U001", Severity::Warning, (en, ja), *span);
    }
}

/// A document without a single record is no success where records were to be expected: it was read, not understood. Says
/// in any case what of plans was seen in it, and gives the number of words of planning.
fn without_records(sheets: Sheets<'_>, tables: usize, records: &mut Records) -> usize {
    let Sheets { about, blocks, origin, .. } = sheets;
    let none = records.initiatives.is_empty() && records.targets.is_empty() && records.results.is_empty();
    let Some(first) = blocks.iter().find(|block| none && !origin.quote(block.span).trim().is_empty()) else { return 0 };
    let headings: Vec<&Block> = blocks.iter().filter(|block| announces(block)).collect();
    let labels: BTreeSet<&str> = blocks.iter().filter_map(label).collect();
    let title = about.title.as_deref().filter(|_| about.kind != Kind::Other);
    let mut signs: Vec<(String, String)> = Vec::new();
    let terms = records.glossary.len();
    if tables > 0 {
        let of = if tables == 1 { "1 table has" } else { &format!("{tables} tables have") };
        signs.push((
            format!("{of} labels of plans (T010)"),
            format!("計画の見出しがある表が{tables}つあります（T010）"),
        ));
    }
    if let Some(title) = title {
        signs.push((
            format!("its title announces some: {title}"),
            format!("題名は計画・報告・様式等を示しています: {title}"),
        ));
    }
    if let Some(heading) = headings.first() {
        let words = heading.text.as_str().trim();
        let ja = format!("見出しは取組・目標・実績を示しています: {words}");
        signs.push((format!("a heading announces some: {words}"), ja));
    }
    if labels.len() >= FEWEST_LABELS {
        let words = labels.iter().copied().take(MOST_LABELS).collect::<Vec<_>>().join(", ");
        signs.push((
            format!("lines are labels of plans: {words}"),
            format!("計画の見出し語だけの行があります: {words}"),
        ));
    }
    let expected = origin.characters().nth(EXPECTED).is_some() && records.glossary.is_empty() || tables > 0;
    let severity = if expected && !signs.is_empty() { Severity::Warning } else { Severity::Notice };
    if terms > 0 {
        signs.push((format!("{terms} terms of its glossary were read"), format!("用語集の{terms}語は読み取りました")));
    } else if signs.is_empty() {
        signs.push((
            "neither its title nor a heading, a label or a table announces any".to_owned(),
            "題名・見出し・表に取組・目標・実績を示す語がありません".to_owned(),
        ));
    }
    let (en, ja): (Vec<String>, Vec<String>) = signs.into_iter().unzip();
    let messages = (
        format!("no initiative, target or result was read: {}; the text is in the outline", en.join("; ")),
        format!("取組・目標・実績として読めるものが見つかりませんでした。{}。本文は outline にあります", ja.join("。")),
    );
    let span = if title.is_some() { first.span } else { headings.first().map_or(first.span, |block| block.span) };
    tell(origin, records, "U005", severity, messages, span);
    usize::from(title.is_some()) + headings.len() + if labels.len() >= FEWEST_LABELS { labels.len() } else { 0 }
}

/// Whether a heading is a label of records, or ends with one: 具体的施策, 数値目標.
fn announces(block: &Block) -> bool {
    let Some(words) = block.heading_level().map(|_| block.text.as_str()) else { return false };
    let role = lexicon::label_role(words);
    let label = matches!(role, Some(Role::Initiative | Role::Activity | Role::Target | Role::Indicator | Role::Result));
    label || lexicon::announces_measures(words)
}

/// The words of a line that is nothing but a label of plans: 数値目標 over figures poured out one a line.
fn label(block: &Block) -> Option<&str> {
    let words = block.text.as_str().trim();
    let role = lexicon::label_role(words).filter(|_| block.heading_level().is_none() && block.kind != page::Kind::Row);
    let of_plans = matches!(role, Some(Role::Initiative | Role::Activity | Role::Target | Role::Indicator));
    (of_plans && !lexicon::is_vague(words)).then_some(words)
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
    // A row of empty cells has nothing to quote.
    let source = Desk::new(origin, "").quotes([shortened(span, origin)]);
    records.findings.push(Finding {
        code: code.to_owned(),
        severity,
        message: messages.0,
        message_ja: messages.1,
        line: Some(origin.line(span)),
        source,
        pages: Vec::new(),
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
