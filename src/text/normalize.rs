//! Normalization of Japanese text with the way back to the source kept (UAX #15, NFKC).

use super::{Span, Text};
use crate::lexicon;
use unicode_normalization::UnicodeNormalization;

/// NFKC cluster by cluster, with what NFKC does not do for Japanese documents.
///
/// - Circled digits and list marks stay as they are: they carry meaning as marks.
/// - CJK radicals that NFKC leaves alone become the ideographs they stand for.
/// - A dash between katakana is a long vowel mark; a long vowel mark between digits or Latin
///   letters is a dash.
/// - Runs of white space other than TAB become one space.
/// - Zero-width characters, variation selectors and byte order marks vanish.
/// - A soft hyphen (U+00AD) beside a digit, or behind the unit of a date, is a hyphen or a minus that fonts draw
///   (20-29件, -5.2%, R6-R8); inside a word, where it only says where the word may be broken, it vanishes.
///
/// `chars` gives each character of the decoded source with the stretch that it was read from.
pub fn normalize(chars: impl Iterator<Item = (char, Span)>) -> Text {
    normalize_with(chars, true)
}

/// The same; radicals stay as they are where they are not to be folded.
pub fn normalize_with(chars: impl Iterator<Item = (char, Span)>, radicals: bool) -> Text {
    let mut folded: Vec<(char, Span)> = Vec::with_capacity(chars.size_hint().0);
    let mut chars = chars.peekable();
    let mut cluster: Vec<char> = Vec::new();
    while let Some((c, mut span)) = chars.next() {
        if vanishes(c) && c != SOFT_HYPHEN {
            continue;
        }
        if is_folded(c) && !chars.peek().is_some_and(|(next, _)| joins(c, *next)) {
            folded.push((c, span));
            continue;
        }
        cluster.clear();
        cluster.push(c);
        while let Some(&(next, at)) = chars.peek() {
            if !joins(c, next) {
                break;
            }
            cluster.push(combining(next));
            span = span.hull(at);
            chars.next();
        }
        fold(&cluster, span, radicals, &mut folded);
    }
    if folded.iter().any(|(c, _)| *c == SOFT_HYPHEN) {
        draw_hyphens(&mut folded);
    }
    unify_dashes(&mut folded);
    let mut text = Text::with_capacity(folded.iter().map(|(c, _)| c.len_utf8()).sum());
    for (c, span) in folded {
        let space = c != '\t' && c.is_whitespace();
        if space && text.as_str().ends_with([' ', '\t']) {
            continue;
        }
        text.push(if space { ' ' } else { c }, span);
    }
    text
}

/// What characters without a source become.
pub fn normal(text: &str) -> String {
    normalize(text.chars().map(|c| (c, Span::new(0, 0)))).as_str().to_owned()
}

/// Whether a character by itself is its own NFKC form and stands for no other sign: ASCII, kana and unified
/// ideographs, which nearly all characters are.
fn is_folded(c: char) -> bool {
    matches!(c, ' '..='~' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '一'..='\u{9FEF}')
}

fn fold(cluster: &[char], span: Span, radicals: bool, out: &mut Vec<(char, Span)>) {
    if let [c] = cluster {
        let mixed = is_fraction(*c) && out.last().is_some_and(|(before, _)| before.is_ascii_digit());
        if keeps(*c) || mixed || !radicals && is_radical(*c) {
            out.push((*c, span));
            return;
        }
        if let Some(ideograph) = lexicon::radical(*c) {
            out.push((ideograph, span));
            return;
        }
    }
    out.extend(cluster.iter().copied().nfkc().map(|c| (unify(c), span)));
}

/// Whether a character is a fraction (½). Behind a digit it stays itself: 15½ is no 151/2.
pub(super) fn is_fraction(c: char) -> bool {
    matches!(c, '¼'..='¾' | '\u{2150}'..='\u{215E}' | '\u{2189}')
}

/// Whether a character is a radical by its code: U+2E80 to U+2FDF.
pub fn is_radical(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}')
}

/// What carries meaning as a mark and would lose it under NFKC: circled numbers; a voiced sound mark that stands alone,
/// which would become a space and a mark that joins what stands before.
fn keeps(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{2473}' | '\u{24EA}' | '\u{2776}'..='\u{2793}' | '\u{3251}'..='\u{325F}' | '\u{32B1}'..='\u{32BF}' | '…' | '\u{309B}' | '\u{309C}')
}

/// A place where a word may be broken; beside digits it stands for a hyphen.
const SOFT_HYPHEN: char = '\u{00AD}';

