//! The document's own data: title, kind, publisher, office, date of issue, plan period.

mod publisher;
mod signature;

use super::desk::{Desk, hex};
use super::model::{About, FileInfo, Kind, Period};
use super::reading::part::{self, Said};
use crate::lexicon::{self, FormField, Lexicon, Role};
use crate::page::{self, Block};
use crate::rendition::Origin;
use crate::table::cell_text;
use crate::text::{Carry, Found, PeriodUnit, Rank, Span, Text, date_cell, periods};
use sha2::{Digest, Sha256};

/// Blocks at the start of a document among which its cover is looked for.
const COVER: usize = 12;

/// Reads what the document says about itself.
pub fn read(blocks: &[Block], origin: &Origin, source: FileInfo) -> About {
    let desk = Desk::new(origin, "");
    let cover = &blocks[..cover_end(blocks)];
    let title_blocks = title(cover);
    let title_text = (!title_blocks.is_empty()).then(|| join_title(&title_blocks));
    let office = cover.iter().find(|block| is_office_line(block));
    let signed = signed(blocks, cover);
    let title = title_text.as_ref().map(|text| text.as_str().trim().to_owned());
    // A title that names no kind may stand beside a line that does (健康あおば21 / 青葉市健康増進計画).
    let beside = || {
        cover.iter().filter(|block| !block.is_sentence()).find_map(|block| lexicon::document_kind(block.text.as_str()))
    };
    let kind = title.as_deref().and_then(lexicon::document_kind).or_else(beside).map_or(Kind::Other, kind);
    let (publisher, signature) = publisher::read(blocks, cover, &title_blocks, office, kind);
    let named = publisher::field(blocks, FormField::Department, kind);
    let by_line = signed.iter().find_map(|(block, read)| {
        let office = block.text.slice(read.office.clone()?);
        Some((cell_text(&office).as_str().to_owned(), office.hull()?))
    });
    let own = |block: &&Block| !signed.iter().any(|(other, read)| other.span == block.span && read.office.is_some());
    let department = office.filter(own).map(|block| (cell_text(&block.text).as_str().to_owned(), block.span));
    let department = department.or(by_line).or(named);
    let mut spans: Vec<Span> = title_blocks
        .iter()
        .map(|block| block.span)
        .chain(signature)
        .chain(department.iter().map(|(_, span)| *span))
        .collect();
    spans.sort();
    spans.dedup();
    let evidence = desk.quotes(spans);
    About {
        id: document_id(title.as_deref(), &source),
        kind,
        title,
        publisher,
        department: department.map(|(name, _)| name),
        issued: issued(&desk, cover).or_else(|| {
            let dated =
                signed.iter().filter_map(|(block, read)| desk.period(&block.text, read.date.as_ref()?, block.page));
            dated.into_iter().find(is_date_of_issue)
        }),
        period: cover
            .iter()
            .find_map(|block| whole_range(&desk, block))
            .or_else(|| plan_period(&desk, blocks))
            .or_else(|| title_blocks.iter().find_map(|block| range_in(&desk, block)).filter(is_long)),
        source,
        evidence,
    }
}

/// Lines that sign at the start of the document: on the cover, else on its first page.
const SIGNED: usize = 30;

/// The lines that sign, those of the cover first.
fn signed<'b>(blocks: &'b [Block], cover: &'b [Block]) -> Vec<(&'b Block, signature::Signature)> {
    let first = blocks.first().and_then(|block| block.page);
    let near = blocks.iter().take(SIGNED).skip(cover.len()).filter(|block| block.page == first);
    let lines = cover.iter().chain(near).filter(|block| block.kind != page::Kind::Row && block.mark.is_none());
    lines.filter_map(|block| Some((block, signature::of(&block.text)?))).collect()
}

/// Made from the title, or from the file's content where there is none.
fn document_id(title: Option<&str>, source: &FileInfo) -> String {
    let words = title.map_or_else(|| source.sha256.clone(), page::squeeze);
    format!("d-{}", hex(&Sha256::digest(words)[..6]))
}

fn kind(name: &str) -> Kind {
    match name {
        "strategy" => Kind::Strategy,
        "plan" => Kind::Plan,
        "result_report" => Kind::ResultReport,
        "progress_report" => Kind::ProgressReport,
        "nomination_form" => Kind::NominationForm,
        _ => Kind::Other,
    }
}

