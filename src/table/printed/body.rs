//! A page's body: the ink without running heads, page numbers and side tabs.
//!
//! Furniture stands in line with the body on many pages; alignment would take it for a column.

use crate::page::grid::Grid;
use crate::page::order::{self, InkLine};
use crate::page::running::{self, Page, Role};
use crate::pdf::ink::InkPage;
use crate::table::lattice::Lattice;
use std::borrow::Cow;
use std::collections::HashSet;

/// The body of each page, in the same order; `drawn` are the boxes drawn on each.
pub fn bodies<'a>(pages: &'a [InkPage], drawn: &[Lattice]) -> Vec<Cow<'a, InkPage>> {
    let grids = |at: usize| -> Vec<Grid> {
        drawn.get(at).map_or(Vec::new(), |drawn| drawn.tables.iter().chain(&drawn.frames).cloned().collect())
    };
    let lines: Vec<_> = pages.iter().enumerate().map(|(at, page)| order::lines(page, &grids(at))).collect();
    let lined: Vec<Page<'_>> = pages.iter().zip(&lines).map(|(ink, lines)| Page { ink, lines }).collect();
    let roles = running::running(&lined);
    pages.iter().zip(lines.iter().zip(&roles)).map(|(page, (lines, roles))| body(page, lines, roles)).collect()
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
