//! Ways to read a region, each with what speaks for it; the weightiest is taken, and "no records" is one of them.
//!
//! ```text
//! region   squares in rows and columns, as they stand or turned
//! label    what the labels over a column say: words with every sense, a date, a unit
//! look     what the values of a column look like
//! senses   one meaning for each label, all of them together
//! rows     what each row is
//! ```

pub mod card;
pub mod label;
pub mod look;
pub mod region;
pub mod rows;
pub mod senses;

use crate::lexicon::{self, Look, Role};
use crate::page::squeeze;
use crate::text::{Carry, quantities};
use label::Label;
use look::Profile;
use region::Region;
use rows::RowKind;
use senses::{Around, Column, Weighed};

/// Whom the records of a region speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
#[derive(Debug)]
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
    pub missing: Option<&'static str>,
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
            let word = way.word.map_or(String::new(), |fact| format!(" by {} (line {})", fact.word, fact.line));
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
/// The depth that the geometry of the table tells.
const PRINTED: i32 = 60;
/// A table on its side.
const TURNED: i32 = -120;
/// A label that stands several times on a side: a sheet of several records, not a table that was turned.
const AGAIN: i32 = 200;
/// From this weight on a label of a table on its side is known for sure.
const KNOWN: i32 = 250;
/// A row of nothing but labels is left among the rows of values.
const HEADER_LEFT: i32 = 220;
/// Fewest squares, in a hundred, that say something in a table on its side.
const LEAST_FILLED: usize = 40;
/// Too many squares of a table on its side are blank.
const SPARSE: i32 = 600;
/// From this weight on a label of the first columns says that the rows are nothing that plans record.
const FOREIGN: i32 = 180;
/// From this sum on records are made.
pub const ACCEPT: i32 = 330;

/// The way to read a region that most speaks for, with records or nearly so.
pub fn of<'a>(region: Region<'a>, around: &Around) -> Option<Reading<'a>> {
    let turned = region.turn();
    let mut best: Option<Reading<'a>> = None;
    for region in [region, turned] {
        // Where a column says of each row what its figures are, the table stands upright.
        if region.turned
            && best
                .as_ref()
                .is_some_and(|best| best.missing.is_none() && best.senses.iter().any(|way| way.sense == Sense::Kind))
        {
            continue;
        }
        let titles =
            (0..region.height()).take_while(|row| region.title(*row).is_some() || region.is_blank(*row)).count();
        let titles = if region.turned || titles >= region.height() { 0 } else { titles };
        for head in (titles + 1..=titles + DEEPEST).filter(|head| *head < region.height()) {
            let columns = columns(&region, titles, head);
            for matter in [Matter::Initiative, Matter::Indicator] {
                let Some(reading) = weighed(&region, (titles, head), &columns, matter, around) else { continue };
                if best
                    .as_ref()
                    .is_none_or(|best| (reading.missing.is_none(), reading.sum) > (best.missing.is_none(), best.sum))
                {
                    best = Some(reading);
                }
            }
        }
    }
    best
}

/// The reading of a region that is one record: a row of labels over a row of values.
pub fn one_record<'a>(region: Region<'a>, around: &Around) -> Option<Reading<'a>> {
    let columns = columns(&region, 0, 1);
    weighed(&region, (0, 1), &columns, Matter::Initiative, around)
}

/// The reading of a small table inside of a sheet: its rows speak of indicators of the sheet's initiative.
pub fn inside<'a>(region: Region<'a>, around: &Around) -> Option<Reading<'a>> {
    let columns = columns(&region, 0, 1);
    weighed(&region, (0, 1), &columns, Matter::Indicator, around)
}

fn columns(region: &Region<'_>, titles: usize, head: usize) -> Vec<Column> {
    let carry = if region.turned { Carry::default() } else { region.table.carry.clone() };
    (0..region.width())
        .map(|col| {
            let (text, parts) = label::over(region, titles, head, col);
            let mut label = Label::of(text, &carry);
            label::parts(&mut label, &parts, &carry);
            let own = (head..region.height()).filter(|row| region.title(*row).is_none() && region.begins(*row, col));
            let profile = Profile::of(own.map(|row| region.squares[row][col].text.as_str()));
            Column { label, profile }
        })
        .collect()
}

