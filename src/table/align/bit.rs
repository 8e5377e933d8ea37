//! Bits: runs of glyphs that no white gap parts, however narrow the column's gap may be.

use super::tight::{self, Tight};
use crate::geometry::Rect;
use crate::lexicon;
use crate::page::order::Piece;
use crate::pdf::ink::{Direction, Glyph, InkPage};
use crate::table::chart::Label;
use crate::text;

/// A gap wider than this parts two bits, in ems: wider than the quarter em between Japanese and Latin letters,
/// narrower than the narrowest gap between columns that a reader still sees.
pub const BIT_GAP: f32 = 0.35;
/// What rounding takes from a gap, in ems.
const HAIR: f32 = 0.01;
/// Where the ink of a line begins above its baseline, in ems.
const CORE_ABOVE: f32 = 0.75;
/// Where the ink of a line ends below its baseline, in ems.
const CORE_BELOW: f32 = 0.05;

/// Fewer dots in a row lead nowhere.
const LEADER: usize = 5;
/// In front of a page's number so many do.
const SHORT_LEADER: usize = 3;

/// A run of glyphs on one baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct Bit {
    /// Its ink, in points from the page's top left.
    pub rect: Rect,
    /// Its baseline, in points from the page's top; the lower edge of text that runs down.
    pub baseline: f32,
    /// Font size in points.
    pub size: f32,
    /// What it says.
    pub text: String,
    /// Whether all of it is bold.
    pub bold: bool,
}

impl Bit {
    /// Whether a mark of an item opens it.
    pub fn opens_item(&self) -> bool {
        text::opening(&self.text).is_some()
    }

    /// Whether it is nothing but a bullet or a counter, which belongs to the text behind it.
    pub fn is_mark(&self) -> bool {
        let private = |c: char| ('\u{E000}'..='\u{F8FF}').contains(&c);
        let rest = text::opening(&self.text).and_then(|mark| self.text.get(mark.range.end..));
        rest.is_some_and(|rest| rest.chars().all(lexicon::counts))
            || self.text.chars().all(private)
            || self.text.chars().all(lexicon::counts)
    }

    /// Whether dots lead from a heading to its page, as in a table of contents.
    pub fn is_leader(&self) -> bool {
        let dots = self.text.chars().filter(|c| lexicon::leader_dots(*c) > 0).count();
        let short = dots >= SHORT_LEADER && self.text.chars().skip(dots).all(|c| c.is_ascii_digit());
        (dots >= LEADER && dots * 3 >= self.text.chars().count()) || short
    }

    /// Whether it is nothing but signs, as the ends of a bar in a roadmap are: they stand where the bar ends.
    pub fn is_sign(&self) -> bool {
        self.text.chars().all(|c| matches!(c, '\u{2190}'..='\u{21FF}' | '\u{2500}'..='\u{27BF}' | '\u{2026}'))
    }

    /// Whether it is a value: a figure with its unit, no year.
    pub fn is_value(&self) -> bool {
        super::strip::is_figure(&self.text) && text::periods(&self.text, &mut text::Carry::default()).is_empty()
    }

    /// As what may label an axis.
    pub fn as_label(&self) -> Label<'_> {
        Label { text: &self.text, rect: self.rect, baseline: self.baseline, size: self.size }
    }

    /// Half way between its upper and its lower edge, in points from the page's top.
    pub fn middle(&self) -> f32 {
        self.rect.middle().y
    }
}

/// The bits of pieces, from the top to the bottom, then from left to right; and whether there were more of them with
/// narrow gaps than are looked at.
pub fn bits(page: &InkPage, pieces: &[Piece]) -> (Vec<Bit>, bool) {
    let mut bits: Vec<Bit> = Vec::with_capacity(pieces.len());
    let mut glyphs: Vec<&Glyph> = Vec::new();
    let mut tight: Vec<Tight<'_>> = Vec::new();
    for piece in pieces {
        glyphs.clear();
        glyphs.extend(piece.glyphs.iter().filter_map(|at| page.glyphs.get(*at as usize)));
        match piece.direction {
            Direction::Right => {
                glyphs.retain(|glyph| !glyph.is_blank());
                let near = |a: &&Glyph, b: &&Glyph| b.rect.left - a.rect.right <= BIT_GAP * a.size.max(b.size);
                for run in glyphs.chunk_by(near) {
                    let Some(bit) = level(page, run) else { continue };
                    tight.extend(Tight::of(run, bits.len()));
                    bits.push(bit);
                }
            }
            Direction::Slanted => {}
            _ => bits.push(Bit {
                rect: piece.rect,
                baseline: piece.rect.bottom,
                size: piece.size,
                text: said(&glyphs),
                bold: bold(page, &glyphs),
            }),
        }
    }
    for (at, parts) in tight::parts(&tight, &bits) {
        let mut parts: Vec<Bit> = parts.into_iter().filter_map(|run| level(page, run)).collect();
        // What ends too near to the next column is taken to end where a gap that is seen would begin.
        for at in 1..parts.len() {
            let next = parts.get(at).map_or(f32::MAX, |next| next.rect.left - (BIT_GAP + HAIR) * next.size);
            parts.get_mut(at - 1).into_iter().for_each(|bit| bit.rect.right = bit.rect.right.min(next));
        }
        let mut parts = parts.into_iter();
        if let (Some(bit), Some(first)) = (bits.get_mut(at), parts.next()) {
            *bit = first;
        }
        bits.extend(parts);
    }
    bits.retain(|bit| finite(&bit.rect) && bit.size.is_finite() && bit.size > 0.0);
    bits.sort_by(|a, b| {
        let place = a.baseline.total_cmp(&b.baseline).then(a.rect.left.total_cmp(&b.rect.left));
        place.then_with(|| a.text.cmp(&b.text))
    });
    (bits, tight::are_too_many(&tight))
}

fn finite(rect: &Rect) -> bool {
    [rect.left, rect.top, rect.right, rect.bottom].iter().all(|edge| edge.is_finite())
}

fn level(page: &InkPage, run: &[&Glyph]) -> Option<Bit> {
    let (first, last) = (run.first()?, run.last()?);
    let size = run.iter().fold(0.0_f32, |size, glyph| size.max(glyph.size));
    let (left, right) = (first.rect.left, last.rect.right);
    let baseline = first.origin.y;
    let rect = Rect { left, top: baseline - CORE_ABOVE * size, right, bottom: baseline + CORE_BELOW * size };
    Some(Bit { rect, baseline, size, text: said(run), bold: bold(page, run) })
}

/// The characters without white space, full-width forms of ASCII as ASCII: marks are told by them.
fn said(glyphs: &[&Glyph]) -> String {
    let narrow = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    };
    let mut said = String::with_capacity(glyphs.iter().map(|glyph| glyph.text.len()).sum());
    said.extend(glyphs.iter().flat_map(|glyph| glyph.text.chars()).filter(|c| !c.is_whitespace()).map(narrow));
    said
}

fn bold(page: &InkPage, glyphs: &[&Glyph]) -> bool {
    glyphs.iter().all(|glyph| page.fonts.get(glyph.font as usize).is_some_and(|font| font.bold))
}
