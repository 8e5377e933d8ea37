//! Titles of groups of rows: lines that stand in their column with nothing beside them, and head the rows below.
//!
//! ```text
//! 男女別                    nothing but the indent of its rows, its weight, or the white above it
//!   男性     48.2   47.9    tells a title from the last line of the name above
//!   女性     51.8   52.1
//! ```

use super::line::{Line, SAME_LINE};
use super::strip::step;

/// Titles stand in one of so many columns from the left: groups of groups stand before them.
const COLUMNS: usize = 2;
/// The rows of a title begin so far to its right, in ems: less is a hair, more is no indent.
const INDENT: (f32, f32) = (0.4, 4.0);
/// Above a title is so many times the white between rows, from baseline to baseline.
const WHITE: f32 = 1.25;
/// Rows stand as far below their title as below each other, within this, in ems.
const EVEN: f32 = 0.2;
/// A title within a title; more of them are no titles.
const NESTED: usize = 2;

/// A line with what stands beside it to its right.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Beside {
    /// Nothing.
    Nothing,
    /// Text on its baseline: it names a row.
    Level,
    /// Text half a line above or below.
    Astray,
}

/// How a title differs from the rows that it heads.
#[derive(Debug, Clone, Copy, PartialEq)]
enum By {
    Indent,
    Weight,
    White,
}

/// Marks the titles among the lines of columns.
pub fn mark(columns: &mut [Vec<Line>]) {
    for at in 0..columns.len().saturating_sub(1).min(COLUMNS) {
        let titles = titles(columns, at);
        let lines = columns.get_mut(at).into_iter().flatten();
        lines.zip(titles).for_each(|(line, title)| line.title = title);
    }
}

/// Which lines of a column are titles. The first names the column.
fn titles(columns: &[Vec<Line>], at: usize) -> Vec<bool> {
    let lines = columns.get(at).map_or(&[][..], Vec::as_slice);
    let right: Vec<&[Line]> = columns.iter().skip(at + 1).map(Vec::as_slice).collect();
    let beside: Vec<Beside> = lines.iter().map(|line| self::beside(line, &right)).collect();
    let mut titles = vec![false; lines.len()];
    let known: Vec<Vec<By>> = (0..lines.len()).map(|line| heads(lines, &beside, line, &right)).collect();
    for by in [By::Indent, By::Weight, By::White] {
        let told: Vec<usize> =
            (1..lines.len()).filter(|line| known.get(*line).is_some_and(|known| known.contains(&by))).collect();
        if holds(lines, &beside, &told, by) {
            told.into_iter().for_each(|line| titles.get_mut(line).into_iter().for_each(|title| *title = true));
        }
    }
    titles
}

/// What stands to the right of a line.
fn beside(line: &Line, right: &[&[Line]]) -> Beside {
    let mut found = Beside::Nothing;
    for column in right {
        let first = column.partition_point(|other| other.rect.bottom <= line.rect.top);
        for other in column.iter().skip(first).take_while(|other| other.rect.top < line.rect.bottom) {
            if (other.baseline - line.baseline).abs() <= SAME_LINE * line.size.min(other.size) {
                return Beside::Level;
            }
            found = Beside::Astray;
        }
    }
    found
}

/// How a line differs from two rows below it that stand as far from each other as from it; nothing where there are
/// none, or where something stands beside it.
fn heads(lines: &[Line], beside: &[Beside], at: usize, right: &[&[Line]]) -> Vec<By> {
    let is = |at: usize, what: Beside| beside.get(at) == Some(&what);
    let Some(first) = (at + 1..=at + NESTED).find(|below| !is(*below, Beside::Nothing)) else { return Vec::new() };
    let (Some(title), Some(row), Some(next)) = (lines.get(at), lines.get(first), lines.get(first + 1)) else {
        return Vec::new();
    };
    let rows = is(first, Beside::Level) && is(first + 1, Beside::Level);
    let pitch = step(row, next);
    let even = lines.get(first - 1).is_some_and(|above| (step(above, row) - pitch).abs() <= EVEN);
    if !is(at, Beside::Nothing) || !rows || !even {
        return Vec::new();
    }
    let indent = (row.rect.left - title.rect.left) / title.size;
    let near = |a: f32, b: f32| (a - b).abs() <= INDENT.0 * title.size;
    let mut by = Vec::new();
    if (INDENT.0..=INDENT.1).contains(&indent) && near(row.rect.left, next.rect.left) {
        by.push(By::Indent);
    }
    if title.bold && !row.bold && !next.bold {
        by.push(By::Weight);
    }
    // The white above reaches over all columns.
    let own = at.checked_sub(1).and_then(|above| lines.get(above));
    let above = right.iter().filter_map(|column| {
        column.partition_point(|other| other.baseline < title.baseline).checked_sub(1).and_then(|last| column.get(last))
    });
    let far = own.into_iter().chain(above).all(|above| step(above, title) >= WHITE * pitch);
    if far && !title.item && (row.size - title.size).abs() <= SAME_LINE * title.size {
        by.push(By::White);
    }
    by
}

/// Whether what was told holds for the column: where titles stand out by where they begin, few rows begin there too.
fn holds(lines: &[Line], beside: &[Beside], titles: &[usize], by: By) -> bool {
    let Some(first) = titles.first().and_then(|at| lines.get(*at)) else { return false };
    let rows = || lines.iter().zip(beside).skip(1).filter(|(_, beside)| **beside != Beside::Nothing);
    match by {
        By::Indent => {
            let out = rows().filter(|(line, _)| line.rect.left < first.rect.left + INDENT.0 * first.size);
            out.count() <= titles.len()
        }
        By::Weight => rows().filter(|(line, _)| line.bold).count() <= titles.len(),
        By::White => titles.len() > 1,
    }
}
