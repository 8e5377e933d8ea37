//! Running heads, page numbers and side tabs, told by their repetition near the pages' edges.
//!
//! ```text
//! edge    lines near an edge, and where they stand along it
//! number  what a page's number looks like
//! repeat  the same words at the same place on several pages
//! count   numbers that count up with the pages
//! apart   whether a line stands apart from the body and in no box of a table
//! ```
//!
//! A reader takes for furniture what stands outside of the body. So nothing is taken that stands
//! between two rulings; and, page numbers on many pages aside, nothing that a white gap does not
//! part from the body, that has body text beside it or further out, or that is larger than the
//! body's text.

mod apart;
mod count;
mod edge;
mod names;
mod number;
mod repeat;
#[cfg(test)]
mod tests;

use super::order::InkLine;
use crate::pdf::ink::InkPage;
use edge::Edged;
pub use number::may_be_page_number;

/// What a line is that does not belong to the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The page's number.
    Number,
    /// A running head.
    Head,
    /// A running foot.
    Foot,
    /// An index tab at a side edge.
    Tab,
}

/// A page with its lines.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// Its ink: size, number, label, rulings.
    pub ink: &'a InkPage,
    /// Its lines in reading order.
    pub lines: &'a [InkLine],
}

/// Lines that are furniture together or not at all.
struct Group {
    number: bool,
    /// Whether the numbers of so many pages leave no doubt, however near the body stands.
    sure: bool,
    /// Indices of the lines near the edges.
    members: Vec<usize>,
}

/// Of this part of a group's lines at least it must be seen that they stand apart from the body.
const MOST: f32 = 2.0 / 3.0;

/// For each line of each page, what it is besides the body.
pub fn running(pages: &[Page<'_>]) -> Vec<Vec<Option<Role>>> {
    let lines = edge::lines(pages);
    let mut groups = repeat::groups(&lines, edge::body_size(pages));
    groups.extend(count::groups(pages, &lines));
    let surroundings: Vec<apart::Around> = lines.iter().map(|line| apart::around(pages, &lines, line)).collect();
    // What is furniture does not crowd other furniture; where a group falls, its neighbours are body.
    loop {
        let taken = taken(&groups, lines.len());
        let before = groups.len();
        groups.retain(|group| {
            let apart = group
                .members
                .iter()
                .filter(|at| surroundings.get(**at).is_some_and(|around| around.apart(&taken, group.sure)));
            apart.count() as f32 >= MOST * group.members.len() as f32
        });
        if groups.len() == before {
            break;
        }
    }
    groups.retain(|group| group.number || !names::over_columns(pages, &lines, &group.members));
    roles(pages, &lines, &groups)
}

fn taken(groups: &[Group], count: usize) -> Vec<bool> {
    let mut taken = vec![false; count];
    for at in groups.iter().flat_map(|group| &group.members) {
        if let Some(line) = taken.get_mut(*at) {
            *line = true;
        }
    }
    taken
}

fn roles(pages: &[Page<'_>], lines: &[Edged], groups: &[Group]) -> Vec<Vec<Option<Role>>> {
    let mut roles: Vec<Vec<Option<Role>>> = pages.iter().map(|page| vec![None; page.lines.len()]).collect();
    for group in groups {
        for line in group.members.iter().filter_map(|at| lines.get(*at)) {
            let role = if group.number { Role::Number } else { line.side.role() };
            if let Some(own) = roles.get_mut(line.page).and_then(|page| page.get_mut(line.line)) {
                // A number that is also repeated is a number.
                *own = Some(own.map_or(role, |known| known.min(role)));
            }
        }
    }
    roles
}
