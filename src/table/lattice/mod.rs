//! Grids that lines and shaded areas enclose.
//!
//! ```text
//! line   strokes that a reader can see; dashes and the pieces of one line joined
//! group  lines that touch; arrows and bars that lie over them left out (sets.rs: disjoint sets)
//! mesh   the squares between the lines of a group, and which of their sides are drawn
//! shade  which shaded areas are cells, labels in cells, or bars over them
//! cells  squares without a line between them: cells, merged ones too
//! boxes  tables of boxes that do not touch
//! judge  tables, or frames that only hold text together
//! cols   columns that the header alone is drawn with
//! margin the table below a chart, without the frame around both
//! rows   rows of a table that no line parts
//! edges  the lines and crossings of all meshes, for drawings
//! ```

mod boxes;
mod cells;
mod cols;
mod edges;
mod group;
mod judge;
#[cfg(test)]
mod laws;
mod line;
mod margin;
mod mesh;
mod rows;
mod sets;
mod shade;
#[cfg(test)]
mod tests;

use super::chart;
use crate::geometry::Rect;
use crate::page::grid::{Grid, GridCell};
use crate::page::order::Piece;
use crate::pdf::ink::InkPage;
pub use edges::{Edges, edges};
use line::{Line, Lines};
use mesh::{Mesh, ONE_PLACE};
use shade::Shades;

/// The largest grids kept; hatched drawings have thousands.
const MAX_GRIDS: usize = 512;

/// A band of a row is no higher than so many headers: rows have a line or two more.
const HIGHEST_BAND: f32 = 2.5;

/// What the lines and shaded areas of a page enclose.
#[derive(Debug, Clone, Default)]
pub struct Lattice {
    /// Tables, from the top, then from the left.
    pub tables: Vec<Grid>,
    /// Grids that are no tables: boxes around prose, charts, diagrams. Their text belongs together.
    pub frames: Vec<Grid>,
    /// The plots of charts, from the top, then from the left: what is drawn in them encloses nothing.
    pub plots: Vec<Rect>,
}

impl Lattice {
    /// Tables, then frames: what the reading order goes by.
    pub fn all(&self) -> Vec<Grid> {
        self.tables.iter().chain(&self.frames).cloned().collect()
    }
}

/// Finds what the lines and shaded areas of a page enclose; what is drawn in charts encloses nothing.
pub fn find(page: &InkPage) -> Lattice {
    let plots = chart::plots(page);
    let page: &InkPage = &chart::without_plots(page, &plots);
    let mut grids = Vec::new();
    let strokes = Lines::of_strokes(page);
    let drawn = meshes(page, strokes.clone()).iter().filter_map(cells::grid).collect::<Vec<Grid>>();
    for grid in drawn.into_iter().flat_map(|grid| margin::parted(grid, &plots)) {
        // Boxes that a diagram's lines join are frames.
        if judge::covered(&grid) < judge::COVERED {
            grids.extend(judge::frames(&grid));
        } else {
            grids.push(grid);
        }
    }
    grids.sort_by(|a, b| b.rect.area().total_cmp(&a.rect.area()).then_with(|| by_place(a, b)));
    grids.dedup();
    grids.truncate(MAX_GRIDS);
    let grids = boxes::with_columns(with_boxes(grids));
    let shadings = judge::shadings(&grids);
    let grids: Vec<Grid> =
        grids.into_iter().zip(shadings).filter(|(_, shading)| !shading).map(|(grid, _)| grid).collect();
    let told = judge::tables(page, &grids);
    let strokes = strokes.joined();
    let mut lattice = Lattice { plots, ..Lattice::default() };
    for (grid, table) in grids.into_iter().zip(told) {
        // Rows of shaded cells alone are the header of a table that goes on below without lines, and bands of its rows.
        let drawn = || strokes.level.iter().any(|line| bears(line, &grid.rect));
        match table {
            true if grid.rows > 1 && !banded(&grid) || drawn() => lattice.tables.push(grid),
            true if grid.rows > 1 => lattice.frames.extend(judge::frames(&grid)),
            _ => lattice.frames.push(grid),
        }
    }
    lattice.tables.sort_by(by_place);
    lattice.frames.sort_by(by_place);
    lattice
}

/// Cuts the columns and rows of tables where only their text tells them; true where there was something to cut. `pieces` are the
/// page's runs of glyphs within the lattice.
pub fn cut_rows(page: &InkPage, pieces: &[Piece], lattice: &mut Lattice) -> bool {
    let cut = |(at, grid): (u32, &Grid)| {
        let wide = cols::cut(page, pieces, at, grid);
        // The pieces know their places in the grid as it was drawn.
        if wide.cells.len() == grid.cells.len() { rows::cut(page, pieces, at, grid) } else { wide }
    };
    let cut: Vec<Grid> = (0..).zip(&lattice.tables).map(cut).collect();
    let more = cut.iter().zip(&lattice.tables).any(|(after, before)| after.cells.len() != before.cells.len());
    lattice.tables = cut;
    more
}

