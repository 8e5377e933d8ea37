//! Pages drawn by hand, for tests.

use super::ink::{Direction, Fill, FontName, Glyph, InkPage, Ruling};
use crate::geometry::{Point, Rect};

/// An empty page of A4.
pub fn page() -> InkPage {
    let fonts = vec![FontName { name: "Mincho".to_owned(), bold: false }];
    InkPage { number: 1, width: 595.0, height: 842.0, fonts, ..InkPage::default() }
}

/// A character with its left edge on its baseline; ASCII is half as wide as the rest.
pub fn glyph(char: char, left: f32, baseline: f32, size: f32) -> Glyph {
    let wide = if char.is_ascii() { size / 2.0 } else { size };
    Glyph {
        text: char.to_string().into(),
        rect: Rect { left, top: baseline - 0.88 * size, right: left + wide, bottom: baseline + 0.12 * size },
        origin: Point { x: left, y: baseline },
        size,
        font: 0,
        direction: Direction::Right,
        vertical: false,
        color: [0; 3],
        unseen: None,
    }
}

/// Writes a line of text from a left edge on.
pub fn write(page: &mut InkPage, text: &str, left: f32, baseline: f32, size: f32) {
    let mut x = left;
    for char in text.chars() {
        let glyph = glyph(char, x, baseline, size);
        x = glyph.rect.right;
        page.glyphs.push(glyph);
    }
}

/// Draws a line.
pub fn rule(page: &mut InkPage, from: (f32, f32), to: (f32, f32)) {
    let (from, to) = (Point { x: from.0, y: from.1 }, Point { x: to.0, y: to.1 });
    page.rulings.push(Ruling { from, to, width: 0.5, color: [0; 3], dashed: false });
}

/// Fills a box: left, top, right, bottom.
pub fn fill(page: &mut InkPage, edges: [f32; 4], color: [u8; 3]) {
    let [left, top, right, bottom] = edges;
    page.fills.push(Fill { rect: Rect { left, top, right, bottom }, color });
}
