//! The headings in order, and under each the prose that is no record.

use super::desk::{Desk, Piece};
use super::model::{Quoted, Section, Sources};
use super::{Page, Records};
use crate::page::{Block, Kind, squeeze};
use crate::table::cell_text;
use crate::text::Span;
use std::collections::HashSet;

/// Writes the outline of everything that no shape has taken.
pub fn read(page: &Page<'_>, desk: &Desk<'_>, records: &mut Records) {
    let paths = Paths::of(records);
    let mut sections: Vec<(Section, Vec<Piece>)> = Vec::new();
    for (i, block) in page.blocks.iter().enumerate() {
        let heads_records = || block.heading_level().is_some() && paths.stands_alone(block);
        if matches!(block.kind, Kind::Furniture | Kind::Contents) || !(records.is_free(i) || heads_records()) {
            continue;
        }
        if let Some(level) = block.heading_level() {
            sections.push((section(level, Some(block)), vec![Piece::of(block.span, block.page)]));
            continue;
        }
        if sections.is_empty() {
            sections.push((section(1, None), Vec::new()));
        }
        if let Some((section, pieces)) = sections.last_mut() {
            if !section.text.is_empty() {
                section.text.push('\n');
            }
            let mark = block.mark.as_ref().map_or("", |mark| mark.sign.as_str());
            section.text.push_str(mark);
            section.text.push_str(&block.text.as_str().replace('\t', " | "));
            pieces.push(Piece::of(block.span, block.page));
        }
    }
    let quoted = sections
        .into_iter()
        .map(|(section, pieces)| Section { source: desk.sources(&pieces).all().to_vec(), ..section });
    records.outline.extend(quoted);
    records.outline.sort_by_key(|section| section.source.first().map(|quoted| quoted.place.stretch));
}

/// The headings that records stand under, and what the records quote.
///
/// A shape may take such a heading for a label of its own (か行 in a glossary); where no record quotes it, the outline
/// is its only home, and without it nobody could look the path up.
struct Paths {
    steps: HashSet<String>,
    quoted: Vec<Span>,
}

impl Paths {
    fn of(records: &Records) -> Self {
        let paths = records.initiatives.iter().map(|record| &record.path);
        let paths = paths.chain(records.targets.iter().map(|record| &record.path));
        let paths = paths.chain(records.results.iter().map(|record| &record.path));
        let sources = records.initiatives.iter().map(|record| &record.source);
        let sources = sources.chain(records.targets.iter().map(|record| &record.source));
        let sources = sources.chain(records.results.iter().map(|record| &record.source));
        let stretch = |quoted: &Quoted| Span::new(quoted.place.stretch[0], quoted.place.stretch[1]);
        Self {
            steps: paths.flatten().map(|step| squeeze(step)).collect(),
            quoted: sources.flat_map(Sources::all).map(stretch).collect(),
        }
    }

    /// Whether a heading is a step of a record's path and no record quotes it.
    fn stands_alone(&self, heading: &Block) -> bool {
        self.steps.contains(&squeeze(cell_text(&heading.text).as_str()))
            && !self.quoted.iter().any(|quoted| quoted.overlaps(heading.span))
    }
}

fn section(level: u8, heading: Option<&Block>) -> Section {
    let title = heading.map(|block| cell_text(&block.text).as_str().to_owned());
    Section { level, title, page: heading.and_then(|block| block.page), text: String::new(), source: Vec::new() }
}
