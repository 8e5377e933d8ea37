//! What a way to read a region lacks for records.

use super::region::Region;
use super::senses::{Around, Column, Weighed};
use super::{ACCEPT, Matter, Sense};
use crate::lexicon::{self, Role};
use serde::{Serialize, Serializer};
use std::fmt;

/// From this weight on a label of the first columns says that the rows are nothing that plans record.
const FOREIGN: i32 = 180;
/// From this weight on a word is no accident.
const SURE: i32 = 110;

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// Its columns are those of bids or votes.
    ForeignColumns,
    /// Its rows are people, accounts or votes.
    ForeignRows,
    /// No column names initiatives.
    Initiatives,
    /// Nothing stands beside the names that a plan or a report says of an initiative.
    Companions,
    /// No label has a word of a plan or a report.
    Words,
    /// No column says whether its figures are aims or were reached.
    Figures,
    /// No column names indicators.
    Indicators,
    /// The sum is too low.
    Weight,
}

impl Missing {
    /// In English.
    pub fn en(self) -> &'static str {
        match self {
            Self::ForeignColumns => "its columns are those of bids or votes",
            Self::ForeignRows => "its rows are people, accounts or votes",
            Self::Initiatives => "no column names initiatives",
            Self::Companions => "nothing beside the names says what a plan or a report says of an initiative",
            Self::Words => "neither the names nor what stands beside them has a word of a plan or a report",
            Self::Figures => "no column says that its figures are aims or were reached",
            Self::Indicators => "no column names indicators",
            Self::Weight => "too little speaks for it",
        }
    }

    /// In Japanese.
    pub fn ja(self) -> &'static str {
        match self {
            Self::ForeignColumns => "入札や投票の列である",
            Self::ForeignRows => "行が人・会計・投票などである",
            Self::Initiatives => "取組の名称の列がない",
            Self::Companions => "名称のほかに、計画や報告が取組について述べる列がない",
            Self::Words => "名称の列にもその横の列にも、計画や報告の語がない",
            Self::Figures => "数値が目標か実績かを示す列がない",
            Self::Indicators => "指標の名称の列がない",
            Self::Weight => "読み取る根拠が足りない",
        }
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.en())
    }
}

impl Serialize for Missing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.en())
    }
}

/// Roles that say something of an initiative beside its name.
const COMPANIONS: [Role; 14] = [
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
    Role::Issue,
    Role::Rating,
    Role::Tag,
];

/// What is missing of a way to read a region: of its columns, each with its sense, and their sum. `kinds` says whether a
/// column tells of each row what its figures are.
pub fn of(
    region: &Region<'_>,
    (columns, senses, sum): (&[Column], &[Weighed], i32),
    (matter, kinds): (Matter, bool),
    around: &Around,
) -> Option<Missing> {
    let best = |column: &Column| column.label.senses.first().copied();
    let foreign =
        |column: &Column| best(column).is_some_and(|fact| fact.role == Role::Foreign && fact.weight >= FOREIGN);
    if columns.iter().any(|column| lexicon::is_foreign(column.label.text.as_str())) {
        return Some(Missing::ForeignColumns);
    }
    if columns.iter().take(2).any(foreign) {
        return Some(Missing::ForeignRows);
    }
    let missing = match matter {
        Matter::Initiative => of_initiatives(region, columns, senses),
        Matter::Indicator if !kinds => of_indicators(columns, senses, around),
        Matter::Indicator => None,
    };
    missing.or_else(|| (sum < ACCEPT).then_some(Missing::Weight))
}

fn of_initiatives(region: &Region<'_>, columns: &[Column], senses: &[Weighed]) -> Option<Missing> {
    let filled = |role: Role| {
        senses.iter().zip(columns).any(|(way, column)| way.sense == Sense::Role(role) && column.profile.said > 0)
    };
    let staged = || senses.iter().any(|way| way.sense == Sense::Stage);
    let drawn = || region.bars.iter().any(|bars| !bars.is_empty());
    if !with(senses, Role::Initiative) {
        return Some(Missing::Initiatives);
    }
    if !COMPANIONS.iter().any(|role| filled(*role)) && !staged() && !drawn() {
        return Some(Missing::Companions);
    }
    let beside = || COMPANIONS.iter().filter(|role| told(senses, **role)).count();
    (!told(senses, Role::Initiative) && beside() < 2).then_some(Missing::Words)
}

fn of_indicators(columns: &[Column], senses: &[Weighed], around: &Around) -> Option<Missing> {
    let aims = told(senses, Role::Target)
        || told(senses, Role::Result)
        || told(senses, Role::Indicator) && told(senses, Role::Baseline) && with(senses, Role::Target);
    if around.says.is_none() && !aims && !rated_by_year(columns, senses) {
        return Some(Missing::Figures);
    }
    let named = with(senses, Role::Indicator) || with(senses, Role::Group);
    (!named).then_some(Missing::Indicators)
}

fn with(senses: &[Weighed], role: Role) -> bool {
    senses.iter().any(|way| way.sense == Sense::Role(role))
}

/// Whether a column with a role has a word for it.
fn told(senses: &[Weighed], role: Role) -> bool {
    senses.iter().any(|way| way.sense == Sense::Role(role) && way.word.is_some_and(|word| word.weight >= SURE))
}

/// Whether years stand over grades, so that each rates its year.
fn rated_by_year(columns: &[Column], senses: &[Weighed]) -> bool {
    let rated = |(column, way): &(&Column, &Weighed)| {
        way.sense == Sense::Role(Role::Rating) && column.label.is_dated() && column.label.words.is_empty()
    };
    columns.iter().zip(senses).filter(rated).count() >= 2
}
