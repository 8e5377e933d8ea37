//! Strips: what no row parts further, and what it costs to part or to keep together the lines of a column.
//!
//! Costs are in units of one row: a table with a row more must explain its lines better by one.

use super::beam::Beam;
use super::line::Line;
use crate::lexicon;
use crate::page::wrap::had_no_room;

/// A line that ends this near to its column's right edge is full, in ems: the next character had no room.
const FULL: f32 = 1.2;
/// Room that a full line may leave besides what the next line's first word takes, in ems.
const SLACK: f32 = 0.2;
/// A column narrower than this has no wrapped lines that could be told, in ems.
const WRAPPED: f32 = 8.0;
/// A wrapped line begins no further to the left and to the right of the one before, in ems: indents.
const INDENT: (f32, f32) = (1.3, 2.2);
/// Lines further apart than the usual pitch by this factor are of two cells.
pub const LOOSE: f32 = 1.3;
/// Cost of two cells where a full line is followed by more text.
const TORN: f32 = 1.2;
/// Cost of one cell whose line ends early, in front of an item.
const ITEM: f32 = 0.35;
/// Cost of one cell whose line ends early.
const SHORT: f32 = 0.7;
/// Characters of a figure with its unit and a word.
const FIGURE: usize = 10;
/// Cost of one cell with two figures, or one text twice, below each other.
const FIGURES: f32 = 4.0;
/// Cost of one cell with white between its lines, and more for each pitch.
const GAP: f32 = 2.5;
/// The most that a gap may cost.
const MAX_GAP: f32 = 6.0;
/// Cost of one cell whose lines differ in size or weight.
const UNLIKE: f32 = 0.8;
/// Cost of one cell that holds an item and other lines, where items head groups of rows; or a title of one.
const HEADING: f32 = 2.0;
/// Share of a column that a beam covers where it parts the column.
pub const COVERED: f32 = 0.7;
/// The least and the largest pitch from line to line of a cell, in ems.
const PITCH: (f32, f32) = (1.0, 1.75);

/// Lines side by side, or overlapping.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Strip {
    /// Upper edge of its ink, in points.
    pub top: f32,
    /// Lower edge of its ink.
    pub bottom: f32,
}

/// A column with its lines in strips.
#[derive(Debug)]
pub struct Column<'a> {
    /// Its lines from the top.
    pub lines: &'a [Line],
    /// For each strip, and behind the last, the first line that stands in it or below.
    pub first: Vec<usize>,
    /// Costs of keeping lines up to each together, summed from the first.
    together: Vec<f32>,
    /// The part of them that every list has.
    lists: Vec<f32>,
    /// Costs of parting in front of each line.
    parted: Vec<f32>,
    /// Which column of the table it is.
    pub number: usize,
    /// Whether its items head groups of rows.
    pub headed: bool,
}

impl Column<'_> {
    /// The lines in strips `from..to`.
    pub fn within(&self, from: usize, to: usize) -> &[Line] {
        let at = |strip: usize| self.first.get(strip).copied().unwrap_or(self.lines.len());
        self.lines.get(at(from)..at(to)).unwrap_or_default()
    }

    /// What it costs to take the lines in strips `from..to` for one cell.
    pub fn together(&self, from: usize, to: usize) -> f32 {
        self.sum(&self.together, from, to)
    }

    /// The part of it that every list has.
    pub fn lists(&self, from: usize, to: usize) -> f32 {
        self.sum(&self.lists, from, to)
    }

    fn sum(&self, sums: &[f32], from: usize, to: usize) -> f32 {
        let at = |strip: usize| self.first.get(strip).copied().unwrap_or(self.lines.len());
        let (first, end) = (at(from), at(to));
        let sum = |line: usize| sums.get(line).copied().unwrap_or(0.0);
        if end > first + 1 { sum(end - 1) - sum(first) } else { 0.0 }
    }

    /// Whether lines stand both in a strip and in the one above it.
    pub fn meets(&self, strip: usize) -> bool {
        strip > 0 && !self.within(strip - 1, strip).is_empty() && !self.within(strip, strip + 1).is_empty()
    }

    /// What it costs to part in front of a strip.
    pub fn parted(&self, strip: usize) -> f32 {
        let line = self.first.get(strip).copied().unwrap_or(self.lines.len());
        self.parted.get(line).copied().unwrap_or(0.0)
    }
}

/// The strips of lines, from the top.
pub fn strips<'a>(lines: impl Iterator<Item = &'a Line>) -> Vec<Strip> {
    let mut all: Vec<Strip> = lines.map(|line| Strip { top: line.rect.top, bottom: line.rect.bottom }).collect();
    all.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.bottom.total_cmp(&b.bottom)));
    let mut kept: Vec<Strip> = Vec::new();
    for strip in all {
        match kept.last_mut() {
            Some(last) if strip.top < last.bottom => last.bottom = last.bottom.max(strip.bottom),
            _ => kept.push(strip),
        }
    }
    kept
}

/// The usual pitch from line to line of a cell, in ems of the lines.
pub fn pitch(columns: &[Vec<Line>]) -> f32 {
    let mut all: Vec<f32> = columns.iter().flat_map(|lines| lines.windows(2)).filter_map(pair_step).collect();
    all.retain(|pitch| *pitch >= 0.9 * PITCH.0);
    all.sort_by(f32::total_cmp);
    all.get(all.len() / 10).copied().unwrap_or(PITCH.0).clamp(PITCH.0, PITCH.1)
}

/// From baseline to baseline of two lines, in ems.
pub fn step(a: &Line, b: &Line) -> f32 {
    (b.baseline - a.baseline) / a.size.max(b.size)
}

