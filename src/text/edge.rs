//! Whether a figure or a date was cut out of a longer one.
//!
//! What stands directly beside a figure may belong to it: a digit, a point or a comma between digits, a sign, a word of
//! comparison, a power of ten. Example: `20人以上` is cut out of `120人以上`, `1.2` out of `△1.2`, `70％` out of `70％以上`.
//! The words are those of `lexicon/units.toml` and `lexicon/eras.toml`.

use super::era::eras;
use super::units::UNITS;
use crate::lexicon::is_kanji_numeral;

/// What of a figure stands directly before or behind it, in words for a message; nothing where it is whole.
///
/// `before` and `after` are what the same line has before and behind it. A TAB in front of `before` says that a cell may
/// begin there; without it a line does, and a hyphen that opens a line may be a bullet.
pub fn cut_figure(before: &str, figure: &str, after: &str) -> Option<&'static str> {
    let (before, figure, after) = (plain(before), plain(figure), plain(after));
    let first = figure.trim().chars().next()?;
    let last = figure.trim().chars().next_back()?;
    cut_before(&before, first).or_else(|| cut_behind(&figure, last, &after))
}

/// The same of a date: a digit, or the era of its year (`6年度` of `令和6年度`).
pub fn cut_date(before: &str, date: &str, after: &str) -> Option<&'static str> {
    let (before, date, after) = (plain(before), plain(date), plain(after));
    let first = date.trim().chars().next()?;
    let last = date.trim().chars().next_back()?;
    let digit = |c: char| c.is_ascii_digit();
    let cut = before.ends_with(digit) && digit(first) || digit(last) && after.starts_with(digit);
    let era = digit(first) && names_era(&before);
    cut.then_some("a digit").or(era.then_some("an era"))
}

fn cut_before(before: &str, first: char) -> Option<&'static str> {
    let beside = before.chars().next_back()?;
    let further = before.chars().rev().nth(1);
    if is_kanji_numeral(first) && is_kanji_numeral(beside) {
        return Some("a numeral");
    }
    if !first.is_ascii_digit() {
        return None;
    }
    let signs = &UNITS.edges;
    match beside {
        '0'..='9' => Some("a digit"),
        '.' | ',' | WIDE_POINT if further.is_some_and(|c| c.is_ascii_digit()) && !counts_line(before) => {
            Some("a decimal point or comma")
        }
        // Between two figures or inside a word it is a dash: 20-29件, A-1.
        c if signs.dashes.contains(c) => {
            let opens = further.is_none_or(|c| c.is_whitespace() || signs.before_dash.contains(c));
            (opens && further.is_some()).then_some("a sign")
        }
        c if signs.signs.contains(c) => Some("a sign"),
        _ => None,
    }
}

/// Whether a line opens with a number and a wide point, as those that are counted do: `１．24時間の窓口`.
fn counts_line(before: &str) -> bool {
    before.strip_suffix(WIDE_POINT).is_some_and(|number| number.chars().all(|c| c.is_ascii_digit()))
}

fn cut_behind(figure: &str, last: char, after: &str) -> Option<&'static str> {
    let beside = after.chars().next()?;
    let further = after.chars().nth(1);
    let digit = |c: char| c.is_ascii_digit();
    if digit(last) {
        let point = matches!(beside, '.' | ',' | WIDE_POINT) && further.is_some_and(digit);
        let other = |word: &String| after.starts_with(word.as_str());
        let power = UNITS.edges.powers.contains(beside) && !UNITS.numerals.no_powers.iter().any(other);
        let found = [(digit(beside), "a digit"), (point, "a decimal point or comma"), (power, "a power of ten")];
        if let Some((_, what)) = found.into_iter().find(|(cut, _)| *cut) {
            return Some(what);
        }
    }
    if UNITS.edges.powers.contains(last) && digit(beside) {
        return Some("a digit");
    }
    let said = |word: &str| word != "=" && figure.contains(word);
    let begins = |words: &[String]| words.iter().any(|word| after.starts_with(word.as_str()));
    let compares = UNITS.comparators.iter().any(|(word, _)| {
        // をこえる and the like may say what another figure is measured by: 目標の50%を上回る60%.
        !word.starts_with('を') && after.starts_with(word.as_str())
    });
    let own = UNITS.comparators.iter().any(|(word, _)| said(word));
    (compares && !own && !begins(&UNITS.edges.no_comparators)).then_some("a word of comparison")
}

