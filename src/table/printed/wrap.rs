//! The lines of a cell as one text: what a line break wrapped is joined, what was stacked stays apart.

use crate::geometry::Rect;
use crate::page::order::InkLine;
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
/// Room that a kana or kanji takes, in ems.
const BODY: f32 = 1.0;
/// Room that a Latin letter or a digit takes, in ems.
const NARROW: f32 = 0.55;

/// A line along its own direction: where it begins and ends, and its baseline from line to line.
struct Run {
    begin: f32,
    end: f32,
    across: f32,
    size: f32,
}

/// The text of a cell's lines in reading order.
pub fn text(lines: &[&InkLine], cell: &Rect) -> String {
    let mut text = String::new();
    let runs: Vec<Run> = lines.iter().map(|line| run(line)).collect();
    for (at, line) in lines.iter().enumerate() {
        if let Some(before) = at.checked_sub(1).and_then(|before| lines.get(before))
            && let (Some(last), Some(next)) = (runs.get(at - 1), runs.get(at))
        {
            let same = before.direction == line.direction;
            if same && (next.across - last.across).abs() <= ONE_LINE * last.size.min(next.size) {
                text.push(' ');
            } else if same && wrapped(before, line, last, next, &room(line.direction, cell, &runs)) {
                if between_words(&before.text, &line.text) {
                    text.push(' ');
                }
            } else {
                text.push('\n');
            }
        }
        text.push_str(line.text.trim());
    }
    text
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
    if next.across - last.across > LEADING * size || opening(line.text.trim_start()).is_some() {
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
    free < (first_unit(&line.text) + SLACK) * size
}

/// The room that the first part of a line takes which cannot be broken, in ems.
fn first_unit(text: &str) -> f32 {
    let narrow = |char: &char| char.is_ascii() && !char.is_ascii_whitespace();
    let word = text.trim_start().chars().take_while(narrow).count();
    if word > 0 {
        return word as f32 * NARROW;
    }
    let tail = text.trim_start().chars().skip(1).take_while(|char| "、。，．）」』】〕・ー".contains(*char)).count();
    (1 + tail) as f32 * BODY
}

/// Whether a line break stands between two Latin words.
fn between_words(before: &str, after: &str) -> bool {
    let word = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphanumeric() || ",.;:)('".contains(char));
    word(before.trim_end().chars().next_back())
        && after.trim_start().chars().next().is_some_and(|char| char.is_ascii_alphabetic() || char == '(')
}
