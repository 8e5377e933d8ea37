//! Stanzas: a heading that names an undertaking, with its parts below: labels with values, sentences, items, an amount,
//! an office, a small table (contract, rules 9, 20 and 21).
//!
//! ```text
//! 新規
//! こども医療費の助成                 the head
//! 予算額 3億6,200万円                a label and its value
//! 対象を18歳まで拡大します。         a sentence
//! 担当:子育て支援課
//! ```
//!
//! What speaks for a stanza are its labels and the looks of its lines; heads that are set alike decide together.

use super::part::{self, Said};
use super::region::Region;
use super::{card, look};
use crate::lexicon::{self, Fact, Lexicon, Look, Role, SectionKind};
use crate::page::{Block, Kind, squeeze};
use crate::record::Page;
use crate::table::Table;
use crate::text::{Rank, Text};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// From this sum on a head names an undertaking.
const ACCEPT: i32 = 330;
/// The same of one among others that are set alike, where their mean is as high.
const ACCEPT_ALIKE: i32 = 150;
/// Mean of heads that are set alike.
const ALIKE: i32 = 220;
/// The most that one part says.
const PART: i32 = 200;
/// From this weight on a label in a table names an undertaking.
const NAMED: i32 = 250;
/// Sentences directly below the head.
const PROSE: i32 = 40;
/// Items directly below the head.
const ITEMS: i32 = 30;
/// A head that a number or a mark opens.
const COUNTED: i32 = 30;
/// A head that ends with a noun of action.
const ACTION: i32 = 40;
/// A head that introduces, or tells of a matter beside the undertakings.
const BESIDE: i32 = -500;

/// A part of a stanza.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its label; blank where it has none.
    pub label: Text,
    /// The label with the signs around it.
    pub signs: Text,
    /// What it is, where it has no label.
    pub role: Option<Role>,
    /// Its values, one a cell.
    pub values: Vec<(Text, Option<u32>)>,
    /// What it says for a stanza.
    pub weight: i32,
    /// The role that its label best tells.
    pub told: Option<Role>,
    /// Whether its label stands alone, with its values below.
    pub alone: bool,
    /// Its blocks.
    pub blocks: Vec<usize>,
}

/// A head with its parts.
#[derive(Debug, Clone)]
pub struct Stanza {
    /// The block that names it.
    pub head: usize,
    /// The name.
    pub name: Text,
    /// What stands before the name on its line: the label that it follows.
    pub head_signs: Text,
    /// Headings set directly above the head, however small they are: steps of its path.
    pub over: Vec<usize>,
    /// All of its blocks, the head included.
    pub blocks: Range<usize>,
    /// Its parts.
    pub parts: Vec<Part>,
    /// Its indicators, each with the parts that say its figures (指標, 基準値, 目標値), line by line.
    pub indicators: Vec<Vec<Part>>,
    /// What speaks for it, in hundredths of a nat.
    pub sum: i32,
    /// Whether it names no undertaking, but stands over several: its aims are its own.
    pub is_pillar: bool,
}

impl Stanza {
    /// The blocks that its parts were read from.
    pub fn used(&self) -> impl Iterator<Item = usize> {
        let parts = self.parts.iter().chain(self.indicators.iter().flatten());
        parts.flat_map(|part| part.blocks.iter().copied())
    }
}

