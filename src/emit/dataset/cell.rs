//! Text that a spreadsheet cannot take for a formula, and the way back.
//!
//! A cell that begins with `=`, `+`, `-` or `@` is run as a formula when the file is opened; TAB, CR
//! and LF at the start let one through that comes behind them, and a Japanese spreadsheet takes the
//! wide forms for the narrow ones. Such a text gets an apostrophe before it, and so does one that
//! begins with an apostrophe: whoever takes one away has every text as it was. Figures and dates have
//! columns of their own kind and are left as they are.

use std::borrow::Cow;

/// What makes a text harmless.
const GUARD: char = '\'';

/// Whether a text may not begin with this character in a cell.
fn is_guarded(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠' | GUARD)
}

/// A text as it is written into a cell.
pub fn guard(text: &str) -> Cow<'_, str> {
    if text.starts_with(is_guarded) { Cow::Owned(format!("{GUARD}{text}")) } else { Cow::Borrowed(text) }
}

/// The text that was written into a cell.
pub fn restore(cell: &str) -> &str {
    match cell.strip_prefix(GUARD) {
        Some(text) if text.starts_with(is_guarded) => text,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_made_harmless() {
        for text in ["=1+1", "+81", "-5％", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'=1", "''"] {
            assert_eq!(guard(text), format!("'{text}"));
            assert_eq!(restore(&guard(text)), text);
        }
        for text in ["", "計画", "a=1", " =1", "1-2"] {
            assert_eq!(guard(text), text);
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in "[=+@\t\r\n'＝a市-]{0,4}|.{0,20}") {
            let cell = guard(&text);
            prop_assert_eq!(restore(&cell), text.as_str());
            let first = cell.chars().next();
            prop_assert!(first.is_none_or(|c| c == GUARD || !is_guarded(c)));
        }
    }
}
