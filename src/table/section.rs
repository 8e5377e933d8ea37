//! Sections of a table: rows that are a title over the whole width, and headers printed again below them.

use super::grid::{Cell, Repair, Row, Table};
use crate::page::{Block, squeeze};
use crate::repairs::Rule;
use crate::text::Text;

/// Fewest header words that a row must repeat to be the header again.
const FEWEST_WORDS: usize = 2;

/// The title that a row is: one cell over all columns, or one cell that says something while what is left of the row
/// is covered from above by it.
pub fn title(block: &Block, cells: &[Cell]) -> Option<Text> {
    let shape = block.row.as_ref()?;
    let first = cells.first().filter(|cell| !cell.merged && !cell.text.is_blank())?;
    let over = shape.cells.first()?;
    let whole = cells.len() > 1 && usize::from(over.cols) == cells.len();
    whole.then(|| first.text.clone())
}

/// Drops headers that are printed again inside of a table.
pub fn drop_headers(table: &mut Table) {
    let words: Vec<String> = table.header.iter().map(|cell| squeeze(cell.text.as_str())).collect();
    let repeats = |row: &Row| {
        let said = row.cells.iter().zip(&words).filter(|(cell, _)| !cell.merged && !cell.text.is_blank());
        let (mut same, mut other) = (0, 0);
        for (cell, word) in said {
            if squeeze(cell.text.as_str()) == *word { same += 1 } else { other += 1 }
        }
        same >= FEWEST_WORDS && other == 0
    };
    let (headers, rows): (Vec<Row>, Vec<Row>) = std::mem::take(&mut table.rows).into_iter().partition(repeats);
    table.rows = rows;
    for row in headers {
        let (before, after) = (String::new(), String::new());
        table.repairs.push(Repair { rule: Rule::HeaderRepeated, line: row.line, span: row.span, before, after });
        table.header_spans.push(row.span);
    }
}
