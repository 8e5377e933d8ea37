//! A set of characters that a data file lists in one string.

use rustc_hash::FxHashSet;
use serde::Deserialize;

/// Characters, looked up in a step: they are asked for every character of a page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "String")]
pub(super) struct Signs(FxHashSet<char>);

impl From<String> for Signs {
    fn from(signs: String) -> Self {
        signs.chars().collect()
    }
}

impl FromIterator<char> for Signs {
    fn from_iter<T: IntoIterator<Item = char>>(signs: T) -> Self {
        Self(signs.into_iter().collect())
    }
}

impl Signs {
    /// Whether a character is among them.
    pub(super) fn contains(&self, c: char) -> bool {
        self.0.contains(&c)
    }

    /// Each of them, in no order.
    #[cfg(test)]
    pub(super) fn iter(&self) -> impl Iterator<Item = char> {
        self.0.iter().copied()
    }
}
