//! Tables: which of their columns hold what, and so which records their rows become.

mod budget;
mod columns;
mod rows;
mod sheet;
mod survey;
mod tell;
mod terms;
mod values;
mod years;

pub use sheet::{enumerated, period_above, schedule};

use super::desk::Desk;
use super::model::{Inherited, Severity};
use super::{Page, Records, slides};
use crate::lexicon::{self, Role};
use crate::page::Block;
use crate::table::{Table, cell_text};
use crate::text::Span;
use columns::{Column, Shape};
use sheet::Sheet;

/// Reads a table; one without evidence of records is told and left to the outline.
pub fn read(page: &Page<'_>, table: &Table, desk: &mut Desk<'_>, records: &mut Records) {
    if slides::read_table(page, table, desk, records) {
        return;
    }
    let heading = page.heading_of(table.blocks.start);
    let caption = survey::caption(page, table);
    let (columns, shape) = columns::layout(table, caption.map_or("", |block| block.text.as_str()));
    if shape == Shape::None {
        let text = "a table without columns of initiatives, indicators or rates: no records".to_owned();
        let ja = "取組・指標・率の列が見当たらない表のため、レコードは作りません".to_owned();
        let rows = table.header_spans.iter().copied().chain(table.rows.iter().map(|row| row.span));
        let first: Vec<Span> = rows.filter(|span| span.start < span.end).take(1).collect();
        records.tell(desk, "T010", Severity::Info, (text, ja), &first);
        return;
    }
    table.blocks.clone().for_each(|block| records.take(block));
    records.furniture.extend(&table.header_spans);
    tell::repairs(table, desk, records);
    let nothing = table.rows.iter().flat_map(|row| &row.cells).filter(|cell| lexicon::says_none(cell.text.as_str()));
    records.furniture.extend(nothing.filter_map(|cell| cell.text.hull()));
    let sheet = Sheet { page, table, columns: &columns };
    let base = if columns.contains(&Column::Role(Role::Group)) { Vec::new() } else { pillars_above(page, heading) };
    match shape {
        Shape::Initiatives => {
            let year = caption.and_then(|block| period_above(desk, block, Inherited::Caption));
            rows::initiatives(sheet, &base, year.as_ref(), desk, records);
        }
        Shape::Glossary => terms::table(sheet, desk, records),
        Shape::Indicators => survey::indicators(sheet, &base, desk, records),
        _ => survey::rates(sheet, caption, desk, records),
    }
    tell::unread(sheet, desk, records);
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
    let pillar = |block: &&Block| lexicon::role_of(block.text.as_str()).is_none() && !page.is_title(block);
    let pillars: Vec<&Block> = chain.iter().map(names).filter(pillar).collect();
    let inner: Vec<&Block> = pillars.iter().copied().filter(|block| block.heading_level() != Some(1)).collect();
    let chosen = if inner.is_empty() { pillars } else { inner };
    chosen.iter().map(|block| cell_text(&block.text).as_str().to_owned()).collect()
}
