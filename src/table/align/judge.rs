//! Whether a reading is a table, and which of its outer rows belong to it.

use super::heading::LARGER;
use super::line::Line;
use super::region::Region;
use super::sentence;
use super::solve::{Reading, Square};
use crate::lexicon;
use crate::page::running::may_be_page_number;
use crate::text::{self, Rank};

/// A row without text in two columns belongs to a table only between others.
const FILLED: f32 = 0.5;
/// Cost above that of faultless rows, for each row, that a table of text alone may have.
const DOUBT: f32 = 1.2;
/// The same where beams part rows.
const RULED_DOUBT: f32 = 3.0;
/// White between rows that differs by less is alike, in ems.
const ALIKE: f32 = 0.2;
/// A name stands no further above its column than this, in ems.
const FARTHEST: f32 = 1.5;
/// A title is larger than the table's text by this factor.
const TITLE: f32 = 1.15;
/// The middle of a header stands this near to that of its cells, in ems.
const HEAD_OFF: f32 = 1.5;
/// A column of running text is at least this wide, in ems.
const PROSE_WIDTH: f32 = 10.0;
/// It has at least so many lines.
const PROSE_LINES: usize = 6;
/// Its full lines end this near to its right edge, in ems.
const PROSE_END: f32 = 2.0;
/// Share of its lines that are full.
const PROSE_FULL: f32 = 0.55;
/// Share of a list's lines that open an item; the others go on with one.
const LISTED: f32 = 0.5;
/// Share of the rows that a column of names tells.
const NAMED: f32 = 0.75;
/// A full-width space, a little narrower or wider where lines are justified, in ems.
const SPACE: (f32, f32) = (0.75, 1.3);
/// Share of the rows whose cells stand one space apart where a space parts them.
const PAUSED: f32 = 0.8;
/// A table of text alone with so few rows has few empty cells.
const SMALL: usize = 4;
/// Share of its cells that are filled.
const DENSE: f32 = 0.7;
/// Figures from here on are no pages.
const MOST_PAGES: u32 = 1000;

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

/// Where a title above the header ends, in points: a line alone at the left, opened by a mark or larger than the rest,
/// that reaches over columns whose names stand below it.
pub fn title(reading: &Reading) -> Option<f32> {
    let own = filled(reading, 0);
    let lines = || own.iter().flat_map(|square| &square.lines);
    let first = lines().min_by(|a, b| a.rect.top.total_cmp(&b.rect.top))?;
    let left = own.iter().any(|square| square.cols.0 == 0 && square.lines.iter().any(|line| line.rect == first.rect));
    let tells = first.item || first.size > TITLE * reading.em;
    let below = |line: &Line| line.rect == first.rect || line.rect.top >= first.rect.bottom;
    (left && tells && first.to > 0 && own.len() > 1 && lines().all(below)).then_some(first.rect.bottom)
}

/// Where a row is a heading between two tables, one line alone and larger than their text or a caption: its upper and
/// lower edge.
pub fn heading(reading: &Reading) -> Option<(f32, f32)> {
    let heads = |line: &Line| line.size >= LARGER * reading.em || lexicon::begins_as_caption(&line.text);
    let larger = |row: &usize| match filled(reading, *row).as_slice() {
        [only] => only.lines.len() == 1 && only.lines.iter().all(heads),
        _ => false,
    };
    (0..reading.rows.len()).find(larger).and_then(|row| reading.rows.get(row).copied())
}

/// Whether the only text of a row heads the last column, near above its cells: where the other headers are empty.
fn heads_last(reading: &Reading, row: usize) -> bool {
    let cols = reading.gaps.len();
    let lines = |row: usize| {
        filled(reading, row).into_iter().filter(|square| square.cols.0 == cols).flat_map(|square| &square.lines)
    };
    let Some((left, right)) = lines(row + 1).map(|line| (line.rect.left, line.rect.right)).next() else { return false };
    let white = |row: usize| Some(reading.rows.get(row + 1)?.0 - reading.rows.get(row)?.1);
    // Rows stand as far apart as their padding wants, the header from the first of them too.
    let usual = white(row + 1).unwrap_or(0.0) + ALIKE * reading.em;
    let near = white(row).is_some_and(|white| white <= usual.min(FARTHEST * reading.em).max(reading.em));
    near && lines(row).next().is_some_and(|line| {
        let middle = (line.rect.left + line.rect.right) / 2.0;
        (middle - (left + right) / 2.0).abs() <= HEAD_OFF * reading.em || (line.rect.left - left).abs() <= reading.em
    })
}

