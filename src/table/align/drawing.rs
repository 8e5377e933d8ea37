//! What is no table though its text stands in columns: a heading over columns of text, boxes of a diagram.

use super::bit::Bit;
use super::heading::LARGER;
use super::post::Bar;
use crate::geometry::Rect;
use crate::page::grid::{Evidence, Grid, GridCell};

/// Text within so many of the heading's ems below it is asked for its size.
const BELOW: f32 = 12.0;
/// A box of a diagram reaches over an edge between rows by more than this, in points: less than a line of text.
const OVER: f32 = 8.0;
/// So many boxes that do not keep to the rows make a diagram, where lines part rows; elsewhere one does.
const BOXES: usize = 2;
/// A cell is drawn to the edges of its column, within this, in points.
const SAME_EDGE: f32 = 2.0;

/// Whether a shaded bar holds a heading: its text is larger than what stands below. `bits` are sorted by their
/// baselines.
pub fn is_heading(bar: &Rect, bits: &[Bit]) -> bool {
    let middle = |bit: &Bit| bit.rect.middle().x;
    let first = bits.partition_point(|bit| bit.baseline < bar.top);
    let own = bits.iter().skip(first).take_while(|bit| bit.rect.top <= bar.bottom + bit.size);
    let inside = own.filter(|bit| bar.holds(bit.rect.middle()));
    let Some(size) = inside.map(|bit| bit.size).reduce(f32::min) else { return false };
    let below = bits.partition_point(|bit| bit.baseline <= bar.bottom);
    let below = bits.iter().skip(below).take_while(|bit| bit.rect.top <= bar.bottom + BELOW * size);
    let mut sizes: Vec<f32> =
        below.filter(|bit| (bar.left..=bar.right).contains(&middle(bit))).map(|bit| bit.size).collect();
    sizes.sort_by(f32::total_cmp);
    // What stands below is larger at times, a figure in a chart: most of it counts.
    sizes.get(sizes.len() / 2).is_some_and(|usual| size >= LARGER * usual)
}

/// The bars that may be headers.
pub fn without_headings(bars: Vec<Bar>, bits: &[Bit]) -> Vec<Bar> {
    bars.into_iter().filter(|bar| !is_heading(&bar.rect, bits)).collect()
}

/// Whether the boxes drawn on a page do not keep to the rows of a table: it is a diagram of boxes.
///
/// A box around the table, in one row, or around whole rows keeps to them: a frame, a bar of a roadmap, a shading.
pub fn is_diagram(grid: &Grid, boxes: &[Grid]) -> bool {
    let mut levels: Vec<f32> = grid.cells.iter().flat_map(|cell| [cell.rect.top, cell.rect.bottom]).collect();
    levels.sort_by(f32::total_cmp);
    levels.dedup_by(|b, a| *b - *a <= OVER);
    let astray = |frame: &&Grid| {
        let rect = &frame.rect;
        let beside = rect.right <= grid.rect.left + OVER || rect.left >= grid.rect.right - OVER;
        let (top, bottom) = (rect.top.max(grid.rect.top), rect.bottom.min(grid.rect.bottom));
        let over = |at: &f32| top + OVER < *at && *at < bottom - OVER;
        let on = |at: f32| levels.iter().any(|level| (level - at).abs() <= OVER);
        let keeps = beside || (on(top) && on(bottom)) || is_pillar(rect, grid);
        !keeps && levels.iter().any(over)
    };
    let needed = if grid.evidence == Evidence::Aligned { 1 } else { BOXES };
    boxes.iter().filter(astray).take(needed).count() >= needed
}

/// Whether a drawn table stands in what white alone tells to be one: text set around it.
pub fn is_around(grid: &Grid, lattice: &[Grid]) -> bool {
    let inside = |table: &Grid| {
        let height = table.rect.bottom.min(grid.rect.bottom) - table.rect.top.max(grid.rect.top);
        let beside = table.rect.right <= grid.rect.left || table.rect.left >= grid.rect.right;
        // The ends of a bar make boxes too low for text.
        let holds_text = table.rect.bottom - table.rect.top >= OVER * table.rows as f32;
        !beside && height > OVER && table.rows > 1 && table.cols > 1 && holds_text
    };
    lattice.iter().any(inside)
}

/// Whether a box ends where the first column does: a cell of it over several rows.
fn is_pillar(rect: &Rect, grid: &Grid) -> bool {
    let same = |a: f32, b: f32| (a - b).abs() <= SAME_EDGE;
    let first = |cell: &&GridCell| cell.col == 0 && cell.colspan == 1;
    let ends = |cell: &GridCell| same(cell.rect.left, rect.left) && same(cell.rect.right, rect.right);
    grid.evidence == Evidence::Striped && grid.cells.iter().filter(first).any(ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(evidence: Evidence) -> Grid {
        let rect = |row: u32, col: u32| {
            let (left, top) = (100.0 + 100.0 * col as f32, 100.0 + 20.0 * row as f32);
            Rect { left, top, right: left + 100.0, bottom: top + 20.0 }
        };
        let cell = |row: u32, col: u32| GridCell { row, col, rowspan: 1, colspan: 1, rect: rect(row, col) };
        let cells = (0..4).flat_map(|row| (0..2).map(move |col| cell(row, col))).collect();
        Grid { rect: Rect { left: 100.0, top: 100.0, right: 300.0, bottom: 180.0 }, evidence, rows: 4, cols: 2, cells }
    }

    fn frame(top: f32, bottom: f32) -> Grid {
        Grid { rect: Rect { left: 110.0, top, right: 190.0, bottom }, cells: Vec::new(), ..grid(Evidence::Ruled) }
    }

    #[test]
    fn boxes_over_edges_of_rows_make_a_diagram() {
        assert!(is_diagram(&grid(Evidence::Aligned), &[frame(110.0, 132.0)]));
        assert!(!is_diagram(&grid(Evidence::Striped), &[frame(110.0, 132.0)]));
        assert!(is_diagram(&grid(Evidence::Striped), &[frame(110.0, 132.0), frame(150.0, 172.0)]));
    }

    #[test]
    fn frames_bars_and_shaded_rows_do_not() {
        let kept = [frame(80.0, 200.0), frame(104.0, 116.0), frame(100.0, 121.0), frame(119.0, 161.0)];
        assert!(!is_diagram(&grid(Evidence::Aligned), &kept));
    }
}
