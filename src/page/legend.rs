//! Legends: lines that show what a sign or a bar of a drawing means.

use crate::lexicon;

/// Fewest signs of a typed line.
const FEWEST: usize = 2;

/// Whether a line shows a sample of a roadmap's bar, an end, a line, and an end or a tip: `◆.....◆`, `●——●`, `---→`.
pub fn is_bar_sample(line: &str) -> bool {
    let line = line.trim();
    let line = line.strip_prefix(lexicon::is_bar_end).unwrap_or(line).trim_start();
    let end = line.trim_start_matches(lexicon::is_bar_line);
    let drawn = line.strip_suffix(end).unwrap_or_default().chars().count();
    drawn >= FEWEST && end.trim_start().starts_with(|c| lexicon::is_bar_end(c) || lexicon::is_bar_tip(c))
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
