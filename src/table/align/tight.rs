//! Runs of glyphs that go on into the next column: a long name ends a hair before the text beside it.
//!
//! A gap that narrow parts nothing by itself; where the texts of other lines begin at its end, it parts two columns.

use super::bit::{BIT_GAP, Bit};
use super::line::SAME_LINE;
use crate::pdf::ink::Glyph;

/// A narrower gap is seen by no reader, in ems.
const LEAST: f32 = 0.12;
/// Between Japanese characters and figures stands a quarter of an em, and what rounding adds; a gap of a column is
/// wider than this, in ems.
const GLUE: f32 = 0.3;
/// Justified lines have gaps between all their characters: a gap of a column is so many times as wide.
const WIDER: f32 = 2.0;
/// Texts begin at one place within this, in ems.
const ALIGNED: f32 = 0.1;
/// So many lines begin there: two may by chance.
const LINES: usize = 3;
/// Lines further away than this belong to other tables, in ems.
const FAR: f32 = 30.0;
/// More of them on a page are a drawing; whether their gaps part columns is not looked at.
const MAX_TIGHT: usize = 4_000;

/// A run with gaps that may part columns.
pub struct Tight<'a> {
    /// Its glyphs from left to right.
    glyphs: Vec<&'a Glyph>,
    /// The glyphs before which a gap stands.
    gaps: Vec<usize>,
    /// The number of its bit.
    bit: usize,
}

impl<'a> Tight<'a> {
    /// A run with its gaps; `None` where it has none.
    pub fn of(run: &[&'a Glyph], bit: usize) -> Option<Tight<'a>> {
        let gap = |at: usize| {
            let (before, glyph) = (run.get(at.checked_sub(1)?)?, run.get(at)?);
            Some((glyph.rect.left - before.rect.right) / before.size.max(glyph.size))
        };
        let may = |at: &usize| {
            let glue = run.get(at - 1).zip(run.get(*at)).is_some_and(|(a, b)| is_latin(a) != is_latin(b));
            gap(*at).is_some_and(|gap| (if glue { GLUE } else { LEAST }..=BIT_GAP).contains(&gap))
        };
        let found = (1..run.len()).find(may)?;
        let mut usual: Vec<f32> = (1..run.len()).filter_map(gap).collect();
        usual.sort_by(f32::total_cmp);
        let usual = usual.get(usual.len() / 2).copied().unwrap_or(0.0);
        let wide = |at: &usize| gap(*at).is_some_and(|gap| gap >= WIDER * usual);
        let gaps: Vec<usize> = (found..run.len()).filter(may).filter(wide).collect();
        (!gaps.is_empty()).then(|| Tight { glyphs: run.to_vec(), gaps, bit })
    }
}

/// Latin letters and figures, which stand narrower than Japanese characters.
fn is_latin(glyph: &Glyph) -> bool {
    glyph.text.is_ascii()
}

/// Whether there are more than are looked at.
pub fn are_too_many(tight: &[Tight<'_>]) -> bool {
    tight.len() > MAX_TIGHT
}

/// The bits that are to be parted, by their numbers, with their parts from left to right.
pub fn parts<'t, 'a>(tight: &'t [Tight<'a>], bits: &[Bit]) -> Vec<(usize, Vec<&'t [&'a Glyph]>)> {
    if tight.is_empty() || are_too_many(tight) {
        return Vec::new();
    }
    let mut lefts: Vec<(f32, f32)> = bits.iter().map(|bit| (bit.rect.left, bit.baseline)).collect();
    lefts.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let begins = |glyph: &Glyph| {
        let (x, y, slack) = (glyph.rect.left, glyph.origin.y, ALIGNED * glyph.size);
        let first = lefts.partition_point(|(left, _)| *left < x - slack);
        let near = lefts.iter().skip(first).take_while(|(left, _)| *left <= x + slack);
        let other = |far: f32| (SAME_LINE * glyph.size..=FAR * glyph.size).contains(&far);
        near.filter(|(_, baseline)| other((baseline - y).abs())).count() >= LINES
    };
    let parted = |one: &'t Tight<'a>| {
        let cuts: Vec<usize> =
            one.gaps.iter().copied().filter(|at| one.glyphs.get(*at).is_some_and(|glyph| begins(glyph))).collect();
        let edges = [0].into_iter().chain(cuts.iter().copied()).zip(cuts.iter().copied().chain([one.glyphs.len()]));
        let parts: Vec<&[&Glyph]> = edges.filter_map(|(from, to)| one.glyphs.get(from..to)).collect();
        (!cuts.is_empty()).then_some((one.bit, parts))
    };
    tight.iter().filter_map(parted).collect()
}
