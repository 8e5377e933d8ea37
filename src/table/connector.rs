//! Lines that lead to a text: axes of time lines, connectors of diagrams, leaders. They part no rows.
//!
//! ```text
//! 法律  ──△────△──
//! 規則  ────△────△
//! ```
//!
//! A rule between the rows of a cell over several rows points at that cell's text too, but it ends where the rules
//! end that run over that text.

use crate::pdf::ink::{Direction, Glyph, InkPage, Ruling};

/// A line that leans more than this over its length is not level, in points.
const LEAN: f32 = 1.0;
/// Shorter lines are marks, in points: nothing is read along them.
const SHORTEST: f32 = 30.0;
/// A line leads to a text no further than this from its end, in ems: names of axes stand in the middle of a column.
const NEAR: f32 = 3.0;
/// It stands at the middle of the text within this, in ems.
const LEVEL: f32 = 0.25;
/// Lines that end within this end at one place, in points.
const SAME_END: f32 = 4.0;
/// So many looks at lines and glyphs are made; a page that needs more is a drawing.
const MAX_LOOKS: usize = 20_000_000;

/// A level line: the rulings, by their number, that it is drawn with.
#[derive(Debug, Clone)]
struct Level {
    rulings: Vec<usize>,
    y: f32,
    from: f32,
    to: f32,
}

/// For each ruling of a page whether it leads to a text.
pub fn leading(page: &InkPage) -> Vec<bool> {
    let mut leads = vec![false; page.rulings.len()];
    let levels = joined(page.rulings.iter().enumerate().filter_map(|(at, ruling)| level(at, ruling)).collect());
    let mut looks = 0;
    for (line, glyph) in texts_beside(page, &levels, &mut looks) {
        looks += page.rulings.len();
        if looks > MAX_LOOKS {
            break;
        }
        if is_free(page, &levels, line, glyph) {
            for at in &line.rulings {
                leads.get_mut(*at).into_iter().for_each(|leads| *leads = true);
            }
        }
    }
    leads
}

/// The lines that point at a text, each with its uppermost glyph, of those with the leftmost.
fn texts_beside<'a>(page: &'a InkPage, levels: &'a [Level], looks: &mut usize) -> Vec<(&'a Level, &'a Glyph)> {
    let long = levels.iter().filter(|line| line.to - line.from >= SHORTEST);
    let mut found: Vec<(&Level, Option<&Glyph>)> = long.map(|line| (line, None)).collect();
    if found.is_empty() {
        return Vec::new();
    }
    found.sort_by(|(a, _), (b, _)| a.y.total_cmp(&b.y));
    let place = |glyph: &Glyph| (middle(glyph), glyph.rect.left);
    let texts = page.glyphs.iter().filter(|glyph| glyph.direction == Direction::Right && !glyph.is_blank());
    for glyph in texts {
        // A hair more than the reach: whether it is beside is told exactly below.
        let (y, reach) = (middle(glyph), 1.1 * LEVEL * glyph.size);
        let first = found.partition_point(|(line, _)| line.y < y - reach);
        let near = found.iter_mut().skip(first).take_while(|(line, _)| line.y <= y + reach);
        for (line, best) in near {
            *looks += 1;
            if is_beside(glyph, line) && best.is_none_or(|best| place(glyph) < place(best)) {
                *best = Some(glyph);
            }
        }
        if *looks > MAX_LOOKS {
            break;
        }
    }
    found.into_iter().filter_map(|(line, glyph)| Some((line, glyph?))).collect()
}

fn level(at: usize, ruling: &Ruling) -> Option<Level> {
    let (from, to) = (ruling.from, ruling.to);
    let finite = [from.x, from.y, to.x, to.y].iter().all(|part| part.is_finite());
    let level = finite && (from.y - to.y).abs() <= LEAN && (from.x - to.x).abs() > LEAN;
    level.then(|| Level { rulings: vec![at], y: (from.y + to.y) / 2.0, from: from.x.min(to.x), to: from.x.max(to.x) })
}

