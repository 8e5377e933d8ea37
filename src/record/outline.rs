//! The headings in order, and under each the prose that is no record.

use super::desk::{Desk, Piece};
use super::model::Section;
use super::{Page, Records};
use crate::page::{Block, Kind};

/// Writes the outline of everything that no shape has taken.
pub fn read(page: &Page<'_>, desk: &Desk<'_>, records: &mut Records) {
    let mut sections: Vec<(Section, Vec<Piece>)> = Vec::new();
    for (i, block) in page.blocks.iter().enumerate() {
        if !records.is_free(i) || matches!(block.kind, Kind::Furniture | Kind::Contents) {
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

fn section(level: u8, heading: Option<&Block>) -> Section {
    let title = heading.map(|block| crate::table::cell_text(&block.text).as_str().to_owned());
    Section { level, title, page: heading.and_then(|block| block.page), text: String::new(), source: Vec::new() }
}
