//! Stage 4, interpret: tables, forms, slides and headings -> initiatives, targets, results.
//!
//! One file a shape. Each shape takes the blocks that it understands; what none takes is prose and
//! stays in the outline.

pub mod about;
pub mod desk;
mod figures;
mod form;
mod glossary;
mod headed;
mod labelled;
mod measures;
pub mod model;
mod outcome;
mod outline;
mod prose;
mod slides;
mod statement;
mod status;
mod tables;
mod target;
mod times;
pub mod trace;

pub use tables::plan_labels;

use crate::page::{Block, Kind, squeeze};
use crate::rendition::Origin;
use crate::table::Table;
use crate::text::{Span, Text};
use desk::Desk;
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
    /// What kind of document it is.
    pub kind: model::Kind,
    /// The document's own title, squeezed: it stands above everything and is no pillar.
    title: Option<String>,
    parents: Vec<Option<usize>>,
    /// For the words of a block, white space left out, the places of all blocks that print them.
    alike: OnceCell<HashMap<String, Vec<usize>>>,
}

/// Reads the records of a document.
pub fn interpret(blocks: &[Block], tables: &[Table], origin: &Origin, about: &About) -> Records {
    on(Desk::new(origin, &about.id).in_times(Times::of(blocks, about)), blocks, tables, about).0
}

/// Reads the records of a document, and why one of them is as it is.
pub fn explain(blocks: &[Block], tables: &[Table], origin: &Origin, about: &About, id: &str) -> (Records, Vec<Reason>) {
    on(Desk::new(origin, &about.id).in_times(Times::of(blocks, about)).asked(id), blocks, tables, about)
}

fn on(mut desk: Desk<'_>, blocks: &[Block], tables: &[Table], about: &About) -> (Records, Vec<Reason>) {
    let mut records = Records::default();
    let title = about.title.as_deref().map(squeeze);
    let page = Page { title, kind: about.kind, ..Page::new(blocks, tables, about.period.clone()) };
    form::read(&page, &mut desk, &mut records);
    let tables: Vec<&Table> = tables.iter().filter(|table| !records.were_read_from(table)).collect();
    slides::read(&page, &mut desk, &mut records);
    for table in tables {
        tables::read(&page, table, &mut desk, &mut records);
    }
    measures::read(&page, &mut desk, &mut records);
    glossary::read(&page, &mut desk, &mut records);
    labelled::read(&page, &mut desk, &mut records);
    status::read(&page, &mut desk, &mut records);
    prose::read(&page, &mut desk, &mut records);
    headed::read(&page, &mut desk, &mut records);
    outline::read(&page, &desk, &mut records);
    records.furniture.extend(
        blocks.iter().filter(|block| matches!(block.kind, Kind::Furniture | Kind::Contents)).map(|block| block.span),
    );
    about::note_unread(blocks, about, &desk);
    tell_unread_dates(&desk, &mut records);
    tell_unread(&mut desk, &mut records);
    (records, desk.reasons())
}

/// Tells the parts of dates that were not understood: the same words once, with all their places.
fn tell_unread_dates(desk: &Desk<'_>, records: &mut Records) {
    let mut places: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for span in desk.unread_dates() {
        places.entry(desk.origin.quote(span).trim()).or_default().push(span);
    }
    for (words, spans) in places {
        let en = format!("a part of a date was not understood: {words}");
        let ja = format!("日付・期間として読み取れない部分があります: {words}");
        records.tell(desk, "U008", Severity::Warning, (en, ja), &spans);
    }
}

/// Tells each figure that was left out, in whole or in part, because it was not understood.
fn tell_unread(desk: &mut Desk<'_>, records: &mut Records) {
    for span in desk.unread() {
        let printed = desk.origin.quote(span).replace(['\r', '\n', '\t'], " ");
        let en = format!("a figure or its unit was not understood here: {printed}");
        let ja = format!("数値又は単位を読み取れませんでした: {printed}");
        records.tell(desk, "U007", Severity::Warning, (en, ja), &[span]);
    }
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
    fn new(blocks: &'a [Block], tables: &'a [Table], plan_period: Option<Period>) -> Self {
        Self {
            blocks,
            tables,
            plan_period,
            kind: model::Kind::Other,
            title: None,
            parents: parents(blocks),
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
        let printed = heading.look.is_some();
        printed && self.title.as_ref().is_some_and(|title| title.starts_with(&squeeze(heading.text.as_str())))
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
