//! Lines of cells: which bits stand in which column, and what each line looks like.

use super::bit::Bit;
use crate::geometry::Rect;

/// Baselines that differ by less are one line of a cell, in ems.
pub const SAME_LINE: f32 = 0.3;
/// A text may reach this far into the gap beside its column, in ems.
pub const OVERHANG: f32 = 0.3;
/// Text higher than this runs down, in ems.
const TALL: f32 = 2.0;

/// A line of a cell.
#[derive(Debug, Clone)]
pub struct Line {
    /// Around its bits, in points.
    pub rect: Rect,
    /// Its baseline in points from the page's top.
    pub baseline: f32,
    /// Its largest font size in points.
    pub size: f32,
    /// What it says.
    pub text: String,
    /// Whether a mark opens it.
    pub item: bool,
    /// Whether all of it is bold.
    pub bold: bool,
    /// Whether it runs down, or may be a part of text that does: a letter alone.
    pub down: bool,
    /// Whether it is nothing but a bullet.
    pub bullet: bool,
    /// Whether it heads the rows below it, and is no part of a cell.
    pub title: bool,
    /// Last column that it reaches into.
    pub to: usize,
}

/// The lines of each column, from the top; a line stands in the first column that it reaches.
pub fn lines(bits: &[&Bit], gaps: &[(f32, f32)]) -> Vec<Vec<Line>> {
    let middles: Vec<f32> = gaps.iter().map(|gap| (gap.0 + gap.1) / 2.0).collect();
    let mut columns: Vec<Vec<Line>> = vec![Vec::new(); gaps.len() + 1];
    for bit in bits {
        let tolerance = OVERHANG * bit.size;
        let from = middles.partition_point(|x| *x < bit.rect.left + tolerance);
        let to = middles.partition_point(|x| *x < bit.rect.right - tolerance).max(from);
        // The end of a bar stands where the bar ends.
        let middle = middles.partition_point(|x| *x < bit.rect.middle().x);
        let (from, to) = if bit.is_sign() { (middle, middle) } else { (from, to) };
        let Some(column) = columns.get_mut(from) else { continue };
        match column.last_mut() {
            Some(line) if bit.baseline - line.baseline <= SAME_LINE * bit.size.min(line.size) => line.take(bit, to),
            _ => column.push(Line::of(bit, to)),
        }
    }
    columns
}

fn runs_down(bit: &Bit) -> bool {
    let mut chars = bit.text.chars();
    let letter = chars.next().is_some_and(|c| c.is_alphabetic() || c == 'ー' || c == '・') && chars.next().is_none();
    letter || bit.rect.bottom - bit.rect.top > TALL * bit.size
}

fn is_bullet(bit: &Bit) -> bool {
    (bit.is_mark() && !bit.text.contains(|c: char| c.is_ascii_digit())) || bit.is_sign()
}

impl Line {
    fn of(bit: &Bit, to: usize) -> Line {
        Line {
            rect: bit.rect,
            baseline: bit.baseline,
            size: bit.size,
            text: bit.text.clone(),
            item: bit.opens_item(),
            bold: bit.bold,
            down: runs_down(bit),
            bullet: is_bullet(bit),
            title: false,
            to,
        }
    }

    fn take(&mut self, bit: &Bit, to: usize) {
        if bit.rect.left < self.rect.left {
            self.text = format!("{}{}", bit.text, self.text);
            self.item = bit.opens_item();
        } else {
            self.text.push_str(&bit.text);
        }
        self.rect = self.rect.union(&bit.rect);
        self.size = self.size.max(bit.size);
        self.bold &= bit.bold;
        self.down &= runs_down(bit) && bit.rect.bottom - bit.rect.top > TALL * bit.size;
        self.bullet = false;
        self.to = self.to.max(to);
    }
}
