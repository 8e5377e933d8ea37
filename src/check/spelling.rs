//! T021: one word spelled in two ways.
//!
//! What: two spellings of which one is a slip of the other: a large kana for a small one
//! (とよさきっ子 / とよさきつ子), a kana too many or voiced otherwise inside a long katakana word
//! (デジタルデバイド / デジタルデバインド), a character that only looks like another (一 / ー). Why: a name
//! that is spelled in two ways is not found by a search for one. A word may go on in the next line. Endings are not compared (サーバ /
//! サーバー are both in use), nor are short words, where one kana makes another word.

use super::tell::Case;
use crate::lexicon;
use crate::record::model::{Finding, Severity};
use crate::text::{Span, is_letter};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// Shortest katakana word whose inner kana are compared, in characters: among shorter ones, names of
/// substances above all, one kana makes another word.
const LONG: usize = 8;

/// Characters before a small kana that tell its word.
const BEFORE: usize = 3;

/// A character and its byte in the text: small, as a text may hold millions.
type Letter = (u32, char);

/// What stands around a kana, and its large form.
type Around = ([char; BEFORE + 1], char);

/// Where a word stands first with the large kana, and with the small one.
type Forms = [Option<Range<usize>>; 2];

/// Two ranges of the text that are one word in two spellings.
type Twin = (Range<usize>, Range<usize>);

/// Looks through the whole text for twins.
pub fn check(case: Case<'_>) -> Vec<Finding> {
    let text = case.origin.decoded().text.as_str();
    let mut letters: Vec<Letter> = text.char_indices().map(|(at, c)| (at as u32, c)).collect();
    let mut words = BTreeMap::new();
    katakana_words(&letters, &mut words);
    join(&mut letters);
    katakana_words(&letters, &mut words);
    let mut twins = small_kana(&letters);
    twins.extend(katakana(&words));
    let word = |range: &Range<usize>| -> String {
        text.get(range.clone()).into_iter().flat_map(str::chars).filter(|c| !c.is_whitespace()).collect()
    };
    let mut told: BTreeSet<(String, String)> = BTreeSet::new();
    let mut found = Vec::new();
    for (first, second) in twins {
        let (one, two) = (word(&first), word(&second));
        let known = |finding: &Finding| {
            finding.code == "T021" && finding.message.contains(&one) && finding.message.contains(&two)
        };
        if case.records.findings.iter().any(known) || !told.insert((one.clone(), two.clone())) {
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

/// Puts together the words that the end of a line cuts.
fn join(letters: &mut Vec<Letter>) {
    let mut kept = 0;
    let mut before = false;
    for at in 0..letters.len() {
        let Some(&(byte, c)) = letters.get(at) else { break };
        let behind = letters.get(at + 1).is_some_and(|(_, next)| is_letter(*next));
        let cut = c == '\n' && before && behind;
        before = is_letter(c);
        if let Some(place) = letters.get_mut(kept).filter(|_| !cut) {
            *place = (byte, c);
            kept += 1;
        }
    }
    letters.truncate(kept);
}

/// Words that stand in the text with a large kana and with the small one in the same place.
fn small_kana(letters: &[Letter]) -> Vec<Twin> {
    let mut seen: FxHashMap<Around, Forms> = FxHashMap::default();
    let mut order: Vec<Around> = Vec::new();
    for (at, (_, c)) in letters.iter().enumerate() {
        let Some((large, small)) = lexicon::kana_size(*c) else { continue };
        let Some(window) = at.checked_sub(BEFORE).and_then(|from| letters.get(from..at + 2)) else { continue };
        if !window.iter().all(|(_, c)| is_letter(*c)) {
            continue;
        }
        let mut around = [' '; BEFORE + 1];
        let others = window.iter().enumerate().filter(|(i, _)| *i != BEFORE);
        around.iter_mut().zip(others).for_each(|(place, (_, (_, c)))| *place = *c);
        let key = (around, large);
        let forms = seen.entry(key).or_insert_with(|| {
            order.push(key);
            [None, None]
        });
        let form = &mut forms[usize::from(small)];
        *form = form.take().or_else(|| range(window));
    }
    let both = order.iter().filter_map(|key| match seen.get(key) {
        Some([Some(large), Some(small)]) => Some((small.clone(), large.clone())),
        _ => None,
    });
    both.collect()
}

/// The bytes from the first letter to the end of the last.
fn range(letters: &[Letter]) -> Option<Range<usize>> {
    let ((start, _), (last, c)) = (letters.first()?, letters.last()?);
    Some(*start as usize..*last as usize + c.len_utf8())
}

/// Long katakana words of which one is the other with a kana more, or voiced otherwise.
fn katakana(words: &BTreeMap<String, Range<usize>>) -> Vec<Twin> {
    let mut twins = Vec::new();
    for (word, range) in words {
        let chars: Vec<char> = word.chars().collect();
        // A kana more inside the word: without it, it is another word of the text.
        for cut in 2..chars.len().saturating_sub(1) {
            if chars.get(cut).is_some_and(|c| lexicon::is_optional_kana(*c)) {
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
    let mut bare: BTreeMap<String, Vec<&Range<usize>>> = BTreeMap::new();
    for (word, range) in words {
        bare.entry(unvoiced(word)).or_default().push(range);
    }
    let alike = bare.into_values().filter_map(|alike| match alike.as_slice() {
        [first, second, ..] => Some(((*first).clone(), (*second).clone())),
        _ => None,
    });
    twins.extend(alike);
    twins
}

/// Adds the long katakana words, each where it stands first.
fn katakana_words(letters: &[Letter], words: &mut BTreeMap<String, Range<usize>>) {
    let runs = letters.split(|(_, c)| !is_katakana(*c) && !lexicon::has_lookalike(*c));
    for run in runs {
        // Strangers inside a word look like kana; at its ends they belong to the next word.
        let own = |letter: &Letter| is_katakana(letter.1);
        let (Some(from), Some(last)) = (run.iter().position(own), run.iter().rposition(own)) else { continue };
        let word = run.get(from..=last).unwrap_or_default();
        if word.len() >= LONG
            && let Some(range) = range(word)
        {
            words.entry(word.iter().map(|(_, c)| *c).collect()).or_insert(range);
        }
    }
}

/// A letter of the Unicode block of katakana, or the mark of a long vowel.
fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー')
}

/// A word without its voicing and with one character for all that look alike.
fn unvoiced(word: &str) -> String {
    let marks = |c: &char| !matches!(c, '\u{3099}' | '\u{309A}');
    word.nfd().filter(marks).map(lexicon::looks_like).collect()
}
