//! Labels of forms, and headings inside their fields (`lexicon/roles.toml`).

use super::cite::{Entry, List};
use super::lookup::Lookup;
use super::roles::ROLES;
use crate::text::squeeze;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// A field of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FormPart {
    /// The whole in short.
    Overview,
    /// How it came about.
    History,
    /// The issues to solve.
    Issue,
}

static FIELDS: LazyLock<Lookup<FormField>> = LazyLock::new(|| Lookup::of(&ROLES.form));
static PARTS: LazyLock<Lookup<FormPart>> = LazyLock::new(|| Lookup::of(&ROLES.part));

/// The field of a form that a label names, wherever in the label the word is.
pub fn form_field(label: &str) -> Option<FormField> {
    FIELDS.hit(&squeeze(label), 1).map(|(field, _)| field)
}

/// The field of a form that a label names as a whole or by its end.
pub fn form_field_at_end(label: &str) -> Option<FormField> {
    FIELDS.hit(&squeeze(label), 2).map(|(field, _)| field)
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
    PARTS.hit(&squeeze(heading), 1).map(|(part, _)| part)
}

/// The word of the lexicon that tells the field of a form which a label names.
pub fn form_entry(label: &str) -> Option<Entry> {
    let label = squeeze(label.split('(').next().unwrap_or(label));
    FIELDS.hit(&label, 2).map(|(field, word)| Entry { list: List::Form(field), word })
}