/// The cover ends with the contents, a heading with a number, a table or a sentence.
///
/// On a printed page large type makes headings of the cover's lines: there it ends with the first page, and before
/// a heading that is set smaller than the title and stands over a text.
pub fn cover_end(blocks: &[Block]) -> usize {
    let printed = blocks.iter().any(|block| block.look.is_some());
    let first = blocks.first().and_then(|block| block.page);
    let ends = |block: &Block| {
        let heading = if printed {
            let counted = block.rank() == Some(Rank::Number) || lexicon::is_counted_pillar(block.text.as_str());
            block.heading_level().is_some() && counted
        } else {
            matches!(block.kind, page::Kind::Heading(1..=4))
        };
        heading
            || matches!(block.kind, page::Kind::Contents | page::Kind::Row)
            || block.is_sentence()
            || printed && (block.page != first || block.mark.as_ref().is_some_and(|mark| mark.rank == Rank::Sub))
    };
    let end = blocks.iter().take(COVER).position(ends).unwrap_or(blocks.len().min(COVER));
    let largest = blocks[..end].iter().map(size).max().unwrap_or(0);
    let over_text =
        |block: &&Block| printed && block.heading_level().is_some() && size(block) * 10 <= largest * TITLE_SIZE;
    let body = blocks.get(end).is_some_and(|block| block.heading_level().is_none());
    end - blocks[..end].iter().rev().take_while(|block| body && over_text(block)).count()
}

/// Font size in tenths of a point; 0 where nothing tells.
fn size(block: &Block) -> u32 {
    block.look.map_or(0, |look| u32::from(look.size))
}

/// Lines of a title are set at least this large beside its largest, in tenths.
const TITLE_SIZE: u32 = 8;

/// The line above the largest of a title that names the municipality or the count (第3期青葉市) is set at least this large
/// beside it, in tenths.
const OPENING_SIZE: u32 = 6;

/// The title: the first lines that are no date, no office, no number of a form and no label. On a printed page it
/// begins with the largest of them.
fn title(cover: &[Block]) -> Vec<&Block> {
    let is_name = |block: &&Block| {
        let text = block.text.as_str();
        !text.trim().is_empty()
            && !is_office_line(block)
            && !is_dated(text)
            && lexicon::form_label(text).is_none()
            && block.mark.as_ref().is_none_or(|mark| block.look.is_some() && mark.rank == Rank::Number)
            && !(block.look.is_some()
                && (signs(text) && publisher::without_count(text) == text || lexicon::is_part(text)))
            && !is_labelled(block)
            && !text.contains('\t')
    };
    let named = |block: &&Block| is_name(block) && !matches!(block.kind, page::Kind::Furniture);
    let largest = cover.iter().filter(named).map(size).max().unwrap_or(0);
    let first =
        |block: &&Block| !named(block) || lexicon::is_sheet_number(block.text.as_str()) || size(block) < largest;
    let large = |block: &&Block| is_name(block) && size(block) * 10 >= largest * TITLE_SIZE;
    let lines = cover.iter().skip_while(first).take_while(large);
    let lines = lines.filter(|block| !matches!(block.kind, page::Kind::Furniture)).take(3);
    let mut title: Vec<&Block> = Vec::new();
    for line in lines {
        // In a text nothing is set large: behind a line that names the kind of the document only what is set close to
        // it and names one too goes on with the title.
        let named = |block: &Block| lexicon::document_kind(block.text.as_str()).is_some();
        let printed = line.look.is_some();
        let reports = lexicon::document_kind(line.text.as_str()).is_some_and(|kind| kind.ends_with("report"));
        let goes_on = named(line) && (line.gap == 0 || reports);
        if !printed && title.iter().any(|before| named(before)) && !goes_on {
            break;
        }
        title.push(line);
    }
    let above = title.first().and_then(|first| cover.iter().position(|block| block.span == first.span));
    let opens = |block: &&Block| {
        let text = block.text.as_str();
        let bare = without_year(text);
        let whose = lexicon::is_municipal(&page::squeeze(bare)) || publisher::without_count(text) != text;
        let signs = bare == text && !named(block);
        whose && !signs && block.look.is_some() && size(block) * 10 >= largest * OPENING_SIZE
    };
    let opening = above.and_then(|at| at.checked_sub(1)).and_then(|at| cover.get(at)).filter(opens);
    opening.into_iter().chain(title).collect()
}

/// A line without the fiscal year that it begins with (令和7年度 青葉市).
fn without_year(text: &str) -> &str {
    let dates = periods(text, &mut Carry::default());
    let year =
        dates.first().filter(|found| found.range.start == 0 && found.value.period.unit() == PeriodUnit::FiscalYear);
    year.map_or(text, |found| text[found.range.end..].trim_start())
}

