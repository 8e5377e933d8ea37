//! What a page carries beside its text: contents, page numbers, numbers glued to headings.

use super::{Block, Kind, squeeze, wrap};
use crate::lexicon::{self, SectionKind};
use crate::text::Rank;
use std::collections::HashSet;

/// Marks the table of contents: the heading 目次 and the lines that stand together below it, and on printed pages
/// every line whose dots lead to a page number.
pub fn mark_contents(blocks: &mut [Block]) {
    for block in blocks.iter_mut().filter(|block| block.look.is_some() && block.kind != Kind::Row) {
        if block.lines.first().is_some_and(|line| wrap::ends_with_leader(line.as_str())) {
            block.kind = Kind::Contents;
        }
    }
    let Some(start) = blocks.iter().position(|block| {
        block.kind != Kind::Row
            && block.text.as_str().chars().count() <= 10
            && lexicon::section_kind(block.text.as_str()) == Some(SectionKind::Contents)
    }) else {
        return;
    };
    let body = blocks[start + 1..].iter().enumerate();
    let end = body.take_while(|(i, block)| (*i == 0 || block.gap == 0) && block.kind != Kind::Row).count();
    for block in &mut blocks[start..=start + end] {
        block.kind = Kind::Contents;
    }
}

/// Marks lines that are only a number: a page's own, or the number of the heading below.
///
/// Numbers that count up from 1 without a gap number what follows them; others are pages.
pub fn mark_numbers(blocks: &mut [Block]) {
    let numbers: Vec<(usize, bool, u32)> = blocks
        .iter()
        .enumerate()
        .filter_map(|(i, block)| bare_number(block).map(|(padded, n)| (i, padded, n)))
        .collect();
    for padded in [true, false] {
        let run: Vec<_> = numbers.iter().filter(|(_, p, _)| *p == padded).collect();
        let named = |i: usize| blocks.get(i + 1).is_some_and(|next| next.kind == Kind::Plain && !next.is_sentence());
        let counts = run.len() >= 2 && run.iter().enumerate().all(|(i, (at, _, n))| *n == i as u32 + 1 && named(*at));
        for (i, _, _) in run {
            if counts && padded {
                blocks[i + 1].kind = Kind::Heading(heading_of_number());
                blocks[*i].kind = Kind::Furniture;
            } else if !counts && blocks[*i].look.is_none() {
                // On printed pages the place on the page has told the page numbers.
                blocks[*i].kind = Kind::Furniture;
            }
        }
    }
}

/// Chapters that carry a number of their own are the outermost headings.
fn heading_of_number() -> u8 {
    1
}

/// A line of digits only, `- 3 -` or `P.3`: whether it is padded with a zero, and its value.
fn bare_number(block: &Block) -> Option<(bool, u32)> {
    let text = block.lines.first()?.as_str().trim();
    let digits = text.trim_start_matches("P.").trim_matches(['-', ' ', 'ー', '/']);
    let all = !digits.is_empty() && digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit());
    (block.kind != Kind::Row && all).then(|| (digits.starts_with('0'), digits.parse().unwrap_or(0)))
}

/// Where the space stands behind which a block ends with what may be a page number.
fn glued_at(block: &Block) -> Option<usize> {
    let (name, number) = block.text.as_str().rsplit_once(' ')?;
    let heads = block.kind != Kind::Row && matches!(block.rank(), Some(Rank::Head | Rank::Number) | None);
    (heads && number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit())).then_some(name.len())
}

/// Takes the page number off a heading that is printed elsewhere without it
/// (`（2）サービスの見直し 5`).
pub fn cut_glued_numbers(blocks: &mut Vec<Block>) {
    let may_be = |(i, block): (usize, &Block)| Some((i, glued_at(block)?));
    let glued: Vec<(usize, usize)> = blocks.iter().enumerate().filter_map(may_be).collect();
    if glued.is_empty() {
        return;
    }
    let names: HashSet<String> = blocks.iter().map(|block| squeeze(block.text.as_str())).collect();
    let mut cut = Vec::new();
    for (i, space) in glued {
        let Some(block) = blocks.get_mut(i) else { continue };
        let text = block.text.as_str();
        if !names.contains(&squeeze(&text[..space])) {
            continue;
        }
        let at = space + 1;
        let mut page_number = block.clone();
        page_number.text = block.text.slice(at..text.len());
        page_number.kind = Kind::Furniture;
        page_number.mark = None;
        page_number.gap = 0;
        page_number.printed = page_number.text.clone();
        page_number.lines = vec![page_number.text.clone()];
        page_number.span = page_number.text.hull().unwrap_or(block.span);
        block.text = block.text.slice(0..space).trimmed();
        block.span.end = page_number.span.start;
        block.lines = vec![block.text.clone()];
        cut.push((i + 1, page_number));
    }
    for (i, block) in cut.into_iter().rev() {
        blocks.insert(i, block);
    }
}
