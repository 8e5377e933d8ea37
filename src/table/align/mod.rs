//! Tables without closed boxes: rulings between rows only, shaded rows, or nothing but white.
//!
//! A reader sees columns where white runs through many lines, and rows where the cells of several columns
//! begin together, or stand around one middle. Both are found for all of a region at once, by what the
//! reading costs: an empty cell, a torn line, a cell that stands where the others do not.
//!
//! ```text
//! bit     runs of glyphs
//! beam    level rulings and edges of shaded areas
//! region  where a table may stand
//! column  white gaps through the lines of a region
//! strip   what no row parts further
//! row     the cheapest rows
//! pillar  cells over several rows
//! solve   all three together
//! judge   whether it is a table
//! build   the grid
//! ```

mod beam;
mod bit;
mod build;
mod column;
mod judge;
mod pillar;
mod region;
mod row;
mod solve;
mod strip;

use crate::geometry::Rect;
use crate::page::grid::{Evidence, Grid};
use crate::page::order;
use crate::pdf::ink::InkPage;
use beam::Beam;
use bit::Bit;
use region::Region;
use solve::Reading;

/// How often a region may be trimmed or parted.
const MAX_STEPS: usize = 12;

/// The tables of a page that no closed boxes tell, from the top; text in `lattice` belongs to others.
pub fn find(page: &InkPage, lattice: &[Grid]) -> Vec<Grid> {
    let mut bits = bit::bits(page, &order::pieces(page));
    bits.retain(|bit| !lattice.iter().any(|grid| grid.rows > 1 && grid.cols > 1 && inside(&grid.rect, bit)));
    let shades = beam::shades(page, &bits);
    let beams = beam::beams(page, &bits, &shades);
    let mut grids: Vec<Grid> = Vec::new();
    for region in region::framed(&beams, &bits) {
        let own: Vec<&Bit> = bits.iter().filter(|bit| inside(&region.rect, bit)).collect();
        read(&own, &beams, region, MAX_STEPS, &mut grids);
    }
    bits.retain(|bit| !grids.iter().any(|grid| inside(&grid.rect, bit)));
    let all: Vec<&Bit> = bits.iter().collect();
    let scans = region::scans(&all);
    for (from, to) in region::flows(&scans) {
        let Some(rect) = scans.get(from..=to).and_then(|scans| {
            scans.iter().map(|scan| scan.rect).reduce(|a, b| region::around(&a, &b))
        }) else {
            continue;
        };
        let own: Vec<&Bit> = bits.iter().filter(|bit| inside(&rect, bit)).collect();
        read(&own, &beams, Region { rect, closed: false }, MAX_STEPS, &mut grids);
    }
    grids.sort_by(|a, b| a.rect.top.total_cmp(&b.rect.top).then(a.rect.left.total_cmp(&b.rect.left)));
    grids
}

/// Whether the middle of a bit stands in a box.
fn inside(rect: &Rect, bit: &Bit) -> bool {
    let x = (bit.rect.left + bit.rect.right) / 2.0;
    (rect.left..=rect.right).contains(&x) && (rect.top..=rect.bottom).contains(&bit.middle())
}

/// Reads a region, trims it to its table, and reads what is left of it.
fn read(bits: &[&Bit], beams: &[Beam], region: Region, steps: usize, grids: &mut Vec<Grid>) {
    let sides = sides(bits, region);
    let Some(reading) = solve::read(bits, beams, sides) else { return };
    let part = |from: f32, to: f32| -> Vec<&Bit> {
        bits.iter().filter(|bit| (from..=to).contains(&bit.middle())).copied().collect()
    };
    let next = steps.saturating_sub(1);
    if let Some(row) = judge::repeated_header(&reading).filter(|_| steps > 0) {
        let y = reading.rows.get(row).map_or(0.0, |row| row.0);
        read(&part(f32::MIN, y), beams, region, next, grids);
        return read(&part(y, f32::MAX), beams, region, next, grids);
    }
    let (from, to) = judge::body(&reading, region.closed);
    if (from, to) != (0, reading.rows.len()) && steps > 0 {
        if from < to {
            let edge = |row: usize| reading.rows.get(row).copied().unwrap_or_default();
            read(&part(edge(from).0, edge(to - 1).1), beams, region, next, grids);
        }
        return;
    }
    if judge::is_table(&reading, region.closed) {
        grids.extend(build::grid(&reading, beams, sides, evidence(&reading, region)));
    }
}

fn evidence(reading: &Reading, region: Region) -> Evidence {
    if region.closed || reading.ruled > 0 { Evidence::Striped } else { Evidence::Aligned }
}

/// Left and right edge of a region, in points: its rulings', or its text's.
fn sides(bits: &[&Bit], region: Region) -> (f32, f32) {
    let left = bits.iter().fold(f32::MAX, |left, bit| left.min(bit.rect.left));
    let right = bits.iter().fold(f32::MIN, |right, bit| right.max(bit.rect.right));
    if region.closed { (left.min(region.rect.left), right.max(region.rect.right)) } else { (left - 1.0, right + 1.0) }
}
