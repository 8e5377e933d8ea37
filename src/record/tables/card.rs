//! A sheet of one initiative (個票): its name and at least two more labels, each with a value beside it.

use super::columns::{self, Shape};
use super::pairs::Pair;
use super::sheet::{Layout, Sheet, enumerated, offices, pieces_of, schedule, schedule_under, with_money};
use super::values::{self, Home};
use super::why::PILLARS;
use super::{names_initiative, pillar_pieces, pillars_above};
use crate::lexicon::{self, Role};
use crate::page::{Block, LONGEST_NAME, squeeze};
use crate::record::desk::{Desk, Piece};
use crate::record::figures::Scope;
use crate::record::model::{Budget, Initiative, Period};
use crate::record::trace::{Ground, Reasons};
use crate::record::{Page, Records, outcome, statement, target};
use crate::table::{Table, cell_text, of_rows};
use crate::text::{self, Text, join_lines};
use std::collections::BTreeSet;

/// Fewest different labels of a sheet beside the name.
const FEWEST_LABELS: usize = 2;

/// Labels that say something of an initiative.
const TELLING: [Role; 10] = [
    Role::Description,
    Role::Activity,
    Role::Target,
    Role::Indicator,
    Role::Result,
    Role::Schedule,
    Role::Department,
    Role::Partner,
    Role::NextStep,
    Role::Budget,
];

/// Fields of the initiative, by the labels whose values fill them.
const FIELDS: [(Role, &str); 9] = [
    (Role::Initiative, "name"),
    (Role::Code, "code"),
    (Role::Description, "description"),
    (Role::Activity, "activities"),
    (Role::Schedule, "schedule"),
    (Role::Department, "departments"),
    (Role::Partner, "partners"),
    (Role::NextStep, "next_steps"),
    (Role::Budget, "budget"),
];

/// A sheet of one initiative.
const SHEET: Ground = Ground::of(
    "a sheet whose labels name an initiative and say at least two things of it is that initiative",
    module_path!(),
);
/// A sheet below a heading.
const HEADING: Ground =
    Ground::of("no label of the sheet names the initiative: the heading above does", module_path!());

/// The name of a sheet's initiative.
struct Name {
    text: Text,
    pieces: Vec<Piece>,
    /// Whether the heading above the sheet is the name.
    headed: bool,
}

/// The name beside its label; where no label names it, the heading that the sheet stands under.
fn name(page: &Page<'_>, heading: Option<usize>, pairs: &[Pair]) -> Option<Name> {
    let mut names = pairs.iter().filter(|pair| pair.role == Some(Role::Initiative));
    match (names.next(), names.next()) {
        (Some(pair), None) if pair.value.as_str().chars().count() <= LONGEST_NAME => {
            Some(Name { text: cell_text(&pair.value), pieces: Vec::new(), headed: false })
        }
        (None, _) => {
            let heading = &page.blocks[heading.filter(|heading| names_initiative(page, *heading))?];
            let pieces = vec![Piece::of(heading.span, heading.page)];
            Some(Name { text: cell_text(&heading.text), pieces, headed: true })
        }
        _ => None,
    }
}