/// Nothing but names of municipalities and their bodies: a signature, no title.
fn signs(text: &str) -> bool {
    let parts = text.split(['・', '、']).map(page::squeeze);
    let body = |part: &String| lexicon::is_municipal(part) || lexicon::is_office(part) || lexicon::is_body(part);
    parts.into_iter().all(|part| body(&part) && lexicon::document_kind(&part).is_none())
}

fn join_title(blocks: &[&Block]) -> Text {
    let mut joined = Text::default();
    for block in blocks {
        if !joined.is_blank() {
            joined.push_gap();
        }
        let text = cell_text(&block.text);
        let end = text.as_str().find("(注").unwrap_or(text.as_str().len());
        joined.push_text(&text.slice(0..end));
    }
    joined
}

/// Nothing but a period: `令和5年(2023年)6月`.
fn is_dated(text: &str) -> bool {
    matches!(periods(text.trim(), &mut Carry::default()).as_slice(), [only] if only.range == (0..text.trim().len()))
}

fn is_office_line(block: &Block) -> bool {
    let text = block.text.as_str();
    block.mark.is_none()
        && lexicon::form_label(text).is_none()
        && !is_labelled(block)
        && text.chars().count() <= 30
        && lexicon::is_office(text)
        && lexicon::document_kind(text).is_none()
        && !(block.look.is_some() && text.contains('・') && signs(text))
}

/// Whether a line is a label with its value: it says something of what stands around it, and not of the document.
fn is_labelled(block: &Block) -> bool {
    // The cover is read by the program's own words: those of the user are about tables and fields.
    matches!(part::said(block, &Lexicon::default()), Said::Label(_, fact, rest) if !rest.is_blank() && fact.role != Role::Initiative)
        || block.text.as_str().starts_with(['【', '|', '<'])
}

/// The date of issue: behind a label such as 策定日, or a line of the cover that is nothing but a date.
fn issued(desk: &Desk<'_>, cover: &[Block]) -> Option<Period> {
    let labelled = |block: &Block| {
        let (label, _) = block.text.as_str().split_once(':')?;
        let found = periods(block.text.as_str(), &mut Carry::default());
        let first = found.iter().find(|found| found.range.start > label.len())?;
        lexicon::is_issue_label(label).then(|| desk.period(&block.text, first, block.page)).flatten()
    };
    let alone = |block: &Block| whole_period(desk, block).filter(is_date_of_issue);
    cover.iter().find_map(labelled).or_else(|| cover.iter().find_map(alone))
}

fn whole_period(desk: &Desk<'_>, block: &Block) -> Option<Period> {
    let text = block.text.trim();
    let text = text.slice(bare(text.as_str()));
    let found = periods(text.as_str(), &mut Carry::default());
    let [only] = found.as_slice() else {
        return None;
    };
    (only.range == (0..text.as_str().len())).then(|| desk.period(&text, only, block.page)).flatten()
}

/// A text without the brackets around all of it.
fn bare(text: &str) -> std::ops::Range<usize> {
    let inside = |open: char, close: char| text.starts_with(open) && text.ends_with(close) && text.len() > 2;
    let pair = [('(', ')'), ('[', ']'), ('【', '】')].into_iter().find(|(open, close)| inside(*open, *close));
    pair.map_or(0..text.len(), |(open, close)| open.len_utf8()..text.len() - close.len_utf8())
}

/// The plan's own period: behind or below a label such as 計画期間.
fn plan_period(desk: &Desk<'_>, blocks: &[Block]) -> Option<Period> {
    for (i, block) in blocks.iter().enumerate() {
        let text = block.text.as_str();
        if lexicon::is_plan_period_label(text.trim_end_matches(':')) {
            let below = blocks[i + 1..].iter().take(2).find_map(|next| range_in(desk, next));
            if below.is_some() {
                return below;
            }
        }
        if let Some(period) = sentence_of_period(desk, block) {
            return Some(period);
        }
        let label_ends = [text.find([' ', ':']), text.find(':')];
        if label_ends.into_iter().flatten().any(|end| lexicon::is_plan_period_label(&text[..end]))
            && let Some(period) = range_in(desk, block)
        {
            return Some(period);
        }
    }
    None
}

/// A document is issued on a day, in a month or in a year, not over several.
fn is_date_of_issue(period: &Period) -> bool {
    !matches!((period.start, period.end), (Some(start), Some(end)) if end.year() > start.year() + 1)
}

