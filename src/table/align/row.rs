//! Rows: the cheapest way to part strips into rows, over all of the table at once.
//!
//! The cells of a column all stand at the top of their rows, or all in the middle; a cell's lines stand together;
//! few cells are empty; a wrapped line is not torn; a beam parts rows.

use super::line::Line;
use super::strip::{Column, Strip};

/// Cost of a row.
const ROW: f32 = 1.0;
/// Cost of an empty cell in a column that is usually filled.
const EMPTY: f32 = 0.8;
/// Distance from the place where a cell should stand that costs one row, in ems.
const OFF: f32 = 0.35;
/// The most that one cell's place may cost.
const MAX_OFF: f32 = 3.0;
/// Cost of a cell across a beam, or of two cells in one square.
const CLASH: f32 = 3.0;
/// Cost of parting rows where there is no beam, in a table whose beams part all rows.
const UNRULED: f32 = 4.0;
/// Cost of parting rows where there is no white, in a table whose rows are parted by white.
const TIGHT: f32 = 1.5;
/// Rows at one pitch differ by what rounding makes of it, in ems.
const HAIR: f32 = 0.05;
/// So many items alone in their rows may head groups of rows though they are not most items.
const ALONE: usize = 2;
/// More strips than this in one row are not looked at: in the largest tables, and in others.
const LONGEST_ROW: (usize, usize) = (12, 90);
/// Strips times columns times strips in a row that are looked at, at most, before rows are taken to be short.
const WORK: usize = 400_000;

/// Where the cells of a column stand in their rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// At the top.
    Top,
    /// In the middle.
    Middle,
    /// Not known yet.
    Any,
}

/// What a table's rows are found by.
#[derive(Debug)]
pub struct Rows<'a> {
    /// The strips.
    pub strips: &'a [Strip],
    /// The columns whose cells stand in one row each.
    pub columns: Vec<Column<'a>>,
    /// Where each column's cells stand.
    pub stands: Vec<Stand>,
    /// How full each column is, from 0 to 1.
    pub fill: Vec<f32>,
    /// For each strip, whether beams above it part each column.
    pub ruled: Vec<Vec<bool>>,
    /// For each strip, how many strips up to it have a beam above them that parts some columns.
    pub beams: Vec<usize>,
    /// Whether beams part all rows.
    pub all_ruled: bool,
    /// White that parts rows, in points; 0 where none does.
    pub white: f32,
    /// Font size in points.
    pub em: f32,
}

/// Rows as ranges of strips, and what they cost.
#[derive(Debug, Clone, PartialEq)]
pub struct Parting {
    /// First strip and behind the last strip of each row.
    pub rows: Vec<(usize, usize)>,
    /// Sum of the costs.
    pub cost: f32,
    /// What does not fit.
    pub doubt: f32,
}

