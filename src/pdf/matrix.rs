//! Affine maps (ISO 32000-2, 8.3.3).

use crate::geometry::{Point, Rect};

/// The map (x, y) -> (a x + c y + e, b x + d y + f).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Matrix(pub [f64; 6]);

impl Matrix {
    /// The map that changes nothing.
    pub const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// A matrix of six numbers; fewer give none.
    pub fn from_slice(numbers: &[f64]) -> Option<Self> {
        numbers.get(..6).and_then(|six| six.try_into().ok()).map(Self)
    }

    /// A shift.
    pub fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// First `self`, then `after`.
    #[must_use]
    pub fn then(&self, after: &Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, after.0);
        Self([a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l])
    }

    /// Where a point goes.
    pub fn map(&self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// Where a point goes, on the page.
    pub fn point(&self, x: f64, y: f64) -> Point {
        let (x, y) = self.map(x, y);
        Point { x: x as f32, y: y as f32 }
    }

    /// The smallest upright box around what a box becomes.
    pub fn rect(&self, left: f64, low: f64, right: f64, high: f64) -> Rect {
        if self.0[1] == 0.0 && self.0[2] == 0.0 {
            // Not turned, as nearly all text: two corners are enough.
            return bounds([self.map(left, low), self.map(right, high)].into_iter());
        }
        let corners = [self.map(left, low), self.map(right, low), self.map(left, high), self.map(right, high)];
        bounds(corners.into_iter())
    }

    /// The way back; none where everything falls on a line.
    pub fn inverse(&self) -> Option<Self> {
        let [a, b, c, d, e, f] = self.0;
        let area = a * d - b * c;
        let back = Self([d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area]);
        back.0.iter().all(|number| number.is_finite()).then_some(back)
    }

    /// The length that a unit across the x axis takes: what scales a font's size.
    pub fn height_scale(&self) -> f64 {
        self.0[2].hypot(self.0[3])
    }

    /// The mean scale: what scales a line's width.
    pub fn scale(&self) -> f64 {
        let [a, b, c, d, ..] = self.0;
        (a * d - b * c).abs().sqrt()
    }
}

/// The smallest upright box around points; an empty one at the origin for none.
pub fn bounds(points: impl Iterator<Item = (f64, f64)>) -> Rect {
    let mut found: Option<(f64, f64, f64, f64)> = None;
    for (x, y) in points.filter(|(x, y)| x.is_finite() && y.is_finite()) {
        let (l, t, r, b) = found.unwrap_or((x, y, x, y));
        found = Some((l.min(x), t.min(y), r.max(x), b.max(y)));
    }
    let (left, top, right, bottom) = found.unwrap_or_default();
    Rect { left: left as f32, top: top as f32, right: right as f32, bottom: bottom as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_of_maps() {
        let twice = Matrix([2.0, 0.0, 0.0, 2.0, 0.0, 0.0]);
        assert_eq!(Matrix::shift(1.0, 0.0).then(&twice).map(0.0, 0.0), (2.0, 0.0));
        let turned = Matrix([0.0, 2.0, -1.0, 1.0, 7.0, 3.0]);
        assert_eq!(turned.inverse().map(|back| turned.then(&back)), Some(Matrix::IDENTITY));
        assert_eq!(Matrix([1.0, 1.0, 1.0, 1.0, 0.0, 0.0]).inverse(), None);
        assert_eq!(twice.then(&Matrix::shift(1.0, 0.0)).map(1.0, 0.0), (3.0, 0.0));
    }
}
