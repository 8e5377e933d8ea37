//! Points and boxes on a page: in points (1/72 inch), from the page's top left, y down.
//!
//! PDF counts from the bottom left; it is turned over in one place only, where ink is made.

/// A place on a page.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Point {
    /// Points from the left edge.
    pub x: f32,
    /// Points from the top edge.
    pub y: f32,
}

/// A box on a page.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Rect {
    /// Left edge, points from the page's left.
    pub left: f32,
    /// Upper edge, points from the page's top.
    pub top: f32,
    /// Right edge, points from the page's left.
    pub right: f32,
    /// Lower edge, points from the page's top.
    pub bottom: f32,
}

impl Rect {
    /// Left, top, right, bottom to a hundredth of a point: finer than any printer.
    pub fn in_points(&self) -> [f64; 4] {
        [self.left, self.top, self.right, self.bottom].map(|at| (f64::from(at) * 100.0).round() / 100.0)
    }

    /// The smallest box around both.
    pub fn union(&self, other: &Rect) -> Rect {
        Rect {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}
