//! T011: a row that has fewer cells than the header of its table.
//!
//! What: a row of a text whose TABs end before the header's last column. Why: the cells that are
//! missing are taken for empty ones at the row's end, and a reader should look whether it was
//! another cell that was lost.

use crate::page::{Block, Kind};
use crate::record::Records;
use crate::record::desk::Desk;
use crate::record::model::{Finding, Severity};
use crate::rendition::Origin;
use crate::repairs::Rule;
use crate::table::Table;

/// Tells every row that ends too early; one that was mended is told by its repair.
pub fn short_rows(blocks: &[Block], tables: &[Table], origin: &Origin, records: &mut Records) {
    let desk = Desk::new(origin, "");
    for table in tables {
        // Empty cells at the end of a header are no column that a row must have.
        let width = table.header.iter().rposition(|cell| !cell.text.is_blank()).map_or(0, |last| last + 1);
        let mended =
            |line: u32| table.repairs.iter().any(|repair| repair.rule == Rule::RowShifted && repair.line == line);
        // On a printed page the grid tells which cells there are.
        let own = blocks.get(table.blocks.clone()).unwrap_or_default().iter();
        let rows = own.filter(|block| block.kind == Kind::Row && block.row.is_none());
        for row in rows.filter(|row| cells(row) < width && !mended(row.line)) {
            let source = desk.quotes([row.span]);
            // An empty row of a printed table has nothing that could be missing.
            if source.is_empty() {
                continue;
            }
            records.findings.push(Finding {
                code: "T011".to_owned(),
                severity: Severity::Notice,
                message: format!(
                    "a row has {} of the {width} cells of its header; the rest is taken for empty",
                    cells(row)
                ),
                message_ja: format!("見出しは{width}列ですが、この行は{}列です。残りは空欄とみなしました", cells(row)),
                line: Some(row.line),
                source,
                pages: Vec::new(),
                repair: None,
            });
        }
    }
}

fn cells(row: &Block) -> usize {
    row.text.as_str().matches('\t').count() + 1
}
