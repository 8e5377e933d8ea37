//! What a Japanese reader knows, as data: the files of `lexicon/`, read once.
//!
//! A fact is one line of a data file that names its source; code in here only looks facts up.

mod checks;
mod cite;
mod forms;
mod glyphs;
mod grammar;
mod labels;
mod looks;
mod lookup;
mod municipality;
mod own;
mod pages;
mod roles;
mod sections;
mod signs;
mod typesetting;
mod words;

pub use checks::{
    adds_up, has_lookalike, is_composition, is_dash_like, is_kanji_numeral, is_kept, is_listed, is_no_addend,
    is_open_list, is_optional_kana, kana_size, looks_like, may_be_unit, without_negative,
};
pub use cite::{Cited, Entry, List};
pub use forms::{FormField, FormPart, form_entry, form_field, form_field_at_end, form_label, form_part};
pub use glyphs::{GlyphOrder, glyph_order, glyph_order_left_out, has_glyph_order};
pub use grammar::{
    before_date, behind_date, goes_on, happens, heads_line, is_attributive, is_comparison, is_ditto, is_note_head,
    is_undated, leads_from, leads_to, limits, note_number, noun_of, repeats_above, says_plan,
};
pub use labels::{Fact, How};
pub use looks::{Look, Verb, fit, is_grade, is_organisation, is_sign, is_tag, order, ticked, verb};
pub use municipality::{Municipality, by_name, check_digit, mentions};
pub use own::{Fault, Lexicon, line_for};
pub use pages::bare_page_number;
pub use roles::{
    Role, column_entry, is_caption, is_caption_row, is_measure, label_entry, label_role, role_entry, role_of,
};
pub use sections::{
    SectionKind, announces_measures, counted_measure, counted_name, counts_inner_part, document_kind, is_action,
    is_beside, is_counted_pillar, is_head_of, is_matter, is_municipal, is_office, is_roadmap, is_section, offices_part,
    section_kind,
};
pub use typesetting::{
    begins_as_caption, closes_bracket, counts, is_bar_dot, is_bar_end, is_bar_line, is_bar_tip, label_brackets,
    leader_dots, never_begins_line, opens_bracket, stands_before_figure,
};
pub use words::{
    brackets_are_negative, counted_edition, denies, ends_as_total, first_of_year, fund_name, heads_years, introduces,
    is_aspect, is_beside_cost, is_body, is_due_label, is_foreign, is_indicator_kind, is_issue_label, is_limit,
    is_money_title, is_part, is_part_of_row, is_plan_period_label, is_rate, is_sheet_number, is_statistic, is_topic,
    is_total, is_unit_line, is_vague, money_unit, plan_period_named, plan_period_reference, says_aim, says_begin,
    says_deadline, says_none, says_past, says_planned, says_present, says_restated, says_start, speaks_of,
    speaks_of_others, speaks_of_signs, unit_words, without_issue_word, without_name_word, without_note,
    without_unit_label,
};

use crate::text::Rank;
use rustc_hash::FxHashMap;
use signs::Signs;
use std::sync::LazyLock;

/// Reads a data file of the lexicon.
///
/// # Panics
/// Where the file does not parse: it is part of the program, and every test reads it.
#[expect(clippy::panic, reason = "a lexicon that does not parse is a broken build, not damaged input")]
fn parse<T: serde::de::DeserializeOwned>(name: &str, text: &str) -> T {
    toml::from_str(text).unwrap_or_else(|error| panic!("lexicon/{name}: {error}"))
}

#[derive(serde::Deserialize)]
struct Marks {
    head: String,
    section: String,
    part: String,
    sub: String,
    note: String,
    arrow: String,
    lead: String,
    particles: Signs,
    before_figure: Vec<String>,
    ties: Vec<String>,
    untied: Vec<String>,
    leads: Vec<String>,
    tails: Vec<String>,
}

static MARKS: LazyLock<Marks> = LazyLock::new(|| parse("marks.toml", include_str!("../../lexicon/marks.toml")));

static RANKS: LazyLock<FxHashMap<char, Rank>> = LazyLock::new(|| {
    let lists = [
        (&MARKS.head, Rank::Head),
        (&MARKS.sub, Rank::Sub),
        (&MARKS.note, Rank::Note),
        (&MARKS.arrow, Rank::Arrow),
        (&MARKS.lead, Rank::Lead),
    ];
    lists.iter().flat_map(|(signs, rank)| signs.chars().map(|c| (c, *rank))).collect()
});

static RADICALS: LazyLock<FxHashMap<char, char>> = LazyLock::new(|| {
    let lines = include_str!("../../lexicon/radicals.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| Some((line.chars().next()?, line.split('\t').nth(1)?.chars().next()?))).collect()
});

/// What a sign does where it opens a line or an item.
pub fn mark_rank(c: char) -> Option<Rank> {
    RANKS.get(&c).copied()
}

/// Whether a text is nothing but one arrow, which leads from what stands before it to what follows.
pub fn is_arrow(text: &str) -> bool {
    let mut signs = text.chars();
    signs.next().is_some_and(arrow_sign) && signs.next().is_none()
}

/// Whether a sign is an arrow.
pub fn arrow_sign(c: char) -> bool {
    MARKS.arrow.contains(c) || MARKS.lead.contains(c)
}

/// Whether a sign heads a section of a page.
pub fn heads_section(sign: &str) -> bool {
    MARKS.section.contains(sign)
}

/// Whether a sign heads a part of a section.
pub fn heads_part(sign: &str) -> bool {
    MARKS.part.contains(sign)
}

/// The ideograph that a radical stands for in Japanese text, where NFKC does not say so.
pub fn radical(c: char) -> Option<char> {
    RADICALS.get(&c).copied()
}

/// Whether a character is a case particle that never ends a phrase.
pub fn is_particle(c: char) -> bool {
    MARKS.particles.contains(c)
}

/// A text without the words that stand before a figure and belong to it (のべ, 約).
pub fn from_figure(text: &str) -> &str {
    MARKS.before_figure.iter().find_map(|word| text.strip_prefix(word.as_str())).unwrap_or(text)
}

/// A name without the word that ties it to its figure (を, において).
pub fn without_tie(name: &str) -> &str {
    if MARKS.untied.iter().any(|word| name.ends_with(word.as_str())) {
        return name;
    }
    MARKS.ties.iter().find_map(|tie| name.strip_suffix(tie.as_str())).unwrap_or(name)
}

/// A clause without the word that ties it to the date before it (において, までに).
pub fn without_lead(clause: &str) -> &str {
    MARKS.leads.iter().find_map(|lead| clause.strip_prefix(lead.as_str())).unwrap_or(clause)
}

/// Whether a text begins with a word that closes a list (`等`) and nothing else before the next
/// space or bracket.
pub fn is_tail(text: &str) -> bool {
    let word = text.split([' ', '(', '、', '。', ')']).next().unwrap_or_default();
    MARKS.tails.iter().any(|tail| tail == word)
}
