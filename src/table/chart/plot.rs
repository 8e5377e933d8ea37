//! Plots: level lines with figures beside their ends are the scale of a chart, no rows of a table.
//!
//! In a table text stands between lines; what stands at the height of a line says its value.

use crate::geometry::{Point, Rect};
use crate::page::order;
use crate::pdf::ink::{Glyph, InkPage, Ruling};
use crate::text::is_number;
use std::borrow::Cow;
use std::ops::Range;

/// A scale has at least so many lines with figures.
const FEWEST: usize = 3;
/// And so large a share of its lines has them: some charts print every second one.
const VALUED: f32 = 0.45;
/// The middle of a figure is this near to the line that it belongs to, in ems. A figure before a line to write on
/// stands on that line, its middle further above.
const AT_HEIGHT: f32 = 0.3;
/// A figure ends this near to the line's end, in ems: a mark of the axis or the room of a name stands between.
const BESIDE: f32 = 2.5;
/// The figures of an axis reach no further from the plot, in ems.
const AXIS: f32 = 4.0;
/// Lines whose ends differ by less belong to one scale, in points.
const SAME_END: f32 = 1.0;
/// A line that leans more than this is no part of a scale, in points.
const LEAN: f32 = 0.5;
/// The steps of a scale differ by no more than this share: rounding.
const UNEVEN: f32 = 0.2;
/// Shorter lines are marks, in points.
const SHORTEST: f32 = 30.0;
/// The largest figures that are looked at, in points.
const LARGEST: f32 = 30.0;
/// What ends this far outside of a plot belongs to it, in points: marks of the axes.
const MARK: f32 = 2.0;

/// So many pairs of lines and figures may be looked at; a page that needs more is a drawing.
const MAX_LOOKS: usize = 50_000_000;

/// A level line: place, left end, right end.
type Level = (f32, f32, f32);

/// The plots of a page's charts, by place.
pub fn plots(page: &InkPage) -> Vec<Rect> {
    let mut lines: Vec<Level> = page.rulings.iter().filter_map(level).collect();
    if lines.len() < FEWEST {
        return Vec::new();
    }
    lines.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.2.total_cmp(&b.2)).then(a.0.total_cmp(&b.0)));
    let mut figures: Vec<&Glyph> = page.glyphs.iter().filter(|glyph| is_figure(glyph)).collect();
    if lines.len().saturating_mul(figures.len()) > MAX_LOOKS {
        return Vec::new();
    }
    figures.sort_by(|a, b| order::middle(a).y.total_cmp(&order::middle(b).y));
    let same = |a: &Level, b: &Level| (a.1 - b.1).abs() <= SAME_END && (a.2 - b.2).abs() <= SAME_END;
    let mut plots: Vec<Rect> = lines.chunk_by(same).flat_map(|lines| plots_of(lines, &figures)).collect();
    plots.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.left.total_cmp(&b.left)));
    plots
}

/// A page without what is drawn in its plots.
pub fn without_plots<'a>(page: &'a InkPage, plots: &[Rect]) -> Cow<'a, InkPage> {
    if plots.is_empty() {
        return Cow::Borrowed(page);
    }
    let kept = |rect: Rect| !plots.iter().any(|plot| rect.is_inside(plot, MARK));
    let mut rest = page.clone();
    rest.rulings.retain(|ruling| kept(ruling.rect()));
    rest.fills.retain(|fill| kept(fill.rect));
    Cow::Owned(rest)
}

/// A page without plots and what is printed in them.
pub fn without_charts<'a>(page: &'a InkPage, plots: &[Rect]) -> Cow<'a, InkPage> {
    let mut rest = without_plots(page, plots);
    if !plots.is_empty() {
        let kept = |glyph: &Glyph| {
            let Point { x, y } = order::middle(glyph);
            let (beside, half) = (AXIS * glyph.size, glyph.size / 2.0);
            !plots.iter().any(|plot| {
                (plot.left - beside..=plot.right + beside).contains(&x)
                    && (plot.top - half..=plot.bottom + half).contains(&y)
            })
        };
        rest.to_mut().glyphs.retain(kept);
    }
    rest
}

fn level(ruling: &Ruling) -> Option<Level> {
    let rect = ruling.rect();
    let is_level = rect.height() <= LEAN && rect.width() >= SHORTEST;
    is_level.then_some((rect.middle().y, rect.left, rect.right))
}

fn is_figure(glyph: &Glyph) -> bool {
    glyph.size <= LARGEST && glyph.text.chars().next_back().is_some_and(|char| is_number(char) || "%％".contains(char))
}

/// The plots that lines of one length enclose where they are scales: charts below each other, or with a table below,
/// have lines as long as theirs.
fn plots_of(lines: &[Level], figures: &[&Glyph]) -> Vec<Rect> {
    let mut lines = lines.to_vec();
    lines.sort_by(|a, b| a.0.total_cmp(&b.0));
    lines.dedup_by(|b, a| b.0 - a.0 <= SAME_END);
    steps(&lines).into_iter().filter_map(|run| plot(lines.get(run)?, figures)).collect()
}

/// Runs of lines that stand evenly below each other.
fn steps(lines: &[Level]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut step = 0.0;
    for (at, (above, line)) in lines.iter().zip(lines.iter().skip(1)).enumerate() {
        let gap = line.0 - above.0;
        match runs.last_mut().filter(|_| (gap - step).abs() <= UNEVEN * step) {
            Some(run) => run.end = at + 2,
            None => {
                step = gap;
                runs.push(at..at + 2);
            }
        }
    }
    runs
}

fn plot(lines: &[Level], figures: &[&Glyph]) -> Option<Rect> {
    let valued: Vec<usize> = (0..).zip(lines).filter(|(_, line)| is_valued(line, figures)).map(|(at, _)| at).collect();
    let scale = lines.get(*valued.first()?..=*valued.last()?)?;
    let (first, last) = (scale.first()?, scale.last()?);
    let enough = valued.len() >= FEWEST && valued.len() as f32 >= VALUED * scale.len() as f32;
    enough.then_some(Rect { left: first.1, top: first.0, right: first.2, bottom: last.0 })
}

/// Whether a figure stands beside an end of a line, at its height.
fn is_valued(line: &Level, figures: &[&Glyph]) -> bool {
    let from = figures.partition_point(|glyph| order::middle(glyph).y < line.0 - AT_HEIGHT * LARGEST);
    let near = figures.iter().skip(from).take_while(|glyph| order::middle(glyph).y <= line.0 + AT_HEIGHT * LARGEST);
    near.into_iter().any(|glyph| {
        let Point { x, y } = order::middle(glyph);
        let left = x < line.1 && line.1 - glyph.rect.right <= BESIDE * glyph.size;
        let right = x > line.2 && glyph.rect.left - line.2 <= BESIDE * glyph.size;
        (y - line.0).abs() <= AT_HEIGHT * glyph.size && (left || right)
    })
}
