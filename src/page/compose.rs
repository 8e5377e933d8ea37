//! Lines to blocks.

use super::{Block, Kind, furniture, heading};
use crate::text::{Line, Rank, Text};

/// Most blank lines between the two halves of a bracket that a page broke.
const FARTHEST: u32 = 3;

/// The blocks of a document, in the order of its lines; every line is in one block.
pub fn compose(lines: &[Line]) -> Vec<Block> {
    let lines = join_paragraphs(lines);
    let mut blocks: Vec<Block> = lines.into_iter().filter_map(|(first, parts)| block(first, parts)).collect();
    furniture::mark_contents(&mut blocks);
    furniture::mark_numbers(&mut blocks);
    furniture::cut_glued_numbers(&mut blocks);
    heading::mark_headings(&mut blocks);
    blocks
}

/// Lines of one paragraph put together, where the source tells where paragraphs end. Furniture between two lines of
/// a paragraph stands behind it.
fn join_paragraphs(lines: &[Line]) -> Vec<(Line, Vec<Text>)> {
    let mut joined: Vec<(Line, Vec<Text>)> = Vec::new();
    let mut open = false;
    let mut last: Option<usize> = None;
    for line in lines {
        if line.furniture {
            joined.push((line.clone(), vec![line.text.clone()]));
            continue;
        }
        let row = line.is_row();
        let opens = crate::text::mark_of(line.text.as_str()).is_some_and(|mark| mark.rank != Rank::Number)
            || line.text.as_str().starts_with('【');
        match last.and_then(|last| joined.get_mut(last)) {
            Some((first, parts))
                if !row && !opens && (open && line.blank_above == 0 || closes_bracket(first, line)) =>
            {
                first.text = wrapped(std::mem::take(&mut first.text), &line.text);
                parts.push(line.text.clone());
            }
            _ => {
                last = Some(joined.len());
                joined.push((line.clone(), vec![line.text.clone()]));
            }
        }
        open = line.closes == Some(false) && !row;
    }
    joined
}

/// Whether a line closes a bracket that the line above left open.
fn closes_bracket(above: &Line, line: &Line) -> bool {
    let text = above.text.as_str();
    let inside = text.matches('(').count() == text.matches(')').count() + 1;
    let (open, close) = (line.text.as_str().find('('), line.text.as_str().find(')'));
    let near = line.blank_above <= FARTHEST && !text.contains('\t');
    inside && near && close.is_some_and(|close| open.is_none_or(|open| close < open))
}

/// Two lines of one paragraph: Latin words keep a space between them.
fn wrapped(first: Text, second: &Text) -> Text {
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let mut joined = first.trimmed();
    if word(joined.as_str().chars().next_back()) && word(second.as_str().chars().next()) {
        joined.push_gap();
    }
    joined.push_text(second);
    joined
}

fn block(first: Line, parts: Vec<Text>) -> Option<Block> {
    let mut block = Block::of(first, parts)?;
    if block.kind != Kind::Row {
        block.text = block.text.trimmed();
    }
    Some(block)
}
