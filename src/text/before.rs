//! Words before a figure that belong to it: 約, のべ, 各課, 年.

use super::cursor::{is_blank, is_kanji, is_katakana};
use super::numeral::is_numeral;
use super::units::UNITS;

/// Steps back over 約, のべ and the like, which belong to the raw alone.
pub(crate) fn approximate(text: &str, at: usize, floor: usize) -> usize {
    let own = text.get(floor..at).unwrap_or_default();
    let own = own.strip_suffix(is_blank).unwrap_or(own);
    let ends = |w: &&String| own.ends_with(w.as_str());
    // 予約5件 is no 約5件.
    match UNITS.approximate.iter().find(ends) {
        Some(word) if !UNITS.approximate_unless.iter().any(|w| ends(&w)) => floor + own.len() - word.len(),
        _ => at,
    }
}

/// What a figure is counted for (各課, 年, 一人), and where that begins.
pub(crate) fn per(text: &str, at: usize, floor: usize) -> Option<(usize, String)> {
    let at = approximate(text, at, floor);
    let own = text.get(floor..at)?;
    let own = own.strip_suffix(is_blank).unwrap_or(own);
    let words = &UNITS.per;
    let bare = words.links.iter().find_map(|link| own.strip_suffix(link.as_str())).unwrap_or(own);
    let bare = bare.strip_suffix(is_blank).unwrap_or(bare);
    if let Some((from, word)) = each(bare) {
        return Some((floor + from, word));
    }
    let linked = words.strong_links.iter().find_map(|link| own.strip_suffix(link.as_str()));
    if let Some((base, crowd)) =
        linked.and_then(|base| Some((base, words.crowds.iter().find(|w| base.ends_with(w.as_str()))?)))
        && !base
            .strip_suffix(crowd.as_str())
            .is_some_and(|head| head.ends_with(is_numeral) || head.ends_with(|c: char| c.is_ascii_digit()))
    {
        return Some((floor + base.len() - crowd.len(), crowd.clone()));
    }
    for word in words.words.iter().chain(&words.alone) {
        let Some(head) = bare.strip_suffix(word.as_str()) else {
            continue;
        };
        let single = words.alone.contains(word);
        // 昨年3人 and 平日2回 count for no year or day; 5年間100人 has a figure there,
        // and 4月に2回 a date.
        let inside = |c: char| c.is_ascii_digit() || (single && is_kanji(c));
        // 前年度 9,800万円 is an amount of that year.
        let relative = words.not_after.iter().any(|w| head.ends_with(w.as_str()));
        let dated = || words.dating_links.iter().any(|link| own.ends_with(link.as_str()));
        if relative || head.ends_with(inside) || (single && bare.len() != own.len() && dated()) {
            return None;
        }
        return Some((floor + head.len(), word.clone()));
    }
    None
}

/// Characters of a noun and of 各 before it, at most.
const LONGEST_EACH: usize = 7;

/// 各課, 各小学校: 各 and a noun of at most six characters that can be counted for.
fn each(before: &str) -> Option<(usize, String)> {
    let words = &UNITS.per;
    let own = before.char_indices().rev().take(LONGEST_EACH);
    let (start, _) = own.take_while(|(_, c)| is_kanji(*c) || is_katakana(*c) || words.each_kana.contains(c)).last()?;
    let from = start + before.get(start..)?.rfind(words.each_head.as_str())?;
    let word = before.get(from..)?;
    let fits = |w: &String| word.len() > words.each_head.len() && word.ends_with(w.as_str());
    words.each.iter().any(fits).then(|| (from, word.to_owned()))
}
