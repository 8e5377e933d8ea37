//! What a page's number looks like.

use super::edge::folded;
use crate::lexicon;
use crate::text::is_letter_or_number;

/// Larger numbers are years or amounts.
const LARGEST: u32 = 1999;

/// The number of the page that a folded text is, where it is nothing else: `3`, `-3-`, `3/10`, `p.3`,
/// `第3頁`, `iv`.
pub fn page_number(text: &str) -> Option<u32> {
    // A long vowel mark that frames a number is a dash.
    let framed = |c: char| c == 'ー' || (!is_letter_or_number(c) && c != '%' && c != '/');
    let text = text.trim_matches(framed);
    let bare = lexicon::bare_page_number(text).trim_matches(framed);
    let value = digits(bare).or_else(|| roman(bare))?;
    (1..=LARGEST).contains(&value).then_some(value)
}

/// Whether a printed line may be a page's number, counted within its chapter perhaps: `- 3 -`, `P.12`, `2-13`.
pub fn may_be_page_number(line: &str) -> bool {
    let text = folded(line);
    let mut parts = text.split('-').filter(|part| !part.is_empty()).peekable();
    page_number(&text).is_some() || (parts.peek().is_some() && parts.all(|part| digits(part).is_some()))
}

/// Numbers within a text, in their order.
pub fn numbers(text: &str) -> Vec<u32> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(digits).collect()
}

fn digits(text: &str) -> Option<u32> {
    let fits = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

/// A roman number in its one right form.
fn roman(text: &str) -> Option<u32> {
    const MARKS: [(u32, &str); 9] =
        [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];
    let (mut rest, mut value) = (text, 0);
    for (worth, mark) in MARKS {
        let most = if mark.len() == 1 && worth.to_string().starts_with('1') { 3 } else { 1 };
        for _ in 0..most {
            let Some(shorter) = rest.strip_prefix(mark) else { break };
            (rest, value) = (shorter, value + worth);
        }
    }
    (rest.is_empty() && value > 0).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for (text, number) in [
            ("12", Some(12)),
            ("－ ３ －", Some(3)),
            ("ー3ー", Some(3)),
            ("3 / 10", Some(3)),
            ("Page 3 of 10", Some(3)),
            ("P.3", Some(3)),
            ("第３頁", Some(3)),
            ("3/10ページ", Some(3)),
            ("(4)", Some(4)),
            ("xiv", Some(14)),
            ("Ⅳ", Some(4)),
            ("iiii", None),
            ("2024", None),
            ("3件", None),
            ("3%", None),
            ("2-13", None),
            ("第3章", None),
            ("0", None),
            ("", None),
        ] {
            assert_eq!(page_number(&folded(text)), number, "{text}");
        }
    }

    #[test]
    fn lines_that_may_be_page_numbers() {
        assert!(
            ["－ ３ －", "P.12", "12/34頁", "2-13", "資-3"].map(may_be_page_number) == [true, true, true, true, false]
        );
        assert!(!["", "-", "表3", "80%", "令和6年"].into_iter().any(may_be_page_number));
    }

    #[test]
    fn numbers_in_a_text() {
        assert_eq!(numbers("12広報2022.2"), [12, 2022, 2]);
    }
}
