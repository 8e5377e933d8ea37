//! Axes of charts: figures below each other that fall by one step, at one distance. Text beside one is a chart's.
//!
//! ```text
//! 100% |
//!  80% |  ##
//!  60% |  ##  ##
//!  40% |  ##  ##
//!  20% |  ##  ##
//! ```
//!
//! Figures that fall by 1 are years, or ranks.

use crate::geometry::Rect;
use crate::page::grid::Grid;

/// Fewer labels are no axis.
const LABELS: usize = 5;
/// Labels of one axis end below each other, in ems.
const ENDS: f32 = 0.2;
/// Steps and distances that differ by less than this share are one.
const EVEN: f64 = 0.05;

/// A text that stands by itself, and where: a figure may be the label of an axis.
#[derive(Debug, Clone, Copy)]
pub struct Label<'a> {
    /// Its text.
    pub text: &'a str,
    /// Around it.
    pub rect: Rect,
    /// Its baseline, in points from the page's top.
    pub baseline: f32,
    /// Its size in points.
    pub size: f32,
}

/// A label and the value that it prints.
type Valued<'a> = (Label<'a>, f64);

/// The boxes of the axes' labels on a page.
pub fn axes<'a>(labels: impl Iterator<Item = Label<'a>>) -> Vec<Rect> {
    let mut figures: Vec<Valued> = labels.filter_map(|label| Some((label, figure(label.text)?))).collect();
    figures.sort_by(|a, b| a.0.rect.right.total_cmp(&b.0.rect.right).then(a.0.baseline.total_cmp(&b.0.baseline)));
    let mut axes = Vec::new();
    for column in figures.chunk_by_mut(|a, b| b.0.rect.right - a.0.rect.right <= ENDS * a.0.size) {
        column.sort_by(|a, b| a.0.baseline.total_cmp(&b.0.baseline));
        axes.extend(falling(column));
    }
    axes
}

/// Whether a grid stands beside an axis: its text is that of a chart.
pub fn is_chart(grid: &Grid, axes: &[Rect]) -> bool {
    axes.iter().any(|axis| {
        let x = axis.middle().x;
        let shared = axis.bottom.min(grid.rect.bottom) - axis.top.max(grid.rect.top);
        (grid.rect.left..=grid.rect.right).contains(&x) && shared * 2.0 >= axis.bottom - axis.top
    })
}

/// The stretches of labels that fall by one step, at one distance.
fn falling(labels: &[Valued]) -> Vec<Rect> {
    let mut found = Vec::new();
    let mut from = 0;
    while from + 1 < labels.len() {
        let step = |at: usize| {
            let (a, b) = (labels.get(at)?, labels.get(at + 1)?);
            Some((a.1 - b.1, f64::from(b.0.baseline) - f64::from(a.0.baseline)))
        };
        let Some(first) = step(from) else { break };
        let even = |a: f64, b: f64| (a - b).abs() <= EVEN * a.abs();
        let same = |next: (f64, f64)| even(first.0, next.0) && even(first.1, next.1);
        let to = (from..labels.len()).find(|at| step(*at).is_none_or(|next| !same(next))).unwrap_or(from) + 1;
        let run = labels.get(from..to).unwrap_or_default();
        let is_axis = run.len() >= LABELS && first.0 > 0.0 && !even(1.0, first.0);
        found.extend(run.iter().map(|(label, _)| label.rect).reduce(|a, b| a.union(&b)).filter(|_| is_axis));
        from = to.max(from + 2) - 1;
    }
    found
}

/// The value of a figure with or without per cent.
fn figure(text: &str) -> Option<f64> {
    let digits = text.strip_suffix('%').unwrap_or(text).replace(',', "");
    digits.starts_with(|c: char| c.is_ascii_digit() || c == '-').then(|| digits.parse().ok()).flatten()
}
