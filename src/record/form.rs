//! A form: labels and what was written beside or below them; one form is one initiative.

mod field;
mod unfold;

use super::desk::{Desk, Piece, inherited};
use super::figures::{self, Scope};
use super::model::{Inherited, Initiative, Kind, Period};
use super::statement::Statement;
use super::trace::{Ground, Reasons};
use super::{Page, Records, outcome, target};
use crate::lexicon::{self, FormField, FormPart};
use crate::page::Block;
use crate::text::{Text, join_lines, listed, quantities};
use field::Field;
use std::borrow::Cow;
use unfold::Unfolded;

/// Fewest different fields that make a form.
const FEWEST_FIELDS: usize = 4;

/// Reads the form of a document, if it is one.
pub fn read(page: &Page<'_>, desk: &mut Desk<'_>, records: &mut Records) {
    // A table with such labels is a list of measures, unless the document says that it is a form.
    let Unfolded { blocks, origin } = match page.kind {
        Kind::NominationForm => unfold::unfold(page.blocks),
        _ => Unfolded {
            blocks: page.blocks.iter().map(Cow::Borrowed).collect(),
            origin: (0..page.blocks.len()).collect(),
        },
    };
    let fields = field::fields(&blocks);
    let mut kinds: Vec<FormField> = fields.iter().map(|field| field.kind).collect();
    kinds.sort();
    kinds.dedup();
    if kinds.len() < FEWEST_FIELDS || !kinds.contains(&FormField::Title) {
        return;
    }
    for field in &fields {
        records.furniture.push(field.label);
        records.furniture.extend(&field.qualifiers);
        origin.get(field.blocks.clone()).into_iter().flatten().for_each(|block| records.take(*block));
    }
    for note in field::notes(&blocks, &fields) {
        origin.get(note).into_iter().for_each(|block| records.take(*block));
        records.furniture.extend(blocks.get(note).map(|block| block.span));
    }
    let id = initiative(page, &fields, desk, records);
    statements(page, &fields, &id, desk, records);
}

fn initiative(page: &Page<'_>, fields: &[Field], desk: &mut Desk<'_>, records: &mut Records) -> String {
    let of = |kind: FormField| fields.iter().filter(move |field| field.kind == kind);
    let at = page.blocks.first().and_then(|block| block.page);
    let name = of(FormField::Title)
        .flat_map(|field| field.values.first())
        .next()
        .map_or(String::new(), |value| value.text().as_str().to_owned());
    let mut pieces: Vec<Piece> = Vec::new();
    let mut take = |statement: &Statement| {
        pieces.extend(statement.printed.iter().flat_map(|text| text.pieces()).map(|span| Piece::of(span, at)))
    };
    let (mut partners, mut activities, mut next_steps, mut description) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for field in fields {
        for value in &field.values {
            take_label(field, value, records);
            let statement = value.statement();
            match (field.kind, value.part) {
                (FormField::Title, _) => take(&statement),
                (FormField::Partner, _) => {
                    take(&statement);
                    partners.extend(listed(statement.headline.as_str()).map(|name| name.trim().to_owned()));
                }
                (FormField::Overview, Some(FormPart::Overview) | None) => {
                    take(&statement);
                    description.push(value.text());
                }
                (FormField::Overview, Some(FormPart::Issue)) => {
                    take(&statement);
                    activities.push(value.text().as_str().to_owned());
                }
                (FormField::NextStep, _) => {
                    take(&statement);
                    next_steps.push(statement.headline.as_str().to_owned());
                    next_steps.extend(statement.details.iter().map(|detail| detail.text().as_str().to_owned()));
                }
                _ => {}
            }
        }
    }
    let id = desk.id("i", &[&name]);
    let description = join_lines(&description).as_str().to_owned();
    records.initiatives.push(Initiative {
        id: id.clone(),
        name,
        description: (!description.is_empty()).then_some(description),
        activities,
        partners,
        next_steps,
        ..Initiative::bare(desk.sources(&pieces))
    });
    desk.explain(&id, |say| reasons(say, fields, at));
    id
}

/// A form.
const FORM: Ground =
    Ground::of("labels of at least four different fields make a form; a form is one initiative", module_path!());
/// A field.
const FIELD: Ground = Ground::of("what was written beside or below the label of a field", module_path!());
/// A statement of a form.
const DONE: Ground = Ground::of(
    "a statement in a field of results, or one elsewhere with a dated happening, is a result",
    module_path!(),
);
/// An aim in a form.
const AIM: Ground =
    Ground::of("a statement outside the field of results that ends with a figure is an aim", module_path!());

