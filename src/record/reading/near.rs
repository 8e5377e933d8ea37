//! Tables that are nearly read: what they look like, what was missing, and which label would make records of them.
//!
//! A table looks like one of a plan where two of its labels tell two things that plans and reports say, one of them
//! something that only they say; or where one label does, and beside it stand offices, sentences or figures; or where no
//! label is known and offices stand beside names and sentences. What would make
//! records is found by trying: a label of which no word is known is taken for known in each role that its values fit.

use super::label::Label;
use super::look::Profile;
use super::senses::{Around, Column};
use super::{ACCEPT, Matter, Missing, Reading, Sense, columns, judged};
use crate::lexicon::{self, Fact, How, Look, Role};
use crate::record::reading::region::Region;

/// Roles of which a word in a label is a sign of a plan or a report.
const OF_PLANS: [Role; 6] =
    [Role::Initiative, Role::Target, Role::Indicator, Role::Baseline, Role::Activity, Role::NextStep];
/// Roles that stand beside them.
const BESIDE: [Role; 5] = [Role::Department, Role::Result, Role::Partner, Role::Issue, Role::Description];
/// From this weight on a word is no accident.
const SURE: i32 = 200;
/// Of the values of a column more than so many in a hundred decide what it looks like.
const MOST: usize = 50;
/// Fewest values that say something in a column that counts by its looks.
const FEWEST: usize = 2;
/// A label that is taken for known, in hundredths of a nat.
const KNOWN: i32 = 420;
/// Roles that are tried for a label.
const TRIED: usize = 4;
/// Labels that are tried, and taken for known together.
const LABELS: usize = 8;
const TOGETHER: usize = 3;
/// Of two labels that would do nearly as well the one further left names the rows.
const LATER: i32 = 30;

/// A table that was nearly read.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Near {
    /// Number of the table in the document, from 1.
    pub table: u32,
    /// Whom its records would speak of.
    pub matter: Matter,
    /// What they would say.
    pub roles: Vec<Role>,
    /// What speaks for it, in hundredths of a nat.
    pub sum: i32,
    /// What was missing.
    pub missing: Missing,
    /// Labels without a known word and the roles with which the table would be read; none where no label would do.
    pub wanted: Vec<(String, Role)>,
}

impl Near {
    /// How far it is from records.
    pub fn needed(&self) -> i32 {
        ACCEPT
    }

    /// What it was read as, in English and Japanese: initiatives with targets, departments.
    pub fn read_as(&self) -> (String, String) {
        let (of, of_ja) = match self.matter {
            Matter::Initiative => ("initiatives", "取組"),
            Matter::Indicator => ("indicators", "指標"),
        };
        let roles: Vec<String> = self.roles.iter().map(|role| role.name().replace('_', " ")).collect();
        if roles.is_empty() {
            (of.to_owned(), of_ja.to_owned())
        } else {
            (format!("{of} with {}", roles.join(", ")), of_ja.to_owned())
        }
    }
}

/// How a region that gave no records was nearly read; none where it does not look like one of a plan or a report.
pub fn of(region: &Region<'_>, around: &Around) -> Option<Near> {
    let reading = super::of(region.clone(), around)?;
    let missing = reading.missing?;
    let columns = columns(&reading.region, reading.titles, reading.head);
    let near = like_a_plan(&columns).then(|| Near {
        table: region.table.number,
        matter: reading.matter,
        roles: roles(&reading),
        sum: reading.sum,
        missing,
        wanted: Vec::new(),
    })?;
    Some(wanted(&reading, columns, around).unwrap_or(near))
}

/// What a reading says of its subjects beside their names.
fn roles(reading: &Reading<'_>) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::new();
    for way in &reading.senses {
        if let Sense::Role(role) = way.sense
            && (OF_PLANS.contains(&role) || BESIDE.contains(&role) || matches!(role, Role::Schedule | Role::Budget))
            && !reading.matter.names(role)
            && !roles.contains(&role)
        {
            roles.push(role);
        }
    }
    roles
}

