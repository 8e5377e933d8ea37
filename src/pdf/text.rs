//! Showing text (ISO 32000-2, 9.4): from codes to glyphs with their boxes.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::font::{Char, Font};
use super::ink::{Direction, FontName, Glyph, InkPage, Unseen};
use super::matrix::Matrix;
use super::object::{File, Obj};
use super::state::State;
use crate::geometry::Rect;

/// More glyphs on one page are an attack or a drawing.
const MAX_GLYPHS: usize = 1_000_000;

/// Of a glyph's box less than this share is not enough to be seen.
const LEAST_SEEN: f32 = 0.1;
/// Boxes of glyphs are not taller or wider than so many ems; what is comes from a font that declares nonsense.
const TALLEST: f64 = 4.0;
/// A glyph smaller than this is a speck, in points.
const TINY: f32 = 0.3;
/// Glyphs narrowed to less than this share of their width are gone.
const FLAT: f64 = 0.01;

/// The text object's matrices, and what has been looked up on this page.
#[derive(Default)]
pub struct Text {
    line: Option<Matrix>,
    at: Option<Matrix>,
    /// By the font's number, the code's length and the code.
    chars: FxHashMap<(u32, u32), Arc<Char>>,
    /// By the font's place in memory, which it keeps for as long as it is here.
    fonts: FxHashMap<*const Font, (usize, Arc<Font>)>,
    /// Glyphs whose colour is not known, or not theirs alone, by number.
    pub doubtful: Vec<u32>,
    /// Characters outside the page's visible part.
    pub outside: usize,
    /// Characters under a layer that is switched off.
    pub hidden: usize,
    /// Glyphs beyond the limit.
    pub beyond: usize,
}

impl Text {
    /// `BT`
    pub fn begin(&mut self) {
        (self.line, self.at) = (None, None);
    }

    /// `Tm`
    pub fn set(&mut self, matrix: Matrix) {
        (self.line, self.at) = (Some(matrix), Some(matrix));
    }

    /// `Td`
    pub fn move_by(&mut self, x: f64, y: f64) {
        let line = Matrix::shift(x, y).then(&self.line.unwrap_or(Matrix::IDENTITY));
        self.set(line);
    }

    /// `TJ`
    pub fn show_array(&mut self, page: &mut InkPage, state: &State, file: &File<'_>, items: &[Obj], hidden: bool) {
        for item in items {
            match item {
                Obj::Str(bytes) => self.show(page, state, file, bytes, hidden),
                other => {
                    let back = other.num().unwrap_or(0.0) / 1000.0 * state.text.size;
                    let vertical = state.text.font.as_ref().is_some_and(|(font, _)| font.vertical);
                    let (x, y) = if vertical { (0.0, -back) } else { (-back * state.text.stretch, 0.0) };
                    self.advance(x, y);
                }
            }
        }
    }

    /// `Tj`
    pub fn show(&mut self, page: &mut InkPage, state: &State, file: &File<'_>, bytes: &[u8], hidden: bool) {
        let Some((font, number)) = state.text.font.clone() else { return };
        let text = &state.text;
        let mut left = bytes;
        while !left.is_empty() {
            let (code, length) = font.next_code(left);
            left = left.get(length..).unwrap_or_default();
            let key = ((number as u32) << 8 | length as u32, code);
            let char = self.chars.entry(key).or_insert_with(|| font.char(file, code, length)).clone();
            if hidden {
                self.hidden += printed(&char.text);
            } else if page.glyphs.len() < MAX_GLYPHS {
                self.place(page, state, &font, number, &char);
            } else {
                self.beyond += 1;
            }
            let space = text.char_space + if length == 1 && code == 32 { text.word_space } else { 0.0 };
            match char.vertical {
                Some(vertical) => self.advance(0.0, vertical.advance * text.size + space),
                None => self.advance((char.width * text.size + space) * text.stretch, 0.0),
            }
        }
    }

    fn advance(&mut self, x: f64, y: f64) {
        self.at = Some(Matrix::shift(x, y).then(&self.at.unwrap_or(Matrix::IDENTITY)));
    }

