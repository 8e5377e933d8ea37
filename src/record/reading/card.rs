//! A sheet (個票, 評価シート, 様式) cut into labels with their values, and small tables between them.
//!
//! ```text
//! 事業名 | 花壇づくり      | 担当課 | 公園課        pairs: a label, and the cell behind it
//! 目的   | 憩いの場を作る
//!        | 単位 | R5 | R6                          a row of labels and years: a small table begins
//! 植栽数 | か所 | 12 | 15
//! 評価   | A                                       a row of pairs again
//! ```

use super::label::Label;
use super::region::{Region, Square};
use crate::lexicon::{self, How, Lexicon, Role};
use crate::text::Carry;

/// Longest label of a sheet, in characters.
const LONGEST: usize = 24;
/// From this weight on the words of a cell make it a label.
const LABEL: i32 = 150;
/// The same of a word that is all of the cell and names what a plan is made of (施策名), at whatever level.
const LABEL_WHOLE: i32 = 40;
/// Fewest labels with values that make a sheet.
const FEWEST: usize = 3;

/// A label with its value, by their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Row and column of the label.
    pub label: (usize, usize),
    /// Rows and columns of the cells of its value, in order.
    pub values: Vec<(usize, usize)>,
}

/// A small table inside of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inner {
    /// Row of its header.
    pub head: usize,
    /// Its rows.
    pub rows: Vec<usize>,
}

/// One sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    /// Labels with their values.
    pub pairs: Vec<Pair>,
    /// Small tables.
    pub inner: Vec<Inner>,
}

impl Card {
    /// Whether its cells stand as no table on its side has them: two labels in a row, or a table below labels.
    pub fn is_no_table(&self) -> bool {
        let labels = || self.pairs.iter().map(|pair| pair.label);
        let beside = |(row, col)| labels().any(|(other, further)| other == row && further > col);
        !self.inner.is_empty() || labels().any(beside)
    }
}

/// What a cell is in a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    /// It says what stands behind or below it.
    Label,
    /// A year or a date alone.
    Year,
    /// Anything else.
    Value,
}

/// The sheets of a region; none where it is no sheet.
pub fn cut(region: &Region<'_>) -> Vec<Card> {
    let mut cards: Vec<Card> = Vec::new();
    let mut card = Card::default();
    let mut open: Option<Inner> = None;
    let mut first: Option<String> = None;
    for row in 0..region.height() {
        let cells = cells(region, row);
        if heads(region, row, &cells) {
            card.inner.extend(open.take().filter(|inner| !inner.rows.is_empty()));
            open = Some(Inner { head: row, rows: Vec::new() });
            continue;
        }
        if let Some(inner) = open.as_mut().filter(|inner| goes_on(region, inner.head, row, &cells)) {
            inner.rows.push(row);
            continue;
        }
        card.inner.extend(open.take().filter(|inner| !inner.rows.is_empty()));
        for pair in pairs(region, row, &cells, &card) {
            let words = lexicon_words(region, pair.label);
            if first.as_ref() == Some(&words) && !card.pairs.is_empty() {
                cards.push(std::mem::take(&mut card));
            }
            first.get_or_insert(words);
            card.pairs.push(pair);
        }
    }
    card.inner.extend(open.filter(|inner| !inner.rows.is_empty()));
    cards.push(card);
    let known = |card: &Card| {
        let mut roles: Vec<Role> = card.pairs.iter().filter_map(|pair| role(region, pair.label)).collect();
        roles.sort_unstable();
        roles.dedup();
        roles.len()
    };
    cards.retain(|card| known(card) >= FEWEST);
    cards
}

fn lexicon_words(region: &Region<'_>, (row, col): (usize, usize)) -> String {
    crate::page::squeeze(region.squares[row][col].text.as_str())
}

/// The role that a label tells best.
fn role(region: &Region<'_>, (row, col): (usize, usize)) -> Option<Role> {
    Label::of(region.squares[row][col].text.clone(), &Carry::default(), region.lexicon)
        .senses
        .first()
        .map(|fact| fact.role)
}

/// The cells that begin in a row and say something, with what each is.
fn cells(region: &Region<'_>, row: usize) -> Vec<(usize, Cell)> {
    let said = |col: &usize| region.begins(row, *col) && !region.squares[row][*col].text.is_blank();
    (0..region.width()).filter(said).map(|col| (col, cell(&region.squares[row][col], region.lexicon))).collect()
}

/// Whether a cell is a label or a year.
pub fn is_label(square: &Square<'_>, lexicon: &Lexicon) -> bool {
    cell(square, lexicon) != Cell::Value
}

/// Whether a cell is a year or a date alone.
pub fn is_year(square: &Square<'_>, lexicon: &Lexicon) -> bool {
    cell(square, lexicon) == Cell::Year
}

