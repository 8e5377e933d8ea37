//! The letters and numbers of a text, as they are compared.
//!
//! Letters are folded, and what no setting of spaces, marks and dashes touches is kept. A number is whole: 2 is not found
//! in 12 or in 2.5.

use crate::lexicon;
use unicode_normalization::UnicodeNormalization;

/// Stands where a space or the end of a line parted what is kept: a number may have been set over it.
const GAP: char = '\u{0}';
/// Stands where a mark did: there a number ends.
const MARK: char = '\u{3}';
/// Stand for the points and commas inside numbers.
const POINT: char = '\u{1}';
const COMMA: char = '\u{2}';

/// How letters are compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Folding {
    /// Whether marks of voicing count: not where one is set apart somewhere in the document (か゛, or a ゛ alone), as
    /// spaces and line breaks then decide which letter it joins.
    voiced: bool,
}

/// What of a text is compared.
#[derive(Debug, Clone, Default)]
pub(super) struct Letters {
    text: String,
    /// For each byte of the text and for its end: whether a number may begin or end there.
    edges: Vec<Edge>,
}

/// What is at a place between letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    /// The inside of a number or a character: no number begins or ends here.
    Inside,
    /// A number may begin or end here, or go on behind a gap.
    Open,
    /// A number goes on over it in no way.
    Shut,
}

impl Folding {
    /// How the letters of a document are compared that holds these quotes.
    pub(super) fn of(quotes: &str) -> Self {
        Self { voiced: !quotes.contains(['\u{309B}', '\u{309C}', '\u{3099}', '\u{309A}']) }
    }

    /// Those of a text of a record.
    pub(super) fn letters(self, text: &str) -> Letters {
        self.folded(&marked(text, false))
    }

    /// Those of quotes, whose lines may open with a number and a point that count them: `1.24時間の窓口` has 24.
    pub(super) fn quoted(self, quotes: &str) -> Letters {
        self.folded(&marked(quotes, true))
    }

    /// Letters and numbers, folded. Signs over and under Latin letters do not count: a file may set them apart (S˙).
    fn folded(self, marked: &str) -> Letters {
        let folded: String = marked.chars().map(|c| lexicon::radical(c).unwrap_or(c)).nfkc().collect();
        let parted = folded.nfd().filter(|c| !matches!(c, '\u{0300}'..='\u{036F}'));
        let parted = parted.filter(|c| self.voiced || !matches!(c, '\u{3099}' | '\u{309A}'));
        let counts = |c: char| c.is_alphanumeric() && !lexicon::is_dash_like(c) || matches!(c, POINT | COMMA);
        let kept = parted.nfc().map(|c| if counts(c) || c == GAP { c } else { MARK });
        Letters::of(&kept.collect::<String>().to_lowercase())
    }
}

/// A text with its numbers marked: gaps around what is no part of one, points and commas inside. `lines_count` where a
/// number and a point that open a line may count it.
fn marked(text: &str, lines_count: bool) -> String {
    let characters: Vec<char> = text.chars().collect();
    let digit = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(|c| wide_digit(*c));
    let mut marked = String::with_capacity(text.len());
    let mut counts = lines_count;
    for (at, c) in characters.iter().copied().enumerate() {
        let inside = digit(at.checked_sub(1)) && digit(Some(at + 1));
        match c {
            '\n' => {
                counts = lines_count;
                marked.push(GAP);
                continue;
            }
            '.' | '．' if inside && counts => marked.extend([GAP, POINT, GAP]),
            '.' | '．' if inside => marked.push(POINT),
            ',' | '，' if inside => marked.push(COMMA),
            c if wide_digit(c) => marked.push(c),
            c if c.nfkc().any(|part| part.is_ascii_digit()) => marked.extend([GAP, c, GAP]),
            c if c.is_whitespace() => marked.push(GAP),
            c => marked.push(c),
        }
        counts = counts && (wide_digit(c) || matches!(c, '.' | '．') || c.is_whitespace());
    }
    marked
}

fn wide_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// Whether a character may stand in a number.
fn counts(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, POINT | COMMA)
}

impl Letters {
    /// Takes folded letters with gaps between them.
    fn of(marked: &str) -> Self {
        let mut letters = Self::default();
        let (mut gap, mut last) = (Edge::Shut, None);
        for c in marked.chars() {
            match c {
                MARK => gap = Edge::Shut,
                GAP if gap == Edge::Inside => gap = Edge::Open,
                GAP => {}
                c => {
                    let inside = counts(c) && last.is_some_and(counts);
                    letters.edges.resize(letters.text.len(), Edge::Inside);
                    letters.edges.push(if gap == Edge::Inside && !inside { Edge::Shut } else { gap });
                    letters.text.push(c);
                    (gap, last) = (Edge::Inside, Some(c));
                }
            }
        }
        letters.edges.resize(letters.text.len(), Edge::Inside);
        letters.edges.push(Edge::Shut);
        letters
    }

