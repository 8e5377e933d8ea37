//! The cells of a reading by what they mean.

use crate::lexicon::{self, Role};
use crate::record::Page;
use crate::record::desk::{Desk, Piece, inherited};
use crate::record::model::{Inherited, Period, Quantity};
use crate::record::reading::label::Label;
use crate::record::reading::{Reading, Sense};
use crate::record::tables::{pieces_of, with_unit};
use crate::record::trace::Ground;
use crate::text::{Found, Text, quantities};

/// A reading, with the document around it.
#[derive(Clone, Copy)]
pub struct Sheet<'a, 'r> {
    /// The document.
    pub page: &'a Page<'a>,
    /// The reading.
    pub reading: &'r Reading<'a>,
    /// The unit of bare figures that a line above the table names.
    pub unit_above: Option<&'static str>,
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
        let said = (reading.titles..reading.head).rev().map(|row| reading.region.text(row, col)).find(|text| !text.is_blank());
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
        pieces_of(self.text(row, col), square.page, Some(square.cell))
    }

    /// Table, row and column of a cell, each from 1.
    pub fn cell(self, row: usize, col: usize) -> (u32, u32, u32) {
        self.reading.region.squares[row][col].cell
    }

    /// Why a column means what it means.
    pub fn ground(self, col: usize) -> Ground {
        let way = &self.reading.senses[col];
        let header = self.label(col).text.hull().map(|span| Piece::of(span, None));
        let word = way.word.map(|fact| crate::lexicon::Entry { list: crate::lexicon::List::Label(fact.line, fact.role), word: fact.word });
        let rule = if word.is_some() {
            "the words of its label and the values below it say what the column holds"
        } else {
            "the values and the columns beside it say what the column holds"
        };
        Ground::of(rule, module_path!()).by(header, word)
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
        let found: &Found<_> = label.when.as_ref()?;
        desk.period(&label.text, found, None).map(|period| inherited(&period, Inherited::ColumnHeader))
    }

    /// The unit of bare figures in a column: the row's own, that of the column's label, that of the row's label, that
    /// of the line above.
    pub fn unit(self, row: usize, col: usize, name: Option<&str>) -> Option<String> {
        let unit_cell = |at: usize| self.with(Role::Unit).map(|unit| self.text(at, unit)).find(|text| !text.is_blank());
        let own = unit_cell(row).map(|text| text.as_str().trim().to_owned()).filter(|unit| !lexicon::says_none(unit));
        let label = || self.label(col).unit.clone();
        let of_name = || name.and_then(unit_in);
        own.or_else(label).or_else(of_name).or_else(|| self.unit_above.map(str::to_owned))
    }

    /// The first figure of a cell, in its unit.
    pub fn figure(self, row: usize, col: usize, name: Option<&str>, desk: &Desk<'_>) -> Option<Quantity> {
        let cell = self.text(row, col);
        let taken: Vec<_> = crate::text::periods(cell.as_str(), &mut Default::default()).into_iter().map(|found| found.range).collect();
        let found = quantities(cell.as_str(), &taken).into_iter().next()?;
        let mut quantity = desk.quantity(cell, &found, self.page_of(row))?;
        if let Some(unit) = self.unit(row, col, name) {
            with_unit(&mut quantity, &unit);
        }
        Some(quantity)
    }
}

/// The unit in the bracket that closes a name (`拠点数(か所)`, `達成率【%】`).
fn unit_in(name: &str) -> Option<String> {
    let (_, inside) = name.trim().strip_suffix([')', '】', ']'])?.rsplit_once(['(', '【', '['])?;
    let spelled = format!("1{inside}");
    let found = quantities(&spelled, &[]);
    let unit = found.first().is_some_and(|found| found.value.unit.is_some() && found.range == (0..spelled.len()));
    unit.then(|| inside.to_owned())
}
