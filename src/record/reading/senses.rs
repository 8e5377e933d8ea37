//! One meaning for each label, all of them together: what its words can mean, what its values look like, and what
//! stands beside it.

use super::label::Label;
use super::look::Profile;
use super::{Matter, Sense};
use crate::lexicon::{self, Fact, Look, Role};
use crate::text::PeriodUnit;
use jiff::civil::Date;

/// Every role that a column can have.
const ROLES: [Role; 24] = [
    Role::Group,
    Role::Code,
    Role::Initiative,
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
    Role::Unit,
    Role::Term,
    Role::Definition,
    Role::Issue,
    Role::Rating,
    Role::Rate,
    Role::Tag,
    Role::Demand,
    Role::Foreign,
];

/// A label whose words tell other roles.
const NO_WORD: i32 = -150;
/// A label of which no word is known: what stands below and beside it tells.
const UNKNOWN: i32 = -85;
/// Words beside a year that say no more than it (3年後, 時点), in characters at most.
const BRIEF: usize = 5;
/// A label without words.
const NO_LABEL: i32 = -70;
/// A year alone, for a role that years tell.
const YEAR_ALONE: i32 = -10;
/// What a year says where the time of the document is known: figures up to it were reached, figures beyond are aims.
const TENSE: i32 = 70;
/// A column of dates whose label is a year and whose values are none.
const UNDATED: i32 = -350;
/// A date in the label of a column that is not told year by year.
const DATED: i32 = -60;
/// A year alone, where a line above says what its figures are.
const SAID_ABOVE: i32 = 160;
/// Words and marks under a year.
const STAGE: i32 = 110;
/// The same where the label says that it plans, or is a stretch of the plan (短期).
const STAGE_TOLD: i32 = 260;
/// Years side by side that would say different things.
const UNLIKE: i32 = 150;
/// The first column names the rows.
const FIRST: i32 = 60;

/// What is known of a column before the others are looked at.
#[derive(Debug)]
pub struct Column {
    /// What stands over it.
    pub label: Label,
    /// What stands in it.
    pub profile: Profile,
}

/// What is known around a region.
#[derive(Debug, Clone, Copy, Default)]
pub struct Around {
    /// The time that the document speaks from.
    pub now: Option<Date>,
    /// What the caption or the nearest heading says of the figures below it: aims, or what was reached.
    pub says: Option<Role>,
    /// Whether a line above names a unit of money.
    pub money: bool,
    /// Whether the document reports what was done.
    pub reports: bool,
}

/// A meaning of a column, and what speaks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weighed {
    /// The meaning.
    pub sense: Sense,
    /// What speaks for it, in hundredths of a nat.
    pub weight: i32,
    /// The word of its label that tells it.
    pub word: Option<Fact>,
}

const UNREAD: Weighed = Weighed { sense: Sense::Unread, weight: 0, word: None };

/// The meanings that most speaks for, one a column, and their sum.
pub fn best(columns: &[Column], matter: Matter, around: &Around) -> (Vec<Weighed>, i32) {
    let around = &Around { now: around.now.or_else(|| told_time(columns)), ..*around };
    let ways: Vec<Vec<Weighed>> =
        columns.iter().enumerate().map(|(at, column)| of(column, at, matter, around)).collect();
    // For each way to read the last column the best sum so far, and the way of the column before that led to it.
    let mut sums: Vec<Vec<(i32, usize)>> = Vec::new();
    for (at, (column, column_at)) in ways.iter().zip(columns).enumerate() {
        let sum = |way: &Weighed| match at.checked_sub(1) {
            None => (way.weight, 0),
            Some(before) => {
                let from = |(nth, last): (usize, &Weighed)| {
                    (
                        sums[before][nth].0
                            + way.weight
                            + beside(last.sense, way.sense)
                            + alike(&columns[before], column_at, last, way),
                        nth,
                    )
                };
                ways[before]
                    .iter()
                    .enumerate()
                    .map(from)
                    .max_by_key(|(sum, nth)| (*sum, usize::MAX - nth))
                    .unwrap_or((0, 0))
            }
        };
        sums.push(column.iter().map(sum).collect());
    }
    let Some(last) = sums.last() else { return (Vec::new(), 0) };
    let (mut at, (total, _)) =
        last.iter().copied().enumerate().max_by_key(|(nth, (sum, _))| (*sum, usize::MAX - nth)).unwrap_or_default();
    let mut chosen = Vec::new();
    for col in (0..ways.len()).rev() {
        chosen.push(ways[col][at]);
        at = sums[col][at].1;
    }
    chosen.reverse();
    (chosen, total)
}

/// Years side by side without a word say the same of their rows; but what was reached may turn into aims.
fn alike(before: &Column, behind: &Column, last: &Weighed, way: &Weighed) -> i32 {
    let bare = |column: &Column| column.label.is_dated() && column.label.words.is_empty();
    let turns = last.sense == Sense::Role(Role::Result) && way.sense == Sense::Role(Role::Target);
    let unread = last.sense == Sense::Unread || way.sense == Sense::Unread;
    if !bare(before) || !bare(behind) || last.sense == way.sense || turns || unread { 0 } else { -UNLIKE }
}

/// The time that the labels themselves tell: a year before the first that is called an aim was reached, a year behind
/// the last that is called a value of today or of before is one to come.
fn told_time(columns: &[Column]) -> Option<Date> {
    let end = |column: &&Column| column.label.when.as_ref().and_then(|when| when.value.period.end());
    let told = |role: Role| {
        let sure = move |column: &&Column| column.label.tells(role).is_some_and(|fact| fact.weight >= SURE);
        columns.iter().filter(sure).filter_map(move |column| end(&column))
    };
    let before_aims = told(Role::Target).min().and_then(|aim| aim.yesterday().ok());
    before_aims.or_else(|| told(Role::Result).chain(told(Role::Baseline)).max())
}

