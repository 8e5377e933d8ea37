//! A heading with labelled lines below it is an initiative: `実施時期：…`, `担当：…`, `【具体的な事業】…`.
//!
//! A heading that is itself a label of aims (`■数値目標`) gives targets to what stands above it.

use super::desk::{Desk, Piece};
use super::figures::Scope;
use super::model::Initiative;
use super::tables::{PILLARS, enumerated, pillar_pieces, pillars_above, schedule_under};
use super::trace::{Ground, Reasons};
use super::{Page, Records, measures, outcome, statement, target};
use crate::lexicon::{self, Role};
use crate::page::{Block, Kind};
use crate::table::cell_text;
use crate::text::{Carry, Text, date_cell, join_lines, strip_mark};
use std::ops::Range;

/// Fewest different labels that make a heading an initiative.
const FEWEST_LABELS: usize = 2;

/// A label's role and the lines that belong to it.
struct Field {
    role: Role,
    /// The label as printed.
    label: String,
    lines: Vec<Text>,
    /// The label.
    ground: Ground,
}

/// A heading with labels below.
const HEADED: Ground =
    Ground::of("a heading with at least two labelled lines below it is an initiative", module_path!());
/// Lines before the labels.
const BEFORE: Ground = Ground::of("the lines between the heading and its first label explain it", module_path!());
/// What stands behind a label.
const LABEL: Ground = Ground::of("what stands behind or below a label is what the label says", module_path!());

/// What stands below a heading.
#[derive(Default)]
struct Body {
    /// Lines before the first label.
    prose: Vec<Text>,
    fields: Vec<Field>,
}

/// Reads every heading with labelled lines below it.
pub fn read(page: &Page<'_>, desk: &mut Desk<'_>, records: &mut Records) {
    let blocks = page.blocks;
    for head in (0..blocks.len()).filter(|i| blocks[*i].heading_level().is_some()) {
        let end = (head + 1..blocks.len()).find(|i| blocks[*i].heading_level().is_some()).unwrap_or(blocks.len());
        let body = head + 1..end;
        let plain =
            |i: usize| records.is_free(i) && matches!(blocks[i].kind, Kind::Plain | Kind::Item | Kind::Furniture);
        if body.is_empty() || !body.clone().all(plain) || !records.is_free(head) {
            continue;
        }
        if lexicon::label_role(blocks[head].text.as_str()) == Some(Role::Target) {
            aims(page, head, body, desk, records);
        } else {
            initiative(page, (head, body), FEWEST_LABELS, desk, records);
        }
    }
}

fn read_body(blocks: &[Block]) -> Body {
    let mut body = Body::default();
    for block in blocks.iter().filter(|block| block.kind != Kind::Furniture) {
        let field = label(&block.printed);
        match (field, body.fields.last_mut()) {
            (Some((role, rest, ground)), _) => {
                let label =
                    block.printed.as_str().trim_end().strip_suffix(rest.as_str()).unwrap_or_default().to_owned();
                let lines = if rest.is_blank() { Vec::new() } else { vec![rest] };
                body.fields.push(Field { role, label, lines, ground });
            }
            (None, Some(field)) => field.lines.push(block.printed.clone()),
            (None, None) => body.prose.push(block.printed.clone()),
        }
    }
    body
}

/// The role of a line's label and what stands behind it: `担当：市民課`, `【担当課】市民課`, `<担当課>`.
fn label(line: &Text) -> Option<(Role, Text, Ground)> {
    let (_, text) = strip_mark(line);
    let s = text.as_str();
    if let Some((inside, to)) = lexicon::label_brackets().find_map(|(open, close)| {
        let end = s.strip_prefix(open)?.find(close)? + open.len_utf8();
        Some((open.len_utf8()..end, end + close.len_utf8()))
    }) && let Some((role, word)) = lexicon::label_entry(&s[inside.clone()])
    {
        let ground = LABEL.by(label_piece(&text.slice(inside)), Some(word));
        return Some((role, text.slice(to..s.len()).trim(), ground));
    }
    if let Some(end) = s.strip_prefix('【').and_then(|rest| rest.find('】')) {
        let open = '【'.len_utf8();
        let (role, word) = lexicon::role_entry(&s[open..open + end])?;
        let ground = LABEL.by(label_piece(&text.slice(open..open + end)), Some(word));
        return Some((role, text.slice(open + end + '】'.len_utf8()..s.len()).trim(), ground));
    }
    let colon = s.find(':')?;
    let (role, word) = lexicon::label_entry(&s[..colon])?;
    let ground = LABEL.by(label_piece(&text.slice(0..colon)), Some(word));
    Some((role, text.slice(colon + 1..s.len()).trim(), ground))
}

fn label_piece(label: &Text) -> Option<Piece> {
    label.hull().map(|span| Piece::of(span, None))
}

/// Why a heading is an initiative, and its fields are what its labels say.
fn reasons(say: &mut Reasons, heading: &Block, body: &Body, heads: Vec<Piece>) {
    let name = vec![Piece::of(heading.span, heading.page)];
    let places = |lines: &[Text]| -> Vec<Piece> {
        lines.iter().filter_map(Text::hull).map(|span| Piece::of(span, heading.page)).collect()
    };
    say.record(HEADED, name.clone());
    say.field("name", HEADED, name);
    if !heads.is_empty() {
        say.field("path", PILLARS, heads);
    }
    if !body.prose.is_empty() {
        say.field("description", BEFORE, places(&body.prose));
    }
    for field in &body.fields {
        let name = match field.role {
            Role::Activity | Role::Initiative => "activities",
            Role::Schedule => "schedule",
            Role::Department => "departments",
            Role::Partner => "partners",
            Role::NextStep => "next_steps",
            Role::Description => "description",
            _ => continue,
        };
        say.field(name, field.ground, places(&field.lines));
    }
}