/// The stanzas of a document, in order. `is_free` tells the blocks that nothing was read from.
///
/// `named` has the tables, by their first blocks, whose rows are initiatives.
pub fn of(page: &Page<'_>, is_free: &dyn Fn(usize) -> bool, named: &BTreeSet<usize>) -> Vec<Stanza> {
    let mut lines: Vec<Said> = page.blocks.iter().map(|block| part::said(block, page.lexicon)).collect();
    agree(page, &mut lines);
    let before = tags_stand_before(page.blocks, &lines);
    let heads: Vec<usize> = (0..page.blocks.len()).filter(|at| is_free(*at) && is_head(page, *at, &lines)).collect();
    let mut all: Vec<Stanza> = Vec::new();
    for (nth, head) in heads.iter().enumerate() {
        let end = end(page, *head, heads.get(nth + 1).copied(), &lines);
        let end = if before { without_tags(&lines, *head + 1, end, heads.get(nth + 1).copied()) } else { end };
        all.push(stanza(page, *head, end, &lines, before, is_free));
    }
    apart(page, &mut all);
    for stanza in &mut all {
        stanza.sum = sum(page, stanza);
        stanza.is_pillar = lexicon::is_counted_pillar(page.blocks[stanza.head].printed.as_str())
            || stanza.blocks.clone().any(|at| named.contains(&at));
    }
    let heads: Vec<usize> = accepted(page.blocks, &all).iter().map(|stanza| stanza.head).collect();
    let level = |at: usize| page.blocks[at].heading_level();
    for (nth, stanza) in all.iter_mut().enumerate() {
        // An undertaking set below another: the outer one stands over several.
        let below = page.headings_above(heads.get(nth + 1).copied().unwrap_or_default());
        stanza.is_pillar |= level(stanza.head).is_some() && below.contains(&stanza.head);
    }
    all.retain(|stanza| heads.contains(&stanza.head) || stanza.is_pillar && stanza.sum > 0);
    over(page, &lines, &mut all);
    all.extend(without_head(page, &all, &lines, is_free));
    all
}

