//! Words that the checks of figures need: what can be listed, what adds up, what is kept.

use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Checks {
    listed: Vec<String>,
    open_list: Vec<String>,
    totals: Vec<String>,
    parts: Vec<String>,
    compositions: Vec<String>,
    keeps: Vec<String>,
    lookalikes: Vec<String>,
}

static CHECKS: LazyLock<Checks> =
    LazyLock::new(|| super::parse("checks.toml", include_str!("../../lexicon/checks.toml")));

/// Whether things counted by this unit can be listed by name (29業務).
pub fn is_listed(unit: &str) -> bool {
    CHECKS.listed.iter().any(|listed| listed == unit)
}

/// Whether a list says that it does not name everything (等).
pub fn is_open_list(text: &str) -> bool {
    CHECKS.open_list.iter().any(|word| text.contains(word.as_str()))
}

/// Whether a row's label says that it adds up the rows above (合計).
pub fn adds_up(label: &str) -> bool {
    CHECKS.totals.iter().any(|total| total == label)
}

/// Whether a row's label says that it is no plain part of the sum (小計, うち).
pub fn is_no_addend(label: &str) -> bool {
    CHECKS.parts.iter().any(|part| label.contains(part.as_str()))
}

/// Whether a column's header says that its percentages make up the whole (構成比).
pub fn is_composition(header: &str) -> bool {
    CHECKS.compositions.iter().any(|word| header.contains(word.as_str()))
}

/// Whether a target is to be kept rather than reached (維持).
pub fn is_kept(text: &str) -> bool {
    CHECKS.keeps.iter().any(|word| text.contains(word.as_str()))
}

/// The character that stands for all that look like this one; itself where none do.
pub fn looks_like(c: char) -> char {
    let alike = CHECKS.lookalikes.iter().find(|alike| alike.contains(c));
    alike.and_then(|alike| alike.chars().next()).unwrap_or(c)
}
