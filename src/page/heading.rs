//! Which blocks are headings, and of which level.

mod setting;

use super::{Block, Kind, LONGEST_NAME, is_bar_sample, squeeze};
use crate::lexicon;
use crate::text::{Carry, Rank, is_roman, marks_in, periods, quantities};
use std::collections::HashSet;

/// Marks the headings.
///
/// Levels, from the outside: 1 a chapter (a number of its own, 第1章, 1.), 2 ▼, 3 (1), 4 other head
/// marks that never open items here (■ □ ◆), 5 ○ over a paragraph, 6 a short line that stands
/// alone above a text.
pub fn mark_headings(blocks: &mut [Block]) {
    let contents: HashSet<String> =
        blocks.iter().filter(|block| block.kind == Kind::Contents).map(|block| squeeze(block.text.as_str())).collect();
    let mut levels: Vec<Option<u8>> = (0..blocks.len()).map(|i| level(blocks, i, &contents)).collect();
    setting::rank(blocks, &mut levels);
    for (block, level) in blocks.iter_mut().zip(levels) {
        if let Some(level) = level {
            block.kind = Kind::Heading(level);
        }
    }
}

fn level(blocks: &[Block], i: usize, contents: &HashSet<String>) -> Option<u8> {
    let block = &blocks[i];
    if !matches!(block.kind, Kind::Item | Kind::Plain) || block.is_sentence() && !names_with_brackets(block) {
        return None;
    }
    if states_figures(block.text.as_str()) {
        return None;
    }
    if block.lines.iter().any(|line| is_bar_sample(line.as_str())) {
        return None;
    }
    let next = blocks.get(i + 1);
    let alone = block.gap > 0 || i == 0;
    let text = block.text.as_str();
    match block.mark.as_ref().map(|mark| (mark.rank, mark.sign.as_str())) {
        Some((Rank::Number, sign)) if sign.starts_with('第') => Some(1),
        Some((Rank::Number, sign)) if is_roman(sign) => {
            ((alone || leads(block, next)) && !text.contains(':')).then_some(1)
        }
        Some((Rank::Number, sign)) if sign.starts_with('(') => Some(3),
        Some((Rank::Number, sign)) if sign.starts_with(|c: char| c.is_ascii_digit()) => {
            ((alone || leads(block, next)) && !text.contains(':')).then_some(1)
        }
        Some((Rank::Head, sign)) if lexicon::heads_section(sign) => Some(2),
        Some((Rank::Head, sign)) if lexicon::heads_part(sign) => marks_in(text).is_empty().then_some(4),
        Some((Rank::Head, _)) => {
            let paragraph = next.is_some_and(|next| next.kind == Kind::Plain && next.gap > 0);
            (alone && paragraph && text.chars().count() <= 20 && !text.contains(['%', '(', ':'])).then_some(5)
        }
        Some(_) => None,
        None if contents.contains(&squeeze(text)) && alone => Some(1),
        None if alone && block.look.is_none() && lexicon::is_counted_pillar(text) && reads_as_title(text) => Some(2),
        None => (alone && reads_as_title(text) && next.is_some_and(|next| heads(blocks, i + 1, next))).then_some(6),
    }
}

/// What leads from one figure to another (利用者数:5人 → 12人) is a statement and heads nothing.
pub(super) fn states_figures(text: &str) -> bool {
    let Some(arrow) = text.find(lexicon::arrow_sign) else { return false };
    let dates: Vec<_> = periods(text, &mut Carry::default()).into_iter().map(|found| found.range).collect();
    quantities(text, &dates).iter().any(|found| found.range.start > arrow)
}

/// On a printed page a counted line heads a paragraph, or lines that are counted another way; lines counted alike
/// that follow one another are a list.
fn leads(block: &Block, next: Option<&Block>) -> bool {
    let form =
        |block: &Block| block.mark.as_ref().map(|mark| mark.sign.trim_matches(|c: char| c.is_ascii_digit()).to_owned());
    let below = next.is_some_and(|next| match next.kind {
        Kind::Plain => next.is_sentence(),
        Kind::Item => next.rank() == Some(Rank::Number) && form(next) != form(block),
        Kind::Row => true,
        _ => false,
    });
    block.look.is_some() && block.text.as_str().chars().count() <= LONGEST_NAME && below
}

/// A heading with its figures in brackets is long and still a heading: `■電子化 【目標】…`.
fn names_with_brackets(block: &Block) -> bool {
    block.rank() == Some(Rank::Head) && block.text.as_str().contains('【') && !block.text.as_str().contains('。')
}

/// The longest heading that a word and a number open (重点対策3 …), in characters.
const LONGEST_COUNTED: usize = 66;

/// What a word and a number open is told by them: its name may be longer.
pub(super) fn is_long_name(text: &str) -> bool {
    lexicon::counted_measure(text).is_some() && text.chars().count() <= LONGEST_COUNTED && !text.contains('。')
}

/// A date by itself is no title, nor is a line that reads on.
pub(super) fn reads_as_title(text: &str) -> bool {
    let dates = periods(text, &mut Carry::default());
    if matches!(dates.as_slice(), [only] if only.range == (0..text.len())) {
        return false;
    }
    (text.chars().count() <= LONGEST_NAME || is_long_name(text))
        && !text.ends_with(['、', '。', ':', ')', '%', '「'])
        && !text.starts_with(['(', ')', '。', '、', '「', '※'])
        && (!text.starts_with('【') || lexicon::counted_measure(text).is_some())
        && !text.starts_with(|c: char| c.is_ascii_digit())
        && !text.contains([':', '⇒', '→'])
}

/// Whether a title may stand above this block: a sentence, a table, an item, or a list of names.
fn heads(blocks: &[Block], i: usize, next: &Block) -> bool {
    match next.kind {
        Kind::Row | Kind::Item => next.gap > 0,
        Kind::Plain => {
            next.is_sentence()
                || (next.gap > 0 && blocks.get(i + 1).is_some_and(|after| after.kind == Kind::Plain && after.gap == 0))
        }
        _ => false,
    }
}
