//! Ways to read a region, each with what speaks for it; the weightiest is taken, and "no records" is one of them.
//!
//! ```text
//! region   squares in rows and columns, as they stand or turned
//! label    what the labels over a column say: words with every sense, a date, a unit
//! look     what the values of a column look like
//! senses   one meaning for each label, all of them together
//! rows     what each row is
//! glance   what is seen of a cell, whatever stands around it
//! kind     a column that says of each row what its figures are
//! missing  what a way to read a region lacks for records
//! weigh    what speaks for a way to read a region
//! unknown  labels of which no word is known
//! near     tables that are nearly read, and the labels that they lack
//! told     the ways to read a table, for those who ask
//! card     a sheet cut into labels with their values
//! part     what a line below a heading says
//! stanza   a heading that names an undertaking, with its parts below
//! ```

pub mod card;
pub mod glance;
mod kind;
pub mod label;
pub mod look;
mod missing;
pub mod near;
pub mod part;
pub mod region;
pub mod rows;
pub mod senses;
pub mod stanza;
pub mod told;
pub mod unknown;
mod weigh;

pub use kind::{row_role, uncounted};
pub use missing::Missing;

use crate::lexicon::{self, Role};
use crate::text::Carry;
use label::Label;
use look::Profile;
use region::Region;
use rows::RowKind;
use senses::{Around, Column, Weighed};
use std::rc::Rc;
use weigh::{Judged, judged, weighed};

/// Whom the records of a region speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Matter {
    /// A row is an initiative.
    Initiative,
    /// A row is an indicator.
    Indicator,
}

impl Matter {
    /// Whether a column of such a region can have the role.
    fn has(self, role: Role) -> bool {
        match self {
            Self::Initiative => !matches!(role, Role::Term | Role::Definition | Role::Demand),
            Self::Indicator => !matches!(
                role,
                Role::Initiative
                    | Role::Term
                    | Role::Definition
                    | Role::Partner
                    | Role::Budget
                    | Role::Funding
                    | Role::Tag
            ),
        }
    }

    /// Whether a column of the role names the rows.
    fn names(self, role: Role) -> bool {
        match self {
            Self::Initiative => matches!(role, Role::Initiative | Role::Group),
            Self::Indicator => matches!(role, Role::Indicator | Role::Group),
        }
    }
}

/// What a column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// A role of the lexicon.
    Role(Role),
    /// What is done in a year.
    Stage,
    /// Its cells say the role of their row (目標, 実績).
    Kind,
    /// Nothing that was understood.
    Unread,
}

/// A way to read a region.
#[derive(Debug, Clone)]
pub struct Reading<'a> {
    /// The squares.
    pub region: Region<'a>,
    /// Rows of titles above the header.
    pub titles: usize,
    /// Rows up to the end of the header, titles included.
    pub head: usize,
    /// What stands over each column.
    pub labels: Vec<Label>,
    /// What each column means.
    pub senses: Vec<Weighed>,
    /// What each row below the header is.
    pub rows: Vec<RowKind>,
    /// Whom the records speak of.
    pub matter: Matter,
    /// What speaks for it, in hundredths of a nat.
    pub sum: i32,
    /// What was missing, where it was nearly read.
    pub missing: Option<Missing>,
}

impl Reading<'_> {
    /// The reading in lines, for looking at.
    pub fn drawn(&self) -> String {
        let turned = if self.region.turned { ", turned" } else { "" };
        let missing = self.missing.map_or(String::new(), |missing| format!(": {missing}"));
        let mut out = format!(
            "table {}: {:?}, {} of {ACCEPT}, header {}..{}{turned}{missing}\n",
            self.region.table.number, self.matter, self.sum, self.titles, self.head
        );
        for (way, label) in self.senses.iter().zip(&self.labels) {
            let word = way
                .word
                .map_or(String::new(), |fact| format!(" by {} (line {})", self.region.lexicon.word(&fact), fact.line));
            out.push_str(&format!("  {:>5} {:?}: {}{word}\n", way.weight, way.sense, label.text.as_str()));
        }
        for (at, kind) in self.rows.iter().enumerate().filter(|(_, kind)| **kind != RowKind::Record) {
            out.push_str(&format!("        row {}: {kind:?}\n", self.head + at + 1));
        }
        out
    }
}

/// Deepest header that is tried, in rows.
const DEEPEST: usize = 3;
/// From this sum on records are made.
pub const ACCEPT: i32 = 330;

