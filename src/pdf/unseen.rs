//! Which glyphs cannot be seen, by what was painted under and over them.
//!
//! Text in the colour of its ground, and text under an opaque picture or shape that was painted after it. Where the
//! ground is not one colour for sure (a picture, a pattern, paint that is seen through) text counts as seen: a figure
//! that is there must not be lost. The same holds where a picture shows the text that it covers, as printer drivers
//! draw what is under a transparent shape, and where letters are drawn as shapes over their text.

use super::coat::{Coat, Coats, Lies};
use super::ink::{Glyph, InkPage, Unseen};
use super::object::File;
use super::pixels;
use crate::geometry::{Point, Rect};

/// Parts of two colours that differ by no more look alike.
const ALIKE: u8 = 10;
/// The page is looked at in so many columns and rows.
const SIDE: usize = 48;
/// More areas over more cells are a drawing: nothing is said of its text.
const MAX_ENTRIES: usize = 2_000_000;
/// Grounds of more colours than this are not told apart beforehand.
const MAX_COLORS: usize = 32;
/// A picture over more than this share of the page is the page itself.
const SCAN: f32 = 0.6;
/// More pictures of a page are not looked at.
const MAX_PICTURES: usize = 16;
/// Shapes that draw a letter reach out of its box by at most this, in ems.
const LETTER_SLACK: f32 = 0.2;
/// And are at least so large, in ems.
const LETTER_SIZE: f32 = 0.25;
/// Most of something, where a few may stray.
const MOST: f32 = 0.6;
const WHITE: [u8; 3] = [255; 3];
/// Of more glyphs on one page than this nothing is said.
const MOST_ASKED: usize = 20_000;

/// Marks the glyphs that cannot be seen. Of those in `doubtful` (by number, in order) the colour is not known.
pub fn mark(page: &mut InkPage, file: &File<'_>, coats: &Coats, doubtful: &[u32]) {
    uncover_drawn_letters(page, |glyph| glyph.unseen == Some(Unseen::Inkless));
    if coats.full {
        return;
    }
    let colors = Colors::of(coats);
    let last = coats.list.last().map_or(0, |coat| coat.after);
    let may_be = |(at, glyph): (usize, &Glyph)| {
        let colored = colors.has(glyph.color) && doubtful.binary_search(&(at as u32)).is_err();
        glyph.unseen.is_none() && !glyph.is_blank() && (last > at as u32 || colored)
    };
    let asked: Vec<usize> = (0..page.glyphs.len()).filter(|at| may_be((*at, &page.glyphs[*at]))).collect();
    // So many letters that may stand on their own colour are a drawing; each look costs what lies at its place.
    if asked.is_empty() || asked.len() > MOST_ASKED {
        return;
    }
    let Some(areas) = Cells::of(page, coats.list.iter().map(|coat| coat.bounds)) else { return };
    let judge = Judge { page, coats, areas, doubtful };
    let covered: Vec<(usize, Cover)> = asked.iter().filter_map(|at| Some((*at, judge.covered(*at)?))).collect();
    let covered = judge.without_shown(file, covered);
    let grounded: Vec<usize> = asked
        .into_iter()
        .filter(|at| colors.has(judge.page.glyphs[*at].color) && doubtful.binary_search(&(*at as u32)).is_err())
        .filter(|at| judge.is_ground(*at))
        .collect();
    let grounded = judge.without_marks_under(grounded);
    for at in grounded {
        page.glyphs[at].unseen = Some(Unseen::Ground);
    }
    for (at, cover) in covered {
        page.glyphs[at].unseen =
            Some(if matches!(cover, Cover::Picture(_)) { Unseen::UnderPicture } else { Unseen::Covered });
    }
    for why in [Unseen::Covered, Unseen::Ground] {
        uncover_drawn_letters(page, |glyph| glyph.unseen == Some(why));
    }
}

/// What covers a glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cover {
    Shape,
    /// A picture, by its number among the areas.
    Picture(u32),
}

