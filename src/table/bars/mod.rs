//! Bars of a roadmap: lines, dots and boxes drawn over the years of a table, row by row, and what the page's legend
//! says that they mean.
//!
//! ```text
//! axis    which columns are years
//! stroke  lines of the page put together from what was drawn: dashes, dots, characters
//! legend  samples beside their meaning
//! ```

mod axis;
mod legend;
mod stroke;

use crate::geometry::Rect;
use crate::page::grid::{Bar, BarKind, Grid};
use crate::page::order::InkLine;
use crate::pdf::ink::InkPage;
use crate::table::printed::TablePage;
use axis::Axis;
use stroke::Stroke;

/// A bar that covers less than this share of a column does not count for it: it only ends there.
const LEAST_SHARE: f32 = 0.2;
/// A line nearer than this to a row's edge is the row's own ruling, in points.
const ROW_EDGE: f32 = 2.0;
/// A bar is at least this share of a column long.
const SHORTEST: f32 = 0.3;
/// A filled bar is lower than its row by at least this share.
const LOWER: f32 = 0.92;

/// The bars over each table of a page.
pub fn of_page(ink: &InkPage, page: &TablePage) -> Vec<Vec<Bar>> {
    let grids = page.grids.iter().enumerate().take(page.tables.len());
    grids.map(|(at, grid)| find(ink, at as u32, grid, &page.lines)).collect()
}

/// The bars over a grid; none where it has no columns of years.
pub fn find(page: &InkPage, number: u32, grid: &Grid, lines: &[InkLine]) -> Vec<Bar> {
    let Some(axis) = Axis::read(number, grid, lines) else { return Vec::new() };
    let mut bars: Vec<Bar> = Vec::new();
    for stroke in stroke::strokes(page, &axis.rect) {
        bars.extend(bar(&axis, &stroke));
    }
    bars.sort_by(|a, b| {
        (a.row, a.first, a.last).cmp(&(b.row, b.first, b.last)).then(a.rect.left.total_cmp(&b.rect.left))
    });
    bars.dedup_by(|b, a| (a.row, a.first, a.last) == (b.row, b.first, b.last) && a.color == b.color);
    let legend = legend::read(page, grid, lines, &bars);
    for bar in &mut bars {
        bar.stage = legend.meaning(bar);
    }
    bars
}

/// The bar that a stroke is, if it stands in a row of the axis.
fn bar(axis: &Axis, stroke: &Stroke) -> Option<Bar> {
    let rect = &stroke.rect;
    let middle = rect.middle().y;
    let row = axis.rows.iter().find(|row| row.top < middle && middle < row.bottom)?;
    let clear = match stroke.kind {
        BarKind::Filled => rect.height() < LOWER * (row.bottom - row.top),
        _ => middle - row.top > ROW_EDGE && row.bottom - middle > ROW_EDGE,
    };
    let covered: Vec<u32> =
        axis.columns.iter().filter(|column| covers(column.rect, rect)).map(|column| column.col).collect();
    let (first, last) = (*covered.first()?, *covered.last()?);
    let width = axis.columns.iter().map(|column| column.rect.width()).fold(f32::MAX, f32::min);
    (clear && rect.width() >= SHORTEST * width).then_some(Bar {
        row: row.row,
        first,
        last,
        kind: stroke.kind,
        color: stroke.color,
        rect: *rect,
        stage: None,
    })
}

/// Whether a bar covers enough of a column.
fn covers(column: Rect, bar: &Rect) -> bool {
    let shared = bar.right.min(column.right) - bar.left.max(column.left);
    shared >= LEAST_SHARE * column.width()
}
