//! A statement becomes a result: its figures, happenings and offices.

use super::desk::{Desk, Piece};
use super::figures::{self, Scope};
use super::model::{Measurement, Outcome, Sources};
use super::statement::{Detail, Statement, closing_offices};
use super::trace::{Ground, Reasons};
use crate::lexicon;
use crate::page::squeeze;
use crate::text::Text;

/// What stands around a result.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// The initiative that it belongs to.
    pub initiative_id: Option<String>,
    /// Headings above it.
    pub path: Vec<String>,
    /// Words that tell this result from others with the same text, for its identifier.
    pub home: String,
    /// Page, from 1.
    pub page: Option<u32>,
    /// The cell that it stands in.
    pub cell: Option<(u32, u32, u32)>,
    /// Pieces beside the statement itself that belong to the source.
    pub beside: Vec<Piece>,
    /// Why it is a result.
    pub ground: Ground,
}

/// Makes the result of a statement.
pub fn outcome(desk: &mut Desk<'_>, statement: &Statement, context: &Context, scope: &mut Scope) -> Outcome {
    let page = context.page;
    let outer = scope.clone();
    desk.settle("");
    let headline = figures::read(desk, &statement.headline, scope, page);
    scope.indicator = scope.indicator.take().or_else(|| headline_name(statement.headline.as_str()));
    let (mut measurements, mut events) = (headline.measurements, headline.events);
    let mut departments = closing_offices(statement.headline.as_str());
    for detail in &statement.details {
        // Wrapped lines are read as one, so that no figure is cut.
        let reading = figures::read(desk, &detail.text(), scope, page);
        measurements.extend(reading.measurements);
        events.extend(reading.events);
        if reading.heads.is_some() {
            scope.as_of = reading.heads;
        }
        for line in &detail.lines {
            departments.extend(closing_offices(line.as_str()));
        }
    }
    conditions_of_notes(&statement.details, &mut measurements);
    *scope = Scope { carry: scope.carry.clone(), ..outer };
    let mut once: Vec<String> = Vec::new();
    departments.into_iter().for_each(|name| {
        if !once.contains(&name) {
            once.push(name)
        }
    });
    let text = statement.headline.as_str().trim().to_owned();
    let path: Vec<&str> = context.path.iter().map(String::as_str).collect();
    let id = desk.id("r", &[&path.join("/"), &context.home, &text]);
    desk.settle(&id);
    let made = Outcome {
        id,
        initiative_id: context.initiative_id.clone(),
        restated: lexicon::says_restated(&text),
        rating: None,
        text,
        details: statement.details.iter().map(|detail| detail.text().as_str().to_owned()).collect(),
        measurements,
        events,
        departments: once,
        path: context.path.clone(),
        source: source(desk, &statement.printed, context),
    };
    desk.explain(&made.id, |say| reasons(say, &made, statement, context));
    made
}

/// Lines below a headline.
const BELOW: Ground = Ground::of("lower bullets and unmarked lines below the headline are its details", module_path!());
/// An office at a line's end.
const OFFICE: Ground = Ground::of("an office behind a colon that closes an item is in charge", module_path!());
/// 再掲.
const AGAIN: Ground = Ground::of("the statement says that it is printed again", module_path!());
/// An initiative.
const BELONGS: Ground =
    Ground::of("it belongs to the initiative whose row, sheet, slide or heading it stands in", module_path!());

/// Why a result and its fields are as they are; its figures were told where they were found.
fn reasons(say: &mut Reasons, made: &Outcome, statement: &Statement, context: &Context) {
    let piece = |span| Piece { span, page: context.page, cell: context.cell };
    let printed: Vec<Piece> = statement.printed.iter().filter_map(Text::hull).map(piece).collect();
    say.record(context.ground, printed);
    say.field("text", context.ground, statement.headline.hull().map(piece).into_iter().collect());
    let told = [
        (made.initiative_id.is_some(), "initiative_id", BELONGS),
        (!made.path.is_empty(), "path", super::tables::PILLARS),
        (!made.departments.is_empty(), "departments", OFFICE),
        (made.restated, "restated", AGAIN),
    ];
    for (_, field, ground) in told.into_iter().filter(|(holds, ..)| *holds) {
        say.field(field, ground, Vec::new());
    }
    if !made.details.is_empty() {
        let below = statement.details.iter().filter_map(|detail| detail.text().hull()).map(piece).collect();
        say.field("details", BELOW, below);
    }
}

fn source(desk: &Desk<'_>, printed: &[Text], context: &Context) -> Sources {
    let texts = printed.iter().flat_map(Text::pieces);
    let mut pieces: Vec<Piece> = texts.map(|span| Piece { span, page: context.page, cell: context.cell }).collect();
    pieces.extend(&context.beside);
    desk.sources(&pieces)
}

/// The name in a headline: without its brackets and notes.
fn headline_name(headline: &str) -> Option<String> {
    let end = headline.find(['(', '※', ':']).unwrap_or(headline.len());
    figures::named(&headline[..end])
}

/// A note (※) limits the figures of the bullets before it, or, where it ends with 場合, of those
/// after it.
fn conditions_of_notes(details: &[Detail], measurements: &mut [Measurement]) {
    let notes: Vec<(usize, String)> = details
        .iter()
        .enumerate()
        .filter(|(_, detail)| detail.rank == Some(crate::text::Rank::Note))
        .map(|(i, detail)| (i, detail.text().as_str().to_owned()))
        .collect();
    let mut from = 0;
    for (n, (i, note)) in notes.iter().enumerate() {
        let heads = lexicon::is_note_head(note);
        let range = if heads { *i..notes.get(n + 1).map_or(details.len(), |next| next.0) } else { from..*i };
        let lines: Vec<String> = details[range].iter().map(|detail| squeeze(detail.text().as_str())).collect();
        for measurement in measurements.iter_mut().filter(|measurement| measurement.condition.is_none()) {
            let printed = fold(&squeeze(&measurement.quantity.raw));
            if lines.iter().any(|line| line.contains(&printed)) {
                measurement.condition = Some(note.clone());
            }
        }
        from = i + 1;
    }
}

fn fold(raw: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    raw.nfkc().collect()
}
