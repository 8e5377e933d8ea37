//! Pages drawn with box characters, for tests.
//!
//! ```text
//! ┌──┬──┐
//! │あ│い│   lines are strokes, in halves; everything else is text, kana and kanji two columns wide
//! └──┴──┘
//! ```

use super::printed::{self, PrintedTable};
use crate::pdf::drawn as ink;
pub use crate::pdf::drawn::{fill, rule};
use crate::pdf::ink::InkPage;
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
    let mut page = ink::page();
    for (row, line) in drawing.lines().filter(|line| !line.trim().is_empty()).enumerate() {
        let mut col = 0;
        for char in line.chars() {
            let (x, y) = (LEFT + col as f32 * WIDE, TOP + row as f32 * HIGH);
            match arms(char) {
                Some(arms) => draw(&mut page, arms, x, y),
                None if !char.is_whitespace() => page.glyphs.push(ink::glyph(char, x, y + HIGH / 2.0 + 4.0, SIZE)),
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

/// Writes a line of text from a left edge on.
pub fn write(page: &mut InkPage, text: &str, left: f32, baseline: f32) {
    ink::write(page, text, left, baseline, SIZE);
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
