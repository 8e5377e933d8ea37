//! Lines near the edges of their pages.

use unicode_normalization::UnicodeNormalization;

use super::number::page_number;
use super::{Page, Role};
use crate::geometry::Rect;
use crate::page::order::InkLine;

/// Heads and feet stand within this share of the page's longer side: the usual page of a Japanese
/// word processor, upright or not, leaves 35 mm of 297 above and 30 mm below the body.
const HEAD: f32 = 0.12;
/// They never stand further in than this share of the page's height: slides are low.
const DEEPEST: f32 = 0.17;
/// Side tabs stand within this share of the width: 15 mm of 210, less than any body's margin.
const TAB: f32 = 0.07;
/// A number this near to the middle of its edge, in points, stands in the middle.
pub const MIDDLE: f32 = 10.0;
/// A page with more lines than this near its edges is a drawing or a map: nothing repeats there.
const CROWD: usize = 80;

/// An edge of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    Top,
    Bottom,
    Left,
    Right,
}

impl Side {
    /// What stands there besides page numbers.
    pub fn role(self) -> Role {
        match self {
            Self::Top => Role::Head,
            Self::Bottom => Role::Foot,
            Self::Left | Self::Right => Role::Tab,
        }
    }
}

/// A line near an edge.
#[derive(Debug)]
pub struct Edged {
    /// Index of its page.
    pub page: usize,
    /// Index of the line on its page.
    pub line: usize,
    /// The edge.
    pub side: Side,
    /// Its text in half width and small letters, without white space.
    pub text: String,
    /// Whether it is a number below all else.
    pub under: bool,
    /// Points from the edge to the line's middle.
    pub distance: f32,
    /// Where it stands along the edge, in points: its beginning from the edge's beginning, its
    /// middle from the edge's middle, its end from the edge's end. Pages of one document differ in
    /// size, and lines in length; one of the three stays.
    pub along: [f32; 3],
    /// Font size in points.
    pub size: f32,
}

/// The lines near the edges, page by page.
pub fn lines(pages: &[Page<'_>]) -> Vec<Edged> {
    let mut found = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        let first = found.len();
        let last = last(page.lines);
        found.extend((0..page.lines.len()).filter_map(|line| edged(page, at, line, last == Some(line))));
        if found.len() - first > CROWD {
            found.truncate(first);
        }
    }
    found
}

fn edged(page: &Page<'_>, at: usize, line: usize, last: bool) -> Option<Edged> {
    let ink = page.lines.get(line)?;
    let (rect, width, height) = (ink.rect, page.ink.width, page.ink.height);
    let near = side(&rect, width, height);
    if near.is_none() && !last {
        return None;
    }
    let text = folded(&ink.text);
    if text.is_empty() {
        return None;
    }
    let middle = rect.middle();
    let level = [rect.left, middle.x - width / 2.0, rect.right - width];
    let upright = [rect.top, middle.y - height / 2.0, rect.bottom - height];
    let under = last && page_number(&text).is_some();
    // Where the text ends early, its page number may follow it at once.
    let centred = under && (middle.x - width / 2.0).abs() <= MIDDLE;
    let side = near.or(centred.then_some(Side::Bottom))?;
    let (distance, along) = match side {
        Side::Top => (middle.y, level),
        Side::Bottom => (height - middle.y, level),
        Side::Left => (middle.x, upright),
        Side::Right => (width - middle.x, upright),
    };
    Some(Edged { page: at, line, side, text, under, distance, along, size: ink.size })
}

/// The line below all others, alone in its row.
fn last(lines: &[InkLine]) -> Option<usize> {
    let (at, last) = lines.iter().enumerate().max_by(|(_, a), (_, b)| a.rect.bottom.total_cmp(&b.rect.bottom))?;
    let alone = lines.iter().enumerate().all(|(other, line)| other == at || line.rect.bottom <= last.rect.top);
    alone.then_some(at)
}

/// The edge that the box stands near.
fn side(rect: &Rect, width: f32, height: f32) -> Option<Side> {
    let head = (HEAD * width.max(height)).min(DEEPEST * height);
    if rect.bottom <= head {
        Some(Side::Top)
    } else if rect.top >= height - head {
        Some(Side::Bottom)
    } else if rect.right <= width * TAB {
        Some(Side::Left)
    } else if rect.left >= width * (1.0 - TAB) {
        Some(Side::Right)
    } else {
        None
    }
}

/// Text as it is compared: half width, small letters, no white space, one kind of dash.
pub fn folded(text: &str) -> String {
    let dash = |c: char| if matches!(c, '‐'..='―' | '−' | '─' | '━') { '-' } else { c };
    text.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).map(dash).collect()
}

/// The font size of most characters, in points; 0 where there is no text.
pub fn body_size(pages: &[Page<'_>]) -> f32 {
    let lines = pages.iter().flat_map(|page| page.lines);
    let mut sizes: Vec<(f32, usize)> = lines.map(|line| (line.size, line.text.chars().count())).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, count)| count).sum::<usize>() / 2;
    let mut seen = 0;
    let middle = sizes.iter().find(|(_, count)| {
        seen += count;
        seen > half
    });
    middle.map_or(0.0, |(size, _)| *size)
}
