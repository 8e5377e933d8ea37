//! Headers of two rows: names over several columns, each with its own name below; and headers of several lines.

use super::beam::Beam;
use super::line::Line;
use super::solve::{Reading, Square};
use super::strip;
use crate::text::{Carry, periods};
use std::ops::Range;

/// Baselines that differ by less are one, in ems.
const LEVEL: f32 = 0.3;
/// The middle of a name stands this near to that of the columns that it is over, in ems.
const CENTRED: f32 = 1.2;

/// Lines of a header, one below the other, are no more.
const MOST_LINES: usize = 4;
/// Baselines of one text stand no further apart than this, in ems.
const LEADING: f32 = 1.9;

/// The reading with its header as a reader sees it: in two rows, where names stand over names of several columns; in
/// one, where the names were wrapped.
pub fn header(reading: Reading, beams: &[Beam]) -> Reading {
    let rows = reading.rows.len();
    let reading = split(reading);
    if reading.rows.len() > rows || reading.squares.iter().any(|square| square.rows.0 == 0 && square.rows.1 > 1) {
        return reading;
    }
    match wrapped(&reading, beams) {
        Some(rows) => joined(reading, rows),
        None => reading,
    }
}

/// How many rows at the top are the lines of one header: close below each other, one of them with a name in each
/// column and some without, no value among them, and a beam below the last.
fn wrapped(reading: &Reading, beams: &[Beam]) -> Option<usize> {
    let cols = reading.gaps.len() + 1;
    let ruled = |row: usize| {
        let (Some(above), Some(below)) = (reading.rows.get(row.wrapping_sub(1)), reading.rows.get(row)) else {
            return false;
        };
        let (left, right) = reading
            .squares
            .iter()
            .flat_map(|square| &square.lines)
            .fold((f32::MAX, f32::MIN), |(left, right), line| (left.min(line.rect.left), right.max(line.rect.right)));
        let strips = [strip::Strip { top: above.0, bottom: above.1 }, strip::Strip { top: below.0, bottom: below.1 }];
        strip::ruled(&strips, 1, beams, &[(left, right)]).iter().all(|ruled| *ruled)
    };
    let rows = (1..=MOST_LINES.min(reading.rows.len().saturating_sub(1))).find(|row| ruled(*row))?;
    let own: Vec<&Square> = reading.squares.iter().filter(|square| square.rows.0 < rows).collect();
    let plain = own.iter().all(|square| square.rows.1 == square.rows.0 + 1 && square.cols.1 == square.cols.0 + 1);
    let lines = |row: usize| own.iter().filter(move |square| square.rows.0 == row).flat_map(|square| &square.lines);
    let full = |row: usize| own.iter().filter(|square| square.rows.0 == row).count() == cols;
    let foot = |row: usize| lines(row).map(|line| line.baseline).fold(f32::MIN, f32::max);
    let near = |row: usize| lines(row).all(|line| line.baseline - foot(row - 1) <= LEADING * reading.em);
    let value = |line: &Line| strip::is_figure(&line.text) && periods(&line.text, &mut Carry::default()).is_empty();
    // The lines of a name follow each other.
    let follows = |square: &&Square| {
        let above = own.iter().filter(|other| other.cols == square.cols && other.rows.0 < square.rows.0).count();
        above == 0 || own.iter().any(|other| other.cols == square.cols && other.rows.1 == square.rows.0)
    };
    let told = rows > 1
        && plain
        && (1..rows).all(near)
        && (0..rows).any(full)
        && !(0..rows).all(full)
        && own.iter().all(follows)
        && !own.iter().flat_map(|square| &square.lines).any(value);
    told.then_some(rows)
}

/// The reading with its first rows as one.
fn joined(mut reading: Reading, rows: usize) -> Reading {
    let (head, mut squares): (Vec<Square>, Vec<Square>) =
        reading.squares.into_iter().partition(|square| square.rows.0 < rows);
    for square in &mut squares {
        square.rows = (square.rows.0 + 1 - rows, square.rows.1 + 1 - rows);
    }
    let mut names: Vec<Square> = Vec::new();
    for square in head {
        match names.iter_mut().find(|name| name.cols == square.cols) {
            Some(name) => name.lines.extend(square.lines),
            None => names.push(Square { rows: (0, 1), ..square }),
        }
    }
    names.sort_by_key(|square| square.cols.0);
    let bottom = reading.rows.get(rows - 1).map_or(0.0, |row| row.1);
    reading.rows.drain(1..rows);
    reading.rows.iter_mut().take(1).for_each(|row| row.1 = bottom);
    reading.squares = names.into_iter().chain(squares).collect();
    reading
}

/// The reading with its header in two rows, where names stand over names of several columns.
fn split(reading: Reading) -> Reading {
    // A header whose single names stand between its rows was read as one row.
    let one = levels(&reading, 0..1).and_then(|levels| heads(&reading, 0..1, levels));
    if let Some(squares) = one {
        return with_head(reading, squares, 1);
    }
    let two = levels(&reading, 0..2).and_then(|levels| heads(&reading, 0..2, levels));
    match two {
        Some(squares) => with_head(reading, squares, 2),
        None => reading,
    }
}

