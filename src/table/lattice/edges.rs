//! The lines that grids are made of, for the eye: joined, without strokes that lie over others, and where they cross.

use super::line::{Line, Lines};
use super::mesh::Mesh;
use super::{chart, meshes};
use crate::geometry::Point;
use crate::pdf::ink::InkPage;

/// What the squares of a page's grids lie between.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Edges {
    /// Lines from their left or upper end to the other.
    pub lines: Vec<(Point, Point)>,
    /// Where a level and an upright line meet or cross.
    pub crossings: Vec<Point>,
}

/// The edges and crossings of a page's strokes and shaded cells.
pub fn edges(page: &InkPage) -> Edges {
    let plots = chart::plots(page);
    let page: &InkPage = &chart::without_plots(page, &plots);
    let meshes = meshes(page, Lines::of_strokes(page));
    let level = |line: &Line| (Point { x: line.from, y: line.at }, Point { x: line.to, y: line.at });
    let upright = |line: &Line| (Point { x: line.at, y: line.from }, Point { x: line.at, y: line.to });
    let lines = |mesh: &Mesh| -> Vec<(Point, Point)> {
        mesh.lines.level.iter().map(level).chain(mesh.lines.upright.iter().map(upright)).collect()
    };
    Edges { lines: meshes.iter().flat_map(lines).collect(), crossings: meshes.iter().flat_map(crossings).collect() }
}

fn crossings(mesh: &Mesh) -> Vec<Point> {
    let mut found = Vec::new();
    for (row, y) in mesh.ys.iter().enumerate() {
        for (col, x) in mesh.xs.iter().enumerate() {
            let level = col < mesh.cols() && mesh.over(row, col) || col > 0 && mesh.over(row, col - 1);
            let upright = row < mesh.rows() && mesh.beside(row, col) || row > 0 && mesh.beside(row - 1, col);
            if level && upright {
                found.push(Point { x: *x, y: *y });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::drawn;

    #[test]
    fn lines_are_joined_and_cross_where_they_meet() {
        let page = drawn::page(
            "
┌──┬──┐
│あ│い│
│  ├──┤
│  │う│
└──┴──┘",
        );
        let edges = edges(&page);
        assert_eq!(edges.lines.len(), 6, "three level and three upright ones: {edges:?}");
        assert_eq!(edges.crossings.len(), 8, "all but the middle of the left side: {edges:?}");
    }
}
