//! The names and codes of Japan's prefectures, municipalities and wards.
//!
//! `lexicon/municipalities.csv` holds the 全国地方公共団体コード of the 47 prefectures,
//! the 1,741 municipalities (Tokyo's special wards among them) and the wards of the
//! designated cities, 1,963 rows. Source: 総務省's code list by way of
//! code4fukui/localgovjp (CC0), state of July 2026; 浜松市's wards in it are still the
//! seven from before 1 January 2024.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

/// One row of the code list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Municipality {
    /// 全国地方公共団体コード: six digits, the last of them a check digit.
    pub code: String,
    /// The prefecture, with its 都道府県 (`大阪府`).
    pub prefecture: String,
    /// The name with its 市区町村 (`高槻市`); empty for a prefecture; city and ward
    /// with one ASCII space between them for a designated city's ward (`札幌市 中央区`).
    pub name: String,
    /// The reading in hiragana; empty where the list has none.
    pub kana: String,
}

impl Municipality {
    /// The name as the list has it; a prefecture's is the prefecture.
    fn label(&self) -> &str {
        if self.name.is_empty() { &self.prefecture } else { &self.name }
    }
}

/// A spelling that stands in texts, and the name it means.
struct Spelling {
    printed: String,
    name: &'static str,
    /// A designated city and its ward, together.
    ward: bool,
    prefecture: bool,
}

/// A row that a spelling may mean.
struct Meaning {
    row: &'static Municipality,
    /// The spelling is the row's whole name, not a ward's without its city.
    whole: bool,
}

/// What finds a row or a name in the list.
struct List {
    by_spelling: HashMap<String, Vec<Meaning>>,
    /// Spellings by their first character, the longest first.
    by_first: BTreeMap<char, Vec<Spelling>>,
    prefectures: Vec<&'static str>,
}

static ROWS: LazyLock<Vec<Municipality>> = LazyLock::new(read_rows);
static LIST: LazyLock<List> = LazyLock::new(List::build);

#[expect(clippy::expect_used, reason = "the list is compiled in; a test reads every row")]
fn read_rows() -> Vec<Municipality> {
    csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .from_reader(include_bytes!("../../lexicon/municipalities.csv").as_slice())
        .deserialize()
        .collect::<Result<_, _>>()
        .expect("lexicon/municipalities.csv: code,prefecture,name,kana in every row")
}

/// Every row, in the order of the codes.
#[must_use]
#[cfg(test)]
pub fn all() -> &'static [Municipality] {
    &ROWS
}

/// The sixth digit of a code, from its first five: 6, 5, 4, 3 and 2 times the digits
/// are summed, and eleven less the sum's rest modulo 11 gives it (its last digit
/// where that has two). Source: 総務省 全国地方公共団体コード.
/// None unless `first_five` is five ASCII digits.
#[must_use]
pub fn check_digit(first_five: &str) -> Option<char> {
    if first_five.len() != 5 {
        return None;
    }
    let mut sum = 0;
    for (c, weight) in first_five.chars().zip([6, 5, 4, 3, 2]) {
        sum += c.to_digit(10)? * weight;
    }
    char::from_digit((11 - sum % 11) % 10, 10)
}

/// The municipality, ward or prefecture of that name, or none where the list has no
/// such name, or has several and `prefecture` (`大阪府`; None when unknown) does not
/// tell them apart: `府中市` is in 東京都 and in 広島県, `中央区` in ten cities.
///
/// The name must be whole (`高槻市`, not `高槻`). A ward of a designated city goes by
/// `札幌市中央区` or `札幌市 中央区`; `ヶ` and `ケ` are the same; the prefecture and the
/// county may stand before the name (`広島県府中市`, `安芸郡府中町`).
#[must_use]
pub fn by_name(name: &str, prefecture: Option<&str>) -> Option<&'static Municipality> {
    let name = name.trim();
    let prefecture = prefecture.map(str::trim).filter(|p| !p.is_empty());
    if let Some(meanings) = LIST.by_spelling.get(name) {
        return the_only(meanings, prefecture);
    }
    let printed = LIST.prefectures.iter().find(|p| name.starts_with(**p));
    if let Some(&printed) = printed {
        return match prefecture {
            Some(other) if other != printed => None,
            _ => in_prefecture(name[printed.len()..].trim_start(), Some(printed)).filter(|row| !row.name.is_empty()),
        };
    }
    in_prefecture(name, prefecture)
}

/// The row that a name means without its prefecture, but maybe with its county.
fn in_prefecture(name: &str, prefecture: Option<&str>) -> Option<&'static Municipality> {
    if let Some(meanings) = LIST.by_spelling.get(name) {
        return the_only(meanings, prefecture);
    }
    let (county, town) = name.split_once('郡')?;
    let is_county = !county.is_empty() && town.ends_with(['町', '村']);
    let meanings = LIST.by_spelling.get(town).filter(|_| is_county)?;
    the_only(meanings, prefecture)
}

fn the_only(meanings: &[Meaning], prefecture: Option<&str>) -> Option<&'static Municipality> {
    let mut there = meanings.iter().filter(|m| prefecture.is_none_or(|p| p == m.row.prefecture));
    let first = there.next()?;
    (first.whole && there.next().is_none()).then_some(first.row)
}

