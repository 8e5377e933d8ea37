//! Legends: lines that show what a sign or a bar of a drawing means.

use regex::Regex;
use std::sync::LazyLock;

/// Two like ends and a line between them: `◆.....◆`, `●——●`, `■---→`.
#[expect(clippy::expect_used, reason = "a constant pattern, compiled by every test")]
static BAR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[◆◇●○■□▲△]?\s*[.…・\-=—―ー─━]{2,}\s*[◆◇●○■□▲△▶►→>]").expect("samples of bars"));

/// Whether a line shows a sample of a roadmap's bar.
pub fn is_bar_sample(line: &str) -> bool {
    BAR.is_match(line.trim())
}

#[cfg(test)]
mod tests {
    use super::is_bar_sample;

    #[test]
    fn samples() {
        for line in ["◆.....◆ 整備・検討", "●——● 運用", "---→ 検討", "■━━■ 実施"] {
            assert!(is_bar_sample(line), "{line}");
        }
        for line in ["○その他", "- 01 はじめに", "●行政手続", "……9"] {
            assert!(!is_bar_sample(line), "{line}");
        }
    }
}
