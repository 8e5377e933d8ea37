//! Recursive cuts: where a page, or a box of it, falls apart into rows and columns, and which are read first.

use super::band::{self, Band, Ruled};
use super::frame::{self, Span};
use super::piece::Piece;
use super::place::{Place, Places};
use super::wall::Wall;
use super::ways::Ways;
use crate::geometry::Rect;
use crate::pdf::ink::Direction;

/// Cuts within cuts deeper than this are a drawing; what is left is read line by line.
const MAX_DEPTH: usize = 48;
/// A box of at most so many rows, standing alone, is taken for a table's row: its columns are cells.
const ROWS_OF_A_ROW: usize = 8;

/// What stands together and is read line by line.
#[derive(Debug)]
pub struct Leaf {
    /// Its pieces, in no order.
    pub pieces: Vec<usize>,
    /// The direction of most of its text.
    pub direction: Direction,
}

/// What a region is made of.
#[derive(Debug, Clone, Copy)]
pub enum What {
    /// A piece of text.
    Piece(usize),
    /// A grid of boxes.
    Grid(usize),
}

/// A part of a region.
#[derive(Debug, Clone, Copy)]
pub struct Item {
    /// What it is.
    pub what: What,
    /// Where it is, in the axes in which the region is read.
    pub span: Span,
    /// Its size in points, where it is text.
    pub size: Option<f32>,
    /// Whether it is a grid of several cells.
    pub many: bool,
}

/// What is known of a region while its rows are read.
#[derive(Debug, Clone, Copy)]
struct Region {
    direction: Direction,
    /// The usual size of its text, in points.
    size: f32,
    /// Whether it is taken for a table's row: its columns are cells.
    row: bool,
    /// Whether all of its rows share white gaps.
    alone: bool,
    /// In how many others it stands.
    depth: usize,
}

/// Cuts a page.
pub struct Cutter<'a> {
    pieces: &'a [Piece],
    grids: &'a Places<'a>,
    /// What stands directly in each box, by place.
    held: std::collections::BTreeMap<Place, Vec<What>>,
    /// Which ways the text of each grid runs.
    ways: Vec<Ways>,
    /// Whether nearly all of the page runs one way: what runs another, a title beside a turned table, is the exception.
    one_way: bool,
    level: &'a [Wall],
    upright: &'a [Wall],
    leaves: Vec<Leaf>,
}

/// The leaves of a page in reading order.
pub fn leaves(pieces: &[Piece], grids: &Places, walls: &(Vec<Wall>, Vec<Wall>)) -> Vec<Leaf> {
    let mut held: std::collections::BTreeMap<Place, Vec<What>> = std::collections::BTreeMap::new();
    for (at, piece) in pieces.iter().enumerate() {
        held.entry(piece.place).or_default().push(What::Piece(at));
    }
    // Small grids first, so a grid is known to hold something before its parent is asked.
    let mut whole = Ways::default();
    pieces.iter().for_each(|piece| whole.add(piece));
    let mut ways = vec![Ways::default(); grids.count()];
    for (place, whats) in &held {
        let Some(own) = place.and_then(|(grid, _)| ways.get_mut(grid as usize)) else { continue };
        for what in whats {
            if let What::Piece(at) = what {
                pieces.get(*at).into_iter().for_each(|piece| own.add(piece));
            }
        }
    }
    for at in grids.small_first() {
        let first = Some((at as u32, 0));
        if held.range(first..).next().is_some_and(|(place, _)| place.is_some_and(|(grid, _)| grid as usize == at)) {
            let parent = grids.parent(at);
            held.entry(parent).or_default().push(What::Grid(at));
            if let (Some(inner), Some((around, _))) = (ways.get(at).copied(), parent) {
                ways.get_mut(around as usize).into_iter().for_each(|ways| ways.join(&inner));
            }
        }
    }
    let mut cutter = Cutter {
        pieces,
        grids,
        held,
        ways,
        one_way: whole.is_one(),
        level: &walls.0,
        upright: &walls.1,
        leaves: Vec::new(),
    };
    cutter.box_of(None, false, 0);
    cutter.leaves
}