/// The lines of the first rows with their columns.
fn lines(reading: &Reading, rows: Range<usize>) -> Vec<(usize, &Line)> {
    let own = reading.squares.iter().filter(|square| rows.contains(&square.rows.0) && square.rows.1 <= rows.end);
    own.flat_map(|square| square.lines.iter().map(move |line| (square.cols.0, line))).collect()
}

/// The first and the last baseline of the first rows, where they differ.
fn levels(reading: &Reading, rows: Range<usize>) -> Option<(f32, f32)> {
    if reading.rows.len() <= rows.end {
        return None;
    }
    let lines = lines(reading, rows);
    let first = lines.iter().map(|(_, line)| line.baseline).reduce(f32::min)?;
    let last = lines.iter().map(|(_, line)| line.baseline).reduce(f32::max)?;
    let height = last - first;
    (height > LEVEL * reading.em && height < 4.0 * reading.em).then_some((first, last))
}

/// The cells of a header in two rows; `None` where no name stands over several.
fn heads(reading: &Reading, rows: Range<usize>, levels: (f32, f32)) -> Option<Vec<Square>> {
    let (lines, cols) = (lines(reading, rows), reading.gaps.len() + 1);
    let slack = LEVEL * reading.em;
    let upper: Vec<&(usize, &Line)> = lines.iter().filter(|(_, line)| line.baseline <= levels.0 + slack).collect();
    let lower: Vec<&(usize, &Line)> = lines.iter().filter(|(_, line)| line.baseline >= levels.1 - slack).collect();
    let has = |set: &[&(usize, &Line)], col: usize| set.iter().any(|(own, line)| *own <= col && col <= line.to);
    let mut taken = vec![false; cols];
    let mut squares = Vec::new();
    for (col, line) in upper.iter().copied() {
        // Columns with a name below and none above, next to the name's own.
        let free = |at: usize| has(&lower, at) && ((*col..=line.to).contains(&at) || !has(&upper, at));
        let first = (0..=*col).rev().take_while(|at| free(*at)).last()?;
        let last = (line.to..cols).take_while(|at| free(*at)).last().unwrap_or(line.to);
        let Some(group) = group(&lower, (first, last), (*col, line)).filter(|group| {
            group.1 > group.0 && (line.to > *col || centre(&lower, *group, line) <= CENTRED * reading.em)
        }) else {
            continue;
        };
        taken.iter_mut().take(group.1 + 1).skip(group.0).for_each(|taken| *taken = true);
        squares.push(Square { rows: (0, 1), cols: (group.0, group.1 + 1), lines: vec![(*line).clone()] });
    }
    if squares.is_empty() {
        return None;
    }
    for col in 0..cols {
        let grouped = taken.get(col).copied().unwrap_or(false);
        let own = lines.iter().filter(|(own, line)| *own == col && (!grouped || line.baseline >= levels.1 - slack));
        let own: Vec<Line> = own.map(|(_, line)| (*line).clone()).collect();
        if !own.is_empty() {
            let rows = if grouped { (1, 2) } else { (0, 2) };
            squares.push(Square { rows, cols: (col, col + 1), lines: own });
        }
    }
    Some(squares)
}

/// Of the columns around a name those over which it stands in the middle.
fn group(lower: &[&(usize, &Line)], free: (usize, usize), name: (usize, &Line)) -> Option<(usize, usize)> {
    let (col, line) = name;
    let groups = (free.0..=col).flat_map(|first| (line.to..=free.1).map(move |last| (first, last)));
    groups.min_by(|a, b| centre(lower, *a, line).total_cmp(&centre(lower, *b, line)))
}

/// How far the middle of a name is from that of the names below it, in points.
fn centre(lower: &[&(usize, &Line)], group: (usize, usize), name: &Line) -> f32 {
    let own = || lower.iter().filter(|(col, _)| (group.0..=group.1).contains(col));
    let left = own().fold(f32::MAX, |left, (_, line)| left.min(line.rect.left));
    let right = own().fold(f32::MIN, |right, (_, line)| right.max(line.rect.right));
    ((left + right) / 2.0 - (name.rect.left + name.rect.right) / 2.0).abs()
}

/// Puts a header of two rows in the place of the first `rows`.
fn with_head(mut reading: Reading, squares: Vec<Square>, rows: usize) -> Reading {
    let more = 2 - rows;
    reading.squares.retain(|square| square.rows.1 > rows || square.rows.0 >= rows);
    for square in &mut reading.squares {
        square.rows = (square.rows.0.max(rows) + more, square.rows.1 + more);
    }
    let top = squares.iter().filter(|square| square.rows == (0, 1)).flat_map(|square| &square.lines);
    let bottom = top.fold(f32::MIN, |bottom, line| bottom.max(line.rect.bottom));
    let below = squares.iter().filter(|square| square.rows == (1, 2)).flat_map(|square| &square.lines);
    let second = below.fold(f32::MAX, |top, line| top.min(line.rect.top));
    if let (Some(first), 1) = (reading.rows.first().copied(), rows) {
        reading.rows.splice(0..1, [(first.0, bottom), (second, first.1)]);
    }
    reading.squares.extend(squares);
    reading.squares.sort_by_key(|square| (square.rows.0, square.cols.0));
    reading
}
