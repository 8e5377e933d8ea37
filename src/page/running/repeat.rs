//! The same words at the same place on several pages.

use std::collections::BTreeMap;

use super::Group;
use super::count;
use super::edge::{Edged, Side};
use super::number::{numbers, page_number};
use crate::lexicon;
use crate::text::Rank;

/// Heads are set at one place to within this many points.
pub const SAME_PLACE: f32 = 3.0;
/// Fewer pages than this are no repetition.
pub const SEVERAL: usize = 3;
/// A head stands on most pages of its part of the document; on the left or right ones only, on half
/// of them, less some that are all picture.
const SHARE: f32 = 0.4;
/// Running heads are not larger than the body's text, headings are; up to this factor sizes are alike.
const ALIKE: f32 = 1.2;

/// Groups of lines with the same words, digits aside, at the same place.
pub fn groups(lines: &[Edged], body: f32) -> Vec<Group> {
    let mut alike: BTreeMap<(Side, String), Vec<usize>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        if line.size <= ALIKE * body && is_wording(&line.text) {
            alike.entry((line.side, without_digits(&line.text))).or_default().push(at);
        }
    }
    let mut groups = Vec::new();
    for members in alike.into_values().filter(|members| members.len() >= SEVERAL) {
        for row in clusters(members, |at| lines.get(*at).map_or(0.0, |line| line.distance)) {
            for anchor in 0..3 {
                let place = |at: &usize| lines.get(*at).and_then(|line| line.along.get(anchor)).map_or(0.0, |n| *n);
                groups.extend(clusters(row.clone(), place).into_iter().filter(|found| repeats(lines, found)));
            }
        }
    }
    groups.into_iter().map(|members| Group { number: false, sure: false, members }).collect()
}

/// Whether the text can be a running head: words, no page number, and without a mark that opens a
/// heading or an item (`■取組結果`); a number may open it (`第1章`).
fn is_wording(text: &str) -> bool {
    let opened = text.chars().next().and_then(lexicon::mark_rank).is_some_and(|rank| rank != Rank::Number);
    !opened && page_number(text).is_none() && text.chars().any(char::is_alphabetic)
}

/// Runs of members whose places follow each other closely.
pub fn clusters(mut members: Vec<usize>, place: impl Fn(&usize) -> f32) -> Vec<Vec<usize>> {
    members.sort_by(|a, b| place(a).total_cmp(&place(b)).then(a.cmp(b)));
    let near = |a: &usize, b: &usize| place(b) - place(a) <= SAME_PLACE;
    members.chunk_by(near).map(<[usize]>::to_vec).collect()
}

/// Whether the lines stand on enough pages, and say the same or count up with the pages.
fn repeats(lines: &[Edged], members: &[usize]) -> bool {
    let members: Vec<&Edged> = members.iter().filter_map(|at| lines.get(*at)).collect();
    let mut pages: Vec<usize> = members.iter().map(|line| line.page).collect();
    pages.sort_unstable();
    pages.dedup();
    let (Some(first), Some(last)) = (pages.first(), pages.last()) else { return false };
    let enough = pages.len() >= SEVERAL && pages.len() as f32 >= SHARE * (last - first + 1) as f32;
    enough && (same(&members) || counts(&members))
}

fn same(members: &[&Edged]) -> bool {
    members.windows(2).all(|pair| matches!(pair, [a, b] if a.text == b.text))
}

/// Whether one of the numbers in the text counts up with the pages: `広報 12` is a head and the
/// page's number. Numbers that count sheets belong to the sheets.
fn counts(members: &[&Edged]) -> bool {
    if members.iter().any(|line| lexicon::is_sheet_number(&line.text)) {
        return false;
    }
    let numbers: Vec<Vec<u32>> = members.iter().map(|line| numbers(&line.text)).collect();
    let most = numbers.iter().map(Vec::len).max().unwrap_or(0);
    (0..most).any(|at| {
        let column = members.iter().zip(&numbers);
        let offsets = column.filter_map(|(line, numbers)| Some(count::offset(line, *numbers.get(at)?)));
        let mut offsets: Vec<i64> = offsets.collect();
        offsets.sort_unstable();
        let longest = offsets.chunk_by(|a, b| a == b).map(<[i64]>::len).max().unwrap_or(0);
        longest >= SEVERAL && 2 * longest > members.len()
    })
}

fn without_digits(text: &str) -> String {
    let mut folded: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    while folded.contains("00") {
        folded = folded.replace("00", "0");
    }
    folded
}
