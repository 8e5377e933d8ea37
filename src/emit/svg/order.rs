//! The reading order: a box and a number for each line, and the way from one to the next.

use super::writer::{FONTS, Num, Svg};
use crate::geometry::Point;
use crate::page::order::InkLine;
use crate::pdf::ink::Direction;

/// Size of the numbers in points: small enough not to hide the text.
const NUMBER: f32 = 5.0;

/// Boxes, the way through them, and their numbers, the numbers on top.
pub(super) fn lines(svg: &mut Svg, lines: &[InkLine]) {
    svg.open("lines", "fill=\"#008080\" fill-opacity=\"0.07\" stroke=\"#008080\" stroke-width=\"0.5\"");
    for (at, line) in lines.iter().enumerate() {
        svg.told_rect(&line.rect, "", &format!("{}: {}", at + 1, line.text));
    }
    svg.close();
    way(svg, lines);
    svg.open("numbers", &format!("fill=\"#b8006b\" {FONTS} font-size=\"{}\"", Num(NUMBER)));
    for (at, line) in lines.iter().enumerate() {
        let place = start(line);
        let place = format!("x=\"{}\" y=\"{}\" text-anchor=\"end\"", Num(place.x), Num(place.y));
        svg.text_element("text", &place, &(at + 1).to_string());
    }
    svg.close();
}

/// An arrow from the beginning of each line to the beginning of the next: it strikes through no text
/// where lines stand below each other.
fn way(svg: &mut Svg, lines: &[InkLine]) {
    svg.open("way", "stroke=\"#b8006b\" stroke-width=\"0.5\" stroke-opacity=\"0.6\" fill=\"none\"");
    for (line, next) in lines.iter().zip(lines.iter().skip(1)) {
        let (from, to) = (start(line), start(next));
        svg.line(from, to, "");
        head(svg, from, to);
    }
    svg.close();
}

/// The two strokes of an arrow's head, 2 points long.
fn head(svg: &mut Svg, from: Point, to: Point) {
    const LONG: f32 = 2.0;
    const SPREAD: f32 = 0.4;
    let (dx, dy) = (from.x - to.x, from.y - to.y);
    let length = dx.hypot(dy);
    if length < LONG {
        return;
    }
    let (dx, dy) = (dx / length * LONG, dy / length * LONG);
    for side in [SPREAD, -SPREAD] {
        svg.line(to, Point { x: to.x + dx - dy * side, y: to.y + dy + dx * side }, "");
    }
}

/// The middle of the edge where a line begins.
fn start(line: &InkLine) -> Point {
    let rect = &line.rect;
    let middle = rect.middle();
    match line.direction {
        Direction::Right | Direction::Slanted => Point { x: rect.left, ..middle },
        Direction::Left => Point { x: rect.right, ..middle },
        Direction::Down => Point { y: rect.top, ..middle },
        Direction::Up => Point { y: rect.bottom, ..middle },
    }
}
