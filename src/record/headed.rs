//! Measures in prose: headings counted alike below one that speaks of measures, each with a paragraph that says what
//! will be done (contract, rule 9).
//!
//! A plan of measures alone need not say that it speaks of them: there headings that end with a noun of action (推進, 整備)
//! name them, where most headings made alike do.
//!
//! Only a plan or a strategy is read so, and only where at least two headings are made alike: a single one with a
//! paragraph below is a chapter of prose. Items below the paragraph are what is done.

use super::desk::Desk;
use super::measures::{self, Found};
use super::model;
use super::tables::{names_initiative, speaks_of_measures};
use super::{Page, Records, labelled};
use crate::lexicon::{self, SectionKind};
use crate::page::{Block, Kind, squeeze};
use crate::text::Rank;
use std::collections::BTreeMap;

/// Fewest headings alike, with paragraphs that say what will be done.
const FEWEST_ALIKE: usize = 2;
/// Fewest headings alike that name actions, where nothing above them speaks of measures.
const FEWEST_ACTIONS: usize = 4;
/// Longest heading that is a name, in characters.
const LONGEST_NAME: usize = 60;

/// Reads the measures of a plan's prose.
pub fn read(page: &Page<'_>, desk: &mut Desk<'_>, records: &mut Records) {
    if !matches!(page.kind, model::Kind::Strategy | model::Kind::Plan) {
        return;
    }
    let mut alike: BTreeMap<measures::Form, Vec<(Found, bool)>> = BTreeMap::new();
    for head in (0..page.blocks.len()).filter(|at| records.is_free(*at) && !records.headed.contains_key(at)) {
        let form = measures::form(&page.blocks[head]);
        if let Some((form, found)) = form.zip(found(page, head, records)) {
            alike.entry(form).or_default().push((found, speaks_of_measures(page, head)));
        }
    }
    let mut made: Vec<Found> = alike.into_iter().flat_map(|(form, found)| believed(page, &form, found)).collect();
    made.sort_by_key(|found| found.head);
    for found in &made {
        let body = found.head + 1..measures::end_below(page, found.head);
        if !labelled::initiative(page, (found.head, body), 1, desk, records) {
            measures::initiative(page, found, desk, records);
        }
    }
}

/// Of headings made alike those that are believed: two below a heading that speaks of measures; or those that end as
/// actions do, where three in four of all counted so do.
fn believed(page: &Page<'_>, form: &measures::Form, found: Vec<(Found, bool)>) -> Vec<Found> {
    let (announced, others): (Vec<_>, Vec<_>) = found.into_iter().partition(|(_, announced)| *announced);
    let acts = |at: usize| lexicon::is_action(&measures::named(&page.blocks[at]).0);
    let all = page.blocks.iter().enumerate().filter(|(_, block)| measures::form(block).as_ref() == Some(form));
    let (acting, counted) =
        all.fold((0, 0), |(acting, counted), (at, _)| (acting + usize::from(acts(at)), counted + 1));
    let actions: Vec<Found> = others.into_iter().map(|(found, _)| found).filter(|found| acts(found.head)).collect();
    let mut made: Vec<Found> = if announced.len() >= FEWEST_ALIKE {
        announced.into_iter().map(|(found, _)| found).collect()
    } else {
        Vec::new()
    };
    if actions.len() >= FEWEST_ACTIONS && acting * 4 >= counted * 3 {
        made.extend(actions);
    }
    made
}

/// Whether a heading, or one above it, speaks of the plan itself or of something beside it.
fn is_beside(page: &Page<'_>, head: usize) -> bool {
    let mut chain = page.headings_above(head);
    chain.push(head);
    let beside = |at: &usize| {
        let text = page.blocks[*at].text.as_str();
        lexicon::is_beside(text) || lexicon::says_past(text) || lexicon::is_matter(text)
    };
    chain.iter().any(beside)
}

/// A heading with what stands below it, where it names a measure.
fn found(page: &Page<'_>, head: usize, records: &Records) -> Option<Found> {
    let blocks = page.blocks;
    let name = blocks[head].text.as_str().trim();
    let counted = blocks[head].mark.as_ref().is_none_or(|mark| mark.rank == Rank::Number);
    let names = counted
        && names_initiative(page, head)
        && !is_pillar(records, name)
        && (2..=LONGEST_NAME).contains(&name.chars().count())
        && matches!(lexicon::section_kind(name), None | Some(SectionKind::Measures))
        && !lexicon::is_matter(name)
        && (speaks_of_measures(page, head) || !is_beside(page, head));
    if !names {
        return None;
    }
    let end = measures::end_below(page, head);
    let body: Vec<usize> = (head + 1..end)
        .filter(|at| records.is_free(*at) && !matches!(blocks[*at].kind, Kind::Furniture | Kind::Heading(_)))
        .collect();
    if body.iter().any(|at| blocks[*at].kind == Kind::Row) {
        return None;
    }
    // A paragraph that goes on over a page is cut inside of a sentence.
    let prose = |at: &usize| blocks[*at].kind == Kind::Plain && (ends(&blocks[*at]) || blocks[*at].is_sentence());
    let mut prose: Vec<usize> = body.iter().copied().take_while(prose).collect();
    prose.truncate(prose.iter().rposition(|at| ends(&blocks[*at])).map_or(0, |last| last + 1));
    let items: Vec<usize> = body.iter().copied().filter(|at| blocks[*at].kind == Kind::Item).collect();
    let planned = prose.iter().any(|at| lexicon::says_plan(blocks[*at].text.as_str()));
    planned.then_some(Found { head, prose, items })
}

/// Whether other records stand under a name: its paragraph is a pillar's own introduction.
fn is_pillar(records: &Records, name: &str) -> bool {
    let name = squeeze(name);
    let holds = |path: &[String]| path.iter().any(|step| squeeze(step) == name);
    records.initiatives.iter().any(|made| holds(&made.path)) || records.targets.iter().any(|made| holds(&made.path))
}

fn ends(block: &Block) -> bool {
    block.text.as_str().trim_end().ends_with('。')
}
