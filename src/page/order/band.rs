//! Rows of a region and the white gaps that run through several of them.

use super::cut::Item;
use super::frame::Span;

/// A white gap between columns is at least this wide, in ems.
const VALLEY: f32 = 0.8;
/// A gap that is seen in one row only is a column's from this width on, in ems.
const SURE_VALLEY: f32 = 2.0;
/// Inks of one line with its raised signs are not higher, in ems.
const ONE_LINE: f32 = 1.2;
/// Rows are parted by at least this much white between their inks, in ems.
const ROW_GAP: f32 = 0.02;
/// A gap this many times the usual one parts rows of a table, or paragraphs.
const WIDE_GAP: f32 = 1.4;
/// And it is wider by at least this, in ems.
const WIDER_BY: f32 = 0.25;
/// A line that ends this near to its column's edge is full, in ems: a character that may not begin a line was
/// taken over, or glue was not stretched.
const FULL: f32 = 1.5;
/// The same in a cell of a table, where names of like length stand below each other.
const FULL_CELL: f32 = 0.6;
/// Most of something, where a few may stray.
pub const MOST: f32 = 0.6;
/// A column of prose is at least this wide, in ems.
const PROSE_WIDTH: f32 = 9.0;
/// A cell whose lines are wrapped is at least this wide, in ems; numbers below each other are narrower.
const WRAPPED_WIDTH: f32 = 5.0;
/// Columns of prose have at least so many lines.
const PROSE_LINES: usize = 4;
/// The lines of a border lie at most this far beside the edge of its grid, in points.
const EDGE: f32 = 2.0;
/// The size taken where a region has no text, in points.
const USUAL_SIZE: f32 = 10.0;

/// Items side by side.
#[derive(Debug)]
pub struct Band {
    /// The items.
    pub items: Vec<Item>,
    /// Around all of them.
    pub span: Span,
    /// What they cover along the line, gaps too small for a column closed.
    covered: Vec<(f32, f32)>,
}

/// Rows one below the other that share white gaps, or have none.
#[derive(Debug)]
pub struct Run {
    /// First band.
    pub from: usize,
    /// Behind the last band.
    pub to: usize,
    /// What is covered between the gaps; one where there is no gap.
    pub columns: Vec<(f32, f32)>,
}

/// The median size of the text in a region.
pub fn usual_size(items: &[Item]) -> f32 {
    let mut sizes: Vec<f32> = items.iter().filter_map(|item| item.size).collect();
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(USUAL_SIZE)
}

/// Cuts a region wherever white runs through all its width.
pub fn bands(mut items: Vec<Item>, size: f32) -> Vec<Band> {
    items.sort_by(|a, b| a.span.v0.total_cmp(&b.span.v0).then(a.span.u0.total_cmp(&b.span.u0)));
    let mut bands: Vec<Band> = Vec::new();
    for item in items {
        match bands.last_mut() {
            Some(band) if item.span.v0 - band.span.v1 <= ROW_GAP * size => {
                band.span = band.span.union(item.span);
                band.items.push(item);
            }
            _ => bands.push(Band { span: item.span, items: vec![item], covered: Vec::new() }),
        }
    }
    for band in &mut bands {
        band.covered = closed(band.items.iter().map(|item| (item.span.u0, item.span.u1)).collect(), size);
    }
    bands
}

/// Stretches of a line, those nearer than a column's gap joined.
fn closed(mut stretches: Vec<(f32, f32)>, size: f32) -> Vec<(f32, f32)> {
    stretches.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut kept: Vec<(f32, f32)> = Vec::new();
    for (from, to) in stretches {
        match kept.last_mut() {
            Some(last) if from - last.1 < VALLEY * size => last.1 = last.1.max(to),
            _ => kept.push((from, to)),
        }
    }
    kept
}

/// Groups rows as long as a white gap runs through them.
pub fn runs(bands: &[Band], size: f32) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, band) in bands.iter().enumerate() {
        if let Some(run) = runs.last_mut() {
            let both = closed(run.columns.iter().chain(&band.covered).copied().collect(), size);
            let plain = run.columns.len() == 1 && band.covered.len() == 1;
            if plain || both.len() > 1 {
                run.columns = both;
                run.to = at + 1;
                continue;
            }
        }
        runs.push(Run { from: at, to: at + 1, columns: band.covered.clone() });
    }
    runs
}