/// Where most of the glyphs have shapes of their own size in their place, their letters are drawn: they are seen.
fn uncover_drawn_letters(page: &mut InkPage, hidden: impl Fn(&Glyph) -> bool) {
    let asked: Vec<usize> = (0..page.glyphs.len())
        .filter(|at| page.glyphs.get(*at).is_some_and(|glyph| hidden(glyph) && !glyph.is_blank()))
        .collect();
    // Fewer shapes than letters draw none of them.
    if asked.is_empty() || page.fills.len() * 2 < asked.len() {
        return;
    }
    let Some(shapes) = Cells::of(page, page.fills.iter().map(|fill| fill.rect)) else { return };
    let drawn = |at: &&usize| {
        let Some(glyph) = page.glyphs.get(**at) else { return false };
        let (slack, least) = (LETTER_SLACK * glyph.size, LETTER_SIZE * glyph.size);
        let is_part = |rect: &Rect| rect.is_inside(&glyph.rect, slack) && rect.width().max(rect.height()) >= least;
        let near = shapes.at(glyph.rect.middle()).iter();
        near.filter_map(|at| page.fills.get(*at as usize)).any(|fill| is_part(&fill.rect))
    };
    let count = asked.iter().filter(drawn).count();
    if count as f32 >= MOST * asked.len() as f32 {
        asked.into_iter().for_each(|at| page.glyphs[at].unseen = None);
    }
}

struct Judge<'a> {
    page: &'a InkPage,
    coats: &'a Coats,
    areas: Cells,
    doubtful: &'a [u32],
}

impl Judge<'_> {
    /// Whether something painted later hides a glyph.
    fn covered(&self, at: usize) -> Option<Cover> {
        let glyph = self.page.glyphs.get(at)?;
        let over = |point: Point| {
            let over = self.at(point).rev().take_while(|(_, coat)| coat.after > at as u32);
            over.filter(|(_, coat)| coat.opaque).find(|(_, coat)| self.coats.lies(coat, point) == Lies::There)
        };
        let mut cover = Cover::Shape;
        for point in points(glyph) {
            let (number, coat) = over(point)?;
            if coat.picture.is_some() {
                cover = cover.max(Cover::Picture(number));
            }
        }
        Some(cover)
    }

    /// Those that no picture shows which covers them. A picture of the page itself is a scan: it is not asked.
    fn without_shown(&self, file: &File<'_>, mut covered: Vec<(usize, Cover)>) -> Vec<(usize, Cover)> {
        covered.sort_by_key(|(_, cover)| *cover);
        let paper = self.page.width * self.page.height;
        let mut asked = 0;
        let hidden = covered.chunk_by(|a, b| a.1 == b.1).filter(|under| {
            let Some((_, Cover::Picture(number))) = under.first() else { return true };
            let Some(coat) = self.coats.list.get(*number as usize) else { return true };
            if coat.bounds.area() > SCAN * paper {
                return true;
            }
            asked += 1;
            let glyphs = under.iter().filter_map(|(at, _)| self.page.glyphs.get(*at));
            // What cannot be looked at may show them.
            let picture = coat.picture.as_ref().filter(|_| asked <= MAX_PICTURES);
            !picture.is_none_or(|picture| pixels::show(file, picture, glyphs).unwrap_or(true))
        });
        hidden.flatten().copied().collect()
    }

    /// Whether a glyph has the colour of its ground.
    fn is_ground(&self, at: usize) -> bool {
        let Some(glyph) = self.page.glyphs.get(at) else { return false };
        points(glyph).into_iter().all(|point| {
            // Paint of no known colour that lies over the glyph later may show it after all (a blend over white on white).
            let later = self.at(point).rev().take_while(|(_, coat)| coat.after > at as u32);
            let over = |coat: &Coat| self.coats.lies(coat, point) != Lies::Elsewhere;
            if later.into_iter().any(|(_, coat)| (coat.color.is_none() || !coat.opaque) && over(coat)) {
                return false;
            }
            for (_, coat) in self.at(point).rev().skip_while(|(_, coat)| coat.after > at as u32) {
                let like = coat.color.is_some_and(|color| alike(color, glyph.color));
                match self.coats.lies(coat, point) {
                    Lies::Elsewhere => {}
                    Lies::There if coat.opaque => return like,
                    // What is mixed with its own colour stays what it was.
                    _ if like => {}
                    _ => return false,
                }
            }
            alike(WHITE, glyph.color)
        })
    }

    /// Those that stand on no glyph of another colour: a figure on a disc that is a character itself is seen.
    fn without_marks_under(&self, found: Vec<usize>) -> Vec<usize> {
        if found.is_empty() {
            return found;
        }
        let Some(marks) = Cells::of(self.page, self.page.glyphs.iter().map(|glyph| glyph.rect)) else {
            return Vec::new();
        };
        let on_mark = |at: &usize| {
            let Some(glyph) = self.page.glyphs.get(*at) else { return false };
            let centre = glyph.rect.middle();
            marks.at(centre).iter().map(|under| *under as usize).take_while(|under| under < at).any(|under| {
                let doubt = self.doubtful.binary_search(&(under as u32)).is_ok();
                self.page.glyphs.get(under).is_some_and(|under| {
                    under.unseen.is_none()
                        && !under.is_blank()
                        && under.rect.holds(centre)
                        && (doubt || !alike(under.color, glyph.color))
                })
            })
        };
        let mut found = found;
        found.retain(|at| !on_mark(at));
        found
    }

    /// The areas that may lie at a point, in the order of their painting.
    fn at(&self, point: Point) -> impl DoubleEndedIterator<Item = (u32, &Coat)> {
        self.areas.at(point).iter().filter_map(|at| Some((*at, self.coats.list.get(*at as usize)?)))
    }
}