/// Finds the headings directly above each head that are set smaller than it: they stand above the heads that follow,
/// too, until the next ones.
fn over(page: &Page<'_>, lines: &[Said], all: &mut [Stanza]) {
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
const BRIEF: usize = 8;

/// Aims below a label that stands in no stanza: they belong to the headings above.
fn without_head(page: &Page<'_>, all: &[Stanza], lines: &[Said], is_free: &dyn Fn(usize) -> bool) -> Vec<Stanza> {
    let blocks = page.blocks;
    let inside = |at: usize| all.iter().any(|stanza| stanza.blocks.contains(&at));
    let item = |at: usize| is_free(at) && blocks[at].kind == Kind::Item && lines[at] == Said::Words;
    let mut found = Vec::new();
    for at in (0..blocks.len()).filter(|at| is_free(*at) && !inside(*at)) {
        let text = blocks[at].text.trim();
        let aims = part::heads_aims(&blocks[at], page.lexicon);
        let items: Vec<usize> = (at + 1..blocks.len()).take_while(|next| item(*next)).collect();
        if !aims || items.is_empty() {
            continue;
        }
        let values = items.iter().map(|item| (blocks[*item].printed.clone(), blocks[*item].page)).collect();
        let end = at + 1 + items.len();
        let mut used = vec![at];
        used.extend(items);
        let (role, told) = (None, Some(Role::Target));
        let part = Part {
            signs: blocks[at].printed.clone(),
            label: text,
            role,
            values,
            weight: PART,
            told,
            alone: true,
            blocks: used,
        };
        let parts = vec![part];
        found.push(Stanza {
            over: Vec::new(),
            head: at,
            name: Text::default(),
            head_signs: Text::default(),
            blocks: at..end,
            parts,
            indicators: Vec::new(),
            sum: PART,
            is_pillar: true,
        });
    }
    found
}

/// Heads side by side, with their parts one after another below: each has those from a label on that is printed again.
fn apart(page: &Page<'_>, all: &mut [Stanza]) {
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

/// Fewest known labels set alike that make the others set so labels, too.
const FEWEST_LABELS: usize = 2;
/// A short heading printed so often under different ones is a label.
const REPEATED: usize = 3;

/// Labels agree over the document: a heading that is set as labels are is one, known or not, and so is one that is
/// printed under heading after heading.
fn agree(page: &Page<'_>, lines: &mut [Said]) {
    let blocks = page.blocks;
    let mut set: BTreeMap<(Option<u8>, Option<String>), (usize, usize)> = BTreeMap::new();
    let mut printed: BTreeMap<String, BTreeSet<Option<usize>>> = BTreeMap::new();
    let heading = |at: &usize| blocks[*at].heading_level().is_some();
    entries(blocks, lines);
    for at in (0..blocks.len()).filter(heading) {
        let (labels, others) = set.entry(form(&blocks[at])).or_default();
        match &lines[at] {
            Said::Label(_, _, rest) if rest.is_blank() => *labels += 1,
            Said::Words => *others += 1,
            _ => {}
        }
        printed.entry(squeeze(blocks[at].text.as_str())).or_default().insert(page.heading_of(at));
    }
    for at in (0..blocks.len()).filter(heading) {
        let words = blocks[at].text.as_str();
        let counted = blocks[at].rank() == Some(Rank::Number) || lexicon::counted_name(words).is_some();
        if lines[at] != Said::Words || counted || words.chars().count() > part::LONGEST || page.is_title(&blocks[at]) {
            continue;
        }
        let (labels, others) = set.get(&form(&blocks[at])).copied().unwrap_or_default();
        let again = printed.get(&squeeze(words)).map_or(0, BTreeSet::len);
        if labels >= FEWEST_LABELS && labels >= others || again >= REPEATED {
            lines[at] = Said::Label(blocks[at].text.trim(), part::UNKNOWN, Text::default());
        }
    }
    plain(page, lines);
}

/// Short lines of text that are printed under several headings and end as labels do are labels.
fn plain(page: &Page<'_>, lines: &mut [Said]) {
    let brief = |at: usize| {
        let block = &page.blocks[at];
        let fact = part::ends_as_label(block, page.lexicon)
            .filter(|_| lines[at] == Said::Words && block.kind == Kind::Plain)?;
        Some((squeeze(block.text.as_str()), fact))
    };
    let all: Vec<(usize, String, Fact)> =
        (0..lines.len()).filter_map(|at| brief(at).map(|(words, fact)| (at, words, fact))).collect();
    let mut under: BTreeMap<&str, BTreeSet<Option<usize>>> = BTreeMap::new();
    for (at, words, _) in &all {
        under.entry(words).or_default().insert(page.heading_of(*at));
    }
    for (at, words, fact) in &all {
        if under.get(words.as_str()).is_some_and(|heads| heads.len() >= FEWEST_LABELS) {
            lines[*at] = Said::Label(page.blocks[*at].text.trim(), *fact, Text::default());
        }
    }
}

/// Lines with one mark, set alike, with nothing between them and below a label: a list, though a heading's mark opens
/// each.
fn entries(blocks: &[Block], lines: &mut [Said]) {
    let marked = |at: usize| {
        let mark = blocks[at].mark.as_ref().filter(|mark| mark.rank != Rank::Number);
        blocks[at].heading_level().filter(|_| mark.is_some()).map(|_| form(&blocks[at]))
    };
    let mut at = 0;
    while at < blocks.len() {
        let own = marked(at).filter(|_| lines[at] == Said::Words);
        let run =
            (at..blocks.len()).take_while(|next| own.is_some() && marked(*next) == own && lines[*next] == Said::Words);
        let count = run.count();
        let below = at
            .checked_sub(1)
            .is_some_and(|before| matches!(&lines[before], Said::Label(_, _, rest) if rest.is_blank()));
        if count >= 2 && below {
            lines[at..at + count].fill(Said::Entry);
        }
        at += count.max(1);
    }
}

/// Of heads that are set alike all are taken where most have parts that speak for them.
fn accepted<'s>(blocks: &[Block], all: &'s [Stanza]) -> Vec<&'s Stanza> {
    let mut alike: BTreeMap<(Option<u8>, Option<String>), (i32, i32)> = BTreeMap::new();
    for stanza in all {
        let (sum, count) = alike.entry(form(&blocks[stanza.head])).or_default();
        *sum += stanza.sum.clamp(-200, ACCEPT * 2);
        *count += 1;
    }
    let least = |stanza: &Stanza| match alike.get(&form(&blocks[stanza.head])) {
        Some((sum, count)) if *count > 1 && sum / count >= ALIKE => ACCEPT_ALIKE,
        _ => ACCEPT,
    };
    all.iter().filter(|stanza| stanza.sum >= least(stanza)).collect()
}

/// How a head is set: its level and its mark without the number.
fn form(block: &Block) -> (Option<u8>, Option<String>) {
    let sign = block.mark.as_ref().map(|mark| mark.sign.replace(|c: char| c.is_ascii_digit() || "IVX".contains(c), ""));
    (block.heading_level(), sign)
}