/// From this weight on a word is sure.
const SURE: i32 = 110;

fn beside(before: Sense, behind: Sense) -> i32 {
    match (before, behind) {
        (Sense::Role(before), Sense::Role(behind)) => lexicon::order(before, behind),
        (Sense::Stage, Sense::Stage) => 30,
        _ => 0,
    }
}

/// Every way to read a column that is worth anything.
fn of(column: &Column, at: usize, matter: Matter, around: &Around) -> Vec<Weighed> {
    let label = &column.label;
    let mut ways = vec![UNREAD];
    if label.long || lexicon::is_total(&label.words) {
        return ways;
    }
    if let Some(word) = label.tells(Role::Remark) {
        ways.push(Weighed { sense: Sense::Role(Role::Remark), weight: word.weight / 2, word: Some(word) });
    }
    for role in ROLES.into_iter().filter(|role| matter.has(*role)) {
        let word = match role {
            // 令和6年度の主な取組 says what is done in a year, and names nothing.
            Role::Initiative if of_year(label) => None,
            Role::Activity if of_year(label) && !around.reports => {
                label.tells(role).or_else(|| label.tells(Role::Initiative))
            }
            Role::Result if of_year(label) && around.reports => {
                label.tells(role).or_else(|| label.tells(Role::Initiative))
            }
            // What a report calls 実績 was reached.
            Role::Baseline if around.reports && label.tells(Role::Result).is_some() => None,
            _ => label.tells(role).or_else(|| named_aim(label, role, at)),
        };
        let said = match word {
            Some(word) => word.weight,
            None if label.is_dated() && label.senses.is_empty() && label.words.chars().count() <= BRIEF => {
                year(role, column, around)
            }
            None if !label.words.is_empty() && label.senses.is_empty() => UNKNOWN,
            None if !label.words.is_empty() => NO_WORD - label.senses.first().map_or(0, |other| other.weight / 4),
            None if label.is_dated() => year(role, column, around),
            None => NO_LABEL + if at == 0 && matter.names(role) { FIRST } else { 0 },
        };
        let dated = label.is_dated() && !label.words.is_empty() && !by_year(role);
        // Below a year there stands what is done in it, and no other date.
        let brief = column.profile.brief * 2 > column.profile.said;
        let stages = role == Role::Activity && brief && label.tells(Role::Schedule).is_some();
        let undated = (role == Role::Schedule || stages)
            && label.when.is_some()
            && column.profile.said > 0
            && column.profile.share(&[Look::Date]) < 30;
        let weight =
            said + column.profile.fits(role) + if dated { DATED } else { 0 } + if undated { UNDATED } else { 0 };
        if weight > 0 {
            ways.push(Weighed { sense: Sense::Role(role), weight, word });
        }
    }
    let drawn = column.profile.share(&[Look::Sign, Look::Name, Look::Plan, Look::Later, Look::Grade, Look::Tag]);
    let planned = label.tells(Role::Schedule).or_else(|| label.tells(Role::Activity));
    let brief = column.profile.brief * 2 > column.profile.said;
    let dated = label.is_dated() && (label.words.is_empty() || planned.is_some() && brief);
    let term = label.is_term();
    if (dated || term) && drawn > 50 && matter == Matter::Initiative {
        let weight = if term || planned.is_some() { STAGE_TOLD } else { STAGE };
        ways.push(Weighed { sense: Sense::Stage, weight, word: None });
    }
    ways
}

/// Whether a label is that of a year with words of its own.
fn of_year(label: &Label) -> bool {
    label.is_dated() && !label.words.is_empty()
}

/// A first column headed by a word of aims (成果目標) may name what is counted.
fn named_aim(label: &Label, role: Role, at: usize) -> Option<Fact> {
    let aim = label.tells(Role::Target).filter(|_| role == Role::Indicator && at < 2)?;
    Some(Fact { weight: aim.weight * 6 / 10, ..aim })
}

/// What a year alone says for a role.
fn year(role: Role, column: &Column, around: &Around) -> i32 {
    let ends = column.label.when.as_ref().filter(|when| when.value.period.unit() != PeriodUnit::Ongoing);
    let later = ends.and_then(|when| when.value.period.end()).zip(around.now).map(|(end, now)| end > now);
    let above = if around.says == Some(role) { SAID_ABOVE } else { 0 };
    match (role, later) {
        (Role::Budget, _) if around.money => YEAR_ALONE + SAID_ABOVE,
        (Role::Result, Some(false)) | (Role::Target, Some(true)) => YEAR_ALONE + TENSE + above,
        (Role::Result, Some(true)) | (Role::Target, Some(false)) => YEAR_ALONE - TENSE + above,
        (Role::Result | Role::Target | Role::Budget, _) => YEAR_ALONE + above,
        // Years over grades: each rates its year.
        (Role::Rating, _) if graded(column, around) => YEAR_ALONE,
        _ => NO_WORD,
    }
}

/// Whether the values of a column rate: letters do; a sign or a word may be a stage of a plan, but for in a report.
fn graded(column: &Column, around: &Around) -> bool {
    let Profile { letters, said, .. } = &column.profile;
    letters * 2 > *said || around.reports && column.profile.share(&[Look::Grade]) > 50
}

/// Whether a role is told year by year, so that a date in its label is no surprise.
fn by_year(role: Role) -> bool {
    matches!(
        role,
        Role::Target
            | Role::Result
            | Role::Baseline
            | Role::Budget
            | Role::Rating
            | Role::Rate
            | Role::Activity
            | Role::NextStep
            | Role::Schedule
            | Role::Demand
            | Role::Funding
    )
}