/// Most characters between the plan's period and the words that call it so behind it.
const FARTHEST_LABEL: usize = 10;
/// `計画期間は、2024年度から2028年度まで`: a sentence that begins with the label.
fn sentence_of_period(desk: &Desk<'_>, block: &Block) -> Option<Period> {
    let text = block.text.as_str();
    let behind = |at: usize| {
        let label = text[..at].rsplit(['、', '。', 'の', '(']).next().unwrap_or_default();
        let width = text[at..].chars().next().map_or(1, char::len_utf8);
        lexicon::is_plan_period_label(label).then_some(at + width)
    };
    let topic = |c: char| c == ':' || lexicon::is_topic(c);
    let mut from = text.match_indices(topic).filter_map(|(at, _)| behind(at)).peekable();
    let named = lexicon::plan_period_named(text);
    if from.peek().is_none() && named.is_empty() {
        return None;
    }
    let found = periods(text, &mut Carry::default());
    let told = |from: usize| {
        let first = found.iter().find(|found| found.range.start >= from && spans_years(found))?;
        (first.range.start <= from + "、".len()).then_some(first)
    };
    // 令和6年度から令和12年度までの7年間を計画期間とする
    let before = |label: &std::ops::Range<usize>| {
        let sentence = text[..label.start].rsplit('。').next().unwrap_or_default();
        if lexicon::speaks_of_others(sentence) {
            return None;
        }
        let near = |found: &&Found<crate::text::Dated>| {
            found.range.end <= label.start && text[found.range.end..label.start].chars().count() <= FARTHEST_LABEL
        };
        found.iter().filter(|found| spans_years(found)).rfind(near)
    };
    let period = from.find_map(told).or_else(|| named.iter().find_map(before));
    period.and_then(|first| desk.period(&block.text, first, block.page))
}

/// Whether a period is longer than a single fiscal year.
fn is_long(period: &Period) -> bool {
    matches!((period.start, period.end), (Some(start), Some(end)) if end.year() > start.year() + 1)
}

/// A line of the cover that is nothing but a period of several years.
fn whole_range(desk: &Desk<'_>, block: &Block) -> Option<Period> {
    whole_period(desk, block).filter(is_long).and_then(|_| range_in(desk, block))
}

fn spans_years(found: &Found<crate::text::Dated>) -> bool {
    let period = &found.value.period;
    matches!(period.unit(), PeriodUnit::FiscalYear | PeriodUnit::CalendarYear | PeriodUnit::Month | PeriodUnit::Day)
        && matches!((period.start(), period.end()), (Some(start), Some(end)) if start.year() < end.year())
}

/// The first period of several years in a block that is no long text.
fn range_in(desk: &Desk<'_>, block: &Block) -> Option<Period> {
    if block.text.as_str().chars().count() > LONGEST_PERIOD {
        return None;
    }
    // 計画期間：2024-2028: what only a value of dates may leave out.
    let (text, found) = match value_of_period(block) {
        Some(value) => {
            let found = date_cell(value.as_str(), &mut Carry::default()).found;
            (value, found)
        }
        None => (block.text.clone(), periods(block.text.as_str(), &mut Carry::default())),
    };
    found.iter().find(|found| spans_years(found)).and_then(|found| desk.period(&text, found, block.page))
}

/// A line with the plan's period is no longer than this, in characters.
const LONGEST_PERIOD: usize = 80;

/// What stands behind a label such as 計画期間 on its line.
fn value_of_period(block: &Block) -> Option<Text> {
    let text = block.text.as_str();
    let ends = [text.find(':'), text.find([' ', ':'])].into_iter().flatten();
    let end = ends.into_iter().find(|end| lexicon::is_plan_period_label(&text[..*end]))?;
    let value = block.text.slice(end + 1..text.len()).trimmed();
    (!value.is_blank() && text.chars().count() <= LONGEST_PERIOD).then_some(value)
}

/// Notes what behind a label such as 計画期間 was not understood as the plan's period.
pub fn note_unread(blocks: &[Block], about: &About, desk: &Desk<'_>) {
    for value in blocks.iter().filter_map(value_of_period) {
        let read = date_cell(value.as_str(), &mut Carry::default());
        // A sentence behind the label speaks of the plan and is read as one.
        let dates = value.as_str().contains(|c: char| c.is_ascii_digit()) && !value.as_str().ends_with('。');
        if dates && (about.period.is_none() || !read.found.is_empty()) {
            desk.note_unread(&value, &read.unread);
        }
    }
}
