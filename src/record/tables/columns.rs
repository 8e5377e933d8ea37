//! What the columns of a table hold: by the words of their headers and the values under them.

use super::sheet::Layout;
use super::{cells, evidence, measured};
use crate::lexicon::{self, Entry, Role};
use crate::page::squeeze;
use crate::record::desk::{Desk, Piece, inherited};
use crate::record::model::{Inherited, Period};
use crate::record::trace::Ground;
use crate::table::{Cell, Table};
use crate::text::{Carry, Dated, Found, Text, periods, quantities};
use regex::Regex;
use std::sync::LazyLock;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// A role of the lexicon.
    Role(Role),
    /// Figures, dated by the header.
    Measure,
    /// The label of each row.
    Label,
    /// Not known.
    Unknown,
}

/// What told what a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clue {
    /// A word of the lexicon in its header.
    Word(Entry),
    /// The ending of its header, under which figures stand.
    Measure,
    /// Its header is a period.
    Period,
    /// Every cell is a number or a code.
    Codes,
    /// It is the first.
    First,
    /// Its values, beside what the other columns hold.
    Values,
    /// Nothing.
    Nothing,
}

impl Clue {
    /// Why the column holds what it holds.
    pub fn ground(self, header: Option<Piece>) -> Ground {
        let (rule, word) = match self {
            Self::Word(word) => ("the column's header has a word of the lexicon", Some(word)),
            Self::Measure => ("the column's header ends as the name of a measure does", None),
            Self::Period => ("the column's header is a period", None),
            Self::Codes => ("every cell of the column is a number or a code", None),
            Self::First => ("the first column names the rows", None),
            Self::Values => ("the values of the column and the columns beside it tell what it holds", None),
            Self::Nothing => ("nothing tells what the column holds", None),
        };
        Ground::of(rule, module_path!()).by(header, word)
    }
}

/// How a table is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A row is an initiative (contract, rule 1).
    Initiatives,
    /// A row is an indicator with its target (rule 8).
    Indicators,
    /// A row is a target; the heading above names what it belongs to.
    Aims,
    /// Rows of aims and rows of what was reached, for each indicator.
    Kinds,
    /// A row is something measured (rule 7).
    Survey,
    /// A row is a term and its definition.
    Glossary,
    /// Nothing tells that the table holds records.
    None,
}

/// `A-1`, `1-(2)`, `B3`, `12`, `(3)`.
#[expect(clippy::expect_used, reason = "a constant pattern, compiled by every test")]
static CODE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[A-Za-z]{0,2}-?\(?\d{1,3}\)?(?:[-.]\(?\d{1,3}\)?)*|[\u{2460}-\u{2473}])$").expect("codes")
});

/// What each column holds, and how the table is read.
pub fn layout(table: &Table, caption: &str) -> Layout {
    let (first, mut clues): (Vec<Column>, Vec<Clue>) = (0..table.header.len()).map(|col| column(table, col)).unzip();
    let mut columns = first.clone();
    let has = |columns: &[Column], role: Role| columns.contains(&Column::Role(role));
    if evidence::counts_items(table, &columns) {
        columns
            .iter_mut()
            .filter(|column| **column == Column::Role(Role::Initiative))
            .for_each(|column| *column = Column::Label);
    }
    cells::name_indicators(table, &mut columns);
    cells::rated(table, &mut columns);
    let explains = has(&columns, Role::Definition) || has(&columns, Role::Description);
    let shape = if has(&columns, Role::Term) && explains {
        Shape::Glossary
    } else if let Some(kind) =
        measured::kind_column(table, &columns).filter(|kind| cells::kinds(&mut columns.clone(), *kind))
    {
        cells::kinds(&mut columns, kind);
        Shape::Kinds
    } else if has(&columns, Role::Initiative) {
        Shape::Initiatives
    } else if has(&columns, Role::Target) && (has(&columns, Role::Indicator) || columns.contains(&Column::Label)) {
        Shape::Indicators
    } else if columns.len() > 1 && has(&columns, Role::Target) {
        Shape::Aims
    } else if columns.len() > 1 && columns[0] == Column::Label && measures(table, &columns, caption) {
        Shape::Survey
    } else {
        Shape::None
    };
    let rated = shape == Shape::Initiatives && has(&columns, Role::Indicator);
    if rated || matches!(shape, Shape::Indicators | Shape::Aims) {
        // Figures that the header calls neither aims nor results are kept; those of years are told.
        for col in (0..columns.len()).filter(|col| columns[*col] == Column::Measure).collect::<Vec<_>>() {
            let dated = !header_periods(table.header[col].text.as_str(), &table.carry).is_empty();
            columns[col] = match dated {
                true if rated => Column::Measure,
                true => Column::Unknown,
                false => Column::Role(Role::Remark),
            };
        }
    }
    if shape == Shape::Initiatives {
        for column in &mut columns {
            if *column == Column::Label {
                *column = Column::Role(Role::Group);
            }
        }
    }
    for (clue, _) in clues.iter_mut().zip(columns.iter().zip(&first)).filter(|(_, (now, before))| now != before) {
        *clue = Clue::Values;
    }
    Layout { columns, clues, shape }
}

