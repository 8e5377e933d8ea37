//! A line of a page, as every reader gives it.

use super::Text;

/// One printed line, normalized, with what the page says about its surroundings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Number of the line in the source, from 1.
    pub number: u32,
    /// Page, from 1; `None` where the source does not tell pages apart.
    pub page: Option<u32>,
    /// The characters. A TAB stands between two cells of a row.
    pub text: Text,
    /// Blank lines between the line above and this one.
    pub blank_above: u32,
    /// White space before the first character, in characters.
    pub indent: u32,
    /// Whether the line ends its paragraph as far as the source tells: word processors leave a
    /// space where the paragraph mark stood. `None` where the source says nothing.
    pub closes: Option<bool>,
}