/// Why a form is an initiative, and its fields are what they are.
fn reasons(say: &mut Reasons, fields: &[Field], page: Option<u32>) {
    say.record(FORM, fields.iter().map(|field| Piece::of(field.label, page)).collect());
    for field in fields {
        for value in &field.values {
            let name = match (field.kind, value.part) {
                (FormField::Title, _) => "name",
                (FormField::Partner, _) => "partners",
                (FormField::NextStep, _) => "next_steps",
                (FormField::Overview, Some(FormPart::Overview) | None) => "description",
                (FormField::Overview, Some(FormPart::Issue)) => "activities",
                _ => continue,
            };
            let places = value.lines.iter().filter_map(Text::hull).map(|span| Piece::of(span, page)).collect();
            say.field(name, by_field(FIELD, field, page), places);
        }
    }
}

fn by_field(ground: Ground, field: &Field, page: Option<u32>) -> Ground {
    ground.by(Some(Piece::of(field.label, page)), lexicon::form_entry(field.label_text.as_str()))
}

/// The heading of a part (【 】) is furniture of the form.
fn take_label(field: &Field, value: &field::Value, records: &mut Records) {
    records.furniture.extend(value.part_heading);
    if matches!(field.kind, FormField::Publisher | FormField::Prefecture | FormField::Category | FormField::Department)
    {
        records.furniture.extend(value.lines.iter().filter_map(|line| line.hull()));
    }
}

/// Results: everything in a field of results, and elsewhere every statement with a dated happening.
/// A headline elsewhere that ends with a figure is an aim.
fn statements(page: &Page<'_>, fields: &[Field], id: &str, desk: &mut Desk<'_>, records: &mut Records) {
    let at = page.blocks.first().and_then(|block| block.page);
    let due = due_date(fields, desk, at);
    let mut scope = Scope::default();
    for field in
        fields.iter().filter(|field| matches!(field.kind, FormField::Result | FormField::Feature | FormField::Overview))
    {
        scope.as_of = None;
        for value in &field.values {
            let statement = value.statement();
            if field.kind == FormField::Result && value.lines.len() == 1 && !value.marked {
                let reading = figures::read(desk, &statement.headline, &mut scope, at);
                if reading.heads.is_some() {
                    scope.as_of = reading.heads.map(|period| inherited(&period, Inherited::Heading));
                    records.keep(desk, &field.label_text, &value.lines);
                    continue;
                }
            }
            let history = value.part == Some(FormPart::History) || field.kind == FormField::Feature;
            let context = outcome::Context {
                initiative_id: Some(id.to_owned()),
                page: at,
                ground: by_field(DONE, field, at),
                ..Default::default()
            };
            if field.kind == FormField::Result || history && has_event(desk, &statement, &scope) {
                let made = outcome::outcome(desk, &statement, &context, &mut scope);
                records.results.push(made);
            } else if history && ends_with_figure(&statement) {
                let pieces =
                    statement.printed.iter().flat_map(|text| text.pieces()).map(|span| Piece::of(span, at)).collect();
                let context = target::Context {
                    initiative_id: Some(id.to_owned()),
                    due: due.clone(),
                    pieces,
                    page: at,
                    ground: by_field(AIM, field, at),
                    ..Default::default()
                };
                let made = target::target(desk, &statement.headline, None, context);
                records.targets.push(made);
            } else if history {
                records.keep(desk, &field.label_text, &value.lines);
            }
        }
    }
}

fn has_event(desk: &Desk<'_>, statement: &Statement, scope: &Scope) -> bool {
    let mut scope = scope.clone();
    let texts = std::iter::once(statement.headline.clone()).chain(statement.details.iter().map(|detail| detail.text()));
    texts.into_iter().any(|text| !figures::read(desk, &text, &mut scope, None).events.is_empty())
}

fn ends_with_figure(statement: &Statement) -> bool {
    let text = statement.headline.as_str().trim_end();
    quantities(text, &[]).last().is_some_and(|found| found.range.end == text.len() && found.range.start > 0)
}

/// The due date under a label such as 目標年度, wherever in the form it stands.
fn due_date(fields: &[Field], desk: &Desk<'_>, page: Option<u32>) -> Option<Period> {
    let lines = fields.iter().flat_map(|field| &field.values).flat_map(|value| &value.lines);
    for line in lines {
        let text = crate::table::cell_text(&crate::text::strip_mark(line).1);
        let Some((label, _)) = text.as_str().split_once(':') else {
            continue;
        };
        let value = text.slice(label.len() + 1..text.as_str().len()).trimmed();
        if lexicon::is_due_label(label)
            && !value.is_blank()
            && !lexicon::says_none(value.as_str())
            && let Some(period) = desk.dates(&value, None, page).first()
        {
            return Some(inherited(period, Inherited::Field));
        }
    }
    None
}

/// Whether a block is one that the form's shape may take.
pub fn is_note(block: &Block) -> bool {
    let text = block.text.as_str();
    lexicon::note_number(text)
        .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit() || c == ':'))
}