    fn edge_at(&self, at: usize) -> Edge {
        self.edges.get(at).copied().unwrap_or(Edge::Inside)
    }

    /// Whether a number may begin or end at a place.
    fn edge(&self, at: usize) -> bool {
        self.edge_at(at) != Edge::Inside
    }

    /// Whether these letters and numbers stand in others in one piece.
    pub(super) fn is_in(&self, other: &Self) -> bool {
        let begins = self.text.starts_with(counts);
        let ends = self.text.ends_with(counts);
        let whole = |at: usize| (!begins || other.edge(at)) && (!ends || other.edge(at + self.text.len()));
        self.text.is_empty() || other.text.match_indices(&self.text).any(|(at, _)| whole(at))
    }

    /// Whether all of these letters, and each number as a whole, stand in others, in their order.
    pub(super) fn stand_in(&self, other: &Self) -> bool {
        let mut rest = 0;
        let mut at = 0;
        while let Some(c) = self.text.get(at..).and_then(|text| text.chars().next()) {
            let found = if counts(c) {
                let end = self.number_from(at);
                let number = self.text.get(at..end).unwrap_or_default();
                at = end;
                (rest..other.text.len()).find_map(|from| other.number_ends(number, from))
            } else {
                at += c.len_utf8();
                let behind = other.text.get(rest..).unwrap_or_default();
                behind.find(c).map(|found| rest + found + c.len_utf8())
            };
            let Some(next) = found else { return false };
            rest = next;
        }
        true
    }

    /// Where the number ends that begins at a place.
    fn number_from(&self, at: usize) -> usize {
        let behind = self.text.get(at..).unwrap_or_default().char_indices().skip(1);
        let end = behind.map(|(more, c)| (at + more, c)).find(|(at, c)| !counts(*c) || self.edge(*at));
        end.map_or(self.text.len(), |(at, _)| at)
    }

    /// Where a number ends that stands at a place as a whole. A line may have been broken in it, or a space set: then it
    /// is in several pieces, and its point or comma beside the gap is none that is kept.
    fn number_ends(&self, number: &str, from: usize) -> Option<usize> {
        if !self.edge(from) {
            return None;
        }
        // A comma that a space parts from the next number is a mark there: Jun 3, 2013.
        let (mut at, mut over) = (from, true);
        for c in number.chars() {
            let on = over || self.edge_at(at) != Edge::Shut;
            match self.text.get(at..).and_then(|text| text.chars().next()) {
                Some(own) if own == c && on => (at, over) = (at + c.len_utf8(), false),
                _ if matches!(c, POINT | COMMA) && self.edge(at) => over = true,
                _ => return None,
            }
        }
        self.edge(at).then_some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stands(text: &str, quotes: &str) -> bool {
        let folding = Folding::of(quotes);
        folding.letters(text).stand_in(&folding.quoted(quotes))
    }

    #[test]
    fn numbers_are_whole() {
        for (text, quotes, wanted) in [
            ("20人以上", "120人以上", false),
            ("12人", "120人", false),
            ("5%", "1.5%", true),
            ("満足度5%", "満足度1.5%", false),
            ("660人", "66.0人", false),
            ("1234円", "1,234円", false),
            ("1,234円", "1，\n234円", true),
            ("150件", "15\n0件", true),
            ("510件", "5人 10件", false),
            ("10件", "5人 10件", true),
            ("CO2の10%削減", "CO₂の１０％削減", true),
            ("12件", "①12件", true),
            ("24時間の窓口", "１．24時間の窓口", true),
            ("2.4時間", "2.4時間", true),
            ("R6 25", "R6\n25", true),
            ("3 0人", "30人", false),
            ("3~5年度", "３～５年度", true),
            ("5年度", "３～５年度", true),
            ("35年度", "３～５年度", false),
            ("102件", "10²件", true),
            ("Jun 3,2013", "Jun 3, 2013", true),
            ("32013", "3, 2013", false),
        ] {
            assert_eq!(stands(text, quotes), wanted, "{text} in {quotes}");
        }
    }

    #[test]
    fn numbers_in_one_piece_are_whole() {
        let folding = Folding::of("");
        let is_in = |text: &str, quotes: &str| folding.letters(text).is_in(&folding.quoted(quotes));
        assert!(is_in("第2期", "第2期計画"));
        assert!(!is_in("2期", "第12期計画"));
        assert!(!is_in("施策1", "施策12"));
    }
}
