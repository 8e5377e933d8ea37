//! Columns that say of each row what its figures are.

use super::region::Region;
use crate::lexicon::{self, Lexicon, Role};
use crate::page::squeeze;

/// The words of a cell without the marks that count it (①量の見込み, 計 ②) and without a sum in brackets behind them
/// (差(②-①)).
pub fn uncounted(text: &str) -> String {
    let counts = |c: char| ('\u{2460}'..='\u{2473}').contains(&c);
    let words = squeeze(text);
    let words = words.trim_matches(|c: char| counts(c) || "・(".contains(c));
    let sum = |inside: &str| inside.contains(counts);
    match words.split_once('(') {
        Some((before, inside)) if !before.is_empty() && sum(inside) => before.to_owned(),
        _ => words.to_owned(),
    }
}

/// Whether a cell says that its row is reckoned from others (計, 差, 過不足).
pub fn is_reckoned(text: &str, words: &Lexicon) -> bool {
    let bare = uncounted(text);
    let whole = |fact: &lexicon::Fact| fact.role == Role::Remark && fact.how != lexicon::How::Inside;
    lexicon::is_total(&bare) || lexicon::is_part_of_row(&bare) || words.senses(&bare).first().is_some_and(whole)
}

/// What a cell says of the figures of its row.
pub fn row_role(text: &str, lexicon: &Lexicon) -> Option<Role> {
    let bare = uncounted(text);
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
    let before = bare.split_once('(').map_or(bare.as_str(), |(before, _)| before);
    [bare.as_str(), before]
        .into_iter()
        .find_map(|words| lexicon.senses(words).into_iter().find(told))
        .map(|fact| fact.role)
}

/// The column that says of each row what its values are (目標 / 実績, 計画 / 事業費, 見込量 / 確保量).
pub fn kind_column(region: &Region<'_>, head: usize) -> Option<usize> {
    (0..region.width()).find(|col| {
        let (mut known, mut other) = (0, 0);
        let mut roles: Vec<Role> = Vec::new();
        let mut words: Vec<String> = Vec::new();
        for row in head..region.height() {
            let square = &region.squares[row][*col];
            if square.text.is_blank() || square.goes_on || region.title(row).is_some() {
                continue;
            }
            let text = squeeze(square.text.as_str());
            let brief = text.chars().count() <= LONGEST_RECKONED;
            if brief && is_reckoned(&text, region.lexicon) {
                continue;
            }
            let kind = text.chars().count() <= LONGEST_KIND;
            match kind.then(|| row_role(&text, region.lexicon)).flatten() {
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

/// Longest words that say that a row is reckoned from others, in characters.
const LONGEST_RECKONED: usize = 20;
/// Longest word that says what the values of a row are, in characters.
const LONGEST_KIND: usize = 10;
