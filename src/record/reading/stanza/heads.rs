//! Lines that can name an undertaking, and how far what they head goes.

use super::{Part, Stanza, form};
use crate::lexicon::{self, Look, Role};
use crate::page::{Block, Kind, squeeze};
use crate::record::Page;
use crate::record::reading::look;
use crate::record::reading::part::{self, Said};
use crate::text::Text;
use std::collections::BTreeSet;

/// Finds the headings directly above each head that are set smaller than it: they stand above the heads that follow,
/// too, until the next ones.
pub(super) fn over(page: &Page<'_>, lines: &[Said], all: &mut [Stanza]) {
    let heads: BTreeSet<usize> = all.iter().filter(|stanza| !stanza.is_pillar).map(|stanza| stanza.head).collect();
    let (mut last, mut under): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    for stanza in all {
        let chain = page.headings_above(stanza.head);
        let level = page.blocks[stanza.head].heading_level();
        let passes = |at: &usize| {
            let block = &page.blocks[*at];
            let brief = block.kind == Kind::Plain && block.text.as_str().chars().count() <= BRIEF;
            let heading = block.heading_level().is_some() && lines[*at] == Said::Words && !heads.contains(at);
            lines[*at] == Said::Tag || block.kind == Kind::Furniture || brief || heading
        };
        let near = (0..stanza.head).rev().take_while(passes);
        let smaller = |at: &usize| {
            let own = page.blocks[*at].heading_level();
            let heads = lines[*at] == Said::Words && !page.has_title(&page.blocks[*at]);
            heads && own.is_some() && own > level && !chain.contains(at)
        };
        let mut own: Vec<usize> = near.filter(smaller).collect();
        own.reverse();
        if own.is_empty() && chain == under {
            own.clone_from(&last);
        }
        (last, under) = (own.clone(), chain);
        stanza.over = own;
    }
}

/// Longest line between a heading and the head below it (施策 2-1), in characters.
pub(super) const BRIEF: usize = 8;

/// Heads side by side, with their parts one after another below: each has those from a label on that is printed again.
pub(super) fn apart(page: &Page<'_>, all: &mut [Stanza]) {
    let mut last = 0;
    while last < all.len() {
        let bare = |stanza: &Stanza| stanza.parts.iter().all(|part| matches!(part.role, Some(Role::Tag | Role::Code)));
        let label = |part: &Part| squeeze(part.label.as_str());
        let begin = all[last].parts.iter().find(|part| part.told.is_some()).map(label);
        let starts: Vec<usize> = match &begin {
            Some(begin) => (0..all[last].parts.len()).filter(|at| label(&all[last].parts[*at]) == *begin).collect(),
            None => Vec::new(),
        };
        let first = (last + 1).checked_sub(starts.len()).filter(|first| *first < last);
        let beside = |first: &usize| {
            (*first..last).all(|at| bare(&all[at]) && all[at].blocks.end == all[at + 1].head)
                && (*first..last).all(|at| form(&page.blocks[all[at].head]) == form(&page.blocks[all[last].head]))
        };
        if let Some(first) = first.filter(beside) {
            let mut parts = std::mem::take(&mut all[last].parts);
            let end = all[last].blocks.end;
            let own: Vec<Part> = parts.drain(..starts[0]).collect();
            let from = |nth: usize| starts.get(nth).map_or(parts.len(), |at| at - starts[0]);
            let groups: Vec<Vec<Part>> =
                (0..starts.len()).map(|nth| parts[from(nth)..from(nth + 1)].to_vec()).collect();
            for (stanza, group) in all[first..=last].iter_mut().zip(groups) {
                stanza.parts.extend(group);
            }
            all[last].parts.splice(0..0, own);
            let begins: Vec<usize> = all[first..=last]
                .iter()
                .map(|stanza| {
                    stanza
                        .parts
                        .iter()
                        .find(|part| part.told.is_some())
                        .and_then(|part| part.blocks.first().copied())
                        .unwrap_or(end)
                })
                .collect();
            for (nth, stanza) in all[first..=last].iter_mut().enumerate() {
                stanza.blocks = begins[nth]..begins.get(nth + 1).copied().unwrap_or(end);
            }
        }
        last += 1;
    }
}