/// The items of each column.
pub fn split(bands: &[Band], columns: &[(f32, f32)]) -> Vec<Vec<Item>> {
    let mut parts: Vec<Vec<Item>> = columns.iter().map(|_| Vec::new()).collect();
    for item in bands.iter().flat_map(|band| &band.items) {
        if let Some(part) = parts.get_mut(column_of(item, columns)) {
            part.push(*item);
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn column_of(item: &Item, columns: &[(f32, f32)]) -> usize {
    let middle = (item.span.u0 + item.span.u1) / 2.0;
    columns.partition_point(|column| column.1 < middle).min(columns.len().saturating_sub(1))
}

/// What the rulings between rows part.
pub enum Ruled {
    /// Nothing.
    No,
    /// All columns, in front of these rows.
    Rows(Vec<usize>),
    /// Some columns only: those in front of this one, and those from it on, are to be read apart.
    Columns(usize),
}

/// What the rulings between rows part: a cell that reaches over several rows has none where its neighbours have.
pub fn ruled(bands: &[Band], columns: &[(f32, f32)], over: impl Fn(f32, f32, (f32, f32)) -> bool) -> Ruled {
    let mut rows: Vec<usize> = Vec::new();
    let mut partly: Option<usize> = None;
    for (at, pair) in bands.windows(2).enumerate() {
        let [before, after] = pair else { continue };
        let (from, to) = (before.span.v1 + own_edge(before), after.span.v0 - own_edge(after));
        let parted: Vec<bool> = columns.iter().map(|column| over(from, to, *column)).collect();
        if parted.iter().all(|parted| *parted) {
            rows.push(at + 1);
        } else if let Some(first) = parted.iter().position(|parted| *parted) {
            // The cut between the first two neighbours of which one is parted.
            let end = parted.iter().skip(first).position(|parted| !*parted).map_or(columns.len(), |more| first + more);
            let cut = if first > 0 { first } else { end };
            partly = Some(partly.map_or(cut, |known| known.min(cut)));
        }
    }
    match partly {
        _ if !rows.is_empty() => Ruled::Rows(rows),
        Some(cut) => Ruled::Columns(cut),
        None => Ruled::No,
    }
}

/// How far the border of a grid in a row may reach out of it, in points: it parts nothing but the grid's inside.
fn own_edge(band: &Band) -> f32 {
    if band.items.iter().any(|item| item.many) { EDGE } else { 0.0 }
}

/// Where rows that share white gaps are cut to be read one by one; empty where they are read by columns.
pub fn row_cuts(bands: &[Band], columns: &[(f32, f32)], size: f32, row: bool) -> Vec<usize> {
    let shapes: Vec<Shape> =
        columns.iter().enumerate().map(|(at, column)| shape(bands, columns, at, *column, size)).collect();
    if shapes.iter().filter(|shape| shape.prose).count() >= 2 {
        return Vec::new();
    }
    let every: Vec<usize> = (1..bands.len()).collect();
    let shared = shared(bands, columns);
    // A wide space that happens to stand over a wide space is no column.
    let widest = columns.windows(2).map(|pair| if let [a, b] = pair { b.0 - a.1 } else { 0.0 }).fold(0.0, f32::max);
    if shared == 0 || (shared == 1 && !row && widest < SURE_VALLEY * size) {
        return every;
    }
    let gaps: Vec<f32> =
        bands.windows(2).map(|pair| if let [a, b] = pair { b.span.v0 - a.span.v1 } else { 0.0 }).collect();
    let mut sorted = gaps.clone();
    sorted.sort_by(f32::total_cmp);
    let usual = sorted.get(sorted.len() / 4).copied().unwrap_or(0.0);
    let wide = |gap: f32| gap > (usual.max(0.0) * WIDE_GAP).max(usual + WIDER_BY * size);
    let wide: Vec<usize> = gaps.iter().enumerate().filter(|(_, gap)| wide(**gap)).map(|(at, _)| at + 1).collect();
    if !wide.is_empty() {
        return wide;
    }
    let wrapped = shapes.iter().any(|shape| shape.wrapped);
    if row || wrapped || (shared as f32) < MOST * bands.len() as f32 { Vec::new() } else { every }
}

/// How many rows stand in more than one column.
pub fn shared(bands: &[Band], columns: &[(f32, f32)]) -> usize {
    let filled = |band: &&Band| {
        let mut seen = band.items.iter().map(|item| column_of(item, columns));
        seen.next().is_some_and(|first| seen.any(|other| other != first))
    };
    bands.iter().filter(filled).count()
}

/// Whether a row is one line of text, with wide spaces in it perhaps, but no cells far apart.
pub fn is_line(band: &Band, columns: &[(f32, f32)], size: f32) -> bool {
    let near = columns.windows(2).all(|pair| if let [a, b] = pair { b.0 - a.1 < SURE_VALLEY * size } else { true });
    near && band.span.v1 - band.span.v0 <= ONE_LINE * size && band.items.iter().all(|item| item.size.is_some())
}

/// Whether the columns are tiers of running text: each is wide, and in one of them a full line goes on in the next.
pub fn tiers(bands: &[Band], columns: &[(f32, f32)], size: f32) -> bool {
    let wide = columns.iter().all(|column| column.1 - column.0 >= PROSE_WIDTH * size);
    let goes_on = |at: usize, column: (f32, f32)| {
        let lines = lines(bands, columns, at);
        lines.split_last().is_some_and(|(_, before)| before.iter().any(|line| is_full(line, column, FULL * size, size)))
    };
    wide && columns.iter().enumerate().any(|(at, column)| goes_on(at, *column))
}

struct Shape {
    prose: bool,
    wrapped: bool,
}

/// The lines of a column: where each begins and ends.
fn lines(bands: &[Band], columns: &[(f32, f32)], at: usize) -> Vec<(f32, f32)> {
    let line = |band: &Band| {
        let own = band.items.iter().filter(|item| column_of(item, columns) == at);
        own.map(|item| (item.span.u0, item.span.u1)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    };
    bands.iter().filter_map(line).collect()
}

/// Whether a line goes from one edge of its column to within this distance of the other.
fn is_full(line: &(f32, f32), column: (f32, f32), within: f32, size: f32) -> bool {
    line.1 >= column.1 - within && line.0 <= column.0 + FULL * size
}

/// What the lines of a column look like.
fn shape(bands: &[Band], columns: &[(f32, f32)], at: usize, column: (f32, f32), size: f32) -> Shape {
    let lines = lines(bands, columns, at);
    let width = column.1 - column.0;
    let full = |line: &(f32, f32), ems: f32| is_full(line, column, ems * size, size);
    let count = lines.iter().filter(|line| full(line, FULL)).count();
    let wrapping = lines.split_last().is_some_and(|(last, before)| {
        !before.is_empty() && before.iter().all(|line| full(line, FULL_CELL)) && last.0 <= column.0 + FULL * size
    });
    Shape {
        prose: width >= PROSE_WIDTH * size && lines.len() >= PROSE_LINES && count as f32 >= MOST * lines.len() as f32,
        wrapped: width >= WRAPPED_WIDTH * size && wrapping,
    }
}