fn pair_step(pair: &[Line]) -> Option<f32> {
    if let [a, b] = pair { Some(step(a, b)) } else { None }
}

/// For each line whether the text goes on in the next one because there was no room.
///
/// The last line of a wrapped text is full by chance only; names of one length below each other are all full.
fn wrapped(lines: &[Line], full: impl Fn(&Line) -> bool, goes_on: impl Fn(&Line, &Line) -> bool) -> Vec<bool> {
    let mut wrapped = Vec::new();
    for chain in lines.chunk_by(|a, b| goes_on(a, b)) {
        let wraps = chain.last().is_some_and(|last| !full(last));
        wrapped.extend((1..chain.len()).map(|_| wraps));
        wrapped.push(false);
    }
    wrapped
}

/// Whether a text begins with a figure, no counter of items, and says little more.
pub fn is_figure(text: &str) -> bool {
    let mut chars = text.chars().skip_while(|c| lexicon::stands_before_figure(*c));
    let counter = text.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with([')', '）']);
    chars.next().is_some_and(|c| c.is_ascii_digit()) && !counter && text.chars().count() <= FIGURE
}

/// What is known of a column.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Which column of the table it is.
    pub number: usize,
    /// Its left and right edge, in points.
    pub edges: (f32, f32),
    /// Whether its items head groups of rows.
    pub headed: bool,
}

/// A column's costs.
pub fn column<'a>(place: Place, lines: &'a [Line], strips: &[Strip], pitch: f32) -> Column<'a> {
    let mut first: Vec<usize> =
        strips.iter().map(|strip| lines.partition_point(|line| line.rect.bottom <= strip.top + 0.01)).collect();
    first.push(lines.len());
    let (together, lists, parted) = costs(lines, place, pitch);
    Column { lines, first, together, lists, parted, number: place.number, headed: place.headed }
}

/// Costs of keeping lines up to each together, the part of them that every list has, and of parting before each.
fn costs(lines: &[Line], place: Place, pitch: f32) -> (Vec<f32>, Vec<f32>, Vec<f32>) {
    let Place { edges, headed, .. } = place;
    // Headings of groups of rows reach over the columns to the right.
    let own = || lines.iter().filter(|line| line.rect.right <= edges.1 && !(headed && line.item));
    let right = own().fold(f32::MIN, |right, line| right.max(line.rect.right));
    let left = own().fold(f32::MAX, |left, line| left.min(line.rect.left));
    // Where one line alone is the longest, nothing tells that it had no room; the next column does, when it is near.
    let reaching = |line: &&Line| line.rect.right >= right - FULL * line.size;
    let bounded = own().filter(reaching).count() > 1 || own().all(|line| edges.1 - right <= line.size);
    let wide = own().all(|line| right - left >= WRAPPED * line.size);
    let full = |line: &Line| bounded && wide && reaching(&line);
    let below = |a: &Line, b: &Line| {
        (-INDENT.0 * a.size..=INDENT.1 * a.size).contains(&(b.rect.left - a.rect.left)) && !a.text.ends_with('。')
    };
    // What may not be parted takes its first character along to the next line.
    let no_room =
        |a: &Line, b: &Line| full(a) || bounded && wide && had_no_room(&b.text, a.size, right - a.rect.right, SLACK);
    let one = |a: &Line, b: &Line| !b.item && !a.title && !b.title;
    let goes_on =
        |a: &Line, b: &Line| no_room(a, b) && one(a, b) && a.to == b.to && below(a, b) && step(a, b) <= LOOSE * pitch;
    let wrapped = wrapped(lines, full, goes_on);
    let (mut together, mut lists, mut parted) = (vec![0.0], vec![0.0], vec![0.0]);
    let (mut sum, mut list) = (0.0, 0.0);
    for (at, pair) in lines.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        let (step, wraps) = (step(a, b), wrapped.get(at).copied().unwrap_or(false));
        let loose = step > LOOSE * pitch;
        let ends = match () {
            () if a.text == b.text || (is_figure(&a.text) && is_figure(&b.text)) => FIGURES,
            () if a.title || b.title => HEADING,
            () if wraps => 0.0,
            () if headed && (a.item || b.item) => HEADING,
            () if b.item => ITEM,
            () => SHORT,
        };
        list += if loose { 0.0 } else { ends };
        sum += if loose { (GAP + 2.0 * (step / pitch - LOOSE)).min(MAX_GAP) } else { ends };
        if a.bold != b.bold || (a.size - b.size).abs() > 0.15 * a.size {
            sum += UNLIKE;
        }
        together.push(sum);
        lists.push(list);
        parted.push(if wraps && !loose { TORN } else { 0.0 });
    }
    (together, lists, parted)
}

/// Whether beams between two strips part each column.
pub fn ruled(strips: &[Strip], at: usize, beams: &[Beam], columns: &[(f32, f32)]) -> Vec<bool> {
    let above = at.checked_sub(1).and_then(|above| strips.get(above));
    let (Some(above), Some(below)) = (above, strips.get(at)) else { return vec![true; columns.len()] };
    let slack = 1.5;
    let first = beams.partition_point(|beam| beam.y < above.bottom - slack);
    let between: Vec<&Beam> = beams.iter().skip(first).take_while(|beam| beam.y <= below.top + slack).collect();
    let covered = |edges: &(f32, f32)| between.iter().map(|beam| beam.over(edges.0, edges.1)).sum::<f32>();
    columns.iter().map(|edges| covered(edges) >= COVERED * (edges.1 - edges.0)).collect()
}
