//! What speaks for a way to read a region, and what is missing for records.

use super::kind::kind_column;
use super::label::Label;
use super::missing::{self, Missing};
use super::region::Region;
use super::rows;
use super::senses::{self, Around, Column, Weighed};
use super::{Matter, Reading, Sense, card};
use crate::lexicon::{Look, Role};
use crate::page::squeeze;
use crate::text::quantities;

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
/// What is found of a way to read a region, before it is chosen.
pub struct Judged {
    /// What each column means.
    pub senses: Vec<Weighed>,
    /// What speaks for it, in hundredths of a nat.
    pub sum: i32,
    /// What was missing.
    pub missing: Option<Missing>,
}

impl Judged {
    /// What is compared: one that makes records goes before one that does not.
    pub fn worth(&self) -> (bool, i32) {
        (self.missing.is_none(), self.sum)
    }
}

/// A way to read a region, weighed.
pub fn weighed<'a>(
    region: &Region<'a>,
    heads: (usize, usize),
    columns: &[Column],
    matter: Matter,
    around: &Around,
) -> Reading<'a> {
    let kind = kind_column(region, heads.1);
    reading(region, heads, columns, matter, judged(region, heads, columns, (matter, kind), around))
}

/// The reading of a way that was chosen.
pub fn reading<'a>(
    region: &Region<'a>,
    (titles, head): (usize, usize),
    columns: &[Column],
    matter: Matter,
    Judged { senses, sum, missing }: Judged,
) -> Reading<'a> {
    let names: Vec<usize> =
        (0..senses.len()).filter(|col| matches!(senses[*col].sense, Sense::Role(role) if matter.names(role))).collect();
    let words: Vec<String> = columns.iter().map(|column| squeeze(column.label.text.as_str())).collect();
    let rows = rows::kinds(region, head, &words, &names);
    let labels = columns.iter().map(|column| column.label.clone()).collect();
    Reading { region: region.clone(), titles, head, labels, senses, rows, matter, sum, missing }
}

/// What speaks for a way to read a region. `kind` is the column that says of each row what its figures are.
pub fn judged(
    region: &Region<'_>,
    (titles, head): (usize, usize),
    columns: &[Column],
    (matter, kind): (Matter, Option<usize>),
    around: &Around,
) -> Judged {
    let (mut senses, mut sum) = senses::best(columns, matter, around);
    // A label printed twice says nothing more.
    for (col, way) in senses.iter().enumerate() {
        let again = |before: usize| {
            senses[before].sense == way.sense
                && region.squares[titles][before].cell != region.squares[titles][col].cell
                && columns[before].label.words == columns[col].label.words
                && columns[col].label.when == columns[before].label.when
        };
        if matches!(way.sense, Sense::Role(_)) && (0..col).any(again) {
            sum -= way.weight + if region.turned { AGAIN } else { 0 };
        }
    }
    set_out(columns, around, &mut senses);
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
    if !region.turned {
        sum -= labels_left(region, head, kind) as i32 * LABEL_LEFT;
    }
    if let Some(kind) = kind {
        sum += 250 - senses[kind].weight;
        senses[kind] = Weighed { sense: Sense::Kind, weight: 250, word: None };
    }
    let printed = region.printed_head == head || region.turned && head == 1;
    sum += if printed { PRINTED } else { 0 } + if region.turned { TURNED } else { 0 };
    let with = |role: Role| senses.iter().any(|way| way.sense == Sense::Role(role));
    // What is counted in units, row by row, is an indicator.
    if matter == Matter::Initiative && with(Role::Unit) && kind.is_some() && !with(Role::Indicator) {
        sum -= COUNTED;
    }
    let foreign: i32 = columns
        .iter()
        .filter_map(|column| column.label.senses.first())
        .filter(|fact| fact.role == Role::Foreign)
        .map(|fact| fact.weight)
        .sum();
    sum -= foreign * 2;
    let missing = missing::of(region, (columns, &senses, sum), (matter, kind.is_some()), around);
    Judged { senses, sum, missing }
}

