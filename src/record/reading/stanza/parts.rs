//! The parts below a head: labels with their values, sentences, items, indicators line by line.

use super::heads::pseudo_head;
use super::{PART, Part, Stanza};
use crate::lexicon::{self, Fact, Lexicon, Role};
use crate::page::{Block, Kind, squeeze};
use crate::record::Page;
use crate::record::reading::part::{self, Said};
use crate::record::reading::region::Region;
use crate::record::reading::{card, look};
use crate::table::Table;
use crate::text::Text;

/// From this weight on a label in a table names an undertaking.
pub(super) const NAMED: i32 = 250;

/// Sentences directly below the head.
pub(super) const PROSE: i32 = 40;

/// Items directly below the head.
pub(super) const ITEMS: i32 = 30;

pub(super) fn stanza(
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
pub(super) fn grouped(parts: Vec<Part>) -> (Vec<Part>, Vec<Vec<Part>>) {
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

pub(super) fn alone(role: Role, value: Text, (page, blocks): (Option<u32>, &[usize]), weight: i32) -> Part {
    let (label, signs) = (Text::default(), Text::default());
    let (values, blocks) = (vec![(value, page)], blocks.to_vec());
    Part { label, signs, role: Some(role), values, weight, told: None, alone: false, blocks }
}

/// Reads the block at a place into the parts; gives how many blocks were read.
pub(super) fn take(page: &Page<'_>, at: usize, end: usize, lines: &[Said], parts: &mut Vec<Part>) -> usize {
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
pub(super) fn labelled(block: &Block, at: usize, (label, fact, rest): (&Text, Fact, &Text), parts: &mut Vec<Part>) {
    let values = if rest.is_blank() { Vec::new() } else { vec![(rest.clone(), block.page)] };
    let (label, told, alone) = (label.clone(), Some(fact.role), values.is_empty());
    let (weight, blocks) = (fact.weight.min(PART), vec![at]);
    let signs = part::without_value(block, rest);
    parts.push(Part { label, signs, role: None, values, weight, told, alone, blocks });
}

/// A line without a label: the value of the label above it, or a part of its own.
pub(super) fn words(page: &Page<'_>, place: usize, parts: &mut Vec<Part>) {
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
pub(super) fn goes_on(part: &mut Part, text: Text, (block, place): (&Block, usize)) {
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
pub(super) fn rows(page: &Page<'_>, at: usize, end: usize, parts: &mut Vec<Part>) -> usize {
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
pub(super) fn pairs(table: &Table, lexicon: &Lexicon) -> Option<Vec<Pair>> {
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
        let known = card::is_label(&region.squares[row][0]) && !card::is_year(&region.squares[row][0]);
        labels += usize::from(known);
        let (weight, role) = fact.filter(|_| known).map_or((0, Role::Remark), |fact| (fact.weight, fact.role));
        pairs.push((label.clone(), value.clone(), region.squares[row][1].page, weight, role));
    }
    let values = region.squares.iter().any(|row| card::is_known(&row[1]));
    // A field that names is a sheet's.
    let names = pairs.iter().any(|(.., weight, role)| *role == Role::Initiative && *weight >= NAMED);
    (labels > 0 && labels * 2 >= pairs.len() && !values && !names).then_some(pairs)
}
