//! Letters and numbers (UAX #44), asked of kana and ideographs first: the standard library looks each of them up in a
//! table, and nearly all characters of a document are of these.

/// Whether a character is a letter, as [`char::is_alphabetic`] tells.
pub fn is_letter(c: char) -> bool {
    is_common(c) || c.is_alphabetic()
}

/// Whether a character is a letter or a number, as [`char::is_alphanumeric`] tells.
pub fn is_letter_or_number(c: char) -> bool {
    is_common(c) || c.is_alphanumeric()
}

/// Whether a character is a number, as [`char::is_numeric`] tells.
pub fn is_number(c: char) -> bool {
    !is_common(c) && c.is_numeric()
}

/// Hiragana, katakana and unified ideographs: letters all, and none of them a number.
fn is_common(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='\u{9FEF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_characters_are_told_as_unicode_tells_them() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_letter_or_number(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(is_number(c), c.is_numeric(), "{c:?}");
        }
    }
}