/// Five points that tell where a glyph's ink is: its middle, and half way to the corners.
fn points(glyph: &Glyph) -> [Point; 5] {
    let Rect { left, top, right, bottom } = glyph.rect;
    let (middle, x, y) = (glyph.rect.middle(), (right - left) / 4.0, (bottom - top) / 4.0);
    let point = |dx: f32, dy: f32| Point { x: middle.x + dx, y: middle.y + dy };
    [middle, point(-x, -y), point(x, -y), point(-x, y), point(x, y)]
}

fn alike(a: [u8; 3], b: [u8; 3]) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= ALIKE)
}

/// The colours of the page's grounds, so that most text need not be looked at.
struct Colors(Option<Vec<[u8; 3]>>);

impl Colors {
    fn of(coats: &Coats) -> Self {
        let mut known = vec![WHITE];
        for color in coats.list.iter().filter(|coat| coat.opaque).filter_map(|coat| coat.color) {
            if !known.contains(&color) {
                known.push(color);
            }
            if known.len() > MAX_COLORS {
                return Self(None);
            }
        }
        Self(Some(known))
    }

    fn has(&self, color: [u8; 3]) -> bool {
        self.0.as_ref().is_none_or(|known| known.iter().any(|ground| alike(*ground, color)))
    }
}

/// What lies where: for each cell of the page the boxes that reach into it, by number. What lies outside of the page is
/// in its outermost cells.
struct Cells {
    cells: Vec<Vec<u32>>,
    width: f32,
    height: f32,
}

impl Cells {
    /// None where there are too many.
    fn of(page: &InkPage, boxes: impl Iterator<Item = Rect>) -> Option<Self> {
        let mut cells =
            Self { cells: vec![Vec::new(); SIDE * SIDE], width: page.width.max(1.0), height: page.height.max(1.0) };
        let mut entries = 0;
        for (at, rect) in boxes.enumerate() {
            let (from, to) = (cells.cell(rect.left, rect.top), cells.cell(rect.right, rect.bottom));
            entries += (to.0 - from.0 + 1) * (to.1 - from.1 + 1);
            if entries > MAX_ENTRIES {
                return None;
            }
            for row in from.1..=to.1 {
                for cell in cells.cells.get_mut(row * SIDE + from.0..=row * SIDE + to.0).into_iter().flatten() {
                    cell.push(at as u32);
                }
            }
        }
        Some(cells)
    }

    fn cell(&self, x: f32, y: f32) -> (usize, usize) {
        let along = |at: f32, size: f32| ((at / size * SIDE as f32) as usize).min(SIDE - 1);
        (along(x, self.width), along(y, self.height))
    }

    fn at(&self, point: Point) -> &[u32] {
        let (column, row) = self.cell(point.x, point.y);
        self.cells.get(row * SIDE + column).map(Vec::as_slice).unwrap_or_default()
    }
}