/// The longest words of a header, in characters; what is longer is a cell of the table's body.
const LONGEST_HEADER: usize = 30;

fn column(table: &Table, col: usize) -> (Column, Clue) {
    let header = &table.header[col].text;
    let words = without_periods(header, &table.carry);
    if squeeze(&words).chars().count() > LONGEST_HEADER {
        return if col == 0 { (Column::Label, Clue::First) } else { (Column::Unknown, Clue::Nothing) };
    }
    if words.trim().is_empty() {
        return match () {
            () if !header.is_blank() => (Column::Measure, Clue::Period),
            () if is_code_column(table, col) => (Column::Role(Role::Code), Clue::Codes),
            () if col == 0 => (Column::Label, Clue::First),
            () => (Column::Unknown, Clue::Nothing),
        };
    }
    let dated = !header_periods(header.as_str(), &table.carry).is_empty();
    match lexicon::column_entry(&words) {
        // 目標年度 over dates says when, over figures what.
        Some((Role::Target | Role::Baseline, _)) if lexicon::heads_years(&words) && cells::dates(table, col) => {
            (Column::Role(Role::Schedule), Clue::Values)
        }
        // A year below 実施スケジュール: what is done in it.
        Some((Role::Schedule, _)) if dated && !cells::holds_periods(table, col) => (Column::Measure, Clue::Period),
        // One header over numbers and the names beside them.
        Some((Role::Indicator | Role::Initiative, _)) if shared(table, col) && is_code_column(table, col) => {
            (Column::Role(Role::Code), Clue::Codes)
        }
        Some((role, word)) => (Column::Role(role), Clue::Word(word)),
        None if col == 0 && cells::names_rows(table) => (Column::Label, Clue::First),
        None if lexicon::is_measure(&words) => (Column::Measure, Clue::Measure),
        None if col == 0 => (Column::Label, Clue::First),
        None => (Column::Unknown, Clue::Nothing),
    }
}

/// Whether a column has its header together with the next.
fn shared(table: &Table, col: usize) -> bool {
    let own = table.header[col].text.as_str();
    table.header.get(col + 1).is_some_and(|next| next.text.is_blank() || next.merged && next.text.as_str() == own)
}

fn is_code_column(table: &Table, col: usize) -> bool {
    let rows = table.rows.iter().filter(|row| row.title.is_none());
    let cells: Vec<&Cell> = rows.filter_map(|row| row.cells.get(col)).filter(|cell| !cell.text.is_blank()).collect();
    !cells.is_empty() && cells.iter().all(|cell| CODE.is_match(&squeeze(cell.text.as_str())))
}

