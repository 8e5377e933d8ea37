//! The cells of a reading by what they mean.

use crate::lexicon::{self, Fact, How, Lexicon, Role};
use crate::page::squeeze;
use crate::record::Page;
use crate::record::desk::{Desk, Piece, inherited};
use crate::record::model::{Inherited, Period, Quantity};
use crate::record::reading::label::Label;
use crate::record::reading::{ACCEPT, Reading, Sense};
use crate::record::tables::{FARTHEST_YEAR, Said, Setting, dated_figure, headed, pieces_of};
use crate::record::trace::Ground;
use crate::text::{Found, Text, lacks_era, last_era, periods, unit_of};

/// A reading, with the document around it.
#[derive(Clone, Copy)]
pub struct Sheet<'a, 'r> {
    /// The document.
    pub page: &'a Page<'a>,
    /// The reading.
    pub reading: &'r Reading<'a>,
}

impl<'a, 'r> Sheet<'a, 'r> {
    /// The columns of a role, from the left.
    pub fn with(self, role: Role) -> impl Iterator<Item = usize> + 'r {
        let senses = &self.reading.senses;
        (0..senses.len()).filter(move |col| senses[*col].sense == Sense::Role(role))
    }

    /// The columns of a sense, from the left.
    pub fn like(self, sense: Sense) -> impl Iterator<Item = usize> + 'r {
        let senses = &self.reading.senses;
        (0..senses.len()).filter(move |col| senses[*col].sense == sense)
    }

    /// What stands over a column.
    pub fn label(self, col: usize) -> &'r Label {
        &self.reading.labels[col]
    }

    /// The words of the innermost line over a column.
    pub fn inner(self, col: usize) -> String {
        let reading = self.reading;
        let said =
            (reading.titles..reading.head).rev().map(|row| reading.region.text(row, col)).find(|text| !text.is_blank());
        said.map_or(String::new(), |text| crate::page::squeeze(text.as_str()))
    }

    /// What the cell over a square says.
    pub fn text(self, row: usize, col: usize) -> &'a Text {
        self.reading.region.text(row, col)
    }

    /// Whether a cell begins in a row and says something.
    pub fn says(self, row: usize, col: usize) -> bool {
        let square = &self.reading.region.squares[row][col];
        !square.goes_on && !self.text(row, col).is_blank() && !lexicon::says_none(self.text(row, col).as_str())
    }

    /// The row in which the cell over a square begins.
    pub fn begin(self, row: usize, col: usize) -> usize {
        let squares = &self.reading.region.squares;
        (self.reading.head..=row).rev().find(|at| !squares[*at][col].goes_on).unwrap_or(row)
    }

    /// The columns of a role whose cells begin in a row and say something.
    pub fn said(self, row: usize, role: Role) -> impl Iterator<Item = usize> + 'r
    where
        'a: 'r,
    {
        self.with(role).filter(move |col| self.says(row, *col))
    }

    /// Page of a row, from 1.
    pub fn page_of(self, row: usize) -> Option<u32> {
        self.reading.region.squares[row].iter().find_map(|square| square.page)
    }

    /// The piece of a cell.
    pub fn pieces(self, row: usize, col: usize) -> Vec<Piece> {
        let square = &self.reading.region.squares[row][col];
        pieces_of(self.text(row, col), square.page, square.cell)
    }

    /// Table, row and column of a cell, each from 1; none outside of tables.
    pub fn cell(self, row: usize, col: usize) -> Option<(u32, u32, u32)> {
        self.reading.region.squares[row][col].cell
    }

    /// Why a column means what it means.
    pub fn ground(self, col: usize) -> Ground {
        let way = &self.reading.senses[col];
        let header = self.label(col).text.hull().map(|span| Piece::of(span, None));
        let word = way.word.map(|fact| crate::lexicon::Entry {
            list: crate::lexicon::List::Label { line: fact.line, role: fact.role, own: fact.own },
            word: "",
        });
        let rule = if word.is_some() {
            "the words of its label and the values below it say what the column holds"
        } else {
            "the values and the columns beside it say what the column holds"
        };
        self.weighing(Ground::of(rule, module_path!()).by(header, word), col)
    }

    /// A reason with what speaks for the meaning of a column, and for the reading as a whole.
    pub fn weighing(self, ground: Ground, col: usize) -> Ground {
        ground.weighing(self.reading.senses[col].weight, self.reading.sum, ACCEPT)
    }

    /// The period that the label of a column gives to what stands below it.
    pub fn period(self, col: usize, desk: &Desk<'_>) -> Option<Period> {
        let label = self.label(col);
        if label.whole_plan {
            let plan = self.page.plan_period.as_ref()?;
            let span = label.text.span_of(lexicon::plan_period_reference(label.text.as_str())?)?;
            return Some(Period {
                raw: desk.origin.quote(span).to_owned(),
                inherited: Some(Inherited::PlanPeriod),
                at: desk.quoted(Piece::of(span, None)).place,
                ..plan.clone()
            });
        }
        if label.is_term() {
            let told = desk.dates(&label.text, None, None).into_iter().next();
            return told
                .map(|period| Period { inherited: period.inherited.or(Some(Inherited::ColumnHeader)), ..period });
        }
        let found: &Found<_> = label.when.as_ref()?;
        desk.period(&label.text, found, None).map(|period| inherited(&period, Inherited::ColumnHeader))
    }

    /// How the bare figures of a cell are to be read; `name` is what the row counts, where it counts something.
    pub fn setting(self, row: usize, col: usize, name: Option<&str>, desk: &Desk<'_>) -> Setting {
        let label = self.label(col);
        let bracket = label.unit.as_ref().map(|unit| format!("({unit})"));
        let mut beside = vec![label.text.as_str()];
        beside.extend(bracket.as_deref());
        if let Some(name) = name {
            beside.push(name);
            // The first part of a name that stands in several cells may hold the unit of all.
            let named: Vec<usize> = self.with(Role::Indicator).collect();
            beside.extend(named.into_iter().rev().map(|col| self.text(row, col).as_str()));
        }
        Setting::said(self.page, self.reading.region.table, Said { unit: self.unit(row), beside: &beside }, desk)
    }

    /// The cell of units of a row. A row that goes on with an indicator goes on with its unit.
    fn unit(self, row: usize) -> Option<&'a Text> {
        let told = |at: usize| {
            let mut cells = self.with(Role::Unit).filter_map(move |unit| self.repeated(at, unit));
            cells.find(|text| {
                !text.is_blank() && !lexicon::says_none(text.as_str()) && counts(text.as_str(), self.page.lexicon)
            })
        };
        let named = |at: usize| self.with(Role::Indicator).any(|col| self.says(at, col));
        let record = |at: &usize| self.reading.region.title(*at).is_none();
        let rows = (self.reading.head..=row).rev().take(FARTHEST_YEAR).take_while(record);
        for at in rows {
            if let Some(unit) = told(at) {
                return Some(unit);
            }
            if named(at) || self.with(Role::Indicator).next().is_none() {
                return None;
            }
        }
        None
    }

    /// What a cell says, or the one above that it repeats (〃, 同上). 同左 repeats no cell above.
    fn repeated(self, row: usize, col: usize) -> Option<&'a Text> {
        let repeats = |text: &Text| lexicon::is_ditto(text.as_str().trim()) && !text.as_str().contains('左');
        let own = self.text(row, col);
        if !repeats(own) {
            return Some(own);
        }
        let above = (self.reading.head..row)
            .rev()
            .take(FARTHEST_YEAR)
            .filter(|above| self.reading.region.title(*above).is_none());
        above.map(|above| self.text(above, col)).find(|text| !repeats(text)).or(Some(own))
    }

    /// The figure of a cell, in its unit, and the date that the cell prints with it.
    pub fn figure(
        self,
        row: usize,
        col: usize,
        name: Option<&str>,
        desk: &Desk<'_>,
    ) -> Option<(Quantity, Option<Period>)> {
        let cell = self.text(row, col);
        let page = self.page_of(row);
        let setting = self.setting(row, col, name, desk);
        let (found, date) = match dated_figure(cell, setting.place()) {
            Some(read) => read,
            None => {
                let dates = periods(cell.as_str(), &mut desk.carry_at(cell));
                let taken: Vec<_> = dates.iter().map(|found| found.range.clone()).collect();
                (desk.figures(cell, &taken, setting.place()).into_iter().next()?, dates.into_iter().next())
            }
        };
        let mut quantity = desk.quantity(cell, &found, page)?;
        setting.apply(&mut quantity, cell);
        Some((quantity, date.and_then(|date| desk.period(cell, &date, page))))
    }

    /// The rate of a cell: as it is printed, whatever its row counts in.
    pub fn rate(self, row: usize, col: usize, desk: &Desk<'_>) -> Option<Quantity> {
        let cell = self.text(row, col);
        let found = desk.figures(cell, &[], crate::text::Place::Cell).into_iter().next()?;
        desk.quantity(cell, &found, self.page_of(row))
    }

    /// The periods of a cell of dates, as its label has them. A year without its era is of the era above it.
    pub fn schedule(self, row: usize, col: usize, desk: &Desk<'_>) -> Vec<Period> {
        let Some(cell) = self.repeated(row, col).filter(|cell| !lexicon::says_none(cell.as_str())) else {
            return Vec::new();
        };
        let above = || (self.reading.head..row).rev().take(FARTHEST_YEAR).map(|above| self.text(above, col));
        let lacks = lacks_era(cell.as_str());
        let era = || above().find_map(|text| last_era(text.as_str())).or(self.reading.region.table.carry.era);
        let periods = desk.dates(cell, lacks.then(era).flatten(), self.page_of(row));
        headed(self.label(col).text.as_str(), joined(cell, staged(cell, periods), (desk, self.page_of(row))))
    }
}

