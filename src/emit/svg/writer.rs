//! SVG text: elements, groups, and numbers as short as they can be.

use std::fmt::{self, Write as _};

use crate::geometry::{Point, Rect};

/// Fonts that have Japanese, for viewers that do not look further than the ones named.
pub(super) const FONTS: &str =
    "font-family=\"'Noto Sans CJK JP','Noto Sans JP','Hiragino Sans','Yu Gothic',sans-serif\"";

/// A drawing that is being written.
pub(super) struct Svg(String);

impl Svg {
    /// A drawing of this size in points.
    pub(super) fn new(width: f32, height: f32) -> Self {
        let (width, height) = (Num(width), Num(height));
        Self(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}pt\" height=\"{height}pt\" \
             viewBox=\"0 0 {width} {height}\">\n"
        ))
    }

    /// Opens a group whose members share these attributes.
    pub(super) fn open(&mut self, id: &str, attributes: &str) {
        let _ = writeln!(self.0, "<g id=\"{id}\" {attributes}>");
    }

    /// Closes the group.
    pub(super) fn close(&mut self) {
        self.0.push_str("</g>\n");
    }

    /// An element without content. The attributes are the drawing's own, never the document's text.
    pub(super) fn element(&mut self, name: &str, attributes: &str) {
        let _ = writeln!(self.0, "<{name} {attributes}/>");
    }

    /// An element around text of the document.
    pub(super) fn text_element(&mut self, name: &str, attributes: &str, text: &str) {
        let gap = if attributes.is_empty() { "" } else { " " };
        let _ = writeln!(self.0, "<{name}{gap}{attributes}>{}</{name}>", escaped(text));
    }

    /// A box.
    pub(super) fn rect(&mut self, rect: &Rect, attributes: &str) {
        self.element("rect", &format!("{} {attributes}", frame(rect)));
    }

    /// A box that says something when it is pointed at.
    pub(super) fn told_rect(&mut self, rect: &Rect, attributes: &str, text: &str) {
        let _ = writeln!(self.0, "<rect {} {attributes}><title>{}</title></rect>", frame(rect), escaped(text));
    }

    /// A straight line.
    pub(super) fn line(&mut self, from: Point, to: Point, attributes: &str) {
        let [x1, y1, x2, y2] = [from.x, from.y, to.x, to.y].map(Num);
        self.element("line", &format!("x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" {attributes}"));
    }

    /// The whole drawing.
    pub(super) fn finish(mut self) -> String {
        self.0.push_str("</svg>\n");
        self.0
    }
}

fn frame(rect: &Rect) -> String {
    let [x, y] = [rect.left, rect.top].map(Num);
    let [width, height] = [rect.width(), rect.height()].map(|side| Num(side.max(0.0)));
    format!("x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"")
}

/// A length to the hundredth of a point; what is no number is 0.
#[derive(Debug, Clone, Copy)]
pub(super) struct Num(pub(super) f32);

impl fmt::Display for Num {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = if self.0.is_finite() { (f64::from(self.0) * 100.0).round() } else { 0.0 };
        write!(f, "{}", (hundredths + 0.0) / 100.0)
    }
}

/// Text between tags: marks escaped, and characters that XML 1.0 has no place for (2.2) replaced.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\t' | '\n' => safe.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => safe.push(char::REPLACEMENT_CHARACTER),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_text_is_markup() {
        assert_eq!(escaped("<b>&\u{0}\u{ffff}取"), "&lt;b&gt;&amp;\u{fffd}\u{fffd}取");
    }

    #[test]
    fn numbers_are_short_and_always_numbers() {
        let written = [1.0, 0.125, -0.001, f32::NAN, f32::INFINITY, 595.275_6].map(|n| Num(n).to_string());
        assert_eq!(written, ["1", "0.13", "0", "0", "0", "595.28"]);
    }
}
