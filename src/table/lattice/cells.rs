//! The cells of a mesh: squares between which no line is drawn.

use super::mesh::Mesh;
use super::sets::Sets;
use crate::page::grid::{Evidence, Grid, GridCell};

/// Squares that belong together.
#[derive(Debug, Clone, Copy)]
struct Region {
    rows: (usize, usize),
    cols: (usize, usize),
    squares: usize,
    /// Left, top, right, bottom: whether it is open there to what lies around the mesh.
    open: [bool; 4],
}

impl Region {
    fn is_box(&self) -> bool {
        (self.rows.1 - self.rows.0) * (self.cols.1 - self.cols.0) == self.squares
    }
}

/// The grid of a mesh; `None` where nothing is enclosed.
pub fn grid(mesh: &Mesh) -> Option<Grid> {
    let names = joined(mesh);
    let borders = open_borders(mesh);
    let mut boxes: Vec<Box> = Vec::new();
    for (name, region) in regions(mesh, &names) {
        let open = region.open.iter().filter(|open| **open).count();
        let by_border = region.open.iter().zip(borders).all(|(open, border)| !open || border);
        // What is open to a side that has lines elsewhere lies outside; one missing side is a gap in a border.
        if !by_border && (open > 1 || !region.is_box()) {
            continue;
        }
        if region.is_box() {
            boxes.push(Box { rows: region.rows, cols: region.cols });
        } else {
            boxes.extend(boxes_of(mesh, &names, name, &region));
        }
    }
    number(mesh, boxes)
}

/// Rows and columns of a rectangle of squares, the last ones excluded.
#[derive(Debug, Clone, Copy)]
struct Box {
    rows: (usize, usize),
    cols: (usize, usize),
}

/// The name of the region of each square.
fn joined(mesh: &Mesh) -> Vec<usize> {
    let (rows, cols) = (mesh.rows(), mesh.cols());
    let mut sets = Sets::new(rows * cols);
    for row in 0..rows {
        for col in 0..cols {
            if row > 0 && !mesh.over(row, col) {
                sets.join(row * cols + col, (row - 1) * cols + col);
            }
            if col > 0 && !mesh.beside(row, col) {
                sets.join(row * cols + col, row * cols + col - 1);
            }
        }
    }
    (0..rows * cols).map(|at| sets.find(at)).collect()
}

/// Sides of the mesh on which nothing at all is drawn: a table without that border.
fn open_borders(mesh: &Mesh) -> [bool; 4] {
    let (rows, cols) = (mesh.rows(), mesh.cols());
    [
        (0..rows).all(|row| !mesh.beside(row, 0)),
        (0..cols).all(|col| !mesh.over(0, col)),
        (0..rows).all(|row| !mesh.beside(row, cols)),
        (0..cols).all(|col| !mesh.over(rows, col)),
    ]
}

fn regions(mesh: &Mesh, names: &[usize]) -> std::collections::BTreeMap<usize, Region> {
    let (rows, cols) = (mesh.rows(), mesh.cols());
    let mut regions: std::collections::BTreeMap<usize, Region> = std::collections::BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        let (row, col) = (at / cols, at % cols);
        let region = regions.entry(*name).or_insert(Region {
            rows: (row, row + 1),
            cols: (col, col + 1),
            squares: 0,
            open: [false; 4],
        });
        region.rows.1 = region.rows.1.max(row + 1);
        region.cols = (region.cols.0.min(col), region.cols.1.max(col + 1));
        region.squares += 1;
        let open = [
            col == 0 && !mesh.beside(row, 0),
            row == 0 && !mesh.over(0, col),
            col + 1 == cols && !mesh.beside(row, cols),
            row + 1 == rows && !mesh.over(rows, col),
        ];
        region.open.iter_mut().zip(open).for_each(|(side, open)| *side |= open);
    }
    regions
}

/// A region that is no box as few boxes: stretches of its rows, or of its columns, whichever are fewer.
fn boxes_of(mesh: &Mesh, names: &[usize], name: usize, region: &Region) -> Vec<Box> {
    let cols = mesh.cols();
    let own = |row: usize, col: usize| names.get(row * cols + col) == Some(&name);
    let by_rows = stretches(region.rows, region.cols, own);
    let by_cols = stretches(region.cols, region.rows, |col, row| own(row, col));
    if by_cols.len() < by_rows.len() {
        by_cols.into_iter().map(|one| Box { rows: one.cols, cols: one.rows }).collect()
    } else {
        by_rows
    }
}

/// Stretches of squares along each line of squares, equal ones below each other joined.
fn stretches(lines: (usize, usize), along: (usize, usize), own: impl Fn(usize, usize) -> bool) -> Vec<Box> {
    let mut done: Vec<Box> = Vec::new();
    let mut open: Vec<Box> = Vec::new();
    for line in lines.0..lines.1 {
        let mut now: Vec<Box> = Vec::new();
        let mut at = along.0;
        while at < along.1 {
            let end = (at..along.1).find(|next| !own(line, *next)).unwrap_or(along.1);
            if end > at {
                let above = open.iter().find(|above| above.cols == (at, end)).map_or(line, |above| above.rows.0);
                now.push(Box { rows: (above, line + 1), cols: (at, end) });
            }
            at = end.max(at + 1);
        }
        done.extend(open.iter().filter(|above| !now.iter().any(|one| one.cols == above.cols)));
        open = now;
    }
    done.extend(open);
    done
}

/// The boxes as cells; lines that are no cell's edge do not count as rows or columns.
fn number(mesh: &Mesh, mut boxes: Vec<Box>) -> Option<Grid> {
    boxes.sort_by_key(|one| (one.rows.0, one.cols.0));
    let edges = |pairs: Vec<(usize, usize)>| -> Vec<usize> {
        let mut edges: Vec<usize> = pairs.into_iter().flat_map(|(from, to)| [from, to]).collect();
        edges.sort_unstable();
        edges.dedup();
        edges
    };
    let ys = edges(boxes.iter().map(|one| one.rows).collect());
    let xs = edges(boxes.iter().map(|one| one.cols).collect());
    let rank = |edges: &[usize], at: usize| edges.partition_point(|edge| *edge < at) as u32;
    let cells = boxes.iter().map(|one| GridCell {
        row: rank(&ys, one.rows.0),
        col: rank(&xs, one.cols.0),
        rowspan: rank(&ys, one.rows.1) - rank(&ys, one.rows.0),
        colspan: rank(&xs, one.cols.1) - rank(&xs, one.cols.0),
        rect: mesh.part(one.rows.0..one.rows.1, one.cols.0..one.cols.1),
    });
    Some(Grid {
        rect: mesh.part(*ys.first()?..*ys.last()?, *xs.first()?..*xs.last()?),
        evidence: Evidence::Ruled,
        rows: ys.len() as u32 - 1,
        cols: xs.len() as u32 - 1,
        cells: cells.collect(),
    })
}
