//! Painted paths as rulings and filled boxes.
//!
//! A line of a table comes as a stroke, as a thin filled rectangle, or as one side of a frame that
//! is filled between two rectangles. All three become rulings; what the clip hides is left out.

use super::clip;
use super::ink::{Fill, InkPage, Ruling};
use super::path::{Path, Run};
use super::state::State;
use crate::geometry::{Point, Rect};

/// Filled boxes no thicker than this are lines.
const THIN: f32 = 1.5;
/// Sides of a filled frame may be thicker.
const FRAME: f32 = 4.0;
/// Shapes smaller than this are dots of a picture.
const SPECK: f32 = 0.05;
/// More rulings or boxes on one page are a drawing; the rest is left out.
const MAX_SHAPES: usize = 300_000;

/// Strokes the path.
pub fn stroke(page: &mut InkPage, state: &State, path: &Path) {
    if state.stroke.is_nothing() {
        return;
    }
    let width = (state.line_width * state.ctm.scale()) as f32;
    for run in &path.runs {
        for pair in run.nodes.windows(2).filter(|pair| !pair[1].curved) {
            let (from, to) = (point(pair[0].at), point(pair[1].at));
            if (from.x - to.x).hypot(from.y - to.y) > SPECK
                && let Some((from, to)) = clip::line(&state.clip, from, to, width)
            {
                rule(page, Ruling { from, to, width, color: state.stroke.rgb, dashed: state.dashed });
            }
        }
    }
}

/// Fills the path.
pub fn fill(page: &mut InkPage, state: &State, path: &Path, even_odd: bool) {
    if state.fill.is_nothing() {
        return;
    }
    let runs: Vec<&Run> = path.runs.iter().filter(|run| run.nodes.len() > 2).collect();
    if let [outer, inner] = runs[..]
        && let Some(sides) = frame(outer, inner, even_odd).or_else(|| frame(inner, outer, even_odd))
    {
        for side in sides {
            fill_box(page, state, &side);
        }
        return;
    }
    // A line drawn as a polygon of two points has no area and is not painted by most viewers.
    for run in runs {
        fill_box(page, state, &run.bounds());
    }
}

/// Fills an upright box: a ruling where it is thin.
pub fn fill_box(page: &mut InkPage, state: &State, rect: &Rect) {
    let Some(seen) = state.clip.intersection(rect).filter(|_| !state.fill.is_nothing()) else { return };
    let (width, height) = (seen.width(), seen.height());
    if width.max(height) < SPECK {
        return;
    }
    let middle = seen.middle();
    if height <= THIN && width > height {
        let (from, to) = (Point { x: seen.left, y: middle.y }, Point { x: seen.right, y: middle.y });
        rule(page, Ruling { from, to, width: height, color: state.fill.rgb, dashed: false });
    } else if width <= THIN && height >= width {
        let (from, to) = (Point { x: middle.x, y: seen.top }, Point { x: middle.x, y: seen.bottom });
        rule(page, Ruling { from, to, width, color: state.fill.rgb, dashed: false });
    } else if page.fills.len() < MAX_SHAPES {
        page.fills.push(Fill { rect: seen, color: state.fill.rgb });
    }
}

/// Whether the page has as many rulings or boxes as it may, and others were left out.
pub fn is_full(page: &InkPage) -> bool {
    page.rulings.len() >= MAX_SHAPES || page.fills.len() >= MAX_SHAPES
}

fn rule(page: &mut InkPage, ruling: Ruling) {
    if page.rulings.len() < MAX_SHAPES {
        page.rulings.push(ruling);
    }
}

/// The four sides, where the two runs are a box and a hole in it that leaves a thin frame.
fn frame(outer: &Run, inner: &Run, even_odd: bool) -> Option<[Rect; 4]> {
    let hole = even_odd || outer.turn() * inner.turn() < 0.0;
    if !hole || !outer.is_box() || !inner.is_box() {
        return None;
    }
    let (out, inn) = (outer.bounds(), inner.bounds());
    let gaps = [inn.left - out.left, inn.top - out.top, out.right - inn.right, out.bottom - inn.bottom];
    gaps.iter().all(|gap| (-0.01..=FRAME).contains(gap)).then_some([
        Rect { right: inn.left, ..out },
        Rect { bottom: inn.top, ..out },
        Rect { left: inn.right, ..out },
        Rect { top: inn.bottom, ..out },
    ])
}

fn point((x, y): (f64, f64)) -> Point {
    Point { x: x as f32, y: y as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::matrix::Matrix;

    fn state() -> State {
        State::new(Matrix::IDENTITY, Rect { left: 0.0, top: 0.0, right: 100.0, bottom: 100.0 })
    }

    #[test]
    fn thin_boxes_are_lines() {
        let (mut page, mut path) = (InkPage::default(), Path::default());
        path.rect(&Matrix::IDENTITY, 10.0, 20.0, 50.0, 0.5);
        path.rect(&Matrix::IDENTITY, 10.0, 20.0, 50.0, 30.0);
        fill(&mut page, &state(), &path, false);
        assert_eq!((page.rulings.len(), page.fills.len()), (1, 1));
        assert_eq!(page.rulings[0].from, Point { x: 10.0, y: 20.25 });
    }

    #[test]
    fn frames_are_four_lines() {
        let (mut page, mut path) = (InkPage::default(), Path::default());
        path.rect(&Matrix::IDENTITY, 10.0, 10.0, 50.0, 50.0);
        path.rect(&Matrix::IDENTITY, 11.0, 11.0, 48.0, 48.0);
        fill(&mut page, &state(), &path, true);
        assert_eq!((page.rulings.len(), page.fills.len()), (4, 0));
    }

    #[test]
    fn clipped_lines_are_not_there() {
        let (mut page, mut path) = (InkPage::default(), Path::default());
        path.start(&Matrix::IDENTITY, 10.0, 120.0);
        path.line(&Matrix::IDENTITY, 50.0, 120.0);
        stroke(&mut page, &state(), &path);
        assert!(page.rulings.is_empty());
    }
}
