//! Whether the rows of a table are believed to be initiatives: a column of names alone is no evidence.

use super::columns::Column;
use crate::lexicon::{self, Role};
use crate::table::Table;
use crate::text::Text;
use std::collections::BTreeSet;

/// Of the names at most this part may read as cut sentences: three in four must be names.
const MOST_CUT: usize = 4;

/// Roles that say something of an initiative beside its name.
const COMPANIONS: [Role; 12] = [
    Role::Description,
    Role::Activity,
    Role::Target,
    Role::Indicator,
    Role::Baseline,
    Role::Result,
    Role::Schedule,
    Role::Department,
    Role::Partner,
    Role::NextStep,
    Role::Budget,
    Role::Funding,
];

/// Roles of figures: a column of items with nothing else is a list of what is counted.
const FIGURES: [Role; 3] = [Role::Target, Role::Baseline, Role::Result];

/// Roles of labels that only a plan or a report has.
const OF_PLANS: [Role; 5] = [Role::Initiative, Role::Target, Role::Indicator, Role::Baseline, Role::Activity];

/// Roles of headers that a year may stand before.
const OF_FIGURES: [Role; 4] = [Role::Target, Role::Indicator, Role::Baseline, Role::Result];

/// Fewest labels that make a table look like one of a plan: each says something else, one of them something that only
/// plans and reports say.
const FEWEST_LABELS: usize = 2;

/// Most labels that are shown.
const MOST_LABELS: usize = 6;

/// Why rows are no initiatives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Nothing stands beside the names that a plan or a report says of an initiative.
    NamesAlone,
    /// What should be names are lines of running text.
    RunningText,
    /// The headers are those of a table of another kind: bids, votes.
    OtherKind,
}

/// Why the rows of a table with a column of names are not believed to be initiatives; `None` where they are.
pub fn doubt(table: &Table, columns: &[Column]) -> Option<Doubt> {
    let name = columns.iter().rposition(|column| *column == Column::Role(Role::Initiative))?;
    let header = table.header.get(name).map_or("", |cell| cell.text.as_str());
    if table.header.iter().any(|cell| lexicon::is_foreign(cell.text.as_str())) {
        return Some(Doubt::OtherKind);
    }
    let said = said(table, columns);
    // 項目 heads a column of anything; what stands beside it must tell twice that it is an initiative.
    let needed = if lexicon::is_vague(header) { 2 } else { 1 };
    let described = said.contains(&Role::Description) && said.len() <= needed && needed > 1;
    let drawn = table.rows.iter().any(|row| !row.bars.is_empty()) || staged(table, columns);
    if !drawn && (said.len() < needed || described) {
        return Some(Doubt::NamesAlone);
    }
    let names: Vec<&Text> =
        table.column(name).filter(|cell| !cell.merged && !cell.text.is_blank()).map(|cell| &cell.text).collect();
    let cut = names.iter().filter(|name| is_cut(name.as_str())).count();
    (cut * MOST_CUT > names.len()).then_some(Doubt::RunningText)
}

/// The labels, in the header or before the rows, by which a table looks like one of a plan or report; none where it does
/// not.
pub fn plan_labels(table: &Table) -> Vec<&str> {
    if table.header.iter().any(|cell| lexicon::is_foreign(cell.text.as_str())) {
        return Vec::new();
    }
    let before = table.rows.iter().filter_map(|row| row.cells.first()).filter(|cell| !cell.merged);
    let before = before.map(|cell| (cell, lexicon::label_role(cell.text.as_str())));
    // A header of figures may have more words (令和6年度目標).
    let header = table.header.iter().map(|cell| {
        let words = cell.text.as_str();
        let longer = || lexicon::role_of(words).filter(|role| OF_FIGURES.contains(role) && lexicon::is_caption(words));
        (cell, lexicon::label_role(words).or_else(longer))
    });
    let mut labels: Vec<(Role, &str)> = Vec::new();
    for (cell, role) in header.chain(before) {
        let label = cell.text.as_str().trim();
        let role = role.filter(|role| *role == Role::Initiative || COMPANIONS.contains(role));
        if let Some(role) = role.filter(|_| labels.iter().all(|(_, known)| *known != label)) {
            labels.push((role, label));
        }
    }
    let roles: BTreeSet<Role> = labels.iter().map(|(role, _)| *role).collect();
    let of_plans = |(role, label): &(Role, &str)| OF_PLANS.contains(role) && !lexicon::is_vague(label);
    if roles.len() < FEWEST_LABELS || !labels.iter().any(of_plans) {
        return Vec::new();
    }
    labels.into_iter().map(|(_, label)| label).take(MOST_LABELS).collect()
}

/// Whether a column of names heads a list of what is counted: 項目 with figures beside it and nothing else.
pub fn counts_items(table: &Table, columns: &[Column]) -> bool {
    let name = columns.iter().rposition(|column| *column == Column::Role(Role::Initiative));
    let vague = name.and_then(|name| table.header.get(name)).is_some_and(|cell| lexicon::is_vague(cell.text.as_str()));
    let said = said(table, columns);
    // An office beside aims with what they start from is in charge of the figure (推進者).
    let figures = |role: &Role| FIGURES.contains(role) || *role == Role::Department && said.contains(&Role::Baseline);
    vague && said.contains(&Role::Target) && said.iter().all(figures)
}

/// The companions that say something in at least one row.
fn said(table: &Table, columns: &[Column]) -> BTreeSet<Role> {
    let says =
        |col: usize| table.column(col).any(|cell| !cell.text.is_blank() && !lexicon::says_none(cell.text.as_str()));
    let roles = columns.iter().enumerate().filter_map(|(col, column)| match column {
        Column::Role(role) if COMPANIONS.contains(role) && says(col) => Some(*role),
        _ => None,
    });
    roles.collect()
}

/// Columns headed by years, with words in them: what is done in each.
fn staged(table: &Table, columns: &[Column]) -> bool {
    let words = |col: usize| table.column(col).any(|cell| cell.text.as_str().contains(char::is_alphabetic));
    let years = (0..columns.len()).filter(|col| columns[*col] == Column::Measure);
    years.filter(|col| words(*col)).count() >= 2
}

/// A line that breaks off inside a sentence, or that begins inside one.
fn is_cut(name: &str) -> bool {
    let name = name.trim();
    let begins = lexicon::goes_on(name);
    let ends = name.chars().next_back().is_some_and(lexicon::is_particle) || name.ends_with('、');
    begins || ends || name.contains('。') && name.chars().count() > crate::page::LONGEST_NAME
}
