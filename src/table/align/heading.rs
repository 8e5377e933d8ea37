//! Lines that head tables and stand outside of them: larger text between two tables, captions, a note in parentheses
//! above one.

use super::bit::Bit;
use super::line::SAME_LINE;
use crate::geometry::Rect;
use crate::lexicon;

/// A header is not set larger than its cells; a heading is, by this factor at least.
pub const LARGER: f32 = 1.2;
/// A number stands this near before its heading, in ems; names of columns stand further apart.
const SPACED: f32 = 2.5;

/// Whether the bits of one line are a heading over text of a size in points: larger, or a caption.
pub fn is_heading(line: &[&Bit], below: f32) -> bool {
    (line.iter().all(|bit| bit.size >= LARGER * below) || is_caption(line)) && is_one(line)
}

/// Whether the bits of one line begin as a caption does: 表1, 図2, Table 3. A sentence only speaks of one.
pub fn is_caption(line: &[&Bit]) -> bool {
    let mut own: Vec<&&Bit> = line.iter().collect();
    own.sort_by(|a, b| a.rect.left.total_cmp(&b.rect.left));
    let mut text = String::new();
    text.extend(own.into_iter().map(|bit| bit.text.as_str()));
    lexicon::begins_as_caption(&text) && !text.ends_with('。')
}

/// Whether no wide gap parts the bits of a line.
pub fn is_one(line: &[&Bit]) -> bool {
    let mut own = line.to_vec();
    own.sort_by(|a, b| a.rect.left.total_cmp(&b.rect.left));
    own.windows(2).all(|pair| matches!(pair, [a, b] if b.rect.left - a.rect.right <= SPACED * a.size))
}

/// The first heading among bits that are sorted by their baselines: a line with nothing beside it.
pub fn first(bits: &[&Bit], em: f32) -> Option<Rect> {
    let mut lines = bits.chunk_by(|a, b| b.baseline - a.baseline <= SAME_LINE * em);
    let line = lines.find(|line| is_heading(line, em))?;
    around(line).filter(|rect| {
        let inside = |bit: &&&Bit| bit.rect.top < rect.bottom && bit.rect.bottom > rect.top;
        let own = |bit: &&Bit| line.iter().any(|own| std::ptr::eq(*own, *bit));
        bits.iter().filter(inside).all(|bit| bit.size >= LARGER * em || own(bit))
    })
}

/// Where a note above a table ends, in points: its first line, alone and in parentheses.
pub fn note(bits: &[&Bit]) -> Option<f32> {
    let first = bits.first()?;
    let line = bits.chunk_by(|a, b| b.baseline - a.baseline <= SAME_LINE * first.size).next()?;
    let text: String = line.iter().map(|bit| bit.text.as_str()).collect();
    let noted = text.starts_with(['(', '（']) && text.ends_with([')', '）']) && is_one(line);
    let rect = around(line).filter(|_| noted)?;
    let below = bits.iter().skip(line.len());
    below.into_iter().all(|bit| bit.rect.top >= rect.bottom).then_some(rect.bottom)
}

fn around(line: &[&Bit]) -> Option<Rect> {
    line.iter().map(|bit| bit.rect).reduce(|a, b| a.union(&b))
}
