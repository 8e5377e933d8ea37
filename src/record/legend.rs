//! Signs that the document itself explains: `◎:実施 △:検討 →:継続`, `A(達成)、B(おおむね達成)`, or a table of them.

use super::desk::Piece;
use crate::lexicon;
use crate::page::{Block, Kind};
use crate::table::{Table, cell_text};
use std::collections::BTreeMap;

/// Longest meaning, in characters.
const LONGEST: usize = 24;
/// Fewest signs that a line or a table explains.
const FEWEST: usize = 2;

/// What a sign means, and where that is printed.
#[derive(Debug, Clone)]
pub struct Meaning {
    /// The words.
    pub words: String,
    /// Where they are printed.
    pub piece: Piece,
}

/// What signs mean, by the sign as printed.
#[derive(Debug, Clone, Default)]
pub struct Legend(BTreeMap<String, Meaning>);

impl Legend {
    /// The legends of a document; the first meaning of a sign holds.
    pub fn of(blocks: &[Block], tables: &[Table]) -> Self {
        let mut legend = Self::default();
        let mut run: Vec<(String, Meaning)> = Vec::new();
        for block in blocks {
            let entries = if block.kind == Kind::Row { Vec::new() } else { in_line(block.printed.as_str()) };
            let piece = Piece::of(block.span, block.page);
            let entries: Vec<(String, Meaning)> =
                entries.into_iter().map(|(sign, words)| (sign, Meaning { words, piece })).collect();
            if entries.len() == 1 {
                run.extend(entries);
                continue;
            }
            legend.learn(std::mem::take(&mut run));
            legend.learn(entries);
        }
        legend.learn(run);
        tables.iter().for_each(|table| legend.learn(in_table(table)));
        legend
    }

    /// What a sign means.
    pub fn meaning(&self, sign: &str) -> Option<&Meaning> {
        self.0.get(sign.trim())
    }

    /// The sign that a name begins with, and what it means.
    pub fn opening<'n>(&self, name: &'n str) -> Option<(&Meaning, &'n str)> {
        let first = name.chars().next().filter(|c| !c.is_alphanumeric())?;
        let meaning = self.meaning(first.encode_utf8(&mut [0; 4]))?;
        let rest = name[first.len_utf8()..].trim_start();
        (!rest.is_empty()).then_some((meaning, rest))
    }

    fn learn(&mut self, entries: Vec<(String, Meaning)>) {
        if entries.len() >= FEWEST {
            entries.into_iter().for_each(|(sign, meaning)| {
                self.0.entry(sign).or_insert(meaning);
            });
        }
    }
}

/// Whether a character may be explained: a sign, or a letter that rates.
fn is_sign(c: char) -> bool {
    let mut buffer = [0; 4];
    let text = &*c.encode_utf8(&mut buffer);
    lexicon::is_sign(text) || lexicon::is_grade(text)
}

/// The signs that a line explains.
fn in_line(line: &str) -> Vec<(String, String)> {
    let chars: Vec<(usize, char)> = line.char_indices().collect();
    let opens = |at: usize| {
        let before = at.checked_sub(1).map(|before| chars[before].1);
        let apart = before.is_none_or(|c| c.is_whitespace() || "、,。(/・|".contains(c) || !c.is_alphanumeric());
        let next = (at + 1..chars.len()).find(|next| !chars[*next].1.is_whitespace())?;
        let tells = matches!(chars[next].1, ':' | '…' | '=' | '(');
        (apart && is_sign(chars[at].1) && tells).then_some(next)
    };
    let starts: Vec<(usize, usize)> = (0..chars.len()).filter_map(|at| Some((at, opens(at)?))).collect();
    let mut entries = Vec::new();
    for (nth, (at, tells)) in starts.iter().enumerate() {
        let end = starts.get(nth + 1).map_or(line.len(), |(next, _)| chars[*next].0);
        let from = chars[*tells].0 + chars[*tells].1.len_utf8();
        let words = line.get(from..end).unwrap_or_default();
        let words = words.split(['。', '\t']).next().unwrap_or_default();
        let words = words.trim_matches(|c: char| c.is_whitespace() || "、,/・…:=(【】|".contains(c));
        // A bracket behind a sign holds its meaning and ends it.
        let bracketed = chars[*tells].1 == '(';
        let words = if bracketed { words.split(')').next().unwrap_or_default() } else { words };
        if !words.is_empty() && words.chars().count() <= LONGEST {
            entries.push((chars[*at].1.to_string(), words.to_owned()));
        }
    }
    entries
}

/// The signs that a table explains: one alone in the first cell of each row, with words beside it.
fn in_table(table: &Table) -> Vec<(String, Meaning)> {
    let mut entries = Vec::new();
    for row in &table.rows {
        let mut cells = row.cells.iter().map(|cell| cell_text(&cell.text));
        let (Some(sign), Some(words)) = (cells.next(), cells.next()) else { return Vec::new() };
        let (sign, words) = (sign.as_str().trim(), words.as_str().trim());
        let alone = sign.chars().count() == 1 && sign.chars().all(is_sign);
        if alone && !words.is_empty() && words.chars().count() <= LONGEST {
            let meaning = Meaning { words: words.to_owned(), piece: Piece::of(row.span, row.page) };
            entries.push((sign.to_owned(), meaning));
        } else if !lexicon::is_total(sign) {
            return Vec::new();
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::in_line;

    #[test]
    fn a_line_explains_signs() {
        for (line, wanted) in [
            ("◎:実施 △:検討・準備 →:前年度の取組を継続", "◎=実施 △=検討・準備 →=前年度の取組を継続"),
            ("☆:新規 ★:重点", "☆=新規 ★=重点"),
            ("評価は、A(達成)、B(おおむね達成)とする。", "A=達成 B=おおむね達成"),
            ("◎…目標を達成、○…改善傾向、×…悪化", "◎=目標を達成 ○=改善傾向 ×=悪化"),
            ("○市民課の取組", ""),
            ("・窓口の改善:市民課", ""),
        ] {
            let read: Vec<String> = in_line(line).into_iter().map(|(sign, words)| format!("{sign}={words}")).collect();
            assert_eq!(read.join(" "), wanted, "{line}");
        }
    }
}
