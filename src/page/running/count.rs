//! Numbers that count up with the pages.

use std::collections::BTreeMap;

use super::edge::{Edged, MIDDLE, Side, folded};
use super::number::page_number;
use super::repeat::{SEVERAL, clusters};
use super::{Group, Page};

/// How far a number is ahead of the page's place in the document.
pub fn offset(line: &Edged, number: u32) -> i64 {
    i64::from(number) - i64::try_from(line.page).unwrap_or(i64::MAX / 2)
}

/// Groups of page numbers: several that count up, at one distance from one edge or
/// below all else; of a document of
/// one or two pages the ones that are plainly page numbers.
pub fn groups(pages: &[Page<'_>], lines: &[Edged]) -> Vec<Group> {
    let mut counted: BTreeMap<(Side, i64), Vec<usize>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some(number) = page_number(&line.text) {
            counted.entry((line.side, offset(line, number))).or_default().push(at);
        }
    }
    let mut groups = Vec::new();
    for members in counted.into_values() {
        let under = members.iter().copied().filter(|at| lines.get(*at).is_some_and(|line| line.under)).collect();
        let rows = clusters(members, |at| lines.get(*at).map_or(0.0, |line| line.distance));
        for row in rows.into_iter().chain([under]).filter(|row| !row.is_empty()) {
            let several = distinct_pages(lines, &row) >= SEVERAL;
            if several || (pages.len() <= SEVERAL && plain(pages, lines, &row)) {
                groups.push(Group { number: true, sure: several, members: row });
            }
        }
    }
    groups
}

fn distinct_pages(lines: &[Edged], members: &[usize]) -> usize {
    let mut pages: Vec<usize> = members.iter().filter_map(|at| Some(lines.get(*at)?.page)).collect();
    pages.sort_unstable();
    pages.dedup();
    pages.len()
}

/// Whether few numbers are page numbers without doubt: one stands on each page of the document, or
/// is the page's own number or label; and it stands at the foot or in the middle of the head.
fn plain(pages: &[Page<'_>], lines: &[Edged], members: &[usize]) -> bool {
    let all = pages.len() > 1 && distinct_pages(lines, members) == pages.len();
    members.iter().filter_map(|at| lines.get(*at)).all(|line| {
        let Some(page) = pages.get(line.page) else { return false };
        let [_, middle, _] = line.along;
        let placed = line.side == Side::Bottom || (line.side == Side::Top && middle.abs() <= MIDDLE);
        let number = page_number(&line.text);
        let label = page.ink.label.as_ref().and_then(|label| page_number(&folded(label)));
        placed && (all || number == Some(page.ink.number) || (label.is_some() && number == label))
    })
}
