//! Repairs of a table that a text rendition damaged. None changes a quote.

use super::grid::{Cell, Repair, Table, drawn};
use crate::lexicon::{self, Role};
use crate::page::squeeze;
use crate::repairs::Rule;
use crate::text::{Rank, Text, strip_mark};
use std::collections::HashMap;

/// How many of the last fillings may be of a cell that still goes on: one a leading column.
const MOST_COLUMNS: usize = 8;

/// Moves back the rows that lost their leading empty cell (contract, rule 3).
///
/// Such a row has its name in the pillar column and nothing in the last, its first cell is no
/// pillar of any other row, and its cells open with the marks of the columns to their right rather
/// than of their own. Where no column has marks, an unlabelled pillar column is evidence enough.
pub fn shifted_rows(table: &mut Table) {
    let Some(first) = table.header.first() else { return };
    let unlabelled = first.text.is_blank();
    if table.header.len() < 3 || !(unlabelled || lexicon::role_of(first.text.as_str()) == Some(Role::Group)) {
        return;
    }
    let mut seen: HashMap<String, u32> = HashMap::new();
    for cell in table.column(0) {
        *seen.entry(squeeze(cell.text.as_str())).or_default() += 1;
    }
    let usual: Vec<Option<Rank>> = (0..table.header.len()).map(|col| usual_mark(table, col)).collect();
    for row in &mut table.rows {
        let Some((last, inner)) = row.cells[1..].split_last() else { continue };
        let holed =
            last.text.is_blank() && !row.cells[0].text.is_blank() && inner.iter().all(|cell| !cell.text.is_blank());
        if !holed || seen.get(&squeeze(row.cells[0].text.as_str())) != Some(&1) {
            continue;
        }
        let fits =
            |shift: usize| inner.iter().enumerate().filter(|(i, cell)| opening(cell) == usual[i + 1 + shift]).count();
        let (here, right) = (fits(0), fits(1));
        // One inner cell that opens with a bullet names a group; it is not out of place.
        let group = inner.len() == 1 && opening(&inner[0]) == Some(Rank::Sub) && usual[2] != Some(Rank::Sub);
        if right > here || right == here && unlabelled && !group {
            let before = drawn(&row.cells);
            row.cells.rotate_right(1);
            let after = drawn(&row.cells);
            table.repairs.push(Repair { rule: Rule::RowShifted, line: row.line, span: row.span, before, after });
        }
    }
}

/// The mark that a cell opens with.
fn opening(cell: &Cell) -> Option<Rank> {
    strip_mark(&cell.text).0.map(|mark| mark.rank).filter(|rank| matches!(rank, Rank::Head | Rank::Sub))
}

/// The mark that most cells of a column open with; `None` where most have none.
fn usual_mark(table: &Table, col: usize) -> Option<Rank> {
    let cells: Vec<Option<Rank>> = table.column(col).filter(|cell| !cell.text.is_blank()).map(opening).collect();
    [Rank::Head, Rank::Sub]
        .into_iter()
        .find(|rank| cells.iter().filter(|found| **found == Some(*rank)).count() * 2 > cells.len())
}

/// Carries merged cells of the leading columns down (contract, rule 2).
///
/// A column is a group's when its header is empty or names a group, or when a column to its right
/// names the initiatives as well. A cell printed anew ends what the columns to its right carried.
/// A figure names no group: it is not carried.
pub fn carry_down(table: &mut Table) {
    let role = |cell: &Cell| lexicon::role_of(cell.text.as_str());
    let innermost = table.header.iter().rposition(|cell| role(cell) == Some(Role::Initiative));
    let end = innermost.unwrap_or(table.header.len().saturating_sub(1));
    let groups = |cell: &Cell| cell.text.is_blank() || matches!(role(cell), Some(Role::Group | Role::Initiative));
    let columns: Vec<usize> = (0..end).filter(|col| groups(&table.header[*col])).collect();
    let mut above: Vec<Option<Cell>> = vec![None; columns.len()];
    let mut filled: Vec<Repair> = Vec::new();
    for row in &mut table.rows {
        for (n, col) in columns.iter().enumerate() {
            let cell = &mut row.cells[*col];
            if !cell.text.is_blank() {
                let names = cell.text.as_str().contains(char::is_alphabetic);
                above[n] = names.then(|| Cell { merged: true, ..cell.clone() });
                above[n + 1..].fill(None);
            } else if let Some(group) = &above[n] {
                *cell = group.clone();
                tell_filled(&mut filled, &group.text, row.line);
            }
        }
    }
    table.repairs.append(&mut filled);
}

/// Notes a cell that was filled; the same cell going on further down is one repair.
fn tell_filled(filled: &mut Vec<Repair>, text: &Text, line: u32) {
    let Some(span) = text.hull() else { return };
    if !filled.iter().rev().take(MOST_COLUMNS).any(|repair| repair.span == span) {
        let after = text.as_str().to_owned();
        filled.push(Repair { rule: Rule::CellMerged, line, span, before: String::new(), after });
    }
}
