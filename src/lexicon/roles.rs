//! Names of columns, fields and sections, and what stands under them (`lexicon/roles.toml`,
//! `lexicon/sections.toml`).

use super::parse;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a column, a field or a caption holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
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
    /// Remarks.
    Remark,
}

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

type Words = Vec<String>;

#[derive(Deserialize)]
struct Roles {
    roles: BTreeMap<Role, Words>,
    measures: BTreeMap<String, Words>,
    form: BTreeMap<FormField, Words>,
    part: BTreeMap<FormPart, Words>,
    due: BTreeMap<String, Words>,
    issued: BTreeMap<String, Words>,
    plan_period: BTreeMap<String, Words>,
    words: BTreeMap<String, Words>,
}

/// A field of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormField {
    /// The municipality.
    Publisher,
    /// Its prefecture.
    Prefecture,
    /// The name of the initiative.
    Title,
    /// A class to choose.
    Category,
    /// The office.
    Department,
    /// What the initiative is about.
    Overview,
    /// What was reached.
    Result,
    /// What is special about it.
    Feature,
    /// What comes next.
    NextStep,
    /// Who takes part.
    Partner,
}

/// A part of a form's field, headed in 【 】.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormPart {
    /// The whole in short.
    Overview,
    /// How it came about.
    History,
    /// The issues to solve.
    Issue,
}

#[derive(Deserialize)]
struct Sections {
    sections: BTreeMap<SectionKind, Words>,
    kinds: BTreeMap<String, Words>,
    offices: BTreeMap<String, Words>,
}

static ROLES: LazyLock<Roles> = LazyLock::new(|| parse("roles.toml", include_str!("../../lexicon/roles.toml")));
static SECTIONS: LazyLock<Sections> =
    LazyLock::new(|| parse("sections.toml", include_str!("../../lexicon/sections.toml")));

/// A lexicon word and how well it fits: whole, at the end, somewhere; then by its length.
fn fit(text: &str, word: &str) -> Option<(u8, usize)> {
    let how = if text == word {
        3
    } else if text.ends_with(word) {
        2
    } else if word.chars().count() > 1 && text.contains(word) {
        1
    } else {
        return None;
    };
    Some((how, word.len()))
}

fn best<K: Copy>(text: &str, lists: &BTreeMap<K, Words>, least: u8) -> Option<K> {
    let hits = lists.iter().flat_map(|(key, words)| words.iter().filter_map(|word| Some((fit(text, word)?, *key))));
    hits.filter(|((how, _), _)| *how >= least).max_by_key(|(rank, _)| *rank).map(|(_, key)| key)
}

/// The text without spaces: headers are set with spaces to fill their cell (`担 当 課`).
fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What stands under a column header, wherever in the header the word is.
pub fn role_of(header: &str) -> Option<Role> {
    best(&squeeze(header), &ROLES.roles, 1)
}

/// What stands under a header of a column. A word of names inside a longer phrase (取組への活用) heads no names.
pub fn column_role(header: &str) -> Option<Role> {
    let role = role_of(header)?;
    let words = squeeze(header);
    let outer = words.split(['(', '【']).next().unwrap_or(&words);
    let names = ROLES.roles.get(&role).into_iter().flatten();
    let edge = |word: &String| {
        outer.starts_with(word.as_str()) || words.ends_with(word.as_str()) || outer.ends_with(word.as_str())
    };
    (role != Role::Initiative || names.into_iter().any(edge)).then_some(role)
}

/// What a label or caption stands for: the word must be the whole label or its end.
pub fn label_role(label: &str) -> Option<Role> {
    best(&squeeze(label), &ROLES.roles, 3)
}

/// Longest heading that only says what stands below it, in characters.
const LONGEST_CAPTION: usize = 12;

/// Whether a heading only says what stands below it (取組結果, 数値目標) and names nothing.
pub fn is_caption(heading: &str) -> bool {
    let heading = squeeze(heading);
    heading.chars().count() <= LONGEST_CAPTION && best(&heading, &ROLES.roles, 2).is_some()
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

fn ends_with_any(text: &str, words: Option<&Words>) -> bool {
    words.is_some_and(|words| words.iter().any(|word| text.ends_with(word.as_str())))
}

fn contains_any(text: &str, words: Option<&Words>) -> bool {
    words.is_some_and(|words| words.iter().any(|word| text.contains(word.as_str())))
}

fn equals_any(text: &str, words: Option<&Words>) -> bool {
    words.is_some_and(|words| words.iter().any(|word| text == word.as_str()))
}

/// The field of a form that a label names, wherever in the label the word is.
pub fn form_field(label: &str) -> Option<FormField> {
    best(&squeeze(label), &ROLES.form, 1)
}

/// The field of a form that a label names as a whole or by its end.
pub fn form_field_at_end(label: &str) -> Option<FormField> {
    best(&squeeze(label), &ROLES.form, 2)
}

/// A form's label that a line begins with, followed by a space and the value: field and the byte
/// length of the label.
pub fn form_label(line: &str) -> Option<(FormField, usize)> {
    let end = line.find(' ').unwrap_or(line.len());
    let label = &line[..end];
    let field = ROLES.form.iter().find(|(_, words)| words.iter().any(|word| word == label));
    field.map(|(field, _)| (*field, end))
}

/// The part of a form's field that a heading in 【 】 names.
pub fn form_part(heading: &str) -> Option<FormPart> {
    best(&squeeze(heading), &ROLES.part, 1)
}

/// Whether a label names a due date (目標年度).
pub fn is_due_label(label: &str) -> bool {
    equals_any(&squeeze(label), ROLES.due.get("labels"))
}

/// Whether a label stands before the date of issue (策定日).
pub fn is_issue_label(label: &str) -> bool {
    equals_any(&squeeze(label), ROLES.issued.get("labels"))
}

/// Whether a label stands before the plan's own period (計画期間).
pub fn is_plan_period_label(label: &str) -> bool {
    equals_any(&squeeze(label), ROLES.plan_period.get("labels"))
}

/// Where in a header the plan's own period is named by reference (取組期間中), in bytes.
pub fn plan_period_reference(header: &str) -> Option<std::ops::Range<usize>> {
    let words = ROLES.plan_period.get("references")?;
    words.iter().find_map(|word| header.find(word.as_str()).map(|at| at..at + word.len()))
}

/// The unit of money that a header names (千円).
pub fn money_unit(header: &str) -> Option<&'static str> {
    let words = ROLES.words.get("money")?;
    words.iter().find(|word| header.contains(word.as_str())).map(String::as_str)
}