fn weighed<'a>(
    region: &Region<'a>,
    (titles, head): (usize, usize),
    columns: &[Column],
    matter: Matter,
    around: &Around,
) -> Option<Reading<'a>> {
    let kind = kind_column(region, head);
    let (mut senses, mut sum) = senses::best(columns, matter, around);
    // A label printed twice says nothing more.
    for (col, way) in senses.iter().enumerate() {
        let again = |before: usize| {
            senses[before].sense == way.sense
                && columns[before].label.words == columns[col].label.words
                && columns[col].label.when == columns[before].label.when
        };
        if matches!(way.sense, Sense::Role(_)) && (0..col).any(again) {
            sum -= way.weight + if region.turned { AGAIN } else { 0 };
        }
    }
    settle(region, head, columns, matter, &mut senses);
    if head < region.height() && looks_like_header(region, head) {
        sum -= HEADER_LEFT;
    }
    let taken = (titles + 1..head).filter(|row| *row >= region.printed_head && !labels_mostly(region, *row)).count();
    sum -= HEADER_LEFT * taken as i32;
    if region.turned {
        let sure = columns
            .iter()
            .filter(|column| column.label.senses.first().is_some_and(|fact| fact.weight >= KNOWN))
            .count();
        let unsure = columns.len() - sure;
        let inside = (head..region.height()).flat_map(|row| (0..region.width()).map(move |col| (row, col)));
        let labels = inside.filter(|(row, col)| card::is_known(&region.squares[*row][*col])).count();
        sum -= (labels as i32) * AGAIN + if filled_part(region, head) < LEAST_FILLED { SPARSE } else { 0 };
        sum -= if unsure * 2 > columns.len() { SPARSE } else { 0 };
    }
    if let Some(kind) = kind {
        sum += 250 - senses[kind].weight;
        senses[kind] = Weighed { sense: Sense::Kind, weight: 250, word: None };
    }
    let printed = region.printed_head == head || region.turned && head == 1;
    sum += if printed { PRINTED } else { 0 } + if region.turned { TURNED } else { 0 };
    let with = |role: Role| senses.iter().any(|way| way.sense == Sense::Role(role));
    let filled = |role: Role| {
        senses
            .iter()
            .zip(columns)
            .any(|(way, column)| way.sense == Sense::Role(role) && !column.profile.looks.is_empty())
    };
    let foreign: i32 = columns
        .iter()
        .filter_map(|column| column.label.senses.first())
        .filter(|fact| fact.role == Role::Foreign)
        .map(|fact| fact.weight)
        .sum();
    sum -= foreign * 2;
    let missing = match matter {
        _ if columns.iter().any(|column| lexicon::is_foreign(column.label.text.as_str())) => {
            Some("its columns are those of bids or votes")
        }
        _ if columns.iter().take(2).any(|column| {
            column.label.senses.first().is_some_and(|fact| fact.role == Role::Foreign && fact.weight >= FOREIGN)
        }) =>
        {
            Some("its rows are people, accounts or votes")
        }
        Matter::Initiative if !with(Role::Initiative) => Some("no column names initiatives"),
        Matter::Initiative
            if !COMPANIONS.iter().any(|role| filled(*role))
                && !senses.iter().any(|way| way.sense == Sense::Stage)
                && region.bars.iter().all(|bars| bars.is_empty()) =>
        {
            Some("nothing beside the names says what a plan or a report says of an initiative")
        }
        Matter::Initiative
            if !told(&senses, Role::Initiative)
                && COMPANIONS.iter().filter(|role| told(&senses, **role)).count() < 2 =>
        {
            Some("neither the names nor what stands beside them has a word of a plan or a report")
        }
        Matter::Indicator
            if kind.is_none()
                && around.says.is_none()
                && !(told(&senses, Role::Indicator) && told(&senses, Role::Baseline) && with(Role::Target))
                && !told(&senses, Role::Target)
                && !told(&senses, Role::Result) =>
        {
            Some("no column says that its figures are aims or were reached")
        }
        Matter::Indicator if kind.is_none() && !with(Role::Indicator) && !with(Role::Group) => {
            Some("no column names indicators")
        }
        _ if sum < ACCEPT => Some("too little speaks for it"),
        _ => None,
    };
    let names: Vec<usize> =
        (0..senses.len()).filter(|col| matches!(senses[*col].sense, Sense::Role(role) if matter.names(role))).collect();
    let words: Vec<String> = columns.iter().map(|column| squeeze(column.label.text.as_str())).collect();
    let rows = rows::kinds(region, head, &words, &names);
    let labels = columns.iter().map(|column| column.label.clone()).collect();
    Some(Reading { region: region.clone(), titles, head, labels, senses, rows, matter, sum, missing })
}

