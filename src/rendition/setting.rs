//! Spaces that stand only for typesetting: some programs set every Latin word and digit apart
//! (`LINE で 23 件`), others never do.
//!
//! Which it is shows in a region as a whole: a table's rows on one page, or all running text. There
//! the spaces vanish, so that in later stages a space beside a digit is one that separates.

use crate::text::{Line, is_japanese};

/// Share of borders between the two scripts that must have a space, in per cent, and how many
/// there must be at least.
const APART: usize = 75;
const FEWEST: usize = 3;

/// Borders with and without a space.
#[derive(Default)]
struct Count {
    apart: usize,
    tight: usize,
}

impl Count {
    fn sets_apart(&self) -> bool {
        self.apart >= FEWEST && self.apart * 100 >= (self.apart + self.tight) * APART
    }
}

/// Takes out the spaces of regions that set Latin words apart.
pub fn close_up(lines: &mut [Line]) {
    let (mut rows, mut prose): (Vec<Vec<usize>>, Vec<usize>) = (Vec::new(), Vec::new());
    for (i, line) in lines.iter().enumerate() {
        if !line.text.as_str().contains('\t') {
            prose.push(i);
        } else if i > 0 && line.blank_above == 0 && lines[i - 1].text.as_str().contains('\t') {
            // The first row is the header; it is often set in another way.
            rows.last_mut().into_iter().for_each(|region| region.push(i));
        } else {
            rows.push(Vec::new());
        }
    }
    rows.push(prose);
    for region in rows {
        close_up_region(lines, &region);
    }
}

fn close_up_region(lines: &mut [Line], region: &[usize]) {
    let (mut before, mut behind) = (Count::default(), Count::default());
    for i in region {
        count(lines[*i].text.as_str(), &mut before, &mut behind);
    }
    let (before, behind) = (before.sets_apart(), behind.sets_apart());
    if !before && !behind {
        return;
    }
    for i in region {
        let text = &lines[*i].text;
        let s = text.as_str();
        let cuts: Vec<_> = s
            .match_indices(' ')
            .map(|(at, _)| at)
            .filter(|at| {
                let left = s[..*at].chars().next_back().unwrap_or(' ');
                let right = s[at + 1..].chars().next().unwrap_or(' ');
                before && is_japanese(left) && is_latin(right) || behind && is_latin(left) && is_japanese(right)
            })
            .map(|at| at..at + 1)
            .collect();
        if !cuts.is_empty() {
            lines[*i].text = text.remove(&cuts);
        }
    }
}

/// Counts the borders from Japanese to Latin (`before` the Latin word) and back (`behind` it).
fn count(s: &str, before: &mut Count, behind: &mut Count) {
    let chars: Vec<char> = s.chars().collect();
    for pair in chars.windows(2) {
        before.tight += usize::from(is_japanese(pair[0]) && is_latin(pair[1]));
        behind.tight += usize::from(is_latin(pair[0]) && is_japanese(pair[1]));
    }
    for three in chars.windows(3).filter(|three| three[1] == ' ') {
        before.apart += usize::from(is_japanese(three[0]) && is_latin(three[2]));
        behind.apart += usize::from(is_latin(three[0]) && is_japanese(three[2]));
    }
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '%'
}
