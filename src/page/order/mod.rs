//! Ink to lines in reading order. The order in which a page was drawn does not matter.
//!
//! ```text
//! wall   level and upright lines, edges of shaded areas
//! grid   the boxes that they enclose
//! frame  the reader's axes for each direction of text
//! piece  glyphs of one baseline, close together, in one box
//! cut    rows and columns of a page or of a box; band.rs finds the white gaps
//! upright  vertical text made of upright single glyphs
//! join   pieces to lines; space.rs puts the spaces
//! ```

mod band;
mod cut;
mod frame;
mod grid;
mod join;
mod piece;
mod space;
#[cfg(test)]
mod tests;
mod upright;
mod wall;

pub use piece::Piece;

use crate::geometry::Rect;
use crate::pdf::ink::{Direction, Glyph, InkPage};

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct InkLine {
    /// Its text, with spaces where a reader sees one.
    pub text: String,
    /// Its glyphs in reading order: indices into the page's glyphs.
    pub glyphs: Vec<u32>,
    /// Around its ink, in points from the page's top left.
    pub rect: Rect,
    /// Its baseline in points: `y` of a line that runs right or left, `x` of one that runs down or up.
    pub baseline: f32,
    /// Its largest font size in points.
    pub size: f32,
    /// Which way it runs.
    pub direction: Direction,
}

/// The pieces of a page: glyphs of one baseline that stand close together.
pub fn pieces(page: &InkPage) -> Vec<Piece> {
    piece::pieces(&upright::turned(&page.glyphs), &chosen(page), &grid::Grids::read(page))
}

/// The glyphs that are read. Invisible text counts only where there is no other.
fn chosen(page: &InkPage) -> Vec<u32> {
    let seen = |invisible: bool| -> Vec<u32> {
        let chosen = page.glyphs.iter().enumerate().filter(|(_, glyph)| glyph.invisible == invisible);
        chosen.filter(|(_, glyph)| !glyph.text.is_empty()).map(|(at, _)| at as u32).collect()
    };
    let says = |at: &u32| page.glyphs.get(*at as usize).is_some_and(|glyph| !glyph.text.trim().is_empty());
    let visible = seen(false);
    if visible.iter().any(says) { visible } else { seen(true) }
}

/// The lines of a page in reading order.
pub fn lines(page: &InkPage) -> Vec<InkLine> {
    let grids = grid::Grids::read(page);
    let glyphs: Vec<Glyph> = upright::turned(&page.glyphs);
    let pieces = piece::pieces(&glyphs, &chosen(page), &grids);
    let walls = wall::walls(page);
    let leaves = cut::leaves(&pieces, &grids, &walls);
    leaves.iter().flat_map(|leaf| join::lines(leaf, &pieces, &glyphs)).collect()
}

/// Lines as text, one below the other.
pub fn page_text(lines: &[InkLine]) -> String {
    let mut text = String::new();
    for line in lines {
        text.push_str(&line.text);
        text.push('\n');
    }
    text
}
