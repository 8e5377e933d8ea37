//! Stage 3, find: rows -> tables with a header, merged cells carried down, repeated headers
//! dropped and shifted rows mended.
//!
//! What was done to a table is told in its repairs; nothing in here knows what a column means
//! beyond whether its header is empty.

pub mod align;
pub mod bars;
#[cfg(test)]
mod drawn;
mod grid;
mod header;
pub mod lattice;
pub mod printed;
mod repair;
mod section;

pub use grid::{Cell, Repair, Row, Rule, Table};

use crate::page::{Block, Kind, squeeze};
use crate::text::{Text, Turn};

/// The tables of a document, in order.
///
/// Rows that stand together are a table; a table whose header is printed again directly below the
/// one before goes on with it.
pub fn find(blocks: &[Block]) -> Vec<Table> {
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
            last.go_on_over_page(&blocks[i..end], i);
            i = end;
            continue;
        }
        let piece = grid::of_rows(&blocks[i..end], i);
        let goes_on =
            tables.last().is_some_and(|last| only_furniture(&blocks[last.blocks.end..i]) && same_header(last, &piece));
        match tables.last_mut() {
            Some(last) if goes_on => last.go_on(piece),
            _ => {
                let number = tables.len() as u32 + 1;
                tables.push(piece.numbered(number));
            }
        }
        i = end;
    }
    for table in &mut tables {
        section::drop_headers(table);
        repair::shifted_rows(table);
        repair::carry_down(table);
    }
    tables
}

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