/// What the columns tell of one another: of several values to start from the first is it and the later were reached;
/// where names of indicators repeat, the names beside them belong to them.
fn settle(region: &Region<'_>, head: usize, columns: &[Column], matter: Matter, senses: &mut [Weighed]) {
    let base: Vec<usize> = (0..senses.len()).filter(|col| senses[*col].sense == Sense::Role(Role::Baseline)).collect();
    let reached = |col: &usize| columns[*col].label.tells(Role::Result).is_some();
    let first = usize::from(!base.iter().all(reached));
    for col in base.iter().skip(if base.len() > 1 { first } else { 1 }) {
        senses[*col].sense = Sense::Role(Role::Result);
    }
    if matter != Matter::Indicator {
        let with = |role: Role| senses.iter().position(|way| way.sense == Sense::Role(role));
        let figures = [Role::Target, Role::Result, Role::Baseline].into_iter().any(|role| with(role).is_some());
        // An indicator beside its figure in one cell (蔵書数 5,000点) is an aim.
        if let Some(col) = with(Role::Indicator).filter(|_| !figures) {
            let said = (head..region.height())
                .filter(|row| region.begins(*row, col))
                .map(|row| region.squares[row][col].text.as_str());
            let said: Vec<&str> = said.filter(|text| look::look(text).is_some()).collect();
            let counted = said.iter().filter(|text| !quantities(text, &[]).is_empty()).count();
            if counted * 2 >= said.len().max(1) {
                senses[col].sense = Sense::Role(Role::Target);
            }
        }
        return;
    }
    let Some(name) = senses.iter().rposition(|way| way.sense == Sense::Role(Role::Indicator)) else { return };
    let Some(beside) = (name + 1..senses.len()).find(|col| !matches!(senses[*col].sense, Sense::Role(Role::Unit)))
    else {
        return;
    };
    let open = matches!(senses[beside].sense, Sense::Unread | Sense::Role(Role::Remark | Role::Group));
    let says = |row: &usize, col: usize| region.begins(*row, col) && !region.squares[*row][col].text.is_blank();
    let repeats =
        (head..region.height()).any(|row| !says(&row, name) && says(&row, beside) && region.title(row).is_none());
    if open && repeats && columns[beside].profile.share(&[Look::Name, Look::Date, Look::Organisation, Look::Plan]) > 50
    {
        senses[beside].sense = Sense::Role(Role::Indicator);
    }
}

/// Whether a row is nothing but labels and years under the header.
fn looks_like_header(region: &Region<'_>, row: usize) -> bool {
    let said: Vec<usize> = (0..region.width())
        .filter(|col| region.begins(row, *col) && !region.squares[row][*col].text.is_blank())
        .collect();
    let square = |col: &usize| &region.squares[row][*col];
    let known = said.iter().filter(|col| card::is_known(square(col))).count();
    let years = said.iter().filter(|col| card::is_year(square(col))).count();
    said.len() >= 2 && said.iter().all(|col| card::is_label(square(col))) && (known > 0 || years == said.len())
}

/// Whether at least half of what a row says are labels and years.
fn labels_mostly(region: &Region<'_>, row: usize) -> bool {
    let said = (0..region.width())
        .map(|col| &region.squares[row][col])
        .filter(|square| !square.goes_on && square.right == 0 && !square.text.is_blank());
    let (labels, all) = said.fold((0, 0), |(labels, all), square| {
        (labels + usize::from(card::is_known(square) || card::is_year(square)), all + 1)
    });
    labels * 2 >= all
}

/// How many in a hundred squares below the header say something.
fn filled_part(region: &Region<'_>, head: usize) -> usize {
    let all = (head..region.height()).flat_map(|row| (0..region.width()).map(move |col| (row, col)));
    let (said, count) = all
        .fold((0, 0), |(said, count), (row, col)| (said + usize::from(!region.text(row, col).is_blank()), count + 1));
    said * 100 / count.max(1)
}

/// Whether a column with a role has a word for it.
fn told(senses: &[Weighed], role: Role) -> bool {
    senses.iter().any(|way| way.sense == Sense::Role(role) && way.word.is_some_and(|word| word.weight >= SURE))
}

/// From this weight on a word is no accident.
const SURE: i32 = 110;

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

/// What a cell says of the figures of its row.
pub fn row_role(text: &str) -> Option<Role> {
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
    lexicon::senses(bare).into_iter().find(told).map(|fact| fact.role)
}

/// The column that says of each row what its values are (目標 / 実績, 計画 / 事業費, 見込量 / 確保量).
fn kind_column(region: &Region<'_>, head: usize) -> Option<usize> {
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
            match row_role(&text).filter(|_| text.chars().count() <= LONGEST_KIND) {
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
