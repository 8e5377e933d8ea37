//! Paths (ISO 32000-2, 8.5), kept in the page's points as they are built.

use super::matrix::{self, Matrix};
use crate::geometry::Rect;

/// More points than this in one path are a picture, not a table.
const MAX_POINTS: usize = 400_000;

/// A point, and whether the way to it is a curve.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    /// Where, on the page.
    pub at: (f64, f64),
    /// Whether a curve leads here.
    pub curved: bool,
}

/// A run of lines and curves.
#[derive(Debug, Clone, Default)]
pub struct Run {
    /// Its points.
    pub nodes: Vec<Node>,
    /// Whether it was closed.
    pub closed: bool,
}

/// The path under construction.
#[derive(Debug, Default)]
pub struct Path {
    /// Its runs.
    pub runs: Vec<Run>,
    /// Around the control points of its curves: no curve swells further.
    swell: Option<Rect>,
    count: usize,
}

/// Points of a closed box.
const CORNERS: usize = 5;

impl Path {
    /// Begins anew.
    pub fn clear(&mut self) {
        self.runs.clear();
        (self.swell, self.count) = (None, 0);
    }

    /// `m`
    pub fn start(&mut self, ctm: &Matrix, x: f64, y: f64) {
        self.runs.push(Run { nodes: Vec::with_capacity(CORNERS), closed: false });
        self.add(ctm.map(x, y), false);
    }

    /// `l`
    pub fn line(&mut self, ctm: &Matrix, x: f64, y: f64) {
        self.add(ctm.map(x, y), false);
    }

    /// `c`, `v`, `y`: only where it ends is kept, and that it is a curve.
    pub fn curve(&mut self, ctm: &Matrix, x: f64, y: f64) {
        self.add(ctm.map(x, y), true);
    }

    /// A control point of the curve that comes next.
    pub fn control(&mut self, ctm: &Matrix, x: f64, y: f64) {
        let at = matrix::bounds(std::iter::once(ctm.map(x, y)));
        self.swell = Some(self.swell.map_or(at, |swell| swell.union(&at)));
    }

    /// `h`
    pub fn close(&mut self) {
        if let Some(run) = self.runs.last_mut()
            && let Some(first) = run.nodes.first().copied()
        {
            run.nodes.push(Node { curved: false, ..first });
            run.closed = true;
        }
    }

    /// `re`
    pub fn rect(&mut self, ctm: &Matrix, x: f64, y: f64, w: f64, h: f64) {
        self.start(ctm, x, y);
        self.line(ctm, x + w, y);
        self.line(ctm, x + w, y + h);
        self.line(ctm, x, y + h);
        self.close();
    }

    fn add(&mut self, at: (f64, f64), curved: bool) {
        self.count += 1;
        if self.count > MAX_POINTS || !at.0.is_finite() || !at.1.is_finite() {
            return;
        }
        // After a `h` a new run begins where the old one began (8.5.2.1).
        let after_close = self.runs.last().filter(|run| run.closed).and_then(|run| run.nodes.first().copied());
        if let Some(first) = after_close {
            self.runs.push(Run { nodes: vec![first], closed: false });
        }
        match self.runs.last_mut() {
            Some(run) => run.nodes.push(Node { at, curved }),
            None => self.runs.push(Run { nodes: vec![Node { at, curved: false }], closed: false }),
        }
    }

    /// The box around everything.
    pub fn bounds(&self) -> Rect {
        matrix::bounds(self.runs.iter().flat_map(|run| run.nodes.iter().map(|node| node.at)))
    }

    /// The box that it does not leave, however its curves swell.
    pub fn reach(&self) -> Rect {
        let bounds = self.bounds();
        self.swell.map_or(bounds, |swell| bounds.union(&swell))
    }

    /// What is left of a clip after this path has been added to it; an empty path leaves nothing (8.5.4).
    pub fn narrow(&self, old: &Rect) -> Rect {
        let nothing = Rect { left: old.left, top: old.top, right: old.left - 1.0, bottom: old.top - 1.0 };
        if self.runs.iter().all(|run| run.nodes.len() < 2) {
            return nothing;
        }
        old.intersection(&self.reach()).unwrap_or(nothing)
    }
}

impl Run {
    /// The box around it.
    pub fn bounds(&self) -> Rect {
        matrix::bounds(self.nodes.iter().map(|node| node.at))
    }

    /// Whether it goes round an upright box and nothing else.
    pub fn is_box(&self) -> bool {
        let nodes = self.corners();
        let straight = self.nodes.iter().all(|node| !node.curved);
        let level = |a: &Node, b: &Node| (a.at.1 - b.at.1).abs() < 0.05 || (a.at.0 - b.at.0).abs() < 0.05;
        straight && nodes.len() == 4 && (0..4).all(|i| level(&nodes[i], &nodes[(i + 1) % 4]))
    }

    /// Twice the area, signed by the direction in which it goes round.
    pub fn turn(&self) -> f64 {
        self.nodes.windows(2).map(|two| two[0].at.0 * two[1].at.1 - two[1].at.0 * two[0].at.1).sum()
    }

    /// Its points without the repetition of the first at the end.
    fn corners(&self) -> &[Node] {
        let near = |a: &Node, b: &Node| (a.at.0 - b.at.0).abs() < 0.01 && (a.at.1 - b.at.1).abs() < 0.01;
        let mut nodes = &self.nodes[..];
        while let [first, .., last] = nodes
            && near(first, last)
        {
            nodes = &nodes[..nodes.len() - 1];
        }
        nodes
    }
}
