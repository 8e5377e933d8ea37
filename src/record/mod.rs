//! Stage 4, interpret: tables, forms, slides and headings -> initiatives, targets, results.
//!
//! One file a shape. Each shape takes the blocks that it understands; what none takes is prose and
//! stays in the outline.

pub mod about;
pub mod desk;
mod draft;
mod figures;
mod form;
mod glossary;
mod headed;
mod labelled;
mod legend;
mod make;
mod measures;
pub mod model;
mod outcome;
mod outline;
pub mod painted;
mod prose;
pub mod reading;
pub mod seen;
mod slides;
mod statement;
mod status;
mod tables;
mod target;
mod times;
pub mod trace;
mod unread;

pub use painted::painted;
pub use seen::{explain_table, unknown_labels};
pub use tables::plan_labels;

use crate::lexicon::Lexicon;
use crate::page::{Block, Kind, squeeze};
use crate::rendition::Origin;
use crate::table::Table;
use crate::text::{Span, Text};
use desk::Desk;
use draft::Draft;
use model::{About, Finding, Initiative, Outcome, Period, Section, Severity, Target, Term};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use times::Times;
use trace::Reason;

/// Everything that was read from a document's blocks.
#[derive(Debug, Default)]
pub struct Records {
    /// 取組.
    pub initiatives: Vec<Initiative>,
    /// 目標.
    pub targets: Vec<Target>,
    /// 実績.
    pub results: Vec<Outcome>,
    /// 用語集.
    pub glossary: Vec<Term>,
    /// Headings and prose.
    pub outline: Vec<Section>,
    /// What was found while reading.
    pub findings: Vec<Finding>,
    /// Stretches of furniture: headers, captions, page numbers.
    pub furniture: Vec<Span>,
    /// Blocks that a shape took.
    taken: BTreeSet<usize>,
    /// Initiatives that a heading names: the heading's place among the blocks, and the identifier.
    headed: BTreeMap<usize, String>,
    /// Headings directly above the head of a stanza, by that head: steps of its path.
    over: BTreeMap<usize, Vec<usize>>,
    /// Stretches of blocks that belong to an initiative: its identifier, and words that tell its statements.
    homes: Vec<(std::ops::Range<usize>, String, String)>,
    /// Tables that were nearly read.
    pub near: Vec<reading::near::Near>,
    /// Results of tables of rates, by their place among the results, and the heading above each table.
    measured: Vec<(usize, Option<usize>)>,
}

/// Level of a section that keeps what a table or form says beside its records: below any heading.
const KEPT: u8 = 13;

/// What every shape reads from.
pub struct Page<'a> {
    /// All blocks of the document.
    pub blocks: &'a [Block],
    /// All tables of the document.
    pub tables: &'a [Table],
    /// The plan's own period.
    pub plan_period: Option<Period>,
    /// The time that the document speaks from: figures up to it were reached, figures beyond it are aims.
    pub now: Option<jiff::civil::Date>,
    /// What labels can mean.
    pub lexicon: &'a Lexicon,
    /// What kind of document it is.
    pub kind: model::Kind,
    /// The document's own title, squeezed: it stands above everything and is no pillar.
    title: Option<String>,
    parents: Vec<Option<usize>>,
    /// What the document says that its signs mean.
    legend: legend::Legend,
    /// For the words of a block, white space left out, the places of all blocks that print them.
    alike: OnceCell<HashMap<String, Vec<usize>>>,
}

/// Reads the records of a document.
pub fn interpret(blocks: &[Block], tables: &[Table], origin: &Origin, about: &About, lexicon: &Lexicon) -> Records {
    on(
        Desk::new(origin, &about.id).with_words(lexicon).in_times(Times::of(blocks, about)),
        blocks,
        tables,
        about,
        lexicon,
    )
    .0
}

/// How each table may be read, the weightiest first, for looking at.
pub fn readings(blocks: &[Block], tables: &[Table], about: &About, lexicon: &Lexicon) -> String {
    let page = Page::new(blocks, tables, about.period.clone(), lexicon);
    let drawn = |table: &Table| {
        let region = reading::region::Region::of(table, page.lexicon);
        let cards: String = reading::card::cut(&region.as_drawn())
            .iter()
            .map(|card| format!("table {}: {card:?}\n", table.number))
            .collect();
        let around = make::around(&page, table, now(about));
        cards + &reading::of(region, &around).map_or(String::new(), |reading| reading.drawn())
    };
    let stanzas = reading::stanza::of(&page, &|_| true, &BTreeSet::new());
    let parts = |stanza: &reading::stanza::Stanza| -> String {
        stanza
            .parts
            .iter()
            .map(|part| {
                format!(
                    "  {:>5} {:?} {}: {:?}\n",
                    part.weight,
                    part.told.or(part.role),
                    part.label.as_str(),
                    part.values.iter().map(|(value, _)| value.as_str()).collect::<Vec<_>>()
                )
            })
            .collect()
    };
    let stanzas: String = stanzas
        .iter()
        .map(|stanza| {
            format!(
                "stanza {}: {} over {:?}{}\n{}",
                stanza.sum,
                stanza.name.as_str(),
                stanza.over,
                if stanza.is_pillar { ", stands over others" } else { "" },
                parts(stanza)
            )
        })
        .collect();
    tables.iter().map(drawn).collect::<String>() + &stanzas
}

