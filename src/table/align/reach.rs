//! Rows outside of the outermost rules: where rules stand between rows only, the first row has none above it and the
//! last one none below.
//!
//! ```text
//! 分類      目標           each name with a rule of its own, or none
//! 環境      理解
//! ------------------
//! 評価      検証
//! ------------------
//! 再分析    再実施
//! ```

use super::beam::Beam;
use super::bit::Bit;
use super::heading::{self, LARGER};
use super::line::SAME_LINE;
use super::region::Region;

/// Lines of a cell, and of rows without a rule between them, stand no further apart than this white, in ems.
const FAR: f32 = 2.5;
/// White between the lines of one text, in ems, at most.
const WRAPPED: f32 = 0.8;
/// A cell begins where one of its column does, within this, in ems.
const BEGINS: f32 = 0.4;
/// So many lines of a cell are asked for a line that has cells in two columns.
const LINES: usize = 6;
/// A rule may touch the text below it, in points.
const HAIR: f32 = 1.5;
/// A beam that covers this share of a region closes it.
const CLOSED: f32 = 0.97;

/// What is known of a region.
struct Reach<'a> {
    region: Region,
    beams: &'a [Beam],
    lefts: Vec<f32>,
    em: f32,
}

/// A region with the rows above its first rule and below its last one whose cells begin where those between the
/// rules do. `bits` are sorted by their baselines.
pub fn with_outer_rows(region: Region, beams: &[Beam], bits: &[Bit]) -> Region {
    let rect = region.rect;
    let from = bits.partition_point(|bit| bit.baseline <= rect.top);
    let to = bits.partition_point(|bit| bit.baseline <= rect.bottom);
    let inside = bits.get(from..to).unwrap_or_default().iter().filter(|bit| rect.holds(bit.rect.middle()));
    let (mut lefts, mut sizes): (Vec<f32>, Vec<f32>) = inside.map(|bit| (bit.rect.left, bit.size)).unzip();
    lefts.sort_by(f32::total_cmp);
    sizes.sort_by(f32::total_cmp);
    let Some(em) = sizes.get(sizes.len() / 2).copied() else { return region };
    let reach = Reach { region, beams, lefts, em };
    let mut wider = region;
    let above = bits.get(..from).unwrap_or_default();
    let same = |a: &&Bit, b: &&Bit| (b.baseline - a.baseline).abs() <= SAME_LINE * em;
    let up: Vec<&Bit> = above.iter().rev().collect();
    wider.rect.top = reach.edge(up.chunk_by(same), rect.top, false);
    let down: Vec<&Bit> = bits.get(to..).unwrap_or_default().iter().collect();
    wider.rect.bottom = reach.edge(down.chunk_by(same), rect.bottom, true);
    wider
}

impl Reach<'_> {
    /// How far rows reach from a rule on, over lines away from it.
    fn edge<'b>(&self, lines: impl Iterator<Item = &'b [&'b Bit]>, rule: f32, down: bool) -> f32 {
        let rect = self.region.rect;
        let (mut edge, mut last, mut open) = (rule, rule, 0);
        for line in lines {
            let own: Vec<&&Bit> =
                line.iter().filter(|bit| bit.rect.right > rect.left && bit.rect.left < rect.right).collect();
            let Some((top, bottom)) =
                own.iter().map(|bit| (bit.rect.top, bit.rect.bottom)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
            else {
                continue;
            };
            let (near, far) = if down { (top, bottom) } else { (bottom, top) };
            let outside =
                own.iter().any(|bit| bit.rect.left < rect.left - self.em || bit.rect.right > rect.right + self.em);
            let begins = own.iter().filter(|bit| self.begins(bit.rect.left)).count();
            let others = own.len() - begins;
            let whole: Vec<&Bit> = own.iter().map(|bit| **bit).collect();
            let heading = own.iter().all(|bit| bit.size >= LARGER * self.em) || heading::is_caption(&whole);
            let parted = heading || outside || self.is_closed(rule, near);
            if (near - last).abs() > FAR * self.em || parted || begins <= others {
                break;
            }
            // A wrapped line of the last row.
            let goes_on = down && edge != rule && open == 0 && near - last <= WRAPPED * self.em;
            last = far;
            if begins > 1 || goes_on {
                (edge, open) = (far, 0);
            } else {
                open += 1;
            }
            if open > LINES {
                break;
            }
        }
        edge
    }

    /// Whether a cell of the region begins at a place.
    fn begins(&self, left: f32) -> bool {
        let slack = BEGINS * self.em;
        let first = self.lefts.partition_point(|x| *x < left - slack);
        self.lefts.get(first).is_some_and(|x| *x <= left + slack)
    }

    /// Whether a beam closes the region between its outermost rule and a place.
    fn is_closed(&self, rule: f32, at: f32) -> bool {
        let rect = self.region.rect;
        let (from, to) = (rule.min(at), rule.max(at));
        let between = |beam: &&Beam| (beam.y - rule).abs() > HAIR && beam.y > from - HAIR && beam.y < to + HAIR;
        self.beams
            .iter()
            .filter(between)
            .any(|beam| beam.over(rect.left, rect.right) >= CLOSED * (rect.right - rect.left))
    }
}
