//! Shaded areas: which are cells, whose edges part as lines do, and which only lie over a table.
//!
//! A bar of a roadmap and a coloured label in a cell end where no line of the table is.

use super::mesh::{Mesh, ONE_PLACE};
use crate::geometry::{Point, Rect};
use crate::pdf::ink::{Fill, InkPage};

/// A shaded area smaller than this on a side is a mark, in points: no line of text fits into it.
const SMALLEST: f32 = 8.0;
/// A shaded area that covers more than this share of the page is its ground.
const GROUND: f32 = 0.8;
/// The ground of a cell's text covers at least this share of the cell's width.
const GROUND_WIDTH: f32 = 0.75;
/// The ground of a cell's text covers at least this share of the cell's height.
const GROUND_HEIGHT: f32 = 0.5;
/// Areas side by side fill a row where they cover this share of it.
const WHOLE_ROW: f32 = 0.9;
/// More areas with one upper edge are a drawing.
const MOST_IN_A_ROW: usize = 1_000;
/// So many comparisons of areas with lines are made; a page that needs more is a drawing.
pub const MAX_LOOKS: usize = 20_000_000;

/// The shaded areas of a page.
#[derive(Debug, Default)]
pub struct Shades {
    /// Cells, or rows of cells.
    pub cells: Vec<Rect>,
    /// Areas inside of one cell of a table.
    pub labels: Vec<Rect>,
    /// Areas over several cells of a table that have an outline of their own.
    pub outlined: Vec<Rect>,
}