/// A period whose ends stand in two lines (令和7年度から / 令和9年度まで) is one.
fn joined(cell: &Text, periods: Vec<Period>, (desk, page): (&Desk<'_>, Option<u32>)) -> Vec<Period> {
    match periods.as_slice() {
        [from, to] if from.end.is_none() && to.start.is_none() && from.start.is_some() && to.end.is_some() => {
            let Some(span) = cell.hull() else { return periods };
            let printed = desk.quoted(Piece::of(span, page));
            vec![Period { raw: printed.quote, at: printed.place, end: to.end, ..from.clone() }]
        }
        _ => periods,
    }
}

/// What is done behind each date of a cell (`R5 要件整理、R6 構築`): the words, where every date has some and no other
/// words stand before them.
pub fn works(cell: &Text) -> Vec<Text> {
    let s = cell.as_str();
    let dates = periods(s, &mut crate::text::Carry::default());
    let opens = dates.first().is_some_and(|first| s[..first.range.start].trim().is_empty());
    if dates.len() < 2 || !opens {
        return Vec::new();
    }
    let ends = dates.iter().skip(1).map(|next| next.range.start).chain([s.len()]);
    let trimmed = |text: Text| {
        let s = text.as_str();
        let from = s.len() - s.trim_start_matches(BETWEEN).len();
        text.slice(from..from.max(s.trim_end_matches(BETWEEN).len()))
    };
    let words: Vec<Text> = dates.iter().zip(ends).map(|(date, end)| trimmed(cell.slice(date.range.end..end))).collect();
    let works = |text: &Text| text.as_str().contains(char::is_alphabetic) && !text.as_str().contains('。');
    if words.iter().all(works) { words } else { Vec::new() }
}

/// Signs between dates and what is done.
const BETWEEN: [char; 9] = [' ', ':', '、', ',', ';', '(', ')', '\n', '→'];

/// The periods of a cell with the words of stages behind them.
fn staged(cell: &Text, periods: Vec<Period>) -> Vec<Period> {
    let works = works(cell);
    let brief = works.iter().all(|work| work.as_str().chars().count() <= super::years::LONGEST_STAGE);
    if works.len() != periods.len() || !brief {
        return periods;
    }
    let stage = |(period, work): (Period, &Text)| Period { stage: Some(work.as_str().to_owned()), ..period };
    periods.into_iter().zip(&works).map(stage).collect()
}

/// Whether the words of a cell of units may be one: a word that labels have (区分) is none.
fn counts(words: &str, lexicon: &Lexicon) -> bool {
    let label = |fact: &Fact| fact.how == How::Whole && fact.role != Role::Unit;
    unit_of(words).is_some() || !lexicon.senses(&squeeze(words)).iter().any(label)
}
