//! The repairs that are made to a damaged text or table, each by its name. None changes a quote.

/// A repair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// A row whose leading empty cell was lost moved back to the right.
    RowShifted,
    /// HTML and Markdown left in a text taken out.
    Residue,
    /// A cell merged with the one above filled with its text.
    CellMerged,
    /// A header printed again dropped.
    HeaderRepeated,
    /// Radicals (⽇, ⻑) read as the ideographs they stand for.
    Radicals,
    /// A row cut by the end of a page joined again.
    RowSplit,
}

impl Rule {
    /// All of them, in the order of their codes.
    pub const ALL: [Rule; 6] =
        [Rule::RowShifted, Rule::Residue, Rule::CellMerged, Rule::HeaderRepeated, Rule::Radicals, Rule::RowSplit];

    /// Its name on the command line and in the findings.
    pub fn name(self) -> &'static str {
        match self {
            Rule::RowShifted => "shifted-row",
            Rule::Residue => "html-residue",
            Rule::CellMerged => "merged-cell",
            Rule::HeaderRepeated => "repeated-header",
            Rule::Radicals => "radicals",
            Rule::RowSplit => "split-row",
        }
    }

    /// The code of the findings that log it.
    pub fn code(self) -> &'static str {
        match self {
            Rule::RowShifted => "R001",
            Rule::Residue => "R002",
            Rule::CellMerged => "R003",
            Rule::HeaderRepeated => "R004",
            Rule::Radicals => "R005",
            Rule::RowSplit => "R006",
        }
    }
}

/// Which repairs are made: all, unless some are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Repairs {
    left_out: Vec<Rule>,
}

impl Repairs {
    /// All repairs but some.
    pub fn without(left_out: &[Rule]) -> Self {
        Self { left_out: left_out.to_vec() }
    }

    /// Whether a repair is made.
    pub fn makes(&self, rule: Rule) -> bool {
        !self.left_out.contains(&rule)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_codes_are_distinct() {
        for (at, rule) in Rule::ALL.iter().enumerate() {
            for other in Rule::ALL.iter().take(at) {
                assert!(rule.name() != other.name() && rule.code() != other.code());
            }
        }
    }

    #[test]
    fn all_are_made_unless_left_out() {
        assert!(Rule::ALL.iter().all(|rule| Repairs::default().makes(*rule)));
        assert!(!Repairs::without(&[Rule::Radicals]).makes(Rule::Radicals));
    }
}
