//! A measure above a table of its indicators: a counted heading, a paragraph, a list of what is done.

use super::values::Home;
use super::why::PILLARS;
use super::{names_initiative, pillar_pieces, pillars_above};
use crate::lexicon::{self, Role};
use crate::page::{Block, Kind};
use crate::record::desk::{Desk, Piece};
use crate::record::model::Initiative;
use crate::record::trace::Ground;
use crate::record::{Page, Records};
use crate::table::{Table, cell_text};
use crate::text::{Text, join_lines};

/// The initiative that stands above a table of indicators, made from its heading and what stands between; `None`
/// where the heading names none.
pub fn above(
    page: &Page<'_>,
    table: &Table,
    heading: Option<usize>,
    desk: &mut Desk<'_>,
    records: &mut Records,
) -> Option<Home> {
    let heading =
        heading.filter(|heading| names_initiative(page, *heading) && !speaks_of_figures(&page.blocks[*heading]))?;
    let path = pillars_above(page, page.heading_of(heading));
    let name = cell_text(&page.blocks[heading].text).as_str().to_owned();
    let words = path.join("/") + "/" + &name;
    if let Some(id) = records.headed.get(&heading) {
        return Some(Home { initiative_id: Some(id.clone()), words, ..Home::default() });
    }
    let body: Vec<usize> = (heading + 1..table.blocks.start).filter(|at| records.is_free(*at)).collect();
    let between = read(page, &body);
    if between.prose.is_empty() {
        return None;
    }
    let texts: Vec<Text> = between.prose.iter().map(|at| cell_text(&page.blocks[*at].text)).collect();
    let used = std::iter::once(&heading).chain(&between.prose).chain(&between.items);
    let pieces: Vec<Piece> = used.map(|at| Piece::of(page.blocks[*at].span, page.blocks[*at].page)).collect();
    let spelled: Vec<&str> = path.iter().map(String::as_str).chain([name.as_str()]).collect();
    let id = desk.id("i", &spelled);
    records.headed.insert(heading, id.clone());
    records.furniture.extend(between.labels.iter().map(|at| page.blocks[*at].span));
    let taken = between.prose.iter().chain(&between.items).chain(&between.labels);
    taken.for_each(|at| records.take(*at));
    desk.explain(&id, |say| {
        let places = |at: &[usize]| -> Vec<Piece> {
            at.iter().map(|at| Piece::of(page.blocks[*at].span, page.blocks[*at].page)).collect()
        };
        say.record(HEADED, places(&[heading]));
        say.field("name", HEADED, places(&[heading]));
        say.field("path", PILLARS, pillar_pieces(page, page.heading_of(heading)));
        say.field("description", PROSE, places(&between.prose));
        say.field("activities", LISTED.by(places(&between.labels).first().copied(), None), places(&between.items));
    });
    records.initiatives.push(Initiative {
        id: id.clone(),
        description: Some(join_lines(&texts).as_str().to_owned()),
        activities: between.items.iter().map(|at| cell_text(&page.blocks[*at].text).as_str().to_owned()).collect(),
        name,
        path,
        ..Initiative::bare(desk.sources(&pieces))
    });
    Some(Home { initiative_id: Some(id), words, ..Home::default() })
}

/// A counted heading.
const HEADED: Ground = Ground::of(
    "a counted heading, a paragraph and a table of its indicators: the heading names the initiative",
    module_path!(),
);
/// A paragraph.
const PROSE: Ground = Ground::of("sentences between the heading and its table explain it", module_path!());
/// A list.
const LISTED: Ground = Ground::of("the items below a label of activities", module_path!());

/// What stands between a heading and its table, by places among the blocks.
#[derive(Default)]
struct Between {
    prose: Vec<usize>,
    labels: Vec<usize>,
    items: Vec<usize>,
}

fn read(page: &Page<'_>, body: &[usize]) -> Between {
    let mut between = Between::default();
    for at in body {
        let block = &page.blocks[*at];
        match block.kind {
            Kind::Plain if block.text.as_str().ends_with('。') && between.labels.is_empty() => between.prose.push(*at),
            Kind::Plain if heads_activities(block) => between.labels.push(*at),
            Kind::Item if !between.labels.is_empty() => between.items.push(*at),
            _ => {}
        }
    }
    between
}

/// 【主な事業】: a label of the list of what is done.
fn heads_activities(block: &Block) -> bool {
    let label = block.text.as_str().trim_matches(['【', '】', '[', ']', '<', '>', '〈', '〉', ':']);
    matches!(lexicon::label_role(label), Some(Role::Activity | Role::Initiative))
}

/// Whether a heading speaks of the figures below it rather than of something to be done.
fn speaks_of_figures(heading: &Block) -> bool {
    let role = lexicon::role_of(heading.text.as_str());
    matches!(role, Some(Role::Target | Role::Indicator | Role::Baseline | Role::Result))
}
