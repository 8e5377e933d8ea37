//! Columns, rows and pillars of a region together: of several readings the cheapest.

use super::beam::Beam;
use super::bit::Bit;
use super::column;
use super::line::{self, Line};
use super::pillar::{self, Step};
use super::post::Posts;
use super::row::{Parting, Rows, Stand};
use super::strip::{self, Strip};
use super::title;

/// Columns that may be pillars, from the left.
const MAX_PILLARS: usize = 3;
/// Tables of more columns have one column of pillars at most.
const MANY: usize = 24;
/// Cost of a column of pillars: a reading that needs it explains more than it leaves open.
const PILLAR: f32 = 2.5;
/// The same for each more.
const MORE_PILLARS: f32 = 3.0;
/// How much more a reading without rows between beams may cost for each of its rows.
const SLACK: f32 = 0.8;
/// An empty cell in one of the first columns costs so many times that in another: it is a pillar's, as a rule.
const LEADING: f32 = 1.25;
/// Rows parted by white have at least this much more of it than lines, in ems.
const WHITE: f32 = 0.25;
/// Ink may reach so far over a ruling, in points.
const SLACK_IN_ROW: f32 = 1.0;
/// A column with so many times fewer lines than another is usually empty.
const FILL: f32 = 1.5;
/// Share of the partings that have that white.
const MOST: f32 = 0.75;

/// A cell: rows and columns `from..to`, and its lines.
#[derive(Debug, Clone)]
pub struct Square {
    /// First row and behind the last.
    pub rows: (usize, usize),
    /// First column and behind the last.
    pub cols: (usize, usize),
    /// What stands in it.
    pub lines: Vec<Line>,
}

/// A table as read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Gaps between columns in points, left to right.
    pub gaps: Vec<(f32, f32)>,
    /// Upper and lower edge of each row's ink in points.
    pub rows: Vec<(f32, f32)>,
    /// Cells that hold something, by row, then by column.
    pub squares: Vec<Square>,
    /// Cost of what does not fit; 1 is that of a row.
    pub doubt: f32,
    /// Rows parted by beams.
    pub ruled: usize,
    /// Font size in points.
    pub em: f32,
}

/// What is known of a region.
struct Sheet<'a> {
    columns: Vec<Vec<Line>>,
    edges: Vec<(f32, f32)>,
    beams: &'a [Beam],
    pitch: f32,
    em: f32,
}

struct Draft {
    strips: Vec<Strip>,
    rows: Vec<(usize, usize)>,
    /// For each column, the rows of each block, if it is a pillar.
    pillars: Vec<Option<(Vec<pillar::Block>, Vec<pillar::Block>)>>,
    ruled: Vec<Vec<bool>>,
    cost: f32,
    doubt: f32,
}

/// Reads the bits of a region as a table; `None` where they have no columns.
pub fn read(bits: &[&Bit], beams: &[Beam], posts: &Posts, sides: (f32, f32)) -> Option<Reading> {
    let em = usual_size(bits)?;
    let gaps = column::gaps(bits, posts, em);
    if gaps.is_empty() {
        return None;
    }
    let mut columns = line::lines(bits, &gaps);
    title::mark(&mut columns);
    let ends = || gaps.iter().map(|gap| (gap.0 + gap.1) / 2.0);
    let edges: Vec<(f32, f32)> = std::iter::once(sides.0).chain(ends()).zip(ends().chain([sides.1])).collect();
    let pitch = strip::pitch(&columns);
    let sheet = Sheet { columns, edges, beams, pitch, em };
    let draft = sheet.best()?;
    Some(sheet.reading(gaps, draft))
}

/// The size of most text, in points.
pub fn usual_size(bits: &[&Bit]) -> Option<f32> {
    let mut sizes: Vec<f32> = bits.iter().map(|bit| bit.size).collect();
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied()
}

