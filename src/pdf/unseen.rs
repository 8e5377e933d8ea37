//! Which glyphs cannot be seen, by what was painted under and over them.
//!
//! Text in the colour of its ground, and text under an opaque picture or shape that was painted after it. Where the
//! ground is not one colour for sure (a picture, a pattern, paint that is seen through) text counts as seen: a figure
//! that is there must not be lost. The same holds where a picture shows the text that it covers, as printer drivers
//! draw what is under a transparent shape, and where letters are drawn as shapes over their text.

use super::cells::Cells;
use super::coat::{Coat, Coats, Lies};
use super::ink::{Glyph, InkPage, Unseen};
use super::object::File;
use super::scan::WHOLE_PAGE;
use super::{outlined, pixels};
use crate::geometry::{Point, Rect};

/// Parts of two colours that differ by no more look alike: on a sheet or a screen nobody tells 4 % of grey from white.
const ALIKE: u8 = 10;
/// Grounds of more colours than this are not told apart beforehand: to look is quicker then than to compare.
const MAX_COLORS: usize = 32;
/// More pictures of a page are not looked at: each is unpacked as a whole.
const MAX_PICTURES: usize = 16;
const WHITE: [u8; 3] = [255; 3];
/// Of more glyphs on one page than this nothing is said: a full page of small print has half as many.
const MOST_ASKED: usize = 20_000;

/// What is told where it was not, or not everywhere, looked at what hides text.
pub const NOT_ASKED: &str =
    "too many shapes, pictures or letters on one page: what they hide of its text was not looked at";

/// Marks the glyphs that cannot be seen. Of those in `doubtful` (by number, in order) the colour is not known. Whether
/// all of them were looked at: those that were not count as seen.
#[must_use]
pub fn mark(page: &mut InkPage, file: &File<'_>, coats: &Coats, doubtful: &[u32]) -> bool {
    let drawn = outlined::uncover(page, |glyph| glyph.unseen == Some(Unseen::Inkless));
    if coats.full {
        return false;
    }
    let colors = Colors::of(coats);
    let last = coats.list.last().map_or(0, |coat| coat.after);
    let may_be = |(at, glyph): (usize, &Glyph)| {
        let colored = colors.has(glyph.color) && doubtful.binary_search(&(at as u32)).is_err();
        glyph.unseen.is_none() && !glyph.is_blank() && (last > at as u32 || colored)
    };
    let asked: Vec<usize> = (0..page.glyphs.len()).filter(|at| may_be((*at, &page.glyphs[*at]))).collect();
    if asked.is_empty() {
        return drawn;
    }
    // So many letters that may stand on their own colour are a drawing; each look costs what lies at its place.
    if asked.len() > MOST_ASKED {
        return false;
    }
    let Some(areas) = Cells::of(page, coats.list.iter().map(|coat| coat.bounds)) else { return false };
    let judge = Judge { page, coats, areas, doubtful };
    let covered: Vec<(usize, Cover)> = asked.iter().filter_map(|at| Some((*at, judge.covered(*at)?))).collect();
    let (covered, all_asked) = judge.without_shown(file, covered);
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
    let looked =
        [Unseen::Covered, Unseen::Ground].map(|why| outlined::uncover(page, |glyph| glyph.unseen == Some(why)));
    drawn && all_asked && looked == [true; 2]
}

/// What covers a glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cover {
    Shape,
    /// A picture, by its number among the areas.
    Picture(u32),
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

    /// Those that no picture shows which covers them. Pictures of the page itself are a scan, of which the text under
    /// it is read: they are not asked. And whether every other picture was asked.
    fn without_shown(&self, file: &File<'_>, mut covered: Vec<(usize, Cover)>) -> (Vec<(usize, Cover)>, bool) {
        covered.sort_by_key(|(_, cover)| *cover);
        if self.is_scan(&covered) {
            return (covered, true);
        }
        let mut asked = 0;
        let hidden = covered.chunk_by(|a, b| a.1 == b.1).filter(|under| {
            let Some((_, Cover::Picture(number))) = under.first() else { return true };
            let Some(coat) = self.coats.list.get(*number as usize) else { return true };
            asked += 1;
            let glyphs = under.iter().filter_map(|(at, _)| self.page.glyphs.get(*at));
            // What cannot be looked at may show them.
            let picture = coat.picture.as_ref().filter(|_| asked <= MAX_PICTURES);
            !picture.is_none_or(|picture| pixels::show(file, picture, glyphs).unwrap_or(true))
        });
        let hidden = hidden.flatten().copied().collect();
        (hidden, asked <= MAX_PICTURES)
    }

    /// Whether the pictures over these glyphs are the page, in one piece or in strips, and the glyphs its text: more
    /// than what is to be seen, as [`InkPage::scan`] asks.
    fn is_scan(&self, covered: &[(usize, Cover)]) -> bool {
        let under = || covered.iter().filter(|(_, cover)| matches!(cover, Cover::Picture(_))).map(|(at, _)| *at as u32);
        let seen = self.page.glyphs.iter().filter(|glyph| glyph.unseen.is_none() && !glyph.is_blank()).count();
        let Some(first) = under().min().filter(|_| under().count() > seen - covered.len()) else { return false };
        // Strips without any text are strips of the page too.
        let pictures =
            self.coats.list.iter().filter(|coat| coat.picture.is_some() && coat.opaque && coat.after > first);
        self.page.covered_by(pictures.map(|coat| coat.bounds)) > WHOLE_PAGE
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
