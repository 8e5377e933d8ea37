//! Laws of the lattice: a drawn grid is found again, and no character is lost.

use super::find;
use crate::page::grid::Grid;
use crate::pdf::ink::InkPage;
use crate::table::drawn::{page, rule, write};
use crate::table::printed;
use proptest::prelude::*;

/// The places and spans of a grid's cells.
fn shape(grid: &Grid) -> Vec<(u32, u32, u32, u32)> {
    grid.cells.iter().map(|cell| (cell.row, cell.col, cell.rowspan, cell.colspan)).collect()
}

/// A grid of squares, some of them merged: for each square the cell that it belongs to.
fn merged(rows: usize, cols: usize, wishes: &[(usize, usize, usize, usize)]) -> Vec<Vec<usize>> {
    let mut squares: Vec<Vec<usize>> = (0..rows).map(|r| (0..cols).map(|c| r * cols + c).collect()).collect();
    let mut taken = vec![vec![false; cols]; rows];
    for &(row, col, down, right) in wishes {
        let (row, col) = (row % rows, col % cols);
        let (end, side) = ((row + down).min(rows), (col + right).min(cols));
        let free = (row..end).all(|r| (col..side).all(|c| !taken[r][c]));
        if free {
            for r in row..end {
                for c in col..side {
                    (squares[r][c], taken[r][c]) = (row * cols + col, true);
                }
            }
        }
    }
    squares
}

fn drawn(squares: &[Vec<usize>], xs: &[f32], ys: &[f32]) -> InkPage {
    let mut page = page("");
    let (rows, cols) = (squares.len(), squares[0].len());
    for r in 0..=rows {
        for c in 0..=cols {
            let own = |r: usize, c: usize| squares.get(r).and_then(|row| row.get(c));
            if c < cols && (r == 0 || own(r - 1, c) != own(r, c)) {
                rule(&mut page, (xs[c], ys[r]), (xs[c + 1], ys[r]));
            }
            if r < rows && (c == 0 || own(r, c - 1) != own(r, c)) {
                rule(&mut page, (xs[c], ys[r]), (xs[c], ys[r + 1]));
            }
        }
    }
    for (r, row) in squares.iter().enumerate() {
        for c in (0..cols).filter(|c| row[*c] == r * cols + c) {
            write(&mut page, "字", xs[c] + 4.0, ys[r] + 13.0);
        }
    }
    page
}

proptest! {
    #[test]
    fn a_drawn_grid_is_found_again(
        wishes in prop::collection::vec((0..8usize, 0..6usize, 1..4usize, 1..4usize), 0..6),
        widths in prop::collection::vec(18.0..80.0f32, 2..6),
        heights in prop::collection::vec(18.0..60.0f32, 2..8),
        seed in any::<u64>(),
    ) {
        let places = |first: f32, steps: &[f32]| {
            let next = |at: &mut f32, step: &f32| { *at += step; Some(*at) };
            std::iter::once(first).chain(steps.iter().scan(first, next)).collect::<Vec<f32>>()
        };
        let squares = merged(heights.len(), widths.len(), &wishes);
        let mut page = drawn(&squares, &places(40.0, &widths), &places(60.0, &heights));
        let mut state = seed | 1;
        for at in (1..page.rulings.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            page.rulings.swap(at, (state >> 33) as usize % (at + 1));
        }
        let mut expected = std::collections::BTreeMap::new();
        for (r, row) in squares.iter().enumerate() {
            for (c, name) in row.iter().enumerate() {
                let cell = expected.entry(*name).or_insert((r, c, r + 1, c + 1));
                (cell.2, cell.3) = (r + 1, c + 1);
            }
        }
        // A line that no cell ends at cannot be seen.
        let seen = |ends: Vec<usize>| -> Vec<usize> {
            let mut ends = ends;
            ends.sort_unstable();
            ends.dedup();
            ends
        };
        let ys = seen(expected.values().flat_map(|cell| [cell.0, cell.2]).collect());
        let xs = seen(expected.values().flat_map(|cell| [cell.1, cell.3]).collect());
        let rank = |edges: &[usize], at: usize| edges.partition_point(|edge| *edge < at) as u32;
        let expected: Vec<_> = expected.values().map(|cell| {
            let (row, col) = (rank(&ys, cell.0), rank(&xs, cell.1));
            (row, col, rank(&ys, cell.2) - row, rank(&xs, cell.3) - col)
        }).collect();
        let found = find(&page);
        let grids = found.all();
        prop_assert_eq!(grids.len(), 1);
        prop_assert_eq!(shape(&grids[0]), expected);
    }

    #[test]
    fn no_character_is_lost(
        lines in prop::collection::vec((0..60u32, 0..70u32, 0..40u32, any::<bool>()), 0..40),
        text in prop::collection::vec((0..60u32, 0..70u32), 0..60),
    ) {
        let mut page = page("");
        for (x, y, length, level) in lines {
            let (x, y, length) = (x as f32 * 9.0, y as f32 * 11.0, length as f32 * 10.0);
            rule(&mut page, (x, y), if level { (x + length, y) } else { (x, y + length) });
        }
        for (x, y) in &text {
            write(&mut page, "字", *x as f32 * 9.0, *y as f32 * 11.0);
        }
        let read = printed::page(&page);
        let mut seen: Vec<u32> = read.lines.iter().flat_map(|line| line.glyphs.iter().copied()).collect();
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..text.len() as u32).collect::<Vec<u32>>());
        // Each line is in one cell at most.
        let cells = read.tables.iter().flat_map(|table| &table.cells);
        let mut lines: Vec<u32> = cells.flat_map(|cell| cell.lines.iter().copied()).collect();
        let all = lines.len();
        lines.sort_unstable();
        lines.dedup();
        prop_assert_eq!(lines.len(), all);
    }
}
