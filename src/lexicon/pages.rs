//! Words that stand with the number of a page (`lexicon/pages.toml`).

use super::parse;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Pages {
    before: Vec<String>,
    after: Vec<String>,
    of: Vec<String>,
}

static PAGES: LazyLock<Pages> = LazyLock::new(|| parse("pages.toml", include_str!("../../lexicon/pages.toml")));

/// The text without the words that may stand around a page's number, and without the total behind it.
pub fn bare_page_number(text: &str) -> &str {
    let behind = PAGES.before.iter().filter_map(|word| text.strip_prefix(word.as_str()));
    let text = behind.min_by_key(|rest| rest.len()).unwrap_or(text);
    let before = PAGES.after.iter().filter_map(|word| text.strip_suffix(word.as_str()));
    let text = before.min_by_key(|rest| rest.len()).unwrap_or(text);
    let number = |total: &str| !total.is_empty() && total.bytes().all(|b| b.is_ascii_digit());
    let parts = PAGES.of.iter().filter_map(|word| text.split_once(word.as_str()));
    parts.into_iter().find(|(_, total)| number(total)).map_or(text, |(page, _)| page)
}
