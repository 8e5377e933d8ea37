//! A cell, a list or a slide's column cut into statements: a headline and the details under it.

use crate::lexicon;
use crate::table::cell_text;
use crate::text::{Rank, Text, join_lines, marks_in, split_stacked, strip_mark};

/// A headline and what stands under it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statement {
    /// The headline without its mark.
    pub headline: Text,
    /// The details without their bullets.
    pub details: Vec<Detail>,
    /// Everything as printed, marks included, in reading order.
    pub printed: Vec<Text>,
}

/// A detail: one string of one or more lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Detail {
    /// The mark that opened it.
    pub rank: Option<Rank>,
    /// The physical lines, the first without its mark.
    pub lines: Vec<Text>,
}

impl Detail {
    /// The lines put together.
    pub fn text(&self) -> Text {
        join_lines(&self.lines)
    }
}

/// A stretch of a cell between two marks.
struct Segment {
    rank: Option<Rank>,
    printed: Text,
    text: Text,
}

/// The results of a cell (contract, rule 5): one for each top-level mark; lower bullets and
/// unmarked lines are its details; a cell without marks is one result.
pub fn results(cell: &Text) -> Vec<Statement> {
    let segments = segments(cell);
    let top = top_rank(&segments);
    let mut statements: Vec<Statement> = Vec::new();
    for segment in segments {
        let opens = segment.rank == top || statements.is_empty();
        if opens {
            let mut lines = split_stacked(&segment.text).into_iter();
            let headline = lines.next().unwrap_or_default();
            let details = lines.map(|line| Detail { rank: None, lines: vec![line] }).collect();
            statements.push(Statement { headline, details, printed: vec![segment.printed] });
        } else if let Some(last) = statements.last_mut() {
            last.details.push(Detail { rank: segment.rank, lines: vec![cell_text(&segment.text)] });
            last.printed.push(segment.printed);
        }
    }
    statements
}

/// The targets of a cell (contract, rule 4): one for each top-level bullet; a cell without bullets
/// is one target, unless several of its parts each end with a due date of their own.
pub fn targets(cell: &Text) -> Vec<(Text, Text)> {
    let segments = segments(cell);
    let marked = segments.iter().any(|segment| segment.rank.is_some());
    if !marked {
        return dated_parts(cell).into_iter().map(|part| (part.clone(), part)).collect();
    }
    let top = top_rank(&segments);
    let mut out: Vec<(Text, Text)> = Vec::new();
    for segment in segments {
        match out.last_mut() {
            Some((text, printed)) if segment.rank != top => {
                text.push_gap();
                text.push_text(&cell_text(&segment.text));
                printed.push_text(&segment.printed);
            }
            _ => out.push((cell_text(&segment.text), segment.printed)),
        }
    }
    out
}

/// The choices of a cell of boxes that are ticked; none where the cell has no boxes.
pub fn ticked(cell: &Text) -> Option<Vec<Text>> {
    let choices = lexicon::ticked(cell.as_str())?;
    Some(choices.into_iter().map(|range| cell.slice(range).trim()).collect())
}

/// Items of a cell of activities, partners or next steps: by marks, else by stacked lines.
pub fn items(cell: &Text) -> Vec<Text> {
    if let Some(choices) = ticked(cell) {
        return choices;
    }
    let segments = segments(cell);
    if segments.iter().any(|segment| segment.rank.is_some()) {
        return segments.iter().map(|segment| cell_text(&segment.text)).collect();
    }
    split_stacked(cell)
}

/// The highest rank of mark in the cell; `None` where there is none.
fn top_rank(segments: &[Segment]) -> Option<Rank> {
    segments
        .iter()
        .filter_map(|segment| segment.rank)
        .filter(|rank| matches!(rank, Rank::Head | Rank::Sub | Rank::Number))
        .min()
}

fn segments(cell: &Text) -> Vec<Segment> {
    let cuts: Vec<usize> = marks_in(cell.as_str()).iter().map(|mark| mark.range.start).collect();
    let parts = cell.cut(&cuts);
    let segment = |part: Text| {
        let (mark, text) = strip_mark(&part);
        Segment { rank: mark.map(|mark| mark.rank), printed: part, text }
    };
    parts.into_iter().map(segment).collect()
}

/// A cell whose bullets were lost: `整備 庁舎等:令和3年度 機器整備 各施設:令和4年度` is two.
fn dated_parts(cell: &Text) -> Vec<Text> {
    let text = cell_text(cell);
    let found = crate::text::periods(text.as_str(), &mut crate::text::Carry::default());
    let ends: Vec<usize> = found
        .iter()
        .filter(|found| text.as_str()[..found.range.start].ends_with(':'))
        .map(|found| found.range.end)
        .filter(|end| text.as_str()[*end..].starts_with(' ') || *end == text.as_str().len())
        .collect();
    if ends.len() < 2 { vec![text] } else { text.cut(&ends) }
}

/// Offices named after a colon that closes a line (`入力業務：市民税課`).
pub fn closing_offices(line: &str) -> Vec<String> {
    let Some(at) = line.rfind(':') else {
        return Vec::new();
    };
    let tail = &line[at + 1..];
    let names = tail.split(['、', '・', ',']).map(|name| {
        let name = name.trim();
        let shorter = name.rsplit_once(' ').filter(|(_, word)| lexicon::is_tail(word)).map(|(name, _)| name.trim());
        shorter.unwrap_or(name).to_owned()
    });
    let names: Vec<String> = names.collect();
    if names.iter().all(|name| lexicon::is_office(name)) { names } else { Vec::new() }
}
