//! Tables: which of their columns hold what, and so which records their rows become.

mod aims;
mod budget;
mod card;
mod cells;
mod columns;
mod evidence;
mod measure;
mod measured;
mod pairs;
mod rows;
mod sheet;
mod survey;
mod tell;
mod terms;
#[cfg(test)]
mod tests;
mod values;
mod years;

pub use aims::names_initiative;
pub use sheet::{enumerated, period_above, schedule};

use super::desk::Desk;
use super::{Page, Records, slides};
use crate::lexicon::{self, Role};
use crate::page::{Block, Kind, squeeze};
use crate::table::{Table, cell_text};
use columns::{Column, Shape};
use sheet::Sheet;
use std::collections::BTreeSet;

/// Reads a table; one without evidence of records is told and left to the outline.
pub fn read(page: &Page<'_>, table: &Table, desk: &mut Desk<'_>, records: &mut Records) {
    if slides::read_table(page, table, desk, records) {
        return;
    }
    if pairs::read(page, table, desk, records) {
        return;
    }
    let heading = page.heading_of(table.blocks.start);
    let caption = survey::caption(page, table);
    let (columns, shape) = columns::layout(table, caption.map_or("", |block| block.text.as_str()));
    let doubt = if shape == Shape::Initiatives { evidence::doubt(table, &columns) } else { None };
    if shape == Shape::None || doubt.is_some() {
        tell::no_records(table, doubt, desk, records);
        return;
    }
    take(page, table, records);
    records.furniture.extend(&table.header_spans);
    let nothing = table.rows.iter().flat_map(|row| &row.cells).filter(|cell| lexicon::says_none(cell.text.as_str()));
    records.furniture.extend(nothing.filter_map(|cell| cell.text.hull()));
    let sheet = Sheet { page, table, columns: &columns };
    let base = if columns.contains(&Column::Role(Role::Group)) { Vec::new() } else { pillars_above(page, heading) };
    match shape {
        Shape::Initiatives => {
            let year = budget::year(page, table, desk);
            rows::initiatives(sheet, &base, year.as_ref(), desk, records);
        }
        Shape::Kinds => {
            let home = measure::above(page, table, heading, desk, records).unwrap_or_default();
            measured::read(sheet, &base, &home, desk, records);
        }
        Shape::Aims => aims::read(sheet, heading, desk, records),
        Shape::Glossary => terms::table(sheet, desk, records),
        Shape::Indicators => {
            let home = measure::above(page, table, heading, desk, records).unwrap_or_default();
            survey::indicators(sheet, &base, &home, desk, records);
        }
        _ => {
            let first = records.results.len();
            survey::rates(sheet, caption, desk, records);
            records.measured.extend((first..records.results.len()).map(|result| (result, heading)));
        }
    }
    tell::unread(sheet, desk, records);
}

/// Takes the rows of a table. What stands between them where it goes on over a page is no row: a caption or a legend
/// that was printed above already is furniture, anything else is left to the outline.
pub fn take(page: &Page<'_>, table: &Table, records: &mut Records) {
    let words = |at: usize| squeeze(page.blocks[at].printed.as_str());
    let heading = page.heading_of(table.blocks.start);
    let chain = heading.map(|heading| page.headings_above(heading)).unwrap_or_default();
    let own = heading.unwrap_or(table.blocks.start)..table.blocks.start;
    let above: BTreeSet<String> = chain.into_iter().chain(own).map(words).collect();
    for at in table.blocks.clone() {
        let row = page.blocks[at].kind == Kind::Row;
        if !row && above.contains(&words(at)) {
            records.furniture.push(page.blocks[at].span);
            records.take(at);
        } else if row {
            records.take(at);
        }
    }
}

/// The headings above a table that are pillars: no chapter where there is something nearer, and no
/// caption that only says what the table holds.
pub fn pillars_above(page: &Page<'_>, heading: Option<usize>) -> Vec<String> {
    let Some(heading) = heading else {
        return Vec::new();
    };
    let mut chain = page.headings_above(heading);
    chain.push(heading);
    let names = |at: &usize| -> &Block { &page.blocks[*at] };
    let pillar = |block: &&Block| !lexicon::is_caption(block.text.as_str()) && !page.is_title(block);
    let pillars: Vec<&Block> = chain.iter().map(names).filter(pillar).collect();
    let inner: Vec<&Block> = pillars.iter().copied().filter(|block| block.heading_level() != Some(1)).collect();
    let chosen = if inner.is_empty() { pillars } else { inner };
    chosen.iter().map(|block| cell_text(&block.text).as_str().to_owned()).collect()
}
