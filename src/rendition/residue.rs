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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_out_what_is_no_text() {
        let left = |line: &str| {
            let mut line = line.to_owned();
            for cut in find(&line.clone()).into_iter().rev() {
                line.replace_range(cut, "");
            }
            line
        };
        assert_eq!(left("<ul style=\"list-style-type: none\"> ○整備"), " ○整備");
        assert_eq!(left("これは**太字**です"), "これは太字です");
        assert_eq!(left("- 01 はじめに"), "01 はじめに");
        assert_eq!(left("- ▶ **はじめに**"), "▶ はじめに");
        assert_eq!(left("-5℃ a<b"), "-5℃ a<b");
    }
}
