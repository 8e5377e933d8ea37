//! Text without its white space: names are set with spaces to fill their cell (`担 当 課`).

use std::borrow::Cow;

/// The text without white space; as it is, where it has none.
pub fn squeeze(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_whitespace) { Cow::Owned(words(text).collect()) } else { Cow::Borrowed(text) }
}

/// Whether two texts are the same without white space.
pub fn same_words(a: &str, b: &str) -> bool {
    words(a).eq(words(b))
}

fn words(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_left_out() {
        for (text, wanted) in [("担\u{3000}当 課", "担当課"), ("担当課", "担当課"), (" \n", ""), ("", "")] {
            assert_eq!(squeeze(text), wanted);
            assert!(same_words(text, wanted));
        }
        assert!(!same_words("担当", "担当課"));
    }
}
