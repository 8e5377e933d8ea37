//! What another format left in a text: HTML tags, Markdown emphasis and list dashes.

use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// An HTML tag with a known name, a Markdown `**`, a list dash before another mark.
#[expect(clippy::expect_used, reason = "a constant pattern, compiled by every test")]
static RESIDUE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)</?(?:ul|ol|li|br|p|div|span|b|i|u|em|strong|font|table|tr|td|th|sup|sub|a|h[1-6])(?:\s[^<>]{0,400})?/?>|\*\*|^\s*[-*+] +(?:[^\s\d]|\d)")
        .expect("residue")
});

/// The byte ranges of a line that are residue.
///
/// Of a list dash only the dash and its spaces are residue, not the word behind it.
pub fn find(line: &str) -> Vec<Range<usize>> {
    let found = RESIDUE.find_iter(line).map(|hit| {
        let dash = !hit.as_str().starts_with('<') && hit.as_str() != "**";
        let behind = hit.as_str().chars().next_back().map_or(0, char::len_utf8);
        hit.start()..if dash { hit.end() - behind } else { hit.end() }
    });
    found.collect()
}

/// Whether a residue is a tag that parts what stands on both sides: a cell's, an item's, a paragraph's, a line break.
pub fn parts(residue: &str) -> bool {
    let name = residue.trim_start_matches(['<', '/']);
    let name = name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())].to_ascii_lowercase();
    let inline = matches!(name.as_str(), "span" | "b" | "i" | "u" | "em" | "strong" | "font" | "sup" | "sub" | "a");
    residue.starts_with('<') && !inline
}

/// A text without its residue.
pub fn without(text: &str) -> String {
    let mut left = text.to_owned();
    find(text).into_iter().rev().for_each(|cut| left.replace_range(cut, ""));
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_out_what_is_no_text() {
        let left = without;
        assert_eq!(left("<ul style=\"list-style-type: none\"> ○整備"), " ○整備");
        assert_eq!(left("これは**太字**です"), "これは太字です");
        assert_eq!(left("- 01 はじめに"), "01 はじめに");
        assert_eq!(left("- ▶ **はじめに**"), "▶ はじめに");
        assert_eq!(left("-5℃ a<b"), "-5℃ a<b");
    }
}
