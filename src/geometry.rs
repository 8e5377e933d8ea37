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

    /// The box with two points at opposite corners, in either order: what a line spans.
    pub fn between(a: Point, b: Point) -> Rect {
        Rect { left: a.x.min(b.x), top: a.y.min(b.y), right: a.x.max(b.x), bottom: a.y.max(b.y) }
    }

    /// From edge to edge along x, in points.
    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    /// From edge to edge along y, in points.
    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// Width by height, in square points.
    pub fn area(&self) -> f32 {
        self.width() * self.height()
    }

    /// The point in its middle.
    pub fn middle(&self) -> Point {
        Point { x: (self.left + self.right) / 2.0, y: (self.top + self.bottom) / 2.0 }
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

    /// What both share, be it a line or a point only; `None` where nothing.
    pub fn intersection(&self, other: &Rect) -> Option<Rect> {
        let shared = Rect {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        };
        (shared.left <= shared.right && shared.top <= shared.bottom).then_some(shared)
    }

    /// Whether a point stands in it or on its edges.
    pub fn holds(&self, point: Point) -> bool {
        (self.left..=self.right).contains(&point.x) && (self.top..=self.bottom).contains(&point.y)
    }

    /// Whether it stands in another box, out of which it may reach by `slack` points on each side.
    pub fn is_inside(&self, other: &Rect, slack: f32) -> bool {
        self.left >= other.left - slack
            && self.right <= other.right + slack
            && self.top >= other.top - slack
            && self.bottom <= other.bottom + slack
    }

    /// Whether its edges are those of another box, each within `slack` points.
    pub fn is_at(&self, other: &Rect, slack: f32) -> bool {
        self.is_inside(other, slack) && other.is_inside(self, slack)
    }

    /// Whether it reaches into another box by more than `depth` points both ways. With a depth of 0 boxes that only
    /// touch do not overlap, and a line overlaps the box that it runs through.
    pub fn overlaps(&self, other: &Rect, depth: f32) -> bool {
        self.left + depth < other.right
            && other.left + depth < self.right
            && self.top + depth < other.bottom
            && other.top + depth < self.bottom
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOX: Rect = Rect { left: 10.0, top: 20.0, right: 30.0, bottom: 24.0 };

    fn moved(x: f32, y: f32) -> Rect {
        Rect { left: BOX.left + x, top: BOX.top + y, right: BOX.right + x, bottom: BOX.bottom + y }
    }

    #[test]
    fn measures() {
        assert_eq!((BOX.width(), BOX.height(), BOX.area()), (20.0, 4.0, 80.0));
        assert_eq!(BOX.middle(), Point { x: 20.0, y: 22.0 });
        assert_eq!(Rect::between(Point { x: 30.0, y: 20.0 }, Point { x: 10.0, y: 24.0 }), BOX);
    }

    #[test]
    fn together_and_shared() {
        assert_eq!(BOX.union(&moved(5.0, -1.0)), Rect { left: 10.0, top: 19.0, right: 35.0, bottom: 24.0 });
        let shared = Rect { left: 15.0, top: 20.0, right: 30.0, bottom: 23.0 };
        assert_eq!(BOX.intersection(&moved(5.0, -1.0)), Some(shared));
        assert!(BOX.intersection(&moved(20.0, 0.0)).is_some_and(|edge| edge.width() == 0.0));
        assert_eq!(BOX.intersection(&moved(20.5, 0.0)), None);
    }

    #[test]
    fn edges_belong_to_a_box() {
        assert!(BOX.holds(Point { x: 30.0, y: 20.0 }));
        assert!(!BOX.holds(Point { x: 30.1, y: 20.0 }) && !BOX.holds(Point { x: 12.0, y: 24.1 }));
    }

    #[test]
    fn a_box_stands_in_another_within_a_slack() {
        let inner = Rect { left: 9.0, top: 21.0, right: 31.0, bottom: 23.0 };
        assert!(inner.is_inside(&BOX, 1.0) && !inner.is_inside(&BOX, 0.5) && !BOX.is_inside(&inner, 0.5));
        assert!(BOX.is_at(&inner, 1.0) && !BOX.is_at(&moved(0.0, 1.5), 1.0));
    }

    #[test]
    fn boxes_that_touch_do_not_overlap() {
        assert!(!BOX.overlaps(&moved(20.0, 0.0), 0.0) && !BOX.overlaps(&moved(0.0, 4.0), 0.0));
        assert!(BOX.overlaps(&moved(18.0, 2.0), 1.0) && !BOX.overlaps(&moved(19.0, 2.0), 1.0));
        let line = Rect { top: 22.0, bottom: 22.0, ..BOX };
        assert!(line.overlaps(&BOX, 0.0) && BOX.overlaps(&line, 0.0));
    }
}
