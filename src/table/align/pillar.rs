//! Pillars: columns whose cells reach over several rows each.

use super::line::Line;
use super::strip::{self, LOOSE};

/// Distance from the place where a cell should stand that costs as much as a row, in ems.
const OFF: f32 = 0.6;
/// The most that a cell's place may cost.
const MAX_OFF: f32 = 3.0;
/// Cost of a cell that stands outside of its rows.
const OUTSIDE: f32 = 3.0;
/// Cost of a cell over several rows.
const SPAN: f32 = 0.3;
/// Cost of each row more that it reaches over.
const MORE: f32 = 0.4;
/// Beyond so many rows it costs no more.
const MANY: usize = 3;
/// Cost of an empty cell beside the header.
const HEAD: f32 = 0.2;
/// Cost of a cell across a beam, or parted from the next where other columns have a beam.
const CLASH: f32 = 3.0;
/// The same beside each row of a header of several.
const SECOND: f32 = 0.5;
/// The same beside more rows, where no beam tells that a cell ends there.
const UNNAMED: f32 = 2.5;
/// Baselines that differ by less are one, in ems.
const LEVEL: f32 = 0.2;
/// Cost of each line more where all of them stand level with a row each: cells of their own, as a rule.
const EACH: f32 = 1.0;
/// Tables of more blocks times squared rows have no pillars.
const MAX_WORK: usize = 400_000;
/// Rows of a header at most.
const MAX_HEAD: usize = 3;

/// A row as a pillar sees it.
#[derive(Debug, Clone)]
pub struct Step {
    /// Upper edge, in points.
    pub top: f32,
    /// Lower edge.
    pub bottom: f32,
    /// Its first baseline.
    pub baseline: f32,
    /// Whether a beam above it parts this column: `None` where no column has one.
    pub ruled: Option<bool>,
    /// The nearest beams above and below it, in points: its cells reach as far, whatever stands in them.
    pub beams: (Option<f32>, Option<f32>),
}

/// Lines that stand together: `from..to`.
pub type Block = (usize, usize);

/// The blocks of a column: lines with no more than the usual pitch between them, parted where `apart` says so.
pub fn blocks(lines: &[Line], pitch: f32, apart: impl Fn(&Line, &Line) -> bool) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut from = 0;
    for (at, pair) in lines.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        let loose = strip::step(a, b) > LOOSE * pitch;
        let unlike = a.bold != b.bold || (a.size - b.size).abs() > 0.15 * a.size;
        if loose || unlike || apart(a, b) {
            blocks.push((from, at + 1));
            from = at + 1;
        }
    }
    if from < lines.len() {
        blocks.push((from, lines.len()));
    }
    blocks
}

/// The rows of each block, `from..to`, and the cost; `None` where there are more blocks than rows.
///
/// The blocks of a column all stand in the middle of their rows, or all at the top.
pub fn spread(lines: &[Line], blocks: &[Block], steps: &[Step], em: f32) -> Option<(Vec<Block>, f32)> {
    let middle = spread_as(lines, blocks, steps, (em, true));
    let top = spread_as(lines, blocks, steps, (em, false));
    match (middle, top) {
        (Some(middle), Some(top)) => Some(if top.1 < middle.1 { top } else { middle }),
        (middle, top) => middle.or(top),
    }
}

fn spread_as(lines: &[Line], blocks: &[Block], steps: &[Step], how: (f32, bool)) -> Option<(Vec<Block>, f32)> {
    let (rows, count) = (steps.len(), blocks.len());
    if count == 0 || count > rows || count * rows * rows > MAX_WORK {
        return None;
    }
    let mut best = vec![vec![(f32::MAX, 0_usize); rows + 1]; count + 1];
    for (row, cell) in best.first_mut()?.iter_mut().enumerate().take(rows) {
        *cell = (empty_above(row, steps), 0);
    }
    for block in 1..=count {
        for to in block..=rows {
            for from in block - 1..to {
                let before = best.get(block - 1)?.get(from)?.0;
                if before == f32::MAX {
                    continue;
                }
                let cost = before + cost(lines, *blocks.get(block - 1)?, steps.get(from..to)?, steps.get(to), how);
                let known = best.get_mut(block)?.get_mut(to)?;
                if cost < known.0 {
                    *known = (cost, from);
                }
            }
        }
    }
    let (mut spread, mut to) = (Vec::new(), rows);
    for block in (1..=count).rev() {
        let from = best.get(block)?.get(to)?.1;
        spread.push((from, to));
        to = from;
    }
    spread.reverse();
    Some((spread, best.get(count)?.get(rows)?.0))
}

/// The cost of leaving the first rows empty: beside the header, or because the cell was named on the page before.
fn empty_above(rows: usize, steps: &[Step]) -> f32 {
    match rows {
        0 | 1 => HEAD * rows as f32,
        _ if rows <= MAX_HEAD => SECOND * rows as f32,
        _ if steps.get(rows).is_some_and(|step| step.ruled == Some(true)) => SECOND * MAX_HEAD as f32,
        _ => UNNAMED,
    }
}

fn cost(lines: &[Line], block: Block, group: &[Step], next: Option<&Step>, how: (f32, bool)) -> f32 {
    let (em, by_middle) = how;
    let (Some(first), Some(last)) = (lines.get(block.0), lines.get(block.1 - 1)) else { return f32::MAX };
    let (Some(top), Some(bottom)) = (group.first(), group.last()) else { return f32::MAX };
    let off = |distance: f32| (distance.abs() / (OFF * em)).powi(2).min(MAX_OFF);
    let (upper, lower) = top.beams.0.zip(bottom.beams.1).unwrap_or((top.top, bottom.bottom));
    let middle = (first.rect.top + last.rect.bottom) / 2.0 - (upper + lower) / 2.0;
    let mut cost = if by_middle { off(middle) } else { off(first.baseline - top.baseline) };
    if first.rect.top < upper - OFF * em || last.rect.bottom > lower + OFF * em {
        cost += OUTSIDE;
    }
    cost += if group.len() > 1 { SPAN + MORE * (group.len() - 1).min(MANY) as f32 } else { 0.0 };
    let own = lines.get(block.0..block.1).unwrap_or_default();
    let level = |(line, step): &(&Line, &Step)| (line.baseline - step.baseline).abs() <= LEVEL * em;
    if own.len() > 1 && own.iter().filter(|line| group.iter().any(|step| level(&(*line, step)))).count() == own.len() {
        cost += EACH * (own.len() - 1) as f32;
    }
    let inside = group.iter().skip(1).filter(|step| step.ruled == Some(true)).count();
    let open = [next].into_iter().flatten().filter(|step| step.ruled == Some(false)).count();
    cost + CLASH * (inside + open) as f32
}
