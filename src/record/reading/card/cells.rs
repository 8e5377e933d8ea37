//! What the cells of a row are in a sheet: labels, years, values.

use super::Inner;
use crate::lexicon::{Look, Role};
use crate::record::reading::glance::Cell;
use crate::record::reading::region::{Region, Square};
use std::ops::Range;

/// Longest word over the names of a small table that nobody knows (内訳), in characters.
const BRIEF: usize = 8;

/// A cell that begins in a row and says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// Its first column.
    pub col: usize,
    /// The column behind its last.
    pub end: usize,
    /// What it is.
    pub cell: Cell,
}

/// The cells that begin in a row of a part and say something, with what each is.
pub fn cells(region: &Region<'_>, row: usize, cols: &Range<usize>) -> Vec<Said> {
    let said = |col: &usize| region.begins(row, *col) && !region.squares[row][*col].text.is_blank();
    let of = |col: usize| {
        let square = &region.squares[row][col];
        Said { col, end: end(region, row, col), cell: square.glance.cell }
    };
    cols.clone().filter(said).map(of).collect()
}

/// The column behind the last of a cell.
pub fn end(region: &Region<'_>, row: usize, col: usize) -> usize {
    let goes_on = |at: &usize| region.squares[row][*at].right > 0;
    col + 1 + (col + 1..region.width()).take_while(goes_on).count()
}

/// The role that a label tells best.
pub fn role(region: &Region<'_>, (row, col): (usize, usize)) -> Option<Role> {
    region.squares[row][col].glance.role
}

/// Whether a cell is a label or a year.
pub fn is_label(square: &Square<'_>) -> bool {
    square.glance.cell != Cell::Value
}

/// Whether a cell is a year or a date alone.
pub fn is_year(square: &Square<'_>) -> bool {
    square.glance.cell == Cell::Year
}

/// Whether a cell is a label that is known as a whole.
pub fn is_known(square: &Square<'_>) -> bool {
    !square.goes_on && square.glance.known
}

/// Whether all of a cell is a word that labels have.
pub fn whole(region: &Region<'_>, row: usize, col: usize) -> bool {
    region.squares[row][col].glance.whole
}

/// Rows that a cell covers.
pub fn spans(region: &Region<'_>, row: usize, col: usize) -> usize {
    1 + (row + 1..region.height()).take_while(|below| region.squares[*below][col].goes_on).count()
}

/// Whether a cell of a row of labels says a year, alone or with a word of money (R5決算).
fn dated(region: &Region<'_>, row: usize, col: usize) -> bool {
    region.squares[row][col].glance.dated
}

/// Whether a cell is a short name that may be a label which nobody knows (内訳, 区分).
pub fn is_brief(region: &Region<'_>, row: usize, col: usize) -> bool {
    let square = &region.squares[row][col];
    square.glance.look == Some(Look::Name) && square.text.as_str().chars().count() <= BRIEF
}

/// Whether a cell is a figure alone.
pub fn is_figure(region: &Region<'_>, (row, col): (usize, usize)) -> bool {
    matches!(region.squares[row][col].glance.look, Some(Look::Figure | Look::Money | Look::Code))
}

/// Whether a row is the header of a small table: nothing but labels and years, at least two side by side.
pub fn heads(region: &Region<'_>, row: usize, cells: &[Said]) -> bool {
    let years = cells.iter().filter(|said| said.cell != Cell::Value && dated(region, row, said.col)).count();
    let label = |said: &Said| said.cell != Cell::Value || years >= 2 && is_brief(region, row, said.col);
    let none = cells.iter().all(label);
    let low = cells.iter().filter(|said| spans(region, row, said.col) == 1).count();
    // 実施期間 with its years is a field.
    let dates = match cells {
        [label, year] if label.cell == Cell::Label && year.cell == Cell::Year => {
            role(region, (row, label.col)) == Some(Role::Schedule)
        }
        _ => false,
    };
    none && !dates && low >= 2 && (years >= 1 && cells.len() >= 2 || cells.len() >= 3)
}

/// Roles of labels with a value behind them: such a row ends a small table.
const FIELDS: [Role; 6] =
    [Role::Rating, Role::Issue, Role::NextStep, Role::Department, Role::Description, Role::Initiative];

/// Whether a row goes on with a small table: its cells stand under those of the header.
pub fn goes_on(region: &Region<'_>, inner: &Inner, row: usize, cells: &[Said]) -> bool {
    let starts: Vec<usize> = inner.cols.clone().filter(|col| region.squares[inner.head][*col].right == 0).collect();
    // A blank cell of the header goes with the one before it.
    let blank = |start: &usize| region.squares[inner.head][*start].text.is_blank();
    let close = |from: usize| {
        let behind = starts.iter().copied().filter(|start| *start > from).find(|start| !blank(start));
        behind.unwrap_or(inner.cols.end)
    };
    let under = |said: &Said| {
        let from = starts.iter().copied().filter(|start| *start <= said.col).max();
        from.is_some_and(|from| said.end <= close(from))
    };
    let values = cells.iter().filter(|said| said.cell == Cell::Value).count();
    let later = cells.iter().skip(1).filter(|said| said.cell == Cell::Label).count();
    let field = cells.first().is_some_and(|first| {
        first.cell == Cell::Label
            && whole(region, row, first.col)
            && role(region, (row, first.col)).is_some_and(|role| FIELDS.contains(&role))
    });
    let lone =
        cells.len() == 2 && cells[1].end - cells[1].col > 1 && region.squares[inner.head][cells[1].col].cols == 1;
    let kinds = (1..=3).contains(&later) && values >= 1;
    let stands = !cells.is_empty() && cells.iter().all(under) && !lone;
    let is_field = field && cells.len() == 2;
    stands && !is_field && (later == 0 || kinds) && (values >= 1 || cells.len() == 1)
}

/// Whether the last cells of a row are values that stand right under the years of a small table above it.
pub fn under_years(region: &Region<'_>, inner: &Inner, row: usize, cells: &[Said]) -> Option<Range<usize>> {
    let years: Vec<usize> =
        inner.cols.clone().filter(|col| region.begins(inner.head, *col) && dated(region, inner.head, *col)).collect();
    let [label, values @ ..] = cells else { return None };
    let right = |said: &&Said| {
        years.contains(&said.col) && said.cell == Cell::Value && said.end == end(region, inner.head, said.col)
    };
    let run = values.iter().rev().take_while(right).count();
    let first = values.get(values.len() - run)?;
    let last = values.last()?;
    let names = label.cell == Cell::Label || region.squares[row][label.col].glance.look == Some(Look::Name);
    (names && run >= 2).then_some(first.col..last.end)
}
