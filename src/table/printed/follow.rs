//! Which table goes on on the next page, which rows it repeats, and whether a row was cut.

use super::{Continuation, PrintedCell, PrintedTable, TablePage};
use crate::page::order::InkLine;
use crate::page::squeeze;
use std::collections::{BTreeMap, BTreeSet};

/// Edges of columns of two pages that differ by less are the same, in points.
const SAME_EDGE: f32 = 3.0;
/// Pages for binding are shifted by no more than this, in points.
const SHIFT: f32 = 45.0;
/// The share of a page's height above and below which there is nothing but running heads and page numbers.
const MARGIN: f32 = 0.1;
/// A table that goes on has filled its page, its lower edge below this share of the page's height: where a
/// high row had no room, or footnotes stand below.
const FILLED_PAGE: f32 = 0.6;
/// A header that is repeated has no more rows.
const MOST_HEADER_ROWS: u32 = 6;
/// A column that is filled in at least this share of its rows names them.
const NAMES: f32 = 0.8;

/// Marks the tables that go on with the last table of the page before.
pub fn mark(pages: &mut [TablePage]) {
    let repeated = repeated(pages);
    for at in 1..pages.len() {
        let (before, after) = pages.split_at_mut(at);
        let (Some(before), Some(after)) = (before.last(), after.first_mut()) else { continue };
        let Some((from, last)) =
            before.tables.iter().enumerate().filter(|(_, table)| table.inside.is_none()).max_by(|(_, a), (_, b)| {
                a.rect.bottom.total_cmp(&b.rect.bottom).then(b.rect.left.total_cmp(&a.rect.left))
            })
        else {
            continue;
        };
        let Some(next) = after.tables.iter().position(|table| table.inside.is_none()) else { continue };
        let Some(table) = after.tables.get(next) else { continue };
        let header = repeated_header(last, table);
        let filled = header > 0 || last.rect.bottom >= FILLED_PAGE * before.height;
        let ends = !text_below(before, last) && filled;
        // What stands over a part that goes on is a running head, or a title that stood over the first part too.
        if same_columns(last, table) && ends && same_title(&repeated, before, last, after, table) {
            let cut_row = cut_row(last, table, header);
            let found = Some(Continuation { from, repeated_header: header, cut_row });
            after.tables.get_mut(next).into_iter().for_each(|table| table.continues = found);
        }
    }
}

/// The words of a line, figures left out: what a running head repeats.
fn words(line: &InkLine) -> String {
    squeeze(&line.text).chars().filter(|c| c.is_alphabetic()).collect()
}

/// What stands in the head or foot margin of several pages.
fn repeated(pages: &[TablePage]) -> BTreeSet<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages {
        let in_margin =
            |line: &&InkLine| line.rect.top < page.height * MARGIN || line.rect.bottom > page.height * (1.0 - MARGIN);
        let on_page: BTreeSet<String> = page.lines.iter().filter(in_margin).map(words).collect();
        on_page.into_iter().for_each(|words| *counts.entry(words).or_default() += 1);
    }
    counts.into_iter().filter(|(_, count)| *count > 1).map(|(words, _)| words).collect()
}

/// Whether a page says something below a table, be it a number alone: its own.
fn text_below(page: &TablePage, table: &PrintedTable) -> bool {
    let foot = page.height * (1.0 - MARGIN);
    let below = |line: &&InkLine| line.rect.top >= table.rect.bottom && line.rect.bottom <= foot;
    page.lines.iter().filter(below).any(|line| !words(line).is_empty())
}

/// Whether all that stands above a table stood above the one on the page before, or is a running head.
fn same_title(
    repeated: &BTreeSet<String>,
    before: &TablePage,
    last: &PrintedTable,
    page: &TablePage,
    table: &PrintedTable,
) -> bool {
    let above = |page: &TablePage, table: &PrintedTable| -> BTreeSet<String> {
        page.lines.iter().filter(|line| line.rect.bottom <= table.rect.top).map(words).collect()
    };
    let first = above(before, last);
    above(page, table).iter().all(|words| words.is_empty() || repeated.contains(words) || first.contains(words))
}

/// Whether the columns of two tables have the same edges, the pages shifted perhaps.
fn same_columns(a: &PrintedTable, b: &PrintedTable) -> bool {
    let shift = b.rect.left - a.rect.left;
    let (first, second) = (edges(a), edges(b));
    a.cols == b.cols
        && shift.abs() <= SHIFT
        && first.len() == second.len()
        && first.iter().zip(&second).all(|(one, other)| (other - one - shift).abs() <= SAME_EDGE)
}

/// The left edge of each column, and the table's right edge.
fn edges(table: &PrintedTable) -> Vec<f32> {
    let mut edges: Vec<Option<f32>> = vec![None; table.cols as usize];
    for cell in &table.cells {
        edges.get_mut(cell.col as usize).into_iter().for_each(|edge| *edge = edge.or(Some(cell.rect.left)));
    }
    edges.into_iter().flatten().chain([table.rect.right]).collect()
}

/// How many rows at the top of a table repeat the top of the one before.
fn repeated_header(first: &PrintedTable, second: &PrintedTable) -> u32 {
    let most = first.rows.min(second.rows.saturating_sub(1)).min(MOST_HEADER_ROWS);
    let mut count = 0;
    for row in 0..most {
        let (a, b) = (row_of(first, row), row_of(second, row));
        let same = a.len() == b.len()
            && a.iter().zip(&b).all(|(a, b)| {
                (a.col, a.colspan, a.rowspan) == (b.col, b.colspan, b.rowspan) && squeeze(&a.text) == squeeze(&b.text)
            });
        if !same {
            break;
        }
        // A header says something of more than one column.
        let filled = a.iter().filter(|cell| !cell.text.trim().is_empty()).count();
        let ends = a.iter().map(|cell| cell.row + cell.rowspan).max().unwrap_or(row + 1);
        if filled > 1 || count > 0 {
            count = count.max(ends);
        }
    }
    if count > most { 0 } else { count }
}

/// The cells that begin in a row.
fn row_of(table: &PrintedTable, row: u32) -> Vec<&PrintedCell> {
    table.cells.iter().filter(|cell| cell.row == row).collect()
}

/// Whether the first row behind the header is the rest of the last row of the table before: it says
/// something, but not in a column in which all other rows say something.
fn cut_row(last: &PrintedTable, next: &PrintedTable, header: u32) -> bool {
    let first = row_of(next, header);
    if !first.iter().any(|cell| filled(cell)) {
        return false;
    }
    let end = last.rows.saturating_sub(1);
    first.iter().any(|cell| {
        let names = !filled(cell) && cell.rowspan == 1 && share_filled(last, next, header, cell.col) >= NAMES;
        // The row before must have said it.
        names && last.cells.iter().any(|above| above.col == cell.col && above.row == end && filled(above))
    })
}

fn filled(cell: &PrintedCell) -> bool {
    !cell.text.trim().is_empty()
}

/// The share of the rows of both parts, but the one in question, that say something in a column.
fn share_filled(last: &PrintedTable, next: &PrintedTable, header: u32, col: u32) -> f32 {
    let own =
        last.cells.iter().chain(next.cells.iter().filter(|cell| cell.row > header)).filter(|cell| cell.col == col);
    let (mut count, mut said) = (0, 0);
    for cell in own {
        count += 1;
        said += u32::from(filled(cell));
    }
    said as f32 / (count.max(1)) as f32
}
