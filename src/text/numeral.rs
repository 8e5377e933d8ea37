//! Numerals in ideographs before a counter: 二十か所, 一万円, 三千五百円.

use super::cursor::{Cursor, is_kanji, is_katakana};
use super::units::{UNITS, compares};

/// A run of numerals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Numeral {
    /// The number; `None` where the signs make none (百二三).
    pub(crate) value: Option<u64>,
    /// How many signs.
    pub(crate) signs: usize,
    /// Whether one of them is a digit: 百万 alone is a multiplier (百万円).
    pub(crate) counts: bool,
    /// Whether it is made of 十 and 百 alone.
    pub(crate) small: bool,
}

/// What a sign says: a digit, a power of ten within a group of four digits, or the power of a group.
#[derive(Clone, Copy)]
enum Sign {
    Digit(u64),
    Within(u64),
    Group(u64),
}

fn sign(c: char) -> Option<Sign> {
    Some(match c {
        '〇' => Sign::Digit(0),
        '一' => Sign::Digit(1),
        '二' => Sign::Digit(2),
        '三' => Sign::Digit(3),
        '四' => Sign::Digit(4),
        '五' => Sign::Digit(5),
        '六' => Sign::Digit(6),
        '七' => Sign::Digit(7),
        '八' => Sign::Digit(8),
        '九' => Sign::Digit(9),
        '十' => Sign::Within(10),
        '百' => Sign::Within(100),
        '千' => Sign::Within(1000),
        '万' => Sign::Group(10_000),
        '億' => Sign::Group(100_000_000),
        '兆' => Sign::Group(1_000_000_000_000),
        _ => return None,
    })
}

/// Whether a character is a numeral.
pub(crate) fn is_numeral(c: char) -> bool {
    sign(c).is_some()
}

/// Steps over the numerals that come next.
pub(crate) fn numeral(c: &mut Cursor<'_>) -> Option<Numeral> {
    let rest = c.rest();
    let end = rest.find(|n| sign(n).is_none()).unwrap_or(rest.len());
    let run = rest.get(..end).filter(|run| !run.is_empty())?;
    c.at += end;
    let signs = run.chars().count();
    let counts = run.chars().any(|n| matches!(sign(n), Some(Sign::Digit(_))));
    let small = run.chars().all(|n| matches!(n, '十' | '百'));
    Some(Numeral { value: value(run), signs, counts, small })
}

/// The number that a run of numerals makes; none that is not written as a number is.
fn value(run: &str) -> Option<u64> {
    let digits = |run: &str| run.chars().all(|n| matches!(sign(n), Some(Sign::Digit(_))));
    let several = run.chars().count() > 1;
    if several && digits(run) {
        // 二〇 and 一二〇 by their places; 二三 may be two or three.
        let places = run.contains('〇') || run.chars().count() > 2;
        let opens = run.chars().next()?;
        return if places && opens != '〇' { by_places(run) } else { None };
    }
    let (mut total, mut group, mut digit) = (0_u64, 0_u64, None::<u64>);
    let (mut below, mut last) = (u64::MAX, u64::MAX);
    for n in run.chars() {
        match sign(n)? {
            Sign::Digit(value) => {
                if digit.is_some() || (value == 0 && several) {
                    return None;
                }
                digit = Some(value);
            }
            Sign::Within(power) => {
                if power >= last {
                    return None;
                }
                group += digit.take().unwrap_or(1) * power;
                last = power;
            }
            Sign::Group(power) => {
                if power >= below {
                    return None;
                }
                let own = group + digit.take().unwrap_or_default();
                if own == 0 {
                    return None;
                }
                total += own * power;
                (group, last, below) = (0, u64::MAX, power);
            }
        }
    }
    Some(total + group + digit.unwrap_or_default())
}

fn by_places(run: &str) -> Option<u64> {
    run.chars().try_fold(0_u64, |sum, n| match sign(n)? {
        Sign::Digit(value) => sum.checked_mul(10)?.checked_add(value),
        _ => None,
    })
}

/// Whether numerals may begin here: not inside a word, unless one that heads figures stands before (全二十校).
pub(crate) fn may_begin(before: &str) -> bool {
    let inside = |n: char| is_kanji(n) || is_katakana(n) || n.is_alphanumeric() && !matches!(n, 'ぁ'..='ん');
    !before.ends_with(inside) || UNITS.numerals.before.iter().any(|word| before.ends_with(word.as_str()))
}

/// Whether nothing runs on behind the counter: 一万円札 and 百人一首 hold no figure.
pub(crate) fn stands_alone(end: &Cursor<'_>) -> bool {
    let rest = end.rest();
    let said = |words: &[String]| words.iter().any(|word| rest.starts_with(word.as_str()));
    let changes = &UNITS.changes;
    let follows = compares(end)
        || said(&UNITS.approximate_after)
        || said(&changes.increase)
        || said(&changes.decrease)
        || said(&UNITS.merge.shares);
    follows || !rest.starts_with(|n: char| is_kanji(n) || is_katakana(n) || n.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_ideographs() {
        for (run, wanted) in [
            ("二", Some(2)),
            ("十", Some(10)),
            ("二十", Some(20)),
            ("百五十", Some(150)),
            ("三千五百", Some(3500)),
            ("一万", Some(10_000)),
            ("一億二千万", Some(120_000_000)),
            ("千二百三十四万五千六百七十八", Some(12_345_678)),
            ("二〇", Some(20)),
            ("一二〇", Some(120)),
            ("二三", None),
            ("百二三", None),
            ("三十二十", None),
            ("十百", None),
            ("万一", None),
            ("〇一", None),
        ] {
            assert_eq!(numeral(&mut Cursor::new(run, 0)).and_then(|read| read.value), wanted, "{run}");
        }
    }
}
