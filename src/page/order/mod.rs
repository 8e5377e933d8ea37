//! Ink to lines in reading order. The order in which a page was drawn does not matter.
//!
//! ```text
//! wall   level and upright lines, edges of shaded areas
//! place  the boxes of the grids that the page is read in
//! frame  the reader's axes for each direction of text
//! piece  glyphs of one baseline, close together, in one box
//! spill  text that runs over the edge of its cell into an empty one
//! cut    rows and columns of a page or of a box; band.rs finds the white gaps
//! ruby   small kana over kanji, out of the lines and behind them
//! upright  vertical text made of upright single glyphs
//! spread  lines whose characters are spread over the measure
//! join   pieces to lines; space.rs puts the spaces
//! ```

mod band;
mod cut;
mod frame;
mod join;
mod piece;
mod place;
mod ruby;
mod space;
mod spill;
mod spread;
#[cfg(test)]
mod tests;
mod upright;
mod wall;
mod ways;

pub use piece::Piece;
pub use place::{Place, Places, middle};
pub use spread::together;

use ruby::Ruby;

use super::grid::Grid;
use crate::geometry::Rect;
use crate::pdf::ink::{Direction, Glyph, InkPage};
use std::borrow::Cow;

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
    /// The grid, by its number in the list that was given, and the cell of it that the line stands in.
    pub place: Place,
    /// Whether it is the ruby of the line before it.
    pub ruby: bool,
}

/// The runs of glyphs of a page within its grids: what lines are made of.
#[derive(Debug)]
pub struct Seated<'a> {
    glyphs: Cow<'a, [Glyph]>,
    places: Places<'a>,
    /// The runs; none reaches over the edge of a cell, and none is ruby.
    pub pieces: Vec<Piece>,
    /// Whether there were so many that none was looked at for being ruby.
    pub crowded: bool,
    rubies: Vec<Ruby>,
}

impl<'a> Seated<'a> {
    /// The grids that the page is read in.
    pub fn grids(&self) -> &'a [Grid] {
        self.places.grids()
    }
}

/// The lines of a page in reading order, each cell of the grids read by itself.
pub fn lines(page: &InkPage, grids: &[Grid]) -> Vec<InkLine> {
    lines_of(page, &seated(page, grids))
}

/// The same where the runs are known.
pub fn lines_of(page: &InkPage, seated: &Seated<'_>) -> Vec<InkLine> {
    let walls = wall::walls(page);
    let leaves = cut::leaves(&seated.pieces, &seated.places, &walls);
    let mut lines = Vec::with_capacity(seated.pieces.len());
    leaves.iter().for_each(|leaf| join::lines(leaf, &seated.pieces, &seated.glyphs, &mut lines));
    ruby::behind(lines, &seated.rubies, &seated.glyphs)
}

/// The glyphs, upright columns turned, and their runs: of what is seen, and of the hidden text of a scan.
pub fn seated<'a>(page: &'a InkPage, grids: &'a [Grid]) -> Seated<'a> {
    let mut chosen = page.read();
    chosen.retain(|at| page.glyphs.get(*at as usize).is_some_and(|glyph| !glyph.text.is_empty()));
    let glyphs = upright::turned(&page.glyphs);
    let places = Places::new(grids);
    let mut pieces = piece::pieces(&glyphs, &chosen, &places);
    let found = ruby::apart(&mut pieces, &glyphs);
    let (crowded, rubies) = (found.is_none(), found.unwrap_or_default());
    Seated { glyphs, places, pieces, crowded, rubies }
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