impl Rows<'_> {
    /// The cheapest rows.
    pub fn part(&self) -> Parting {
        let count = self.strips.len();
        let longest = (WORK / (count * self.columns.len()).max(1)).clamp(LONGEST_ROW.0, LONGEST_ROW.1);
        let mut best: Vec<(f32, usize)> = vec![(f32::MAX, 0); count + 1];
        if let Some(start) = best.first_mut() {
            start.0 = 0.0;
        }
        for to in 1..=count {
            for from in (to.saturating_sub(longest)..to).rev() {
                let before = best.get(from).map_or(f32::MAX, |best| best.0);
                let cost = before + self.cut(from) + self.row(from, to);
                if let Some(known) = best.get_mut(to).filter(|known| cost < known.0) {
                    *known = (cost, from);
                }
                // A row does not reach over a beam that parts all columns.
                if self.ruled.get(from).is_some_and(|ruled| ruled.iter().all(|ruled| *ruled)) {
                    break;
                }
            }
        }
        let (mut rows, mut to) = (Vec::new(), count);
        while to > 0 {
            let from = best.get(to).map_or(0, |best| best.1);
            rows.push((from, to));
            to = from;
        }
        rows.reverse();
        let doubt = self.doubt(&rows);
        Parting { rows, doubt, cost: best.last().map_or(0.0, |best| best.0) }
    }

    /// What does not fit in rows: their cost without what every row and every list costs.
    pub fn doubt(&self, rows: &[(usize, usize)]) -> f32 {
        let row = |(from, to): &(usize, usize)| {
            let lists: f32 = self.columns.iter().map(|column| column.lists(*from, *to)).sum();
            self.row(*from, *to) - ROW - lists
        };
        rows.iter().map(row).sum()
    }

    /// What it costs to part in front of a strip.
    fn cut(&self, at: usize) -> f32 {
        let Some(above) = at.checked_sub(1).and_then(|above| self.strips.get(above)) else { return 0.0 };
        let Some(below) = self.strips.get(at) else { return 0.0 };
        let ruled = self.ruled.get(at).is_some_and(|ruled| ruled.iter().any(|ruled| *ruled));
        if ruled {
            return 0.0;
        }
        let torn: f32 = self.columns.iter().map(|column| column.parted(at)).sum();
        let count = |one: &dyn Fn(&Column) -> bool| self.columns.iter().filter(|column| one(column)).count() as f32;
        // A line may be torn in one column by chance; where others begin anew, it is.
        let share = count(&|column| column.parted(at) > 0.0) / count(&|column| column.meets(at)).max(1.0);
        let torn = torn * share;
        let tight = if below.top - above.bottom < self.white - HAIR * self.em { TIGHT } else { 0.0 };
        torn + tight + if self.all_ruled { UNRULED } else { 0.0 }
    }

    /// What it costs to take strips for a row.
    fn row(&self, from: usize, to: usize) -> f32 {
        let (Some(first), Some(last)) = (self.strips.get(from), self.strips.get(to - 1)) else { return f32::MAX };
        let head = self.columns.iter().filter_map(|column| column.within(from, to).first());
        let head = head.fold(f32::MAX, |head, line| head.min(line.baseline));
        let middle = (first.top + last.bottom) / 2.0;
        let mut cost = ROW;
        let mut reach = 0;
        let headed = self.heading(from, to);
        // What stands above a header and begins with the first column is a title; it names rows, no group.
        let title = self.columns.first().filter(|column| column.number == 0);
        let title = title.and_then(|column| column.within(from, to).first());
        let hangs = |line: &Line| title.is_none_or(|title| title.rect.bottom > line.rect.top);
        for (at, column) in self.columns.iter().enumerate() {
            let lines = column.within(from, to);
            let (Some(top), Some(end)) = (lines.first(), lines.last()) else {
                if column.number >= reach && !headed {
                    cost += EMPTY * self.fill.get(at).copied().unwrap_or(1.0);
                }
                continue;
            };
            if column.number < reach {
                cost += CLASH;
            }
            reach = reach.max(lines.iter().map(|line| line.to + 1).max().unwrap_or(0));
            let off = |distance: f32| (distance.abs() / (OFF * self.em)).powi(2).min(MAX_OFF);
            let by_top = off(top.baseline - head);
            let by_middle = off((top.rect.top + end.rect.bottom) / 2.0 - middle);
            cost += column.together(from, to);
            cost += match self.stands.get(at) {
                Some(Stand::Top) if from > 0 => by_top,
                Some(Stand::Middle) if from > 0 => by_middle,
                // A header's cells stand as they like, below a name of several columns, too.
                _ if from == 0 && column.number > 0 && hangs(end) => {
                    by_top.min(by_middle).min(off(last.bottom - end.rect.bottom))
                }
                _ => by_top.min(by_middle),
            };
            let across = self.inside(from, to).filter(|strip| {
                let parted = self.ruled.get(*strip).and_then(|ruled| ruled.get(at)).copied().unwrap_or(false);
                parted && !column.within(from, *strip).is_empty() && !column.within(*strip, to).is_empty()
            });
            cost += CLASH * across.count() as f32;
        }
        cost
    }

    /// Whether a row is a heading of those below: a title, or an item alone in a column whose items head rows.
    fn heading(&self, from: usize, to: usize) -> bool {
        let heads =
            |column: &Column| matches!(column.within(from, to), [line] if line.title || line.item && column.headed);
        let mut filled = self.columns.iter().filter(|column| !column.within(from, to).is_empty());
        filled.next().is_some_and(heads) && filled.next().is_none()
    }

    /// For each column whether its items head groups of rows: as many of them stand alone in their row as do not, or
    /// some do and most others stand in a line of their own, too.
    pub fn headed(&self, rows: &[(usize, usize)]) -> Vec<bool> {
        let heads = |column: &Column| {
            let items = column.lines.iter().filter(|line| line.item).count();
            let only = |(from, to): &&(usize, usize)| {
                let others = self.columns.iter().filter(|other| other.number != column.number);
                matches!(column.within(*from, *to), [line] if line.item)
                    && others.into_iter().all(|other| other.within(*from, *to).is_empty())
            };
            let alone = rows.iter().skip(1).filter(only).count();
            let most = alone * 2 >= items || alone >= ALONE && self.set_apart(column) * 2 >= items;
            alone >= 1 && most && items < column.lines.len()
        };
        self.columns.iter().map(heads).collect()
    }

    /// How many items of a column have nothing beside them, and no item above or below: no part of a list.
    fn set_apart(&self, column: &Column) -> usize {
        let strip = |at: usize| column.first.iter().position(|first| *first > at).and_then(|next| next.checked_sub(1));
        let lone = |at: usize| {
            let others = || self.columns.iter().filter(|other| other.number != column.number);
            strip(at).is_some_and(|strip| others().all(|other| other.within(strip, strip + 1).is_empty()))
        };
        let item = |at: usize| column.lines.get(at).is_some_and(|line| line.item);
        let apart = |at: &usize| item(*at) && !item(at + 1) && at.checked_sub(1).is_none_or(|above| !item(above));
        (0..column.lines.len()).filter(apart).filter(|at| lone(*at)).count()
    }

    /// The strips within a row that beams may part; none where there are none, which is most often so.
    fn inside(&self, from: usize, to: usize) -> std::ops::Range<usize> {
        let count = |at: usize| self.beams.get(at).copied().unwrap_or(0);
        if count(to - 1) > count(from) { from + 1..to } else { to..to }
    }

    /// Where the cells of each column stand, by those that tell.
    pub fn told(&self, rows: &[(usize, usize)]) -> Vec<Stand> {
        let mut votes = vec![(0_usize, 0_usize); self.columns.len()];
        for (from, to) in rows {
            let (Some(first), Some(last)) = (self.strips.get(*from), self.strips.get(to.saturating_sub(1))) else {
                continue;
            };
            let head = self.columns.iter().filter_map(|column| column.within(*from, *to).first());
            let head = head.fold(f32::MAX, |head, line| head.min(line.baseline));
            for (column, vote) in self.columns.iter().zip(&mut votes) {
                let lines = column.within(*from, *to);
                let (Some(top), Some(end)) = (lines.first(), lines.last()) else { continue };
                let by_top = (top.baseline - head).abs();
                let by_middle = ((top.rect.top + end.rect.bottom) / 2.0 - (first.top + last.bottom) / 2.0).abs();
                if (by_top - by_middle).abs() > 2.0 * OFF * self.em {
                    if by_top < by_middle { vote.0 += 1 } else { vote.1 += 1 }
                }
            }
        }
        let stand = |(top, middle): (usize, usize)| match () {
            () if top >= 2 * middle.max(1) => Stand::Top,
            () if middle >= 2 * top.max(1) => Stand::Middle,
            () => Stand::Any,
        };
        votes.into_iter().map(stand).collect()
    }
}
