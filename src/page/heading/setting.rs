//! Headings of printed pages: told by size and weight as much as by their words.

use super::{is_long_name, reads_as_title, states_figures};
use crate::lexicon;
use crate::page::{Block, Kind};
use crate::text::Rank;
use std::collections::BTreeMap;

/// A heading is set larger than the text by at least this share.
const LARGER: f32 = 1.12;
/// Sizes nearer than this share are one.
const SAME_SIZE: f32 = 1.04;
/// The innermost level of a printed page: covers and columns with sizes of their own take the outer ones.
const INNERMOST: u8 = 12;
/// The level of a heading that nothing but its setting tells.
const BY_SETTING: u8 = 6;

/// Adds the headings that are set larger or bolder than the text, and orders all levels by size first: what is set
/// larger stands above what is set smaller. Lines of a text file have no setting; their levels stay.
pub fn rank(blocks: &[Block], levels: &mut [Option<u8>]) {
    let Some((body, bold_body)) = body(blocks) else { return };
    for (block, level) in blocks.iter().zip(levels.iter_mut()) {
        let set_off = block.look.is_some_and(|look| f32::from(look.size) >= LARGER * body || (look.bold && !bold_body));
        let words = block.text.as_str();
        let name = (!block.is_sentence() || is_long_name(words)) && !states_figures(words);
        let may = matches!(block.kind, Kind::Plain | Kind::Item) && name;
        if level.is_none() && set_off && may && (block.mark.is_some() || reads_as_title(block.text.as_str())) {
            *level = Some(BY_SETTING);
        }
    }
    let key = |block: &Block, level: u8| block.look.map(|look| (bucket(f32::from(look.size)), depth(block, level)));
    let mut keys: Vec<(i32, u8)> =
        blocks.iter().zip(levels.iter()).filter_map(|(block, level)| key(block, (*level)?)).collect();
    keys.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    keys.dedup();
    for (block, level) in blocks.iter().zip(levels.iter_mut()) {
        let place = level.and_then(|level| key(block, level)).and_then(|own| keys.iter().position(|key| *key == own));
        if let Some(place) = place {
            *level = Some((place as u8).saturating_add(1).min(INNERMOST));
        }
    }
}

/// How deep a heading stands among those of its size: 第1章 over 1. over 1.1 over (1) over ①.
fn depth(block: &Block, level: u8) -> u8 {
    let Some(mark) = block.mark.as_ref().filter(|mark| mark.rank == Rank::Number) else {
        return level.saturating_mul(10);
    };
    let sign = mark.sign.as_str();
    let dots = sign.trim_end_matches('.').matches(['.', '-']).count() as u8;
    match sign.chars().next() {
        Some('第') if lexicon::counts_inner_part(sign) => 12,
        Some('第') => 11,
        Some('I' | 'V' | 'X') => 15,
        Some(c) if c.is_ascii_digit() => 20 + dots.min(5),
        Some('(') => 30,
        _ => 40,
    }
}

/// The size and weight of most characters, in tenths of a point; `None` where nothing tells. Where nothing outside of
/// the tables is a sentence, what stands there are headings and captions: the tables tell the size of the text.
fn body(blocks: &[Block]) -> Option<(f32, bool)> {
    let prose = blocks.iter().any(|block| block.kind != Kind::Row && block.is_sentence());
    let counted = |block: &&Block| !prose || block.kind != Kind::Row;
    let mut counts: BTreeMap<(u16, bool), usize> = BTreeMap::new();
    for block in blocks.iter().filter(counted) {
        let Some(look) = block.look else { continue };
        *counts.entry((look.size, look.bold)).or_default() += block.text.as_str().chars().count();
    }
    let most = counts.iter().max_by_key(|(_, count)| **count)?;
    Some((f32::from(most.0.0), most.0.1))
}

/// Sizes that are one for a reader have the same number; larger ones a larger number.
fn bucket(size: f32) -> i32 {
    (size.max(1.0).ln() / SAME_SIZE.ln()).round() as i32
}