/// Whether the text says 再掲.
pub fn says_restated(text: &str) -> bool {
    contains_any(text, ROLES.words.get("restated"))
}

/// Whether the words behind a figure make it the measure of another (1日当たり, 5年間で).
pub fn is_rate(behind: &str) -> bool {
    ROLES.words.get("rates").is_some_and(|words| words.iter().any(|word| behind.starts_with(word.as_str())))
}

/// Whether a header names a deadline (期限).
pub fn says_deadline(header: &str) -> bool {
    contains_any(header, ROLES.words.get("deadline"))
}

/// Whether the text announces (予定, 見込).
pub fn says_planned(text: &str) -> bool {
    contains_any(text, ROLES.words.get("planned"))
}

/// Whether a cell says that there is nothing (なし, －).
pub fn says_none(text: &str) -> bool {
    equals_any(&squeeze(text), ROLES.words.get("none"))
}

/// Whether a header stands over names of anything (項目): what stands beside it must tell more.
pub fn is_vague(header: &str) -> bool {
    let (header, vague) = (squeeze(header), ROLES.words.get("vague"));
    let names = ROLES.roles.get(&Role::Initiative).into_iter().flatten();
    let plain = names.filter(|word| !vague.is_some_and(|vague| vague.contains(word)));
    ends_with_any(&header, vague) && !plain.into_iter().any(|word| header.ends_with(word.as_str()))
}

/// Whether the words of a header belong to a table of another kind than plans and reports (入札参加業者).
pub fn is_foreign(header: &str) -> bool {
    contains_any(&squeeze(header), ROLES.words.get("foreign"))
}

/// Whether a row sums up those above it (合計).
pub fn is_total(label: &str) -> bool {
    equals_any(&squeeze(label), ROLES.words.get("totals"))
}

/// Whether a sentence says that there is nothing to tell (取組はありません).
pub fn denies(sentence: &str) -> bool {
    says_none(sentence) || ends_with_any(squeeze(sentence).trim_end_matches('。'), ROLES.words.get("denials"))
}

/// The name of a fund without the words that head all of them (財源内訳).
pub fn fund_name(header: &str) -> &str {
    let heads = ROLES.words.get("fund_heads").into_iter().flatten();
    heads.into_iter().find_map(|head| header.strip_prefix(head.as_str())).unwrap_or(header).trim()
}

/// Whether a clause aims at something (めざします, よう努めます).
pub fn says_aim(clause: &str) -> bool {
    contains_any(clause, ROLES.words.get("aims"))
}

/// Whether a heading speaks of what was done before the plan (これまでの取組).
pub fn says_past(heading: &str) -> bool {
    contains_any(&squeeze(heading), ROLES.words.get("past"))
}

/// Whether a line only names a part of a document (本文, 概要版).
pub fn is_part(line: &str) -> bool {
    equals_any(&squeeze(line), ROLES.words.get("parts"))
}

/// Whether a line is only the number of a sheet or an annex (様式2, 別紙1).
pub fn is_sheet_number(line: &str) -> bool {
    let line = squeeze(line);
    let words = ROLES.words.get("sheets");
    words.is_some_and(|words| {
        words.iter().any(|word| {
            line.strip_prefix(word.as_str())
                .is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || "-号第()".contains(c)))
        })
    })
}

/// Whether a heading announces a roadmap, whose bars a text cannot hold.
pub fn is_roadmap(heading: &str) -> bool {
    contains_any(heading, SECTIONS.sections.get(&SectionKind::Roadmap))
}

/// What a section is about.
pub fn section_kind(heading: &str) -> Option<SectionKind> {
    best(&squeeze(heading), &SECTIONS.sections, 1)
}

/// Whether a heading is exactly the name of a section.
pub fn is_section(heading: &str, kind: SectionKind) -> bool {
    equals_any(&squeeze(heading), SECTIONS.sections.get(&kind))
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

/// The name of an office has at least so many characters; what is shorter is a part of one.
const SHORTEST_OFFICE: usize = 3;

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

/// Whether a name ends as the names of municipalities do.
pub fn is_municipal(name: &str) -> bool {
    ends_with_any(name, SECTIONS.offices.get("municipal"))
}

/// The words for the head of a municipality (市長), as they stand after its name.
pub fn is_head_of(word: &str) -> bool {
    equals_any(word, SECTIONS.offices.get("heads"))
}
