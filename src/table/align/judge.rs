//! Whether a reading is a table, and which of its outer rows belong to it.

use super::region::Region;
use super::solve::{Reading, Square};
use crate::text::{self, Rank};

/// A row without text in two columns belongs to a table only between others.
const FILLED: f32 = 0.5;
/// Cost above that of faultless rows, for each row, that a table of text alone may have.
const DOUBT: f32 = 1.2;
/// The same where beams part rows.
const RULED_DOUBT: f32 = 3.0;
/// The middle of a header stands this near to that of its cells, in ems.
const HEAD_OFF: f32 = 1.5;
/// Lines of a cell, on average, in all columns of a page of prose.
const PROSE: f32 = 6.0;

/// The filled cells of a row, those that reach over it from above left out.
pub fn filled(reading: &Reading, row: usize) -> Vec<&Square> {
    reading.squares.iter().filter(|square| square.rows.0 == row).collect()
}

/// Rows that belong to the table: `from..to`.
pub fn body(reading: &Reading, region: &Region) -> (usize, usize) {
    let (mut from, mut to) = (0, reading.rows.len());
    let alone = |row: usize| filled(reading, row).iter().filter(|square| square.rows.1 == row + 1).count() < 2;
    let pillared = |row: usize| filled(reading, row).iter().any(|square| square.rows.1 > row + 1);
    while !region.headed && from < to && alone(from) && !pillared(from) && !heads_last(reading, from) {
        from += 1;
    }
    let single = (from + 1..to).filter(|row| alone(*row)).count();
    let sparse = single as f32 > 0.6 * (to - from).saturating_sub(1) as f32;
    while !region.footed && from < to && alone(to - 1) && (!sparse || stray(reading, to - 1)) {
        to -= 1;
    }
    (from, to)
}

/// Whether the only text of a row heads the last column, near above its cells: where the other headers are empty.
fn heads_last(reading: &Reading, row: usize) -> bool {
    let cols = reading.gaps.len();
    let lines = |row: usize| {
        filled(reading, row).into_iter().filter(|square| square.cols.0 == cols).flat_map(|square| &square.lines)
    };
    let Some((left, right)) = lines(row + 1).map(|line| (line.rect.left, line.rect.right)).next() else { return false };
    let near =
        reading.rows.get(row).zip(reading.rows.get(row + 1)).is_some_and(|(own, next)| next.0 - own.1 <= reading.em);
    near && lines(row).next().is_some_and(|line| {
        let middle = (line.rect.left + line.rect.right) / 2.0;
        (middle - (left + right) / 2.0).abs() <= HEAD_OFF * reading.em || (line.rect.left - left).abs() <= reading.em
    })
}

/// Whether the only text of a row is a page number or a note.
fn stray(reading: &Reading, row: usize) -> bool {
    filled(reading, row)
        .iter()
        .flat_map(|square| &square.lines)
        .any(|line| is_page_number(&line.text) || text::opening(&line.text).is_some_and(|mark| mark.rank == Rank::Note))
}

/// Whether a text may be a page number.
pub fn is_page_number(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || "-‐–—−―/".contains(c))
}

/// Where a header is printed again: the row that begins another table.
pub fn repeated_header(reading: &Reading) -> Option<usize> {
    let said = |row: usize| -> Vec<(usize, String)> {
        let squares = filled(reading, row).into_iter().filter(|square| square.rows.1 == row + 1);
        squares.map(|square| (square.cols.0, square.lines.iter().map(|line| line.text.as_str()).collect())).collect()
    };
    let header = said(0);
    let names = header.iter().all(|(_, text)| !text.chars().all(|c| c.is_ascii_digit() || "%.,".contains(c)));
    (1..reading.rows.len()).find(|row| header.len() >= 2 && names && said(*row) == header)
}

/// Whether a reading is a table.
pub fn is_table(reading: &Reading, region: &Region) -> bool {
    let (rows, cols) = (reading.rows.len(), reading.gaps.len() + 1);
    let full = (0..rows).filter(|row| filled(reading, *row).len() >= 2).count();
    let doubt = reading.doubt / rows.max(1) as f32;
    if std::env::var("DBG").is_ok() {
        eprintln!(
            "judge rows {rows} cols {cols} full {full} doubt {doubt} headed {} ruled {} prose {} top {:?}",
            region.headed,
            reading.ruled,
            prose(reading, cols),
            reading.rows.first()
        );
    }
    if rows < 2 || cols < 2 || full < 2 {
        return false;
    }
    if region.headed || reading.ruled >= 1 {
        return doubt <= RULED_DOUBT;
    }
    let dense = full as f32 >= FILLED * rows as f32;
    full >= 3 && dense && doubt <= DOUBT && !prose(reading, cols)
}

/// Whether two columns are running text.
fn prose(reading: &Reading, cols: usize) -> bool {
    let long = (0..cols).filter(|col| {
        let own = reading.squares.iter().filter(|square| square.cols.0 == *col);
        let counts: Vec<usize> = own.map(|square| square.lines.len()).collect();
        counts.iter().sum::<usize>() as f32 > PROSE * counts.len().max(1) as f32
    });
    long.count() >= 2
}