/// Whether a cell is a label that is known as a whole.
pub fn is_known(square: &Square<'_>, lexicon: &Lexicon) -> bool {
    let text = square.text.as_str();
    let short = !square.goes_on
        && !square.text.is_blank()
        && text.chars().count() <= LONGEST
        && !lexicon::is_grade(text)
        && !lexicon::is_tag(text);
    short
        && Label::of(square.text.clone(), &Carry::default(), lexicon)
            .senses
            .first()
            .is_some_and(|fact| fact.how == How::Whole && fact.weight >= WHOLE)
}

/// From this weight on a whole label is sure.
const WHOLE: i32 = 330;

fn cell(square: &Square<'_>, lexicon: &Lexicon) -> Cell {
    let text = square.text.as_str();
    if text.chars().filter(|c| !c.is_whitespace()).count() > LONGEST || text.contains('。') || lexicon::is_grade(text)
    {
        return Cell::Value;
    }
    let label = Label::of(square.text.clone(), &Carry::default(), lexicon);
    if label.words.is_empty() {
        return if label.when.is_some() { Cell::Year } else { Cell::Value };
    }
    let names = |role: Role| role == Role::Initiative;
    let head = |fact: &lexicon::Fact| {
        if fact.how == How::Whole && names(fact.role) && fact.weight >= LABEL_WHOLE {
            return true;
        }
        fact.weight >= LABEL && (fact.how == How::Whole || fact.how == How::End || label.when.is_some())
    };
    if label.senses.iter().any(head) && !lexicon::is_tag(text) { Cell::Label } else { Cell::Value }
}

/// Whether a row is the header of a small table: nothing but labels and years, at least two side by side.
fn heads(region: &Region<'_>, row: usize, cells: &[(usize, Cell)]) -> bool {
    let none = cells.iter().all(|(_, cell)| *cell != Cell::Value);
    let years = cells.iter().filter(|(_, cell)| *cell == Cell::Year).count();
    let tall = |(col, _): &&(usize, Cell)| spans(region, row, *col) > 1;
    let low = cells.iter().filter(|cell| !tall(cell)).count();
    // 実施期間 with its years is a field.
    let dates =
        matches!(cells, [(label, Cell::Label), (_, Cell::Year)] if role(region, (row, *label)) == Some(Role::Schedule));
    none && !dates && low >= 2 && (years >= 2 || cells.len() >= 3 || (years >= 1 && cells.len() >= 2))
}

/// Whether all of a cell is a word that labels have.
fn whole(region: &Region<'_>, row: usize, col: usize) -> bool {
    let label = Label::of(region.squares[row][col].text.clone(), &Carry::default(), region.lexicon);
    label.senses.iter().any(|fact| fact.how == How::Whole && fact.weight >= LABEL_WHOLE)
}

/// Rows that a cell covers.
fn spans(region: &Region<'_>, row: usize, col: usize) -> usize {
    1 + (row + 1..region.height()).take_while(|below| region.squares[*below][col].goes_on).count()
}

/// Whether a row goes on with a small table: its cells stand under those of the header.
fn goes_on(region: &Region<'_>, head: usize, row: usize, cells: &[(usize, Cell)]) -> bool {
    let starts: Vec<usize> = (0..region.width()).filter(|col| region.squares[head][*col].right == 0).collect();
    let under =
        |col: &usize| starts.contains(col) && region.squares[row][*col].cols <= region.squares[head][*col].cols.max(1);
    let values = cells.iter().filter(|(_, cell)| *cell == Cell::Value).count();
    let later = cells.iter().skip(1).filter(|(col, cell)| *cell == Cell::Label && *col > 0).count();
    let fits = cells.iter().skip(1).all(|(col, _)| under(col));
    let lone = cells.len() == 2 && region.squares[row][cells[1].0].cols > 1;
    let kinds = later == 1 && values >= 1;
    !cells.is_empty() && fits && !lone && (later == 0 || kinds) && (values >= 1 || cells.len() == 1)
}

/// The labels of a row with the cell behind each. A label with another behind it stands beside what is below.
fn pairs(region: &Region<'_>, row: usize, cells: &[(usize, Cell)], card: &Card) -> Vec<Pair> {
    let mut out: Vec<Pair> = Vec::new();
    let mut at = 0;
    while at < cells.len() {
        let (col, cell) = cells[at];
        if cell != Cell::Label {
            // What stands behind a label that goes on from the row above belongs to it.
            let above = card
                .pairs
                .last()
                .filter(|pair| at == 0 && pair.label.1 < col && region.squares[row][pair.label.1].goes_on);
            if let Some(above) = above {
                out.push(Pair { label: above.label, values: vec![(row, col)] });
            }
            at += 1;
            continue;
        }
        // A name may end like a label does (使用料の見直し) behind one that is known as a whole.
        let named = |value: usize| whole(region, row, col) && !whole(region, row, value) && at + 2 == cells.len();
        match cells.get(at + 1) {
            Some((value, kind)) if *kind != Cell::Label || named(*value) => {
                let mut values = vec![(row, *value)];
                at += 2;
                while let Some((more, Cell::Value)) = cells.get(at) {
                    values.push((row, *more));
                    at += 1;
                }
                out.push(Pair { label: (row, col), values });
            }
            _ => at += 1,
        }
    }
    out
}
