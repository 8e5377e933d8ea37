//! A page's body: the ink without running heads, page numbers and side tabs.
//!
//! Furniture stands in line with the body on many pages; alignment would take it for a column.

use crate::page::order::{self, InkLine, Seated};
use crate::page::running::{self, Page, Role};
use crate::page::turn::Turn;
use crate::pdf::ink::InkPage;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::HashSet;

/// A page as read by its drawn boxes alone.
pub struct Body<'a> {
    /// The page without its furniture.
    pub ink: Cow<'a, InkPage>,
    /// The lines of the whole page, where they are known.
    pub lines: Option<Vec<InkLine>>,
}

/// The body of each page, in the same order; `seated` are the runs of each within its drawn boxes. The edges that tell
/// furniture are those of the sheets, as they were before they were turned.
pub fn bodies<'a>(
    sheets: &[InkPage],
    turns: &[Turn],
    pages: &'a [Cow<'_, InkPage>],
    seated: &[Seated<'_>],
) -> Vec<Body<'a>> {
    let lines: Vec<_> = pages.par_iter().zip(seated).map(|(page, seated)| order::lines_of(page, seated)).collect();
    let displayed: Vec<_> = lines.iter().zip(turns).map(|(lines, turn)| turn.displayed_lines(lines)).collect();
    let lined: Vec<Page<'_>> = sheets.iter().zip(&displayed).map(|(ink, lines)| Page { ink, lines }).collect();
    let roles = running::running(&lined);
    let furnished = pages.iter().zip(lines).zip(&roles);
    furnished.map(|((page, lines), roles)| Body { ink: body(page, &lines, roles), lines: Some(lines) }).collect()
}

fn body<'a>(page: &'a InkPage, lines: &[InkLine], roles: &[Option<Role>]) -> Cow<'a, InkPage> {
    let furniture = lines.iter().zip(roles).filter(|(_, role)| role.is_some());
    let taken: HashSet<u32> = furniture.flat_map(|(line, _)| line.glyphs.iter().copied()).collect();
    if taken.is_empty() {
        return Cow::Borrowed(page);
    }
    let rest = page.glyphs.iter().enumerate().filter(|(at, _)| !taken.contains(&(*at as u32)));
    let glyphs = rest.map(|(_, glyph)| glyph.clone()).collect();
    Cow::Owned(InkPage { glyphs, ..page.clone() })
}
