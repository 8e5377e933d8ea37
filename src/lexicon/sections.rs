//! Names of sections, kinds of documents, offices and municipalities (`lexicon/sections.toml`).

use super::lookup::Lookup;
use super::parse;
use super::roles::{Words, contains_any, ends_with_any, is_any};
use crate::text::squeeze;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a section is about, from its heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// 目次.
    Contents,
    /// 用語集.
    Glossary,
    /// 取組み状況.
    Status,
    /// はじめに, 背景, 課題, 参考資料.
    Background,
    /// 基本方針, 施策.
    Measures,
    /// ロードマップ.
    Roadmap,
}

#[derive(Deserialize)]
struct Sections {
    sections: BTreeMap<SectionKind, Words>,
    headings: BTreeMap<String, Words>,
    kinds: BTreeMap<String, Words>,
    offices: BTreeMap<String, Words>,
}

static SECTIONS: LazyLock<Sections> =
    LazyLock::new(|| parse("sections.toml", include_str!("../../lexicon/sections.toml")));

static NAMES: LazyLock<Lookup<SectionKind>> = LazyLock::new(|| Lookup::of(&SECTIONS.sections));

/// What a section is about.
pub fn section_kind(heading: &str) -> Option<SectionKind> {
    NAMES.hit(&squeeze(heading), 1).map(|(kind, _)| kind)
}

/// Whether a heading is exactly the name of a section.
pub fn is_section(heading: &str, kind: SectionKind) -> bool {
    is_any(heading, SECTIONS.sections.get(&kind))
}

/// Whether a heading ends with a word for measures or their roadmap (具体的施策, 今後の取組).
pub fn announces_measures(heading: &str) -> bool {
    let heading = squeeze(heading);
    let words = heading.trim_end_matches([':', '】', ']', ')']);
    let kinds = [SectionKind::Measures, SectionKind::Roadmap];
    kinds.iter().any(|kind| ends_with_any(words, SECTIONS.sections.get(kind)))
}

/// The name of the document kind that a title tells, in the contract's spelling.
pub fn document_kind(title: &str) -> Option<&'static str> {
    let order = SECTIONS.kinds.get("order")?;
    let beneath = SECTIONS.headings.get("beneath");
    let names = |word: &str| {
        let mut behind = title.match_indices(word).map(|(at, word)| &title[at + word.len()..]);
        behind.any(|rest| !beneath.is_some_and(|words| words.iter().any(|word| rest.starts_with(word.as_str()))))
    };
    let told = |kind: &str| SECTIONS.kinds.get(kind).is_some_and(|words| words.iter().any(|word| names(word)));
    order.iter().find(|kind| told(kind)).map(String::as_str)
}

/// Whether a heading tells of a matter (背景, 推進体制) rather than name something to be done.
pub fn is_matter(heading: &str) -> bool {
    ends_with_any(&squeeze(heading), SECTIONS.headings.get("matters"))
}

/// Whether a heading ends with a noun of action (推進, 強化, 整備): it names something to be done.
pub fn is_action(heading: &str) -> bool {
    let heading = squeeze(heading);
    let tails = SECTIONS.headings.get("tails").into_iter().flatten();
    let noun = tails.into_iter().find_map(|tail| heading.strip_suffix(tail.as_str())).unwrap_or(&heading);
    ends_with_any(noun, SECTIONS.headings.get("actions"))
}

/// Whether a counter counts parts that stand in other counted parts (第1節).
pub fn counts_inner_part(sign: &str) -> bool {
    ends_with_any(sign, SECTIONS.headings.get("inner_parts"))
}

/// Whether a heading speaks of the plan itself, of an example or of something beside the plan.
pub fn is_beside(heading: &str) -> bool {
    contains_any(&squeeze(heading), SECTIONS.headings.get("beside"))
}

/// The word that counts a measure at the start of a heading, and the bytes of it with its number: `施策1 `, `重点対策② `, `【施策1】`.
pub fn counted_measure(heading: &str) -> Option<(&'static str, usize)> {
    let number = |c: char| c.is_ascii_digit() || ('\u{2460}'..='\u{2473}').contains(&c);
    let words = SECTIONS.headings.get("counted")?.iter();
    let counts = words.filter_map(|word| {
        let rest = heading.trim_start_matches(['【', '<', '〈', '[']).strip_prefix(word.as_str())?.trim_start();
        let name = rest.strip_prefix(number)?.trim_start_matches(|c: char| number(c) || "-.".contains(c));
        let name = name.trim_start_matches([' ', ':', ')', '.', '、', '】', '>', '〉', ']']);
        (!name.is_empty()).then_some((word.as_str(), heading.len() - name.len()))
    });
    counts.max_by_key(|(word, _)| word.len())
}