/// Whether captions stand side by side over grids side by side: each is read with what stands below it.
fn captioned(bands: &[Band], columns: &[(f32, f32)]) -> bool {
    let is_grid = |item: &Item| matches!(item.what, What::Grid(_));
    let grids = |band: &Band| {
        let filled = |column: &(f32, f32)| {
            band.items.iter().any(|item| is_grid(item) && item.span.u0 >= column.0 && item.span.u1 <= column.1)
        };
        columns.iter().filter(|column| filled(column)).count()
    };
    let mut rows = bands.iter().enumerate().filter(|(_, band)| band.items.iter().any(is_grid));
    let Some((first, row)) = rows.next() else { return false };
    let caption = first.checked_sub(1).and_then(|above| bands.get(above));
    grids(row) >= 2 && rows.next().is_none() && caption.is_some_and(|band| band.items.len() >= 2)
}

fn whats(items: &[Item]) -> Vec<What> {
    items.iter().map(|item| item.what).collect()
}

impl Cutter<'_> {
    fn box_of(&mut self, place: Place, row: bool, depth: usize) {
        let Some(held) = self.held.remove(&place) else { return };
        self.region(&held, row, depth);
    }

    fn grid(&mut self, at: usize, direction: Direction, depth: usize) {
        let own = self.ways.get(at).filter(|_| self.one_way).and_then(Ways::most);
        let direction = own.unwrap_or(direction);
        let mut boxes: Vec<(Span, u32)> =
            self.grids.boxes(at).map(|(number, rect)| (frame::to_reader(direction, &rect), number)).collect();
        // The places of a grid's walls are shared by its boxes, so equal edges are equal numbers.
        boxes.sort_by(|a, b| a.0.v0.total_cmp(&b.0.v0).then(a.0.u0.total_cmp(&b.0.u0)).then(a.1.cmp(&b.1)));
        let many = boxes.len() > 1;
        for (_, number) in boxes {
            self.box_of(Some((at as u32, number)), many, depth + 1);
        }
    }

    /// Reads what stands together: as rows, as columns, or as lines.
    fn region(&mut self, held: &[What], row: bool, depth: usize) {
        let direction = self.direction(held);
        let items: Vec<Item> = held.iter().map(|what| self.item(*what, direction)).collect();
        let size = band::usual_size(&items);
        let bands = band::bands(items, size);
        let row = row || (depth > 0 && (2..=ROWS_OF_A_ROW).contains(&bands.len()));
        let runs = band::runs(&bands, size);
        let region = Region { direction, size, row, alone: runs.len() == 1, depth };
        for run in &runs {
            self.run(&region, bands.get(run.from..run.to).unwrap_or_default(), &run.columns);
        }
    }

    /// Reads rows of a region that share white gaps, or have none.
    fn run(&mut self, region: &Region, bands: &[Band], columns: &[(f32, f32)]) {
        let Region { direction, size, row, alone, depth } = *region;
        if columns.len() < 2 || depth >= MAX_DEPTH {
            return self.plain(bands, direction, depth);
        }
        let ruled = band::ruled(bands, columns, |from, to, across| self.ruled(direction, from, to, across));
        let cuts = match ruled {
            _ if captioned(bands, columns) => Vec::new(),
            // The tiers of a page of vertical writing: each is read whole, from the top.
            _ if direction == Direction::Down && !row && band::tiers(bands, columns, size) => Vec::new(),
            Ruled::Rows(rows) => rows,
            Ruled::Columns(at) => return self.apart(bands, columns, at, depth),
            // Cells over several rows stand first as a rule, and hide the gaps between the rows beside them.
            Ruled::No => match bands {
                [line] if !row && band::is_line(line, columns, size) => return self.plain(bands, direction, depth),
                [_] => return self.apart(bands, columns, 1, depth),
                _ => band::row_cuts(bands, columns, size, row),
            },
        };
        if cuts.is_empty() {
            for column in band::split(bands, columns) {
                self.region(&whats(&column), true, depth + 1);
            }
            return;
        }
        let known = band::shared(bands, columns) > 1;
        let mut from = 0;
        for to in cuts.into_iter().chain([bands.len()]) {
            let part = bands.get(from..to).unwrap_or_default();
            from = to;
            if !part.is_empty() {
                let held: Vec<What> = part.iter().flat_map(|band| whats(&band.items)).collect();
                self.region(&held, (row && alone) || (known && part.len() == 1), depth + 1);
            }
        }
    }

    /// Reads the columns before one, then those from it on.
    fn apart(&mut self, bands: &[Band], columns: &[(f32, f32)], at: usize, depth: usize) {
        let mut first = band::split(bands, columns);
        let rest = first.split_off(at.clamp(1, first.len()));
        for part in [first, rest].into_iter().filter(|part| !part.is_empty()) {
            self.region(&whats(&part.concat()), true, depth + 1);
        }
    }

    /// Rows without columns: text line by line, grids where they stand.
    fn plain(&mut self, bands: &[Band], direction: Direction, depth: usize) {
        let mut leaf: Vec<usize> = Vec::new();
        for band in bands {
            let mut items: Vec<&Item> = band.items.iter().collect();
            items.sort_by(|a, b| a.span.v0.total_cmp(&b.span.v0).then(a.span.u0.total_cmp(&b.span.u0)));
            for item in items {
                match item.what {
                    What::Piece(at) => leaf.push(at),
                    What::Grid(at) => {
                        self.leaf(std::mem::take(&mut leaf), direction);
                        self.grid(at, direction, depth);
                    }
                }
            }
        }
        self.leaf(leaf, direction);
    }

    fn leaf(&mut self, pieces: Vec<usize>, direction: Direction) {
        if !pieces.is_empty() {
            self.leaves.push(Leaf { pieces, direction });
        }
    }

    fn item(&self, what: What, direction: Direction) -> Item {
        let nowhere = Rect::default();
        let (rect, size) = match what {
            What::Piece(at) => self.pieces.get(at).map_or((nowhere, None), |piece| (piece.rect, Some(piece.size))),
            What::Grid(at) => self.grids.rect(at).map_or((nowhere, None), |rect| (rect, None)),
        };
        // The last box of a grid is what stands in none of its cells.
        let many = if let What::Grid(at) = what { self.grids.boxes(at).nth(2).is_some() } else { false };
        Item { what, span: frame::to_reader(direction, &rect), size, many }
    }

    /// The direction of most glyphs in a region.
    fn direction(&self, held: &[What]) -> Direction {
        let mut ways = Ways::default();
        for what in held {
            match what {
                What::Piece(at) => self.pieces.get(*at).into_iter().for_each(|piece| ways.add(piece)),
                What::Grid(at) if self.one_way => self.ways.get(*at).into_iter().for_each(|inner| ways.join(inner)),
                What::Grid(_) => {}
            }
        }
        ways.most().unwrap_or(Direction::Right)
    }

    /// Whether a ruling parts two rows over most of their width.
    fn ruled(&self, direction: Direction, from: f32, to: f32, across: (f32, f32)) -> bool {
        let span = Span { u0: across.0, u1: across.1, v0: from, v1: to };
        let rect = frame::to_page(direction, &span);
        let (walls, low, high, begin, end) = match direction {
            Direction::Down | Direction::Up => (self.upright, rect.left, rect.right, rect.top, rect.bottom),
            _ => (self.level, rect.top, rect.bottom, rect.left, rect.right),
        };
        let first = walls.partition_point(|wall| wall.at < low);
        let near = walls.iter().skip(first).take_while(|wall| wall.at <= high);
        let covered: f32 = near.map(|wall| (wall.to.min(end) - wall.from.max(begin)).max(0.0)).sum();
        covered >= band::MOST * (end - begin)
    }
}