/// The time that the document speaks from: figures up to it were reached, figures beyond it are aims.
fn now(about: &About) -> Option<jiff::civil::Date> {
    about.issued.as_ref().or(about.period.as_ref()).and_then(|period| period.start)
}

/// Reads the records of a document, and why one of them is as it is.
pub fn explain(
    blocks: &[Block],
    tables: &[Table],
    origin: &Origin,
    about: &About,
    id: &str,
    lexicon: &Lexicon,
) -> (Records, Vec<Reason>) {
    on(
        Desk::new(origin, &about.id).with_words(lexicon).in_times(Times::of(blocks, about)).asked(id),
        blocks,
        tables,
        about,
        lexicon,
    )
}

fn on(
    mut desk: Desk<'_>,
    blocks: &[Block],
    tables: &[Table],
    about: &About,
    lexicon: &Lexicon,
) -> (Records, Vec<Reason>) {
    let mut records = Records::default();
    let title = about.title.as_deref().map(squeeze);
    let page =
        Page { title, kind: about.kind, now: now(about), ..Page::new(blocks, tables, about.period.clone(), lexicon) };
    form::read(&page, &mut desk, &mut records);
    let tables: Vec<&Table> = tables.iter().filter(|table| !records.were_read_from(table)).collect();
    slides::read(&page, &mut desk, &mut records);
    let drafts: Vec<Draft<'_>> = tables.iter().map(|table| Draft::of(&page, table, now(about))).collect();
    let named: BTreeSet<usize> =
        drafts.iter().filter(|draft| draft.names_initiatives()).map(|draft| draft.table.blocks.start).collect();
    let stanzas = reading::stanza::of(&page, &|at| records.is_free(at), &named);
    for stanza in &stanzas {
        make::stanza::read(&page, stanza, now(about), &mut desk, &mut records);
    }
    let used: BTreeSet<usize> = stanzas.iter().flat_map(|stanza| stanza.used()).collect();
    // The sheet that may go on over the page, and the place behind it.
    let mut sheet_before: Option<(make::Home, usize)> = None;
    // The one initiative of a sheet that is spread over several tables, and the place behind its own.
    let mut spread: Option<(make::Home, usize)> = None;
    for draft in drafts.iter().filter(|draft| !used.contains(&draft.table.blocks.start)) {
        let start = draft.table.blocks.start;
        let before = sheet_before.take().filter(|(_, end)| page.only_furniture(*end..start)).map(|(home, _)| home);
        let sheet = spread.as_ref().filter(|(_, end)| page.goes_on(*end, start)).map(|(home, _)| home.clone());
        let made = draft.read(&page, (before, sheet), &mut desk, &mut records);
        sheet_before = made.sheet.map(|home| (home, draft.table.blocks.end));
        if let Some(home) = made.spread {
            spread = home.map(|home| (home, draft.table.blocks.end));
        }
    }
    measures::read(&page, &mut desk, &mut records);
    glossary::read(&page, &mut desk, &mut records);
    labelled::read(&page, &mut desk, &mut records);
    status::read(&page, &mut desk, &mut records);
    prose::read(&page, &mut desk, &mut records);
    headed::read(&page, &mut desk, &mut records);
    outline::read(&page, &desk, &mut records);
    let unread = drafts.iter().filter(|draft| !records.were_read_from(draft.table));
    records.near = unread.filter_map(|draft| draft.near(&page)).collect();
    records.furniture.extend(
        blocks.iter().filter(|block| matches!(block.kind, Kind::Furniture | Kind::Contents)).map(|block| block.span),
    );
    about::note_unread(blocks, about, &desk);
    unread::dates(&desk, &mut records);
    unread::figures(&mut desk, &mut records);
    (records, desk.reasons())
}

impl Records {
    /// Marks a block as taken by a shape.
    fn take(&mut self, block: usize) {
        self.taken.insert(block);
    }

    /// Whether no shape has taken the block.
    fn is_free(&self, block: usize) -> bool {
        !self.taken.contains(&block)
    }

    /// Whether records were read from a table.
    pub fn were_read_from(&self, table: &Table) -> bool {
        table.blocks.clone().any(|block| !self.is_free(block))
    }

    /// Keeps text that a shape took and no record holds: a section of the outline under its label.
    fn keep(&mut self, desk: &Desk<'_>, label: &Text, texts: &[Text]) {
        let lines: Vec<&str> = texts.iter().map(Text::as_str).collect();
        let spans = texts.iter().chain([label]).filter_map(Text::hull);
        let mut source = desk.quotes(spans);
        source.sort_by_key(|quoted| quoted.place.stretch);
        let title = Some(label.as_str().trim().to_owned()).filter(|title| !title.is_empty());
        self.outline.push(Section { level: KEPT, title, page: None, text: lines.join("\n"), source });
    }

