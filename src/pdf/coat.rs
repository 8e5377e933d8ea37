//! What is painted on a page besides text, in its order: it is the ground of the text after it, and may cover the text
//! before it.
//!
//! Of a shape that is not known for sure (behind a clip that is no box, a curve's swell) nothing is said to be covered.

use super::color::Space;
use super::matrix::Matrix;
use super::object::Stream;
use super::path::{Path, Run};
use super::state::{Paint, State};
use crate::geometry::{Point, Rect};

/// Thinner lines are no ground of text, and cover none, in points: the smallest print is twice as high.
const LEAST: f32 = 2.0;
/// Thinner areas are rulings, in points (hairlines are a quarter to a half); a gradient may be painted in strips of one
/// point and less.
const HAIR: f32 = 0.6;
/// Paint from this alpha on lets nothing through: a hundredth less is rounding, and nobody sees it.
const OPAQUE: f64 = 0.99;
/// Outlines of more points than this, in one shape and on the page, are a drawing; their shape is not kept. No shape
/// around text needs a tenth of it, and every look at a point walks along the whole outline.
const MAX_OUTLINE: usize = 2_000;
const MAX_POINTS: usize = 200_000;
/// More areas than this on one page are a drawing; the rest is not kept: as many as rulings and boxes.
pub const MAX_COATS: usize = 300_000;

/// Where a coat is for sure.
#[derive(Debug)]
enum Shape {
    /// All of its bounds.
    Box,
    /// Inside of these outlines, by number.
    Within { from: usize, to: usize, even_odd: bool, curved: bool },
    /// Somewhere in its bounds.
    Vague,
}

/// Whether a coat is at a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lies {
    /// It is.
    There,
    /// It may be.
    Perhaps,
    /// It is not.
    Elsewhere,
}

/// A picture as it is placed on the page.
#[derive(Debug)]
pub struct Picture {
    /// Its data, where they are a stream of their own.
    pub stream: Option<Stream>,
    /// From the unit square to the page.
    pub map: Matrix,
}

/// An area that was painted.
#[derive(Debug)]
pub struct Coat {
    /// How many glyphs were drawn before.
    pub after: u32,
    /// Around it, in points from the page's top left.
    pub bounds: Rect,
    /// Its colour, where that is one and known.
    pub color: Option<[u8; 3]>,
    /// Whether nothing is seen through it.
    pub opaque: bool,
    /// What it shows, where it is a picture.
    pub picture: Option<Picture>,
    shape: Shape,
}

/// The areas that were painted on a page, in their order.
#[derive(Debug, Default)]
pub struct Coats {
    /// The areas.
    pub list: Vec<Coat>,
    /// Whether there were more areas than are kept: of what they show nothing is known then.
    pub full: bool,
    outlines: Vec<Vec<Point>>,
    points: usize,
}

impl Coats {
    /// A filled path, behind so many glyphs.
    pub fn fill(&mut self, state: &State, path: &Path, even_odd: bool, glyphs: usize) {
        let runs = || path.runs.iter().filter(|run| run.nodes.len() > 2);
        let (mut boxes, mut turns) = (true, [false; 2]);
        let mut count = 0;
        for run in runs() {
            boxes &= run.is_box();
            turns[usize::from(run.turn() < 0.0)] = true;
            count += 1;
        }
        // Boxes that all go round the same way leave no hole in one another.
        if boxes && (count == 1 || !even_odd && turns != [true; 2]) {
            for run in runs() {
                self.push(state, &state.fill, run.bounds(), Shape::Box, glyphs);
            }
        } else if count > 0 {
            let bounds = path.reach();
            if is_large(&bounds) {
                let shape = self.within(runs(), even_odd);
                self.push(state, &state.fill, bounds, shape, glyphs);
            }
        }
    }

    /// The lines of a path, where they are thick, behind so many glyphs.
    pub fn stroke(&mut self, state: &State, path: &Path, glyphs: usize) {
        let width = (state.line_width * state.ctm.scale()) as f32;
        if width < LEAST {
            return;
        }
        for pair in path.runs.iter().flat_map(|run| run.nodes.windows(2)) {
            let [from, to] = [pair[0].at, pair[1].at];
            let (level, upright) = ((from.1 - to.1).abs() < 0.01, (from.0 - to.0).abs() < 0.01);
            let sure = (level != upright) && !pair[1].curved && !state.dashed;
            let half = width / 2.0;
            let (x, y) = if sure && level {
                (0.0, half)
            } else if sure {
                (half, 0.0)
            } else {
                (half, half)
            };
            let line = super::matrix::bounds([from, to].into_iter());
            let bounds =
                Rect { left: line.left - x, top: line.top - y, right: line.right + x, bottom: line.bottom + y };
            self.push(state, &state.stroke, bounds, if sure { Shape::Box } else { Shape::Vague }, glyphs);
        }
    }

