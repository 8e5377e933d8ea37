//! Numbers that are no plain figures: parts of a whole, numbers that stand alone in a cell, digits that make no number.

use super::{Before, Scan};
use crate::lexicon::arrow_sign;
use crate::text::after::change;
use crate::text::before::approximate;
use crate::text::cursor::Cursor;
use crate::text::figure::{Left, coded, yearlike};
use crate::text::fraction::{Part, slashed, spoken};
use crate::text::normalize::is_fraction;
use crate::text::number::{Figure, figure};
use crate::text::quantity::{Comparator, Place, Quantity};
use crate::text::units::{Kind, eat_counter};

impl<'a> Scan<'a> {
    /// Whether a number of a cell stands there by itself: before an arrow (50→70%), in a bracket that is all (5). A
    /// number that may be a year is one only where its unit is printed elsewhere, and told where it is not.
    pub(super) fn alone(&mut self, left: &Left, end: &Cursor<'_>, printed: &Figure) -> bool {
        let rest = end.rest().trim_start();
        let before = self.text.get(self.head..left.start).unwrap_or_default();
        if !self.place.is_cell() || left.label || printed.padded {
            return false;
        }
        if yearlike(printed) {
            let whole = before.is_empty() && rest.is_empty();
            if whole && self.place == Place::Cell {
                self.tell(left.start..end.at);
            }
            return whole && self.place == Place::Counted;
        }
        let led = before.is_empty() && rest.starts_with(arrow_sign);
        led || before == "(" && rest.strip_prefix(')').is_some_and(|rest| rest.trim_start().is_empty())
    }

    /// 3分の1, 1/3, 45/45地区: a part of a whole. Steps over it, whether it counts or not.
    pub(super) fn part(&mut self, c: &mut Cursor<'a>, left: &Left, printed: &Figure) -> bool {
        let number = *c;
        let cell = self.place.is_cell();
        let opens = cell && self.opens(left.start);
        let read = spoken(c, &printed.value).or_else(|| {
            let behind = number.rest().trim_start();
            if !cell || !behind.starts_with('/') || left.refused || left.latin {
                return None;
            }
            slashed(c, &printed.value, opens)
        });
        let Some(Part { value, unit, of }) = read else { return false };
        let quantity = Quantity { value, upper: None, unit, comparator: Comparator::Eq, change: None, per: None, of };
        let Some((end, comparator, mut changed)) = self.behind(*c, &quantity) else { return true };
        let mut end = end;
        if quantity.unit.is_none() {
            changed = change(&mut end);
        }
        // 経費の3分の1を補助: a share that is no measure of anything.
        let about = approximate(self.text, left.start, self.floor) != left.start;
        let counts = cell || about || comparator != Comparator::Eq || changed.is_some();
        let whole = quantity.of.is_some() || quantity.unit.is_some() || end.rest().trim_start().is_empty() || !cell;
        if left.refused || left.negative || !counts || !(whole || comparator != Comparator::Eq) {
            return true;
        }
        self.emit(Before::default(), left.start, end.at, Quantity { comparator, change: changed, ..quantity });
        *c = end;
        true
    }

    /// `15½人`, `1,23件`, `1:3`, `4/1`, `3対1`: digits that are no number, or a pair that is no figure. Steps over what is told.
    pub(super) fn mangled(&mut self, c: &mut Cursor<'a>, left: &Left) -> bool {
        if left.refused || left.latin || left.label {
            return false;
        }
        let mut d = *c;
        if d.peek().is_some_and(is_fraction) {
            d.step();
            eat_counter(&mut d);
            self.tell(left.start..d.at);
            *c = d;
            return true;
        }
        if matches!(d.peek(), Some('.' | ',')) && coded(&d) {
            while d.peek().is_some_and(|n| n.is_ascii_digit() || matches!(n, '.' | ',')) {
                d.step();
            }
            if eat_counter(&mut d) == Some(Kind::Measure) {
                self.tell(left.start..d.at);
                *c = d;
                return true;
            }
            return false;
        }
        let cell = self.place.is_cell() && self.opens(left.start);
        if cell && d.eat_of(":/対").is_some() && figure(&mut d, false, Place::Text).is_some() {
            let clock = self.text.get(c.at..d.at).is_some_and(|pair| pair.starts_with(':') && pair.len() == 3);
            if d.rest().trim_start().is_empty() && !clock {
                self.tell(left.start..d.at);
                *c = d;
                return true;
            }
        }
        false
    }

    /// More digits than a figure has, with a counter behind: told.
    pub(super) fn tell_mangled(&mut self, left: &Left, c: &mut Cursor<'a>) {
        let mut d = *c;
        if !left.refused && !left.latin && eat_counter(&mut d) == Some(Kind::Measure) {
            self.tell(left.start..d.at);
            *c = d;
        }
    }
}