    /// Tells a finding.
    fn tell(&mut self, desk: &Desk<'_>, code: &str, severity: Severity, messages: (String, String), spans: &[Span]) {
        let source = desk.quotes(spans.iter().copied());
        self.findings.push(Finding {
            code: code.to_owned(),
            severity,
            message: messages.0,
            message_ja: messages.1,
            line: spans.first().map(|span| desk.origin.line(*span)),
            source,
            pages: Vec::new(),
            repair: None,
        });
    }
}

impl<'a> Page<'a> {
    fn new(blocks: &'a [Block], tables: &'a [Table], plan_period: Option<Period>, lexicon: &'a Lexicon) -> Self {
        Self {
            blocks,
            tables,
            plan_period,
            now: None,
            lexicon,
            kind: model::Kind::Other,
            title: None,
            parents: parents(blocks),
            legend: legend::Legend::of(blocks, tables),
            alike: OnceCell::new(),
        }
    }

    /// The headings above a block, outermost first, by their place in the list of blocks.
    fn headings_above(&self, block: usize) -> Vec<usize> {
        let mut chain: Vec<usize> =
            std::iter::successors(self.parents.get(block).copied().flatten(), |at| self.parents[*at]).collect();
        chain.reverse();
        chain
    }

    /// Whether a heading is the document's title, printed above its text.
    fn is_title(&self, heading: &Block) -> bool {
        let words = squeeze(heading.text.as_str());
        // A text shows no sizes: only a line that is all of the title is it.
        let printed = heading.look.is_some();
        self.title.as_ref().is_some_and(|title| *title == words || printed && title.starts_with(&words))
    }

    /// Whether a line is a part of the document's title.
    fn has_title(&self, block: &Block) -> bool {
        let words = squeeze(block.text.as_str());
        !words.is_empty() && self.title.as_ref().is_some_and(|title| title.contains(&words))
    }

    /// Whether a heading below another repeats the title of a chapter that both stand in: a running head.
    fn runs(&self, at: usize, below: usize) -> bool {
        let title = squeeze(self.blocks[at].text.as_str());
        let chapters = self.headings_above(below);
        self.blocks[at].mark.is_none()
            && chapters.iter().any(|above| squeeze(self.blocks[*above].text.as_str()) == title)
    }

    /// The places of all blocks that print the same words as this one, white space left out, in their order.
    fn printed_alike(&self, block: usize) -> &[usize] {
        let alike = self.alike.get_or_init(|| {
            let mut alike: HashMap<String, Vec<usize>> = HashMap::new();
            for (at, block) in self.blocks.iter().enumerate() {
                alike.entry(squeeze(block.printed.as_str())).or_default().push(at);
            }
            alike
        });
        alike.get(&squeeze(self.blocks[block].printed.as_str())).map_or(&[], Vec::as_slice)
    }

    /// Whether a table goes on with the sheet before it: the headings between them only say what the table holds.
    fn goes_on(&self, end: usize, start: usize) -> bool {
        let between = self.blocks.get(end..start).unwrap_or_default();
        let says_what = |block: &Block| {
            let (_, words) = crate::text::strip_mark(&block.text);
            let words = squeeze(words.as_str());
            let holds = |fact: &crate::lexicon::Fact| {
                use crate::lexicon::Role;
                matches!(fact.role, Role::Indicator | Role::Target | Role::Result | Role::Budget)
            };
            crate::lexicon::is_caption(&words)
                || crate::lexicon::is_unit_line(&words)
                || self.lexicon.senses(&words).first().is_some_and(holds)
        };
        // Something says that another part of the sheet begins.
        between.iter().any(says_what) && between.iter().filter(|block| block.heading_level().is_some()).all(says_what)
    }

    /// Whether nothing stands in a stretch but what a page prints anew: the sheet before it goes on.
    fn only_furniture(&self, blocks: std::ops::Range<usize>) -> bool {
        self.blocks.get(blocks).is_some_and(|between| between.iter().all(|block| block.kind == Kind::Furniture))
    }

    /// The heading directly above a block.
    fn heading_of(&self, block: usize) -> Option<usize> {
        self.parents.get(block).copied().flatten()
    }
}

/// For each block the heading that it stands under. The lines of a printed cover are no headings of what follows.
fn parents(blocks: &[Block]) -> Vec<Option<usize>> {
    let printed = blocks.iter().any(|block| block.look.is_some());
    let cover = if printed { about::cover_end(blocks) } else { 0 };
    let mut stack: Vec<(u8, usize)> = Vec::new();
    let mut parents = Vec::with_capacity(blocks.len());
    for (i, block) in blocks.iter().enumerate() {
        let level = block.heading_level().filter(|_| i >= cover);
        if let Some(level) = level {
            stack.retain(|(outer, _)| *outer < level);
        }
        parents.push(stack.last().map(|(_, at)| *at));
        stack.extend(level.map(|level| (level, i)));
    }
    parents
}
