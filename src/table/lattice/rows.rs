//! Rows that no line parts: columns are ruled, and names and values stand side by side below each other.
//!
//! A row of a table with wrapped texts or lists in its cells looks alike, so all has to fit: the first column
//! names every row, another answers most of them, hardly a line is full, and they are no items of a list.

use crate::geometry::Rect;
use crate::page::grid::{Grid, GridCell};
use crate::page::order::Piece;
use crate::pdf::ink::{Direction, InkPage};
use crate::text::{Rank, is_letter, opening};
use std::collections::{BTreeMap, BTreeSet};

/// Fewer lines of text are no rows of their own.
const FEWEST: usize = 5;
/// Fewer rows are told by figures in two columns only.
const FEWEST_COUNTED: usize = 3;
/// The share of a column's answers that are figures, where figures tell the rows.
const FIGURES: f32 = 0.75;
/// A unit has no more letters.
const UNIT: usize = 2;
/// The share of rows that the first column names.
const NAMED: f32 = 0.9;
/// The share of rows that another column answers.
const ANSWERED: f32 = 0.6;
/// The share of lines in each answering column behind which the next one would have had room.
const SHORT: f32 = 0.75;
/// The same of the names, which may be long.
const SHORT_NAMES: f32 = 0.4;
/// Lines of a column from which its share counts.
const FEW_LINES: usize = 3;
/// Room that the first part of a line takes, and what wrapping leaves behind a full line, in ems.
const ROOM: f32 = 1.8;
/// Baselines that differ by less are one line, in ems.
const ONE_LINE: f32 = 0.3;
/// Text keeps at most this far from the edges of its cell, in ems.
const PADDING: f32 = 1.0;
/// A name this much wider than its glyphs is spread over its cell (総　務), and wraps nothing.
const SPREAD: f32 = 1.5;

/// A line of text in a cell.
#[derive(Debug, Clone)]
struct Line {
    rect: Rect,
    baseline: f32,
    size: f32,
    item: bool,
    /// Whether it is an answer that never wraps: a figure, or a mark.
    figure: bool,
    /// Width of its glyphs alone, in points.
    ink: f32,
}

/// The lines of a cell from the top.
type Cells = BTreeMap<u32, Vec<Line>>;

/// A grid with its tall rows cut where its text stands in rows. `at` is its number in the pieces' places.
pub fn cut(page: &InkPage, pieces: &[Piece], at: u32, grid: &Grid) -> Grid {
    let lines = lines(page, pieces, at);
    let cuts: Vec<Vec<f32>> = own(grid).iter().map(|row| cuts(row, &lines)).collect();
    let mut rows: Vec<u32> = vec![0];
    rows.extend(cuts.iter().scan(0, |sum, cuts| {
        *sum += cuts.len() as u32;
        Some(*sum)
    }));
    let added = |row: u32| rows.get(row as usize).or(rows.last()).copied().unwrap_or(0);
    let mut cells = Vec::new();
    for cell in &grid.cells {
        let cuts = cuts.get(cell.row as usize).filter(|_| cell.rowspan == 1).map_or(&[][..], Vec::as_slice);
        let edges: Vec<f32> =
            [cell.rect.top].into_iter().chain(cuts.iter().copied()).chain([cell.rect.bottom]).collect();
        // What covers several rows covers those that they are cut into.
        let rowspan =
            if cell.rowspan == 1 { 1 } else { cell.rowspan + added(cell.row + cell.rowspan) - added(cell.row) };
        for (number, pair) in edges.windows(2).enumerate() {
            let [top, bottom] = *pair else { continue };
            let rect = Rect { top, bottom, ..cell.rect };
            cells.push(GridCell { row: cell.row + added(cell.row) + number as u32, rowspan, rect, ..cell.clone() });
        }
    }
    cells.sort_by_key(|cell| (cell.row, cell.col));
    Grid { rows: grid.rows + added(grid.rows), cells, ..grid.clone() }
}