/// Whether the only text of a row is a page number or a note.
fn stray(reading: &Reading, row: usize) -> bool {
    filled(reading, row).iter().flat_map(|square| &square.lines).any(|line| {
        may_be_page_number(&line.text) || text::opening(&line.text).is_some_and(|mark| mark.rank == Rank::Note)
    })
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

/// Where tables with one header stand side by side: each part of the header says what the first one says. Behind the
/// first of them.
pub fn twin_headers(reading: &Reading) -> Option<f32> {
    let cols = reading.gaps.len() + 1;
    let said = |col: usize| -> String {
        let own = filled(reading, 0).into_iter().filter(|square| square.cols == (col, col + 1));
        own.flat_map(|square| &square.lines).map(|line| line.text.as_str()).collect()
    };
    let names: Vec<String> = (0..cols).map(said).collect();
    let again =
        |part: &usize| cols.is_multiple_of(*part) && names.iter().zip(names.iter().skip(*part)).all(|(a, b)| a == b);
    // One name for all columns is that of a group.
    let part = (2..=cols / 2).rev().find(again)?;
    let named = names.first().is_some_and(|name| name.chars().any(char::is_alphabetic));
    reading.gaps.get(part - 1).filter(|_| named).map(|gap| (gap.0 + gap.1) / 2.0)
}

/// Whether a reading is a table.
pub fn is_table(reading: &Reading, region: &Region) -> bool {
    let (rows, cols) = (reading.rows.len(), reading.gaps.len() + 1);
    let tells = |square: &&&Square| square.lines.iter().any(|line| !line.down) && !is_bullet(square);
    let full = (0..rows).filter(|row| filled(reading, *row).iter().filter(tells).count() >= 2).count();
    let doubt = reading.doubt / rows.max(1) as f32;
    if rows < 2 || cols < 2 || (full < 2 && !(region.headed && is_schedule(reading))) || is_contents(reading, cols) {
        return false;
    }
    if spaced_out(reading) || (bulleted(reading) && !region.footed) || (reading.ruled == 0 && lists(reading, cols)) {
        return false;
    }
    if sentence::run_on(reading) {
        return false;
    }
    if region.headed {
        return doubt <= RULED_DOUBT;
    }
    if reading.ruled == 0 && cols == 2 && paused(reading) {
        return false;
    }
    let area: usize =
        reading.squares.iter().map(|square| (square.rows.1 - square.rows.0) * (square.cols.1 - square.cols.0)).sum();
    let thin = rows <= SMALL && (area as f32) < DENSE * (rows * cols) as f32;
    let dense = full as f32 >= FILLED * rows as f32 && !thin;
    let doubtful = if reading.ruled > 0 { RULED_DOUBT } else { DOUBT };
    full >= 3 && dense && doubt <= doubtful && !prose(reading, cols)
}

/// Whether names of rows stand below a full header: the columns beside them hold what is drawn.
fn is_schedule(reading: &Reading) -> bool {
    let header = filled(reading, 0).len() > reading.gaps.len() && reading.gaps.len() >= 2;
    let mut below = reading.squares.iter().filter(|square| square.rows.0 > 0);
    header
        && reading.rows.len() > 2
        && below.all(|square| square.cols.1 - square.cols.0 == 1 && square.lines.len() <= 2)
}

/// Whether a cell of the first column holds nothing but a bullet.
fn is_bullet(square: &Square) -> bool {
    square.cols.0 == 0 && square.rows.1 == square.rows.0 + 1 && square.lines.iter().all(|line| line.bullet)
}

/// Whether the first column holds nothing but bullets below its first row.
fn bulleted(reading: &Reading) -> bool {
    let mut own = reading.squares.iter().filter(|square| square.cols.0 == 0 && square.rows.0 > 0).peekable();
    own.peek().is_some() && own.all(is_bullet)
}

/// Whether the last column tells the pages of what stands before it.
fn is_contents(reading: &Reading, cols: usize) -> bool {
    let last = reading.squares.iter().filter(|square| square.cols.1 == cols);
    let pages =
        last.map(|square| square.lines.iter().map(|line| line.text.as_str()).collect::<String>().parse::<u32>());
    let Ok(pages) = pages.collect::<Result<Vec<u32>, _>>() else { return false };
    pages.len() >= 3 && pages.is_sorted() && pages.last() < Some(&MOST_PAGES)
}

/// Whether the second column begins one space behind the first, however long that is: a pause, no column.
fn paused(reading: &Reading) -> bool {
    let first = |row: usize, col: usize| {
        let own = reading.squares.iter().find(|square| square.rows.0 == row && square.cols.0 == col);
        own.and_then(|square| square.lines.first())
    };
    let both = |row: usize| first(row, 0).zip(first(row, 1));
    let gaps: Vec<f32> = (0..reading.rows.len())
        .filter_map(both)
        .map(|(name, text)| (text.rect.left - name.rect.right) / name.size)
        .collect();
    let spaces = gaps.iter().filter(|gap| (SPACE.0..=SPACE.1).contains(*gap)).count();
    spaces as f32 >= PAUSED * gaps.len() as f32
}

/// Whether most cells hold one letter: names that are spaced out to one width, no columns.
fn spaced_out(reading: &Reading) -> bool {
    let letter = |square: &&Square| {
        let mut chars = square.lines.iter().flat_map(|line| line.text.chars());
        square.lines.len() == 1 && chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
    };
    reading.squares.iter().filter(letter).count() * 2 > reading.squares.len()
}

/// Whether most columns are lists that stand side by side: their items begin where they like.
fn lists(reading: &Reading, cols: usize) -> bool {
    let is_list = |col: &usize| {
        let own = reading.squares.iter().filter(|square| square.cols.0 == *col);
        let lines: Vec<&Line> = own.flat_map(|square| &square.lines).collect();
        // Marks and figures alone answer a name.
        let says = |line: &Line| line.text.chars().filter(|c| c.is_alphabetic()).count() > 1;
        let items = lines.iter().filter(|line| line.item && says(line)).count();
        lines.len() >= PROSE_LINES && items as f32 >= LISTED * lines.len() as f32
    };
    // Another column names the rows whose cells hold the lists.
    let names = |col: &usize| {
        let own = |row: &usize| {
            let of_row = |square: &&Square| square.rows == (*row, *row + 1) && square.cols == (*col, *col + 1);
            reading.squares.iter().any(|square| of_row(&square) && square.lines.iter().all(|line| !line.item))
        };
        (0..reading.rows.len()).filter(own).count() as f32 >= NAMED * reading.rows.len() as f32
    };
    let lists = (0..cols).filter(is_list).count();
    lists >= 2 && lists * 2 > cols && !(0..cols).any(|col| names(&col))
}

/// Whether most columns are running text: wide, and most of their lines full.
fn prose(reading: &Reading, cols: usize) -> bool {
    let running = |col: &usize| {
        let own = reading.squares.iter().filter(|square| square.cols == (*col, *col + 1));
        let lines: Vec<&Line> = own.flat_map(|square| &square.lines).collect();
        let right = lines.iter().fold(f32::MIN, |right, line| right.max(line.rect.right));
        let left = lines.iter().fold(f32::MAX, |left, line| left.min(line.rect.left));
        let full = lines.iter().filter(|line| line.rect.right >= right - PROSE_END * line.size).count();
        lines.len() >= PROSE_LINES
            && right - left >= PROSE_WIDTH * reading.em
            && full as f32 >= PROSE_FULL * lines.len() as f32
    };
    let running = (0..cols).filter(running).count();
    running >= 2 && running * 2 > cols
}
