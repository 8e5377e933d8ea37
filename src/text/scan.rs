//! One pass over a text that collects its figures.

mod counted;
mod numerals;
mod odd;

use std::ops::Range;

use serde_json::Number;

use super::after::{change, comparator, leads_on};
use super::before::{approximate, per};
use super::cursor::{Cursor, is_blank};
use super::figure::{Left, bare, left};
use super::number::{figure, group_of};
use super::numeral::is_numeral;
use super::quantity::{Change, Comparator, Figures, Found, Place, Quantity};
use super::units::{UNITS, eat_counter};

/// What a pass over a text remembers between two figures.
pub(crate) struct Scan<'a> {
    text: &'a str,
    place: Place,
    taken: Vec<Range<usize>>,
    /// The first taken range that ends behind the cursor.
    next: usize,
    /// Where the figure or period before ends: no prefix reaches below it.
    floor: usize,
    /// Where the first visible character stands.
    head: usize,
    base: Option<Base>,
    low: Option<Low>,
    out: Figures,
}

/// A number with what it counts.
struct Counted<'a> {
    value: Number,
    unit: Option<String>,
    per: Option<String>,
    /// Where the raw begins, if not at the number itself.
    start: Option<usize>,
    end: Cursor<'a>,
}

impl<'a> Scan<'a> {
    /// A pass from the start of the text.
    pub(crate) fn new(text: &'a str, taken: &[Range<usize>], place: Place) -> Self {
        let mut taken = taken.to_vec();
        taken.sort_by_key(|range| range.start);
        let head = text.len() - text.trim_start().len();
        Self { text, place, taken, next: 0, floor: 0, head, base: None, low: None, out: Figures::default() }
    }

    /// All figures, in reading order.
    pub(crate) fn run(mut self) -> Figures {
        let mut c = Cursor::new(self.text, 0);
        while let Some(next) = c.peek() {
            self.pass(c.at);
            if let Some(range) = self.taken.get(self.next)
                && range.contains(&c.at)
            {
                let end = range.end.max(c.at + next.len_utf8());
                c = Cursor::new(self.text, end);
                self.pass(end);
            } else if next.is_ascii_digit() {
                self.number(&mut c);
            } else if is_numeral(next) {
                self.numeral(&mut c);
            } else {
                c.step();
            }
        }
        self.out
    }

    /// Leaves the taken ranges behind that end here. No figure reaches over them.
    fn pass(&mut self, at: usize) {
        while let Some(range) = self.taken.get(self.next).filter(|t| t.end <= at) {
            self.floor = self.floor.max(range.end);
            self.base = None;
            self.low = None;
            self.next += 1;
        }
    }

    /// Where the next taken range begins.
    fn limit(&self) -> usize {
        self.taken.get(self.next).map_or(self.text.len(), |t| t.start)
    }

    /// Whether nothing but white space, signs and words such as 約 stands before a place.
    fn opens(&self, start: usize) -> bool {
        approximate(self.text, start, self.floor) <= self.head
    }

    /// Reads the number at the cursor and steps over it, figure or not.
    fn number(&mut self, c: &mut Cursor<'a>) {
        let digits = *c;
        let before = Before { base: self.base.take(), low: self.low.take() };
        let mut left = left(&digits, self.floor, self.place);
        if before.low.as_ref().is_some_and(|low| low.next == digits.at) {
            // The sign before an upper end joins it to the lower one.
            left = Left { start: digits.at, refused: false, negative: false, ..left };
        }
        let Some(printed) = figure(c, left.negative, self.place) else {
            while c.peek().is_some_and(|n| n.is_ascii_digit()) {
                c.step();
            }
            return self.tell_mangled(&left, c);
        };
        let cell = self.place.is_cell() && self.opens(left.start);
        let spaced = if cell { group_of(c, None) } else { printed.digits <= 3 && group_of(c, Some(3)) };
        if spaced && !left.refused && !left.latin && !printed.scaled {
            self.tell(left.start..c.at);
        }
        let number = *c;
        if self.part(c, &left, &printed) || self.mangled(c, &left) {
            return;
        }
        let Some(counted) = self.unit(&digits, number, &left, &printed.value) else { return };
        let fraction = printed.fraction.is_some();
        if counted.end.at > self.limit() || self.leads(c, &before, &left, &counted, fraction) {
            return;
        }
        let quantity = Quantity {
            value: counted.value,
            upper: None,
            unit: counted.unit,
            comparator: Comparator::Eq,
            change: None,
            per: counted.per,
            of: None,
        };
        let Some((end, comparator, change)) = self.behind(counted.end, &quantity) else { return };
        let low =
            before.low.as_ref().is_some_and(|low| low.next == left.start && (low.plain || fraction && low.fraction));
        let counts = quantity.unit.is_some() || comparator != Comparator::Eq || low || based(&before, left.start);
        if !counts && !bare(self.text, &left, &end, &printed) && !self.alone(&left, &end, &printed) {
            return;
        }
        let start = counted.start.unwrap_or(left.start);
        self.emit(before, start, end.at, Quantity { comparator, change, ..quantity });
        *c = end;
    }

    /// Comparison and change behind a figure; `None` where it reaches into a date, or where what it names is only
    /// come near to.
    fn behind(&self, end: Cursor<'a>, quantity: &Quantity) -> Option<(Cursor<'a>, Comparator, Option<Change>)> {
        let mut end = end;
        let before = comparator(&mut end);
        let change = quantity.unit.is_some().then(|| change(&mut end)).flatten();
        let comparator = if before == Comparator::Eq { comparator(&mut end) } else { before };
        let near = UNITS.approach.after.iter().any(|word| end.rest().starts_with(word.as_str()));
        (end.at <= self.limit() && !near).then_some((end, comparator, change))
    }