/// The way to read a region that most speaks for, with records or nearly so.
pub fn of<'a>(region: Region<'a>, around: &Around) -> Option<Reading<'a>> {
    let mut best: Option<Way<'a>> = None;
    each(region, around, &mut |way| {
        if best.as_ref().is_none_or(|best| way.judged.worth() > best.judged.worth()) {
            best = Some(way);
        }
    });
    best.map(Way::reading)
}

/// All ways to read a region, the one that most speaks for first.
pub fn ways<'a>(region: Region<'a>, around: &Around) -> Vec<Reading<'a>> {
    let mut all = Vec::new();
    each(region, around, &mut |way| all.push(way));
    all.sort_by_key(|way| std::cmp::Reverse(way.judged.worth()));
    all.into_iter().map(Way::reading).collect()
}

/// A way to read a region that was weighed and not chosen yet.
struct Way<'a> {
    region: Region<'a>,
    heads: (usize, usize),
    columns: Rc<[Column]>,
    matter: Matter,
    judged: Judged,
}

impl<'a> Way<'a> {
    fn reading(self) -> Reading<'a> {
        weigh::reading(&self.region, self.heads, &self.columns, self.matter, self.judged)
    }
}

fn each<'a>(region: Region<'a>, around: &Around, take: &mut dyn FnMut(Way<'a>)) {
    let turned = region.turn();
    let mut upright: Option<((bool, i32), bool)> = None;
    for region in [region, turned] {
        // Where a column says of each row what its figures are, the table stands upright.
        if region.turned && upright.is_some_and(|((is_read, _), has_kinds)| is_read && has_kinds) {
            continue;
        }
        let titles =
            (0..region.height()).take_while(|row| region.title(*row).is_some() || region.is_blank(*row)).count();
        let titles = if region.turned || titles >= region.height() { 0 } else { titles };
        for head in (titles + 1..=titles + DEEPEST).filter(|head| *head < region.height()) {
            let columns: Rc<[Column]> = columns(&region, titles, head).into();
            let (heads, kind) = ((titles, head), kind::kind_column(&region, head));
            for matter in [Matter::Initiative, Matter::Indicator] {
                let judged = judged(&region, heads, &columns, (matter, kind), around);
                if upright.is_none_or(|(worth, _)| judged.worth() > worth) {
                    upright = Some((judged.worth(), judged.senses.iter().any(|way| way.sense == Sense::Kind)));
                }
                take(Way { region: region.clone(), heads, columns: columns.clone(), matter, judged });
            }
        }
    }
}

/// Whether a region says what grades mean: its first column has nothing but grades, each of them once.
pub fn is_legend(region: &Region<'_>) -> bool {
    let first: Vec<&str> = (0..region.height())
        .filter(|row| region.begins(*row, 0))
        .map(|row| region.squares[row][0].text.as_str().trim())
        .collect();
    let mut grades: Vec<&str> = first.iter().copied().filter(|text| lexicon::is_grade(text)).collect();
    let count = grades.len();
    grades.sort_unstable();
    grades.dedup();
    let header = usize::from(first.first().is_some_and(|text| !lexicon::is_grade(text)));
    let totals = first.iter().skip(1).filter(|text| lexicon::is_total(text)).count();
    count >= 3 && grades.len() == count && count + header + totals >= region.height()
}

/// The reading of a region that is one record: its labels over a row of values.
pub fn one_record<'a>(region: Region<'a>, around: &Around) -> Option<Reading<'a>> {
    let head = region.height().checked_sub(1)?;
    let columns = columns(&region, 0, head);
    Some(weighed(&region, (0, head), &columns, Matter::Initiative, around))
}

/// The reading of a small table inside of a sheet: its rows speak of indicators of the sheet's initiative.
pub fn inside<'a>(region: Region<'a>, around: &Around) -> Option<Reading<'a>> {
    let columns = columns(&region, 0, 1);
    Some(weighed(&region, (0, 1), &columns, Matter::Indicator, around))
}

fn columns(region: &Region<'_>, titles: usize, head: usize) -> Vec<Column> {
    let carry = if region.turned { Carry::default() } else { region.table.carry.clone() };
    let below: Vec<usize> = (head..region.height()).filter(|row| region.title(*row).is_none()).collect();
    (0..region.width())
        .map(|col| {
            let (text, parts) = label::over(region, titles, head, col);
            let mut label = Label::of(text, &carry, region.lexicon);
            label::parts(&mut label, &parts, &carry, region.lexicon);
            let own = below.iter().filter(|row| region.begins(**row, col)).map(|row| &region.squares[*row][col]);
            let profile = Profile::of(own.map(|square| (square.text.as_str(), square.glance.look)));
            Column { label, profile }
        })
        .collect()
}
