//! Tables without closed boxes: rulings between rows only, shaded rows, or nothing but white.
//!
//! A reader sees columns where white runs through many lines, and rows where the cells of several columns
//! begin together, or stand around one middle. Both are found for all of a region at once, by what the
//! reading costs: an empty cell, a torn line, a cell that stands where the others do not.
//!
//! ```text
//! bit     runs of glyphs
//! tight   runs that go on into the next column
//! beam    level rulings and edges of shaded areas
//! post    where shaded cells and rulings meet
//! apart   lines between rules that another table begins below
//! region  where a table may stand, by rulings and shaded headers
//! reach   rows outside of the outermost rules
//! scan    what text covers along a line
//! river   where a table may stand, by white alone
//! column  white gaps through the lines of a region
//! seam    gaps that part no columns
//! line    lines of cells in their columns
//! title   lines that head the rows below them
//! strip   what no row parts further
//! row     the cheapest rows
//! pillar  cells over several rows
//! solve   all three together
//! head    headers of two rows
//! heading lines outside of tables that head them
//! judge   whether it is a table
//! sentence sentences that run on from row to row
//! drawing headings and boxes that are none
//! build   the grid
//! search  a region read as a table, trimmed to it or parted where another begins
//! ```

mod apart;
mod beam;
mod bit;
mod build;
mod column;
mod drawing;
mod head;
mod heading;
mod judge;
mod line;
mod pillar;
mod post;
mod reach;
mod region;
mod river;
mod row;
mod scan;
mod seam;
mod search;
mod sentence;
mod solve;
mod strip;
#[cfg(test)]
mod tests;
mod tight;
mod title;

use super::chart;
use crate::page::grid::Grid;
use crate::page::order::Piece;
use crate::page::running::may_be_page_number;
use crate::pdf::ink::InkPage;
use bit::Bit;
use post::Bar;
use region::Region;
use search::Search;

/// The tables of a page that no closed boxes tell, from the top; text in `lattice` belongs to others. `pieces` are the
/// page's runs of glyphs within `lattice`. And whether there were more of them with narrow gaps than are looked at.
pub fn find(page: &InkPage, lattice: &[Grid], pieces: &[Piece]) -> (Vec<Grid>, bool) {
    let (mut bits, crowded) = bit::bits(page, pieces);
    bits.retain(|bit| !lattice.iter().any(|grid| grid.rows > 1 && grid.cols > 1 && grid.rect.holds(bit.rect.middle())));
    drop_page_number(&mut bits);
    drop_contents(&mut bits);
    let axes = chart::axes(bits.iter().map(Bit::as_label));
    let shades = beam::shades(page);
    let bars = drawing::without_headings(post::bars(&shades, &bits), &bits);
    let mut search = Search {
        ends: post::ends(page),
        beams: beam::beams(page, &bits, &shades),
        bars,
        columns: columns(lattice),
        grids: Vec::new(),
    };
    for region in region::framed(&search.beams, &bits) {
        search.region(&mut bits, region);
    }
    for region in region::barred(&search.bars, &bits) {
        search.region(&mut bits, region);
    }
    let all: Vec<&Bit> = bits.iter().collect();
    let scans = scan::scans(&all);
    for (from, to) in river::flows(&scans) {
        let rects = scans.get(from..=to).unwrap_or_default().iter().map(|scan| scan.rect);
        if let Some(rect) = rects.reduce(|a, b| a.union(&b)) {
            search.region(&mut bits, Region { rect, headed: false, footed: false });
        }
    }
    let mut grids = search.grids;
    let is_drawing = |grid: &Grid| drawing::is_diagram(grid, lattice) || drawing::is_around(grid, lattice);
    grids.retain(|grid| !is_drawing(grid) && !chart::is_chart(grid, &axes));
    grids.sort_by(|a, b| a.rect.top.total_cmp(&b.rect.top).then(a.rect.left.total_cmp(&b.rect.left)));
    (grids, crowded)
}

/// Takes lines of a table of contents from the bits.
fn drop_contents(bits: &mut Vec<Bit>) {
    let led: Vec<(f32, f32)> = bits.iter().filter(|bit| bit.is_leader()).map(|bit| (bit.baseline, bit.size)).collect();
    bits.retain(|bit| {
        let first = led.partition_point(|(y, _)| *y < bit.baseline - 0.3 * bit.size);
        led.get(first).is_none_or(|(y, size)| *y > bit.baseline + 0.3 * size)
    });
}

/// Takes a page number that stands alone in the last line from the bits.
fn drop_page_number(bits: &mut Vec<Bit>) {
    if let [.., above, last] = bits.as_slice()
        && may_be_page_number(&last.text)
        && last.rect.top > above.rect.bottom
    {
        bits.pop();
    }
}

/// The columns of tables whose rows no line parts.
fn columns(lattice: &[Grid]) -> Vec<Bar> {
    let drawn = lattice.iter().filter(|grid| grid.rows == 1 && grid.cols > 1);
    drawn
        .map(|grid| Bar { rect: grid.rect, posts: grid.cells.iter().skip(1).map(|cell| cell.rect.left).collect() })
        .collect()
}
