//! Names of columns and fields, and what stands under them (`lexicon/roles.toml`).

use super::cite::{Entry, List, spelled};
use super::forms::{FormField, FormPart};
use super::lookup::Lookup;
use super::parse;
use crate::text::{same_words, squeeze};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a column, a field or a caption holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A pillar or group that several rows share.
    Group,
    /// The document's own number.
    Code,
    /// The name of an initiative.
    Initiative,
    /// Prose that explains it.
    Description,
    /// What is done.
    Activity,
    /// What is to be reached.
    Target,
    /// What is counted.
    Indicator,
    /// The value to start from.
    Baseline,
    /// What happened.
    Result,
    /// When.
    Schedule,
    /// Who is in charge.
    Department,
    /// Who takes part.
    Partner,
    /// What comes next.
    NextStep,
    /// Money.
    Budget,
    /// Where money comes from.
    Funding,
    /// The unit of the row's figures.
    Unit,
    /// A term of a glossary.
    Term,
    /// What a term means.
    Definition,
    /// What stands in the way, or has still to be mended.
    Issue,
    /// How what was reached is judged.
    Rating,
    /// How much of an aim was reached, in parts of it.
    Rate,
    /// What sort of undertaking it is (新規, 継続).
    Tag,
    /// What is expected and not aimed at (量の見込み).
    Demand,
    /// What plans and reports do not record: people, accounts, fees, votes, bids.
    Foreign,
    /// Remarks.
    Remark,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 25] = [
        Self::Group,
        Self::Code,
        Self::Initiative,
        Self::Description,
        Self::Activity,
        Self::Target,
        Self::Indicator,
        Self::Baseline,
        Self::Result,
        Self::Schedule,
        Self::Department,
        Self::Partner,
        Self::NextStep,
        Self::Budget,
        Self::Funding,
        Self::Unit,
        Self::Term,
        Self::Definition,
        Self::Issue,
        Self::Rating,
        Self::Rate,
        Self::Tag,
        Self::Demand,
        Self::Foreign,
        Self::Remark,
    ];

    /// Its name, as data files spell it.
    pub fn name(self) -> String {
        spelled(&self)
    }
}

pub(super) type Words = Vec<String>;

/// The data file.
pub(super) const TEXT: &str = include_str!("../../lexicon/roles.toml");

#[derive(Deserialize)]
pub(super) struct Roles {
    pub(super) roles: BTreeMap<Role, Words>,
    measures: BTreeMap<String, Words>,
    pub(super) form: BTreeMap<FormField, Words>,
    pub(super) part: BTreeMap<FormPart, Words>,
    pub(super) due: BTreeMap<String, Words>,
    pub(super) issued: BTreeMap<String, Words>,
    pub(super) plan_period: BTreeMap<String, Words>,
    pub(super) words: BTreeMap<String, Words>,
}

pub(super) static ROLES: LazyLock<Roles> = LazyLock::new(|| parse("roles.toml", TEXT));

static ROLE_WORDS: LazyLock<Lookup<Role>> = LazyLock::new(|| Lookup::of(&ROLES.roles));

/// A role and the word of the lexicon that tells it.
fn entered(text: &str, least: u8) -> Option<(Role, Entry)> {
    ROLE_WORDS.hit(&squeeze(text), least).map(|(role, word)| (role, Entry { list: List::Role(role), word }))
}

/// What stands under a column header, wherever in the header the word is.
pub fn role_of(header: &str) -> Option<Role> {
    role_entry(header).map(|(role, _)| role)
}

/// [`role_of`], with the word that tells it.
pub fn role_entry(header: &str) -> Option<(Role, Entry)> {
    entered(header, 1)
}

/// What stands under a header of a column, with the word that tells it. A word of names inside a longer phrase
/// (取組への活用) heads no names.
pub fn column_entry(header: &str) -> Option<(Role, Entry)> {
    let (role, entry) = role_entry(header)?;
    let words = squeeze(header);
    let outer = words.split(['(', '【']).next().unwrap_or(&words);
    let names = ROLES.roles.get(&role).into_iter().flatten();
    let edge = |word: &String| {
        outer.starts_with(word.as_str()) || words.ends_with(word.as_str()) || outer.ends_with(word.as_str())
    };
    (role != Role::Initiative || names.into_iter().any(edge)).then_some((role, entry))
}

/// What a label or caption stands for: the word must be the whole label.
pub fn label_role(label: &str) -> Option<Role> {
    label_entry(label).map(|(role, _)| role)
}

/// [`label_role`], with the word that tells it.
pub fn label_entry(label: &str) -> Option<(Role, Entry)> {
    entered(label, 3)
}

/// Longest heading that only says what stands below it, in characters.
const LONGEST_CAPTION: usize = 12;

/// Whether a heading only says what stands below it (取組結果, 数値目標) and names nothing.
pub fn is_caption(heading: &str) -> bool {
    let heading = squeeze(heading);
    heading.chars().count() <= LONGEST_CAPTION && ROLE_WORDS.hit(&heading, 2).is_some()
}

/// The roles of a line that is nothing but captions of columns (`取組み予定 取組み実績 今後の対応`).
///
/// At least two words, each a caption, no role twice.
pub fn is_caption_row(line: &str) -> Option<Vec<Role>> {
    let roles: Option<Vec<Role>> = line.split_whitespace().map(label_role).collect();
    let roles = roles?;
    let mut once = roles.clone();
    once.sort();
    once.dedup();
    (roles.len() >= 2 && once.len() == roles.len()).then_some(roles)
}

/// Whether figures stand under a header that ends so (`オンライン申込率`).
pub fn is_measure(header: &str) -> bool {
    ends_with_any(&squeeze(header), ROLES.measures.get("ends"))
}

pub(super) fn ends_with_any(text: &str, words: Option<&Words>) -> bool {
    words.is_some_and(|words| words.iter().any(|word| text.ends_with(word.as_str())))
}

pub(super) fn contains_any(text: &str, words: Option<&Words>) -> bool {
    words.is_some_and(|words| words.iter().any(|word| text.contains(word.as_str())))
}

/// Whether a text, white space left out, is one of the words.
pub(super) fn is_any(text: &str, words: Option<&Words>) -> bool {
    words.is_some_and(|words| words.iter().any(|word| same_words(text, word)))
}
