//! Stage 1b, read: text poured from a document -> lines that know where they stand.
//!
//! A line keeps the TABs between its cells; what a converter left behind (HTML tags, Markdown
//! stars) is taken out and told as residue. Nothing in here knows what a heading or a table is.

mod origin;
mod residue;
mod setting;

pub use origin::{Origin, Printed};
pub use residue::without as without_residue;

use crate::repairs::{Repairs, Rule};
use crate::source::{Decoded, line_ends};
use crate::text::{Line, Span, normalize_with};

/// Longest line that is interpreted, in characters. Longer ones are no line of a document; they
/// are told and left aside, so that no later stage works on them.
pub const LONGEST_LINE: usize = 65_536;

/// Share of lines, in per cent, that may stand closer than usual without counting.
const TIGHTEST: usize = 3;

/// A text file as lines.
#[derive(Debug)]
pub struct Rendition {
    /// The lines that are not blank.
    pub lines: Vec<Line>,
    /// Stretches that are left over from another format.
    pub residue: Vec<Span>,
    /// Lines too long to be interpreted: number and stretch.
    pub overlong: Vec<(u32, Span)>,
    /// Number of pages, where form feeds tell them apart.
    pub pages: Option<u32>,
}

/// Reads the lines of a decoded text.
pub fn read(decoded: &Decoded, repairs: &Repairs) -> Rendition {
    let text = decoded.text.as_str();
    let paged = text.contains('\u{C}');
    let mut out = Rendition { lines: Vec::new(), residue: Vec::new(), overlong: Vec::new(), pages: None };
    let (mut number, mut page, mut blank, mut before) = (0, 1, 0, 0);
    for (start, line) in lines_of(text) {
        number += 1;
        // A form feed within a line has nothing before it, see `line_ends`.
        let content = line.rsplit('\u{C}').next().unwrap_or(line);
        let content_start = start + line.len() - content.len();
        page += text.get(before..content_start).unwrap_or_default().matches('\u{C}').count() as u32;
        before = content_start;
        if content.trim().is_empty() {
            blank += 1;
            continue;
        }
        if content.chars().nth(LONGEST_LINE).is_some() {
            out.overlong.push((number, span(decoded, content_start..content_start + content.len())));
        } else {
            let line = one_line(decoded, content_start, content, repairs, &mut out.residue);
            out.lines.push(Line { number, page: paged.then_some(page), blank_above: blank, ..line });
        }
        blank = 0;
    }
    out.pages = paged.then_some(page);
    tell_paragraph_ends(&mut out.lines);
    even_out_spacing(&mut out.lines);
    setting::close_up(&mut out.lines);
    out
}

fn span(decoded: &Decoded, range: std::ops::Range<usize>) -> Span {
    let at = decoded.span(range);
    Span::new(at.start, at.end)
}

fn lines_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let ends = line_ends(text).chain(std::iter::once(text.len()..text.len()));
    let mut start = 0;
    ends.map(move |end| {
        let line = (start, text.get(start..end.start).unwrap_or_default());
        start = end.end;
        line
    })
}

