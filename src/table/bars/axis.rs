//! The axis of a roadmap: columns headed by years, and the rows below them.

use crate::geometry::Rect;
use crate::page::grid::{Grid, GridCell};
use crate::page::order::InkLine;
use crate::text::{Carry, periods};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Fewest columns of years.
const FEWEST: usize = 2;
/// A header with years stands in one of the first rows.
const HEADER_ROWS: u32 = 3;

/// A column headed by a year.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its number, from 0.
    pub col: u32,
    /// Its sides; top and bottom are those of the header's cell.
    pub rect: Rect,
}

/// A row below the header.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Its number, from 0.
    pub row: u32,
    /// Its upper edge in points.
    pub top: f32,
    /// Its lower edge in points.
    pub bottom: f32,
}

/// Years across, rows down.
#[derive(Debug)]
pub struct Axis {
    /// The columns of years, from the left.
    pub columns: Vec<Column>,
    /// The rows below the header.
    pub rows: Vec<Row>,
    /// Around the years' cells below the header.
    pub rect: Rect,
}

impl Axis {
    /// The axis of a grid, if its header has years.
    pub fn read(number: u32, grid: &Grid, lines: &[InkLine]) -> Option<Axis> {
        let mut words: BTreeMap<u32, String> = BTreeMap::new();
        for line in lines {
            if let Some((_, cell)) = line.place.filter(|(own, _)| *own == number) {
                words.entry(cell).or_default().push_str(&line.text);
            }
        }
        let years = |row: u32| -> Vec<&GridCell> {
            let cells = grid.cells.iter().enumerate().filter(|(_, cell)| cell.row == row && cell.colspan == 1);
            let dated = cells.filter(|(at, _)| words.get(&(*at as u32)).is_some_and(|text| is_year(text)));
            dated.map(|(_, cell)| cell).collect()
        };
        let (header, cells) = (0..grid.rows.min(HEADER_ROWS))
            .map(|row| (row, years(row)))
            .filter(|(_, cells)| cells.len() >= FEWEST)
            .max_by_key(|(row, cells)| (cells.len(), std::cmp::Reverse(*row)))?;
        let columns: Vec<Column> = cells.iter().map(|cell| Column { col: cell.col, rect: cell.rect }).collect();
        let rows = rows(grid, header);
        let (top, bottom) = (rows.first()?.top, rows.last()?.bottom);
        let rect = Rect { left: columns.first()?.rect.left, top, right: columns.last()?.rect.right, bottom };
        Some(Axis { columns, rows, rect })
    }
}

/// The rows below a header, each as high as its lowest cell that is not merged.
fn rows(grid: &Grid, header: u32) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for row in header + 1..grid.rows {
        let own = grid.cells.iter().filter(|cell| cell.row == row && cell.rowspan == 1);
        let edges = own.map(|cell| (cell.rect.top, cell.rect.bottom)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
        rows.extend(edges.map(|(top, bottom)| Row { row, top, bottom }));
    }
    rows
}

/// A year or a part of one: `2026`, `令和8年度`, `R8`, `4月`, `第1四半期`.
fn is_year(text: &str) -> bool {
    let text: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let bare = text.len() == 4 && text.parse::<u32>().is_ok_and(|year| (1900..2200).contains(&year));
    let dated = || periods(&text, &mut Carry::default()).first().is_some_and(|found| found.range.start == 0);
    let month = || {
        text.strip_suffix('月').is_some_and(|month| month.parse::<u32>().is_ok_and(|month| (1..=12).contains(&month)))
    };
    bare || month() || dated()
}
