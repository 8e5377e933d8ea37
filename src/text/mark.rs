//! Marks that open a line or an item: bullets, notes, arrows and enumerators.

use crate::lexicon;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What a mark does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// Opens a statement or a heading: ○ ■ ▼.
    Head,
    /// Opens a detail under a statement: ・ ◉.
    Sub,
    /// Opens a remark: ※.
    Note,
    /// Goes on with the detail above it: →.
    Arrow,
    /// Leads over to a statement of its own: ⇒.
    Lead,
    /// A number or letter that counts items: ① (1) 1. 第2 ア.
    Number,
}

/// A mark found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The mark and the white space after it, in bytes of the text.
    pub range: Range<usize>,
    /// The mark itself.
    pub sign: String,
    /// What it does.
    pub rank: Rank,
}

/// Enumerators after NFKC: `第1章`, `II.`, `1.`, `1-2.`, `(1)`, `(ア)`, `①`, `1 ` and `01 ` before a word.
#[expect(clippy::expect_used, reason = "a constant pattern, compiled by every test")]
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:第[0-9一二三四五六七八九十]+[章節編部]?|(?:I{1,3}|I?[VX]|VI{1,3})(?:[.、]|[ 　])|[0-9]{1,2}(?:[-.][0-9]{1,2})*[.、)]|\((?:[0-9]{1,2}|[ア-ン])\)|[\u{2460}-\u{2473}\u{2776}-\u{277F}]|[0-9]{1,2}(?:-[0-9]{1,2})?)(?:[ 　]+|$|\b)",
    )
    .expect("enumerators")
});

/// The mark at the start of a text, if there is one.
///
/// A bare number counts as an enumerator only when a space follows it: `3つの柱` has none.
pub fn opening(text: &str) -> Option<Mark> {
    let c = text.chars().next()?;
    if let Some(rank) = lexicon::mark_rank(c) {
        let rest = &text[c.len_utf8()..];
        let blank = rest.len() - rest.trim_start().len();
        return Some(Mark { range: 0..c.len_utf8() + blank, sign: c.to_string(), rank });
    }
    if !matches!(c, '第' | 'I' | 'V' | 'X' | '(' | '0'..='9' | '\u{2460}'..='\u{2473}' | '\u{2776}'..='\u{277F}') {
        return None;
    }
    let found = NUMBER.find(text)?;
    let sign = found.as_str().trim();
    let closed = sign.ends_with(['.', '、', ')']) || sign.starts_with('第') || !sign.is_ascii();
    let latin = is_roman(sign) && text[found.end()..].starts_with(|c: char| c.is_ascii());
    let follows_decimal = sign.ends_with('.') && text[found.end()..].starts_with(|c: char| c.is_ascii_digit());
    if latin || follows_decimal || (!closed && !found.as_str().ends_with(' ')) {
        return None;
    }
    let rest = &text[found.end()..];
    let blank = rest.len() - rest.trim_start().len();
    Some(Mark { range: 0..found.end() + blank, sign: sign.to_owned(), rank: Rank::Number })
}

/// Whether an enumerator is a Roman numeral: `II`, `IV.` (NFKC makes letters of Ⅱ and Ⅳ).
pub fn is_roman(sign: &str) -> bool {
    sign.starts_with(['I', 'V', 'X'])
}

/// The mark that opens a text and something behind it.
pub fn mark_of(text: &str) -> Option<Mark> {
    opening(text).filter(|mark| mark.range.end < text.len())
}

/// The text without the mark that opens it, and the mark.
pub fn strip_mark(text: &super::Text) -> (Option<Mark>, super::Text) {
    match mark_of(text.as_str()) {
        Some(mark) => {
            let rest = text.slice(mark.range.end..text.as_str().len()).trimmed();
            (Some(mark), rest)
        }
        None => (None, text.clone()),
    }
}

