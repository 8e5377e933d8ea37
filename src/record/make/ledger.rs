//! A small table of money: what an undertaking cost year by year, and where it came from (contract, `budget`).

use super::Home;
use super::money::{self, fund};
use super::sheet::Sheet;
use crate::lexicon::{self, Role};
use crate::record::Records;
use crate::record::desk::{Desk, Piece, inherited};
use crate::record::model::{Budget, Funding, Inherited, Period, Quantity, Sources};
use crate::record::reading::label::Label;
use crate::record::reading::uncounted;
use crate::record::tables::with_money;
use crate::text::Carry;

/// What a row of money is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// What was spent, or a sum that may be it.
    Sum,
    /// Where a part came from.
    Fund,
    /// Wages, and what they are added to.
    Beside,
}

struct Line {
    row: usize,
    kind: Kind,
    name: String,
    amounts: Vec<Option<Quantity>>,
}

/// Whether a small table is one of money: by the label beside it, or by its own.
pub fn is_money(sheet: Sheet<'_, '_>, title: Option<&Label>) -> bool {
    let tells = |label: &Label| {
        label.senses.first().is_some_and(|fact| matches!(fact.role, Role::Budget | Role::Funding))
            || lexicon::money_unit(label.text.as_str()).is_some() && label.tells(Role::Budget).is_some()
    };
    let years = years(sheet);
    let own = (0..sheet.reading.region.width()).filter(|col| !years.contains(col)).any(|col| tells(sheet.label(col)));
    let named = years.iter().filter(|col| tells(sheet.label(**col))).count();
    !years.is_empty() && (title.is_some_and(tells) || own || named * 2 > years.len())
}

fn years(sheet: Sheet<'_, '_>) -> Vec<usize> {
    (0..sheet.reading.region.width()).filter(|col| sheet.label(*col).is_dated()).collect()
}

/// Reads a small table of money for the initiative of its sheet: the sum of each year, with the parts that add up to it.
pub fn read(sheet: Sheet<'_, '_>, title: Option<&Label>, home: &Home, desk: &mut Desk<'_>, records: &mut Records) {
    let years = years(sheet);
    let own = (0..sheet.reading.region.width()).filter(|col| !years.contains(col)).map(|col| sheet.label(col));
    let unit = title.into_iter().chain(own).find_map(|label| lexicon::money_unit(label.text.as_str()));
    let rows = sheet.reading.head..sheet.reading.region.height();
    let lines: Vec<Line> = rows.filter_map(|row| line(sheet, row, &years, unit, title, desk)).collect();
    let funds = || lines.iter().filter(|line| line.kind == Kind::Fund);
    let adds_up = |sum: &&Line| {
        let fits = |at: &usize| {
            let parts: f64 = funds().filter_map(|line| line.amounts[*at].as_ref()?.value.as_f64()).sum();
            let whole = sum.amounts[*at].as_ref().and_then(|amount| amount.value.as_f64());
            whole.is_some_and(|whole| money::adds_up(whole, parts))
        };
        funds().next().is_some() && (0..years.len()).filter(fits).count() * 2 > years.len()
    };
    let sums = || lines.iter().filter(|line| line.kind == Kind::Sum);
    let all = || lines.iter().filter(|line| line.kind == Kind::Beside);
    let Some(sum) =
        sums().find(adds_up).or_else(|| all().find(adds_up)).or_else(|| sums().next()).or_else(|| all().next())
    else {
        return;
    };
    let Some(made) = records.initiatives.iter_mut().rfind(|made| Some(&made.id) == home.initiative_id.as_ref()) else {
        return;
    };
    let mut pieces: Vec<Piece> = Vec::new();
    for (at, col) in years.iter().enumerate() {
        let Some(amount) = sum.amounts[at].clone() else { continue };
        let parts =
            funds().filter_map(|line| Some(Funding { name: line.name.clone(), amount: line.amounts[at].clone()? }));
        made.budget.push(Budget { period: year(sheet, *col, desk), amount, funding: parts.collect() });
        pieces.extend(sheet.pieces(sum.row, *col));
        pieces.extend(funds().filter(|line| line.amounts[at].is_some()).flat_map(|line| sheet.pieces(line.row, *col)));
    }
    let more = desk.sources(&pieces).all().to_vec();
    made.source = Sources::Many(made.source.all().iter().cloned().chain(more).collect());
}

/// The year of a column of money: that of the budget, where the label says that it is the first of its year (R6当初).
fn year(sheet: Sheet<'_, '_>, col: usize, desk: &Desk<'_>) -> Option<Period> {
    let text = &sheet.label(col).text;
    let Some(range) = lexicon::first_of_year(text.as_str()) else { return sheet.period(col, desk) };
    let rest = text.without(&[range]);
    let told = desk.dates(&rest, None, None).into_iter().next();
    told.map(|period| inherited(&period, Inherited::ColumnHeader))
}

/// A row of money: its own label is the innermost before its years; a tall one before that groups it.
fn line(
    sheet: Sheet<'_, '_>,
    row: usize,
    years: &[usize],
    unit: Option<&'static str>,
    title: Option<&Label>,
    desk: &Desk<'_>,
) -> Option<Line> {
    let first = years.first().copied().unwrap_or(0);
    let texts: Vec<_> =
        (0..first).map(|col| sheet.text(sheet.begin(row, col), col)).filter(|text| !text.is_blank()).collect();
    let names: Vec<String> = texts.iter().map(|text| crate::page::squeeze(text.as_str())).collect();
    let own = names.last().cloned().unwrap_or_default();
    let label = |text: &str| sheet.page.lexicon.senses(&uncounted(text));
    let tells = |text: &str, role: Role| label(text).first().is_some_and(|fact| fact.role == role);
    let sums = |text: &str| lexicon::ends_as_total(&uncounted(text));
    let grouped = names.len() > 1 && names[..names.len() - 1].iter().any(|name| tells(name, Role::Funding));
    let kind = if lexicon::is_beside_cost(&own) {
        Kind::Beside
    } else if sums(&own) || tells(&own, Role::Budget) && !grouped {
        Kind::Sum
    } else if grouped || tells(&own, Role::Funding) || !fund(&own).is_empty() && title.is_some() {
        Kind::Fund
    } else {
        return None;
    };
    let told = unit.or_else(|| texts.iter().find_map(|text| lexicon::money_unit(text.as_str())));
    let amounts = years.iter().map(|col| {
        let mut amount = if sheet.says(row, *col) { money::amount(sheet, row, *col, desk)? } else { return None };
        if let Some(unit) = told.filter(|_| amount.unit.is_none()) {
            with_money(&mut amount, unit);
        }
        Some(amount)
    });
    let amounts: Vec<Option<Quantity>> = amounts.collect();
    let name = fund(&own);
    Some(Line { row, kind, name, amounts })
}

/// What a label beside a small table says.
pub fn title(text: &crate::text::Text, words: &lexicon::Lexicon) -> Label {
    Label::of(text.clone(), &Carry::default(), words)
}
