//! Figures in ideographs: 二十か所, 一万円.

use super::{Before, Scan};
use crate::text::cursor::Cursor;
use crate::text::numeral::{may_begin, numeral, stands_alone};
use crate::text::quantity::{Comparator, Quantity};
use crate::text::units::{Kind, UNITS, eat_counter, spelled};

impl<'a> Scan<'a> {
    /// Reads the numerals at the cursor and steps over them, figure or not.
    pub(super) fn numeral(&mut self, c: &mut Cursor<'a>) {
        let first = *c;
        let Some(run) = numeral(c) else { return c.step() };
        let own = first.before().get(self.floor..).unwrap_or_default();
        let cell = self.place.is_cell() && self.opens(first.at);
        let word = UNITS.numerals.words.iter().any(|word| first.rest().starts_with(word.as_str()));
        let start = c.at;
        let mut end = *c;
        if word || !may_begin(own) || eat_counter(&mut end) != Some(Kind::Measure) || end.at > self.limit() {
            return;
        }
        let Some(unit) = self.text.get(start..end.at).map(|unit| spelled(unit).to_owned()) else { return };
        if !stands_alone(&end) {
            return;
        }
        let Some(value) = run.value else {
            // 二三人 is two or three; 百二三件 is no number.
            if run.signs > 2 || cell {
                self.tell(first.at..end.at);
            }
            *c = end;
            return;
        };
        let quantity = Quantity {
            value: value.into(),
            upper: None,
            unit: Some(unit),
            comparator: Comparator::Eq,
            change: None,
            per: None,
            of: None,
        };
        let Some((behind, comparator, change)) = self.behind(end, &quantity) else { return };
        let whole = cell && behind.rest().trim_start().is_empty();
        let compared = comparator != Comparator::Eq;
        let placed =
            UNITS.numerals.places.iter().any(|word| self.text.get(start..).is_some_and(|rest| rest.starts_with(word)));
        let counts = match (run.counts, run.signs) {
            // 百万円 and 千人 are units as well.
            (false, _) => run.small && (whole || compared),
            (true, 1) => whole || compared || (placed && value != 1),
            (true, _) => true,
        };
        if counts {
            self.emit(Before::default(), first.at, behind.at, Quantity { comparator, change, ..quantity });
            *c = behind;
        }
    }
}
