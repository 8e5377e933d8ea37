//! How a table is to be read: as rows, as sheets, or by an older shape; decided before anything is made of it.

use super::desk::Desk;
use super::{Page, Records, make, reading, slides, tables};
use crate::table::Table;

/// How a table is to be read.
pub(super) struct Draft<'a> {
    pub(super) table: &'a Table,
    pub(super) around: reading::senses::Around,
    /// The sheets that it is cut into, where they say more than the table as a whole.
    pub(super) cards: Vec<reading::card::Card>,
    pub(super) reading: Option<reading::Reading<'a>>,
}

impl<'a> Draft<'a> {
    pub(super) fn of(page: &Page<'a>, table: &'a Table, now: Option<jiff::civil::Date>) -> Self {
        let around = make::around(page, table, now);
        let region = reading::region::Region::of(table, page.lexicon);
        let cards = reading::card::cut(&region.as_drawn());
        let is_sheet = cards.iter().any(reading::card::Card::is_no_table);
        let reading = reading::of(region.clone(), &around)
            .filter(|reading| reading.missing.is_none() && !(reading.region.turned && is_sheet));
        let sheet = cards.first().map_or(0, |card| make::card::weight(&region, card, &around));
        let cards = if reading.as_ref().is_some_and(|reading| reading.sum >= sheet) { Vec::new() } else { cards };
        Self { table, around, cards, reading }
    }

    /// How it was nearly read.
    pub(super) fn near(&self, page: &Page<'_>) -> Option<reading::near::Near> {
        reading::near::of(&reading::region::Region::of(self.table, page.lexicon), &self.around)
    }

    /// Whether its rows are initiatives.
    pub(super) fn names_initiatives(&self) -> bool {
        let rows = |reading: &reading::Reading<'_>| reading.matter == reading::Matter::Initiative;
        self.cards.is_empty() && self.reading.as_ref().is_some_and(rows)
    }

    /// Reads it. `before` is the sheet that ends the page before, `spread` one that is spread over several tables.
    pub(super) fn read(
        &self,
        page: &Page<'a>,
        (before, spread): (Option<make::Home>, Option<make::Home>),
        desk: &mut Desk<'_>,
        records: &mut Records,
    ) -> Made {
        if let Some(home) = &spread
            && make::money_table(page, self.table, (home, &self.around), desk, records)
        {
            return Made::default();
        }
        match &self.reading {
            _ if !self.cards.is_empty() => {
                if !slides::read_table(page, self.table, desk, records) {
                    let sheet = make::card::read(page, self.table, (&self.cards, before), &self.around, desk, records);
                    let spread = (self.cards.len() == 1).then(|| sheet.clone());
                    return Made { sheet, spread };
                }
            }
            Some(reading) if !slides::read_table(page, self.table, desk, records) => {
                let first = records.initiatives.len();
                make::records(page, reading, spread.as_ref(), desk, records);
                if reading.matter == reading::Matter::Initiative {
                    let one = &records.initiatives[first..];
                    let of_one = reading.region.turned && one.len() == 1;
                    let home = one.first().filter(|_| of_one).map(make::Home::of);
                    return Made { sheet: None, spread: Some(home) };
                }
            }
            Some(_) => {}
            None if make::stanza::stages(page, self.table, desk, records) => {}
            // What grades mean names nothing.
            None if reading::is_legend(&reading::region::Region::of(self.table, page.lexicon)) => {}
            None => tables::read(page, self.table, desk, records),
        }
        Made::default()
    }
}

/// What a table leaves to those behind it.
#[derive(Default)]
pub(super) struct Made {
    /// The sheet that may go on over the page.
    pub(super) sheet: Option<make::Home>,
    /// The one initiative that further tables may speak of; none of it where nothing was decided.
    pub(super) spread: Option<Option<make::Home>>,
}