/// Reads a sheet; false where the table is none.
pub fn read(
    page: &Page<'_>,
    table: &Table,
    rows: &[Block],
    pairs: &[Pair],
    desk: &mut Desk<'_>,
    records: &mut Records,
) -> bool {
    let tells = |pair: &&Pair| pair.role.is_some_and(|role| TELLING.contains(&role));
    let telling = pairs.iter().filter(tells).count();
    // A header whose last cell is no known label looks like a label with a value; in a sheet labels open the rows.
    let opening = pairs.iter().filter(|pair| pair.first).map(|pair| pair.row).collect::<BTreeSet<_>>().len();
    if opening * 2 < rows.len() {
        return false;
    }
    let heading = page.heading_of(table.blocks.start);
    let Some(name) = name(page, heading, pairs).filter(|_| telling >= FEWEST_LABELS) else { return false };
    records.furniture.extend(pairs.iter().filter_map(|pair| pair.label.hull()));
    let card = Card { table, pairs };
    let above = if name.headed { heading.and_then(|heading| page.heading_of(heading)) } else { heading };
    let mut path = pillars_above(page, above);
    // 個票1 …: the heading only names the sheet once more.
    let again = |step: &String| squeeze(step).ends_with(&squeeze(name.text.as_str()));
    path.pop_if(|step| again(step));
    let made = card.initiative(&name, path, desk);
    if let Some(heading) = heading.filter(|_| name.headed) {
        records.headed.insert(heading, made.id.clone());
    }
    let words = made.path.join("/") + "/" + &made.name;
    let home = Home { initiative_id: Some(made.id.clone()), words, ..Home::default() };
    let heads = pillar_pieces(page, above);
    desk.explain(&made.id, |say| card.reasons(say, &name, heads));
    records.initiatives.push(made);
    card.statements(&home, desk, records);
    card.indicators(page, rows, &home, desk, records);
    card.keep_rest(rows, desk, records);
    true
}

/// A sheet that is being read.
struct Card<'a> {
    table: &'a Table,
    pairs: &'a [Pair],
}

