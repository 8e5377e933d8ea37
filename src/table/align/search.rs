//! A region of a page read as a table: trimmed to it, or parted where another begins.

use super::beam::Beam;
use super::bit::Bit;
use super::post::{self, Bar, Posts};
use super::region::Region;
use super::solve::{self, Reading};
use super::{build, head, heading, judge, reach};
use crate::geometry::Rect;
use crate::page::grid::{Evidence, Grid};

/// How often a region may be trimmed or parted.
const MAX_STEPS: usize = 12;
/// Two tables side by side fit better by this much, each for itself.
const SIDE_BY_SIDE: f32 = 4.0;
/// Posts this near to each other are one, in points.
const SAME_POST: f32 = 4.0;

/// What is known of a page, and the grids found on it.
pub struct Search {
    /// Where rulings end.
    pub ends: Vec<post::End>,
    /// Level rulings.
    pub beams: Vec<Beam>,
    /// Shaded rows.
    pub bars: Vec<Bar>,
    /// The columns of tables whose rows no line parts.
    pub columns: Vec<Bar>,
    /// What was found.
    pub grids: Vec<Grid>,
}

impl Search {
    /// Reads a region, with the rows outside of its rules where those between them are a table, and takes the text of its tables from the bits.
    pub fn region(&mut self, bits: &mut Vec<Bit>, region: Region) {
        let known = self.grids.len();
        self.read_in(bits, region);
        let wider = reach::with_outer_rows(region, &self.beams, bits);
        if region.footed && wider != region && self.grids.len() > known {
            let between = self.grids.split_off(known);
            self.read_in(bits, wider);
            if self.grids.len() == known {
                self.grids.extend(between);
            }
        }
        let found = self.grids.get(known..).unwrap_or_default();
        bits.retain(|bit| !found.iter().any(|grid| grid.rect.holds(bit.rect.middle())));
    }

    fn read_in(&mut self, bits: &[Bit], region: Region) {
        let own: Vec<&Bit> = bits.iter().filter(|bit| region.rect.holds(bit.rect.middle())).collect();
        self.read(&own, region, MAX_STEPS);
    }

    /// Reads bits as a table, trims them to it, or parts them where another begins.
    fn read(&mut self, bits: &[&Bit], region: Region, steps: usize) {
        if steps > 0 && !region.headed {
            let em = solve::usual_size(bits).unwrap_or(0.0);
            if let Some(heading) = heading::first(bits, em) {
                return self.read_around(bits, region, (heading.top, heading.bottom), steps - 1);
            }
            if let Some(y) = heading::note(bits) {
                let below: Vec<&Bit> = bits.iter().filter(|bit| bit.middle() > y).copied().collect();
                return self.read(&below, region, steps - 1);
            }
        }
        let sides = sides(bits, region);
        let posts = self.posts(bits, sides);
        let Some(reading) = solve::read(bits, &self.beams, &posts, sides) else { return };
        let part = |from: f32, to: f32| -> Vec<&Bit> {
            bits.iter().filter(|bit| (from..=to).contains(&bit.middle())).copied().collect()
        };
        let next = steps.saturating_sub(1);
        if let Some(y) = judge::title(&reading).filter(|_| steps > 0 && !region.headed) {
            return self.read(&part(y, f32::MAX), region, next);
        }
        if let Some(row) = judge::repeated_header(&reading).filter(|_| steps > 0) {
            let y = reading.rows.get(row).map_or(0.0, |row| row.0);
            self.read(&part(f32::MIN, y), Region { footed: false, ..region }, next);
            return self.read(&part(y, f32::MAX), region, next);
        }
        if let Some(heading) = judge::heading(&reading).filter(|_| steps > 0) {
            return self.read_around(bits, region, heading, next);
        }
        let (from, to) = judge::body(&reading, &region);
        if (from, to) != (0, reading.rows.len()) && steps > 0 {
            if from < to {
                let edge = |row: usize| reading.rows.get(row).copied().unwrap_or_default();
                self.read(&part(edge(from).0, edge(to - 1).1), region, next);
            }
            return;
        }
        let twins = || judge::twin_headers(&reading).filter(|_| !region.headed);
        if let Some(x) = twins().or_else(|| self.parted(bits, &reading, &region)).filter(|_| steps > 0) {
            let part = |from: f32, to: f32| -> Vec<&Bit> {
                bits.iter().filter(|bit| bit.rect.left >= from && bit.rect.left < to).copied().collect()
            };
            self.read(&part(f32::MIN, x), region, next);
            return self.read(&part(x, f32::MAX), region, next);
        }
        if judge::is_table(&reading, &region) {
            let reading = head::header(reading, &self.beams);
            self.grids.extend(build::grid(&reading, &self.beams, sides, evidence(&reading, region)));
        }
    }

