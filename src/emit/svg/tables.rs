//! Tables: the edges that they are made of, the grid around, its cells, and the row and column of each.

use super::writer::{FONTS, Num, Svg};
use crate::page::grid::{Evidence, Grid, GridCell};
use crate::table::lattice::Edges;

/// Size of the labels in points.
const LABEL: f32 = 4.5;

/// Edges as dotted lines, crossings as dots of 1.2 points.
pub(super) fn edges(svg: &mut Svg, edges: &Edges) {
    svg.open("edges", "stroke=\"#009955\" stroke-width=\"1\" stroke-dasharray=\"1 2\"");
    for (from, to) in &edges.lines {
        let ends = [("x1", from.x), ("y1", from.y), ("x2", to.x), ("y2", to.y)];
        svg.element("line", &ends.map(|(name, at)| format!("{name}=\"{}\"", Num(at))).join(" "));
    }
    svg.close();
    svg.open("crossings", "fill=\"#009955\"");
    for at in &edges.crossings {
        svg.element("circle", &format!("cx=\"{}\" cy=\"{}\" r=\"1.2\"", Num(at.x), Num(at.y)));
    }
    svg.close();
}

/// Every grid with its cells; `row,col` from 0 stands in each, with the span of merged ones.
pub(super) fn grids(svg: &mut Svg, grids: &[Grid]) {
    for (at, grid) in grids.iter().enumerate() {
        let color = match grid.evidence {
            Evidence::Ruled => "#7a00cc",
            Evidence::Striped => "#0066cc",
            Evidence::Aligned => "#cc5500",
        };
        svg.open(&format!("table-{}", at + 1), &format!("fill=\"none\" stroke=\"{color}\" stroke-width=\"0.8\""));
        let told = format!("table {}: {} rows, {} columns, {:?}", at + 1, grid.rows, grid.cols, grid.evidence);
        svg.told_rect(&grid.rect, "stroke-width=\"2\" stroke-opacity=\"0.5\"", &told);
        for cell in &grid.cells {
            svg.rect(&cell.rect, "");
        }
        svg.close();
        let text = format!("fill=\"{color}\" {FONTS} font-size=\"{}\"", Num(LABEL));
        svg.open(&format!("cells-{}", at + 1), &text);
        for cell in &grid.cells {
            let place = format!("x=\"{}\" y=\"{}\"", Num(cell.rect.left + 1.0), Num(cell.rect.top + LABEL));
            svg.text_element("text", &place, &label(cell));
        }
        svg.close();
    }
}

fn label(cell: &GridCell) -> String {
    let (row, col) = (cell.row, cell.col);
    if cell.rowspan > 1 || cell.colspan > 1 {
        return format!("{row},{col} {}×{}", cell.rowspan, cell.colspan);
    }
    format!("{row},{col}")
}
