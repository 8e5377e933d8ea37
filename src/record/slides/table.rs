//! Slides whose columns the page keeps apart: a table of captions below the slide's heading.

use super::{Head, column, emit, parts_of};
use crate::lexicon::{self, Role};
use crate::page::Block;
use crate::record::desk::Desk;
use crate::record::{Page, Records, tables};
use crate::table::Table;
use crate::text::Text;

/// Reads a table of what was planned, done and comes next below a heading; false where it is none.
///
/// Such a table names no initiative: the heading does.
pub fn read(page: &Page<'_>, table: &Table, desk: &mut Desk<'_>, records: &mut Records) -> bool {
    let roles: Vec<Option<Role>> = table.header.iter().map(|cell| lexicon::role_of(cell.text.as_str())).collect();
    let captions = roles.iter().all(|role| matches!(role, Some(Role::Activity | Role::Result | Role::NextStep)));
    let Some(heading) = page.heading_of(table.blocks.start).filter(|_| captions) else { return false };
    if roles.len() < 2 || !roles.contains(&Some(Role::Result)) {
        return false;
    }
    let block = &page.blocks[heading];
    let (name, behind) = parts_of(block);
    let lines = page.blocks[heading + 1..table.blocks.start].iter().filter(|block| !block.text.is_blank());
    let head = Head {
        title: name.trim(),
        page: block.page,
        path: tables::pillars_above(page, page.heading_of(heading)),
        beside: Vec::new(),
        brackets: std::iter::once(behind).chain(lines.flat_map(brackets)).collect(),
    };
    let cells: Vec<(Role, &Text)> = table
        .rows
        .iter()
        .flat_map(|row| row.cells.iter().zip(&roles))
        .filter_map(|(cell, role)| Some(((*role)?, &cell.text)))
        .filter(|(_, text)| !text.is_blank())
        .collect();
    emit(&head, &column::of_cells(&cells), None, desk, records);
    (heading + 1..table.blocks.start)
        .filter(|at| !brackets(&page.blocks[*at]).is_empty())
        .for_each(|at| records.take(at));
    tables::take(page, table, records);
    records.furniture.extend(&table.header_spans);
    true
}

/// The lines of a block that go on with the heading's brackets.
fn brackets(block: &Block) -> Vec<Text> {
    if block.text.as_str().starts_with('【') { block.lines.clone() } else { Vec::new() }
}