impl Sheet<'_> {
    /// Of the readings with more and more pillars the cheapest.
    fn best(&self) -> Option<Draft> {
        let count = self.columns.len();
        let mut best: Option<Draft> = None;
        let most = if count > MANY { 1 } else { MAX_PILLARS };
        for pillars in 0..count.min(most + 1) {
            let upright: Vec<usize> = (0..pillars).collect();
            let Some(draft) = self.draft(&upright) else { continue };
            if best.as_ref().is_none_or(|best| draft.cost < best.cost) {
                best = Some(draft);
            }
        }
        best
    }

    fn draft(&self, upright: &[usize]) -> Option<Draft> {
        let level: Vec<usize> = (0..self.columns.len()).filter(|at| !upright.contains(at)).collect();
        let lines = || level.iter().filter_map(|at| self.columns.get(*at)).flatten();
        let strips = strip::strips(lines());
        let part = |all_ruled: bool| self.part(&strips, &level, all_ruled);
        let (free, ruled) = part(false);
        let beams = ruled.iter().skip(1).filter(|ruled| ruled.iter().any(|ruled| *ruled)).count();
        let mut rows = free;
        if beams >= 2 {
            let (strict, _) = part(true);
            if strict.cost - rows.cost <= SLACK * (beams + 1) as f32 {
                rows = strict;
            }
        }
        let (mut cost, mut doubt) = (rows.cost, rows.doubt);
        let steps = |at: usize| self.steps(at, &strips, &level, &rows.rows);
        let mut pillars = Vec::new();
        for (at, lines) in self.columns.iter().enumerate() {
            if !upright.contains(&at) {
                pillars.push(None);
                continue;
            }
            // A title stands in a row of its own.
            if lines.iter().any(|line| line.title) {
                return None;
            }
            let (left, right) = *self.edges.get(at)?;
            let head =
                rows.rows.first().and_then(|row| strips.get(row.1.checked_sub(1)?)).map_or(0.0, |strip| strip.bottom);
            let apart = |a: &Line, b: &Line| {
                let between = |beam: &&Beam| beam.y > a.baseline && beam.y < b.rect.top + 1.0;
                let beam: f32 = self.beams.iter().filter(between).map(|beam| beam.over(left, right)).sum();
                (a.rect.bottom <= head && b.rect.top >= head) || beam >= strip::COVERED * (right - left)
            };
            let blocks = pillar::blocks(lines, self.pitch, apart);
            if blocks.is_empty() {
                return None;
            }
            let (spread, more) = pillar::spread(lines, &blocks, &steps(at), self.em)?;
            cost += if at == 0 { PILLAR } else { MORE_PILLARS } + more;
            doubt += more;
            pillars.push(Some((blocks, spread)));
        }
        Some(Draft { rows: rows.rows, strips, pillars, ruled, cost, doubt })
    }

    fn part(&self, strips: &[Strip], level: &[usize], all_ruled: bool) -> (Parting, Vec<Vec<bool>>) {
        let columns: Vec<strip::Column> = level
            .iter()
            .filter_map(|at| {
                let (lines, edges) = (self.columns.get(*at)?, self.edges.get(*at)?);
                let place = strip::Place { number: *at, edges: *edges, headed: false };
                Some(strip::column(place, lines, strips, self.pitch))
            })
            .collect();
        let edges: Vec<(f32, f32)> = level.iter().filter_map(|at| self.edges.get(*at).copied()).collect();
        let ruled: Vec<Vec<bool>> = (0..strips.len()).map(|at| strip::ruled(strips, at, self.beams, &edges)).collect();
        let most = columns.iter().map(|column| column.lines.len()).max().unwrap_or(0);
        // Columns to the left with few lines are pillars rather than empty.
        let fill = |column: &strip::Column| {
            let share = (column.lines.len() as f32 * FILL / most as f32).clamp(0.2, 1.0);
            if column.number < MAX_PILLARS.min(self.columns.len() / 2) { LEADING } else { share }
        };
        let fill = columns.iter().map(fill).collect();
        let stands = vec![Stand::Any; columns.len()];
        let parts = ruled.iter().map(|ruled| usize::from(ruled.iter().any(|ruled| *ruled)));
        let beams = parts
            .scan(0, |sum, part| {
                *sum += part;
                Some(*sum)
            })
            .collect();
        let mut rows = Rows { beams, strips, columns, stands, fill, ruled, all_ruled, white: 0.0, em: self.em };
        let first = rows.part();
        rows.stands = rows.told(&first.rows);
        rows.white = self.white(strips, &first.rows);
        let headed = rows.headed(&first.rows);
        for (column, _) in rows.columns.iter_mut().zip(&headed).filter(|(_, headed)| **headed) {
            let edges = self.edges.get(column.number).copied().unwrap_or_default();
            let place = strip::Place { number: column.number, edges, headed: true };
            *column = strip::column(place, column.lines, strips, self.pitch);
        }
        let told = rows.white > 0.0 || headed.contains(&true) || rows.stands.iter().any(|stand| *stand != Stand::Any);
        let second = if told { rows.part() } else { first };
        (second, rows.ruled)
    }

    /// The white that parts rows, where most rows are parted by more of it than lines are.
    fn white(&self, strips: &[Strip], rows: &[(usize, usize)]) -> f32 {
        let whites: Vec<f32> = rows
            .iter()
            .skip(1)
            .filter_map(|(from, _)| Some(strips.get(*from)?.top - strips.get(from.checked_sub(1)?)?.bottom))
            .collect();
        let least = (self.pitch - 0.8 + WHITE) * self.em;
        let wide = whites.iter().filter(|white| **white >= least).count();
        if whites.len() >= 2 && wide as f32 >= MOST * whites.len() as f32 { least } else { 0.0 }
    }

    /// The rows as a pillar sees them.
    fn steps(&self, at: usize, strips: &[Strip], level: &[usize], rows: &[(usize, usize)]) -> Vec<Step> {
        let mut edges: Vec<(f32, f32)> = level.iter().filter_map(|at| self.edges.get(*at).copied()).collect();
        edges.extend(self.edges.get(at));
        let step = |(from, to): &(usize, usize)| {
            let (top, bottom) = (strips.get(*from)?.top, strips.get(to.checked_sub(1)?)?.bottom);
            let lines = level.iter().filter_map(|at| self.columns.get(*at)).flatten();
            let inside = lines.filter(|line| line.rect.top >= top - 0.01 && line.rect.bottom <= bottom + 0.01);
            let baseline = inside.fold(f32::MAX, |least, line| least.min(line.baseline));
            let mut ruled = strip::ruled(strips, *from, self.beams, &edges);
            let own = ruled.pop()?;
            let ruled = (*from > 0 && (own || ruled.iter().any(|ruled| *ruled))).then_some(own);
            let beams = self.beside(strips, (*from, *to), &edges);
            Some(Step { top, bottom, baseline, ruled, beams })
        };
        rows.iter().filter_map(step).collect()
    }

    /// The rulings above and below a row, nothing between them and it, in points.
    fn beside(&self, strips: &[Strip], row: (usize, usize), edges: &[(f32, f32)]) -> (Option<f32>, Option<f32>) {
        let top = strips.get(row.0).map_or(0.0, |strip| strip.top) + SLACK_IN_ROW;
        let last = row.1.checked_sub(1).and_then(|last| strips.get(last));
        let bottom = last.map_or(0.0, |strip| strip.bottom) - SLACK_IN_ROW;
        let before = row.0.checked_sub(1).and_then(|above| strips.get(above));
        let before = before.map_or(f32::MIN, |strip| strip.bottom - SLACK_IN_ROW);
        let behind = strips.get(row.1).map_or(f32::MAX, |strip| strip.top + SLACK_IN_ROW);
        let covers =
            |beam: &&Beam, (left, right): &(f32, f32)| beam.over(*left, *right) >= strip::COVERED * (right - left);
        let parts = |beam: &&Beam| beam.ruling && edges.iter().any(|edges| covers(beam, edges));
        let from = self.beams.partition_point(|beam| beam.y < top);
        let to = self.beams.partition_point(|beam| beam.y < bottom);
        let above = self.beams.get(..from).and_then(|beams| beams.iter().rev().find(parts));
        let below = self.beams.get(to..).and_then(|beams| beams.iter().find(parts));
        let above = above.map(|beam| beam.y).filter(|y| *y >= before);
        (above, below.map(|beam| beam.y).filter(|y| *y <= behind))
    }

    fn reading(&self, gaps: Vec<(f32, f32)>, draft: Draft) -> Reading {
        let extent = |(from, to): &(usize, usize)| {
            Some((draft.strips.get(*from)?.top, draft.strips.get(to.checked_sub(1)?)?.bottom))
        };
        let rows: Vec<(f32, f32)> = draft.rows.iter().filter_map(extent).collect();
        let mut squares = Vec::new();
        for (at, lines) in self.columns.iter().enumerate() {
            if let Some(Some((blocks, spread))) = draft.pillars.get(at) {
                for (block, rows) in blocks.iter().zip(spread) {
                    let lines = lines.get(block.0..block.1).unwrap_or_default().to_vec();
                    squares.push(square(*rows, at, lines));
                }
                continue;
            }
            for (row, (top, bottom)) in rows.iter().enumerate() {
                let inside = |line: &&Line| line.rect.top >= top - 0.01 && line.rect.bottom <= bottom + 0.01;
                let lines: Vec<Line> = lines.iter().filter(inside).cloned().collect();
                if !lines.is_empty() {
                    squares.push(square((row, row + 1), at, lines));
                }
            }
        }
        squares.sort_by_key(|square| (square.rows.0, square.cols.0));
        let starts = draft.rows.iter().map(|row| row.0);
        let ruled = starts.filter(|at| draft.ruled.get(*at).is_some_and(|ruled| ruled.iter().any(|ruled| *ruled)));
        Reading { gaps, ruled: ruled.count().saturating_sub(1), doubt: draft.doubt, rows, squares, em: self.em }
    }
}

fn square(rows: (usize, usize), col: usize, lines: Vec<Line>) -> Square {
    let to = lines.iter().map(|line| line.to + 1).max().unwrap_or(col + 1);
    Square { rows, cols: (col, to.max(col + 1)), lines }
}