/// In a plan the one year before it, beside the years of its aims, is where they set out from. Where nobody knows when
/// the plan begins, so is the first of two years that lie apart.
fn set_out(columns: &[Column], around: &Around, senses: &mut [Weighed]) {
    let base = |way: &Weighed| way.sense == Sense::Role(Role::Baseline);
    if around.reports || senses.iter().any(base) {
        return;
    }
    let figures = |at: &usize| matches!(senses[*at].sense, Sense::Role(Role::Target | Role::Result));
    let bare = |at: &usize| columns[*at].label.when.is_some() && columns[*at].label.words.is_empty();
    let years: Vec<usize> = (0..columns.len()).filter(figures).filter(bare).collect();
    let period = |at: usize| columns[at].label.when.as_ref().map(|when| &when.value.period);
    let end = |at: usize| period(at).and_then(|period| period.end());
    let before = |at: &usize| around.now.zip(end(*at)).is_some_and(|(now, end)| end <= now);
    let first = match years.as_slice() {
        [first, rest @ ..] if before(first) && !rest.is_empty() && !rest.iter().any(before) => *first,
        [first, second] if around.now.is_none() && around.says == Some(Role::Target) => {
            let apart = end(*first)
                .zip(end(*second))
                .is_some_and(|(one, other)| i32::from(other.year()) - i32::from(one.year()) > 1);
            if !apart {
                return;
            }
            *first
        }
        _ => return,
    };
    senses[first].sense = Sense::Role(Role::Baseline);
}

/// What the columns tell of one another: of several values to start from the first is it and the later were reached;
/// where names of indicators repeat, the names beside them belong to them.
fn settle(region: &Region<'_>, head: usize, columns: &[Column], matter: Matter, senses: &mut [Weighed]) {
    // Under one 実績 the years are alike: what was expected of the last is no value to start from.
    for col in 1..senses.len() {
        let (before, own) = (&columns[col - 1].label, &columns[col].label);
        let reached = |label: &Label| label.tells(Role::Result).is_some() && label.when.is_some();
        let spread = senses[col - 1].sense == Sense::Role(Role::Result) && reached(before) && reached(own);
        let same = own.tells(Role::Result).map(|fact| (fact.line, fact.own))
            == before.tells(Role::Result).map(|fact| (fact.line, fact.own));
        if spread && same && senses[col].sense == Sense::Role(Role::Baseline) {
            senses[col].sense = Sense::Role(Role::Result);
        }
    }
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
            let said =
                (head..region.height()).filter(|row| region.begins(*row, col)).map(|row| &region.squares[row][col]);
            let said: Vec<&str> =
                said.filter(|square| square.glance.look.is_some()).map(|square| square.text.as_str()).collect();
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

/// Different labels that are left among the values: those of a sheet, where there are some.
fn labels_left(region: &Region<'_>, head: usize, kind: Option<usize>) -> usize {
    let inside = (head..region.height()).flat_map(|row| (0..region.width()).map(move |col| (row, col)));
    let known = inside
        .filter(|(row, col)| Some(*col) != kind && region.begins(*row, *col))
        .map(|(row, col)| &region.squares[row][col])
        .filter(|square| card::is_known(square));
    let mut words: Vec<String> = known.map(|square| squeeze(square.text.as_str())).collect();
    words.sort_unstable();
    words.dedup();
    if words.len() >= FEWEST_LEFT { words.len() } else { 0 }
}

/// Rows with a unit of their own and rows of aims and results below them name indicators, and no initiatives.
const COUNTED: i32 = 500;
/// Fewest labels among the values that make a table a sheet.
const FEWEST_LEFT: usize = 4;
/// What each of them speaks against a table.
const LABEL_LEFT: i32 = 150;

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
