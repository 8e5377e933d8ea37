//! Tables: the grid around, its cells, and the row and column of each.

use super::writer::{FONTS, Num, Svg};
use crate::page::grid::{Evidence, Grid, GridCell};

/// Size of the labels in points.
const LABEL: f32 = 4.5;

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
