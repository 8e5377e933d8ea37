//! Rows of a region and the white gaps that run through several of them.

use super::cut::Item;
use super::frame::Span;

/// A white gap between columns is at least this wide, in ems.
const VALLEY: f32 = 0.8;
/// Rows are parted by at least this much white between their inks, in ems.
const ROW_GAP: f32 = 0.02;
/// A gap this many times the usual one parts rows of a table, or paragraphs.
const WIDE_GAP: f32 = 1.4;
/// And it is wider by at least this, in ems.
const WIDER_BY: f32 = 0.25;
/// A line that ends this near to its column's edge is full, in ems: a character that may not begin a line was
/// taken over, or glue was not stretched.
const FULL: f32 = 1.5;
/// Most of something, where a few may stray.
pub const MOST: f32 = 0.6;
/// A column of prose is at least this wide, in ems.
const PROSE_WIDTH: f32 = 9.0;
/// A cell whose lines are wrapped is at least this wide, in ems; numbers below each other are narrower.
const WRAPPED_WIDTH: f32 = 5.0;
/// Columns of prose have at least so many lines.
const PROSE_LINES: usize = 4;
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

/// Groups rows as long as a white gap runs through them; a ruling between them ends a group.
pub fn runs(bands: &[Band], size: f32, ruled: impl Fn(f32, f32, (f32, f32)) -> bool) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, band) in bands.iter().enumerate() {
        if let Some(run) = runs.last_mut()
            && let Some(before) = bands.get(at - 1)
        {
            let both = closed(run.columns.iter().chain(&band.covered).copied().collect(), size);
            let plain = run.columns.len() == 1 && band.covered.len() == 1;
            let across = (before.span.u0.min(band.span.u0), before.span.u1.max(band.span.u1));
            let parted = (!plain || both.len() > 1)
                && ruled(before.span.v1 - size, band.span.v0 + size, across)
                && ruled(before.span.v1, band.span.v0, across);
            if (plain || both.len() > 1) && !parted {
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

/// Where rows that share white gaps are cut to be read one by one; empty where they are read by columns.
pub fn row_cuts(bands: &[Band], columns: &[(f32, f32)], size: f32, row: bool) -> Vec<usize> {
    let shapes: Vec<Shape> =
        columns.iter().enumerate().map(|(at, column)| shape(bands, columns, at, *column, size)).collect();
    if shapes.iter().filter(|shape| shape.prose).count() >= 2 {
        return Vec::new();
    }
    let every: Vec<usize> = (1..bands.len()).collect();
    let filled = |band: &Band| {
        let mut seen: Vec<usize> = band.items.iter().map(|item| column_of(item, columns)).collect();
        seen.sort_unstable();
        seen.dedup();
        seen.len() > 1
    };
    let shared = bands.iter().filter(|band| filled(band)).count();
    if shared == 0 {
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

struct Shape {
    prose: bool,
    wrapped: bool,
}

/// What the lines of a column look like.
fn shape(bands: &[Band], columns: &[(f32, f32)], at: usize, column: (f32, f32), size: f32) -> Shape {
    let lines: Vec<(f32, f32)> = bands
        .iter()
        .filter_map(|band| {
            let own = band.items.iter().filter(|item| column_of(item, columns) == at);
            own.map(|item| (item.span.u0, item.span.u1)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
        })
        .collect();
    let width = column.1 - column.0;
    let full = |line: &&(f32, f32)| line.1 >= column.1 - FULL * size && line.0 <= column.0 + FULL * size;
    let count = lines.iter().filter(full).count();
    let wrapping = lines.split_last().is_some_and(|(last, before)| {
        !before.is_empty() && before.iter().all(|line| full(&line)) && last.0 <= column.0 + FULL * size
    });
    Shape {
        prose: width >= PROSE_WIDTH * size && lines.len() >= PROSE_LINES && count as f32 >= MOST * lines.len() as f32,
        wrapped: width >= WRAPPED_WIDTH * size && wrapping,
    }
}