/// The cells of each row that cover no other, with their numbers: beside them stand the names of groups and what is
/// said of several rows.
fn own(grid: &Grid) -> Vec<Vec<(u32, &GridCell)>> {
    let mut rows = vec![Vec::new(); grid.rows as usize];
    for (number, cell) in (0..).zip(&grid.cells).filter(|(_, cell)| cell.rowspan == 1) {
        rows.get_mut(cell.row as usize).into_iter().for_each(|row| row.push((number, cell)));
    }
    rows
}

/// The lines in the cells of a grid; upright text makes no rows.
fn lines(page: &InkPage, pieces: &[Piece], at: u32) -> Cells {
    let mut cells: Cells = BTreeMap::new();
    let own = pieces.iter().filter(|piece| piece.direction == Direction::Right);
    let mut text = String::new();
    for piece in own {
        let Some((_, cell)) = piece.place.filter(|(grid, _)| *grid == at) else { continue };
        let glyphs = piece.glyphs.iter().filter_map(|glyph| page.glyphs.get(*glyph as usize));
        let ink = glyphs.clone().map(|glyph| glyph.rect.width()).sum();
        text.clear();
        text.extend(glyphs.map(|glyph| glyph.text.as_str()));
        let bullet = |rank: Rank| matches!(rank, Rank::Head | Rank::Sub | Rank::Note);
        let item = opening(text.trim()).is_some_and(|mark| bullet(mark.rank) && mark.range.end < text.trim().len());
        let figure = is_figure(&text);
        let line = Line { rect: piece.rect, baseline: piece.baseline, size: piece.size, item, figure, ink };
        cells.entry(cell).or_default().push(line);
    }
    for lines in cells.values_mut() {
        lines.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.rect.left.total_cmp(&b.rect.left)));
        lines.dedup_by(|next, line| {
            let same = next.baseline - line.baseline <= ONE_LINE * line.size;
            if same {
                line.rect.right = line.rect.right.max(next.rect.right);
                line.ink += next.ink;
                line.figure &= next.figure;
            }
            same
        });
    }
    cells
}

/// Where a row is cut; empty where it is one.
fn cuts(row: &[(u32, &GridCell)], lines: &Cells) -> Vec<f32> {
    let columns: Vec<(&GridCell, &[Line])> =
        row.iter().map(|(at, cell)| (*cell, lines.get(at).map_or(&[][..], Vec::as_slice))).collect();
    let bands = bands(&columns);
    let share = |lines: &[Line]| {
        let hit = |band: &&(f32, f32)| lines.iter().any(|line| line.rect.top < band.1 && line.rect.bottom > band.0);
        bands.iter().filter(hit).count() as f32 / bands.len().max(1) as f32
    };
    let named = columns.first().is_some_and(|(_, lines)| share(lines) >= NAMED);
    let answered = columns.iter().skip(1).any(|(_, lines)| share(lines) >= ANSWERED);
    let wraps = columns.iter().enumerate().any(|(number, (cell, lines))| {
        lines.len() >= FEW_LINES && short(cell, lines) < if number == 0 { SHORT_NAMES } else { SHORT }
    });
    let items = columns.iter().any(|(_, lines)| lines.iter().filter(|line| line.item).count() * 2 > lines.len());
    let words = bands.len() >= FEWEST && answered && !wraps;
    if !named || items || !(words || counted(&columns, bands.len())) {
        return Vec::new();
    }
    bands.windows(2).filter_map(|pair| if let [a, b] = pair { Some((a.1 + b.0) / 2.0) } else { None }).collect()
}

/// Whether one figure stands beside every name: in one column of several rows, or in two.
fn counted(columns: &[(&GridCell, &[Line])], bands: usize) -> bool {
    let told = columns.iter().skip(1).filter(|(_, lines)| {
        let figures = lines.iter().filter(|line| line.figure).count();
        lines.len() == bands && figures as f32 >= FIGURES * bands as f32
    });
    bands >= 2 && told.count() >= if bands >= FEWEST_COUNTED { 1 } else { 2 }
}

