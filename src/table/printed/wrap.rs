//! The lines of a cell as one text: what a line break wrapped is joined, what was stacked stays apart.

use crate::geometry::Rect;
use crate::lexicon;
use crate::page::order::InkLine;
use crate::page::wrap::had_no_room;
use crate::pdf::ink::Direction;
use crate::text::opening;

/// Baselines that differ by less are one line, in ems.
const ONE_LINE: f32 = 0.3;
/// From baseline to baseline of one text, in ems; lines further apart are two texts.
const LEADING: f32 = 2.4;
/// Space that the wrapping leaves at the end of a full line, in ems: glue, and a sign that may not begin a line.
const SLACK: f32 = 0.8;
/// Text keeps at most this far from the edges of its cell, in ems.
const PADDING: f32 = 1.0;
/// A line that begins this much further in than the one before opens a paragraph, in ems.
const INDENT: f32 = 0.7;
/// A paragraph's first line is indented by no more than this, in ems.
const PARAGRAPH: f32 = 1.5;
/// Lines of an item hang behind its mark by no more than this, in ems.
const HANGING: f32 = 2.5;

/// A line along its own direction: where it begins and ends, and its baseline from line to line.
struct Run {
    begin: f32,
    end: f32,
    across: f32,
    size: f32,
}

/// What stands between two lines of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// Nothing: the line before was full.
    Wrapped,
    /// A space: the two stand side by side, or a line break parts two Latin words.
    Space,
    /// A line break that a reader sees.
    Break,
}

/// The text of a cell's lines in reading order.
pub fn text(lines: &[&InkLine], cell: &Rect) -> String {
    let mut text = String::new();
    for (line, joint) in lines.iter().zip(joints(lines, cell)) {
        match joint.filter(|_| !text.is_empty()) {
            Some(Joint::Space) => text.push(' '),
            Some(Joint::Break) => text.push('\n'),
            _ => {}
        }
        text.push_str(line.text.trim());
    }
    text
}

/// What stands before each of a cell's lines; nothing before the first.
pub fn joints(lines: &[&InkLine], cell: &Rect) -> Vec<Option<Joint>> {
    let runs: Vec<Run> = lines.iter().map(|line| run(line)).collect();
    let joint = |at: usize| {
        let (before, line) = (lines.get(at.checked_sub(1)?)?, lines.get(at)?);
        let (last, next) = (runs.get(at - 1)?, runs.get(at)?);
        let same = before.direction == line.direction;
        Some(if same && (next.across - last.across).abs() <= ONE_LINE * last.size.min(next.size) {
            Joint::Space
        } else if !same || !wrapped(before, line, last, next, &room(line.direction, cell, &runs)) {
            Joint::Break
        } else if between_words(&before.text, &line.text) {
            Joint::Space
        } else {
            Joint::Wrapped
        })
    };
    (0..lines.len()).map(joint).collect()
}

/// Whether the first line of a cell goes on with the last line that the cell has on the page before.
pub fn across(before: &InkLine, line: &InkLine, cell: &Rect) -> bool {
    let (last, next) = (run(before), run(line));
    let room = room(line.direction, cell, &[run(before), run(line)]);
    let below = Run { across: last.across + last.size, ..next };
    before.direction == line.direction && wrapped(before, line, &last, &below, &room)
}

/// The stretch between the edges of a cell that its lines may fill.
fn room(direction: Direction, cell: &Rect, runs: &[Run]) -> (f32, f32) {
    let (from, to) = match direction {
        Direction::Right | Direction::Slanted => (cell.left, cell.right),
        Direction::Down => (cell.top, cell.bottom),
        Direction::Left => (-cell.right, -cell.left),
        Direction::Up => (-cell.bottom, -cell.top),
    };
    let most = runs.iter().map(|run| run.size).fold(0.0, f32::max) * PADDING;
    let begin = runs.iter().map(|run| run.begin - from).fold(most, f32::min).max(0.0);
    let end = runs.iter().map(|run| to - run.end).fold(most, f32::min).max(0.0);
    // The padding is the same on both sides; the narrower one is seen where a line is full.
    let padding = begin.min(end);
    (from + padding, to - padding)
}

fn run(line: &InkLine) -> Run {
    let rect = &line.rect;
    let (begin, end, across) = match line.direction {
        Direction::Right | Direction::Slanted => (rect.left, rect.right, line.baseline),
        Direction::Down => (rect.top, rect.bottom, -line.baseline),
        Direction::Left => (-rect.right, -rect.left, -line.baseline),
        Direction::Up => (-rect.bottom, -rect.top, line.baseline),
    };
    Run { begin, end, across, size: line.size }
}

/// Whether a line break only wraps: what follows had no room in the line before.
fn wrapped(before: &InkLine, line: &InkLine, last: &Run, next: &Run, room: &(f32, f32)) -> bool {
    let size = last.size.max(next.size);
    let item = opening(line.text.trim_start()).is_some() && !leaves_open(&before.text);
    if next.across - last.across > LEADING * size || item {
        return false;
    }
    // The first line of a paragraph is indented where the line before ended one.
    if next.begin - last.begin > INDENT * size && before.text.trim_end().ends_with('。') {
        return false;
    }
    // Two figures one below the other are two, however narrow their cell.
    let digit = |char: Option<char>| char.is_some_and(|char| char.is_numeric());
    if digit(before.text.trim_end().chars().next_back()) && digit(line.text.trim_start().chars().next()) {
        return false;
    }
    // What hangs behind a mark keeps its indent; what is centred leaves its white on both sides.
    let indent = (last.begin.min(next.begin) - room.0).clamp(0.0, HANGING * size);
    let centred = ((last.begin - room.0) - (room.1 - last.end)).abs() <= size;
    let free = (room.1 - room.0) - (last.end - last.begin) - if centred { 0.0 } else { indent };
    // What begins so much further in is set to the right: a unit over its figure.
    if !centred && last.begin - next.begin > PARAGRAPH * size {
        return false;
    }
    had_no_room(&line.text, size, free, SLACK)
}

/// Whether a line opens a bracket that it does not close: no item begins in one.
fn leaves_open(line: &str) -> bool {
    let last = |is: fn(char) -> bool| line.char_indices().filter(|(_, c)| is(*c)).map(|(at, _)| at).next_back();
    last(lexicon::opens_bracket) > last(lexicon::closes_bracket)
}

/// Whether a line break stands between two Latin words.
fn between_words(before: &str, after: &str) -> bool {
    let word = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphanumeric() || ",.;:)('".contains(char));
    word(before.trim_end().chars().next_back())
        && after.trim_start().chars().next().is_some_and(|char| char.is_ascii_alphabetic() || char == '(')
}