/// Lines drawn cell by cell, or in dashes, put together.
fn joined(mut pieces: Vec<Level>) -> Vec<Level> {
    pieces.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.from.total_cmp(&b.from)).then(a.to.total_cmp(&b.to)));
    let mut lines: Vec<Level> = Vec::new();
    for height in pieces.chunk_by_mut(|a, b| b.y - a.y <= LEAN / 2.0) {
        height.sort_by(|a, b| a.from.total_cmp(&b.from).then(a.to.total_cmp(&b.to)));
        let begin = lines.len();
        for piece in height {
            match lines.get_mut(begin..).and_then(<[Level]>::last_mut) {
                Some(last) if piece.from <= last.to + SAME_END => {
                    last.to = last.to.max(piece.to);
                    last.rulings.append(&mut piece.rulings);
                }
                _ => lines.push(piece.clone()),
            }
        }
    }
    lines
}

/// Half way up the characters of a glyph's line, in points from the page's top.
fn middle(glyph: &Glyph) -> f32 {
    glyph.origin.y - 0.38 * glyph.size
}

/// Whether a glyph stands behind one of a line's ends, the line pointing at its middle.
fn is_beside(glyph: &Glyph, line: &Level) -> bool {
    let away = (line.from - glyph.rect.right).max(glyph.rect.left - line.to);
    (middle(glyph) - line.y).abs() <= LEVEL * glyph.size && (0.0..=NEAR * glyph.size).contains(&away)
}

/// Whether nothing ends a line on the side of a text that it points at, and no line of its kind runs over that text.
fn is_free(page: &InkPage, levels: &[Level], line: &Level, glyph: &Glyph) -> bool {
    let before = glyph.rect.right <= line.from;
    let end = if before { line.from } else { line.to };
    let closed = page.rulings.iter().any(|ruling| {
        let (a, b) = (ruling.from, ruling.to);
        let upright = (a.x - b.x).abs() <= LEAN && (a.x - end).abs() <= SAME_END;
        upright && a.y.min(b.y) <= line.y + SAME_END && a.y.max(b.y) >= line.y - SAME_END
    });
    let of_its_kind = |other: &Level| {
        let (far, own) = if before { (other.to, line.to) } else { (other.from, line.from) };
        let over = other.from <= glyph.rect.left + glyph.size && other.to >= glyph.rect.right - glyph.size;
        over && (far - own).abs() <= SAME_END
    };
    !closed && !levels.iter().any(of_its_kind)
}

#[cfg(test)]
mod tests {
    use super::leading;
    use crate::table::drawn::{page, rule, write};

    #[test]
    fn axes_point_at_their_names() {
        let mut page = page("");
        write(&mut page, "法律", 50.0, 100.0);
        rule(&mut page, (75.0, 96.0), (300.0, 96.0));
        // A line under a text, and one far away from it.
        rule(&mut page, (75.0, 101.0), (300.0, 101.0));
        rule(&mut page, (120.0, 97.5), (300.0, 97.5));
        assert_eq!(leading(&page), [true, false, false]);
    }

    #[test]
    fn rules_beside_a_cell_over_two_rows_do_not() {
        let mut page = page("");
        write(&mut page, "分類", 50.0, 100.0);
        rule(&mut page, (45.0, 80.0), (300.0, 80.0));
        rule(&mut page, (75.0, 96.0), (300.0, 96.0));
        // Drawn cell by cell.
        rule(&mut page, (45.0, 112.0), (75.0, 112.0));
        rule(&mut page, (75.0, 112.0), (300.0, 112.0));
        assert_eq!(leading(&page), [false; 4]);
    }

    #[test]
    fn rules_that_end_at_a_border_do_not() {
        let mut page = page("");
        write(&mut page, "計", 50.0, 100.0);
        rule(&mut page, (65.0, 80.0), (65.0, 120.0));
        rule(&mut page, (65.0, 96.0), (300.0, 96.0));
        assert_eq!(leading(&page), [false; 2]);
    }
}
