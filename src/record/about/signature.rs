//! Lines that sign a document: a date, a municipality, an office, words of issue, and nothing else.
//!
//! ```text
//! 令和6年3月 策定 青葉市 企画政策部 企画課
//! 公表日:令和6年9月30日
//! 若草村総務課
//! ```

use crate::lexicon;
use crate::text::{Carry, Dated, Found, Text, periods};
use std::ops::Range;

/// Shortest name of a municipality that the list does not have, in characters: 都市 in 都市整備課 is none.
const SHORTEST: usize = 3;
/// Longest line that signs, in characters.
const LONGEST: usize = 48;

/// What a line that signs says.
#[derive(Debug, Clone, Default)]
pub struct Signature {
    /// The date, on which nothing but its label stands.
    pub date: Option<Found<Dated>>,
    /// The municipality, in bytes of the line.
    pub municipality: Option<Range<usize>>,
    /// The office, in bytes of the line.
    pub office: Option<Range<usize>>,
}

/// What a line says, where it signs.
pub fn of(line: &Text) -> Option<Signature> {
    let s = line.as_str();
    if s.chars().count() > LONGEST || s.contains(['。', '\t']) {
        return None;
    }
    let dates = periods(s, &mut Carry::default());
    let date = match dates.as_slice() {
        [] => None,
        [only] if !only.value.comparison => Some(only.clone()),
        _ => return None,
    };
    let mut signature = Signature { date, ..Signature::default() };
    let cut = signature.date.as_ref().map_or(0..0, |date| date.range.clone());
    for part in [0..cut.start, cut.end..s.len()] {
        for word in words(s, part) {
            sign(s, word, &mut signature)?;
        }
    }
    let says = signature.date.is_some() || signature.municipality.is_some() && signature.office.is_some();
    says.then_some(signature)
}

/// The words of a stretch, by spaces, brackets and colons.
fn words(s: &str, part: Range<usize>) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut from = part.start;
    for (at, c) in s.get(part.clone()).unwrap_or_default().char_indices() {
        if c.is_whitespace() || "():/".contains(c) {
            words.push(from..part.start + at);
            from = part.start + at + c.len_utf8();
        }
    }
    words.push(from..part.end);
    words.retain(|word| !word.is_empty());
    words
}

/// Takes a word into the signature; none where it is no part of one.
fn sign(s: &str, word: Range<usize>, signature: &mut Signature) -> Option<()> {
    let rest = &s[word.clone()];
    let skipped = rest.len() - lexicon::without_issue_word(rest).len();
    let word = word.start + skipped..word.end;
    let rest = &s[word.clone()];
    if rest.is_empty() {
        return Some(());
    }
    let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
    let is_name = |name: &str| name.chars().count() >= SHORTEST || lexicon::by_name(name, None).is_some();
    let municipal = ends.filter(|end| lexicon::is_municipal(&rest[..*end]) && is_name(&rest[..*end]));
    let named = municipal.filter(|end| *end == rest.len() || is_office(&rest[*end..])).max();
    let office = match named.filter(|_| signature.municipality.is_none()) {
        Some(end) => {
            signature.municipality = Some(word.start..word.start + end);
            word.start + end..word.end
        }
        None => word,
    };
    if office.is_empty() {
        return Some(());
    }
    if !is_office(&s[office.clone()]) {
        return None;
    }
    signature.office = Some(signature.office.as_ref().map_or(office.start, |first| first.start)..office.end);
    Some(())
}

fn is_office(words: &str) -> bool {
    let plain = !words.contains(|c: char| c.is_ascii_digit() || "【】[]<>・".contains(c));
    plain && lexicon::is_office(words) && lexicon::document_kind(words).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn a_line_signs_with_date_municipality_and_office() {
        for (line, wanted) in [
            ("令和6年3月 策定 青葉市 企画政策部 企画課", Some((true, "青葉市", "企画政策部 企画課"))),
            ("令和6年8月 青葉市企画部地方創生室", Some((true, "青葉市", "企画部地方創生室"))),
            ("令和7年3月 策定青葉村 総務企画課", Some((true, "青葉村", "総務企画課"))),
            ("令和7年3月青葉町企画課", Some((true, "青葉町", "企画課"))),
            ("公表日:令和6年9月30日", Some((true, "", ""))),
            ("若草村総務課", Some((false, "若草村", "総務課"))),
            ("令和6年3月の取組", None),
            ("青葉市総合計画", None),
            ("都市整備課", None),
            ("整備箇所 30か所(令和8年度)", None),
            ("令和6年度の主な事業を企画課が進めます。", None),
        ] {
            let mut text = Text::default();
            line.char_indices().for_each(|(at, c)| text.push(c, Span::new(at as u32, (at + c.len_utf8()) as u32)));
            let part = |range: &Option<Range<usize>>| range.clone().map_or("", |range| &line[range]).to_owned();
            let read = of(&text).map(|read| (read.date.is_some(), part(&read.municipality), part(&read.office)));
            let wanted = wanted.map(|(dated, name, office)| (dated, name.to_owned(), office.to_owned()));
            assert_eq!(read, wanted, "{line}");
        }
    }
}
