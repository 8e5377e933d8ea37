//! Slides whose columns a rendition poured out one after another (contract, rules 5 and 15).
//!
//! A line of captions (`取組み予定 取組み実績 今後の対応`) opens the columns of one slide; its heading
//! (`■…【目標】…【令和3年度末】…`) stands before or after them. Captions and headings come in the same
//! order, so the first heading is the first slide's.

mod bracket;
mod column;
mod table;

pub use table::read as read_table;

use super::desk::{Desk, Piece};
use super::figures::Scope;
use super::model::{Initiative, Severity};
use super::trace::Ground;
use super::{Page, Records, outcome, statement::Statement};
use crate::lexicon::{self, Role};
use crate::page::{Block, Kind, squeeze};
use crate::text::{Rank, Text};
use std::collections::HashMap;
use std::ops::Range;

/// Table, row and column of a cell, each from 1.
type Cell = (u32, u32, u32);

/// The heading of a slide and the blocks of its brackets.
struct Heading {
    block: usize,
    brackets: Range<usize>,
}

/// The columns of a slide: what the captions say, and the blocks below them.
struct Columns {
    caption: usize,
    roles: Vec<Role>,
    body: Range<usize>,
}

/// A slide.
const SLIDE: Ground = Ground::of(
    "the heading of a slide with columns of what was planned, done and comes next is an initiative",
    module_path!(),
);
/// Its pillar.
const PILLAR: Ground =
    Ground::of("the list of the slides, or the nearest heading above, names the pillar", module_path!());
/// What was planned.
const PLANNED: Ground = Ground::of("the column of what was planned", module_path!());
/// What was done.
const DONE: Ground = Ground::of("the column of what was done: each marked line is a result", module_path!());
/// What comes next.
const NEXT: Ground = Ground::of("the column of what comes next", module_path!());

/// Reads all slides of a document.
pub fn read(page: &Page<'_>, desk: &mut Desk<'_>, records: &mut Records) {
    let columns = columns(page.blocks);
    let Some(first) = columns.first().map(|columns| columns.caption) else {
        return;
    };
    let headings = headings(page.blocks, first);
    let pillars = listed_pillars(&page.blocks[..first]);
    if columns.len() != headings.len() {
        let en = format!(
            "{} slides with columns but {} headings: the first of each were put together",
            columns.len(),
            headings.len()
        );
        let ja =
            format!("列のあるスライド{}枚に対し見出しが{}個です。順に対応させました", columns.len(), headings.len());
        records.tell(desk, "U010", Severity::Warning, (en, ja), &[page.blocks[first].span]);
    }
    for (columns, heading) in columns.iter().zip(&headings) {
        slide(page.blocks, columns, heading, &pillars, desk, records);
    }
}

fn columns(blocks: &[Block]) -> Vec<Columns> {
    let caption = |block: &Block| {
        let whole = block.kind != Kind::Row && block.mark.is_none();
        whole
            .then(|| lexicon::is_caption_row(block.text.as_str()))
            .flatten()
            .filter(|roles| roles.contains(&Role::Result))
    };
    let captions: Vec<(usize, Vec<Role>)> =
        blocks.iter().enumerate().filter_map(|(i, block)| Some((i, caption(block)?))).collect();
    let next = |from: usize| {
        let rest = blocks[from..].iter().position(|block| is_boundary(block) || caption(block).is_some());
        rest.map_or(blocks.len(), |n| from + n)
    };
    captions.into_iter().map(|(i, roles)| Columns { caption: i, roles, body: i + 1..next(i + 1) }).collect()
}

/// The headings of slides and of their chapters end the columns above them.
fn is_boundary(block: &Block) -> bool {
    matches!(block.heading_level(), Some(1..=4))
}

fn is_slide_heading(block: &Block) -> bool {
    block.heading_level() == Some(4) && block.rank() == Some(Rank::Head)
}

/// The slides' headings: those behind the first captions, and before them the one that stands
/// directly above and is no entry of a list.
fn headings(blocks: &[Block], first: usize) -> Vec<Heading> {
    let behind: Vec<usize> = (first..blocks.len()).filter(|i| is_slide_heading(&blocks[*i])).collect();
    let names: Vec<String> = behind.iter().map(|i| name_of(&blocks[*i])).collect();
    let before = (0..first).rev().take_while(|i| first - i <= 3).find(|i| is_slide_heading(&blocks[*i]));
    let before = before.filter(|i| !names.contains(&name_of(&blocks[*i])));
    let heading = |i: usize| {
        let belongs = |block: &Block| block.text.as_str().starts_with('【') || block.rank() == Some(Rank::Sub);
        let count = blocks[i + 1..].iter().take_while(|block| belongs(block)).count();
        Heading { block: i, brackets: i + 1..i + 1 + count }
    };
    before.into_iter().chain(behind).map(heading).collect()
}

fn name_of(block: &Block) -> String {
    squeeze(parts_of(block).0.as_str())
}

