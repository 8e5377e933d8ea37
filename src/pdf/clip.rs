//! The clip, as an upright box: a line that is clipped away is not on the page.
//!
//! A clip of any other shape counts as the box around it, which keeps too much rather than too little.

use crate::geometry::{Point, Rect};

/// Strokes of a clipped line thinner than this cannot be seen.
const HAIR: f32 = 0.02;

/// What of a line of this width the clip leaves.
pub fn line(clip: &Rect, from: Point, to: Point, width: f32) -> Option<(Point, Point)> {
    let half = width / 2.0;
    let upright = (from.x - to.x).abs() < 0.01;
    let level = (from.y - to.y).abs() < 0.01;
    // The clip may leave half of a line's width: cells are often clipped at the middle of their borders.
    let room = if upright || level { (half - HAIR).max(0.0) } else { 0.0 };
    let grown = Rect {
        left: clip.left - if upright { room } else { 0.0 },
        right: clip.right + if upright { room } else { 0.0 },
        top: clip.top - if level { room } else { 0.0 },
        bottom: clip.bottom + if level { room } else { 0.0 },
    };
    let (start, end) = liang_barsky(&grown, from, to)?;
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let at = |t: f32| Point { x: from.x + dx * t, y: from.y + dy * t };
    Some((at(start), at(end)))
}

/// The part of the way from `from` (0) to `to` (1) that lies in the box.
fn liang_barsky(clip: &Rect, from: Point, to: Point) -> Option<(f32, f32)> {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let sides =
        [(-dx, from.x - clip.left), (dx, clip.right - from.x), (-dy, from.y - clip.top), (dy, clip.bottom - from.y)];
    let (mut start, mut end) = (0f32, 1f32);
    for (towards, room) in sides {
        if towards == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if towards < 0.0 {
            start = start.max(room / towards);
        } else {
            end = end.min(room / towards);
        }
    }
    (start < end).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLIP: Rect = Rect { left: 0.0, top: 0.0, right: 10.0, bottom: 10.0 };

    fn cut(from: (f32, f32), to: (f32, f32)) -> Option<(Point, Point)> {
        line(&CLIP, Point { x: from.0, y: from.1 }, Point { x: to.0, y: to.1 }, 1.0)
    }

    #[test]
    fn cuts_at_the_edge() {
        let (from, to) = cut((-5.0, 5.0), (20.0, 5.0)).unwrap();
        assert!(from.x.abs() < 1e-4 && (to.x - 10.0).abs() < 1e-4);
        assert!(cut((-5.0, 12.0), (20.0, 12.0)).is_none());
        assert!(cut((3.0, 10.3), (8.0, 10.3)).is_some(), "half of its width is left");
    }
}
