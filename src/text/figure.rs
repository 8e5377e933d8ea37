//! What stands around a number, and whether it is a figure that counts.

use super::cursor::{Cursor, is_blank, is_kanji, is_katakana};
use super::number::Figure;
use super::quantity::Place;
use super::units::UNITS;

/// What stands before a number.
#[derive(Debug)]
pub(crate) struct Left {
    /// Where the number begins, its sign included.
    pub(crate) start: usize,
    /// △, ▲ or a minus sign belongs to it.
    pub(crate) negative: bool,
    /// It is a code, an ordinal or the rest of a date, whatever follows.
    pub(crate) refused: bool,
    /// A Latin word runs into it (A4, PC57).
    pub(crate) latin: bool,
    /// A word before it makes a name of it (様式2, ※1).
    pub(crate) label: bool,
}

/// Looks at what stands before the digits; nothing below `floor` counts.
pub(crate) fn left(digits: &Cursor<'_>, floor: usize, place: Place) -> Left {
    let before = digits.before();
    let own = before.get(floor..).unwrap_or_default();
    let mut left = Left { start: digits.at, negative: false, refused: false, latin: false, label: false };
    let mut back = own.chars().rev();
    let (last, next) = (back.next(), back.next());
    let Some(last) = last else { return left };
    let alnum = next.is_some_and(|n| n.is_ascii_alphanumeric());
    match last {
        '△' | '▲' => left.negative = true,
        '-' | '−' | '–' | '‐' => {
            left.negative = next.is_none_or(|n| n.is_whitespace() || "(:|→⇒".contains(n));
            left.refused = alnum;
        }
        '.' | ',' | '/' | ':' | '_' | '@' | '#' => {
            let digit = next.is_some_and(|n| n.is_ascii_digit());
            left.refused = if last == '.' || last == '_' { alnum } else { digit };
        }
        '第' | '№' => left.refused = true,
        // What is left of 4月1日 or 10時30分 where no date was read.
        '年' | '月' | '時' => left.refused = next.is_some_and(|n| n.is_ascii_digit()),
        _ => {}
    }
    if left.negative {
        left.start -= last.len_utf8();
    }
    // △ 1,234 in a cell of figures; elsewhere the sign may be a mark of its own.
    if let (true, Some(sign @ ('△' | '▲'))) = (place.is_cell() && is_blank(last), next)
        && before.len() == last.len_utf8() + sign.len_utf8()
    {
        left.negative = true;
        left.start = 0;
    }
    // Names are short; looking further back would make long runs costly.
    let run = own.bytes().rev().take(12).take_while(u8::is_ascii_alphanumeric);
    let latin = own.get(own.len() - run.count()..).unwrap_or_default();
    if last.is_ascii_alphabetic() {
        left.latin = true;
        let named = UNITS.bare.names.iter().any(|name| {
            name.strip_prefix(latin).is_some_and(|rest| !rest.is_empty() && digits.rest().starts_with(rest))
        });
        left.refused |= named || latin.len() < 2;
    }
    let trimmed = own.trim_end_matches(is_blank);
    left.refused |= trimmed.ends_with('第');
    left.label = UNITS.bare.labels.iter().any(|w| trimmed.ends_with(w.as_str()));
    left
}

/// A number that runs on as a telephone number, a fraction, a clock or a version.
pub(crate) fn coded(number: &Cursor<'_>) -> bool {
    let mut rest = number.rest().chars();
    let (mark, next) = (rest.next(), rest.next());
    let digit = next.is_some_and(|n| n.is_ascii_digit());
    match mark {
        Some('-' | '/' | '.' | ',' | '_' | '−' | '‐') => digit,
        Some(':') => digit && rest.next().is_some_and(|n| n.is_ascii_digit()),
        _ => false,
    }
}

/// 24時間相談, 24時間365日: a name made of a length of time. Round the clock,
/// any noun does it.
pub(crate) fn named(end: &Cursor<'_>, number: &str, unit: &str) -> bool {
    if unit != "時間" && !(unit == "日" && end.before().ends_with("365日")) {
        return false;
    }
    let rest = end.rest();
    let name = |w: &String| rest.starts_with(w.as_str());
    UNITS.name_like.iter().any(name)
        || (unit == "日" && end.before().ends_with("24時間365日"))
        || (number == "24" && rest.starts_with(|c: char| is_kanji(c) && !"以超未削短増減".contains(c)))
}

/// `3 業務の効率化` at the start of a line: an enumerator and its title, unless
/// what follows the counter shows a figure.
pub(crate) fn listed(digits: &Cursor<'_>, number: &str, end: &Cursor<'_>) -> bool {
    let words = &UNITS.comparators;
    let figure = end.peek().is_none_or(|n| n.is_whitespace() || "()、。,%→⇒".contains(n))
        || words.iter().any(|(w, _)| end.rest().starts_with(w.as_str()));
    number.len() <= 2 && !figure && opens_line(digits.before())
}

fn opens_line(before: &str) -> bool {
    let line = before.trim_end_matches(is_blank);
    line.is_empty() || line.ends_with(['\n', '\r', '\t'])
}

/// Whether a number may be a year of the common era (2026).
pub(crate) fn yearlike(printed: &Figure) -> bool {
    printed.digits == 4
        && !(printed.separated || printed.scaled || printed.fraction.is_some())
        && matches!(printed.value.as_u64(), Some(1868..=2199))
}

/// Whether a number without a counter counts something.
pub(crate) fn bare(text: &str, left: &Left, end: &Cursor<'_>, printed: &Figure) -> bool {
    let before = text.get(..left.start).unwrap_or_default();
    let small_padded = printed.padded && printed.fraction.is_none();
    if left.label || left.latin || yearlike(printed) || small_padded || version(before, printed.fraction.as_deref()) {
        return false;
    }
    let rest = end.rest();
    let marked = printed.separated || printed.fraction.is_some() || printed.scaled;
    if before.trim_end().is_empty() && rest.trim_start().is_empty() {
        return true;
    }
    if opens_line(before) && rest.starts_with(['.', ')', '、', ' ', '\u{3000}', '\t']) {
        return false;
    }
    let large = printed.digits >= 3 || printed.separated || printed.fraction.is_some();
    let next = rest.chars().next();
    if next == Some(')') && before.ends_with('(') {
        return marked || (printed.digits >= 2 && !opens_line(before.trim_end_matches('(')));
    }
    if rest.trim_start().is_empty() || rest.trim_start().starts_with(['→', '⇒']) {
        let marked = before.ends_with(|c: char| ":→⇒(|\t".contains(c));
        let apart = marked || (printed.digits >= 2 && before.ends_with(is_blank));
        return large || (apart && !opens_line(before));
    }
    if UNITS.bare.particles.iter().any(|w| rest.starts_with(w.as_str())) {
        return marked || printed.digits >= 2;
    }
    if next.is_some_and(|n| n.is_ascii_alphabetic()) {
        return false;
    }
    large
}

/// 戦略 3.0, Society5.0: a decimal behind a name is its version, unless the name
/// is that of an index (財政力指数0.85).
pub(crate) fn version(before: &str, fraction: Option<&str>) -> bool {
    let Some(fraction) = fraction else {
        return false;
    };
    let name = before.trim_end_matches(is_blank);
    let ends = |words: &[String]| words.iter().any(|w| name.ends_with(w.as_str()));
    if ends(&UNITS.bare.versions) {
        return true;
    }
    let named = name.chars().next_back().is_some_and(|c| is_kanji(c) || is_katakana(c) || c.is_alphanumeric());
    named && fraction == "0" && !ends(&UNITS.bare.indices)
}
