//! The line of a data file that decided something, to be shown to who asks why.

use super::forms::FormField;
use super::roles::{Role, TEXT};
use serde::Serialize;

/// The data file of roles, from the project's root.
const FILE: &str = "lexicon/roles.toml";

/// A list of words in `lexicon/roles.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// Names of columns.
    Role(Role),
    /// Labels of forms.
    Form(FormField),
    /// A line of `lexicon/labels.tsv` or of the user's file, which [`super::Lexicon::cited`] looks up.
    Label {
        /// Its number, from 1.
        line: u32,
        /// The role that it tells.
        role: Role,
        /// Whether it is the user's.
        own: bool,
    },
}

/// A word of the lexicon that decided something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The list that holds it.
    pub list: List,
    /// The word; empty where the line of the list tells it.
    pub word: &'static str,
}

/// Where a word of the lexicon stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cited {
    /// File, from the project's root; that of the user as it was named.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Section and list: `roles.initiative`.
    pub list: String,
    /// The word.
    pub word: String,
}

impl Entry {
    /// Where the word stands in its file.
    pub(super) fn cited(self) -> Cited {
        let (section, key) = match self.list {
            List::Role(role) => ("roles", spelled(&role)),
            List::Form(field) => ("form", spelled(&field)),
            List::Label { role, .. } => ("labels", spelled(&role)),
        };
        let head = format!("[{section}]");
        let opens = format!("{key} = ");
        let lines = TEXT.lines().enumerate().skip_while(|(_, line)| line.trim() != head);
        let line = lines.into_iter().find(|(_, line)| line.starts_with(&opens)).map_or(0, |(at, _)| at + 1);
        Cited { file: FILE.to_owned(), line, list: format!("{section}.{key}"), word: self.word.to_owned() }
    }
}

/// The name of a list as the file spells it.
pub(super) fn spelled<T: Serialize>(key: &T) -> String {
    serde_json::to_value(key).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{column_entry, form_entry};

    #[test]
    fn a_word_is_found_on_its_line() {
        for (entry, list) in [
            (column_entry("取組項目").unwrap().1, "roles.initiative"),
            (form_entry("応募団体名").unwrap(), "form.publisher"),
        ] {
            let cited = entry.cited();
            assert_eq!(cited.list, list);
            let line = TEXT.lines().nth(cited.line - 1).unwrap();
            assert!(line.contains(&format!("\"{}\"", cited.word)), "{line}");
        }
    }
}
