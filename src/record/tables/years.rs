//! Columns headed by years in a table of initiatives: what is done in each year, as a schedule with
//! stages (検討, 試行, 実施). An arrow carries the stage of the year before on.

use super::columns::{self, Column};
use super::sheet::Sheet;
use crate::lexicon;
use crate::record::desk::{Desk, Piece};
use crate::record::model::Period;
use crate::table::{Row, cell_text};
use crate::text::{Rank, RowBar, opening};

/// The periods of a row's year columns; years of one stage that follow one another are one period.
pub fn staged(sheet: Sheet<'_>, row: &Row, desk: &Desk<'_>) -> Vec<Period> {
    let mut out: Vec<Period> = Vec::new();
    for col in (0..sheet.columns.len()).filter(|col| sheet.columns[*col] == Column::Measure) {
        let cell = cell_text(&row.cells[col].text);
        let Some(year) = columns::header_period(desk, sheet.table, col, sheet.page.plan_period.as_ref()) else {
            continue;
        };
        // Signs without a word are the ends of a bar that is drawn over the row.
        let signs = !row.bars.is_empty() && !cell.as_str().contains(char::is_alphanumeric);
        if cell.is_blank() || signs || lexicon::says_none(cell.as_str()) {
            continue;
        }
        let arrow = opening(cell.as_str())
            .is_some_and(|mark| matches!(mark.rank, Rank::Arrow | Rank::Lead) && mark.range.end == cell.as_str().len());
        let goes_on = arrow || lexicon::is_ditto(cell.as_str());
        match out.last_mut() {
            Some(last) if adjoins(last, &year) && (goes_on || last.stage.as_deref() == Some(cell.as_str())) => {
                *last = last.clone().through(&year)
            }
            _ => out.push(Period { stage: (!goes_on).then(|| cell.as_str().to_owned()), ..year }),
        }
    }
    out
}

/// Months that may lie between a calendar year and the fiscal year behind it (令和6年 | 令和7年度): no year is left out.
const NO_YEAR: i32 = 6;

/// Whether a year follows a period without a gap: after one a new period begins.
fn adjoins(last: &Period, year: &Period) -> bool {
    let months = |day: jiff::civil::Date| i32::from(day.year()) * 12 + i32::from(day.month());
    last.end.zip(year.start).is_none_or(|(end, start)| months(start) - months(end) <= NO_YEAR)
}

/// The periods of the bars over a row: from the year that heads the first column of each to the last one's.
pub fn barred(sheet: Sheet<'_>, row: &Row, desk: &Desk<'_>) -> Vec<Period> {
    let year = |col: u16| columns::header_period(desk, sheet.table, usize::from(col), sheet.page.plan_period.as_ref());
    let period = |bar: &RowBar| {
        let (first, last) = (year(bar.first)?, year(bar.last)?);
        let span = [bar.first, bar.last]
            .iter()
            .filter_map(|col| sheet.table.header.get(usize::from(*col))?.text.hull())
            .reduce(|a, b| a.hull(b))?;
        let printed = desk.quoted(Piece::of(span, None));
        Some(Period { raw: printed.quote, at: printed.place, stage: bar.stage.clone(), ..first.through(&last) })
    };
    row.bars.iter().filter_map(period).collect()
}

/// The stages of year columns, each with its year, its cell and whether no bar is drawn over the row: years of one stage
/// that follow one another are one period.
///
/// `means` says what a sign stands for, where the document explains it.
pub fn stages<'t>(
    years: impl Iterator<Item = (Period, &'t crate::text::Text, bool)>,
    means: impl Fn(&str) -> Option<String>,
) -> Vec<Period> {
    let mut out: Vec<Period> = Vec::new();
    for (year, text, bare) in years {
        let cell = cell_text(text);
        let told = means(cell.as_str());
        let signs = told.is_none() && !bare && !cell.as_str().contains(char::is_alphanumeric);
        if cell.is_blank() || signs || lexicon::says_none(cell.as_str()) {
            continue;
        }
        let arrow = opening(cell.as_str())
            .is_some_and(|mark| matches!(mark.rank, Rank::Arrow | Rank::Lead) && mark.range.end == cell.as_str().len());
        let goes_on = told.is_none() && (arrow || lexicon::is_ditto(cell.as_str()));
        let stage = told.unwrap_or_else(|| cell.as_str().to_owned());
        match out.last_mut() {
            Some(last) if goes_on || last.stage.as_deref() == Some(stage.as_str()) => {
                *last = last.clone().through(&year);
            }
            _ => out.push(Period { stage: (!goes_on).then_some(stage), ..year }),
        }
    }
    out
}
