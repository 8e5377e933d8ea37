//! The characters that stand directly beside those of a box, in the same line.

use super::{Mark, Printed, folded};
use crate::geometry::Point;
use crate::pdf::ink::Direction;

/// Widest gap and widest overlap of two characters that touch, in em.
const TOUCH: f32 = 0.2;

/// How far the middles of characters of one line lie apart across it, in em; raised and lowered signs lie further.
const SAME_LINE: f32 = 0.25;

/// How far those of two lines lie apart at least.
const OTHER_LINE: f32 = 0.5;

/// How much smaller than its neighbour a character of the same number may be set.
const SAME_SIZE: f32 = 0.8;

/// How many characters are looked at on either side.
const MOST: usize = 6;

/// A line's characters by their places along and across it.
#[derive(Debug, Clone, Copy)]
struct Axis {
    down: bool,
}

impl Axis {
    /// Of characters that all run one way, right or down.
    fn of(marks: &[Mark]) -> Option<Self> {
        let direction = marks.first()?.direction;
        let known = matches!(direction, Direction::Right | Direction::Down);
        let one = marks.iter().all(|mark| mark.direction == direction);
        (known && one).then_some(Self { down: direction == Direction::Down })
    }

    fn start(self, mark: &Mark) -> f32 {
        if self.down { mark.rect.top } else { mark.rect.left }
    }

    fn end(self, mark: &Mark) -> f32 {
        if self.down { mark.rect.bottom } else { mark.rect.right }
    }

    /// From one line to the next: vertical lines follow one another to the left.
    fn across(self, mark: &Mark) -> f32 {
        if self.down { -mark.centre().0 } else { mark.centre().1 }
    }

    fn along(self, point: Point) -> (f32, f32) {
        if self.down { (point.y, point.x) } else { (point.x, point.y) }
    }
}

impl Printed {
    /// What stands directly before and behind characters in a box; nothing where the box does not show them in their
    /// order, or more than once, as then nobody can say which of them is the first.
    pub(in crate::emit::verify) fn beside(&self, bbox: [f32; 4], characters: &str) -> Option<(String, String)> {
        let marks = self.within(bbox);
        let axis = Axis::of(&marks)?;
        let ordered = in_lines(marks, axis);
        let wanted: Vec<char> = folded(characters).collect();
        let shows = |marks: &&[Mark]| marks.iter().map(|mark| mark.char).eq(wanted.iter().copied());
        let mut shown = ordered.windows(wanted.len().max(1)).filter(shows);
        let (Some(own), None) = (shown.next(), shown.next()) else { return None };
        // A cell may begin where nothing touches.
        let before: String = self.run(own.first()?, axis, true).into_iter().rev().collect();
        Some((format!("\t{before}"), self.run(own.last()?, axis, false).into_iter().collect()))
    }

    /// The characters that touch one another from a place on, away from it.
    fn run(&self, from: &Mark, axis: Axis, back: bool) -> Vec<char> {
        let (mut run, mut at) = (Vec::new(), *from);
        while run.len() < MOST {
            let Some(next) = self.touching(&at, axis, back) else { break };
            let mut parts: Vec<&Mark> = self.marks.iter().filter(|mark| mark.glyph == next.glyph).collect();
            parts.sort_by_key(|mark| mark.part);
            let drawn: Vec<char> = parts.iter().filter_map(|mark| mark.drawn).collect();
            if back {
                run.extend(drawn.into_iter().rev())
            } else {
                run.extend(drawn)
            }
            at = next;
        }
        run
    }

    /// The character that touches another one.
    fn touching(&self, at: &Mark, axis: Axis, back: bool) -> Option<Mark> {
        let gap = |mark: &Mark| if back { axis.start(at) - axis.end(mark) } else { axis.start(mark) - axis.end(at) };
        let further = |mark: &Mark| {
            if back { axis.start(mark) < axis.start(at) } else { axis.end(mark) > axis.end(at) }
        };
        let touches = |mark: &&Mark| {
            let same_size = mark.em.min(at.em) >= SAME_SIZE * mark.em.max(at.em);
            let same_line = (axis.across(mark) - axis.across(at)).abs() <= SAME_LINE * at.em;
            mark.glyph != at.glyph
                && mark.direction == at.direction
                && same_size
                && same_line
                && further(mark)
                && gap(mark).abs() <= TOUCH * at.em
        };
        let near = self.near(at).iter().filter(touches).min_by(|a, b| gap(a).abs().total_cmp(&gap(b).abs()))?;
        (!self.parted(near, at, axis)).then_some(*near)
    }

    /// The characters that stand about as high as another one: those of a horizontal line, and the next ones of a
    /// vertical one.
    fn near(&self, at: &Mark) -> &[Mark] {
        let (_, y) = at.centre();
        let reach = 2.0 * at.em;
        let from = self.marks.partition_point(|mark| mark.centre().1 < y - reach);
        let to = self.marks.partition_point(|mark| mark.centre().1 <= y + reach);
        self.marks.get(from..to).unwrap_or_default()
    }

    /// Whether a line is drawn between two characters.
    fn parted(&self, a: &Mark, b: &Mark, axis: Axis) -> bool {
        let middle = |mark: &Mark| axis.start(mark).midpoint(axis.end(mark));
        let (low, high) = (middle(a).min(middle(b)), middle(a).max(middle(b)));
        let across = if axis.down { b.centre().0 } else { b.centre().1 };
        self.rulings.iter().any(|(from, to)| {
            let ((one, begins), (other, ends)) = (axis.along(*from), axis.along(*to));
            let spans = begins.min(ends) <= across && across <= begins.max(ends);
            (one - other).abs() < 1.0 && spans && low <= one && one <= high
        })
    }
}

/// Characters line by line.
fn in_lines(mut marks: Vec<Mark>, axis: Axis) -> Vec<Mark> {
    marks.sort_by(|a, b| axis.across(a).total_cmp(&axis.across(b)));
    let mut lines: Vec<Vec<Mark>> = Vec::new();
    for mark in marks {
        match lines.last_mut() {
            Some(line)
                if line
                    .first()
                    .is_some_and(|first| axis.across(&mark) - axis.across(first) < OTHER_LINE * first.em) =>
            {
                line.push(mark);
            }
            _ => lines.push(vec![mark]),
        }
    }
    for line in &mut lines {
        line.sort_by(|a, b| axis.start(a).total_cmp(&axis.start(b)).then((a.glyph, a.part).cmp(&(b.glyph, b.part))));
    }
    lines.concat()
}