impl Shades {
    /// Sorts the areas of a page by what they are to the tables that its lines make.
    pub fn of(page: &InkPage, meshes: &[Mesh]) -> Shades {
        let ground = GROUND * page.width * page.height;
        let mut shaded: Vec<&Fill> = page.fills.iter().filter(|fill| !fill.is_paper()).collect();
        shaded.sort_by(|a, b| a.rect.top.total_cmp(&b.rect.top));
        let mut shades = Shades::default();
        let mut looks = 0;
        for fill in &page.fills {
            let rect = fill.rect;
            let (wide, high) = (rect.width(), rect.height());
            if wide < SMALLEST || high < SMALLEST || wide * high > ground {
                continue;
            }
            looks += meshes.len();
            if looks > MAX_LOOKS {
                break;
            }
            let under: Vec<&Mesh> = meshes.iter().filter(|mesh| mesh.rect().overlaps(&rect, ONE_PLACE)).collect();
            looks += under.iter().map(|mesh| mesh.lines.level.len() + mesh.lines.upright.len()).sum::<usize>();
            let kind = under.into_iter().map(|mesh| kind(&shaded, mesh, &rect)).max().unwrap_or(Kind::Cell);
            match kind {
                Kind::Outlined => shades.outlined.push(rect),
                Kind::Bar | Kind::Ground => {}
                _ if fill.is_paper() => {}
                Kind::Label => shades.labels.push(rect),
                Kind::Cell => shades.cells.push(rect),
            }
        }
        shades
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Cell,
    Label,
    Ground,
    Bar,
    Outlined,
}

/// What an area is to a mesh that it overlaps.
fn kind(shaded: &[&Fill], mesh: &Mesh, rect: &Rect) -> Kind {
    let whole = mesh.rect();
    if whole.is_inside(rect, ONE_PLACE) {
        return Kind::Cell;
    }
    let (sides, ends) =
        (on(&mesh.xs, rect.left) && on(&mesh.xs, rect.right), on(&mesh.ys, rect.top) && on(&mesh.ys, rect.bottom));
    let crossed = crossed(mesh, rect);
    if crossed && outlined(mesh, rect) {
        return Kind::Outlined;
    }
    // A row shaded from border to border, whether at once or cell by cell, is a row without rules.
    if sides && (ends || row_share(shaded, &whole, rect) >= WHOLE_ROW) {
        return Kind::Cell;
    }
    match (crossed, rect.is_inside(&whole, ONE_PLACE)) {
        (true, _) => Kind::Bar,
        (false, false) => Kind::Cell,
        (false, true) if is_ground(mesh, rect) => Kind::Ground,
        (false, true) => Kind::Label,
    }
}

/// Whether an area is the ground of the cell that it stands in, the cell's padding left white around it.
fn is_ground(mesh: &Mesh, rect: &Rect) -> bool {
    let Point { x, y } = rect.middle();
    let (upright, level) = (&mesh.lines.upright, &mesh.lines.level);
    let beside = upright.iter().filter(|line| line.from <= y && y <= line.to).map(|line| line.at);
    let over = level.iter().filter(|line| line.from <= x && x <= line.to).map(|line| line.at);
    let left = beside.clone().filter(|at| *at <= rect.left + ONE_PLACE).fold(f32::MIN, f32::max);
    let right = beside.filter(|at| *at >= rect.right - ONE_PLACE).fold(f32::MAX, f32::min);
    let top = over.clone().filter(|at| *at <= rect.top + ONE_PLACE).fold(f32::MIN, f32::max);
    let bottom = over.filter(|at| *at >= rect.bottom - ONE_PLACE).fold(f32::MAX, f32::min);
    rect.width() >= GROUND_WIDTH * (right - left) && rect.height() >= GROUND_HEIGHT * (bottom - top)
}

fn on(places: &[f32], at: f32) -> bool {
    let near = places.partition_point(|place| *place < at - ONE_PLACE);
    places.get(near).is_some_and(|place| *place <= at + ONE_PLACE)
}

/// Whether a line of the mesh runs through an area and out of it on both sides.
fn crossed(mesh: &Mesh, rect: &Rect) -> bool {
    let inside = |at: f32, from: f32, to: f32| from + ONE_PLACE < at && at < to - ONE_PLACE;
    let through =
        |line_from: f32, line_to: f32, from: f32, to: f32| line_from < from - ONE_PLACE && line_to > to + ONE_PLACE;
    let upright = mesh.lines.upright.iter();
    let level = mesh.lines.level.iter();
    upright
        .into_iter()
        .any(|line| inside(line.at, rect.left, rect.right) && through(line.from, line.to, rect.top, rect.bottom))
        || level
            .into_iter()
            .any(|line| inside(line.at, rect.top, rect.bottom) && through(line.from, line.to, rect.left, rect.right))
}

/// Whether an area has an outline that ends where it ends.
fn outlined(mesh: &Mesh, rect: &Rect) -> bool {
    let near = |a: f32, b: f32| (a - b).abs() <= ONE_PLACE;
    let side = |at: f32| {
        mesh.lines
            .upright
            .iter()
            .any(|line| near(line.at, at) && near(line.from, rect.top) && near(line.to, rect.bottom))
    };
    let end = |at: f32| {
        mesh.lines.level.iter().any(|line| near(line.at, at) && near(line.from, rect.left) && near(line.to, rect.right))
    };
    side(rect.left) && side(rect.right) && end(rect.top) && end(rect.bottom)
}

/// The share of a mesh's width that the areas in the row of one cover. `fills` are sorted by their tops.
fn row_share(fills: &[&Fill], whole: &Rect, rect: &Rect) -> f32 {
    let near = |a: f32, b: f32| (a - b).abs() <= ONE_PLACE / 2.0;
    let first = fills.partition_point(|fill| fill.rect.top < rect.top - ONE_PLACE / 2.0);
    let row = fills.iter().skip(first).take(MOST_IN_A_ROW).take_while(|fill| near(fill.rect.top, rect.top));
    let covered: f32 = row
        .filter(|fill| near(fill.rect.bottom, rect.bottom))
        .map(|fill| (fill.rect.right.min(whole.right) - fill.rect.left.max(whole.left)).max(0.0))
        .sum();
    covered / whole.width().max(f32::MIN_POSITIVE)
}
