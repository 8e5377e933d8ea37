//! The ledger: where every character of the source went.
//!
//! Each character that is not white space is counted once: as quoted by a record, else as
//! furniture, else as prose, else as unplaced.

use crate::record::Records;
use crate::record::model::{About, Coverage, PageCoverage, Place, Quoted};
use crate::rendition::Origin;
use crate::text::{Span, vanishes};

/// Where a character went; the larger one wins where several claim it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    #[default]
    Unplaced,
    Prose,
    Furniture,
    /// Quoted by what the document says of itself, or by its glossary.
    Told,
    /// Quoted by an initiative, a target or a result.
    Recorded,
}

/// The counts and what could not be placed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The counts.
    pub coverage: Coverage,
    /// The counts of each page, where the source has pages.
    pub pages: Vec<PageCoverage>,
    /// Stretches that could not be placed, in order.
    pub unplaced: Vec<Span>,
    /// Stretches that are quoted: by records, by the document's own data and by its glossary.
    taken: [Cover; 2],
    /// Characters that initiatives, targets and results quote.
    pub in_records: u64,
}

impl Ledger {
    /// Whether something of a stretch is quoted.
    pub fn uses(&self, stretch: Span) -> bool {
        self.taken.iter().any(|cover| cover.meets(stretch))
    }

    /// Whether the whole of a stretch is quoted.
    pub fn uses_all(&self, stretch: Span) -> bool {
        self.taken.iter().any(|cover| cover.next(stretch).is_some_and(|next| next.hull(stretch) == next))
    }

    /// Whether an initiative, a target or a result quotes something of a stretch.
    pub fn records(&self, stretch: Span) -> bool {
        let [_, recorded] = &self.taken;
        recorded.meets(stretch)
    }
}

/// Adds up a document's characters.
pub fn account(origin: &Origin, about: &About, records: &Records, residue: &[Span]) -> Ledger {
    let mut claims: Vec<(Span, Class)> = Vec::new();
    let mut claim =
        |quoted: &[Quoted], class: Class| claims.extend(quoted.iter().map(|quoted| (stretch(&quoted.place), class)));
    claim(&about.evidence, Class::Told);
    records.initiatives.iter().for_each(|record| claim(record.source.all(), Class::Recorded));
    records.targets.iter().for_each(|record| claim(record.source.all(), Class::Recorded));
    records.results.iter().for_each(|record| claim(record.source.all(), Class::Recorded));
    records.glossary.iter().for_each(|term| claim(term.source.all(), Class::Told));
    records.outline.iter().for_each(|section| claim(&section.source, Class::Prose));
    let dates = about.issued.iter().chain(&about.period).map(|period| stretch(&period.at));
    claims.extend(dates.map(|span| (span, Class::Told)));
    claims.extend(records.furniture.iter().chain(residue).map(|span| (*span, Class::Furniture)));
    let mut ledger = sum(origin, &claims);
    ledger.coverage.quoted = quoted(records);
    ledger
}

/// The control total: the characters of all quotes, each as often as it is quoted.
fn quoted(records: &Records) -> u64 {
    let sources = records.initiatives.iter().map(|record| record.source.all());
    let sources = sources.chain(records.targets.iter().map(|record| record.source.all()));
    let sources = sources.chain(records.results.iter().map(|record| record.source.all()));
    let sources = sources.chain(records.glossary.iter().map(|term| term.source.all()));
    let sources = sources.chain(records.outline.iter().map(|section| section.source.as_slice()));
    sources.flatten().flat_map(|quoted| quoted.quote.chars()).filter(|c| !c.is_whitespace()).count() as u64
}

fn stretch(place: &Place) -> Span {
    Span::new(place.stretch[0], place.stretch[1])
}

fn sum(origin: &Origin, claims: &[(Span, Class)]) -> Ledger {
    let covers = [Class::Prose, Class::Furniture, Class::Told, Class::Recorded].map(|class| Cover::of(claims, class));
    let mut ledger = Ledger::default();
    let mut at = [0; 4];
    for (c, place) in origin.characters() {
        let mut class = Class::Unplaced;
        for (cover, at) in covers.iter().zip(&mut at) {
            if cover.holds(place.start, at) {
                class = class.max(cover.class);
            }
        }
        // A sign that says nothing is furniture: no text holds it, and none lacks it.
        if class == Class::Unplaced && vanishes(c) {
            class = Class::Furniture;
        }
        count(&mut ledger, class, origin.page(place));
        if class == Class::Unplaced {
            add(&mut ledger.unplaced, place, origin);
        }
    }
    let [.., told, recorded] = covers;
    ledger.taken = [told, recorded];
    ledger
}

/// Counts a character for the whole, and for its page.
fn count(ledger: &mut Ledger, class: Class, page: Option<u32>) {
    let whole = &mut ledger.coverage;
    whole.total += 1;
    ledger.in_records += u64::from(class == Class::Recorded);
    *match class {
        Class::Told | Class::Recorded => &mut whole.used,
        Class::Furniture => &mut whole.furniture,
        Class::Prose => &mut whole.prose,
        Class::Unplaced => &mut whole.unplaced,
    } += 1;
    let Some(number) = page else { return };
    if ledger.pages.last().is_none_or(|page| page.page < number) {
        ledger.pages.push(PageCoverage { page: number, ..PageCoverage::default() });
    }
    if let Some(page) = ledger.pages.last_mut() {
        page.total += 1;
        *match class {
            Class::Told | Class::Recorded => &mut page.used,
            Class::Furniture => &mut page.furniture,
            Class::Prose => &mut page.prose,
            Class::Unplaced => &mut page.unplaced,
        } += 1;
    }
}

fn add(unplaced: &mut Vec<Span>, place: Span, origin: &Origin) {
    match unplaced.last_mut() {
        Some(last) if !origin.quote(Span::new(last.end, place.start)).contains('\n') && origin.adjoin(*last, place) => {
            *last = last.hull(place)
        }
        _ => unplaced.push(place),
    }
}

/// The stretches that one class claims: in order, none touching another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Cover {
    class: Class,
    stretches: Vec<Span>,
}

impl Cover {
    fn of(claims: &[(Span, Class)], class: Class) -> Self {
        let mut own: Vec<Span> = claims.iter().filter(|(_, other)| *other == class).map(|(span, _)| *span).collect();
        own.sort();
        let mut stretches: Vec<Span> = Vec::new();
        for span in own {
            match stretches.last_mut() {
                Some(last) if span.start <= last.end => *last = last.hull(span),
                _ => stretches.push(span),
            }
        }
        Self { class, stretches }
    }

    /// Whether something of a stretch is claimed.
    fn meets(&self, stretch: Span) -> bool {
        self.next(stretch).is_some_and(|next| next.start < stretch.end)
    }

    /// The first claimed stretch that ends behind the begin of this one.
    fn next(&self, stretch: Span) -> Option<Span> {
        self.stretches.get(self.stretches.partition_point(|span| span.end <= stretch.start)).copied()
    }

    /// Whether a position is claimed; `at` moves on with the positions, which only grow.
    fn holds(&self, position: u32, at: &mut usize) -> bool {
        while self.stretches.get(*at).is_some_and(|span| span.end <= position) {
            *at += 1;
        }
        self.stretches.get(*at).is_some_and(|span| span.start <= position)
    }
}
