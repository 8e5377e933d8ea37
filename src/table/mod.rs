//! Stage 3, find: rows -> tables with a header, merged cells carried down, repeated headers
//! dropped and shifted rows mended.
//!
//! ```text
//! chart      plots and axes: what is drawn in them is no table
//! connector  lines that lead to a text, in time lines and diagrams: they part no rows
//! lattice    grids that closed boxes tell, and which of them are tables
//! align      tables that no closed boxes tell; boxes that keep to no rows are a diagram
//! bars       bars of roadmaps over the years of a header
//! printed    the three together: a page's tables with the text of their cells, and on over pages
//! grid       tables of rows of text, printed or poured out
//! header     which rows are the header
//! section    headers printed again within a table
//! fragments  pieces of one table that stand apart
//! repair     merged cells carried down, shifted rows mended
//! ```
//!
//! What was done to a table is told in its repairs; nothing in here knows what a column means
//! beyond whether its header is empty.

pub mod align;
pub mod bars;
#[cfg(test)]
mod cases;
mod chart;
mod connector;
#[cfg(test)]
mod drawn;
mod fragments;
mod grid;
mod header;
pub mod lattice;
pub mod printed;
mod repair;
mod section;

pub use grid::{Cell, Repair, Row, Table, of_rows};
pub use header::filled;

use crate::page::{Block, Kind, squeeze};
use crate::repairs::{Repairs, Rule};
use crate::text::{Carry, Text, Turn, periods};

/// The tables of a document, in order.
///
/// Rows that stand together are a table; a table whose header is printed again directly below the
/// one before goes on with it.
pub fn find(blocks: &[Block], repairs: &Repairs) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut i = 0;
    while i < blocks.len() {
        if blocks[i].kind != Kind::Row {
            i += 1;
            continue;
        }
        let end = i + 1 + blocks[i + 1..].iter().take_while(|block| block.kind == Kind::Row && block.gap == 0).count();
        let over_page = blocks[i].row.as_ref().is_some_and(|shape| shape.turn != Turn::Own);
        if let Some(last) = tables.last_mut().filter(|_| over_page) {
            last.go_on_over_page(&blocks[i..end], i, repairs);
            i = end;
            continue;
        }
        let piece = grid::of_rows(&blocks[i..end], i);
        let goes_on = repairs.makes(Rule::HeaderRepeated)
            && tables
                .last()
                .is_some_and(|last| only_furniture(&blocks[last.blocks.end..i]) && same_header(last, &piece));
        match tables.last_mut() {
            Some(last) if goes_on => last.go_on(piece),
            _ => {
                let number = tables.len() as u32 + 1;
                tables.push(piece.numbered(number));
            }
        }
        i = end;
    }
    let mut tables = fragments::join(tables, blocks);
    for table in &mut tables {
        table.carry = era_above(table, blocks);
        if repairs.makes(Rule::HeaderRepeated) {
            section::drop_headers(table);
        }
        // A printed page tells where each cell stands; only a text can lose an empty one.
        let printed = blocks.get(table.blocks.start).is_some_and(|block| block.row.is_some());
        if repairs.makes(Rule::RowShifted) && !printed {
            repair::shifted_rows(table);
        }
        if repairs.makes(Rule::CellMerged) {
            repair::carry_down(table);
        }
    }
    tables
}

/// The era printed last above a table whose header prints years without one.
fn era_above(table: &Table, blocks: &[Block]) -> Carry {
    let bare = |cell: &Cell| {
        let words = cell.text.as_str().trim();
        words.starts_with(|c: char| c.is_ascii_digit())
            && words.contains(YEAR)
            && periods(words, &mut Carry::default()).is_empty()
    };
    if !table.header.iter().any(bare) {
        return Carry::default();
    }
    let above = blocks[..table.blocks.start].iter().rev().take(FARTHEST_ERA);
    let carries = above.map(|block| {
        let mut carry = Carry::default();
        periods(block.text.as_str(), &mut carry);
        carry
    });
    let era = carries.into_iter().find_map(|carry| carry.era);
    Carry { era, ..Carry::default() }
}

/// A year without its era.
const YEAR: char = '年';
/// An era is in force for so many blocks.
const FARTHEST_ERA: usize = 1000;

fn only_furniture(between: &[Block]) -> bool {
    between.iter().all(|block| block.kind == Kind::Furniture)
}

fn same_header(first: &Table, second: &Table) -> bool {
    let words =
        |table: &Table| -> Vec<String> { table.header.iter().map(|cell| squeeze(cell.text.as_str())).collect() };
    words(first) == words(second)
}

/// The text of a cell as a reader would copy it.
pub fn cell_text(text: &Text) -> Text {
    crate::text::tidy(text)
}