/// Every place in `text` where the name of a municipality, a designated city's ward
/// (with its city) or a prefecture is printed: its bytes in `text`, and the name as
/// the list has it, which [`by_name`] takes. In reading order, without overlaps;
/// `大阪府堺市` gives two. Linear in the length of `text`.
///
/// The longest name wins (`東広島市` is no `広島市`). A name right after another
/// ideograph is taken for the end of some longer name that is not in the list
/// (`大森町` is no `森町`), unless a prefecture, a county, another name, a count such
/// as `令和5年度` or `第2次`, or a word such as `中核市` stands there. A name whose last character belongs to
/// the next word (`市場`, `市町村`, `区域`) is none.
#[must_use]
pub fn mentions(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut found: Vec<(Range<usize>, &'static str)> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let follows_name = found.last().is_some_and(|(range, _)| range.end == at);
        let hit = LIST.by_first.get(&c).and_then(|spellings| {
            let begun = spellings.iter().filter_map(|s| s.stem_in(rest)).max();
            spellings.iter().take_while(|s| Some(s.printed.len()) >= begun).find(|s| {
                rest.strip_prefix(s.printed.as_str()).is_some_and(|after| {
                    (s.prefecture || follows_name || may_begin_after(&text[..at])) && may_end_before(&s.printed, after)
                })
            })
        });
        match hit {
            Some(spelling) => {
                let end = at + spelling.printed.len();
                found.push((at..end, spelling.name));
                at = end;
            }
            None => at += c.len_utf8(),
        }
    }
    found
}

impl Spelling {
    /// The bytes of the name without its last character, where the text has those
    /// (`東村山` for `東村山市`): no shorter name is meant there.
    fn stem_in(&self, rest: &str) -> Option<usize> {
        let mut chars = self.printed.chars();
        let _ = chars.next_back();
        let stem = chars.as_str();
        (!self.ward && rest.starts_with(stem)).then_some(stem.len())
    }
}

/// What follows a number and may stand right before a name.
const COUNTERS: &[&str] = &["年度", "年", "月", "日", "次", "期", "回", "版", "章", "節", "号", "部"];

/// Words that may stand right before a name.
const BEFORE: &[&str] = &["中核市", "指定都市", "政令市", "特例市", "同県", "同府", "現在"];

/// Whether a name can begin after the text `before`.
fn may_begin_after(before: &str) -> bool {
    let mut back = before.chars().rev();
    let Some(last) = back.next() else {
        return true;
    };
    let joined = back.next();
    let joins = match last {
        'ヶ' | 'ケ' | 'ノ' => joined.is_some_and(|c| is_ideograph(c) || c.is_numeric()),
        _ => is_ideograph(last),
    };
    if !joins {
        return true;
    }
    let county = last == '郡' && joined.is_some_and(|c| c.is_alphabetic());
    let counted = |word: &str| {
        let number = before.strip_suffix(word);
        number.is_some_and(|n| n.ends_with(is_numeral))
    };
    county
        || LIST.prefectures.iter().any(|p| before.ends_with(p))
        || BEFORE.iter().any(|word| before.ends_with(word))
        || COUNTERS.iter().any(|word| counted(word))
}

/// Whether the name can end before the text `after`, or whether its last character
/// opens another word.
fn may_end_before(name: &str, after: &str) -> bool {
    let opens = |words: &[&str]| words.iter().any(|w| after.starts_with(w));
    match name.chars().next_back() {
        Some('市') => !opens(&["場", "街", "町村", "区町村"]) || opens(&["場所"]),
        Some('区') => !opens(&["域", "間", "分", "画", "市町村"]),
        Some('町') => !opens(&["村"]),
        Some('都') => !opens(&["市"]) || opens(&["市町村", "市区町村", "市長会"]),
        _ => true,
    }
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '々' | '〆' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９') || "元一二三四五六七八九十".contains(c)
}

impl List {
    fn build() -> Self {
        let mut list = Self { by_spelling: HashMap::new(), by_first: BTreeMap::new(), prefectures: Vec::new() };
        for row in ROWS.iter() {
            if row.name.is_empty() {
                list.prefectures.push(&row.prefecture);
                list.add(row, row.prefecture.clone());
                continue;
            }
            for name in with_either_ke(&row.name) {
                if let Some((city, ward)) = name.split_once(' ') {
                    list.add(row, format!("{city}{ward}"));
                    list.add(row, format!("{city}\u{3000}{ward}"));
                    let part = Meaning { row, whole: false };
                    list.by_spelling.entry(ward.to_owned()).or_default().push(part);
                }
                list.add(row, name);
            }
        }
        for spellings in list.by_first.values_mut() {
            spellings.sort_by(|a, b| {
                let longest = b.printed.len().cmp(&a.printed.len());
                longest.then_with(|| a.printed.cmp(&b.printed))
            });
            spellings.dedup_by(|a, b| a.printed == b.printed);
        }
        list
    }

    /// Takes in a spelling of the row's whole name.
    fn add(&mut self, row: &'static Municipality, printed: String) {
        if let Some(first) = printed.chars().next() {
            self.by_first.entry(first).or_default().push(Spelling {
                printed: printed.clone(),
                name: row.label(),
                ward: row.name.contains(' '),
                prefecture: row.name.is_empty(),
            });
        }
        let meaning = Meaning { row, whole: true };
        self.by_spelling.entry(printed).or_default().push(meaning);
    }
}

/// The name with ヶ and with ケ, which texts use alike; once where it has neither.
fn with_either_ke(name: &str) -> Vec<String> {
    let mut spellings = vec![name.replace('ケ', "ヶ"), name.replace('ヶ', "ケ")];
    spellings.dedup();
    spellings
}

#[cfg(test)]
#[path = "municipality_tests.rs"]
mod tests;