/// The meshes of a page: of its lines and shaded cells, and of labels inside of cells.
fn meshes(page: &InkPage, strokes: Lines) -> Vec<Mesh> {
    let drawn = made(strokes.clone());
    if page.fills.is_empty() {
        return drawn;
    }
    let shades = Shades::of(page, &drawn);
    let mut lines = without_outlines(strokes, &shades.outlined);
    shades.cells.iter().for_each(|rect| lines.push_box(rect));
    let mut labels = Lines::default();
    shades.labels.iter().for_each(|rect| labels.push_box(rect));
    made(lines).into_iter().chain(made(labels)).collect()
}

fn made(lines: Lines) -> Vec<Mesh> {
    group::groups(lines.joined()).into_iter().filter_map(Mesh::new).collect()
}

/// The lines without those that are the outlines of bars.
fn without_outlines(mut lines: Lines, bars: &[Rect]) -> Lines {
    if bars.len().saturating_mul(lines.level.len() + lines.upright.len()) > shade::MAX_LOOKS {
        return lines;
    }
    let near = |a: f32, b: f32| (a - b).abs() <= ONE_PLACE;
    let is = |line: &Line, at: f32, from: f32, to: f32| near(line.at, at) && near(line.from, from) && near(line.to, to);
    for bar in bars {
        lines
            .level
            .retain(|line| !is(line, bar.top, bar.left, bar.right) && !is(line, bar.bottom, bar.left, bar.right));
        lines
            .upright
            .retain(|line| !is(line, bar.left, bar.top, bar.bottom) && !is(line, bar.right, bar.top, bar.bottom));
    }
    lines
}

/// The grids, boxes that make a table together put together.
fn with_boxes(grids: Vec<Grid>) -> Vec<Grid> {
    let single: Vec<(usize, Rect)> = grids
        .iter()
        .enumerate()
        .filter(|(_, grid)| grid.cols == 1)
        .flat_map(|(at, grid)| grid.cells.iter().map(move |cell| (at, cell.rect)))
        .collect();
    let rects: Vec<Rect> = single.iter().map(|(_, rect)| *rect).collect();
    let mut used = vec![0; grids.len()];
    let mut tables = Vec::new();
    for (table, numbers) in boxes::tables(&rects) {
        for (at, _) in numbers.iter().filter_map(|number| single.get(*number)) {
            used.get_mut(*at).into_iter().for_each(|used| *used += 1);
        }
        tables.push(table);
    }
    // What is left of a grid of which some boxes went into a table stays as frames.
    for (grid, used) in grids.into_iter().zip(used) {
        if used == 0 {
            tables.push(grid);
        } else if used < grid.cells.len() {
            let rest: Vec<Grid> = judge::frames(&grid)
                .filter(|frame| !tables.iter().any(|table| table.cells.iter().any(|cell| cell.rect == frame.rect)))
                .collect();
            tables.extend(rest);
        }
    }
    tables
}

/// Whether a grid is a header with one band over all columns below it: the first of the shaded rows between white ones.
/// What is much higher than the header is a box of text.
fn banded(grid: &Grid) -> bool {
    let head = grid.cells.first().map_or(0.0, |cell| cell.rect.height());
    let mut below = grid.cells.iter().filter(|cell| cell.row > 0);
    let band = |cell: &GridCell| cell.colspan == grid.cols && cell.rect.height() <= HIGHEST_BAND * head;
    grid.rows == 2 && grid.cols > 1 && below.all(band)
}

/// Whether a level line is the upper or lower edge of a box.
fn bears(line: &Line, rect: &Rect) -> bool {
    let edge = (line.at - rect.top).abs().min((line.at - rect.bottom).abs()) <= ONE_PLACE;
    edge && line.from <= rect.left + ONE_PLACE && line.to >= rect.right - ONE_PLACE
}

fn by_place(a: &Grid, b: &Grid) -> std::cmp::Ordering {
    let key = |grid: &Grid| [grid.rect.top, grid.rect.left, grid.rect.right, grid.rect.bottom];
    key(a)
        .iter()
        .zip(key(b))
        .map(|(a, b)| a.total_cmp(&b))
        .find(|order| order.is_ne())
        .unwrap_or(std::cmp::Ordering::Equal)
}
