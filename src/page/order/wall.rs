//! Walls: level and upright lines of a page, and the edges of its shaded areas, joined where they touch.

use crate::pdf::ink::InkPage;

/// A line that leans more than this over its length is no wall, in points.
const LEAN: f32 = 1.0;
/// Lines shorter than this are marks, in points.
const SHORTEST: f32 = 4.0;
/// Walls touch when they end this near, in points: lines are drawn to the middle of those they meet, or to an edge.
const TOUCH: f32 = 2.5;
/// A shaded area smaller than this on a side is a mark or a bar of a chart, in points.
const LEAST_FILL: f32 = 8.0;
/// A shaded area that covers more than this share of the page is its ground.
const GROUND: f32 = 0.8;

/// A level or an upright line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wall {
    /// Where it stands: `y` of a level wall, `x` of an upright one.
    pub at: f32,
    /// Where it begins.
    pub from: f32,
    /// Where it ends.
    pub to: f32,
}

/// Level walls and upright walls.
pub fn walls(page: &InkPage) -> (Vec<Wall>, Vec<Wall>) {
    let (mut level, mut upright) = (Vec::new(), Vec::new());
    let wall = |at: f32, from: f32, to: f32| Wall { at, from: from.min(to), to: from.max(to) };
    for ruling in &page.rulings {
        let (from, to) = (ruling.from, ruling.to);
        let (wide, high) = ((to.x - from.x).abs(), (to.y - from.y).abs());
        if high <= LEAN && wide >= SHORTEST {
            level.push(wall((from.y + to.y) / 2.0, from.x, to.x));
        } else if wide <= LEAN && high >= SHORTEST {
            upright.push(wall((from.x + to.x) / 2.0, from.y, to.y));
        }
    }
    let ground = GROUND * page.width * page.height;
    for fill in &page.fills {
        let rect = &fill.rect;
        let (wide, high) = (rect.width(), rect.height());
        if fill.is_paper() || wide < LEAST_FILL || high < LEAST_FILL || wide * high > ground {
            continue;
        }
        level.extend([rect.top, rect.bottom].map(|at| wall(at, rect.left, rect.right)));
        upright.extend([rect.left, rect.right].map(|at| wall(at, rect.top, rect.bottom)));
    }
    (merged(level), merged(upright))
}

/// Walls in one line that touch or overlap are one.
fn merged(mut walls: Vec<Wall>) -> Vec<Wall> {
    walls.retain(|wall| wall.at.is_finite() && wall.from.is_finite() && wall.to.is_finite());
    walls.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)).then(a.to.total_cmp(&b.to)));
    let mut kept: Vec<Wall> = Vec::new();
    for line in walls.chunk_by(|a, b| b.at - a.at <= LEAN / 2.0) {
        let mut line = line.to_vec();
        line.sort_by(|a, b| a.from.total_cmp(&b.from).then(a.to.total_cmp(&b.to)));
        let begin = kept.len();
        for wall in line {
            match kept.get_mut(begin..).and_then(<[Wall]>::last_mut) {
                Some(last) if wall.from <= last.to + TOUCH => last.to = last.to.max(wall.to),
                _ => kept.push(wall),
            }
        }
    }
    kept
}
