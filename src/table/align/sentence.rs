//! Sentences that run on from row to row: prose in columns, or beside a box, is no table.
//!
//! A name or a value ends in its cell. Where a full line ends within a sentence and the line of the next row goes on
//! with it, what was taken for rows are lines.

use super::line::Line;
use super::solve::{Reading, Square};

/// A line of prose is at least this wide, in ems.
const WIDE: f32 = 10.0;
/// It ends this near to where the longer of it and the next ends, in ems: punctuation hangs or is pushed out.
const END: f32 = 1.5;
/// The next line begins this near to where it begins, in ems.
const BEGIN: f32 = 1.5;
/// And stands no further below than this, in ems from baseline to baseline.
const LEADING: f32 = 2.2;
/// One name may look so by chance.
const FEWEST: usize = 2;

/// Whether sentences run on over the edges of rows.
pub fn run_on(reading: &Reading) -> bool {
    let cols = reading.gaps.len() + 1;
    (0..cols).map(|col| torn(reading, col)).sum::<usize>() >= FEWEST
}

/// How many edges between rows tear a sentence in a column.
fn torn(reading: &Reading, col: usize) -> usize {
    let mut squares: Vec<&Square> = reading.squares.iter().filter(|square| square.cols.0 == col).collect();
    squares.sort_by_key(|square| square.rows.0);
    let pairs = squares.iter().zip(squares.iter().skip(1));
    let ends = pairs.filter_map(|(above, below)| above.lines.last().zip(below.lines.first()));
    ends.filter(|(line, next)| goes_on(line, next)).count()
}

/// Whether a line goes on with the sentence of the full line above it.
fn goes_on(line: &Line, next: &Line) -> bool {
    let em = line.size.max(next.size);
    let full = line.rect.right - line.rect.left >= WIDE * em && line.rect.right >= next.rect.right - END * em;
    let near = next.baseline - line.baseline <= LEADING * em && (next.rect.left - line.rect.left).abs() <= BEGIN * em;
    full && near && !line.down && !next.item && within_sentence(&line.text, &next.text)
}

/// Whether a break stands within a sentence: at its particles and endings.
fn within_sentence(before: &str, after: &str) -> bool {
    let last = before.trim_end().chars().next_back();
    let first = after.trim_start().chars().next();
    let kana = |char: Option<char>| char.is_some_and(|char| ('ぁ'..='ゖ').contains(&char) || char == '、');
    kana(first) || kana(last)
}
