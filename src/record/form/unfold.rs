//! A form that is printed as a table: its cells one below the other, as a text has them.

use super::field::{is_label, is_qualifier};
use crate::page::{Block, Kind};
use crate::table::cell_text;
use crate::text::{Text, join_lines};
use std::borrow::Cow;
use std::ops::Range;

/// Blocks without rows, and the block that each of them came from.
pub struct Unfolded<'a> {
    /// The blocks: a label whole, what was written beside it line by line.
    pub blocks: Vec<Cow<'a, Block>>,
    /// For each its place among the document's blocks.
    pub origin: Vec<usize>,
}

/// Takes rows apart; other blocks stay as they are.
pub fn unfold(blocks: &[Block]) -> Unfolded<'_> {
    let mut all = Unfolded { blocks: Vec::new(), origin: Vec::new() };
    for (at, block) in blocks.iter().enumerate() {
        if block.kind == Kind::Row {
            let parts = cells(&block.text).into_iter().flat_map(|cell| lines(&cell));
            all.blocks.extend(parts.filter_map(|line| block.part(&line)).map(Cow::Owned));
        } else {
            all.blocks.push(Cow::Borrowed(block));
        }
        all.origin.resize(all.blocks.len(), at);
    }
    all
}

/// The cells of a row, those without text left out; a label in brackets with what was chosen beside it.
fn cells(row: &Text) -> Vec<Text> {
    let mut from = 0;
    let mut cells: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for cell in row.as_str().split('\t') {
        let range = from..from + cell.len();
        from = range.end + 1;
        let qualifies = is_qualifier(cell.trim());
        match cells.last_mut() {
            _ if cell.trim().is_empty() => continue,
            Some(last) if open && !qualifies => last.end = range.end,
            _ => cells.push(range),
        }
        open = qualifies;
    }
    cells.into_iter().map(|range| row.slice(range).trim()).collect()
}

/// The lines of a cell; a label is one, however many lines it fills.
fn lines(cell: &Text) -> Vec<Text> {
    let lines = cell.lines();
    let whole = join_lines(&lines);
    if is_label(&whole) { vec![whole] } else { lines.iter().filter(|line| !line.is_blank()).map(cell_text).collect() }
}
