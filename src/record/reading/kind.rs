//! Columns that say of each row what its figures are.

use super::region::Region;
use crate::lexicon::{self, Lexicon, Role};
use crate::page::squeeze;

/// What a cell says of the figures of its row.
pub fn row_role(text: &str, lexicon: &Lexicon) -> Option<Role> {
    let bare = squeeze(text);
    let bare = bare.trim_start_matches(|c: char| ('\u{2460}'..='\u{2473}').contains(&c) || "・(".contains(c));
    let told = |fact: &lexicon::Fact| {
        matches!(fact.how, lexicon::How::Whole | lexicon::How::End)
            && matches!(
                fact.role,
                Role::Target
                    | Role::Result
                    | Role::Rate
                    | Role::Demand
                    | Role::Activity
                    | Role::Baseline
                    | Role::Budget
                    | Role::Funding
                    | Role::Schedule
            )
    };
    lexicon.senses(bare).into_iter().find(told).map(|fact| fact.role)
}

/// The column that says of each row what its values are (目標 / 実績, 計画 / 事業費, 見込量 / 確保量).
pub fn kind_column(region: &Region<'_>, head: usize) -> Option<usize> {
    (0..region.width()).find(|col| {
        let (mut known, mut other) = (0, 0);
        let mut roles: Vec<Role> = Vec::new();
        let mut words: Vec<String> = Vec::new();
        for row in head..region.height() {
            let square = &region.squares[row][*col];
            if square.text.is_blank()
                || square.goes_on
                || region.title(row).is_some()
                || lexicon::is_total(square.text.as_str())
            {
                continue;
            }
            let text = squeeze(square.text.as_str());
            match row_role(&text, region.lexicon).filter(|_| text.chars().count() <= LONGEST_KIND) {
                Some(role) => {
                    known += 1;
                    roles.push(role);
                    words.push(text);
                }
                None => other += 1,
            }
        }
        roles.sort_unstable();
        roles.dedup();
        words.sort_unstable();
        words.dedup();
        let apart = roles.len() >= 2 && (words.len() <= 6 || known <= 6);
        let figures = [Role::Target, Role::Result, Role::Demand, Role::Budget];
        apart && known > other * 4 && roles.iter().any(|role| figures.contains(role))
    })
}

/// Longest word that says what the values of a row are, in characters.
const LONGEST_KIND: usize = 10;
