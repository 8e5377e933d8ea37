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

/// The names of a list, between commas of either kind; a comma between two digits is one of a number (1,200).
pub fn listed(text: &str) -> impl Iterator<Item = &str> {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let parts = move |(at, sign): (usize, &str)| {
        let behind = text.get(at + sign.len()..).unwrap_or_default().chars().next();
        let inside = sign == "," && digit(text.get(..at).unwrap_or_default().chars().next_back()) && digit(behind);
        (!inside).then_some((at, at + sign.len()))
    };
    let cuts = text.match_indices(['、', ',']).filter_map(parts).chain([(text.len(), text.len())]);
    cuts.scan(0, move |start, (end, next)| text.get(std::mem::replace(start, next)..end))
}

fn words(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_inside_a_number_parts_nothing() {
        for (text, wanted) in [
            ("総務課、企画課,税務課", vec!["総務課", "企画課", "税務課"]),
            ("12,400", vec!["12,400"]),
            ("第1、2課", vec!["第1", "2課"]),
            ("課", vec!["課"]),
            ("課、", vec!["課", ""]),
        ] {
            assert_eq!(listed(text).collect::<Vec<_>>(), wanted);
        }
    }

    #[test]
    fn white_space_is_left_out() {
        for (text, wanted) in [("担\u{3000}当 課", "担当課"), ("担当課", "担当課"), (" \n", ""), ("", "")] {
            assert_eq!(squeeze(text), wanted);
            assert!(same_words(text, wanted));
        }
        assert!(!same_words("担当", "担当課"));
    }
}
