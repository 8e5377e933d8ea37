//! Pages drawn with box characters, for tests.
//!
//! ```text
//! ┌──┬──┐
//! │あ│い│   lines are strokes, in halves; everything else is text, kana and kanji two columns wide
//! └──┴──┘
//! ```

use super::printed::{self, PrintedTable};
use crate::geometry::{Point, Rect};
use crate::pdf::ink::{Direction, Fill, FontName, Glyph, InkPage, Ruling};
use unicode_width::UnicodeWidthChar;

/// Width of a column of the drawing, in points.
pub const WIDE: f32 = 5.0;
/// The font's size, and the width of its characters but ASCII, in points.
pub const SIZE: f32 = 10.0;
/// Height of a line of the drawing, in points.
pub const HIGH: f32 = 16.0;
/// Where the drawing begins on the page.
pub const LEFT: f32 = 50.0;
/// Where the drawing begins on the page.
pub const TOP: f32 = 80.0;

/// A page of A4 with what is drawn.
pub fn page(drawing: &str) -> InkPage {
    let fonts = vec![FontName { name: "Mincho".to_owned(), bold: false }];
    let mut page = InkPage { number: 1, width: 595.0, height: 842.0, fonts, ..InkPage::default() };
    for (row, line) in drawing.lines().filter(|line| !line.trim().is_empty()).enumerate() {
        let mut col = 0;
        for char in line.chars() {
            let (x, y) = (LEFT + col as f32 * WIDE, TOP + row as f32 * HIGH);
            match arms(char) {
                Some(arms) => draw(&mut page, arms, x, y),
                None if !char.is_whitespace() => page.glyphs.push(glyph(char, x, y + HIGH / 2.0 + 4.0)),
                None => {}
            }
            col += char.width().unwrap_or(0);
        }
    }
    page
}

/// Which of a box character's halves are drawn: left, up, right, down.
fn arms(char: char) -> Option<[bool; 4]> {
    let arms = match char {
        '─' => "lr",
        '│' => "ud",
        '┌' => "rd",
        '┐' => "ld",
        '└' => "ur",
        '┘' => "lu",
        '├' => "urd",
        '┤' => "lud",
        '┬' => "lrd",
        '┴' => "lur",
        '┼' => "lurd",
        '╴' => "l",
        '╶' => "r",
        _ => return None,
    };
    Some(['l', 'u', 'r', 'd'].map(|arm| arms.contains(arm)))
}

fn draw(page: &mut InkPage, arms: [bool; 4], x: f32, y: f32) {
    let (middle, centre) = (x + WIDE / 2.0, y + HIGH / 2.0);
    let ends = [(x, centre), (middle, y), (x + WIDE, centre), (middle, y + HIGH)];
    for (end, _) in ends.into_iter().zip(arms).filter(|(_, drawn)| *drawn) {
        rule(page, (middle, centre), end);
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

/// Writes a line of text from a left edge on; ASCII is half as wide as the rest.
pub fn write(page: &mut InkPage, text: &str, left: f32, baseline: f32) {
    let mut x = left;
    for char in text.chars() {
        let glyph = glyph(char, x, baseline);
        x = glyph.rect.right;
        page.glyphs.push(glyph);
    }
}

fn glyph(char: char, x: f32, baseline: f32) -> Glyph {
    let wide = if char.is_ascii() { SIZE / 2.0 } else { SIZE };
    Glyph {
        text: char.to_string().into(),
        rect: Rect { left: x, top: baseline - 0.88 * SIZE, right: x + wide, bottom: baseline + 0.12 * SIZE },
        origin: Point { x, y: baseline },
        size: SIZE,
        font: 0,
        direction: Direction::Right,
        vertical: false,
        color: [0; 3],
        invisible: false,
    }
}

/// Middle of a character of a drawing.
pub fn at(col: usize, row: usize) -> (f32, f32) {
    (LEFT + (col as f32 + 0.5) * WIDE, TOP + (row as f32 + 0.5) * HIGH)
}

/// The tables of a page in words.
pub fn tables(page: &InkPage) -> Vec<String> {
    printed::page(page).tables.iter().map(said).collect()
}

/// A table in words: rows between `/`, cells between `|`, rows and columns covered where there are several.
pub fn said(table: &PrintedTable) -> String {
    let row = |row: u32| {
        let cells = table.cells.iter().filter(|cell| cell.row == row).map(|cell| {
            let text = cell.text.replace('\n', "⏎");
            let span = if cell.rowspan * cell.colspan > 1 {
                format!("[{}x{}]", cell.rowspan, cell.colspan)
            } else {
                String::new()
            };
            format!("{text}{span}")
        });
        cells.collect::<Vec<String>>().join("|")
    };
    (0..table.rows).map(row).collect::<Vec<String>>().join(" / ")
}