/// Whether every column behind the label holds figures, and these measure a rate: a table of sums
/// by year (tax revenue, salaries) is no result.
fn measures(table: &Table, columns: &[Column], caption: &str) -> bool {
    if !columns[1..].iter().all(|column| *column == Column::Measure) {
        return false;
    }
    let cells = || table.rows.iter().flat_map(|row| row.cells.iter().skip(1)).filter(|cell| !cell.text.is_blank());
    let all = cells().count();
    let figures = cells().filter(|cell| !quantities(cell.text.as_str(), &[]).is_empty()).count();
    let rates = cells().filter(|cell| cell.text.as_str().contains('%')).count();
    let (name, bracket) = caption.split_once('(').unwrap_or((caption, ""));
    // A table of sums, its unit of money behind its name, measures nothing that was aimed at.
    let sums = lexicon::money_unit(bracket).is_some();
    let named = (lexicon::is_measure(name) && !sums && !lexicon::is_statistic(name))
        || table.header.iter().skip(1).any(|cell| lexicon::is_measure(&without_periods(&cell.text, &table.carry)));
    all > 0 && figures * 2 > all && (rates * 2 > all || named)
}

/// The periods of a header. A year alone (`2026`) heads a fiscal year: plans are made and reported by it.
pub fn header_periods(header: &str, carry: &Carry) -> Vec<Found<Dated>> {
    let found = periods(header, &mut carry.clone());
    let bare = header.trim();
    // H22の目標値: the year of the figures below.
    let of_year = header.split_once('の').map(|(year, _)| periods(year, &mut carry.clone()));
    if found.is_empty()
        && let Some(year) =
            of_year.filter(|year| year.first().is_some_and(|found| header.starts_with(&header[found.range.clone()])))
        && let [only] = year.as_slice()
        && header[only.range.end..].starts_with('の')
    {
        return year;
    }
    if !found.is_empty() || bare.len() != 4 || !bare.bytes().all(|digit| digit.is_ascii_digit()) {
        return found;
    }
    let start = header.len() - header.trim_start().len();
    let spelled = periods(&format!("{bare}年度"), &mut Carry::default());
    spelled.into_iter().map(|found| Found { range: start..start + bare.len(), ..found }).collect()
}

/// The header without its periods, the plan's own included.
fn without_periods(header: &Text, carry: &Carry) -> String {
    let found = header_periods(header.as_str(), carry);
    let mut cuts: Vec<_> = found.into_iter().map(|found| found.range).collect();
    cuts.extend(lexicon::plan_period_reference(header.as_str()));
    cuts.sort_by_key(|cut| cut.start);
    let words = header.without(&cuts);
    words.as_str().replace("()", "")
}

/// The period that a column's header gives to what stands below it.
pub fn header_period(desk: &Desk<'_>, table: &Table, col: usize, plan: Option<&Period>) -> Option<Period> {
    let header = &table.header.get(col)?.text;
    if let Some(range) = lexicon::plan_period_reference(header.as_str()) {
        let plan = plan?;
        let span = header.span_of(range)?;
        return Some(Period {
            raw: desk.origin.quote(span).to_owned(),
            inherited: Some(Inherited::PlanPeriod),
            at: desk.quoted(Piece::of(span, None)).place,
            ..plan.clone()
        });
    }
    let found = header_periods(header.as_str(), &table.carry).into_iter().find(|found| !found.value.comparison)?;
    desk.period(header, &found, None).map(|period| inherited(&period, Inherited::ColumnHeader))
}

/// The two periods of a header that leads from one to the other (`目標(R4→R8)`): when the figures begin, and when they are
/// due.
pub fn header_step(desk: &Desk<'_>, header: &Text, carry: &Carry) -> Option<(Period, Period)> {
    let found = header_periods(header.as_str(), carry);
    let [since, due] = found.as_slice() else { return None };
    let between = header.as_str().get(since.range.end..due.range.start)?;
    let read = |found: &Found<Dated>| desk.period(header, found, None).map(|p| inherited(&p, Inherited::ColumnHeader));
    lexicon::is_arrow(between.trim()).then(|| Some((read(since)?, read(due)?)))?
}
