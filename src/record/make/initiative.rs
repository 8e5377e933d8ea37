//! A region whose rows are initiatives, with everything that stands beside their names.

use super::sections::Sections;
use super::sheet::Sheet;
use super::statement::Named;
use super::years::{scheduled, works};
use super::{Home, indicator, money, name};
use crate::lexicon::{self, Role};
use crate::page::squeeze;
use crate::record::desk::{Desk, Piece};
use crate::record::model::{Initiative, Period, Sources};
use crate::record::reading::Sense;
use crate::record::reading::rows::RowKind;
use crate::record::tables::{self, enumerated, enumerated_offices};
use crate::record::trace::Ground;
use crate::record::{Records, statement as items};
use crate::table::cell_text;
use crate::text::Text;

/// A row is an initiative.
const ROW: Ground =
    Ground::of("a row that fills the column of names is an initiative, with what stands beside it", module_path!());

/// Roles whose cells are part of the initiative itself.
const OWN: [Role; 11] = [
    Role::Code,
    Role::Description,
    Role::Activity,
    Role::Schedule,
    Role::Department,
    Role::Partner,
    Role::NextStep,
    Role::Budget,
    Role::Funding,
    Role::Issue,
    Role::Tag,
];

/// Reads the rows of a region of initiatives; gives what belongs to the last of them.
pub fn read(sheet: Sheet<'_, '_>, desk: &mut Desk<'_>, records: &mut Records) -> Option<Home> {
    let region = &sheet.reading.region;
    let name_col = sheet.with(Role::Initiative).last()?;
    let base = super::above_record(sheet.page, region.table, records);
    let year = money::year(sheet.page, region.table, desk).filter(|_| region.table.number > 0);
    // A stanza has no table, and no caption.
    let year = year.or_else(|| (region.table.number == 0).then(|| money::year_of_title(sheet.page, desk)).flatten());
    let own = records.initiatives.len();
    let mut sections = Sections::of(sheet);
    let mut current: Option<(usize, Home)> = None;
    let mut group: Option<(String, Vec<Piece>, Vec<String>)> = None;
    let mut named = Named::default();
    let mut groups: Vec<Option<usize>> = vec![None; region.width()];
    for (at, kind) in sheet.reading.rows.iter().enumerate() {
        let row = sheet.reading.head + at;
        match kind {
            RowKind::Section => {
                sections.open(sheet, row);
                group = None;
                groups.fill(None);
                current = None;
                continue;
            }
            RowKind::Record => {}
            _ => continue,
        }
        for col in sheet.with(Role::Group).chain(sheet.with(Role::Initiative).filter(|col| *col != name_col)) {
            if sheet.says(row, col) {
                groups[col] = Some(row);
                if !sheet.says(row, name_col) {
                    records.furniture.extend(sheet.text(row, col).hull());
                }
            }
        }
        let name = sheet.text(row, name_col);
        let begins = sheet.says(row, name_col);
        if lexicon::says_none(name.as_str()) && !name.is_blank() {
            continue;
        }
        if begins && names_group(sheet, row, name_col) {
            let heads = group_cells(sheet, row, name_col);
            let outer = sheet.with(Role::Initiative).filter(|col| *col != name_col);
            let beside = sheet.with(Role::Group).chain(outer).filter(|col| sheet.says(row, *col));
            let beside = beside.flat_map(|col| sheet.pieces(row, col));
            let pieces = sheet.pieces(row, name_col).into_iter().chain(beside).collect();
            group = Some((name::step(name), pieces, heads));
            current = None;
            continue;
        }
        if group.as_ref().is_some_and(|(.., heads)| *heads != group_cells(sheet, row, name_col) && begins) {
            group = None;
        }
        if begins {
            let (mut path, mut printed) = path(sheet, row, name_col, &base, &sections, &groups);
            if let Some((name, pieces, _)) = &group {
                path.push(name.clone());
                printed.extend(pieces);
            }
            let mut made = initiative(sheet, row, name_col, path, printed, desk);
            if !money::by_kind(sheet) {
                made.budget = money::of(sheet, row, year.as_ref(), desk);
            }
            let at = match again(records, own, &made) {
                Some(at) => {
                    add(&mut records.initiatives[at], made);
                    at
                }
                None => {
                    reasons(sheet, row, name_col, &made, desk);
                    records.initiatives.push(made);
                    records.initiatives.len() - 1
                }
            };
            let made = &records.initiatives[at];
            let words = made.path.join("/") + "/" + &made.name;
            current = Some((at, Home { initiative_id: Some(made.id.clone()), words, ..Home::default() }));
            named = Named::default();
        } else if let Some((at, _)) = &current {
            go_on(&mut records.initiatives[*at], sheet, row, year.as_ref(), desk);
        }
        let Some((_, home)) = &current else { continue };
        let home = home.clone();
        let indicators = sheet.with(Role::Indicator).next().is_some();
        if indicators {
            named = indicator::named(sheet, row, &named);
        }
        let own = if indicators { &named } else { &Named::default() };
        indicator::record(sheet, row, own, &home, desk, records);
    }
    current.map(|(_, home)| home)
}

