//! Round brackets of normalized text.

use std::ops::Range;

/// The outermost round brackets of a text, brackets included, in order; one that never closes is
/// none.
pub fn brackets(s: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open = Vec::new();
    for (at, c) in s.char_indices() {
        match c {
            '(' => open.push(at),
            ')' => {
                if let Some(from) = open.pop() {
                    // A bracket that holds others takes their place.
                    while found.last().is_some_and(|inner| inner.start > from) {
                        found.pop();
                    }
                    found.push(from..at + 1);
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::brackets;

    #[test]
    fn outermost() {
        let of = |s: &'static str| brackets(s).into_iter().map(|range| &s[range]).collect::<Vec<_>>();
        assert_eq!(of("a(b(c)d)e(f)"), ["(b(c)d)", "(f)"]);
        assert_eq!(of("a(b(c)"), ["(c)"]);
        assert_eq!(of("a)b"), Vec::<&str>::new());
    }
}