impl<'a> Card<'a> {
    fn with(&self, role: Role) -> impl Iterator<Item = &'a Pair> {
        let said = |pair: &&Pair| !pair.value.is_blank() && !lexicon::says_none(pair.value.as_str());
        self.pairs.iter().filter(move |pair| pair.role == Some(role)).filter(said)
    }

    fn pieces(&self, pair: &Pair) -> Vec<Piece> {
        pieces_of(&pair.value, pair.page, Some((self.table.number, pair.row as u32 + 1, pair.col as u32 + 1)))
    }

    fn initiative(&self, name: &Name, path: Vec<String>, desk: &mut Desk<'_>) -> Initiative {
        let list = |role: Role| -> Vec<String> {
            let items = self.with(role).flat_map(|pair| statement::items(&pair.value));
            items.map(|item| item.as_str().to_owned()).collect()
        };
        let prose: Vec<Text> = self.with(Role::Description).map(|pair| cell_text(&pair.value)).collect();
        let own = [Role::Initiative, Role::Code, Role::Description, Role::Activity, Role::Schedule, Role::Department];
        let own = own.into_iter().chain([Role::Partner, Role::NextStep, Role::Budget]);
        let said = own.flat_map(|role| self.with(role)).flat_map(|pair| self.pieces(pair));
        let pieces: Vec<Piece> = name.pieces.iter().copied().chain(said).collect();
        let title = name.text.as_str().to_owned();
        let words: Vec<&str> = path.iter().map(String::as_str).chain([title.as_str()]).collect();
        Initiative {
            id: desk.id("i", &words),
            code: self.with(Role::Code).map(|pair| cell_text(&pair.value).as_str().to_owned()).next(),
            description: Some(join_lines(&prose).as_str().to_owned()).filter(|text| !text.is_empty()),
            activities: list(Role::Activity),
            schedule: self
                .with(Role::Schedule)
                .flat_map(|pair| schedule_under(pair.label.as_str(), desk, &pair.value, pair.page))
                .collect(),
            departments: self.with(Role::Department).flat_map(|pair| offices(&pair.value)).collect(),
            partners: self.with(Role::Partner).flat_map(|pair| enumerated(&pair.value)).collect(),
            next_steps: list(Role::NextStep),
            issues: Vec::new(),
            tags: Vec::new(),
            budget: self
                .with(Role::Budget)
                .filter_map(|pair| Some(Budget { period: self.year_above(pair, desk), ..budget(pair, desk)? }))
                .collect(),
            path,
            name: title,
            source: desk.sources(&pieces),
        }
    }

    /// The year at the head of the column that a value stands in, where the sheet has a row of years.
    fn year_above(&self, pair: &Pair, desk: &Desk<'_>) -> Option<Period> {
        let years = self.with(Role::Schedule).filter(|year| year.col == pair.col && year.row < pair.row);
        let year = years.last()?;
        schedule(desk, &year.value, year.page).into_iter().next()
    }

    /// Why the sheet is an initiative, and its fields are what they are.
    fn reasons(&self, say: &mut Reasons, name: &Name, heads: Vec<Piece>) {
        say.record(SHEET, name.pieces.clone());
        if name.headed {
            say.field("name", HEADING, name.pieces.clone());
        }
        if !heads.is_empty() {
            say.field("path", PILLARS, heads);
        }
        for (role, field) in FIELDS {
            self.with(role).for_each(|pair| say.field(field, pair.ground(), self.pieces(pair)));
        }
    }

    fn statements(&self, home: &Home, desk: &mut Desk<'_>, records: &mut Records) {
        for pair in self.with(Role::Target).chain(self.with(Role::Indicator)) {
            for (text, printed) in statement::targets(&pair.value) {
                let context = target::Context {
                    initiative_id: home.initiative_id.clone(),
                    home: home.words.clone(),
                    pieces: pieces_of(
                        &printed,
                        pair.page,
                        Some((self.table.number, pair.row as u32 + 1, pair.col as u32 + 1)),
                    ),
                    page: pair.page,
                    ground: pair.ground(),
                    ..Default::default()
                };
                let made = target::target(desk, &text, None, context);
                records.targets.push(made);
            }
        }
        for pair in self.with(Role::Result) {
            for statement in statement::results(&pair.value) {
                let context = outcome::Context {
                    initiative_id: home.initiative_id.clone(),
                    home: home.words.clone(),
                    page: pair.page,
                    cell: Some((self.table.number, pair.row as u32 + 1, pair.col as u32 + 1)),
                    ground: pair.ground(),
                    ..Default::default()
                };
                let made = outcome::outcome(desk, &statement, &context, &mut Scope::default());
                records.results.push(made);
            }
        }
    }

    /// A table inside of the sheet, with a header of its own: 指標名 | 基準値 | 目標値.
    fn indicators(&self, page: &Page<'_>, rows: &[Block], home: &Home, desk: &mut Desk<'_>, records: &mut Records) {
        let paired: BTreeSet<usize> = self.pairs.iter().map(|pair| pair.row).collect();
        let mut from = 0;
        while from < rows.len() {
            let to = (from..rows.len()).find(|row| paired.contains(row)).unwrap_or(rows.len());
            if to > from + 1 {
                let inner = of_rows(&rows[from..to], self.table.blocks.start + from).numbered(self.table.number);
                let Layout { columns, clues, shape } = columns::layout(&inner, "");
                if matches!(shape, Shape::Indicators | Shape::Aims) {
                    records.furniture.extend(&inner.header_spans);
                    let sheet = Sheet { page, table: &inner, columns: &columns, clues: &clues };
                    inner.rows.iter().for_each(|row| values::statements(sheet, row, home, desk, records));
                }
            }
            from = to + 1;
        }
    }

    /// What no record holds stays in the outline.
    fn keep_rest(&self, rows: &[Block], desk: &Desk<'_>, records: &mut Records) {
        let paired: BTreeSet<usize> = self.pairs.iter().map(|pair| pair.row).collect();
        let rest = rows.iter().enumerate().filter(|(row, _)| !paired.contains(row));
        let texts: Vec<Text> = rest.map(|(_, block)| block.text.clone()).filter(|text| !text.is_blank()).collect();
        if !texts.is_empty() {
            records.keep(desk, &Text::default(), &texts);
        }
    }
}

/// The first amount beside a label of money; the label's unit stands behind bare digits.
fn budget(pair: &Pair, desk: &Desk<'_>) -> Option<Budget> {
    let found = desk.figures(&pair.value, &[], text::Place::Cell).into_iter().next()?;
    let mut amount = desk.quantity(&pair.value, &found, pair.page)?;
    if let Some(unit) = lexicon::money_unit(pair.label.as_str()) {
        with_money(&mut amount, unit);
    }
    Some(Budget { period: None, amount, funding: Vec::new() })
}
