//! A grid: where the cells of a table, of a form or of a slide's boxes stand on a page of ink.
//!
//! Only geometry: what the cells say is read after the reading order is known.

use crate::geometry::Rect;

/// What told that there is a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// Rulings, or the edges of shaded cells, that enclose every cell.
    Ruled,
    /// Rulings between rows, or rows of shaded areas; the columns stand apart by white gaps.
    Striped,
    /// Text alone, set in columns and rows.
    Aligned,
}

/// A cell, merged or not.
#[derive(Debug, Clone, PartialEq)]
pub struct GridCell {
    /// First row, from 0.
    pub row: u32,
    /// First column, from 0.
    pub col: u32,
    /// Rows that it covers; 1 where it is not merged.
    pub rowspan: u32,
    /// Columns that it covers; 1 where it is not merged.
    pub colspan: u32,
    /// Its box in points from the page's top left; the boxes of a grid do not overlap.
    pub rect: Rect,
}

/// Cells in rows and columns; every square of the grid belongs to at most one cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// Around all cells, in points from the page's top left.
    pub rect: Rect,
    /// What told that it is there.
    pub evidence: Evidence,
    /// Number of rows.
    pub rows: u32,
    /// Number of columns.
    pub cols: u32,
    /// Its cells by row, then by column.
    pub cells: Vec<GridCell>,
}

/// How the bar of a roadmap is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BarKind {
    /// A solid line.
    Solid,
    /// Dots or dashes.
    Dotted,
    /// A filled box or arrow.
    Filled,
}

/// A bar of a roadmap: drawn over the columns of years, in one row of a grid.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Its row, from 0.
    pub row: u32,
    /// First column that it covers, from 0.
    pub first: u32,
    /// Last column that it covers, from 0.
    pub last: u32,
    /// How it is drawn.
    pub kind: BarKind,
    /// Its colour, red, green, blue.
    pub color: [u8; 3],
    /// Around it, in points from the page's top left.
    pub rect: Rect,
    /// What the legend says that it means.
    pub stage: Option<String>,
}