/// The initiative that a row names again (contract, rule 11): one of another place, of the same name, of which the row
/// says nothing that is said there otherwise.
fn again(records: &Records, own: usize, row: &Initiative) -> Option<usize> {
    let name = squeeze(&row.name);
    let explains = row.description.is_some() || !row.activities.is_empty();
    let of_name = |made: &Initiative| squeeze(&made.name) == name;
    if explains || records.initiatives[own..].iter().any(of_name) {
        return None;
    }
    let mut known = records.initiatives[..own].iter().enumerate().filter(|(_, made)| of_name(made));
    let (at, made) = known.next()?;
    let alike = |first: &[String], second: &[String]| first.is_empty() || second.is_empty() || first == second;
    let fits = alike(&made.departments, &row.departments) && (made.budget.is_empty() || row.budget.is_empty());
    (fits && known.next().is_none()).then_some(at)
}

/// Adds what a row says of an initiative that was named before.
fn add(made: &mut Initiative, row: Initiative) {
    made.code = made.code.take().or(row.code);
    if made.departments.is_empty() {
        made.departments = row.departments;
    }
    made.schedule.extend(row.schedule);
    made.partners.extend(row.partners);
    made.next_steps.extend(row.next_steps);
    made.issues.extend(row.issues);
    made.budget.extend(row.budget);
    made.tags.extend(row.tags.into_iter().filter(|tag| !made.tags.contains(tag)).collect::<Vec<_>>());
    let mut all = made.source.all().to_vec();
    let more: Vec<_> = row.source.all().iter().filter(|place| !all.contains(place)).cloned().collect();
    all.extend(more);
    made.source = Sources::Many(all);
}

/// A row that names nothing but a group: what stands beside its name are groups, too.
fn names_group(sheet: Sheet<'_, '_>, row: usize, name_col: usize) -> bool {
    let named = |col: usize| matches!(sheet.reading.senses[col].sense, Sense::Role(Role::Group | Role::Initiative));
    let goes_on = |col: usize| sheet.reading.region.squares[row][col].goes_on;
    let mut others =
        (0..sheet.reading.region.width()).filter(|col| *col != name_col && !named(*col) && !goes_on(*col)).peekable();
    let bare = sheet.reading.region.bars[row].is_empty() && !sheet.reading.region.turned;
    bare && others.peek().is_some() && others.all(|col| sheet.text(row, col).is_blank())
}

/// What the groups beside a row say.
fn group_cells(sheet: Sheet<'_, '_>, row: usize, name_col: usize) -> Vec<String> {
    let cols = sheet.with(Role::Group).chain(sheet.with(Role::Initiative).filter(|col| *col != name_col));
    cols.map(|col| sheet.text(row, col).as_str().to_owned()).collect()
}

