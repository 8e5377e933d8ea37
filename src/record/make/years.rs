//! What an initiative does year by year: its periods, stages, phrases and amounts.

use super::initiative::go_on;
use super::sheet::Sheet;
use super::{money, statement};
use crate::lexicon::{self, Role};
use crate::record::desk::{Desk, Piece};
use crate::record::model::{Budget, Initiative, Period, Sources};
use crate::record::reading::Sense;
use crate::record::statement as items;
use crate::record::tables;
use crate::text::Text;

/// What a cell of dates says is done in each, where it is more than a stage.
pub(super) fn works(sheet: Sheet<'_, '_>, row: usize) -> Vec<String> {
    let cells = sheet.said(row, Role::Schedule).map(|col| super::sheet::works(sheet.text(row, col)));
    let long = |works: &Vec<Text>| works.iter().any(|work| work.as_str().chars().count() > LONGEST_STAGE);
    cells.filter(long).flatten().map(|work| work.as_str().to_owned()).collect()
}

/// The periods of a row: those of its columns of dates, those of its stages by year, those of its bars.
pub(super) fn scheduled(sheet: Sheet<'_, '_>, row: usize, desk: &Desk<'_>) -> Vec<Period> {
    let mut all: Vec<Period> = sheet
        .said(row, Role::Schedule)
        .filter(|col| statement::year_of(sheet, *col).is_none())
        .flat_map(|col| sheet.schedule(row, col, desk))
        .collect();
    let means = |sign: &str| sheet.page.legend.meaning(sign).map(|meaning| meaning.words.clone());
    let years = sheet.like(Sense::Stage).filter_map(|col| {
        Some((sheet.period(col, desk)?, sheet.text(row, col), sheet.reading.region.bars[row].is_empty()))
    });
    all.extend(tables::stages(years, means));
    all.extend(bars(sheet, row, desk));
    all
}

/// The periods of the bars that are drawn over a row.
pub(super) fn bars(sheet: Sheet<'_, '_>, row: usize, desk: &Desk<'_>) -> Vec<Period> {
    let drawn = sheet.reading.region.bars[row].iter().filter_map(|bar| {
        let (first, last) = (sheet.period(usize::from(bar.first), desk)?, sheet.period(usize::from(bar.last), desk)?);
        let span = [bar.first, bar.last]
            .iter()
            .filter_map(|col| sheet.label(usize::from(*col)).text.hull())
            .reduce(|a, b| a.hull(b))?;
        let printed = desk.quoted(Piece::of(span, None));
        Some(Period { raw: printed.quote, at: printed.place, end: last.end, stage: bar.stage.clone(), ..first })
    });
    drawn.collect()
}

/// Longest word that names a stage (本格実施), in characters; what is longer says what is done.
pub const LONGEST_STAGE: usize = 6;

/// Adds a row of stages: words on bars and phrases are what is done.
pub fn staged(made: &mut Initiative, sheet: Sheet<'_, '_>, row: usize, desk: &Desk<'_>) {
    let drawn = !sheet.reading.region.bars[row].is_empty();
    let said: Vec<usize> = sheet.like(Sense::Stage).filter(|col| sheet.says(row, *col)).collect();
    let does = |col: &usize| {
        let text = sheet.text(row, *col).as_str();
        !lexicon::is_sign(text) && !lexicon::is_ditto(text) && (drawn || text.chars().count() > LONGEST_STAGE)
    };
    let phrases: Vec<usize> = said.iter().copied().filter(does).collect();
    if phrases.is_empty() {
        return go_on(made, sheet, row, None, desk);
    }
    years(made, sheet, row, &phrases, Role::Activity, desk);
    made.schedule.extend(if drawn { bars(sheet, row, desk) } else { scheduled(sheet, row, desk) });
}

/// Adds what a row says year by year: phrases of what is done, stages, amounts.
pub fn years(made: &mut Initiative, sheet: Sheet<'_, '_>, row: usize, cols: &[usize], role: Role, desk: &Desk<'_>) {
    let mut pieces: Vec<Piece> = Vec::new();
    if role == Role::Budget {
        let mut budgets: Vec<(usize, Budget)> = Vec::new();
        for col in cols.iter().copied().filter(|col| !lexicon::is_total(&sheet.label(*col).words)) {
            let Some(amount) = money::amount(sheet, row, col, desk) else { continue };
            budgets.push((col, Budget { period: sheet.period(col, desk), amount, funding: Vec::new() }));
            pieces.extend(sheet.pieces(row, col));
        }
        // A cell of funding may stand in the first row of the initiative, or over all of them.
        let names = |at: usize| sheet.with(Role::Initiative).any(|col| sheet.says(at, col));
        let said = |at: usize| sheet.with(Role::Funding).any(|col| sheet.says(at, col));
        let first = (sheet.reading.head..=row).rev().find(|at| names(*at)).unwrap_or(row);
        let from = (first..=row).rev().find(|at| said(*at)).unwrap_or(row);
        made.budget.extend(money::funded(sheet, (row, from), budgets, desk));
    } else {
        for col in cols.iter().copied() {
            let text = sheet.text(row, col);
            if lexicon::is_sign(text.as_str()) || lexicon::is_ditto(text.as_str()) {
                continue;
            }
            for item in items::items(text) {
                let item = item.as_str().to_owned();
                if made.activities.last() != Some(&item) {
                    made.activities.push(item);
                }
            }
            pieces.extend(sheet.pieces(row, col));
        }
    }
    if !pieces.is_empty() {
        let more = desk.sources(&pieces).all().to_vec();
        made.source = Sources::Many(made.source.all().iter().cloned().chain(more).collect());
    }
}
