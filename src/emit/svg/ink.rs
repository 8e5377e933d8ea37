//! Glyphs, rulings, filled boxes and pictures as they were found.

use super::writer::{FONTS, Num, Svg};
use crate::emit::ink::hex;
use crate::geometry::{Point, Rect};
use crate::pdf::ink::{Direction, Glyph, InkPage};

/// Below this width in points a ruling would not be seen; it is drawn as wide as this.
const HAIRLINE: f32 = 0.25;
/// How far below the middle of an upright character's em box its baseline stands, in em: the usual
/// ideographic box reaches from 0.12 below the baseline to 0.88 above it.
const BASELINE_BELOW_MIDDLE: f32 = 0.38;

/// Filled boxes, translucent, with an edge that shows the white ones too.
pub(super) fn fills(svg: &mut Svg, page: &InkPage) {
    svg.open("fills", "fill-opacity=\"0.35\" stroke=\"#e08a00\" stroke-width=\"0.4\" stroke-dasharray=\"1.5 1\"");
    for fill in &page.fills {
        svg.rect(&fill.rect, &format!("fill=\"{}\"", hex(fill.color)));
    }
    svg.close();
}

/// Pictures as frames with their diagonals.
pub(super) fn pictures(svg: &mut Svg, page: &InkPage) {
    svg.open("pictures", "fill=\"#2e8b57\" fill-opacity=\"0.06\" stroke=\"#2e8b57\" stroke-width=\"0.8\"");
    for Rect { left, top, right, bottom } in page.pictures.iter().map(|picture| picture.rect) {
        svg.rect(&Rect { left, top, right, bottom }, "");
        let corner = |x, y| Point { x, y };
        svg.line(corner(left, top), corner(right, bottom), "stroke-width=\"0.3\"");
        svg.line(corner(left, bottom), corner(right, top), "stroke-width=\"0.3\"");
    }
    svg.close();
}

/// Rulings in their own width and one strong colour; light rulings would not be seen in their own.
pub(super) fn rulings(svg: &mut Svg, page: &InkPage) {
    svg.open("rulings", "stroke=\"#d00000\" stroke-opacity=\"0.8\"");
    for ruling in &page.rulings {
        let dashes = if ruling.dashed { " stroke-dasharray=\"2 1\"" } else { "" };
        let width = Num(ruling.width.max(HAIRLINE));
        svg.line(ruling.from, ruling.to, &format!("stroke-width=\"{width}\"{dashes}"));
    }
    svg.close();
}

/// Glyphs: their boxes, and their characters stretched to their advance. Invisible ones are violet,
/// those whose characters nobody knows have a red box.
pub(super) fn glyphs(svg: &mut Svg, page: &InkPage) {
    svg.open("boxes", "fill=\"none\" stroke=\"#8fb0d8\" stroke-width=\"0.2\"");
    for glyph in &page.glyphs {
        svg.rect(&glyph.rect, if glyph.text.is_empty() { "stroke=\"#d00000\"" } else { "" });
    }
    svg.close();
    svg.open("glyphs", &format!("fill=\"#3f6ea8\" {FONTS}"));
    for glyph in page.glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()) {
        svg.text_element("text", &placed(glyph), &glyph.text);
    }
    svg.close();
}

/// Where and how a glyph's characters are set.
fn placed(glyph: &Glyph) -> String {
    let Glyph { origin, rect, size, .. } = glyph;
    let (width, height) = (rect.width(), rect.height());
    let violet = if glyph.unseen.is_some() { " fill=\"#a050c0\"" } else { "" };
    let quarter = match glyph.direction {
        Direction::Right | Direction::Slanted => 0,
        Direction::Down => 90,
        Direction::Left => 180,
        Direction::Up => 270,
    };
    if glyph.vertical {
        // Upright in a column: set in the middle of its box, the page's rotation taken along.
        let middle = rect.middle();
        let baseline = Point { x: middle.x, y: middle.y + BASELINE_BELOW_MIDDLE * size };
        let turn = turned((quarter + 270) % 360, middle);
        return format!("{} text-anchor=\"middle\"{turn}{violet}", at(baseline, *size));
    }
    let advance = match glyph.direction {
        Direction::Right | Direction::Left => width,
        Direction::Down | Direction::Up => height,
        Direction::Slanted => 0.0,
    };
    let stretched = if advance > 0.0 {
        format!(" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"", Num(advance))
    } else {
        String::new()
    };
    format!("{}{stretched}{}{violet}", at(*origin, *size), turned(quarter, *origin))
}

fn at(point: Point, size: f32) -> String {
    format!("x=\"{}\" y=\"{}\" font-size=\"{}\"", Num(point.x), Num(point.y), Num(size))
}

fn turned(degrees: u16, around: Point) -> String {
    if degrees == 0 {
        return String::new();
    }
    format!(" transform=\"rotate({degrees} {} {})\"", Num(around.x), Num(around.y))
}
