//! Marked content (ISO 32000-2, 14.6): /ActualText in place of what the glyphs say, and hidden layers.

use super::ink::{Direction, Glyph};
use crate::geometry::Rect;
use compact_str::ToCompactString;

/// One open BMC or BDC.
#[derive(Debug)]
struct Mark {
    hidden: bool,
    actual: Option<String>,
    first: usize,
}

/// The marks that are open.
#[derive(Debug, Default)]
pub struct Marks {
    open: Vec<Mark>,
    hidden: usize,
    replacing: usize,
}

impl Marks {
    /// Opens a mark before the glyph of this number.
    pub fn open(&mut self, hidden: bool, actual: Option<String>, first: usize) {
        // Of nested replacements the outer one counts: it already says what the inner one covers.
        let actual = actual.filter(|_| self.replacing == 0);
        self.hidden += usize::from(hidden);
        self.replacing += usize::from(actual.is_some());
        self.open.push(Mark { hidden, actual, first });
    }

    /// Closes the last mark; its replacement text goes to the glyphs since its beginning.
    pub fn close(&mut self, glyphs: &mut Vec<Glyph>) {
        let Some(mark) = self.open.pop() else { return };
        self.hidden -= usize::from(mark.hidden);
        if let Some(text) = mark.actual {
            self.replacing -= 1;
            replace(glyphs, mark.first, &text);
        }
    }

    /// Whether what is painted now is switched off.
    pub fn hides(&self) -> bool {
        self.hidden > 0
    }

    /// How many marks are open.
    pub fn depth(&self) -> usize {
        self.open.len()
    }
}

/// Gives the glyphs from `first` on this text: one character each where the counts agree, else all
/// of it to one glyph in the place of all.
fn replace(glyphs: &mut Vec<Glyph>, first: usize, text: &str) {
    let Some(covered) = glyphs.get_mut(first..).filter(|covered| !covered.is_empty()) else { return };
    if text.chars().count() == covered.len() {
        for (glyph, c) in covered.iter_mut().zip(text.chars()) {
            glyph.text = c.to_compact_string();
        }
        return;
    }
    let around = union(covered);
    if !on_one_line(covered, &around) {
        return; // a replacement for a whole paragraph: its place would be lost, the glyphs know better
    }
    covered[0].text = text.into();
    covered[0].rect = around;
    glyphs.truncate(first + 1);
}

fn union(glyphs: &[Glyph]) -> Rect {
    let mut glyphs = glyphs.iter().map(|glyph| glyph.rect);
    let first = glyphs.next().unwrap_or_default();
    glyphs.fold(first, |a, b| a.union(&b))
}

fn on_one_line(glyphs: &[Glyph], around: &Rect) -> bool {
    let across = match glyphs.first().map(|glyph| glyph.direction) {
        Some(Direction::Right | Direction::Left) => around.height(),
        Some(Direction::Down | Direction::Up) => around.width(),
        _ => 0.0,
    };
    across <= 2.0 * glyphs.iter().map(|glyph| glyph.size).fold(0.0, f32::max)
}