/// Makes the initiative of a heading and the lines in a range below it, where they have so many labels; false where
/// they have not.
pub fn initiative(
    page: &Page<'_>,
    (head, range): (usize, Range<usize>),
    fewest: usize,
    desk: &mut Desk<'_>,
    records: &mut Records,
) -> bool {
    let heading = &page.blocks[head];
    let body = read_body(&page.blocks[range.clone()]);
    let mut roles: Vec<Role> = body.fields.iter().map(|field| field.role).collect();
    roles.sort();
    roles.dedup();
    if roles.len() < fewest {
        return false;
    }
    let lines = |role: Role| body.fields.iter().filter(move |field| field.role == role).flat_map(|field| &field.lines);
    let items = |role: Role| -> Vec<String> {
        lines(role).flat_map(statement::items).map(|item| item.as_str().to_owned()).collect()
    };
    let names = |role: Role| -> Vec<String> { lines(role).flat_map(enumerated).collect() };
    let path = pillars_above(page, page.heading_of(head));
    let (name, _) = measures::named(heading);
    let mut words: Vec<&str> = path.iter().map(String::as_str).collect();
    words.push(&name);
    let id = desk.id("i", &words);
    let home = words.join("/");
    let prose = join_lines(body.prose.iter().chain(lines(Role::Description)).map(cell_text).collect::<Vec<_>>().iter());
    let dates = body.fields.iter().filter(|field| field.role == Role::Schedule);
    let schedule = dates
        .flat_map(|field| {
            // What stands below a label's own line may go on with something else.
            let dated = |(at, line): &(usize, &Text)| {
                *at == 0 || !date_cell(line.as_str(), &mut Carry::default()).found.is_empty()
            };
            let lines = field.lines.iter().enumerate().filter(dated);
            lines.flat_map(|(_, line)| schedule_under(&field.label, desk, line, heading.page)).collect::<Vec<_>>()
        })
        .collect();
    let span = page.blocks[range.clone()].iter().map(|block| Piece::of(block.span, block.page));
    let pieces: Vec<Piece> = std::iter::once(Piece::of(heading.span, heading.page)).chain(span).collect();
    records.initiatives.push(Initiative {
        id: id.clone(),
        name,
        path,
        description: Some(prose.as_str().to_owned()).filter(|text| !text.is_empty()),
        activities: items(Role::Activity).into_iter().chain(items(Role::Initiative)).collect(),
        schedule,
        departments: names(Role::Department),
        partners: names(Role::Partner),
        next_steps: items(Role::NextStep),
        ..Initiative::bare(desk.sources(&pieces))
    });
    desk.explain(&id, |say| reasons(say, heading, &body, pillar_pieces(page, page.heading_of(head))));
    let grounded = |role: Role| {
        let fields = body.fields.iter().filter(move |field| field.role == role);
        fields.flat_map(|field| field.lines.iter().map(|line| (line.clone(), field.ground)))
    };
    let texts: Vec<(Text, Ground)> = grounded(Role::Target).chain(grounded(Role::Indicator)).collect();
    targets(&texts, Some(&id), &home, Vec::new(), heading.page, desk, records);
    let done = grounded(Role::Result)
        .flat_map(|(line, ground)| statement::results(&line).into_iter().map(move |statement| (statement, ground)));
    for (statement, ground) in done {
        let context = outcome::Context {
            initiative_id: Some(id.clone()),
            home: home.clone(),
            page: heading.page,
            ground,
            ..Default::default()
        };
        let made = outcome::outcome(desk, &statement, &context, &mut Scope::default());
        records.results.push(made);
    }
    range.for_each(|block| records.take(block));
    true
}

/// The aims below a heading such as 数値目標 belong to the headings above it.
fn aims(page: &Page<'_>, head: usize, range: Range<usize>, desk: &mut Desk<'_>, records: &mut Records) {
    let blocks = &page.blocks[range.clone()];
    let heading = &page.blocks[head];
    let word = lexicon::label_entry(heading.text.as_str()).map(|(_, word)| word);
    let ground = LABEL.by(Some(Piece::of(heading.span, heading.page)), word);
    let items = blocks.iter().filter(|block| block.kind == Kind::Item);
    let texts: Vec<(Text, Ground)> = items.map(|block| (block.printed.clone(), ground)).collect();
    if texts.is_empty() || texts.len() < blocks.iter().filter(|block| block.kind != Kind::Furniture).count() {
        return;
    }
    let path = pillars_above(page, page.heading_of(head));
    let home = path.join("/");
    targets(&texts, None, &home, path, page.blocks[head].page, desk, records);
    range.for_each(|block| records.take(block));
}

fn targets(
    texts: &[(Text, Ground)],
    initiative: Option<&str>,
    home: &str,
    path: Vec<String>,
    page: Option<u32>,
    desk: &mut Desk<'_>,
    records: &mut Records,
) {
    let each = texts.iter().flat_map(|(text, ground)| {
        statement::targets(text).into_iter().map(move |(text, printed)| (text, printed, *ground))
    });
    for (text, printed, ground) in each {
        let context = target::Context {
            initiative_id: initiative.map(str::to_owned),
            home: home.to_owned(),
            path: path.clone(),
            pieces: printed.pieces().into_iter().map(|span| Piece::of(span, page)).collect(),
            page,
            ground,
            ..Default::default()
        };
        let made = target::target(desk, &text, None, context);
        records.targets.push(made);
    }
}
