//! Columns that are drawn in the header alone, or in the header and in totals: where most rows below have no line
//! between two columns that the header parts, the header's lines are meant to go on, and the text tells it.

use crate::geometry::Rect;
use crate::page::grid::{Grid, GridCell};
use crate::page::order::Piece;
use crate::pdf::ink::InkPage;

/// A glyph that sticks out over a line by less does not cross it, in ems.
const OVER: f32 = 0.2;
/// The share of cells with text across a line that have text on both of its sides.
const PARTED: f32 = 0.5;
/// The same where a line below the header is drawn in some rows: there the others may well be merged.
const PARTED_AMONG: f32 = 0.75;
/// Fewer rows below the header tell nothing.
const FEWEST: u32 = 2;

/// A grid with its wide cells cut below the lines of its header. `at` is its number in the pieces' places.
pub fn cut(page: &InkPage, pieces: &[Piece], at: u32, grid: &Grid) -> Grid {
    let found: Vec<(u32, f32, bool)> = (1..grid.cols).filter_map(|col| header_line(grid, col)).collect();
    let lines: Vec<(u32, f32)> = found.iter().map(|(col, x, _)| (*col, *x)).collect();
    if lines.is_empty() {
        return grid.clone();
    }
    // Where a line is drawn again below the header, more has to tell that it is meant to be there all along.
    let (share, fewest) = if found.iter().any(|line| line.2) { (PARTED_AMONG, FEWEST as usize) } else { (PARTED, 1) };
    let (mut cells, mut told, mut parted) = (Vec::new(), 0_usize, 0_usize);
    for (number, cell) in (0..).zip(&grid.cells) {
        let inside = |(col, _): &&(u32, f32)| cell.row > 0 && cell.col < *col && *col < cell.col + cell.colspan;
        let own: Vec<(u32, f32)> = lines.iter().filter(inside).copied().collect();
        let ink = glyphs(page, pieces, (at, number));
        let apart = stands_apart(&ink, &own);
        told += usize::from(!own.is_empty() && !ink.is_empty());
        parted += usize::from(apart);
        if apart { cells.extend(parts(cell, &own)) } else { cells.push(cell.clone()) }
    }
    if parted < fewest || (parted as f32) < share * told as f32 {
        return grid.clone();
    }
    cells.sort_by_key(|cell| (cell.row, cell.col));
    Grid { cells, ..grid.clone() }
}

/// Where a line parts a column from the one before in the header, and in few rows below: totals. Where it parts most
/// rows, what reaches over it is merged. With its column, and whether it is drawn again below.
fn header_line(grid: &Grid, col: u32) -> Option<(u32, f32, bool)> {
    let head = grid.cells.iter().find(|cell| cell.row == 0 && cell.col == col && cell.rowspan == 1)?;
    let across = grid.cells.iter().filter(|cell| cell.row > 0 && cell.col < col && col < cell.col + cell.colspan);
    let rows: u32 = across.map(|cell| cell.rowspan).sum();
    let below = grid.rows.saturating_sub(1);
    (rows >= FEWEST && 2 * rows > below).then_some((col, head.rect.left, rows < below))
}

/// The boxes of a cell's glyphs with their sizes, blanks left out.
fn glyphs(page: &InkPage, pieces: &[Piece], place: (u32, u32)) -> Vec<(Rect, f32)> {
    let own = pieces.iter().filter(|piece| piece.place == Some(place)).flat_map(|piece| piece.glyphs.iter());
    let ink = own.filter_map(|glyph| page.glyphs.get(*glyph as usize)).filter(|glyph| !glyph.is_blank());
    ink.map(|glyph| (glyph.rect, glyph.size)).collect()
}

/// Whether no glyph crosses the lines, and glyphs stand in two columns between them.
fn stands_apart(glyphs: &[(Rect, f32)], lines: &[(u32, f32)]) -> bool {
    let crosses = |(rect, size): &(Rect, f32)| {
        lines.iter().any(|(_, x)| rect.left < x - OVER * size && rect.right > x + OVER * size)
    };
    let column = |(rect, _): &(Rect, f32)| lines.partition_point(|(_, x)| *x <= rect.middle().x);
    let first = glyphs.first().map(column);
    !glyphs.iter().any(crosses) && glyphs.iter().any(|glyph| Some(column(glyph)) != first)
}

/// A cell cut at lines.
fn parts(cell: &GridCell, lines: &[(u32, f32)]) -> Vec<GridCell> {
    let end = (cell.col + cell.colspan, cell.rect.right);
    let edges: Vec<(u32, f32)> =
        [(cell.col, cell.rect.left)].into_iter().chain(lines.iter().copied()).chain([end]).collect();
    let part = |pair: &[(u32, f32)]| {
        let [(col, left), (next, right)] = *pair else { return None };
        let rect = Rect { left, right, ..cell.rect };
        Some(GridCell { col, colspan: next - col, rect, ..cell.clone() })
    };
    edges.windows(2).filter_map(part).collect()
}

#[cfg(test)]
mod tests {
    use crate::table::drawn::{page, tables};

    fn read(drawing: &str) -> String {
        tables(&page(drawing)).concat()
    }

    #[test]
    fn lines_of_the_header_go_on_between_the_texts() {
        let table = read(
            "
┌──────┬──────────┬──────┐
│項目  │取組      │目標  │
├──────┼──────────┴──────┤
│窓口  │導入       八割  │
├──────┼─────────────────┤
│防災  │地図       九割  │
└──────┴─────────────────┘",
        );
        assert_eq!(table, "項目|取組|目標 / 窓口|導入|八割 / 防災|地図|九割");
    }

    #[test]
    fn a_text_across_the_line_keeps_its_cell() {
        let table = read(
            "
┌──────┬──────────┬──────┐
│項目  │取組      │目標  │
├──────┼──────────┴──────┤
│窓口  │導入する市の全域 │
├──────┼─────────────────┤
│防災  │地図を配る市全域 │
└──────┴─────────────────┘",
        );
        assert_eq!(table, "項目|取組|目標 / 窓口|導入する市の全域[1x2] / 防災|地図を配る市全域[1x2]");
    }
}
