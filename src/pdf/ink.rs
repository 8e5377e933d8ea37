//! What a page shows: glyphs, rulings, shaded boxes and pictures, in the page's own points.

use crate::geometry::{Point, Rect};
use compact_str::CompactString;

/// Which way the text of a glyph runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Left to right, as most text.
    Right,
    /// Top to bottom (縦書き, the font's writing mode, or text turned by 90 degrees clockwise).
    Down,
    /// Right to left, upside down.
    Left,
    /// Bottom to top.
    Up,
    /// At another angle.
    Slanted,
}

/// A glyph.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// Its characters (a ligature or an ActualText may give several); empty where nothing tells them.
    pub text: CompactString,
    /// The box of the advance and the font's ascent and descent.
    pub rect: Rect,
    /// Where its baseline begins.
    pub origin: Point,
    /// Font size in points, as it stands on the page.
    pub size: f32,
    /// Index into the page's fonts.
    pub font: u16,
    /// Which way its text runs.
    pub direction: Direction,
    /// Whether the font's writing mode is vertical.
    pub vertical: bool,
    /// Fill colour, red, green, blue.
    pub color: [u8; 3],
    /// Why nobody sees it on the page, where nobody does.
    pub unseen: Option<Unseen>,
}

/// Why a glyph that is drawn cannot be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unseen {
    /// Drawn without ink: text render mode 3, or wholly transparent.
    Inkless,
    /// Under a picture that was painted after it.
    UnderPicture,
    /// Under a filled shape that was painted after it.
    Covered,
    /// In the colour of its ground.
    Ground,
    /// Outside of its clip.
    Clipped,
    /// Too small to be seen.
    Tiny,
}

impl Unseen {
    /// Why, in English and in Japanese, as it follows a count of characters.
    pub fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::Inkless => ("drawn without ink", "描画されない"),
            Self::UnderPicture => ("under a picture", "画像の下に隠れた"),
            Self::Covered => ("under a filled shape", "塗りつぶしの下に隠れた"),
            Self::Ground => ("in the colour of their ground", "地と同じ色の"),
            Self::Clipped => ("outside of their clip", "切り抜きの外にある"),
            Self::Tiny => ("too small to be seen", "小さすぎて見えない"),
        }
    }

    /// Whether character recognition leaves its text behind or under a scan in this way.
    pub fn may_be_layer(self) -> bool {
        matches!(self, Self::Inkless | Self::UnderPicture)
    }
}

impl Glyph {
    /// Whether it shows nothing: white space, or no character that is known.
    pub fn is_blank(&self) -> bool {
        // White space begins with one of these bytes in UTF-8; nearly all glyphs do not.
        match self.text.as_bytes().first() {
            Some(0x21..=0x7F | 0xC3..=0xE0 | 0xE4..) => false,
            _ => self.text.trim().is_empty(),
        }
    }

    /// Its characters without white space around them.
    pub fn said(&self) -> &str {
        if self.is_blank() {
            ""
        } else if self.text.chars().nth(1).is_none() {
            &self.text
        } else {
            self.text.trim()
        }
    }
}

/// A straight line.
#[derive(Debug, Clone, PartialEq)]
pub struct Ruling {
    /// One end.
    pub from: Point,
    /// The other end.
    pub to: Point,
    /// Width in points.
    pub width: f32,
    /// Colour, red, green, blue.
    pub color: [u8; 3],
    /// Whether it is dashed or dotted.
    pub dashed: bool,
}

impl Ruling {
    /// Around both ends, without its width.
    pub fn rect(&self) -> Rect {
        Rect::between(self.from, self.to)
    }
}

/// A filled box.
#[derive(Debug, Clone, PartialEq)]
pub struct Fill {
    /// Where.
    pub rect: Rect,
    /// Colour, red, green, blue.
    pub color: [u8; 3],
}

impl Fill {
    /// Whether it cannot be told from the page.
    pub fn is_paper(&self) -> bool {
        is_paper(self.color)
    }
}

/// A part of a colour from this on is white to a reader.
const PAPER: u8 = 250;

/// Whether a colour cannot be told from paper.
pub fn is_paper(color: [u8; 3]) -> bool {
    color.iter().all(|part| *part >= PAPER)
}

/// A picture's frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Where.
    pub rect: Rect,
}

/// A font of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct FontName {
    /// BaseFont without its subset prefix.
    pub name: String,
    /// Whether name, flags or a stroke over the fill tell that it is bold.
    pub bold: bool,
}

/// A page of ink.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InkPage {
    /// Page number, from 1.
    pub number: u32,
    /// Width in points, after /Rotate and /UserUnit.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Glyphs in content-stream order.
    pub glyphs: Vec<Glyph>,
    /// Straight lines.
    pub rulings: Vec<Ruling>,
    /// Filled boxes that are no lines.
    pub fills: Vec<Fill>,
    /// Pictures.
    pub pictures: Vec<Picture>,
    /// Fonts.
    pub fonts: Vec<FontName>,
    /// The page's label (/PageLabels), where it has one.
    pub label: Option<String>,
}