/// Fills an initiative that a heading names with what its sheet says.
pub fn fill(sheet: Sheet<'_, '_>, id: &str, home: &Home, desk: &mut Desk<'_>, records: &mut Records) {
    for row in sheet.reading.head..sheet.reading.region.height() {
        if let Some(made) = records.initiatives.iter_mut().rfind(|made| made.id == id) {
            made.code = made.code.take().or_else(|| {
                sheet.said(row, Role::Code).map(|col| cell_text(sheet.text(row, col)).as_str().to_owned()).next()
            });
            made.tags.extend(names(sheet, row, Role::Tag, enumerated));
            go_on(made, sheet, row, None, desk);
        }
        indicator::record(sheet, row, &Named::default(), home, desk, records);
    }
}

/// The steps above a name: headings, section, groups beside it.
fn path(
    sheet: Sheet<'_, '_>,
    row: usize,
    name_col: usize,
    base: &[String],
    sections: &Sections,
    groups: &[Option<usize>],
) -> (Vec<String>, Vec<Piece>) {
    let outer = sheet.with(Role::Initiative).any(|col| col != name_col);
    let grouped = outer || sheet.with(Role::Group).next().is_some();
    let mut path = if grouped { Vec::new() } else { base.to_vec() };
    let mut printed = Vec::new();
    path.extend(sections.names().filter(|name| base.last() != Some(name)).cloned());
    printed.extend(sections.pieces());
    let named = |col: usize| matches!(sheet.reading.senses[col].sense, Sense::Role(Role::Group | Role::Initiative));
    for (col, from) in groups.iter().enumerate().filter(|(col, _)| named(*col) && *col != name_col) {
        let Some(from) = from else { continue };
        path.push(name::step(sheet.text(*from, col)));
        if *from == row {
            printed.extend(sheet.pieces(row, col));
        }
    }
    (path, printed)
}

fn initiative(
    sheet: Sheet<'_, '_>,
    row: usize,
    name_col: usize,
    path: Vec<String>,
    beside: Vec<Piece>,
    desk: &mut Desk<'_>,
) -> Initiative {
    let texts = |role: Role| {
        sheet.said(row, role).map(|col| cell_text(sheet.text(row, col)).as_str().to_owned()).collect::<Vec<_>>()
    };
    let names_said = (sheet.reading.head..sheet.reading.region.height()).filter(|row| sheet.says(*row, name_col));
    let alone = tables::counts_alone(names_said.map(|row| sheet.text(row, name_col)), sheet.text(row, name_col));
    let name::Name { name, offices, tags } = name::name(sheet.text(row, name_col), !alone);
    let mut pieces = sheet.pieces(row, name_col);
    pieces.extend(beside);
    let (mut name, mut tags) = (name, tags);
    while let Some((meaning, rest)) = sheet.page.legend.opening(&name.clone()) {
        tags.push(meaning.words.clone());
        pieces.push(meaning.piece);
        name = rest.to_owned();
    }
    let signs = sheet.like(Sense::Stage).filter_map(|col| sheet.page.legend.meaning(sheet.text(row, col).as_str()));
    pieces.extend(signs.map(|meaning| meaning.piece).take(1));
    for role in OWN {
        pieces.extend(sheet.said(row, role).flat_map(|col| sheet.pieces(row, col)));
    }
    pieces.extend(sheet.like(Sense::Stage).filter(|col| sheet.says(row, *col)).flat_map(|col| sheet.pieces(row, col)));
    let words: Vec<&str> = path.iter().map(String::as_str).chain([name.as_str()]).collect();
    Initiative {
        id: desk.id("i", &words),
        code: texts(Role::Code).into_iter().next(),
        description: texts(Role::Description).into_iter().reduce(|first, second| first + " " + &second),
        activities: list(sheet, row, Role::Activity).into_iter().chain(works(sheet, row)).collect(),
        schedule: scheduled(sheet, row, desk),
        departments: names(sheet, row, Role::Department, enumerated_offices).into_iter().chain(offices).collect(),
        partners: names(sheet, row, Role::Partner, enumerated),
        next_steps: list(sheet, row, Role::NextStep),
        issues: list(sheet, row, Role::Issue),
        tags: tags.into_iter().chain(names(sheet, row, Role::Tag, enumerated)).collect(),
        budget: Vec::new(),
        source: desk.sources(&pieces),
        name,
        path,
    }
}

