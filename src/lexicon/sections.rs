//! Names of sections, kinds of documents, offices and municipalities (`lexicon/sections.toml`).

use super::parse;
use super::roles::{Words, best, contains_any, ends_with_any, equals_any, squeeze};
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
    kinds: BTreeMap<String, Words>,
    offices: BTreeMap<String, Words>,
}

static SECTIONS: LazyLock<Sections> =
    LazyLock::new(|| parse("sections.toml", include_str!("../../lexicon/sections.toml")));

/// What a section is about.
pub fn section_kind(heading: &str) -> Option<SectionKind> {
    best(&squeeze(heading), &SECTIONS.sections, 1)
}

/// Whether a heading is exactly the name of a section.
pub fn is_section(heading: &str, kind: SectionKind) -> bool {
    equals_any(&squeeze(heading), SECTIONS.sections.get(&kind))
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
    order.iter().find(|kind| contains_any(title, SECTIONS.kinds.get(kind.as_str()))).map(String::as_str)
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
    equals_any(word, SECTIONS.offices.get("heads"))
}

/// Whether a heading announces a roadmap, whose bars a text cannot hold.
pub fn is_roadmap(heading: &str) -> bool {
    contains_any(heading, SECTIONS.sections.get(&SectionKind::Roadmap))
}
