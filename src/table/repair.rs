//! Repairs of a table that a text rendition damaged. None changes a quote.

use super::grid::{Cell, Table};
use crate::page::squeeze;
use crate::text::{Rank, Span, strip_mark};
use std::collections::HashMap;

/// What was repaired.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// A row whose leading empty cell was lost moved back to the right.
    RowShifted,
    /// A header printed again on the next page dropped.
    HeaderRepeated,
    /// A cell merged with the one above filled with its text.
    CellMerged,
}

/// A repair that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// What was repaired.
    pub rule: Rule,
    /// Line of the source, from 1.
    pub line: u32,
    /// Where.
    pub span: Span,
    /// The cells before.
    pub before: String,
    /// The cells after.
    pub after: String,
}

/// Moves back the rows that lost their leading empty cell (contract, rule 3).
///
/// Such a row has its name in the pillar column, nothing in the last, and its first cell is no
/// pillar: no other row has it, and the cell beside it opens no group.
pub fn shifted_rows(table: &mut Table) {
    let Some(first) = table.header.first() else {
        return;
    };
    if table.header.len() < 3 || !first.text.is_blank() {
        return;
    }
    let mut seen: HashMap<String, u32> = HashMap::new();
    for cell in table.column(0) {
        *seen.entry(squeeze(cell.text.as_str())).or_default() += 1;
    }
    let heads_column =
        |row: &super::Row| !row.cells[0].text.is_blank() && row.cells.last().is_some_and(|last| !last.text.is_blank());
    let pillars = table.rows.iter().filter(|row| heads_column(row)).count();
    for row in &mut table.rows {
        let inner = &row.cells[1..row.cells.len() - 1];
        let shifted = !row.cells[0].text.is_blank()
            && seen.get(&squeeze(row.cells[0].text.as_str())) == Some(&1)
            && row.cells.last().is_some_and(|last| last.text.is_blank())
            && inner.iter().all(|cell| !cell.text.is_blank())
            && strip_mark(&row.cells[1].text).0.is_none_or(|mark| mark.rank != Rank::Sub)
            && pillars > 0;
        if shifted {
            let before = drawn(&row.cells);
            row.cells.rotate_right(1);
            table.repairs.push(Repair {
                rule: Rule::RowShifted,
                line: row.line,
                span: row.span,
                before,
                after: drawn(&row.cells),
            });
        }
    }
}

fn drawn(cells: &[Cell]) -> String {
    let texts: Vec<&str> = cells.iter().map(|cell| cell.text.as_str()).collect();
    texts.join(" | ")
}

/// Carries merged cells of the leading columns down (contract, rule 2).
///
/// The first column is a pillar's when its header is empty or names a group, some of its cells are
/// empty and the table has a further column that names the rows.
pub fn carry_down(table: &mut Table) {
    let names_group = |cell: &Cell| {
        cell.text.is_blank() || crate::lexicon::role_of(cell.text.as_str()) == Some(crate::lexicon::Role::Group)
    };
    let columns =
        table.header.iter().take_while(|cell| names_group(cell)).count().min(table.header.len().saturating_sub(1));
    for col in 0..columns {
        let mut above: Option<Cell> = None;
        for row in &mut table.rows {
            let cell = &mut row.cells[col];
            if !cell.text.is_blank() {
                above = Some(Cell { merged: true, ..cell.clone() });
            } else if let Some(pillar) = &above {
                *cell = pillar.clone();
            }
        }
    }
}
