//! Quotes found again among the glyphs of a page.
//!
//! What: each character of a quote is a glyph that lies in the quote's box, as often as the quote
//! has it; the digits of a number follow one another on the page. Why not the order of all
//! characters: cells, ruby and vertical lines are read in orders that a box does not tell, but a
//! number is printed in one piece. Example: `18業務` in a box that shows `13業務` does not hold.

mod beside;

use super::for_each_quote;
use crate::emit::Problem;
use crate::emit::validate::shown;
use crate::geometry::{Point, Rect};
use crate::pdf::ink::{Direction, InkPage};
use serde_json::Value;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// How far out of its box a glyph may reach, in points: boxes are written to a hundredth.
const SLACK: f32 = 0.02;

/// Widest gap between two digits of a number, in em of the larger one.
const APART: f32 = 0.6;

/// A character of a page and the glyph that shows it.
#[derive(Debug, Clone, Copy)]
struct Mark {
    char: char,
    /// The character as it is drawn, unfolded, with the first of those that it folds to: ①, not 1.
    drawn: Option<char>,
    rect: Rect,
    /// Font size in points.
    em: f32,
    direction: Direction,
    /// The glyph, counted on the page, and the character's place in it: a ligature has several.
    glyph: usize,
    part: usize,
}

impl Mark {
    fn centre(&self) -> (f32, f32) {
        (self.rect.left.midpoint(self.rect.right), self.rect.top.midpoint(self.rect.bottom))
    }
}

/// The characters of a page, from its top to its bottom by their centres.
#[derive(Debug)]
pub(super) struct Printed {
    marks: Vec<Mark>,
    /// The characters as they are drawn one after another.
    text: String,
    /// Both ends of the lines that are drawn, across or down.
    rulings: Vec<(Point, Point)>,
    /// How many characters a reader sees, white space aside.
    visible: u64,
}

impl Printed {
    /// Takes the glyphs of a page.
    pub(super) fn of(page: &InkPage) -> Self {
        // Of a scan its hidden text is read too; elsewhere nobody sees what is hidden, and no quote may rest on it.
        let read = page.read();
        let read = read.iter().filter_map(|at| Some((*at as usize, page.glyphs.get(*at as usize)?)));
        let visible = read.clone().flat_map(|(_, glyph)| glyph.text.chars()).filter(|c| !c.is_whitespace()).count();
        let mut marks: Vec<Mark> = Vec::new();
        for (number, glyph) in read {
            let (rect, em, direction) = (glyph.rect, glyph.size, glyph.direction);
            let drawn = glyph.text.chars().flat_map(|drawn| {
                let parts = drawn.nfkd().filter(|c| !c.is_whitespace()).enumerate();
                parts.map(move |(nth, char)| (char, (nth == 0).then_some(drawn))).collect::<Vec<_>>()
            });
            let mark = |(part, (char, drawn))| Mark { char, drawn, rect, em, direction, glyph: number, part };
            marks.extend(drawn.enumerate().map(mark));
        }
        marks.sort_by(|a, b| a.centre().1.total_cmp(&b.centre().1).then(a.glyph.cmp(&b.glyph)));
        let text = page.glyphs.iter().map(|glyph| glyph.text.as_str()).chain(["\n"]).collect();
        let rulings = page.rulings.iter().map(|ruling| (ruling.from, ruling.to)).collect();
        Self { marks, text, rulings, visible: visible as u64 }
    }

    /// The characters of the page as they are drawn one after another.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// How many characters of the page a reader sees, white space aside.
    pub(super) fn characters(&self) -> u64 {
        self.visible
    }

    /// The characters that lie in a box: it was drawn around the glyphs of its quote.
    fn within(&self, [left, top, right, bottom]: [f32; 4]) -> Vec<Mark> {
        let from = self.marks.partition_point(|mark| mark.centre().1 < top - SLACK);
        let below = self.marks.iter().skip(from).take_while(|mark| mark.centre().1 <= bottom + SLACK);
        let inside = |mark: &&Mark| {
            let rect = &mark.rect;
            let across = rect.left >= left - SLACK && rect.right <= right + SLACK;
            across && rect.top >= top - SLACK && rect.bottom <= bottom + SLACK
        };
        below.filter(inside).copied().collect()
    }
}

/// What is compared: width and variants folded, marks of voicing taken apart (NFKD), no white space.
fn folded(text: &str) -> impl Iterator<Item = char> {
    text.nfkd().filter(|c| !c.is_whitespace())
}

/// Every quote and raw that is not among the glyphs of its box.
pub(super) fn check(json: &Value, pages: &[Printed]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for_each_quote(json, &mut |path, text, at| {
        // Of prose and remarks the words count; a chart's labels may come to stand in one line there.
        let figures = !(path.starts_with("/outline") || path.starts_with("/findings"));
        if let Err(message) = look_up(text, at, pages, figures) {
            problems.push(Problem::new(path, message));
        }
    });
    problems
}

