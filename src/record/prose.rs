//! Initiatives in prose: names listed below a pillar and repeated as headings, each with its
//! paragraph (contract, rule 9).

use super::desk::{Desk, Piece};
use super::model::{Initiative, Severity};
use super::trace::Ground;
use super::{Page, Records};
use crate::page::{Block, Kind, squeeze};
use crate::table::cell_text;
use crate::text::{Span, join_lines};
use std::collections::{HashMap, HashSet};

/// A pillar and the names listed below it.
struct Listed {
    pillar: String,
    names: Vec<usize>,
}

/// How alike two printings of one name must be, by shared pairs of characters (Dice), 0 to 1.
const SAME_NAME: f64 = 0.75;

/// Longest list of names below one pillar.
const LONGEST_LIST: usize = 60;

/// A listed name.
const LISTED: Ground = Ground::of(
    "a name listed below a pillar and printed again as a heading over a paragraph is an initiative",
    module_path!(),
);
/// Its pillar.
const PILLAR: Ground = Ground::of("the heading above the list names the pillar", module_path!());
/// Its paragraph.
const BELOW: Ground = Ground::of("the sentences below the heading explain it", module_path!());

/// Reads the initiatives of prose.
pub fn read(page: &Page<'_>, desk: &mut Desk<'_>, records: &mut Records) {
    let blocks = page.blocks;
    let lists = lists(blocks, records);
    let pillars: HashSet<&String> = lists.iter().map(|list| &list.pillar).collect();
    for list in &lists {
        let from = list.names.last().map_or(0, |last| last + 1);
        let pillar =
            (from..blocks.len()).find(|i| is_title(&blocks[*i]) && squeeze(blocks[*i].text.as_str()) == list.pillar);
        let Some(pillar) = pillar else { continue };
        let ends = |block: &Block| {
            let name = squeeze(block.text.as_str());
            block.heading_level() == Some(1) || name != list.pillar && pillars.contains(&name)
        };
        let end = (pillar + 1..blocks.len()).find(|i| ends(&blocks[*i])).unwrap_or(blocks.len());
        under_pillar(blocks, pillar, pillar + 1..end, list, desk, records);
    }
}

fn is_title(block: &Block) -> bool {
    matches!(block.kind, Kind::Heading(_) | Kind::Plain) && !block.is_sentence()
}

/// Headings with a list of short lines below them, at least half of which are printed again, letter
/// for letter, as titles over a paragraph.
fn lists(blocks: &[Block], records: &Records) -> Vec<Listed> {
    let titles = (0..blocks.len()).filter(|i| is_title(&blocks[*i]) && records.is_free(*i) && explains(blocks, *i));
    let last: HashMap<String, usize> = titles.map(|i| (squeeze(blocks[i].text.as_str()), i)).collect();
    let mut lists = Vec::new();
    for head in (0..blocks.len()).filter(|i| blocks[*i].heading_level().is_some() && records.is_free(*i)) {
        let entry = |i: &usize| {
            blocks[*i].kind == Kind::Plain
                && !blocks[*i].is_sentence()
                && (*i == head + 1 || blocks[*i].gap == 0)
                && *i <= head + LONGEST_LIST
        };
        let names: Vec<usize> = (head + 1..blocks.len()).take_while(entry).collect();
        let again = |name: &&usize| last.get(&squeeze(blocks[**name].text.as_str())).is_some_and(|title| title > *name);
        if names.len() >= 2 && names.iter().filter(again).count() * 2 >= names.len() {
            lists.push(Listed { pillar: squeeze(blocks[head].text.as_str()), names });
        }
    }
    lists
}

/// Whether a title has a paragraph below it.
fn explains(blocks: &[Block], title: usize) -> bool {
    blocks.get(title + 1).is_some_and(|next| next.kind == Kind::Plain && next.text.as_str().contains('。'))
}

fn under_pillar(
    blocks: &[Block],
    pillar: usize,
    body: std::ops::Range<usize>,
    list: &Listed,
    desk: &mut Desk<'_>,
    records: &mut Records,
) {
    let path = vec![cell_text(&blocks[pillar].text).as_str().to_owned()];
    let mut left = list.names.clone();
    for title in body.clone().filter(|i| is_title(&blocks[*i]) && explains(blocks, *i)) {
        let Some(at) = left.iter().position(|name| alike(&blocks[*name], &blocks[title])) else {
            continue;
        };
        let listed = &blocks[left.remove(at)];
        let block = &blocks[title];
        let paragraphs: Vec<&Block> = blocks[title + 1..body.end]
            .iter()
            .take_while(|next| next.kind == Kind::Plain && next.is_sentence())
            .collect();
        let name = cell_text(&block.text).as_str().to_owned();
        let mut pieces = vec![Piece::of(block.span, block.page)];
        pieces.extend(paragraphs.iter().map(|block| Piece::of(block.span, block.page)));
        pieces.push(Piece::of(listed.span, listed.page));
        if squeeze(listed.text.as_str()) != squeeze(&name) {
            tell_spelling(desk, records, listed.text.as_str(), &name, &[listed.span, block.span]);
        }
        let texts: Vec<_> = paragraphs.iter().map(|block| cell_text(&block.text)).collect();
        let words = [path[0].as_str(), name.as_str()];
        let id = desk.id("i", &words);
        desk.explain(&id, |say| {
            say.record(LISTED, pieces.clone());
            say.field("name", LISTED, vec![Piece::of(block.span, block.page), Piece::of(listed.span, listed.page)]);
            say.field("path", PILLAR, vec![Piece::of(blocks[pillar].span, blocks[pillar].page)]);
            let below = paragraphs.iter().map(|block| Piece::of(block.span, block.page)).collect();
            say.field("description", BELOW, below);
        });
        records.initiatives.push(Initiative {
            id,
            path: path.clone(),
            description: Some(join_lines(&texts).as_str().to_owned()).filter(|text| !text.is_empty()),
            name,
            ..Initiative::bare(desk.sources(&pieces))
        });
        (title + 1..=title + paragraphs.len()).for_each(|block| records.take(block));
    }
    list.names.iter().filter(|name| !left.contains(name)).for_each(|name| records.take(*name));
    for name in left {
        let en = format!("a listed name has no heading of its own below: {}", blocks[name].text.as_str());
        let ja = format!("一覧にある名称に対応する見出しが本文にありません: {}", blocks[name].text.as_str());
        records.tell(desk, "T020", Severity::Notice, (en, ja), &[blocks[name].span]);
    }
}

fn tell_spelling(desk: &Desk<'_>, records: &mut Records, first: &str, second: &str, spans: &[Span]) {
    let en = format!("one name is spelled in two ways: {first} / {second}");
    let ja = format!("同じ名称の表記が異なります: {first} / {second}");
    records.tell(desk, "T021", Severity::Notice, (en, ja), spans);
}

fn alike(a: &Block, b: &Block) -> bool {
    let (a, b) = (squeeze(a.text.as_str()), squeeze(b.text.as_str()));
    a == b || dice(&a, &b) >= SAME_NAME
}

/// Likeness of two names by the pairs of characters that they share (Dice), 0 to 1.
fn dice(a: &str, b: &str) -> f64 {
    let pairs = |text: &str| -> Vec<(char, char)> { text.chars().zip(text.chars().skip(1)).collect() };
    let (first, mut second) = (pairs(a), pairs(b));
    let total = first.len() + second.len();
    let shared = first
        .iter()
        .filter(|pair| second.iter().position(|other| other == *pair).map(|at| second.swap_remove(at)).is_some())
        .count();
    if total == 0 { 0.0 } else { 2.0 * shared as f64 / total as f64 }
}
