//! The legend of a roadmap: samples of its bars, each with its meaning behind it.
//!
//! A sample is drawn (a short line or box of a bar's colour) or typed (`◆.....◆ 整備・検討`).

use super::stroke;
use crate::geometry::Rect;
use crate::lexicon;
use crate::page::grid::{Bar, BarKind, Grid};
use crate::page::is_bar_sample;
use crate::page::order::InkLine;
use crate::pdf::ink::InkPage;

/// A meaning stands this near behind its sample, in ems.
const NEAR: f32 = 2.0;
/// A meaning is no sentence: at most so many characters.
const LONGEST: usize = 20;

/// A sample and what it means.
struct Entry {
    kind: BarKind,
    color: Option<[u8; 3]>,
    meaning: String,
}

/// What the bars of a page mean.
pub struct Legend(Vec<Entry>);

impl Legend {
    /// The meaning of a bar: by colour and kind, else by what alone tells it from the others.
    pub fn meaning(&self, bar: &Bar) -> Option<String> {
        let drawn = self.0.iter().find(|entry| entry.color == Some(bar.color) && entry.kind == bar.kind);
        let colored = || self.0.iter().find(|entry| entry.color == Some(bar.color));
        let kind = || {
            let mut alike = self.0.iter().filter(|entry| entry.color.is_none() && entry.kind == bar.kind);
            alike.next().filter(|_| alike.next().is_none())
        };
        drawn.or_else(colored).or_else(kind).map(|entry| entry.meaning.clone())
    }
}

/// Reads the legend outside a grid.
pub fn read(page: &InkPage, grid: &Grid, lines: &[InkLine], bars: &[Bar]) -> Legend {
    let outside: Vec<&InkLine> = lines.iter().filter(|line| !grid.rect.holds(line.rect.middle())).collect();
    let mut entries: Vec<Entry> = outside.iter().flat_map(|line| typed(&line.text)).collect();
    let whole = Rect { left: 0.0, top: 0.0, right: page.width, bottom: page.height };
    for sample in stroke::strokes(page, &whole).iter().filter(|sample| !grid.rect.holds(sample.rect.middle())) {
        if !bars.iter().any(|bar| bar.color == sample.color) {
            continue;
        }
        let behind = outside.iter().filter(|line| stands_behind(line, &sample.rect));
        let nearest = behind.min_by(|a, b| a.rect.left.total_cmp(&b.rect.left));
        if let Some(line) = nearest.filter(|line| line.text.chars().count() <= LONGEST) {
            let meaning = line.text.trim().to_owned();
            entries.push(Entry { kind: sample.kind, color: Some(sample.color), meaning });
        }
    }
    Legend(entries)
}

fn stands_behind(line: &InkLine, sample: &Rect) -> bool {
    let gap = line.rect.left - sample.right;
    let middle = sample.middle().y;
    (0.0..=NEAR * line.size).contains(&gap) && line.rect.top <= middle && middle <= line.rect.bottom
}

/// Samples typed in a line, several side by side perhaps.
fn typed(line: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut rest = line.trim();
    while is_bar_sample(rest) {
        let sign = |c: char| !c.is_alphanumeric() || lexicon::is_bar_line(c);
        let end = rest.find(|c: char| !sign(c)).unwrap_or(rest.len());
        let (sample, behind) = rest.split_at(end);
        let next = behind.find(lexicon::is_bar_end).unwrap_or(behind.len());
        let (meaning, further) = behind.split_at(next);
        let dotted = sample.contains(lexicon::is_bar_dot);
        let meaning = meaning.trim();
        if !meaning.is_empty() && meaning.chars().count() <= LONGEST {
            let kind = if dotted { BarKind::Dotted } else { BarKind::Solid };
            entries.push(Entry { kind, color: None, meaning: meaning.to_owned() });
        }
        rest = further;
    }
    entries
}