fn one_line(decoded: &Decoded, start: usize, content: &str, repairs: &Repairs, residue: &mut Vec<Span>) -> Line {
    let skipped = if repairs.makes(Rule::Residue) { residue::find(content) } else { Vec::new() };
    residue.extend(skipped.iter().map(|cut| span(decoded, start + cut.start..start + cut.end)));
    let kept = content.char_indices().filter(|(i, _)| !skipped.iter().any(|cut| cut.contains(i)));
    let chars = kept.map(|(i, c)| (c, span(decoded, start + i..start + i + c.len_utf8())));
    // A tag that parts cells or lines parts the figures beside it: 5<td>8 is no 58.
    let parts = |cut: &std::ops::Range<usize>| {
        let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
        let between = digit(content[..cut.start].chars().next_back()) && digit(content[cut.end..].chars().next());
        between && residue::parts(&content[cut.clone()])
    };
    let gaps =
        skipped.iter().filter(|cut| parts(cut)).map(|cut| (' ', span(decoded, start + cut.start..start + cut.start)));
    let gaps: Vec<(char, Span)> = gaps.collect();
    let text = if gaps.is_empty() {
        normalize_with(chars, repairs.makes(Rule::Radicals))
    } else {
        let mut chars: Vec<(char, Span)> = chars.chain(gaps).collect();
        chars.sort_by_key(|(_, span)| span.start);
        normalize_with(chars.into_iter(), repairs.makes(Rule::Radicals))
    };
    let text = if text.as_str().contains('\t') { text } else { text.trim() };
    let indent = content.chars().take_while(|c| c.is_whitespace() && *c != '\t').count() as u32;
    let closes = Some(content.ends_with([' ', '\u{3000}']));
    Line { number: 0, page: None, text, blank_above: 0, indent, closes, look: None, row: None, furniture: false }
}

/// A space at a line's end marks the end of a paragraph only in a file where many lines have one
/// and many have none; elsewhere it says nothing.
fn tell_paragraph_ends(lines: &mut [Line]) {
    let ends = lines.iter().filter(|line| line.closes == Some(true)).count();
    let telling = ends * 100 >= lines.len() * 20 && ends * 100 <= lines.len() * 95;
    if !telling {
        lines.iter_mut().for_each(|line| line.closes = None);
    }
}

/// In a file where (nearly) every line is followed by blank ones, that many separate nothing.
fn even_out_spacing(lines: &mut [Line]) {
    let mut gaps: Vec<u32> = lines.iter().skip(1).map(|line| line.blank_above).collect();
    gaps.sort_unstable();
    let usual = gaps.get(gaps.len() * TIGHTEST / 100).copied().unwrap_or(0);
    lines.iter_mut().for_each(|line| line.blank_above = line.blank_above.saturating_sub(usual));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source;

    /// The lines with their numbers, pages and blank lines above, and what stands at their places of the file.
    fn lines(bytes: &[u8]) -> Vec<(u32, Option<u32>, u32, String, String)> {
        let decoded = source::decode(bytes).unwrap();
        let origin = Origin::new(decoded.clone());
        let lines = read(&decoded, &Repairs::default()).lines.into_iter();
        let lines = lines.map(|line| {
            let span = line.text.hull().unwrap();
            assert_eq!((origin.line(span), origin.page(span)), (line.number, line.page));
            let quote = String::from_utf8_lossy(&bytes[span.start as usize..span.end as usize]).into_owned();
            (line.number, line.page, line.blank_above, line.text.as_str().to_owned(), quote)
        });
        lines.collect()
    }

    #[test]
    fn all_line_ends_give_the_same_lines() {
        let text = "雪見市 計画\n\n施策1 見守り\n指標\t目標値\n訪問件数\t30件\n";
        let expected: Vec<_> = lines(text.as_bytes());
        assert_eq!(expected.len(), 4);
        for end in ["\r", "\r\n", "\u{85}", "\u{2028}", "\u{2029}", "\u{B}", "\r\r\n"] {
            assert_eq!(lines(text.replace('\n', end).as_bytes()), expected, "{end:?}");
        }
    }

    #[test]
    fn form_feeds_end_lines_and_pages() {
        let told = |text: &str| -> Vec<(u32, Option<u32>, String)> {
            lines(text.as_bytes()).into_iter().map(|(number, page, _, text, _)| (number, page, text)).collect()
        };
        let line = |number, page, text: &str| (number, Some(page), text.to_owned());
        assert_eq!(told("一\u{C}二\n\u{C}三"), [line(1, 1, "一"), line(2, 2, "二"), line(3, 3, "三")]);
        assert_eq!(told("一\u{C}\r\n \u{C}二\n三\u{C}"), [line(1, 1, "一"), line(2, 3, "二"), line(3, 3, "三")]);
    }
}
