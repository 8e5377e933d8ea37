//! What a document tells of its own time: the era in force at a place, the year that it is of, the period of its plan,
//! and the years that its terms (短期, 中期) stand for.

use super::model::{About, Inherited, Period};
use crate::page::Block;
use crate::text::{self, Carry, Era, Own, PeriodUnit, Span, explained_terms, last_era, periods};
use std::cell::OnceCell;

/// What a document tells of its own time. Most is looked up where a date first asks for it.
#[derive(Debug, Default)]
pub struct Times<'a> {
    blocks: &'a [Block],
    plan: Option<Period>,
    /// The fiscal year that the document is of.
    year: Option<i16>,
    eras: OnceCell<Vec<(u32, &'static Era)>>,
    terms: OnceCell<Vec<(&'static str, text::Period)>>,
}

impl<'a> Times<'a> {
    /// The times of a document.
    pub fn of(blocks: &'a [Block], about: &About) -> Self {
        let title = about.title.as_deref().and_then(year_of);
        let plan = about.period.clone();
        let year = title.or_else(|| plan.as_ref().and_then(one_year));
        Self { blocks, plan, year, ..Self::default() }
    }

    /// The plan's own period.
    pub fn plan(&self) -> Option<&Period> {
        self.plan.as_ref()
    }

    /// What a cell of dates takes from the document: the era, and the year that the document is of.
    pub fn carry(&self, era: Option<&'static Era>) -> Carry {
        Carry { era, year: self.year, fiscal: true }
    }

    /// The era of the last year that is printed above a place.
    pub fn era_above(&self, place: Span) -> Option<&'static Era> {
        let eras = self.eras.get_or_init(|| {
            let era = |block: &Block| Some((block.span.start, last_era(block.text.as_str())?));
            let mut eras: Vec<_> = self.blocks.iter().filter_map(era).collect();
            eras.sort_by_key(|(start, _)| *start);
            eras
        });
        let above = eras.partition_point(|(start, _)| *start < place.start);
        above.checked_sub(1).and_then(|last| eras.get(last)).map(|(_, era)| *era)
    }

    /// The days that the document gives to a stretch of its own (3か年, 短期), and where they are told.
    pub fn own(&self, own: Own, words: &str) -> Option<(text::Period, Inherited)> {
        match own {
            Own::Years(years) => {
                let plan = self.plan.as_ref()?;
                let (start, end) = plan.start.zip(plan.end)?;
                let after = start.year().checked_add(i16::try_from(years).ok()?)?;
                let lasts = end.tomorrow().ok()? == start.with().year(after).build().ok()?;
                let period = text::Period::new(plan.unit, start, end)?;
                lasts.then_some((period, Inherited::PlanPeriod))
            }
            Own::Term => {
                let terms = self.terms.get_or_init(|| {
                    self.blocks.iter().flat_map(|block| explained_terms(block.text.as_str())).collect()
                });
                let mut said = terms.iter().filter(|(term, _)| *term == words.trim()).map(|(_, period)| period);
                let first = said.next()?;
                // Two explanations of one term explain nothing.
                said.all(|other| other == first).then(|| (first.clone(), Inherited::Legend))
            }
        }
    }
}

/// The one year that a title names (令和7年度 主要事業一覧).
fn year_of(title: &str) -> Option<i16> {
    let found = periods(title, &mut Carry::default());
    let [only] = found.as_slice() else { return None };
    let period = &only.value.period;
    let (start, end) = period.start().zip(period.end())?;
    let one = period.unit() == PeriodUnit::FiscalYear && end.year() == start.year() + 1;
    one.then(|| start.year())
}

/// The year of a plan of a single one.
fn one_year(plan: &Period) -> Option<i16> {
    let (start, end) = plan.start.zip(plan.end)?;
    (plan.unit == PeriodUnit::FiscalYear && end.year() == start.year() + 1).then(|| start.year())
}