/// The name in a slide's heading, and the brackets that stand behind it.
fn parts_of(block: &Block) -> (Text, Text) {
    let end = block.text.as_str().len();
    let at = block.text.as_str().find('【').unwrap_or(end);
    (block.text.slice(0..at), block.text.slice(at..end))
}

/// A list of the slides before the first of them: which pillar each stands under, and where.
fn listed_pillars(blocks: &[Block]) -> HashMap<String, (String, Piece)> {
    let mut pillar: Option<String> = None;
    let mut listed = HashMap::new();
    for block in blocks {
        match block.heading_level() {
            Some(3) => pillar = Some(block.text.as_str().trim().to_owned()),
            Some(4) => {
                if let Some(pillar) = &pillar {
                    listed.insert(name_of(block), (pillar.clone(), Piece::of(block.span, block.page)));
                }
            }
            _ => {}
        }
    }
    listed
}

/// The pillar of a slide's heading: by the list of the slides, else the nearest (1) heading.
fn pillar(blocks: &[Block], heading: usize, listed: &HashMap<String, (String, Piece)>) -> (Vec<String>, Vec<Piece>) {
    if let Some((pillar, piece)) = listed.get(&name_of(&blocks[heading])) {
        return (vec![pillar.clone()], vec![*piece]);
    }
    let near = |i: &usize| blocks[*i].heading_level() == Some(3);
    let above = (0..heading).rev().find(near);
    let below = (heading + 1..blocks.len()).take_while(|i| *i <= heading + 2).find(near);
    let found = above.or(below).map(|i| blocks[i].text.as_str().trim().to_owned());
    (found.into_iter().collect(), Vec::new())
}

fn slide(
    blocks: &[Block],
    columns: &Columns,
    heading: &Heading,
    listed: &HashMap<String, (String, Piece)>,
    desk: &mut Desk<'_>,
    records: &mut Records,
) {
    let head = &blocks[heading.block];
    let (name, behind) = parts_of(head);
    let title = name.trim();
    let (path, list_entry) = pillar(blocks, heading.block, listed);
    let read = column::read(&blocks[columns.body.clone()], &columns.roles);
    let printed =
        std::iter::once(behind).chain(blocks[heading.brackets.clone()].iter().flat_map(|block| block.lines.clone()));
    let beside = list_entry;
    let head = Head { title, page: head.page, path, beside, brackets: printed.collect() };
    emit(&head, &read, None, desk, records);
    records.furniture.push(blocks[columns.caption].span);
    records.take(columns.caption);
    columns.body.clone().chain(heading.brackets.clone()).for_each(|block| records.take(block));
}

/// A slide's heading, read.
struct Head {
    /// Its name.
    title: Text,
    page: Option<u32>,
    path: Vec<String>,
    /// Where else the name is printed.
    beside: Vec<Piece>,
    /// Targets and results in brackets behind the name.
    brackets: Vec<Text>,
}

/// The records of a slide: its heading is the initiative, its columns are what is planned, done and next.
fn emit(head: &Head, read: &column::Columns, cell: Option<Cell>, desk: &mut Desk<'_>, records: &mut Records) {
    let items = |statements: &[Statement]| -> Vec<String> {
        statements.iter().map(|statement| statement.headline.as_str().to_owned()).collect()
    };
    let mut pieces: Vec<Piece> =
        head.title.hull().map(|span| Piece::of(span, head.page)).into_iter().chain(head.beside.clone()).collect();
    for statement in read.plan.iter().chain(&read.next) {
        pieces.extend(statement.printed.iter().flat_map(|text| text.pieces()).map(|span| Piece::of(span, head.page)));
    }
    let name = head.title.as_str().to_owned();
    let words: Vec<&str> = head.path.iter().map(String::as_str).chain([name.as_str()]).collect();
    let id = desk.id("i", &words);
    let home = words.join("/");
    desk.explain(&id, |say| {
        let of = |statements: &[Statement]| -> Vec<Piece> {
            let texts = statements.iter().flat_map(|statement| &statement.printed);
            texts.flat_map(Text::pieces).map(|span| Piece::of(span, head.page)).collect()
        };
        let title: Vec<Piece> = head.title.hull().map(|span| Piece::of(span, head.page)).into_iter().collect();
        say.record(SLIDE, title.clone());
        say.field("name", SLIDE, title);
        say.field("path", PILLAR, head.beside.clone());
        say.field("activities", PLANNED, of(&read.plan));
        say.field("next_steps", NEXT, of(&read.next));
    });
    records.initiatives.push(Initiative {
        id: id.clone(),
        name,
        path: head.path.clone(),
        activities: items(&read.plan),
        next_steps: items(&read.next),
        ..Initiative::bare(desk.sources(&pieces))
    });
    bracket::read(&head.brackets, &id, &home, head.page, desk, records);
    let mut scope = Scope::default();
    for statement in &read.results {
        let context = outcome::Context {
            initiative_id: Some(id.clone()),
            home: home.clone(),
            page: head.page,
            cell,
            ground: DONE,
            ..Default::default()
        };
        let made = outcome::outcome(desk, statement, &context, &mut scope);
        records.results.push(made);
    }
}
