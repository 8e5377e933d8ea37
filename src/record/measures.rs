//! Headings counted like those that a table of targets made initiatives: with prose below, they are initiatives too.
//!
//! A plan sets its measures alike: (1) with a table, (2) with a paragraph. A clause of the paragraph that aims at a
//! figure is a target.

use super::desk::{Desk, Piece};
use super::model::Initiative;
use super::tables::{self, pillars_above};
use super::{Page, Records, target};
use crate::lexicon;
use crate::page::{Block, Kind, squeeze};
use crate::table::cell_text;
use crate::text::{Carry, Text, join_lines, periods, quantities};
use std::collections::BTreeSet;

/// How a heading is counted: its level, and its enumerator without the number.
type Form = (u8, String);

/// Reads the headings that are counted like initiatives already read.
pub fn read(page: &Page<'_>, desk: &mut Desk<'_>, records: &mut Records) {
    let blocks = page.blocks;
    let forms: BTreeSet<Form> = records.headed.keys().filter_map(|head| form(&blocks[*head])).collect();
    let heads = (0..blocks.len()).filter(|at| form(&blocks[*at]).is_some_and(|form| forms.contains(&form)));
    for head in heads.collect::<Vec<_>>() {
        let new = !records.headed.contains_key(&head) && tables::names_initiative(page, head);
        if new && records.is_free(head) {
            initiative(page, head, desk, records);
        }
    }
}

fn form(block: &Block) -> Option<Form> {
    let sign = block.mark.as_ref()?.sign.replace(|c: char| c.is_ascii_digit(), "");
    Some((block.heading_level()?, sign))
}

fn initiative(page: &Page<'_>, head: usize, desk: &mut Desk<'_>, records: &mut Records) {
    let blocks = page.blocks;
    let end = (head + 1..blocks.len()).find(|at| blocks[*at].heading_level().is_some()).unwrap_or(blocks.len());
    let prose: Vec<usize> = (head + 1..end)
        .filter(|at| {
            blocks[*at].kind == Kind::Plain && records.is_free(*at) && blocks[*at].text.as_str().ends_with('。')
        })
        .collect();
    let name = cell_text(&blocks[head].text).as_str().to_owned();
    let again = records.initiatives.iter().any(|made| squeeze(&made.name) == squeeze(&name));
    if prose.is_empty() || again {
        return;
    }
    let path = pillars_above(page, page.heading_of(head));
    let words: Vec<&str> = path.iter().map(String::as_str).chain([name.as_str()]).collect();
    let (id, home) = (desk.id("i", &words), words.join("/"));
    let texts: Vec<Text> = prose.iter().map(|at| cell_text(&blocks[*at].text)).collect();
    let pieces = std::iter::once(&head).chain(&prose).map(|at| Piece::of(blocks[*at].span, blocks[*at].page));
    let source = desk.sources(&pieces.collect::<Vec<_>>());
    for (at, clause) in prose.iter().flat_map(|at| aims(&blocks[*at].text).into_iter().map(|clause| (*at, clause))) {
        let context = target::Context {
            initiative_id: Some(id.clone()),
            home: home.clone(),
            pieces: clause.pieces().into_iter().map(|span| Piece::of(span, blocks[at].page)).collect(),
            page: blocks[at].page,
            ..Default::default()
        };
        let heading = Piece::of(blocks[head].span, blocks[head].page);
        let named: Vec<Piece> = std::iter::once(heading).chain(context.pieces.iter().copied()).collect();
        let mut made = target::target(desk, &clause, None, context);
        if made.indicator.is_none() {
            made.indicator = Some(name.clone());
            made.source = desk.sources(&named);
        }
        records.targets.push(made);
    }
    prose.iter().for_each(|at| records.take(*at));
    let below = records.measured.iter().filter(|(_, heading)| *heading == Some(head)).map(|(result, _)| *result);
    for result in below.collect::<Vec<_>>() {
        records.results.iter_mut().skip(result).take(1).for_each(|result| result.initiative_id = Some(id.clone()));
    }
    records.headed.insert(head, id.clone());
    let description = Some(join_lines(&texts).as_str().to_owned());
    records.initiatives.push(Initiative { id, name, path, description, ..Initiative::bare(source) });
}

/// The clauses of a text that aim at a figure: `女性の割合を50%程度とするよう努めます。`
fn aims(text: &Text) -> Vec<Text> {
    let s = text.as_str();
    let ends: Vec<usize> = s.match_indices('。').map(|(at, stop)| at + stop.len()).collect();
    let clause = |sentence: Text| {
        let words = sentence.as_str();
        let dates: Vec<_> = periods(words, &mut Carry::default()).into_iter().map(|found| found.range).collect();
        let last = quantities(words, &dates).last()?.range.start;
        let from = words[..last].rfind('、').map_or(0, |at| at + '、'.len_utf8());
        let clause = sentence.slice(from..words.len()).trim();
        lexicon::says_aim(clause.as_str()).then_some(clause)
    };
    text.cut(&ends).into_iter().filter_map(clause).collect()
}