/// Whether a character says nothing by itself: zero-width characters, variation selectors, soft hyphens in words.
pub fn vanishes(c: char) -> bool {
    c == SOFT_HYPHEN
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Whether a character belongs to the one before it; a voiced sound mark that is set apart does behind kana (か゛).
fn joins(before: char, c: char) -> bool {
    joins_before(c) || combining(c) != c && matches!(before, 'ぁ'..='ゖ' | 'ァ'..='ヺ')
}

/// A voiced sound mark that is set apart as the one that combines.
fn combining(c: char) -> char {
    match c {
        '\u{309B}' => '\u{3099}',
        '\u{309C}' => '\u{309A}',
        c => c,
    }
}

/// Voiced sound marks (half-width and combining) and other combining marks.
fn joins_before(c: char) -> bool {
    matches!(c, '\u{FF9E}' | '\u{FF9F}' | '\u{3099}' | '\u{309A}' | '\u{0300}'..='\u{036F}')
}

/// One code point for signs that documents use for one another.
fn unify(c: char) -> char {
    match c {
        '〜' | '∼' | '˜' => '~',
        '\u{2044}' => '/',
        '‧' | '･' | '·' | '∙' => '・',
        '−' | '‐' | '‑' | '‒' | '–' | '﹣' => '-',
        _ => c,
    }
}

/// Draws the soft hyphens that stand for a hyphen or a minus, and drops the others.
fn draw_hyphens(chars: &mut Vec<(char, Span)>) {
    for i in 0..chars.len() {
        let before = i.checked_sub(1).map(|before| chars[before].0);
        let after = chars.get(i + 1).map(|after| after.0);
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let dated = before.is_some_and(|c| "年度月日".contains(c)) && after.is_some_and(|c| c.is_alphanumeric());
        if chars[i].0 == SOFT_HYPHEN
            && (digit(after) || digit(before) && after.is_some_and(|c| c.is_alphanumeric()) || dated)
        {
            chars[i].0 = '-';
        }
    }
    chars.retain(|(c, _)| *c != SOFT_HYPHEN);
}

fn unify_dashes(chars: &mut [(char, Span)]) {
    for i in 1..chars.len().saturating_sub(1) {
        let (before, c, after) = (chars[i - 1].0, chars[i].0, chars[i + 1].0);
        if matches!(c, '-' | '—' | '―') && is_katakana(before) && is_katakana(after) {
            chars[i].0 = 'ー';
        } else if matches!(c, 'ー' | '—' | '―') && before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric()
        {
            chars[i].0 = '-';
        }
    }
}

fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Text {
        normalize(text.char_indices().map(|(i, c)| (c, Span::new(i as u32, (i + c.len_utf8()) as u32))))
    }

    #[test]
    fn folds_and_keeps() {
        for (given, wanted) in [
            ("ＡＩ－ＯＣＲ", "AI-OCR"),
            ("１００％（注）", "100%(注)"),
            ("① ㈱青葉", "① (株)青葉"),
            ("ｶﾞｲﾄﾞ", "ガイド"),
            ("か゛ハ゜イロット", "がパイロット"),
            ("⽇本の⻑", "日本の長"),
            ("サ-ビス", "サービス"),
            ("R3ー4", "R3-4"),
            ("令和３～４年", "令和3~4年"),
            ("全　角　　空白", "全 角 空白"),
            ("葛\u{E0100}城", "葛城"),
            ("R6\u{AD}R8", "R6-R8"),
            ("\u{AD}5.2％", "-5.2%"),
            ("６\u{AD}７年度", "6-7年度"),
            ("令和6年度\u{AD}令和8年度", "令和6年度-令和8年度"),
            ("co\u{AD}operation 12\u{AD} 件", "cooperation 12 件"),
            ("20\u{AD}29件", "20-29件"),
            ("\u{AD}５％", "-5%"),
            ("infor\u{AD}mation", "information"),
            ("デジ\u{AD}タル", "デジタル"),
            ("15½人、½", "15½人、1/2"),
            ("⼾建て、⿊板、⻘年", "戸建て、黒板、青年"),
        ] {
            assert_eq!(of(given).as_str(), wanted, "{given}");
        }
    }

    #[test]
    fn what_is_folded_stays_as_it_is() {
        for c in ('\0'..=char::MAX).filter(|c| is_folded(*c) && !c.is_whitespace()) {
            let mut out = Vec::new();
            fold(&[c], Span::new(0, 1), true, &mut out);
            assert_eq!(out, [(c, Span::new(0, 1))]);
            assert!(!vanishes(c) && !joins_before(c));
        }
    }

    #[test]
    fn every_byte_knows_its_origin() {
        let text = of("ｶﾞ㈱");
        assert_eq!(text.as_str(), "ガ(株)");
        assert_eq!(text.span_of(0..3), Some(Span::new(0, 6)));
        assert_eq!(text.span_of(4..7), Some(Span::new(6, 9)));
    }
}