fn look_up(text: &str, at: &Value, pages: &[Printed], figures: bool) -> Result<(), String> {
    let number = at.get("page").and_then(Value::as_u64).ok_or_else(|| format!("{} has no page", shown(text)))?;
    let own = number.checked_sub(1).and_then(|index| pages.get(usize::try_from(index).ok()?));
    let page = own.ok_or_else(|| format!("page {number} is not in the source, which has {}", pages.len()))?;
    let bbox = box_of(at).ok_or_else(|| format!("{} has no box on page {number}", shown(text)))?;
    let marks = page.within(bbox);
    let missing = missing(text, &marks);
    if !missing.is_empty() {
        let [left, top, right, bottom] = bbox;
        return Err(format!(
            "{} is not in the box {left} {top} {right} {bottom} of page {number}: {} is missing there",
            shown(text),
            shown(&missing)
        ));
    }
    match numbers(text).into_iter().find(|number| figures && !in_order(number, &marks)) {
        Some(digits) => Err(format!("the digits {} do not follow one another on page {number}", shown(&digits))),
        None => Ok(()),
    }
}

/// Left, top, right, bottom in points.
pub(super) fn box_of(at: &Value) -> Option<[f32; 4]> {
    let sides: Vec<f32> = at.get("bbox")?.as_array()?.iter().filter_map(|side| Some(side.as_f64()? as f32)).collect();
    sides.try_into().ok()
}

/// The characters of a quote that the box does not have, or not as often.
fn missing(text: &str, marks: &[Mark]) -> String {
    let mut there: HashMap<char, usize> = HashMap::new();
    marks.iter().for_each(|mark| *there.entry(mark.char).or_default() += 1);
    let lacks = |c: &char| match there.get_mut(c) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    folded(text).filter(lacks).collect()
}

/// The numbers of a quote that have several digits, with the points and commas inside them.
fn numbers(text: &str) -> Vec<String> {
    // Circled and other numbers that are marks stay as they are: ④③ is not 43.
    let width = |c: char| if matches!(c, '０'..='９' | '．' | '，') { c.nfkc().next().unwrap_or(c) } else { c };
    let folded: String = text.chars().map(width).collect();
    let pieces = folded.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','));
    let trimmed = pieces.map(|piece| piece.trim_matches(['.', ',']).to_owned());
    trimmed.filter(|piece| piece.chars().count() > 1).collect()
}

/// Whether the characters of a number follow one another on the page.
fn in_order(number: &str, marks: &[Mark]) -> bool {
    let mut ends: Vec<Mark> = Vec::new();
    for (place, c) in number.chars().enumerate() {
        let next: Vec<Mark> = marks.iter().filter(|mark| mark.char == c).copied().collect();
        ends = if place == 0 {
            next
        } else {
            next.into_iter().filter(|mark| ends.iter().any(|end| follows(mark, end))).collect()
        };
        if ends.is_empty() {
            return false;
        }
    }
    true
}

