//! Which table goes on on the next page, which rows it repeats, and whether a row was cut.

use super::{Continuation, PrintedCell, PrintedTable, TablePage};
use crate::geometry::Rect;
use crate::page::running::may_be_page_number;
use crate::page::squeeze;
use crate::text::{opening, same_words};
use rustc_hash::FxHashSet;
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// Edges of columns of two pages that differ by less are the same, in points.
const SAME_EDGE: f32 = 3.0;
/// Pages for binding are shifted by no more than this, in points.
const SHIFT: f32 = 45.0;
/// The share of a page's height below which there are only footers.
const MARGIN: f32 = 0.1;
/// The share of a page's height above which running heads stand: about 2 cm on A4.
const HEAD: f32 = 0.07;
/// A table that goes on has filled its page, its lower edge below this share of the page's height: where a
/// high row had no room, or footnotes stand below.
const FILLED_PAGE: f32 = 0.6;
/// Left and right pages have running heads of their own: so many pages before are looked at.
const SIDES: usize = 2;
/// A title is larger than this times the text of its table.
const LARGER: f32 = 1.1;
/// A header that is repeated has no more rows.
const MOST_HEADER_ROWS: u32 = 6;
/// A column that is filled in at least this share of its rows names them.
const NAMES: f32 = 0.8;

/// Marks the tables that go on with tables of the page before; tables side by side each for itself.
pub fn mark(pages: &mut [TablePage]) {
    let said: Vec<Said> = pages.iter().map(|_| Said::default()).collect();
    for at in 1..pages.len() {
        let (before, after) = pages.split_at_mut(at);
        let Some(page) = after.first_mut() else { continue };
        let known = |text: &str| {
            let words = squeeze(text);
            let mut near = before.iter().zip(&said).rev().take(SIDES);
            near.any(|(page, said)| said.get_or_init(|| lines_of(page)).contains(&words))
        };
        let mut taken: BTreeSet<usize> = BTreeSet::new();
        for number in 0..page.tables.len() {
            let how = follows(before, page, number, &known).filter(|how| taken.insert(how.table));
            page.tables.get_mut(number).into_iter().for_each(|table| table.continues = how);
        }
    }
}

/// What the lines of a page say, white space left out; worked out once, where somebody asks.
type Said = OnceCell<FxHashSet<String>>;

fn lines_of(page: &TablePage) -> FxHashSet<String> {
    page.lines.iter().map(|line| squeeze(&line.text)).collect()
}

/// How a table of a page goes on with one of the page before; `known` tells whether the pages before have a line.
fn follows(
    before: &[TablePage],
    page: &TablePage,
    number: usize,
    known: &dyn Fn(&str) -> bool,
) -> Option<Continuation> {
    let table = page.tables.get(number)?;
    let above = |other: &PrintedTable| stacked(other, table) && other.rect.bottom <= table.rect.top + SAME_EDGE;
    if table.inside.is_some() || page.tables.iter().any(above) || headed(page, table, known) {
        return None;
    }
    let last_page = before.last()?;
    last_page.tables.iter().enumerate().find_map(|(at, last)| {
        let below = |other: &PrintedTable| stacked(other, last) && other.rect.top >= last.rect.bottom - SAME_EDGE;
        if last.inside.is_some() || last_page.tables.iter().any(below) || !same_columns(last, table) {
            return None;
        }
        let repeated_header = repeated_header(last, table);
        // A repeated header tells enough; without one the table before must have run out of its page.
        let runs_on = repeated_header > 0 || last.rect.bottom >= FILLED_PAGE * last_page.height;
        let cut_row = cut_row(last, table, repeated_header);
        (runs_on && !text_below(last_page, last)).then_some(Continuation { table: at, repeated_header, cut_row })
    })
}

/// Whether two tables of a page stand one below the other rather than side by side.
fn stacked(a: &PrintedTable, b: &PrintedTable) -> bool {
    a.inside.is_none() && b.inside.is_none() && a.rect != b.rect && in_column(&a.rect, b)
}

/// Whether something stands in the part of the page's width that a table takes.
fn in_column(rect: &Rect, table: &PrintedTable) -> bool {
    rect.left < table.rect.right && rect.right > table.rect.left
}

fn text_below(page: &TablePage, table: &PrintedTable) -> bool {
    let foot = page.height * (1.0 - MARGIN);
    page.lines.iter().any(|line| {
        in_column(&line.rect, table)
            && line.rect.top >= table.rect.bottom
            && line.rect.bottom <= foot
            && !may_be_page_number(&line.text)
    })
}

/// Whether a title of its own stands over a table: none that the pages before have as well, no page number, and
/// in the margin nothing that is as small as a running head.
fn headed(page: &TablePage, table: &PrintedTable, known: &dyn Fn(&str) -> bool) -> bool {
    let mut sizes: Vec<f32> = table
        .cells
        .iter()
        .flat_map(|cell| &cell.lines)
        .filter_map(|line| page.lines.get(*line as usize).map(|line| line.size))
        .collect();
    sizes.sort_by(f32::total_cmp);
    let usual = sizes.get(sizes.len() / 2).copied().unwrap_or(0.0);
    let above = page
        .lines
        .iter()
        .filter(|line| in_column(&line.rect, table) && line.rect.bottom <= table.rect.top + table_edge(line.size));
    above.into_iter().any(|line| {
        let running = line.rect.bottom <= page.height * HEAD && line.size <= LARGER * usual;
        !may_be_page_number(&line.text) && !running && !known(&line.text)
    })
}

/// A line stands over a table although its box reaches this far into it, in points.
fn table_edge(size: f32) -> f32 {
    size / 4.0
}

/// Whether the columns of two tables have the same edges, the pages shifted perhaps.
pub fn same_columns(a: &PrintedTable, b: &PrintedTable) -> bool {
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
                (a.col, a.colspan, a.rowspan) == (b.col, b.colspan, b.rowspan) && same_words(&a.text, &b.text)
            });
        if !same {
            break;
        }
        // A header says something of more than one column.
        let filled = a.iter().filter(|cell| !cell.text.trim().is_empty()).count();
        let ends = a.iter().map(|cell| cell.row + cell.rowspan).max().unwrap_or(row + 1);
        if filled > usize::from(count == 0) {
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
    let above = |col: u32| last.cells.iter().find(|above| above.col == col && above.row == end);
    if first.iter().any(|cell| whole(cell) && above(cell.col).is_some_and(whole)) {
        return false;
    }
    first.iter().any(|cell| {
        let names = !filled(cell) && cell.rowspan == 1 && share_filled(last, next, header, cell.col) >= NAMES;
        // The row before must have said it.
        names && above(cell.col).is_some_and(filled)
    })
}

/// Whether a cell is a figure or a mark alone: it has no rest, and two of them one below the other stand in two rows.
fn whole(cell: &PrintedCell) -> bool {
    let text = cell.text.trim();
    let marked = |text: &str| opening(text).is_some() || text.chars().any(|c| c.is_numeric());
    marked(text) && !text.chars().any(char::is_alphabetic)
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
