//! Statements that lead from one figure to another: from what there is to what is aimed at, or through the years.

use crate::lexicon;
use crate::text::{Carry, Dated, Found, Quantity, Text, periods, quantities};
use jiff::civil::Date;
use std::ops::Range;

/// What a target starts from, and what it is.
pub struct Step {
    /// The figure to start from, with the unit that the second one prints for both.
    pub base: Found<Quantity>,
    /// Its own date.
    pub as_of: Option<Found<Dated>>,
    /// The figure aimed at.
    pub aim: Found<Quantity>,
}

/// `50%→70%`, `50%(R4)→70%(R8)`, `R4:50%→R8:70%`, `81.5%から100%に向上`: two neighbours among the figures of a statement of
/// which the first leads to the second, with nothing but their dates between.
pub fn step(s: &str, aims: &[&Found<Quantity>], periods: &[Found<Dated>]) -> Option<Step> {
    aims.windows(2).find_map(|pair| {
        let [base, aim] = pair else { return None };
        let between = s.get(base.range.end..aim.range.start)?;
        let (arrow, sign) = lead(between, s.get(aim.range.end..)?)?;
        let arrow = base.range.end + arrow;
        let alike = base.value.unit == aim.value.unit || base.value.unit.is_none();
        let bare =
            only_dates(s, base.range.end..arrow, periods) && only_dates(s, arrow + sign..aim.range.start, periods);
        if !alike || !bare {
            return None;
        }
        let behind = periods.iter().find(|found| found.range.start >= base.range.end && found.range.end <= arrow);
        let before = periods.iter().rfind(|found| found.range.end <= base.range.start);
        let before = before.filter(|found| only_dates(s, found.range.end..base.range.start, &[]));
        let mut base = (*base).clone();
        if base.value.unit.is_none() {
            base.value.unit.clone_from(&aim.value.unit);
        }
        Some(Step { base, as_of: behind.or(before).cloned(), aim: (*aim).clone() })
    })
}

/// Where in the words between two figures the sign is that leads from one to the other, and its length.
fn lead(between: &str, behind: &str) -> Option<(usize, usize)> {
    if let Some(arrow) = between.find(lexicon::arrow_sign) {
        let signs = between[arrow..].find(|c| !lexicon::arrow_sign(c)).unwrap_or(between.len() - arrow);
        return Some((arrow, signs));
    }
    let word = lexicon::leads_from(between.trim())?;
    lexicon::leads_to(behind).then(|| between.find(word).map(|at| (at, word.len())))?
}

/// Whether a stretch holds nothing but dates and the signs around them.
fn only_dates(s: &str, part: Range<usize>, periods: &[Found<Dated>]) -> bool {
    let mut at = part.start;
    let mut words = String::new();
    for found in periods.iter().filter(|found| found.range.start >= part.start && found.range.end <= part.end) {
        words.push_str(s.get(at..found.range.start).unwrap_or_default());
        at = found.range.end;
    }
    words.push_str(s.get(at..part.end).unwrap_or_default());
    words.chars().all(|c| matches!(c, ' ' | ':' | '(' | ')' | '、'))
}

/// The statements of a target cell that sets a figure for each of several years (`80%(R8)→90%(R11)`): one for each, with
/// the words before the first figure. A figure dated before the plan begins is what the next one starts from.
pub fn steps((text, printed): (Text, Text), begins: Option<Date>) -> Vec<(Text, Text)> {
    let s = text.as_str();
    let cuts: Vec<usize> = s.match_indices(lexicon::arrow_sign).map(|(at, _)| at).collect();
    let mut from = 0;
    let mut pieces = Vec::new();
    for end in cuts.into_iter().chain([s.len()]) {
        pieces.push(from..end);
        from = end + s[end..].chars().next().map_or(0, char::len_utf8);
    }
    let mut head = None;
    for piece in &pieces {
        let part = &s[piece.clone()];
        let dates = periods(part, &mut Carry::default());
        let taken: Vec<Range<usize>> = dates.iter().map(|found| found.range.clone()).collect();
        let (Some(date), Some(figure)) = (dates.first(), quantities(part, &taken).into_iter().next()) else {
            return vec![(text, printed)];
        };
        let ahead = date.value.period.end().is_some_and(|end| begins.is_none_or(|begins| end >= begins));
        if date.value.comparison || !ahead {
            return vec![(text, printed)];
        }
        let words = if date.range.end <= figure.range.start { date.range.start } else { figure.range.start };
        head.get_or_insert(text.slice(0..words));
    }
    let Some(head) = head.filter(|_| pieces.len() > 1) else { return vec![(text, printed)] };
    let mut statements = Vec::new();
    for (at, piece) in pieces.into_iter().enumerate() {
        let own = text.slice(piece).trim();
        let mut whole = if at == 0 { Text::default() } else { head.clone() };
        whole.push_text(&own);
        statements.push((whole.trimmed(), printed.clone()));
    }
    statements
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn text(s: &str) -> Text {
        let mut text = Text::default();
        s.char_indices().for_each(|(at, c)| text.push(c, Span::new(at as u32, (at + c.len_utf8()) as u32)));
        text
    }

    #[test]
    fn one_statement_for_each_year() {
        for (cell, begins, wanted) in [
            ("80%(令和8年度)→90%(令和11年度)", None, "80%(令和8年度)|90%(令和11年度)"),
            ("満足度 80%(令和8年度)→90%(令和11年度)", None, "満足度 80%(令和8年度)|満足度 90%(令和11年度)"),
            ("R8:5件⇒R9:6件⇒R10:8件", None, "R8:5件|R9:6件|R10:8件"),
            ("50%→70%", None, "50%→70%"),
            ("50%(令和4年度)→70%(令和8年度)", Some((2023, 4)), "50%(令和4年度)→70%(令和8年度)"),
            ("導入→検証(令和8年度)", None, "導入→検証(令和8年度)"),
        ] {
            let text = text(cell);
            let begins = begins.map(|(year, month)| Date::constant(year, month, 1));
            let read: Vec<String> =
                steps((text.clone(), text), begins).iter().map(|(text, _)| text.as_str().to_owned()).collect();
            assert_eq!(read.join("|"), wanted);
        }
    }
}
