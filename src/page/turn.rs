//! Pages whose text runs sideways or upside down, turned as a reader turns the sheet.
//!
//! A table too wide for its sheet is often set sideways, and the file does not say so (/Rotate). What is found on the
//! turned page goes back to where it is displayed: places are the page's own.

use std::borrow::Cow;

use super::order::InkLine;
use crate::geometry::{Point, Rect};
use crate::pdf::ink::{Direction, Fill, Glyph, InkPage, Picture, Ruling};

/// Fewer glyphs than this tell nothing of a page: a word along an edge, the label of an axis.
const FEWEST: usize = 12;

/// How a page is turned to be read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Turn {
    /// Quarter turns clockwise, from 0 to 3.
    quarters: u8,
    /// Width of the page as displayed, in points.
    width: f32,
    /// Height of the page as displayed, in points.
    height: f32,
}

impl Turn {
    /// The turn after which most of a page's text runs to the right. Vertical writing is upright.
    pub fn of(page: &InkPage) -> Self {
        let mut counts = [0_usize; 4];
        for glyph in page.glyphs.iter().filter(|glyph| !glyph.is_blank()) {
            let quarters = match glyph.direction {
                Direction::Up => 1,
                Direction::Left => 2,
                Direction::Down if !glyph.vertical => 3,
                _ => 0,
            };
            counts[quarters] += 1;
        }
        let all: usize = counts.iter().sum();
        let most = (1..4_u8).find(|quarters| counts[usize::from(*quarters)] * 2 > all);
        Self { quarters: most.filter(|_| all >= FEWEST).unwrap_or(0), width: page.width, height: page.height }
    }

    /// Whether the page is read as it lies.
    pub fn is_none(&self) -> bool {
        self.quarters == 0
    }

    /// The turned page.
    pub fn page<'a>(&self, page: &'a InkPage) -> Cow<'a, InkPage> {
        if self.is_none() {
            return Cow::Borrowed(page);
        }
        let glyph = |glyph: &Glyph| Glyph {
            rect: self.rect(&glyph.rect),
            origin: self.point(glyph.origin),
            direction: turned(glyph.direction, self.quarters),
            ..glyph.clone()
        };
        let ruling =
            |ruling: &Ruling| Ruling { from: self.point(ruling.from), to: self.point(ruling.to), ..ruling.clone() };
        let upright = self.quarters == 2;
        Cow::Owned(InkPage {
            number: page.number,
            width: if upright { page.width } else { page.height },
            height: if upright { page.height } else { page.width },
            glyphs: page.glyphs.iter().map(glyph).collect(),
            rulings: page.rulings.iter().map(ruling).collect(),
            fills: page.fills.iter().map(|fill| Fill { rect: self.rect(&fill.rect), color: fill.color }).collect(),
            pictures: page.pictures.iter().map(|picture| Picture { rect: self.rect(&picture.rect) }).collect(),
            fonts: page.fonts.clone(),
            label: page.label.clone(),
        })
    }

    fn point(&self, Point { x, y }: Point) -> Point {
        match self.quarters {
            1 => Point { x: self.height - y, y: x },
            2 => Point { x: self.width - x, y: self.height - y },
            3 => Point { x: y, y: self.width - x },
            _ => Point { x, y },
        }
    }

    fn rect(&self, rect: &Rect) -> Rect {
        let corner = |x, y| self.point(Point { x, y });
        Rect::between(corner(rect.left, rect.top), corner(rect.right, rect.bottom))
    }

    /// The turn back.
    fn back(&self) -> Self {
        let upright = self.quarters.is_multiple_of(2);
        let (width, height) = if upright { (self.width, self.height) } else { (self.height, self.width) };
        Self { quarters: (4 - self.quarters) % 4, width, height }
    }

    /// A box of the turned page where it is displayed.
    pub fn displayed(&self, rect: &Rect) -> Rect {
        self.back().rect(rect)
    }

    /// Lines of the turned page where they are displayed.
    pub fn displayed_lines<'a>(&self, lines: &'a [InkLine]) -> Cow<'a, [InkLine]> {
        if self.is_none() { Cow::Borrowed(lines) } else { lines.iter().map(|line| self.line(line)).collect() }
    }

    fn line(&self, line: &InkLine) -> InkLine {
        let back = self.back();
        let on_line = |direction, at: Point, baseline| match direction {
            Direction::Down | Direction::Up => Point { x: baseline, ..at },
            _ => Point { y: baseline, ..at },
        };
        let base = back.point(on_line(line.direction, line.rect.middle(), line.baseline));
        let direction = turned(line.direction, back.quarters);
        let baseline = if matches!(direction, Direction::Down | Direction::Up) { base.x } else { base.y };
        InkLine { rect: back.rect(&line.rect), baseline, direction, ..line.clone() }
    }

    /// The lines of a turned page, those that stay upright on the sheet put where its reader meets them: what stands
    /// above the turned text before it, as a title does, and all else behind it.
    pub fn around_upright(&self, lines: Vec<InkLine>) -> Vec<InkLine> {
        if self.is_none() {
            return lines;
        }
        let sheet = turned(Direction::Right, self.quarters);
        let is_upright = |line: &InkLine| line.direction == sheet && line.place.is_none();
        let top = |line: &InkLine| self.displayed(&line.rect).top;
        let first = lines.iter().filter(|line| !is_upright(line)).map(top).fold(f32::MAX, f32::min);
        let (upright, body): (Vec<InkLine>, Vec<InkLine>) = lines.into_iter().partition(is_upright);
        let (mut above, mut below): (Vec<InkLine>, Vec<InkLine>) =
            upright.into_iter().partition(|line| self.displayed(&line.rect).bottom <= first);
        above.sort_by(|a, b| top(a).total_cmp(&top(b)));
        below.sort_by(|a, b| top(a).total_cmp(&top(b)));
        above.into_iter().chain(body).chain(below).collect()
    }
}

