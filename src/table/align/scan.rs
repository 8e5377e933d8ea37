//! Scans: what the text covers along a line across the page, from the top to the bottom.

use super::bit::{BIT_GAP, Bit};
use crate::geometry::Rect;

/// Text this far above or below the middle of a line stands beside it, in ems: cells that stand in the middle of
/// their rows have their lines between those of others.
const BESIDE: f32 = 0.75;

/// A line across the page: what its bits cover.
#[derive(Debug, Clone)]
pub struct Scan {
    /// The middle of its ink, in points from the page's top.
    pub y: f32,
    /// Around the ink of its own bits.
    pub rect: Rect,
    /// Stretches covered by text at this height, left to right.
    pub covered: Vec<(f32, f32)>,
    /// The first right edge and the last left edge of text at this height or half a line away.
    pub reach: (f32, f32),
    /// Its largest font size in points.
    pub size: f32,
}

/// The lines across bits that are sorted by their baseline.
pub fn scans(bits: &[&Bit]) -> Vec<Scan> {
    let mut scans = Vec::new();
    let tall: Vec<&&Bit> = bits.iter().filter(|bit| bit.rect.bottom - bit.rect.top > 2.0 * bit.size).collect();
    let same = |a: &&Bit, b: &&Bit| b.baseline - a.baseline <= 0.1 * a.size.min(b.size);
    for line in bits.chunk_by(same) {
        let Some(first) = line.first() else { continue };
        let size = line.iter().fold(0.0_f32, |size, bit| size.max(bit.size));
        let y = first.baseline - 0.35 * first.size;
        let rect = line.iter().fold(first.rect, |rect, bit| rect.union(&bit.rect));
        let from = bits.partition_point(|bit| bit.baseline < y - size);
        let near = bits.iter().skip(from).take_while(|bit| bit.baseline <= y + 2.0 * size);
        let near = || near.clone().chain(tall.iter().copied());
        let crossed = near().filter(|bit| bit.rect.top <= y && y <= bit.rect.bottom);
        let mut covered: Vec<(f32, f32)> = crossed.map(|bit| (bit.rect.left, bit.rect.right)).collect();
        let beside = near().filter(|bit| bit.rect.top <= y + BESIDE * size && y - BESIDE * size <= bit.rect.bottom);
        let reach =
            beside.fold((f32::MAX, f32::MIN), |(end, start), bit| (end.min(bit.rect.right), start.max(bit.rect.left)));
        covered.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        scans.push(Scan { y, rect, covered: merged(covered, BIT_GAP * size), reach, size });
    }
    scans
}

fn merged(stretches: Vec<(f32, f32)>, gap: f32) -> Vec<(f32, f32)> {
    let mut kept: Vec<(f32, f32)> = Vec::new();
    for (from, to) in stretches {
        match kept.last_mut() {
            Some(last) if from - last.1 < gap => last.1 = last.1.max(to),
            _ => kept.push((from, to)),
        }
    }
    kept
}
