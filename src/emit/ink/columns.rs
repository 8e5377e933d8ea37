//! Ink as columns, one line for each glyph, ruling, filled box and picture.

use std::fmt::Write as _;

use super::{Lined, direction, hex};
use crate::geometry::Rect;
use crate::pdf::ink::{Glyph, InkPage, Ruling};

/// The pages with all that is on them. Lengths are in points from the page's top left.
pub fn columns(pages: &[&InkPage]) -> String {
    let mut text = String::new();
    for page in pages {
        head(&mut text, page);
        for (at, font) in page.fonts.iter().enumerate() {
            let bold = if font.bold { " bold" } else { "" };
            let name = if font.name.is_empty() { "(unnamed)".to_owned() } else { printed(&font.name) };
            let _ = writeln!(text, "font {at} {name}{bold}");
        }
        text.push_str("glyph      left      top    right   bottom        x        y    size font direction  color\n");
        page.glyphs.iter().for_each(|one| glyph(&mut text, one));
        text.push_str("ruling   from x        y     to x        y    width  color\n");
        page.rulings.iter().for_each(|one| ruling(&mut text, one));
        for fill in &page.fills {
            let _ = writeln!(text, "fill   {}  {}", edges(&fill.rect), hex(fill.color));
        }
        for picture in &page.pictures {
            let _ = writeln!(text, "image  {}", edges(&picture.rect));
        }
    }
    text
}

/// The pages with their lines in reading order, and which of them are furniture.
pub fn lines(pages: &[Lined<'_>]) -> String {
    let mut text = String::new();
    for page in pages {
        head(&mut text, page.page);
        text.push_str("line       left      top    right   bottom    size direction running\n");
        for (number, (line, role)) in (1..).zip(page.named()) {
            let (way, role) = (direction(line.direction), role.unwrap_or("-"));
            let (edges, size, line) = (edges(&line.rect), line.size, printed(&line.text));
            let _ = writeln!(text, "{number:<6} {edges} {size:>7.2} {way:<9} {role:<7}  {line}");
        }
    }
    text
}

fn head(text: &mut String, page: &InkPage) {
    let label = page.label.as_ref().map(|label| format!(", labelled {}", printed(label))).unwrap_or_default();
    let _ = writeln!(text, "page {}: {:.2} x {:.2} points{label}", page.number, page.width, page.height);
}

fn glyph(text: &mut String, glyph: &Glyph) {
    let _ = write!(
        text,
        "glyph  {} {:>8.2} {:>8.2} {:>7.2} {:>4} {:<9}  {}  {}",
        edges(&glyph.rect),
        glyph.origin.x,
        glyph.origin.y,
        glyph.size,
        glyph.font,
        direction(glyph.direction),
        hex(glyph.color),
        if glyph.text.is_empty() { "(unknown)".to_owned() } else { printed(&glyph.text) },
    );
    for (set, word) in [(glyph.vertical, " vertical"), (glyph.unseen.is_some(), " invisible")] {
        text.push_str(if set { word } else { "" });
    }
    text.push('\n');
}

fn ruling(text: &mut String, ruling: &Ruling) {
    let ends = [ruling.from.x, ruling.from.y, ruling.to.x, ruling.to.y];
    let dashed = if ruling.dashed { " dashed" } else { "" };
    let [a, b, c, d] = ends;
    let _ = writeln!(
        text,
        "ruling {a:>8.2} {b:>8.2} {c:>8.2} {d:>8.2} {:>8.3}  {}{dashed}",
        ruling.width,
        hex(ruling.color)
    );
}

fn edges(rect: &Rect) -> String {
    format!("{:>8.2} {:>8.2} {:>8.2} {:>8.2}", rect.left, rect.top, rect.right, rect.bottom)
}

/// Text of the document on one line: white space is told apart, nothing moves the cursor.
pub fn printed(text: &str) -> String {
    let mut fit = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' => fit.push('␣'),
            c if c.is_control() || c.is_whitespace() && c != '\u{3000}' => fit.extend(c.escape_unicode()),
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                fit.extend(c.escape_unicode())
            }
            c => fit.push(c),
        }
    }
    fit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_document_steers_the_terminal() {
        assert_eq!(printed("取 a\u{1b}[2J\u{202e}"), "取␣a\\u{1b}[2J\\u{202e}");
    }
}