/// Every bullet, note or arrow that opens an item: at the start, or inside a line after a space; behind a line
/// break that was seen on the page also an enumerator.
///
/// `・` between two words (`相談・面談`) is punctuation and opens nothing. Arrows inside a line
/// lead from one figure to the next, and notes inside a line belong to it: only at the start of
/// the text do they open an item. In a list that a bullet opens, the same bullet directly behind a figure
/// opens the next item: `・実施率100%・利用率50%`.
pub fn marks_in(text: &str) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut before = None;
    let ends = figures_before_bullets(text);
    for (at, c) in text.char_indices() {
        let opens = before.is_none_or(char::is_whitespace) || ends.contains(&at);
        if before == Some('\n')
            && let Some(mark) = opening(&text[at..]).filter(|mark| at + mark.range.end < text.len())
        {
            found.push(Mark { range: at..at + mark.range.end, ..mark });
        } else if let Some(rank) = lexicon::mark_rank(c)
            && opens
            && (matches!(rank, Rank::Head | Rank::Sub) || at == 0)
        {
            let rest = &text[at + c.len_utf8()..];
            let blank = rest.len() - rest.trim_start().len();
            found.push(Mark { range: at..at + c.len_utf8() + blank, sign: c.to_string(), rank });
        }
        before = Some(c);
    }
    found
}

/// Where a figure ends and the bullet that opens the text is printed again.
fn figures_before_bullets(text: &str) -> Vec<usize> {
    let bullet = text.chars().next().filter(|c| lexicon::mark_rank(*c) == Some(Rank::Sub));
    let Some(bullet) = bullet.filter(|bullet| text[bullet.len_utf8()..].contains(*bullet)) else { return Vec::new() };
    let figures = super::quantities(text, &[]);
    figures.iter().map(|figure| figure.range.end).filter(|end| text[*end..].starts_with(bullet)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens() {
        for (text, wanted) in [
            ("○100%実施", Some(("○", Rank::Head))),
            ("〇見直し", Some(("〇", Rank::Head))),
            ("・ 全校実施", Some(("・", Rank::Sub))),
            ("※災害協定は含まない", Some(("※", Rank::Note))),
            ("→機能", Some(("→", Rank::Arrow))),
            ("(1)市民サービス", Some(("(1)", Rank::Number))),
            ("1. 位置づけ", Some(("1.", Rank::Number))),
            ("① 域内", Some(("①", Rank::Number))),
            ("第2 計画", Some(("第2", Rank::Number))),
            ("01 はじめに", Some(("01", Rank::Number))),
            ("II.安心の確保", Some(("II.", Rank::Number))),
            ("IV 計画の推進", Some(("IV", Rank::Number))),
            ("V.I.P.", None),
            ("ICTの活用", None),
            ("3つの柱", None),
            ("20%(R3年4月)", None),
            ("2025年", None),
            ("14団体", None),
            ("3.5件", None),
            ("(実施期間)", None),
        ] {
            let got = opening(text);
            assert_eq!(got.as_ref().map(|m| (m.sign.as_str(), m.rank)), wanted, "{text}");
        }
    }

    #[test]
    fn enumerators_begin_with_few_characters() {
        // What `opening` asks first leaves none of them out.
        for c in '\0'..=char::MAX {
            let text = format!("{c}1) 域内");
            assert!(NUMBER.find(&text).is_none() || opening(&text).is_some(), "{text}");
        }
    }

    #[test]
    fn inside() {
        let signs = |t: &str| marks_in(t).iter().map(|m| m.sign.clone()).collect::<String>();
        assert_eq!(signs("○実施 ・行政・手続 ・相談 ○完了"), "○・・○");
        assert_eq!(signs("20% ⇒ 50%"), "");
        assert_eq!(signs("・実施率100%・利用率 50%"), "・・");
        assert_eq!(signs("オンライン相談・面談"), "");
        assert_eq!(signs("①相談\n②面談\n→継続 ⇒ 拡充"), "②→");
    }
}
