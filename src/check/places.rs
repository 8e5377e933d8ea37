//! Where findings stand, as a reader looks it up: the cell of a table, the page of a printed document.
//!
//! The lines of a transcript of printed pages are nobody's to look up: there a finding has its page, its table and its
//! row, and no line.

use crate::record::model::{Finding, Quoted};
use crate::table::{Row, Table};
use crate::text::Span;

/// A row with the number of its table; of a header only that it is one.
type Place<'a> = (Span, u32, Option<&'a Row>);

/// Gives each quote of a finding that stands in a row of a table the number of both, and of the column where it is one.
pub fn cells_of_quotes(findings: &mut [Finding], tables: &[Table]) {
    let of_table = |table| {
        let Table { number, header_spans, rows, .. }: &Table = table;
        let headers = header_spans.iter().map(|span| (*span, *number, None));
        headers.chain(rows.iter().map(|row| (row.span, *number, Some(row))))
    };
    let mut rows: Vec<Place<'_>> = tables.iter().flat_map(of_table).collect();
    rows.sort_by_key(|(span, ..)| *span);
    for quoted in findings.iter_mut().flat_map(|finding| &mut finding.source) {
        if quoted.table.is_none() {
            locate(quoted, &rows);
        }
    }
}

fn locate(quoted: &mut Quoted, rows: &[Place<'_>]) {
    let [start, end] = quoted.place.stretch;
    let before = rows.partition_point(|(span, ..)| span.start <= start);
    let Some((span, table, row)) = before.checked_sub(1).and_then(|at| rows.get(at)) else { return };
    if start == end || end > span.end {
        return;
    }
    quoted.table = Some(*table);
    let Some(row) = row else { return };
    quoted.row = Some(row.number);
    let inside = |hull: Span| hull.start <= start && end <= hull.end;
    let col = row.cells.iter().position(|cell| !cell.merged && cell.text.hull().is_some_and(inside));
    quoted.col = col.and_then(|col| u32::try_from(col + 1).ok());
}

/// Takes the lines of a transcript away.
pub fn pages_alone(findings: &mut [Finding]) {
    findings.iter_mut().for_each(|finding| finding.line = None);
}