    fn place(&mut self, page: &mut InkPage, state: &State, font: &Font, number: usize, char: &Char) {
        let text = &state.text;
        let map = self.at.unwrap_or(Matrix::IDENTITY).then(&state.ctm);
        let (size, wide) = (text.size, text.size * text.stretch);
        let rect = match char.vertical {
            Some(v) => map.rect(-v.x * wide, v.advance * size + text.rise, (char.width - v.x) * wide, text.rise),
            None => map.rect(0.0, font.descent * size + text.rise, char.width * wide, font.ascent * size + text.rise),
        };
        let paper = Rect { left: 0.0, top: 0.0, right: page.width, bottom: page.height };
        if paper.intersection(&rect).is_none() {
            self.outside += printed(&char.text);
            return;
        }
        let mode = mode(state, font);
        let inkless = match mode {
            3 => true,
            1 | 5 => state.stroke.alpha <= 0.0,
            2 | 6 => state.fill.alpha <= 0.0 && state.stroke.alpha <= 0.0,
            _ => state.fill.alpha <= 0.0,
        };
        let unseen = if inkless {
            Some(Unseen::Inkless)
        } else if left_of(&rect, &state.clip) < LEAST_SEEN && !is_tall(&rect, &map, size) {
            Some(Unseen::Clipped)
        } else if rect.width().max(rect.height()) < TINY || (char.width > 0.0 && text.stretch.abs() < FLAT) {
            Some(Unseen::Tiny)
        } else {
            None
        };
        if is_doubtful(state, font) {
            self.doubtful.push(page.glyphs.len() as u32);
        }
        let vertical = char.vertical.is_some();
        let number = if matches!(mode, 2 | 6) { bold_of(page, number) } else { number as u16 };
        page.glyphs.push(Glyph {
            text: char.text.as_ref().into(),
            rect,
            origin: map.point(0.0, text.rise),
            size: (size.abs() * map.height_scale() * font.size_scale) as f32,
            font: number,
            direction: direction(&map, if size < 0.0 { -1.0 } else { 1.0 }, vertical),
            vertical,
            color: if matches!(mode, 1 | 5) { state.stroke.rgb } else { state.fill.rgb },
            unseen,
        });
    }

    /// Glyphs behind this one became part of it.
    pub fn cut(&mut self, glyphs: usize) {
        self.doubtful.truncate(self.doubtful.partition_point(|at| (*at as usize) < glyphs));
    }

    /// The font's number on this page.
    pub fn number(&mut self, page: &mut InkPage, font: &Arc<Font>) -> usize {
        if let Some((number, _)) = self.fonts.get(&Arc::as_ptr(font)) {
            return *number;
        }
        page.fonts.push(FontName { name: font.name.clone(), bold: font.bold });
        let number = page.fonts.len() - 1;
        let _ = self.fonts.insert(Arc::as_ptr(font), (number, font.clone()));
        number
    }
}

/// The text rendering mode; glyphs of Type 3 fonts are drawn whatever it says (9.3.6).
fn mode(state: &State, font: &Font) -> i64 {
    if font.is_drawn() { 0 } else { state.text.mode }
}

/// How many characters of a text leave ink.
fn printed(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// The share of a box that a clip leaves; of a box without extent all or nothing.
fn left_of(rect: &Rect, clip: &Rect) -> f32 {
    match clip.intersection(rect) {
        Some(left) if rect.area() > 0.0 => left.area() / rect.area(),
        Some(_) => 1.0,
        None => 0.0,
    }
}

/// Whether the box that a font declares is so tall that it says nothing of where its ink is.
fn is_tall(rect: &Rect, map: &Matrix, size: f64) -> bool {
    f64::from(rect.width().max(rect.height())) > TALLEST * size.abs() * map.scale()
}

/// Whether a glyph may have another colour than its fill says: it is mixed with its ground, its outline is drawn too,
/// it lets something else show through (render modes from 4 on, 9.3.6), or it brings colours of its own.
fn is_doubtful(state: &State, font: &Font) -> bool {
    let paint = if matches!(state.text.mode, 1 | 5) { &state.stroke } else { &state.fill };
    let outlined = state.text.mode == 2 && state.stroke.rgb != state.fill.rgb;
    !paint.space.is_told() || state.is_mixed() || outlined || state.text.mode >= 4 || font.is_drawn()
}

/// The number of the same font's bold face, for text whose outline is stroked or drawn twice.
pub fn bold_of(page: &mut InkPage, number: usize) -> u16 {
    let Some(font) = page.fonts.get(number) else { return number as u16 };
    if font.bold {
        return number as u16;
    }
    let bold = FontName { name: font.name.clone(), bold: true };
    let at = page.fonts.iter().position(|known| *known == bold).unwrap_or_else(|| {
        page.fonts.push(bold);
        page.fonts.len() - 1
    });
    at as u16
}

fn direction(map: &Matrix, sign: f64, vertical: bool) -> Direction {
    let [a, b, c, d, ..] = map.0;
    let (x, y) = if vertical { (-c * sign, -d * sign) } else { (a * sign, b * sign) };
    // Within about three degrees.
    if y.abs() <= 0.05 * x.abs() {
        if x >= 0.0 { Direction::Right } else { Direction::Left }
    } else if x.abs() <= 0.05 * y.abs() {
        if y >= 0.0 { Direction::Down } else { Direction::Up }
    } else {
        Direction::Slanted
    }
}
