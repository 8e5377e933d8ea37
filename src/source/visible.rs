//! Characters that nobody sees.

/// Whether a character leaves no ink: white space, controls, and what Unicode lets a display ignore
/// (DerivedCoreProperties.txt, Default_Ignorable_Code_Point), the blank of Braille besides.
pub fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}'
            | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leaves_no_ink() {
        assert!(" \t\u{3000}\u{200B}\u{AD}\u{2800}\u{3164}\0\u{1A}\u{FEFF}".chars().all(is_invisible));
        assert!(!"取1-・。".chars().any(is_invisible));
    }
}
