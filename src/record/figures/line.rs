//! A line with its figures, dates and brackets, and what stands near a place in it.

use crate::lexicon::{self, Role};
use crate::record::desk::Desk;
use crate::record::model::Period;
use crate::text::{Carry, Dated, Found, Place, Quantity, Suffix, Text, brackets, periods};
use std::ops::Range;

/// How far around a figure or a date its words are looked for, in bytes. It keeps the work linear
/// in the length of a line.
const NEAR: usize = 400;

/// A line with everything that was found in it.
pub struct Line<'t> {
    /// The line.
    pub text: &'t Text,
    /// Its characters.
    pub s: &'t str,
    /// Page, from 1.
    pub page: Option<u32>,
    /// Its dates, in order.
    pub periods: Vec<Found<Dated>>,
    /// Its figures, in order.
    pub figures: Vec<Found<Quantity>>,
    /// Its outermost round brackets, without the brackets themselves.
    brackets: Vec<Range<usize>>,
}

impl<'t> Line<'t> {
    /// Finds everything in a line; years are carried over from the lines before.
    pub fn of(desk: &Desk<'_>, text: &'t Text, carry: &mut Carry, page: Option<u32>) -> Self {
        let s = text.as_str();
        let periods = periods(s, carry);
        let taken: Vec<Range<usize>> = periods.iter().map(|found| found.range.clone()).collect();
        let figures = behind_label(s, desk.figures(text, &taken, Place::Text));
        Self {
            text,
            s,
            page,
            periods,
            figures,
            brackets: brackets(s).into_iter().map(|bracket| bracket.start + 1..bracket.end - 1).collect(),
        }
    }

    /// The period of a date.
    pub fn dated(&self, desk: &Desk<'_>, i: usize) -> Option<Period> {
        desk.period(self.text, &self.periods[i], self.page)
    }

    /// The date that begins at a byte.
    pub fn period_at(&self, start: usize) -> Option<usize> {
        self.periods.binary_search_by_key(&start, |found| found.range.start).ok()
    }

    /// The dates that lie in a range.
    pub fn periods_in(&self, range: Range<usize>) -> &[Found<Dated>] {
        let from = self.periods.partition_point(|found| found.range.start < range.start);
        let to = self.periods.partition_point(|found| found.range.end <= range.end);
        self.periods.get(from..to.max(from)).unwrap_or_default()
    }

    /// The bracket around a byte.
    pub fn bracket_around(&self, at: usize) -> Option<&Range<usize>> {
        let i = self.brackets.partition_point(|bracket| bracket.end <= at);
        self.brackets.get(i).filter(|bracket| bracket.contains(&at))
    }

    /// Where the words that may belong to a byte begin.
    pub fn near_start(&self, at: usize) -> usize {
        self.s.ceil_char_boundary(at.saturating_sub(NEAR))
    }

    /// The words behind a byte that may belong to it.
    pub fn behind(&self, at: usize) -> &'t str {
        &self.s[at..self.s.floor_char_boundary(at + NEAR).max(at)]
    }

    /// The date that the line begins with, where it dates the figures of the line: `令和3年度(11事業)`,
    /// `令和2年度 事業の実施(2事業)`, `令和3年度(R3年4月-R4年1月)で17.8%削減`. A closer date in brackets
    /// directly behind is the one that counts.
    pub fn leading_period(&self) -> Option<usize> {
        let first = self.periods.first()?;
        let rest = &self.s[first.range.end..];
        let dates = first.range.start == 0
            && !first.value.comparison
            && first.value.suffix == Suffix::None
            && (rest.is_empty() || rest.starts_with(['(', ' ', ':', '⇒']) || lexicon::heads_line(rest));
        if !dates {
            return None;
        }
        let closer = self.periods.get(1).is_some_and(|second| {
            self.s[first.range.end..second.range.start] == *"(" && self.s[second.range.end..].starts_with(')')
        });
        Some(usize::from(closer))
    }

    /// Whether the line is nothing but the date and a word such as 実績.
    pub fn is_only(&self, i: usize) -> bool {
        let rest = self.s[self.periods[i].range.end..].trim_matches([' ', ')', ':']);
        rest.is_empty() || lexicon::label_role(rest) == Some(Role::Result)
    }
}

/// In `児童一人1台配備:100%` the words before the colon name what is measured: a count among them is
/// part of the name when a figure follows the colon.
fn behind_label(s: &str, mut figures: Vec<Found<Quantity>>) -> Vec<Found<Quantity>> {
    let Some(colon) = s.find(':').filter(|at| !s[..*at].contains(['(', '。', '⇒'])) else { return figures };
    if figures.iter().any(|figure| figure.range.start > colon) {
        figures.retain(|figure| figure.range.start > colon);
    }
    figures
}

/// The words as the name of something counted, without the particle that ties them to the figure;
/// nothing where no name is left.
pub fn named(words: &str) -> Option<String> {
    let trimmed = words.trim_matches([' ', ':', '(', ')', '、', '・', '「', '」', '※']);
    // A quoted part of the name keeps its bracket: 「…」と考える人の割合.
    let quoted = trimmed.contains('」') && !trimmed.contains('「');
    let words = if quoted { words.trim_matches([' ', ':', '、', '・', '※']) } else { trimmed }.replace("()", "");
    let words = lexicon::without_tie(&words).trim_matches([' ', ':', '(', ')', '、']);
    (words.chars().count() > 1 && !lexicon::is_comparison(words)).then(|| words.to_owned())
}
