//! What a font's tables say, without what is no character.
//!
//! Radicals (⽇ for 日) are left as they are: they are what the file says, and `text/` folds them.

use crate::lexicon::radical;
use unicode_normalization::UnicodeNormalization;

/// Takes out variation selectors (Adobe-Japan1 gives them for every variant), controls and markers.
pub fn tidy(text: &str) -> String {
    text.chars().filter(|c| !is_selector(*c) && !is_control(*c)).collect()
}

/// Whether the text says nothing: empty, replacement characters, private use.
pub fn is_vague(text: &str) -> bool {
    text.chars().all(|c| is_control(c) || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..))
}

/// Whether two texts are one character for a reader: equal but for width, form or radical.
pub fn alike(a: &str, b: &str) -> bool {
    let is_radical = |text: &str| text.chars().any(|c| ('\u{2e80}'..='\u{2eff}').contains(&c));
    let folded = |text: &str| text.chars().map(|c| radical(c).unwrap_or(c)).nfkc().collect::<String>();
    a == b || is_radical(a) || is_radical(b) || folded(a) == folded(b) || (is_blank(a) && is_blank(b))
}

/// Whether the text is one ideograph, radicals and compatibility forms left out.
pub fn is_ideograph(text: &str) -> bool {
    let mut chars = text.chars();
    matches!((chars.next(), chars.next()), (Some('\u{4e00}'..='\u{9fff}'), None))
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

fn is_control(c: char) -> bool {
    (c.is_control() && c != '\t') || matches!(c, '\u{fffd}' | '\u{fffe}' | '\u{ffff}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selectors_go() {
        assert_eq!(tidy("葛\u{e0101}\u{fffd}城"), "葛城");
        assert!(is_vague("\u{f8ff}") && !is_vague("a"));
    }
}
