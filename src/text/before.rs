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
        if relative || head.ends_with(inside) || (single && bare.len() != own.len() && own.ends_with(['に', 'で'])) {
            return None;
        }
        return Some((floor + head.len(), word.clone()));
    }
    None
}

/// 各課, 各小学校: 各 and a noun of at most six characters that can be counted for.
fn each(before: &str) -> Option<(usize, String)> {
    let (from, _) = before
        .char_indices()
        .rev()
        .take(7)
        .take_while(|(_, c)| is_kanji(*c) || is_katakana(*c) || *c == 'か')
        .find(|(_, c)| *c == '各')?;
    let word = before.get(from..)?;
    let fits = |w: &String| word.len() > '各'.len_utf8() && word.ends_with(w.as_str());
    UNITS.per.each.iter().any(fits).then(|| (from, word.to_owned()))
}