/// The word that counts a measure or a pillar at the start of a name, and the bytes of it with its number: `柱1 `,
/// `基本目標2 `, `施策①`.
pub fn counted_name(name: &str) -> Option<(&'static str, usize)> {
    let number = |c: char| {
        c.is_ascii_digit()
            || "IVX".contains(c)
            || ('\u{2460}'..='\u{2473}').contains(&c)
            || "一二三四五六七八九十".contains(c)
    };
    let words = ["counted", "pillars"].into_iter().filter_map(|list| SECTIONS.headings.get(list)).flatten();
    let counts = words.filter_map(|word| {
        let rest = name.trim_start_matches(['【', '<', '〈', '[']).strip_prefix(word.as_str())?.trim_start();
        let behind = rest.strip_prefix(number)?.trim_start_matches(|c: char| number(c) || "-.".contains(c));
        let behind = behind.trim_start_matches([' ', ':', ')', '.', '、', '】', '>', '〉', ']']);
        (!behind.is_empty()).then_some((word.as_str(), name.len() - behind.len()))
    });
    counts.max_by_key(|(word, _)| word.len())
}

/// Whether a heading begins with a word that counts pillars: `基本目標1 …`, `施策の方向II …`.
pub fn is_counted_pillar(heading: &str) -> bool {
    let counts = |rest: &str| rest.trim_start().starts_with(|c: char| c.is_ascii_digit() || "IVX①②③④⑤⑥⑦⑧⑨".contains(c));
    let mut words = SECTIONS.headings.get("pillars").into_iter().flatten();
    words.any(|word| heading.strip_prefix(word.as_str()).is_some_and(counts))
}

/// Whether a name ends as the names of offices do (市民税課, 福祉事務所).
pub fn is_office(name: &str) -> bool {
    name.chars().count() > 1 && ends_with_any(name, SECTIONS.offices.get("ends"))
}

/// Whether the words before and behind a line break name two offices: posts stand side by side, and so does an office
/// behind one that is not above it (`税務課` and `住民課`, but `総務部` with its `総務課`).
pub fn offices_part(before: &str, behind: &str) -> bool {
    let post = |name: &str| ends_with_any(name, SECTIONS.offices.get("posts"));
    let whole = |name: &str| name.chars().count() >= SHORTEST_OFFICE;
    let level = |name: &str| {
        let levels = ["level_1", "level_2", "level_3", "level_4"];
        levels.iter().position(|level| ends_with_any(name, SECTIONS.offices.get(*level)))
    };
    let beside = level(before).zip(level(behind)).is_some_and(|(before, behind)| behind <= before);
    post(before) && (post(behind) || level(behind).is_some()) || beside && whole(before) && whole(behind)
}

/// The name of an office has at least so many characters; what is shorter is a part of one.
const SHORTEST_OFFICE: usize = 3;

/// Whether a name ends as the names of municipalities do.
pub fn is_municipal(name: &str) -> bool {
    ends_with_any(name, SECTIONS.offices.get("municipal"))
}

/// The words for the head of a municipality (市長), as they stand after its name.
pub fn is_head_of(word: &str) -> bool {
    SECTIONS.offices.get("heads").is_some_and(|heads| heads.iter().any(|head| head == word))
}

/// Whether a heading announces a roadmap, whose bars a text cannot hold.
pub fn is_roadmap(heading: &str) -> bool {
    contains_any(heading, SECTIONS.sections.get(&SectionKind::Roadmap))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counted_headings() {
        let name = |heading: &'static str| counted_measure(heading).map(|(_, end)| &heading[end..]);
        assert_eq!(name("施策1 窓口の改革"), Some("窓口の改革"));
        assert_eq!(name("【施策2】マイナンバーカードの普及"), Some("マイナンバーカードの普及"));
        assert_eq!(name("施策の体系"), None);
        assert!(is_counted_pillar("基本目標I 安心して暮らせる") && is_counted_pillar("施策の方向2 働く場"));
        assert!(!is_counted_pillar("基本目標の考え方"));
    }

    #[test]
    fn names_of_actions() {
        assert!(is_action("事業者支援の一層の推進") && is_action("市場基盤の整備等"));
        assert!(!is_action("地域金融機関") && !is_action("資金"));
    }
}