    /// Whether the number only prepares the next one: a lower end whose unit is
    /// still to come, or what the next figure is counted for.
    fn leads(
        &mut self,
        c: &mut Cursor<'a>,
        before: &Before,
        left: &Left,
        counted: &Counted<'a>,
        fraction: bool,
    ) -> bool {
        let (mut range, end) = (left.start..counted.end.at, counted.end);
        let Some(unit) = &counted.unit else {
            // 人口10万対15.2: counted by a crowd.
            if let Some(next) = crowd_behind(&end) {
                let head = self.text.get(self.floor..range.start).unwrap_or_default();
                let crowd = UNITS.per.crowd_heads.iter().find(|word| head.ends_with(word.as_str()));
                range.start -= crowd.map_or(0, String::len);
                self.base = Some(Base { range, next });
                *c = Cursor::new(self.text, next);
                return true;
            }
            let cell = self.place.is_cell() && self.opens(left.start);
            let hyphens = cell && joins_by_hyphen(&end, fraction);
            let next = leads_on(&end, hyphens).filter(|_| !left.label);
            self.low = next.map(|next| Low { range, value: counted.value.clone(), next, plain: cell, fraction });
            if let Some(low) = &self.low {
                *c = Cursor::new(self.text, low.next);
            }
            return self.low.is_some();
        };
        let next = Self::base_of(counted.value.as_str() == "1", &end, unit);
        if let Some(base) = before.base.as_ref().filter(|base| base.next == left.start) {
            range.start = base.range.start;
        }
        self.base = next.map(|next| Base { range, next });
        if self.base.is_some() {
            *c = end;
        }
        self.base.is_some()
    }

    fn tell(&mut self, range: Range<usize>) {
        self.out.unread.push(range);
    }

    /// Adds a figure with the words before it that belong to its raw.
    fn emit(&mut self, before: Before, at: usize, end: usize, quantity: Quantity) {
        let mut quantity = quantity;
        let counts = |low: &Low| quantity.unit.is_some() || low.plain || low.fraction;
        let low = before.low.filter(|low| low.next == at && counts(low));
        let anchor = low.as_ref().map_or(at, |low| low.range.start);
        let mut start = anchor;
        if let Some(base) = before.base.filter(|base| base.next == anchor) {
            let own = self.text.get(base.range.clone()).map(str::to_owned);
            quantity.per = quantity.per.or(own);
            start = base.range.start;
        } else if let Some((from, word)) = per(self.text, anchor, self.floor) {
            quantity.per = quantity.per.or(Some(word));
            start = from;
        }
        start = approximate(self.text, start, self.floor);
        let zero = quantity.value.as_f64() == Some(0.0);
        let own = self.text.get(self.floor..start).unwrap_or_default().trim_end_matches(is_blank);
        if zero && UNITS.approach.before_zero.iter().any(|word| own.ends_with(word.as_str())) {
            self.floor = end;
            return;
        }
        if let Some(low) = low {
            let rises = low.value.as_f64() <= quantity.value.as_f64();
            if rises && quantity.of.is_none() && quantity.comparator == Comparator::Eq {
                quantity.upper = Some(std::mem::replace(&mut quantity.value, low.value));
            } else {
                let lower = Quantity { value: low.value, comparator: Comparator::Eq, ..quantity.clone() };
                self.out.found.push(Found { range: start..low.range.end, value: lower });
                self.floor = low.range.end;
                start = at;
            }
        }
        self.out.found.push(Found { range: start..end, value: quantity });
        self.floor = end;
    }
}

/// Whether a base was read that ends where this figure begins.
fn based(before: &Before, start: usize) -> bool {
    before.base.as_ref().is_some_and(|base| base.next == start)
}

/// 対 between a crowd and its figure (人口10万対15.2): where the figure begins.
fn crowd_behind(end: &Cursor<'_>) -> Option<usize> {
    let mut c = *end;
    let crowd = c.back().is_some_and(|last| matches!(last, '万' | '千'));
    if !crowd || !c.eat("対") {
        return None;
    }
    c.space();
    c.peek().filter(char::is_ascii_digit).map(|_| c.at)
}

/// 20-29件 and 1.40-1.50, from behind the first number: a hyphen between two figures that fill their cell.
fn joins_by_hyphen(number: &Cursor<'_>, fraction: bool) -> bool {
    let mut c = *number;
    c.space();
    if !c.eat("-") {
        return false;
    }
    c.space();
    let Some(upper) = figure(&mut c, false, Place::Text) else { return false };
    let mut d = c;
    d.space();
    let counted = eat_counter(&mut d).is_some();
    let mut end = if counted { d } else { c };
    comparator(&mut end);
    end.rest().trim_start().is_empty() && !upper.padded && (counted || fraction && upper.fraction.is_some())
}

/// What the figure before left to this one.
#[derive(Default)]
struct Before {
    base: Option<Base>,
    low: Option<Low>,
}

/// 1人 in 1人1台: what the next figure is counted for.
struct Base {
    range: Range<usize>,
    /// Where that figure has to begin.
    next: usize,
}

/// 10 in 10~20件: a lower end whose unit is printed behind the upper one.
struct Low {
    range: Range<usize>,
    value: Number,
    /// Where the upper end has to begin.
    next: usize,
    /// Whether it opens a cell of figures, so that no unit is needed.
    plain: bool,
    /// Whether it has decimals.
    fraction: bool,
}
