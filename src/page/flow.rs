//! How a page's lines follow one another: white between them, indents, and where paragraphs end.

use super::order::InkLine;
use super::wrap::{self, Measure};
use crate::pdf::ink::{Direction, InkPage};
use crate::text::{Look, opening};

/// White beyond the usual between two lines that a reader takes for a break, in ems.
const BREAK: f32 = 0.45;
/// Lines further apart than this never stand in one paragraph, in ems of white.
const WIDEST: f32 = 1.3;
/// The white between lines where a document does not tell, in ems.
const USUAL: f32 = 0.8;
/// An indent of a paragraph's first line is at least this, in ems.
const INDENT: f32 = 0.7;
/// Edges that differ by less are one, in ems.
const SAME_EDGE: f32 = 1.5;

/// Middles that differ by less are one axis, in ems.
const SAME_AXIS: f32 = 0.3;
/// Centred lines begin at least this far from one another, in ems; full lines of a paragraph begin together.
const OTHER_LENGTH: f32 = 0.4;

/// What stands between a line and its neighbours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Step {
    /// 1 where more than the usual white, or another column, parts it from the line above.
    pub blank_above: u32,
    /// White before the first character, in characters.
    pub indent: u32,
    /// Whether its paragraph ends with it.
    pub closes: bool,
}

/// How a line is set.
pub fn look(line: &InkLine, page: &InkPage) -> Look {
    let inked = line.glyphs.iter().filter_map(|at| page.glyphs.get(*at as usize));
    let (mut bold, mut all) = (0_usize, 0_usize);
    for glyph in inked.filter(|glyph| !glyph.is_blank()) {
        all += 1;
        bold += usize::from(page.fonts.get(usize::from(glyph.font)).is_some_and(|font| font.bold));
    }
    Look { size: (line.size * 10.0).round().clamp(0.0, f32::from(u16::MAX)) as u16, bold: bold * 2 > all }
}

/// The usual white between lines of one paragraph, in ems: the median over the document.
pub fn usual_gap<'a>(pages: impl IntoIterator<Item = &'a [InkLine]>) -> f32 {
    let mut gaps: Vec<f32> = Vec::new();
    for page in pages {
        let pairs = page.windows(2).filter_map(|pair| if let [a, b] = pair { white(a, b) } else { None });
        gaps.extend(pairs.filter(|gap| *gap < WIDEST));
    }
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(USUAL)
}

/// White between two lines of one column and one size, in ems.
fn white(above: &InkLine, below: &InkLine) -> Option<f32> {
    let size = above.size.max(below.size).max(f32::MIN_POSITIVE);
    let level = above.direction == Direction::Right && below.direction == Direction::Right;
    let shared = above.rect.right.min(below.rect.right) - above.rect.left.max(below.rect.left);
    let lower = below.baseline > above.baseline + 0.5 * size;
    (level && lower && shared > 0.0 && above.place == below.place).then(|| (below.rect.top - above.rect.bottom) / size)
}

/// The steps between a page's lines.
pub fn flow(lines: &[InkLine], usual: f32) -> Vec<Step> {
    let near = |above: &InkLine, below: &InkLine| white(above, below).is_some_and(|gap| gap <= usual + BREAK);
    let mut steps = vec![Step::default(); lines.len()];
    for (at, line) in lines.iter().enumerate() {
        let above = at.checked_sub(1).and_then(|above| lines.get(above));
        let together = above.is_some_and(|above| near(above, line));
        steps[at].blank_above = u32::from(!together);
    }
    let mut from = 0;
    while from < lines.len() {
        let to = (from + 1..lines.len()).find(|at| steps[*at].blank_above > 0).unwrap_or(lines.len());
        let measure = measure(&lines[from..to], lines);
        for at in from..to {
            let line = &lines[at];
            let size = line.size.max(f32::MIN_POSITIVE);
            steps[at].indent = ((line.rect.left - measure.left) / size).round().max(0.0) as u32;
            let next = lines.get(at + 1).filter(|_| at + 1 < to);
            steps[at].closes = next.is_none_or(|next| {
                let opens = next.rect.left - line.rect.left >= INDENT * size && opening(&line.text).is_none();
                let sentence = line.text.trim_end().ends_with('。');
                (opens && sentence) || centred(line, next) || !wrap::goes_on(line, next, measure)
            });
        }
        from = to;
    }
    steps
}

/// Whether two lines of unlike length are set around one axis, as on a cover: each is a line of its own.
fn centred(line: &InkLine, next: &InkLine) -> bool {
    let size = line.size.max(next.size);
    let middle = |line: &InkLine| line.rect.middle().x;
    (middle(line) - middle(next)).abs() <= SAME_AXIS * size
        && (line.rect.left - next.rect.left).abs() >= OTHER_LENGTH * size
}

/// Whether a paragraph goes on over a page break: the last line of a page was full, and the first line of the next
/// page stands in the same column.
pub fn over_page(page: &[InkLine], last: usize, next: &InkLine) -> bool {
    let Some(line) = page.get(last) else { return false };
    let measure = measure(std::slice::from_ref(line), page);
    let beside = (next.rect.left - measure.left).abs() <= SAME_EDGE * line.size;
    let running = line.direction == Direction::Right && next.direction == Direction::Right;
    running && beside && !line.text.trim_end().ends_with('。') && wrap::goes_on(line, next, measure)
}

/// The edges of a run of lines; a full line elsewhere in the same column tells the right one.
fn measure(run: &[InkLine], page: &[InkLine]) -> Measure {
    let left = run.iter().map(|line| line.rect.left).fold(f32::MAX, f32::min);
    let own = run.iter().map(|line| line.rect.right).fold(f32::MIN, f32::max);
    let size = run.iter().map(|line| line.size).fold(0.0, f32::max);
    let column = page.iter().filter(|line| {
        line.place == run.first().and_then(|first| first.place) && (line.rect.left - left).abs() <= SAME_EDGE * size
    });
    let right = column.map(|line| line.rect.right).fold(own, f32::max);
    Measure { left, right }
}