/// Whether a text ends with an era or its letter: 令和, R.
fn names_era(before: &str) -> bool {
    let letter = |letter: char| {
        let ahead = before.strip_suffix(letter);
        ahead.is_some_and(|ahead| !ahead.ends_with(|c: char| c.is_ascii_alphanumeric()))
    };
    eras().iter().any(|era| before.ends_with(era.name.as_str()) || letter(era.letter))
}

/// Stands for the wide point that folds to a point: only it may part a line's number from what follows.
const WIDE_POINT: char = '．';

/// Wide digits, signs and letters as narrow ones. Circled and raised numbers stay what they are: no part of a number.
fn plain(text: &str) -> String {
    let narrow = |c: char| match c {
        WIDE_POINT => c,
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        c => c,
    };
    text.chars().map(narrow).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `before[figure]after`, and what is cut off.
    fn parts(text: &str) -> (&str, &str, &str) {
        let (before, rest) = text.split_once('[').unwrap();
        let (figure, after) = rest.split_once(']').unwrap();
        (before, figure, after)
    }

    #[test]
    fn figures_that_are_cut() {
        for (text, what) in [
            ("\t1[20人以上]", "a digit"),
            ("利用者１[２０人]", "a digit"),
            ("\t△[1.2]", "a sign"),
            ("前年比▲[5％]", "a sign"),
            ("\t（－[5.2％]）", "a sign"),
            ("増減：-[5件]", "a sign"),
            ("\t\u{AD}[5.2％]", "a sign"),
            ("\t1.[2]", "a decimal point or comma"),
            ("\t1,[200円]", "a decimal point or comma"),
            ("\t[1],200円", "a decimal point or comma"),
            ("\t[1]．2％", "a decimal point or comma"),
            ("\t[12]0人", "a digit"),
            ("\t[70％]以上", "a word of comparison"),
            ("\t[5件]未満とする", "a word of comparison"),
            ("\t[5]億円", "a power of ten"),
            ("\t[1億]2,000万円", "a digit"),
            ("二十[三か所]", "a numeral"),
        ] {
            let (before, figure, after) = parts(text);
            assert_eq!(cut_figure(before, figure, after), Some(what), "{text}");
        }
    }

    #[test]
    fn figures_that_are_whole() {
        for text in [
            "\t[120人以上]",
            "[50％]→70％",
            "6件→[58件]",
            "\t20-[29件]",
            "A-[1件]",
            "-[5件]を実施",
            "１．[24時間]の窓口",
            "①[12件]",
            "\t[5件]、以下のとおり",
            "\t[5件]超過",
            "[40％以上]60％以下",
            "40％以上[60％以下]",
            "第2期、[12件]",
            "\t12 [300人]",
            "\t[38.2]²",
            "\t[3]百貨店",
            "目標の[50％]を上回る60％",
            "増減（[5件]）",
            "[1件]。2件目は",
        ] {
            let (before, figure, after) = parts(text);
            assert_eq!(cut_figure(before, figure, after), None, "{text}");
        }
    }

    #[test]
    fn dates_that_are_cut() {
        for (text, cut) in [
            ("20[24年度]", true),
            ("令和[6年度]", true),
            ("（R[6]）", true),
            ("Ｒ[６年度]", true),
            ("[令和1]2年度", true),
            ("[令和6年度]", false),
            ("令和4、[5年度]", false),
            ("2021～[25年度]", false),
            ("PR[4月号]", false),
            ("9月に、[10月]", false),
        ] {
            let (before, date, after) = parts(text);
            assert_eq!(cut_date(before, date, after).is_some(), cut, "{text}");
        }
    }
}