/// Whether a character stands directly behind another, or where the next line begins.
fn follows(next: &Mark, end: &Mark) -> bool {
    if next.glyph == end.glyph {
        return next.part == end.part + 1;
    }
    let ((x, y), (to_x, to_y)) = (end.centre(), next.centre());
    // Characters that are set one over another, or without any size, have no order that a place could tell.
    if (x, y) == (to_x, to_y) {
        return true;
    }
    let apart = APART * end.em.max(next.em);
    // Of what lies over a digit by more than kerning explains the digit's em decides: its font declares nonsense. (A
    // glyph of several characters is as wide as they are.)
    let beside = |from: f32, far: f32, to: f32, off: f32| {
        let ends = if to < far - apart && end.part == 0 { from + end.em } else { far };
        to - ends <= apart && off.abs() <= apart
    };
    // What is read first begins first; of two that begin in one place, it ends first, as `page::order` has it.
    let later = |to: (f32, f32), from: (f32, f32)| to.0 > from.0 || to.0 == from.0 && to.1 >= from.1;
    let to_right = later((next.rect.left, next.rect.right), (end.rect.left, end.rect.right));
    let to_bottom = later((next.rect.top, next.rect.bottom), (end.rect.top, end.rect.bottom));
    let right =
        to_right && beside(end.rect.left, end.rect.right, next.rect.left, to_y - y) || to_y > y + apart && to_x < x;
    let down =
        to_bottom && beside(end.rect.top, end.rect.bottom, next.rect.top, to_x - x) || to_x < x - apart && to_y < y;
    match (end.direction, next.direction) {
        (Direction::Right, Direction::Right) => right,
        // Digits of a vertical line stand below one another, or two side by side in one place.
        (Direction::Right | Direction::Down, Direction::Right | Direction::Down) => right || down,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::ink::Glyph;
    use serde_json::json;

    /// Glyphs of 10 points, one behind the other, from a place on.
    fn line(text: &str, x: f32, y: f32) -> Vec<Glyph> {
        let glyph = |(at, c): (usize, char)| {
            let left = x + 10.0 * at as f32;
            Glyph {
                text: c.to_string().as_str().into(),
                rect: Rect { left, top: y, right: left + 10.0, bottom: y + 10.0 },
                origin: Point { x: left, y: y + 9.0 },
                size: 10.0,
                font: 0,
                direction: Direction::Right,
                vertical: false,
                color: [0; 3],
                unseen: None,
            }
        };
        text.chars().enumerate().map(glyph).collect()
    }

    fn faults(quote: &str, bbox: [f32; 4], page: u32) -> usize {
        let glyphs = [line("目標18業務", 0.0, 0.0), line("ﾊﾞｽ31台", 0.0, 20.0)].concat();
        let page_of = Printed::of(&InkPage { number: 1, glyphs, ..InkPage::default() });
        check(&json!({"records": [{"quote": quote, "page": page, "bbox": bbox}]}), &[page_of]).len()
    }

    #[test]
    fn quotes_are_found_in_their_boxes_alone() {
        for (quote, bbox, page, wrong) in [
            ("目標18業務", [0.0, 0.0, 60.0, 10.0], 1, 0),
            ("１８ 業務", [20.0, 0.0, 60.0, 10.0], 1, 0),
            ("バス31台", [0.0, 20.0, 60.0, 30.0], 1, 0),
            ("13業務", [20.0, 0.0, 60.0, 10.0], 1, 1),
            ("81業務", [20.0, 0.0, 60.0, 10.0], 1, 1),
            ("業業務", [20.0, 0.0, 60.0, 10.0], 1, 1),
            ("目標18業務", [3.0, 0.0, 63.0, 10.0], 1, 1),
            ("目標18業務", [0.0, 2.0, 60.0, 12.0], 1, 1),
            ("目標18業務", [0.0, 0.0, 60.0, 10.0], 2, 1),
        ] {
            assert_eq!(faults(quote, bbox, page), wrong, "{quote} {bbox:?} {page}");
        }
    }

    #[test]
    fn of_glyphs_over_one_another_the_one_that_begins_first_is_first() {
        // The second begins and ends inside of the first.
        let mut glyphs = line("81", 0.0, 0.0);
        glyphs[1].rect = Rect { left: 4.0, top: 0.0, right: 5.0, bottom: 10.0 };
        let page = Printed::of(&InkPage { number: 1, glyphs, ..InkPage::default() });
        let faults = |quote| {
            let json = json!({"records": [{"quote": quote, "page": 1, "bbox": [0, 0, 10, 10]}]});
            check(&json, std::slice::from_ref(&page)).len()
        };
        assert_eq!((faults("81"), faults("18")), (0, 1));
    }

    #[test]
    fn what_touches_a_figure_is_found() {
        let glyphs = [line("約120人以上", 0.0, 0.0), line("5", 70.0, 0.0), line("12", 0.0, 20.0)].concat();
        let beside = |page: &InkPage, text: &str, bbox| Printed::of(page).beside(bbox, text);
        let page = InkPage { number: 1, glyphs, ..InkPage::default() };
        let sides = |before: &str, after: &str| Some((format!("\t{before}"), after.to_owned()));
        assert_eq!(beside(&page, "20人", [20.0, 0.0, 50.0, 10.0]), sides("約1", "以上5"));
        // In a wider box the figure is looked for.
        assert_eq!(beside(&page, "20人", [0.0, 0.0, 80.0, 10.0]), sides("約1", "以上5"));
        assert_eq!(beside(&page, "12", [0.0, 20.0, 20.0, 30.0]), sides("", ""));
        assert_eq!(beside(&page, "21", [0.0, 20.0, 20.0, 30.0]), None);
        // A line between two cells parts them.
        let ruling = crate::pdf::ink::Ruling {
            from: Point { x: 70.0, y: -5.0 },
            to: Point { x: 70.0, y: 15.0 },
            width: 0.5,
            color: [0; 3],
            dashed: false,
        };
        let ruled = InkPage { rulings: vec![ruling], ..page };
        assert_eq!(beside(&ruled, "20人", [20.0, 0.0, 50.0, 10.0]), sides("約1", "以上"));
    }

    #[test]
    fn a_quote_without_a_box_is_told() {
        let page = Printed::of(&InkPage::default());
        assert_eq!(check(&json!({"quote": "a", "page": 1}), &[page]).len(), 1);
    }
}