fn list(sheet: Sheet<'_, '_>, row: usize, role: Role) -> Vec<String> {
    let items = sheet.said(row, role).flat_map(|col| items::items(sheet.text(row, col)));
    items.map(|item| item.as_str().to_owned()).collect()
}

fn names(sheet: Sheet<'_, '_>, row: usize, role: Role, cut: fn(&Text) -> Vec<String>) -> Vec<String> {
    let said = |text: &Text| match items::ticked(text) {
        Some(choices) => choices.iter().map(|choice| choice.as_str().to_owned()).collect(),
        None => cut(text),
    };
    sheet.said(row, role).flat_map(|col| said(sheet.text(row, col))).collect()
}

/// Adds what a further row of an initiative says in cells of its own.
pub(super) fn go_on(made: &mut Initiative, sheet: Sheet<'_, '_>, row: usize, year: Option<&Period>, desk: &Desk<'_>) {
    for text in sheet.said(row, Role::Description).map(|col| cell_text(sheet.text(row, col)).as_str().to_owned()) {
        made.description = Some(made.description.take().map_or(text.clone(), |before| before + " " + &text));
    }
    made.activities.extend(list(sheet, row, Role::Activity));
    made.next_steps.extend(list(sheet, row, Role::NextStep));
    made.issues.extend(list(sheet, row, Role::Issue));
    made.schedule.extend(scheduled(sheet, row, desk));
    made.departments.extend(names(sheet, row, Role::Department, enumerated_offices));
    made.partners.extend(names(sheet, row, Role::Partner, enumerated));
    if !money::by_kind(sheet) {
        made.budget.extend(money::of(sheet, row, year, desk));
    }
    let pieces: Vec<Piece> =
        OWN.iter().flat_map(|role| sheet.said(row, *role)).flat_map(|col| sheet.pieces(row, col)).collect();
    if !pieces.is_empty() {
        let more = desk.sources(&pieces).all().to_vec();
        made.source = Sources::Many(made.source.all().iter().cloned().chain(more).collect());
    }
}

/// Why an initiative and its fields are as they are.
fn reasons(sheet: Sheet<'_, '_>, row: usize, name_col: usize, made: &Initiative, desk: &Desk<'_>) {
    const FIELDS: [(Role, &str); 11] = [
        (Role::Code, "code"),
        (Role::Description, "description"),
        (Role::Activity, "activities"),
        (Role::Schedule, "schedule"),
        (Role::Department, "departments"),
        (Role::Partner, "partners"),
        (Role::NextStep, "next_steps"),
        (Role::Budget, "budget"),
        (Role::Funding, "budget"),
        (Role::Issue, "issues"),
        (Role::Tag, "tags"),
    ];
    desk.explain(&made.id, |say| {
        say.record(sheet.weighing(ROW, name_col), sheet.pieces(row, name_col));
        say.field("name", sheet.ground(name_col), sheet.pieces(row, name_col));
        for (role, field) in FIELDS {
            sheet.said(row, role).for_each(|col| say.field(field, sheet.ground(col), sheet.pieces(row, col)));
        }
        sheet
            .like(Sense::Stage)
            .filter(|col| sheet.says(row, *col))
            .for_each(|col| say.field("schedule", sheet.ground(col), sheet.pieces(row, col)));
        for bar in sheet.reading.region.bars[row] {
            say.field("schedule", sheet.ground(usize::from(bar.first)), Vec::new());
        }
        let grouped = sheet.with(Role::Group).next().is_some();
        sheet.with(Role::Group).for_each(|col| say.field("path", sheet.ground(col), sheet.pieces(row, col)));
        if !grouped && !made.path.is_empty() {
            let table = sheet.reading.region.table;
            say.field(
                "path",
                tables::PILLARS,
                tables::pillar_pieces(sheet.page, sheet.page.heading_of(table.blocks.start)),
            );
        }
    });
}