    /// Reads what stands above and below a heading.
    fn read_around(&mut self, bits: &[&Bit], region: Region, heading: (f32, f32), steps: usize) {
        let above: Vec<&Bit> = bits.iter().filter(|bit| bit.middle() < heading.0).copied().collect();
        let below: Vec<&Bit> = bits.iter().filter(|bit| bit.middle() > heading.1).copied().collect();
        let headed = region.headed && self.is_headed(heading.1, &below);
        self.read(&above, Region { footed: false, ..region }, steps);
        self.read(&below, Region { headed, ..region }, steps);
    }

    /// Whether a ruling or a shaded row stands above the last line below a heading.
    fn is_headed(&self, heading: f32, below: &[&Bit]) -> bool {
        let Some(last) = below.last() else { return false };
        let between = |y: f32| heading <= y && y <= last.baseline;
        self.beams.iter().any(|beam| between(beam.y)) || self.bars.iter().any(|bar| between(bar.rect.top))
    }

    /// Where two tables stand side by side: the gap whose sides fit better each for itself.
    fn parted(&self, bits: &[&Bit], reading: &Reading, region: &Region) -> Option<f32> {
        let cols = reading.gaps.len() + 1;
        if region.headed || reading.doubt < SIDE_BY_SIDE || cols < 4 {
            return None;
        }
        let gaps = reading
            .gaps
            .iter()
            .enumerate()
            .filter(|(at, gap)| *at > 0 && at + 3 <= cols && gap.1 - gap.0 >= reading.em);
        let doubt = |bits: &[&Bit]| {
            let reading = solve::read(bits, &self.beams, &Posts::default(), sides(bits, *region))?;
            Some(reading.doubt)
        };
        let mut best: Option<(f32, f32)> = None;
        for (_, gap) in gaps.take(MAX_STEPS) {
            let x = (gap.0 + gap.1) / 2.0;
            let (left, right): (Vec<&Bit>, Vec<&Bit>) = bits.iter().partition(|bit| bit.rect.left < x);
            let Some(doubt) = doubt(&left).zip(doubt(&right)).map(|(left, right)| left + right) else { continue };
            if doubt + SIDE_BY_SIDE <= reading.doubt && best.is_none_or(|best| doubt < best.0) {
                best = Some((doubt, x));
            }
        }
        best.map(|best| best.1)
    }

    /// Where shaded cells or rulings tell that columns meet, in points.
    fn posts(&self, bits: &[&Bit], sides: (f32, f32)) -> Posts {
        let top = bits.iter().fold(f32::MAX, |top, bit| top.min(bit.rect.top));
        let bottom = bits.iter().fold(f32::MIN, |bottom, bit| bottom.max(bit.rect.bottom));
        let rect = Rect { left: sides.0, top, right: sides.1, bottom };
        let all = self.bars.iter().chain(self.columns.iter().filter(|drawn| holds(&drawn.rect, &rect)));
        let own = all.filter(|bar| (top..=bottom).contains(&bar.rect.middle().y));
        let mut posts: Vec<f32> = own.flat_map(|bar| bar.posts.iter().copied()).collect();
        posts.retain(|post| *post > sides.0 && *post < sides.1);
        let joints = post::joints(&self.ends, &self.beams, &rect);
        let all = joints.all || !posts.is_empty();
        posts.extend(joints.at);
        posts.sort_by(f32::total_cmp);
        posts.dedup_by(|b, a| *b - *a <= SAME_POST);
        Posts { at: posts, all }
    }
}

fn evidence(reading: &Reading, region: Region) -> Evidence {
    if region.headed || reading.ruled > 0 { Evidence::Striped } else { Evidence::Aligned }
}

/// Left and right edge of a region, in points: its rulings', or its text's.
fn sides(bits: &[&Bit], region: Region) -> (f32, f32) {
    let left = bits.iter().fold(f32::MAX, |left, bit| left.min(bit.rect.left));
    let right = bits.iter().fold(f32::MIN, |right, bit| right.max(bit.rect.right));
    if region.headed { (left.min(region.rect.left), right.max(region.rect.right)) } else { (left - 1.0, right + 1.0) }
}

/// Whether a box stands in another one.
fn holds(around: &Rect, rect: &Rect) -> bool {
    around.holds(rect.middle()) && around.height() >= rect.height()
}