fn like_a_plan(columns: &[Column]) -> bool {
    if columns.len() < 2 || columns.iter().any(|column| lexicon::is_foreign(column.label.text.as_str())) {
        return false;
    }
    let best = |column: &Column| column.label.senses.first().copied().filter(|fact| fact.weight >= SURE);
    let told: Vec<Fact> = columns.iter().filter_map(best).collect();
    if told.iter().any(|fact| matches!(fact.role, Role::Foreign | Role::Demand)) {
        return false;
    }
    let strong = |fact: &&Fact| OF_PLANS.contains(&fact.role);
    let sides = |fact: &&Fact| BESIDE.contains(&fact.role);
    let mut distinct: Vec<Role> =
        told.iter().filter(|fact| strong(fact) || sides(fact)).map(|fact| fact.role).collect();
    distinct.sort_unstable();
    distinct.dedup();
    let looks = |profile: &Profile, looks: &[Look]| profile.said >= FEWEST && profile.share(looks) > MOST;
    let unknown = |column: &&Column| column.label.senses.is_empty();
    let office = |column: &&Column| unknown(column) || best(column).is_some_and(|fact| fact.role == Role::Department);
    let offices = columns.iter().filter(office).any(|column| looks(&column.profile, &[Look::Office]));
    let words = [Look::Plan, Look::Later, Look::Name];
    let sentences = columns.iter().filter(unknown).any(|column| looks(&column.profile, &words[..2]));
    let others = columns.iter().filter(unknown).filter(|column| looks(&column.profile, &words)).count();
    let any = told.iter().any(|fact| OF_PLANS.contains(&fact.role));
    let figures = open(columns).any(|(_, column)| looks(&column.profile, &[Look::Figure, Look::Money]));
    let measured = told.iter().any(|fact| matches!(fact.role, Role::Indicator | Role::Target | Role::Baseline));
    any && (distinct.len() >= 2 || offices || sentences) || measured && figures || offices && others >= 2
}

/// The labels that are not known, by their column.
pub(super) fn open(columns: &[Column]) -> impl Iterator<Item = (usize, &Column)> {
    columns.iter().enumerate().filter(|(_, column)| is_open(column))
}

fn is_open(column: &Column) -> bool {
    is_unknown(&column.label)
}

/// Whether a label has words and none of them is known.
pub(super) fn is_unknown(label: &Label) -> bool {
    label.senses.is_empty()
        && !label.long
        && label.words.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && !label.words.contains(|c: char| c.is_ascii_digit())
        && !lexicon::is_total(&label.words)
}

/// The fewest labels, taken for known, with which the table would be read.
fn wanted(reading: &Reading<'_>, mut columns: Vec<Column>, around: &Around) -> Option<Near> {
    let heads = (reading.titles, reading.head);
    let kind = super::kind::kind_column(&reading.region, reading.head);
    let mut wanted: Vec<(String, Role)> = Vec::new();
    for _ in 0..TOGETHER {
        let mut best: Option<(bool, i32, usize, Role)> = None;
        let tried: Vec<usize> = open(&columns).map(|(col, _)| col).take(LABELS).collect();
        for col in tried {
            for role in fitting(&columns[col].profile) {
                columns[col].label.senses.push(told(role));
                for matter in [Matter::Initiative, Matter::Indicator] {
                    let made = judged(&reading.region, heads, &columns, (matter, kind), around);
                    let found = (made.missing.is_none(), made.sum - col as i32 * LATER, col, role);
                    if best.is_none_or(|best| (found.0, found.1) > (best.0, best.1)) {
                        best = Some(found);
                    }
                }
                columns[col].label.senses.pop();
            }
        }
        let (done, _, col, role) = best?;
        columns[col].label.senses.push(told(role));
        wanted.push((columns[col].label.words.clone(), role));
        if done {
            let (matter, sum, missing) = (reading.matter, reading.sum, reading.missing?);
            return Some(Near {
                table: reading.region.table.number,
                matter,
                roles: roles(reading),
                sum,
                missing,
                wanted,
            });
        }
    }
    None
}

fn told(role: Role) -> Fact {
    Fact { role, how: How::Whole, weight: KNOWN, line: 0, length: 0, own: true }
}

/// The roles that values fit best.
pub(super) fn fitting(profile: &Profile) -> Vec<Role> {
    let mut fits: Vec<(i32, Role)> =
        Role::ALL.into_iter().map(|role| (profile.fits(role), role)).filter(|(weight, _)| *weight > 0).collect();
    fits.sort_by_key(|(weight, role)| (-weight, *role));
    fits.into_iter().map(|(_, role)| role).take(TRIED).collect()
}