/// Whether a text is a figure with its unit, or a mark: nothing that goes on in a line below. A figure in brackets
/// explains the one above it.
fn is_figure(text: &str) -> bool {
    if text.trim_start().starts_with(['(', '（']) {
        return false;
    }
    let letters = text.chars().filter(|c| is_letter(*c)).count();
    let others = text.chars().filter(|c| !is_letter(*c) && !c.is_whitespace()).count();
    others > 0 && letters <= UNIT
}

/// A stretch from top to bottom that holds text in some column.
#[derive(Debug, Clone)]
struct Band {
    top: f32,
    bottom: f32,
    /// Whether the name in it, or all that it holds, goes on a full line above.
    goes_on: bool,
    /// Columns that it holds text of, the first apart.
    answers: BTreeSet<usize>,
}

/// The rows of the text: a wrapped name, its answer beside any of its lines, is one.
fn bands(columns: &[(&GridCell, &[Line])]) -> Vec<(f32, f32)> {
    let mut all: Vec<(usize, &Line, bool)> = Vec::new();
    for (column, (cell, lines)) in columns.iter().enumerate() {
        let before = [None].into_iter().chain(lines.iter().map(Some));
        let goes_on = |before: Option<&Line>| before.is_some_and(|before| full(cell, lines, before));
        all.extend(before.zip(*lines).map(|(before, line)| (column, line, goes_on(before))));
    }
    all.sort_by(|a, b| a.1.rect.top.total_cmp(&b.1.rect.top).then(a.0.cmp(&b.0)));
    let mut bands: Vec<Band> = Vec::new();
    let mut named = false;
    for (column, line, goes_on) in all {
        let rect = &line.rect;
        let over = bands.last().is_some_and(|band| rect.top < band.bottom);
        if !over {
            bands.push(Band { top: rect.top, bottom: rect.bottom, goes_on, answers: BTreeSet::new() });
            named = false;
        }
        let Some(band) = bands.last_mut() else { continue };
        band.bottom = band.bottom.max(rect.bottom);
        // The name decides; without one all have to go on.
        band.goes_on = if column == 0 { goes_on } else { band.goes_on && (named || goes_on) };
        named |= column == 0;
        band.answers.extend((column > 0).then_some(column));
    }
    let mut joined: Vec<Band> = Vec::new();
    for band in bands {
        match joined.last_mut() {
            Some(last) if band.goes_on && last.answers.is_disjoint(&band.answers) => {
                last.bottom = band.bottom;
                last.answers.extend(band.answers);
            }
            _ => joined.push(band),
        }
    }
    joined.into_iter().map(|band| (band.top, band.bottom)).collect()
}

/// Whether a line leaves no room for what would follow.
fn full(cell: &GridCell, lines: &[Line], line: &Line) -> bool {
    let most = PADDING * line.size;
    let left = lines.iter().map(|line| line.rect.left - cell.rect.left).fold(most, f32::min).max(0.0);
    let right = lines.iter().map(|line| cell.rect.right - line.rect.right).fold(most, f32::min).max(0.0);
    let width = cell.rect.right - cell.rect.left - 2.0 * left.min(right);
    width - (line.rect.right - line.rect.left) < ROOM * line.size
}

/// The share of a column's lines that are not full, or spread out, or before a figure; the last one left out.
fn short(cell: &GridCell, lines: &[Line]) -> f32 {
    let pairs = lines.iter().zip(lines.iter().skip(1));
    let spread = |line: &Line| line.rect.right - line.rect.left > SPREAD * line.ink;
    let short = pairs.filter(|(line, next)| next.figure || spread(line) || !full(cell, lines, line)).count();
    short as f32 / lines.len().saturating_sub(1).max(1) as f32
}
