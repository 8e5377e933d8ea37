//! Pages of 取組み状況: dated headlines over a paragraph, and figures alone under a label
//! (contract, rule 5).

use super::desk::{Desk, Piece};
use super::figures::Scope;
use super::model::{Inherited, Period};
use super::statement::{Detail, Statement};
use super::tables::period_above;
use super::trace::Ground;
use super::{Page, Records, outcome};
use crate::lexicon::{self, SectionKind};
use crate::page::{Block, Kind};
use crate::table::cell_text;
use crate::text::{Carry, Text, join_lines, periods, quantities};

/// A page of what was done.
const STATUS: Ground = Ground::of(
    "on a page of what was done, a headline with its own date over a paragraph, or a figure alone under its label, is a result",
    module_path!(),
);

/// Reads the pages of 取組み状況, and labels with a figure wherever they stand.
pub fn read(page: &Page<'_>, desk: &mut Desk<'_>, records: &mut Records) {
    for i in 0..page.blocks.len() {
        if !records.is_free(i) || page.blocks[i].kind == Kind::Furniture {
            continue;
        }
        let status = status_heading(page, i);
        let dated = status.and_then(|heading| period_above(desk, &page.blocks[heading], Inherited::Heading));
        if let Some(end) = labelled_figure(page.blocks, i) {
            let above = status.map_or(i, |heading| first_paragraph(page.blocks, heading, i, records));
            figure(page, i..end, above..i, dated, desk, records);
        } else if status.is_some() {
            headline(page, i, dated, desk, records);
        }
    }
}

/// The heading 取組み状況 that a block stands under.
fn status_heading(page: &Page<'_>, block: usize) -> Option<usize> {
    let mut above = page.headings_above(block);
    above.reverse();
    above
        .into_iter()
        .find(|heading| lexicon::section_kind(page.blocks[*heading].text.as_str()) == Some(SectionKind::Status))
}

/// `達成率：95.2%` on one line or on two: the end of its blocks.
fn labelled_figure(blocks: &[Block], i: usize) -> Option<usize> {
    let one = |block: &Block| block.kind == Kind::Plain || block.heading_level().is_some_and(|level| level >= 6);
    if !one(&blocks[i]) {
        return None;
    }
    let (label, rest) = blocks[i].text.as_str().split_once(':')?;
    if !lexicon::is_measure(label) || label.chars().count() > 20 {
        return None;
    }
    let alone = |text: &str| {
        let found = quantities(text.trim(), &[]);
        matches!(found.as_slice(), [only] if only.range == (0..text.trim().len()))
    };
    if rest.trim().is_empty() {
        let next = blocks.get(i + 1).filter(|next| next.gap == 0 && one(next) && alone(next.text.as_str()))?;
        return (next.gap == 0).then_some(i + 2);
    }
    alone(rest).then_some(i + 1)
}

/// The first of the free sentences directly above a block, below the heading.
fn first_paragraph(blocks: &[Block], heading: usize, block: usize, records: &Records) -> usize {
    let sentence =
        |i: &usize| *i > heading && records.is_free(*i) && blocks[*i].kind == Kind::Plain && blocks[*i].is_sentence();
    (0..block).rev().take_while(sentence).last().unwrap_or(block)
}

/// A figure alone under its label; the paragraph above explains it.
fn figure(
    page: &Page<'_>,
    label: std::ops::Range<usize>,
    above: std::ops::Range<usize>,
    as_of: Option<Period>,
    desk: &mut Desk<'_>,
    records: &mut Records,
) {
    let blocks = page.blocks;
    let headline = join_lines(blocks[label.clone()].iter().map(|block| &block.text).collect::<Vec<_>>());
    let paragraph = paragraph(&blocks[above.clone()]);
    let details: Vec<Detail> = paragraph.into_iter().map(|text| Detail { rank: None, lines: vec![text] }).collect();
    make(page, headline, details, above.start.min(label.start)..label.end, as_of, desk, records);
}

/// A headline that ends with its own date in brackets, and the paragraph below it.
fn headline(page: &Page<'_>, i: usize, as_of: Option<Period>, desk: &mut Desk<'_>, records: &mut Records) {
    let blocks = page.blocks;
    let text = blocks[i].text.as_str();
    let found = periods(text, &mut Carry::default());
    let dated =
        found.iter().any(|found| text[..found.range.start].ends_with('(') && text[found.range.end..].trim() == ")");
    if !dated || blocks[i].kind == Kind::Row || blocks[i].heading_level().is_some_and(|level| level < 6) {
        return;
    }
    let count = blocks[i + 1..].iter().take_while(|next| next.gap == 0 && next.kind == Kind::Plain).count();
    if count == 0 {
        return;
    }
    let details = paragraph(&blocks[i + 1..=i + count])
        .into_iter()
        .map(|text| Detail { rank: None, lines: vec![text] })
        .collect();
    make(page, blocks[i].text.clone(), details, i..i + count + 1, as_of, desk, records);
}

fn paragraph(blocks: &[Block]) -> Option<Text> {
    (!blocks.is_empty()).then(|| join_lines(&blocks.iter().map(|block| cell_text(&block.text)).collect::<Vec<_>>()))
}

fn make(
    page: &Page<'_>,
    headline: Text,
    details: Vec<Detail>,
    taken: std::ops::Range<usize>,
    as_of: Option<Period>,
    desk: &mut Desk<'_>,
    records: &mut Records,
) {
    let blocks = &page.blocks[taken.clone()];
    let at = blocks.first().and_then(|block| block.page);
    let beside = blocks.iter().map(|block| Piece::of(block.span, block.page)).collect();
    let statement = Statement { headline, details, printed: Vec::new() };
    let context = outcome::Context { page: at, beside, ground: STATUS, ..Default::default() };
    let mut scope = Scope { as_of, ..Scope::default() };
    let made = outcome::outcome(desk, &statement, &context, &mut scope);
    records.results.push(made);
    taken.for_each(|block| records.take(block));
}