/// Whether a block can name an undertaking.
fn is_head(page: &Page<'_>, at: usize, lines: &[Said]) -> bool {
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
fn pseudo_head(page: &Page<'_>, at: usize) -> Option<Text> {
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
fn end(page: &Page<'_>, head: usize, next: Option<usize>, lines: &[Said]) -> usize {
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
fn without_tags(lines: &[Said], from: usize, end: usize, next: Option<usize>) -> usize {
    if next != Some(end) {
        return end;
    }
    (from..end).rev().take_while(|at| lines[*at] == Said::Tag).last().unwrap_or(end)
}

/// Whether the words that sort stand before the names in this document, rather than behind them.
fn tags_stand_before(blocks: &[Block], lines: &[Said]) -> bool {
    let heads =
        |at: Option<usize>| at.is_some_and(|at| lines[at] == Said::Words && blocks[at].heading_level().is_some());
    let tags = || (0..lines.len()).filter(|at| lines[*at] == Said::Tag);
    let before = tags().filter(|at| heads(Some(at + 1).filter(|at| *at < lines.len()))).count();
    let behind = tags().filter(|at| heads(at.checked_sub(1))).count();
    before >= behind
}

fn stanza(
    page: &Page<'_>,
    head: usize,
    end: usize,
    lines: &[Said],
    before: bool,
    is_free: &dyn Fn(usize) -> bool,
) -> Stanza {
    let block = &page.blocks[head];
    let mut name = match &lines[head] {
        Said::Label(.., rest) => rest.clone(),
        _ => pseudo_head(page, head).unwrap_or_else(|| block.text.clone()),
    };
    let mut parts: Vec<Part> = Vec::new();
    name = part::unbracketed(name);
    if let Some((rest, amount, behind)) = part::amount_in(&name) {
        parts.push(alone(Role::Budget, amount, (block.page, &[]), 120));
        name = rest;
        name.push_text(&behind);
    }
    if let Some((at, offices)) = part::closing_offices(&name, page.lexicon).filter(|(at, _)| *at > 0) {
        parts.push(alone(Role::Department, offices, (block.page, &[]), PART));
        name = part::unbracketed(name.slice(0..at).trim());
    }
    if let Some((at, tag)) = part::closing_tag(&name) {
        parts.push(alone(Role::Tag, tag, (block.page, &[]), 100));
        name = name.slice(0..at).trim();
    }
    if let Some(end) = part::code(name.as_str()) {
        parts.push(alone(Role::Code, name.slice(0..end), (block.page, &[]), 60));
        name = name.slice(end..name.as_str().len()).trim();
    }
    if before {
        let tags = (0..head).rev().take_while(|at| lines[*at] == Said::Tag && is_free(*at));
        parts.extend(tags.map(|at| alone(Role::Tag, page.blocks[at].text.trim(), (page.blocks[at].page, &[at]), 100)));
    }
    let mut at = head + 1;
    while at < end {
        let step = if is_free(at) { take(page, at, end, lines, &mut parts) } else { 0 };
        at += step.max(1);
    }
    let (parts, indicators) = grouped(parts);
    let head_signs = match &lines[head] {
        Said::Label(.., rest) => part::without_value(block, rest),
        _ => Text::default(),
    };
    Stanza { head, name, over: Vec::new(), head_signs, blocks: head..end, parts, indicators, sum: 0, is_pillar: false }
}

/// The parts without those that say the figures of an indicator named in a line above them, and these by indicator.
fn grouped(parts: Vec<Part>) -> (Vec<Part>, Vec<Vec<Part>>) {
    let figure = |role: Option<Role>| {
        matches!(role, Some(Role::Target | Role::Baseline | Role::Result | Role::Unit | Role::Rate | Role::Rating))
    };
    let names = |part: &Part| part.told == Some(Role::Indicator) && !part.alone;
    let (mut rest, mut groups): (Vec<Part>, Vec<Vec<Part>>) = (Vec::new(), Vec::new());
    // A single one is a field like others.
    if parts.iter().filter(|part| names(part)).count() < 2 {
        return (parts, groups);
    }
    let mut open = false;
    let mut parts = parts.into_iter().peekable();
    while let Some(part) = parts.next() {
        open = if names(&part) {
            let follows = parts.peek().is_some_and(|next| figure(next.told) && !next.alone);
            if follows {
                groups.push(vec![part]);
            } else {
                rest.push(part);
            }
            follows
        } else if open && figure(part.told) && !part.alone {
            groups.last_mut().into_iter().for_each(|group| group.push(part.clone()));
            true
        } else {
            rest.push(part);
            false
        };
    }
    // What only the last one has is said of all.
    let rates = |part: &Part| part.told == Some(Role::Rating);
    if let Some((last, before)) = groups.split_last_mut()
        && !before.iter().flatten().any(rates)
        && let Some(at) = last.iter().position(rates)
    {
        rest.push(last.remove(at));
    }
    (rest, groups)
}

fn alone(role: Role, value: Text, (page, blocks): (Option<u32>, &[usize]), weight: i32) -> Part {
    let (label, signs) = (Text::default(), Text::default());
    let (values, blocks) = (vec![(value, page)], blocks.to_vec());
    Part { label, signs, role: Some(role), values, weight, told: None, alone: false, blocks }
}

/// Reads the block at a place into the parts; gives how many blocks were read.
fn take(page: &Page<'_>, at: usize, end: usize, lines: &[Said], parts: &mut Vec<Part>) -> usize {
    let block = &page.blocks[at];
    match &lines[at] {
        Said::Label(label, fact, rest) => {
            labelled(block, at, (label, *fact, rest), parts);
            1
        }
        Said::Tag => {
            parts.push(alone(Role::Tag, block.text.trim(), (block.page, &[at]), 100));
            1
        }
        Said::Amount => {
            parts.push(alone(Role::Budget, block.text.trim(), (block.page, &[at]), 120));
            1
        }
        Said::Words if block.kind == Kind::Furniture => 1,
        Said::Words if block.kind == Kind::Row => rows(page, at, end, parts),
        Said::Words | Said::Entry => {
            words(page, at, parts);
            1
        }
    }
}

/// A label with what stands behind it.
fn labelled(block: &Block, at: usize, (label, fact, rest): (&Text, Fact, &Text), parts: &mut Vec<Part>) {
    let values = if rest.is_blank() { Vec::new() } else { vec![(rest.clone(), block.page)] };
    let (label, told, alone) = (label.clone(), Some(fact.role), values.is_empty());
    let (weight, blocks) = (fact.weight.min(PART), vec![at]);
    let signs = part::without_value(block, rest);
    parts.push(Part { label, signs, role: None, values, weight, told, alone, blocks });
}

/// A line without a label: the value of the label above it, or a part of its own.
fn words(page: &Page<'_>, place: usize, parts: &mut Vec<Part>) {
    let block = &page.blocks[place];
    let mut text = block.printed.clone();
    if let Some((offices, rest)) = part::opening_offices(&text, page.lexicon) {
        parts.push(alone(Role::Department, offices, (block.page, &[place]), 110));
        if let Some(behind) = block.part(&rest)
            && let Said::Label(label, fact, value) = part::said(&behind, page.lexicon)
        {
            return labelled(&behind, place, (&label, fact, &value), parts);
        }
        text = rest;
    }
    let offices = part::closing_offices(&text, page.lexicon)
        .filter(|_| block.is_sentence() || text.as_str().starts_with(['【', '(', '[', '〔']));
    if let Some((at, _)) = &offices {
        text = text.slice(0..*at).trim();
    }
    let role = if block.kind != Kind::Plain { Role::Activity } else { Role::Description };
    let fits = |part: &Part| match part.told {
        // Below a label alone everything is its value; behind one with a value only what looks like one.
        Some(told) => part.alone || look::look(text.as_str()).is_none_or(|look| lexicon::fit(told, look) >= 0),
        None => part.role == Some(role),
    };
    let weight = if role == Role::Activity { ITEMS } else { PROSE };
    match parts.iter().rposition(|part| part.told.is_some() || part.role == Some(role)).filter(|at| fits(&parts[*at])) {
        _ if text.is_blank() => {}
        Some(at) => goes_on(&mut parts[at], text, (block, place)),
        None => parts.push(alone(role, text, (block.page, &[place]), weight)),
    }
    if let Some((_, offices)) = offices {
        parts.push(alone(Role::Department, offices, (block.page, &[place]), 110));
    }
}

/// A line of text goes on with the one above it; an item is a value of its own.
fn goes_on(part: &mut Part, text: Text, (block, place): (&Block, usize)) {
    part.blocks.push(place);
    match part.values.last_mut() {
        Some((last, _)) if block.kind == Kind::Plain => {
            let joined = crate::text::join_lines([&*last, &text]);
            *last = joined;
        }
        _ => part.values.push((text, block.page)),
    }
}

/// Rows of labels with one value each are parts; other tables are read by themselves.
fn rows(page: &Page<'_>, at: usize, end: usize, parts: &mut Vec<Part>) -> usize {
    let Some(table) = page.tables.iter().find(|table| table.blocks.start == at && table.blocks.end <= end) else {
        return 0;
    };
    let Some(pairs) = pairs(table, page.lexicon) else { return 0 };
    for (label, value, page, weight, role) in pairs {
        let values = vec![(value, page)];
        let (weight, blocks) = (weight.min(PART), table.blocks.clone().collect());
        parts.push(Part {
            signs: label.clone(),
            label,
            role: None,
            values,
            weight,
            told: Some(role),
            alone: false,
            blocks,
        });
    }
    table.blocks.len()
}

type Pair = (Text, Text, Option<u32>, i32, Role);

/// The labels and values of a table of two columns, where most of its first cells are labels.
fn pairs(table: &Table, lexicon: &Lexicon) -> Option<Vec<Pair>> {
    let region = Region::of(table, lexicon);
    if region.width() != 2 {
        return None;
    }
    let mut pairs = Vec::new();
    let mut labels = 0;
    for row in 0..region.height() {
        let (label, value) = (region.text(row, 0), region.text(row, 1));
        if value.is_blank() || label.is_blank() {
            continue;
        }
        let fact = lexicon.senses(&squeeze(label.as_str())).into_iter().next();
        let known =
            card::is_label(&region.squares[row][0], lexicon) && !card::is_year(&region.squares[row][0], lexicon);
        labels += usize::from(known);
        let (weight, role) = fact.filter(|_| known).map_or((0, Role::Remark), |fact| (fact.weight, fact.role));
        pairs.push((label.clone(), value.clone(), region.squares[row][1].page, weight, role));
    }
    let values = region.squares.iter().any(|row| card::is_known(&row[1], lexicon));
    // A field that names is a sheet's.
    let names = pairs.iter().any(|(.., weight, role)| *role == Role::Initiative && *weight >= NAMED);
    (labels > 0 && labels * 2 >= pairs.len() && !values && !names).then_some(pairs)
}

/// What speaks for a stanza.
fn sum(page: &Page<'_>, stanza: &Stanza) -> i32 {
    let mut best: BTreeMap<Role, i32> = BTreeMap::new();
    for part in stanza.parts.iter().chain(stanza.indicators.iter().flatten()) {
        let Some(role) = part.told.or(part.role) else { continue };
        let weight = best.entry(role).or_default();
        *weight = (*weight).max(part.weight);
    }
    let head = &page.blocks[stanza.head];
    let words = head.text.as_str();
    let counted = head.mark.is_some() || lexicon::counted_name(words).is_some();
    let beside = lexicon::is_matter(words)
        || lexicon::is_beside(words)
        || lexicon::introduces(words)
        || lexicon::is_caption(words)
        || lexicon::is_office(words)
        || !matches!(lexicon::section_kind(words), None | Some(SectionKind::Measures));
    best.remove(&Role::Remark);
    best.remove(&Role::Rate);
    best.values().sum::<i32>()
        + if counted { COUNTED } else { 0 }
        + if lexicon::is_action(words) { ACTION } else { 0 }
        + if beside { BESIDE } else { 0 }
}

/// Whether a role is a field of an initiative, or something that it aims at or reached.
pub fn is_field(role: Role) -> bool {
    part::is_part(role) && !matches!(role, Role::Initiative | Role::Group | Role::Remark)
}