/// A direction after so many quarter turns clockwise.
fn turned(direction: Direction, quarters: u8) -> Direction {
    const ROUND: [Direction; 4] = [Direction::Right, Direction::Down, Direction::Left, Direction::Up];
    let at = ROUND.iter().position(|one| *one == direction);
    at.and_then(|at| ROUND.get((at + usize::from(quarters)) % 4)).copied().unwrap_or(direction)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::drawn::{page, rule, write};

    /// A page of text, laid on its sheet by so many quarter turns clockwise.
    fn laid(quarters: u8) -> (InkPage, InkPage) {
        let mut upright = page();
        write(&mut upright, "取組の名称と目標の値", 60.0, 100.0, 10.0);
        write(&mut upright, "二行目の文", 60.0, 120.0, 10.0);
        rule(&mut upright, (60.0, 105.0), (160.0, 105.0));
        let turn = Turn { quarters, width: upright.width, height: upright.height };
        let laid = turn.page(&upright).into_owned();
        (upright, laid)
    }

    #[test]
    fn pages_are_turned_until_their_text_runs_right() {
        for quarters in 0..4 {
            let (upright, laid) = laid(quarters);
            let turn = Turn::of(&laid);
            assert_eq!(turn.quarters, (4 - quarters) % 4);
            let read = turn.page(&laid);
            assert_eq!((read.width, read.height), (595.0, 842.0));
            let (glyph, own) = (&read.glyphs[3], &upright.glyphs[3]);
            assert_eq!(glyph.direction, Direction::Right);
            assert!(glyph.rect.is_at(&own.rect, 0.01) && (glyph.origin.x - own.origin.x).abs() < 0.01);
            assert!(turn.displayed(&glyph.rect).is_at(&laid.glyphs[3].rect, 0.01), "{quarters}");
            let line = &super::super::order::lines(&read, &[])[0];
            let displayed = &turn.displayed_lines(std::slice::from_ref(line))[0];
            assert_eq!(displayed.direction, turned(Direction::Right, quarters));
            let origin = laid.glyphs[0].origin;
            let baseline = if quarters % 2 == 0 { origin.y } else { origin.x };
            assert!((displayed.baseline - baseline).abs() < 0.01, "{quarters}: {displayed:?}");
        }
    }

    #[test]
    fn a_turned_label_and_vertical_writing_turn_no_page() {
        let (_, mut few) = laid(1);
        few.glyphs.truncate(FEWEST - 1);
        assert!(Turn::of(&few).is_none());
        let (_, mut vertical) = laid(1);
        vertical.glyphs.iter_mut().for_each(|glyph| glyph.vertical = true);
        assert!(Turn::of(&vertical).is_none());
        let (_, mut mixed) = laid(3);
        write(&mut mixed, "紙の向きのままに組まれた文章が長い", 60.0, 700.0, 10.0);
        assert!(Turn::of(&mixed).is_none(), "as many or more run as the sheet lies");
    }

    #[test]
    fn what_stays_upright_stands_around_the_turned_text() {
        let (_, mut sheet) = laid(3);
        write(&mut sheet, "-5-", 280.0, 820.0, 10.0);
        write(&mut sheet, "別表", 60.0, 30.0, 10.0);
        let turn = Turn::of(&sheet);
        let lines = turn.around_upright(super::super::order::lines(&turn.page(&sheet), &[]));
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["別表", "取組の名称と目標の値", "二行目の文", "-5-"]);
    }
}