    /// A picture in the unit square, behind so many glyphs; `whole` where none of it is left out or seen through.
    pub fn picture(&mut self, state: &State, stream: Option<&Stream>, whole: bool, glyphs: usize) {
        let mut square = Path::default();
        square.rect(&state.ctm, 0.0, 0.0, 1.0, 1.0);
        let bounds = state.ctm.rect(0.0, 0.0, 1.0, 1.0);
        let is_box = square.runs.first().is_some_and(Run::is_box);
        let shape = if is_box { Shape::Box } else { self.within(square.runs.iter(), false) };
        let first = self.list.len();
        self.push(state, &own_colors(state), bounds, shape, glyphs);
        if let Some(coat) = self.list.get_mut(first) {
            coat.color = None;
            coat.picture = Some(Picture { stream: stream.cloned(), map: state.ctm });
            coat.opaque &= whole;
        }
    }

    /// A shading over all that the clip leaves, behind so many glyphs.
    pub fn shade(&mut self, state: &State, glyphs: usize) {
        let first = self.list.len();
        self.push(state, &own_colors(state), state.clip, Shape::Vague, glyphs);
        if let Some(coat) = self.list.get_mut(first) {
            coat.color = None;
        }
    }

    /// Glyphs behind this one became part of it: what was painted among them lies behind them all.
    pub fn cut(&mut self, glyphs: usize) {
        let glyphs = glyphs as u32;
        for coat in self.list.iter_mut().rev().take_while(|coat| coat.after > glyphs) {
            coat.after = glyphs;
        }
    }

    /// Whether a coat is at a point.
    pub fn lies(&self, coat: &Coat, point: Point) -> Lies {
        if !coat.bounds.holds(point) {
            return Lies::Elsewhere;
        }
        match coat.shape {
            Shape::Box => Lies::There,
            Shape::Vague => Lies::Perhaps,
            Shape::Within { from, to, even_odd, curved } => {
                let rounds: i32 =
                    self.outlines.get(from..to).unwrap_or_default().iter().map(|run| winding(run, point)).sum();
                let inside = if even_odd { rounds % 2 != 0 } else { rounds != 0 };
                match (inside, curved) {
                    (true, false) => Lies::There,
                    // A curve may swell over its chord or bend inside of it.
                    (_, true) => Lies::Perhaps,
                    (false, false) => Lies::Elsewhere,
                }
            }
        }
    }

    fn within<'a>(&mut self, runs: impl Iterator<Item = &'a Run> + Clone, even_odd: bool) -> Shape {
        let count: usize = runs.clone().map(|run| run.nodes.len()).sum();
        if count > MAX_OUTLINE || self.points + count > MAX_POINTS {
            return Shape::Vague;
        }
        self.points += count;
        let (from, mut curved) = (self.outlines.len(), false);
        for run in runs {
            curved |= run.nodes.iter().any(|node| node.curved);
            let points = run.nodes.iter().map(|node| Point { x: node.at.0 as f32, y: node.at.1 as f32 });
            self.outlines.push(points.collect());
        }
        Shape::Within { from, to: self.outlines.len(), even_odd, curved }
    }

    fn push(&mut self, state: &State, paint: &Paint, bounds: Rect, shape: Shape, glyphs: usize) {
        self.full |= self.list.len() >= MAX_COATS;
        if paint.is_nothing() || self.full {
            return;
        }
        let Some(bounds) = state.clip.intersection(&bounds).filter(is_large) else { return };
        self.list.push(Coat {
            after: glyphs as u32,
            bounds,
            color: paint.space.is_told().then_some(paint.rgb),
            // A pattern has gaps, a shading ends: what lies under them may be seen.
            opaque: paint.alpha >= OPAQUE && !state.is_mixed() && !matches!(*paint.space, Space::Pattern(_)),
            picture: None,
            shape: if state.clip_is_box { shape } else { Shape::Vague },
        });
    }
}

/// The paint of what brings colours of its own: of the fill only the alpha counts (8.9.5, 8.7.4.2).
fn own_colors(state: &State) -> Paint {
    Paint { alpha: state.fill.alpha, ..Paint::default() }
}

fn is_large(bounds: &Rect) -> bool {
    bounds.width() >= HAIR && bounds.height() >= HAIR
}

/// How often an outline goes round a point, one direction counted against the other.
fn winding(outline: &[Point], point: Point) -> i32 {
    let ends = outline.iter().skip(1).chain(outline.first());
    outline
        .iter()
        .zip(ends)
        .map(|(from, to)| {
            let (below, above) = (from.y <= point.y && to.y > point.y, to.y <= point.y && from.y > point.y);
            let side = (to.x - from.x) * (point.y - from.y) - (point.x - from.x) * (to.y - from.y);
            i32::from(below && side > 0.0) - i32::from(above && side < 0.0)
        })
        .sum()
}

/// Whether a path added to a clip that is a box leaves a box.
pub fn leaves_box(path: &Path) -> bool {
    let mut runs = path.runs.iter().filter(|run| run.nodes.len() > 2);
    match (runs.next(), runs.next()) {
        (Some(run), None) => run.is_box(),
        (None, None) => true,
        _ => false,
    }
}

/// Whether a map keeps boxes upright.
pub fn keeps_upright(map: &Matrix) -> bool {
    let [a, b, c, d, ..] = map.0;
    (b == 0.0 && c == 0.0) || (a == 0.0 && d == 0.0)
}
