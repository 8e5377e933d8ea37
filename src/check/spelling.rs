//! T021: one word spelled in two ways.
//!
//! What: two spellings of which one is a slip of the other: a large kana for a small one
//! (とよさきっ子 / とよさきつ子), a kana too many or voiced otherwise inside a long katakana word
//! (デジタルデバイド / デジタルデバインド), a character that only looks like another (一 / ー). Why: a name
//! that is spelled in two ways is not found by a search for one. Endings are not compared (サーバ /
//! サーバー are both in use), nor are short words, where one kana makes another word.

use super::tell::Case;
use crate::lexicon;
use crate::record::model::{Finding, Severity};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// Shortest katakana word whose inner kana are compared, in characters: among shorter ones, names of
/// substances above all, one kana makes another word.
const LONG: usize = 8;

/// Characters before a small kana that tell its word.
const BEFORE: usize = 3;

/// What stands around a kana, and its large form.
type Around = (Vec<char>, char);

/// Where a word stands first with the large kana, and with the small one.
type Forms = [Option<Range<usize>>; 2];

/// Two ranges of the text that are one word in two spellings.
type Twin = (Range<usize>, Range<usize>);

/// Looks through the whole text for twins.
pub fn check(case: Case<'_>) -> Vec<Finding> {
    let text = case.origin.decoded().text.as_str();
    let mut twins = small_kana(text);
    twins.extend(katakana(text));
    let mut told: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut found = Vec::new();
    for (first, second) in twins {
        let (Some(one), Some(two)) = (text.get(first.clone()), text.get(second.clone())) else { continue };
        let known = |finding: &Finding| {
            finding.code == "T021" && finding.message.contains(one) && finding.message.contains(two)
        };
        if !told.insert((one, two)) || case.records.findings.iter().any(known) {
            continue;
        }
        let en = format!("one word is spelled in two ways: {one} / {two}");
        let ja = format!("同じ語の表記が異なります: {one} / {two}");
        let spans = [first, second].map(|range| {
            let at = case.origin.decoded().span(range);
            Span::new(at.start, at.end)
        });
        found.push(case.tell("T021", Severity::Notice, (en, ja), case.quotes(spans)));
    }
    found
}

/// Kana that have a small form: the large one, then the small one.
const SIZES: [(char, char); 8] =
    [('つ', 'っ'), ('や', 'ゃ'), ('ゆ', 'ゅ'), ('よ', 'ょ'), ('ツ', 'ッ'), ('ヤ', 'ャ'), ('ユ', 'ュ'), ('ヨ', 'ョ')];

/// Words that stand in the text with a large kana and with the small one in the same place.
fn small_kana(text: &str) -> Vec<Twin> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut seen: HashMap<Around, Forms> = HashMap::new();
    let mut order: Vec<Around> = Vec::new();
    for (at, (_, c)) in chars.iter().enumerate() {
        let Some((large, small)) = SIZES.iter().find(|(large, small)| c == large || c == small) else { continue };
        let Some(window) = at.checked_sub(BEFORE).and_then(|from| chars.get(from..at + 2)) else { continue };
        if !window.iter().all(|(_, c)| c.is_alphabetic()) {
            continue;
        }
        let (start, end) =
            (window.first().map_or(0, |first| first.0), window.last().map_or(0, |(i, c)| i + c.len_utf8()));
        let around: Vec<char> = window.iter().enumerate().filter(|(i, _)| *i != BEFORE).map(|(_, (_, c))| *c).collect();
        let key = (around, *large);
        let forms = seen.entry(key.clone()).or_insert_with(|| {
            order.push(key);
            [None, None]
        });
        let form = &mut forms[usize::from(c == small)];
        form.get_or_insert(start..end);
    }
    let both = order.iter().filter_map(|key| match seen.get(key) {
        Some([Some(large), Some(small)]) => Some((small.clone(), large.clone())),
        _ => None,
    });
    both.collect()
}

/// Long katakana words of which one is the other with a kana more, or voiced otherwise.
fn katakana(text: &str) -> Vec<Twin> {
    let words = katakana_words(text);
    let mut twins = Vec::new();
    for (word, range) in &words {
        let chars: Vec<char> = word.chars().collect();
        // A kana more inside the word: without it, it is another word of the text.
        for cut in 2..chars.len().saturating_sub(1) {
            if matches!(chars.get(cut), Some('ー' | '・')) {
                continue;
            }
            let shorter: String = chars.iter().enumerate().filter(|(i, _)| *i != cut).map(|(_, c)| *c).collect();
            if shorter.chars().count() >= LONG
                && let Some(other) = words.get(shorter.as_str())
            {
                twins.push((other.clone(), range.clone()));
            }
        }
    }
    let mut bare: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for word in words.keys() {
        bare.entry(unvoiced(word)).or_default().push(word);
    }
    for alike in bare.values().filter(|alike| alike.len() > 1) {
        if let [first, second, ..] = alike.as_slice()
            && let (Some(one), Some(two)) = (words.get(*first), words.get(*second))
        {
            twins.push((one.clone(), two.clone()));
        }
    }
    twins
}

/// The long katakana words of a text, each where it stands first.
fn katakana_words(text: &str) -> BTreeMap<&str, Range<usize>> {
    let mut words: BTreeMap<&str, Range<usize>> = BTreeMap::new();
    let is_kana = |c: char| matches!(c, 'ァ'..='ヺ' | 'ー' | '一' | '力' | 'へ' | 'べ' | 'ぺ' | '二' | '口');
    let mut start: Option<usize> = None;
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        match (start, is_kana(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let word = text.get(from..at).unwrap_or_default();
                // Strangers inside a word look like kana; at its ends they belong to the next word.
                let trimmed = word.trim_matches(|c| !matches!(c, 'ァ'..='ヺ' | 'ー'));
                let from = from + word.find(trimmed).unwrap_or(0);
                if trimmed.chars().count() >= LONG {
                    words.entry(trimmed).or_insert(from..from + trimmed.len());
                }
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// A word without its voicing and with one character for all that look alike.
fn unvoiced(word: &str) -> String {
    let marks = |c: &char| !matches!(c, '\u{3099}' | '\u{309A}');
    word.nfd().filter(marks).map(lexicon::looks_like).collect()
}
