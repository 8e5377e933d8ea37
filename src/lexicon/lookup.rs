//! Which of many words fits a text best.

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// The words of lists, found in one walk over a text however many they are.
pub(super) struct Lookup<K: 'static> {
    /// Each word with the key of its list, in the order of the lists.
    words: Vec<(K, &'static str)>,
    /// The last place of each word among them.
    whole: FxHashMap<&'static str, usize>,
    /// Finds them by their place; none where the words are too many for it, which a test would tell.
    found: Option<AhoCorasick>,
}

impl<K: Copy> Lookup<K> {
    /// Makes the lists ready.
    pub(super) fn of(lists: &'static BTreeMap<K, Vec<String>>) -> Self {
        let words: Vec<(K, &str)> =
            lists.iter().flat_map(|(key, words)| words.iter().map(move |word| (*key, word.as_str()))).collect();
        let whole = words.iter().enumerate().map(|(at, (_, word))| (*word, at)).collect();
        let found = AhoCorasick::new(words.iter().map(|(_, word)| word)).ok();
        Self { words, whole, found }
    }

    /// The list whose word fits a text best, and that word: the whole text (3), its end (2), somewhere in it where the
    /// word has several characters (1), none below `least`; then the longer word, then the later one.
    pub(super) fn hit(&self, text: &str, least: u8) -> Option<(K, &'static str)> {
        if let Some(at) = self.whole.get(text) {
            return self.words.get(*at).copied();
        }
        if least > 2 {
            return None;
        }
        let inside = self.found.iter().flat_map(|found| found.find_overlapping_iter(text)).filter_map(|found| {
            let (_, word) = self.words.get(found.pattern().as_usize())?;
            let how = if found.end() == text.len() {
                2
            } else if word.chars().nth(1).is_some() {
                1
            } else {
                return None;
            };
            (how >= least).then_some((how, word.len(), found.pattern()))
        });
        inside.max().and_then(|(_, _, at)| self.words.get(at.as_usize()).copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_goes_before_the_end_and_the_end_before_the_middle() {
        let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let lists = BTreeMap::from([(1, list(&["目標", "率", "実施"])), (2, list(&["目標値", "値", "実施"]))]);
        let lookup = Lookup::of(Box::leak(Box::new(lists)));
        for (text, least, wanted) in [
            ("目標", 3, Some((1, "目標"))),
            ("目標値", 1, Some((2, "目標値"))),
            ("数値目標", 2, Some((1, "目標"))),
            ("数値目標", 3, None),
            ("目標値の率", 1, Some((1, "率"))),
            ("目標値の設定", 1, Some((2, "目標値"))),
            ("値の設定", 1, None),
            ("実施", 1, Some((2, "実施"))),
            ("", 1, None),
        ] {
            assert_eq!(lookup.hit(text, least), wanted, "{text} {least}");
        }
    }
}