/// Whether a block can name an undertaking.
pub(super) fn is_head(page: &Page<'_>, at: usize, lines: &[Said]) -> bool {
    let block = &page.blocks[at];
    match (&lines[at], block.kind) {
        (Said::Label(_, fact, rest), _) => fact.role == Role::Initiative && !rest.is_blank() && !block.is_sentence(),
        (Said::Words, Kind::Heading(_)) => !block.is_sentence() && !page.is_title(block),
        (Said::Words, Kind::Plain) if part::names_with_office(block, page.lexicon) => {
            page.blocks.get(at + 1).is_some_and(Block::is_sentence)
        }
        // A line of text over labelled lines.
        (Said::Words, Kind::Plain) => {
            let next = (at + 1..lines.len()).find(|next| page.blocks[*next].kind != Kind::Furniture);
            let below = next.is_some_and(|next| {
                matches!(&lines[next], Said::Label(_, fact, rest) if fact.role != Role::Initiative && !rest.is_blank())
            });
            let apart = at == 0
                || block.gap > 0
                || matches!(lines[at - 1], Said::Tag)
                || page.blocks[at - 1].heading_level().is_some();
            below
                && apart
                && !block.is_sentence()
                && matches!(look::look(block.text.as_str()), Some(Look::Name | Look::Later))
        }
        (Said::Words, Kind::Row) => pseudo_head(page, at).is_some(),
        _ => false,
    }
}

/// The name in a table of one row that counts something: `施策2-1 | 健康づくりの推進`.
pub(super) fn pseudo_head(page: &Page<'_>, at: usize) -> Option<Text> {
    let table = page.tables.iter().find(|table| table.blocks.contains(&at))?;
    let rows: Vec<_> = table.head.iter().chain(&table.rows).collect();
    let [row] = rows.as_slice() else { return None };
    let said: Vec<&Text> = row.cells.iter().map(|cell| &cell.text).filter(|text| !text.is_blank()).collect();
    let [count, name] = said.as_slice() else { return None };
    let glued = format!("{} {}", count.as_str(), name.as_str());
    let is_name = |text: &Text| matches!(look::look(text.as_str()), Some(Look::Name | Look::Later | Look::Plan));
    let counts = lexicon::counted_name(&glued).is_some_and(|(_, end)| end + name.as_str().len() >= glued.len())
        || look::look(count.as_str()) == Some(Look::Code);
    (counts && is_name(name) && !name.as_str().contains('。')).then(|| (*name).clone())
}

/// Where the blocks of a head end: at the next head, or at a heading that is not below it.
pub(super) fn end(page: &Page<'_>, head: usize, next: Option<usize>, lines: &[Said]) -> usize {
    let level = page.blocks[head].heading_level();
    let limit = next.unwrap_or(page.blocks.len());
    // A label that stands alone below lines with offices is one of what stands above them.
    if level.is_none() && part::names_with_office(&page.blocks[head], page.lexicon) {
        let alone = |at: &usize| {
            let label = matches!(&lines[*at], Said::Label(_, _, rest) if rest.is_blank());
            label || page.blocks[*at].heading_level().is_some()
        };
        return (head + 1..limit).find(alone).unwrap_or(limit);
    }
    let outer = (head + 1..limit).find(|at| {
        let own = page.blocks[*at].heading_level();
        let label = matches!(lines[*at], Said::Label(..) | Said::Tag | Said::Amount | Said::Entry);
        own.is_some()
            && !page.is_title(&page.blocks[*at])
            && (!label || own.zip(level).is_some_and(|(own, level)| own < level))
    });
    outer.unwrap_or(limit)
}

/// The end without the words that sort what comes next.
pub(super) fn without_tags(lines: &[Said], from: usize, end: usize, next: Option<usize>) -> usize {
    if next != Some(end) {
        return end;
    }
    (from..end).rev().take_while(|at| lines[*at] == Said::Tag).last().unwrap_or(end)
}

/// Whether the words that sort stand before the names in this document, rather than behind them.
pub(super) fn tags_stand_before(blocks: &[Block], lines: &[Said]) -> bool {
    let heads =
        |at: Option<usize>| at.is_some_and(|at| lines[at] == Said::Words && blocks[at].heading_level().is_some());
    let tags = || (0..lines.len()).filter(|at| lines[*at] == Said::Tag);
    let before = tags().filter(|at| heads(Some(at + 1).filter(|at| *at < lines.len()))).count();
    let behind = tags().filter(|at| heads(at.checked_sub(1))).count();
    before >= behind
}
