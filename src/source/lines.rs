//! Where the lines of a text end.

use std::ops::Range;

/// The line ends of a text, in order, as byte ranges: LF, CR LF, a lone CR (as old Macintosh programs write), VT (the
/// line break inside a paragraph that word processors export), NEL, LS and PS (Unicode Standard, 5.8, table 5-2).
///
/// Several CRs before an LF are one end, doubled by a transfer in text mode. FF ends a page, and so the line that it
/// stands behind; at a line's begin it ends nothing.
pub fn line_ends(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut begins = true;
    std::iter::from_fn(move || {
        while let Some(&byte) = bytes.get(at) {
            let start = at;
            at += 1;
            let length = match byte {
                b'\n' | 0x0B => 1,
                b'\r' => carriage_returns(&bytes[start..]),
                0x0C if !begins => 1 + following(&bytes[at..]),
                0xC2 if bytes.get(at) == Some(&0x85) => 2,
                0xE2 if matches!(bytes.get(at..at + 2), Some([0x80, 0xA8 | 0xA9])) => 3,
                b' ' | b'\t' | 0x0C => continue,
                _ => {
                    begins = false;
                    continue;
                }
            };
            at = start + length;
            begins = true;
            return Some(start..at);
        }
        None
    })
}

/// The length of the LF, CR or CR LF that ends the same line as the form feed before it.
fn following(bytes: &[u8]) -> usize {
    match bytes.first() {
        Some(b'\n') => 1,
        Some(b'\r') => carriage_returns(bytes),
        _ => 0,
    }
}

/// The length of the line end that begins with a CR.
fn carriage_returns(bytes: &[u8]) -> usize {
    let count = bytes.iter().take_while(|b| **b == b'\r').count();
    if bytes.get(count) == Some(&b'\n') { count + 1 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<&str> {
        let mut start = 0;
        let mut lines: Vec<&str> = line_ends(text)
            .map(|end| {
                let line = &text[start..end.start];
                start = end.end;
                line
            })
            .collect();
        lines.push(&text[start..]);
        lines
    }

    #[test]
    fn every_line_end_ends_one_line() {
        for end in ["\n", "\r\n", "\r", "\u{B}", "\u{85}", "\u{2028}", "\u{2029}", "\r\r\n"] {
            assert_eq!(lines(&format!("施策{end}{end}指標\t値{end}")), ["施策", "", "指標\t値", ""], "{end:?}");
        }
        assert_eq!(lines("施策"), ["施策"]);
        assert_eq!(lines(""), [""]);
        assert_eq!(lines("一\r\r二"), ["一", "", "二"], "an empty line between two");
        assert_eq!(lines("…「\u{2026}一二"), ["…「\u{2026}一二"], "characters that begin with the same bytes");
    }

    #[test]
    fn a_form_feed_ends_the_line_before_it_only() {
        assert_eq!(lines("一頁\u{C}二頁"), ["一頁", "二頁"]);
        assert_eq!(lines("一頁\u{C}\r\n二頁"), ["一頁", "二頁"]);
        assert_eq!(lines("一頁\n\u{C}二頁\n \u{C}三頁"), ["一頁", "\u{C}二頁", " \u{C}三頁"]);
    }
}
