//! One pass over a text that collects its figures.

use std::ops::Range;

use serde_json::Number;

use super::after::{change, comparator, leads_on};
use super::before::{approximate, per};
use super::cursor::{Cursor, is_blank};
use super::figure::{Left, bare, coded, left, listed, named, version};
use super::number::figure;
use super::quantity::{Comparator, Found, Quantity};
use super::units::{Kind, UNITS, eat_counter};

/// What a pass over a text remembers between two figures.
pub(crate) struct Scan<'a> {
    text: &'a str,
    taken: Vec<Range<usize>>,
    /// The first taken range that ends behind the cursor.
    next: usize,
    /// Where the figure or period before ends: no prefix reaches below it.
    floor: usize,
    base: Option<Base>,
    low: Option<Low>,
    found: Vec<Found<Quantity>>,
}

impl<'a> Scan<'a> {
    /// A pass from the start of the text.
    pub(crate) fn new(text: &'a str, taken: &[Range<usize>]) -> Self {
        let mut taken = taken.to_vec();
        taken.sort_by_key(|range| range.start);
        Self { text, taken, next: 0, floor: 0, base: None, low: None, found: Vec::new() }
    }

    /// All figures, in reading order.
    pub(crate) fn run(mut self) -> Vec<Found<Quantity>> {
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
            } else {
                c.step();
            }
        }
        self.found
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

    /// Reads the number at the cursor and steps over it, figure or not.
    fn number(&mut self, c: &mut Cursor<'a>) {
        let digits = *c;
        let (base, low) = (self.base.take(), self.low.take());
        let left = left(&digits, self.floor);
        let Some(printed) = figure(c, left.negative) else {
            while c.peek().is_some_and(|n| n.is_ascii_digit()) {
                c.step();
            }
            return;
        };
        let number = *c;
        let limit = self.taken.get(self.next).map_or(self.text.len(), |t| t.start);
        let Some((unit, counted)) = self.unit(&digits, number, &left, limit) else {
            return;
        };
        if counted.at > limit || self.leads(c, &left, &printed.value, unit.as_deref(), counted) {
            return;
        }
        let mut end = counted;
        let comparator = comparator(&mut end);
        let change = unit.is_some().then(|| change(&mut end)).flatten();
        if end.at > limit {
            return;
        }
        let compares = comparator != Comparator::Eq;
        if unit.is_none() && !compares && !bare(self.text, &left, &end, &printed) {
            return;
        }
        let quantity = Quantity { value: printed.value, unit, comparator, change, per: None };
        self.emit(Before { base, low }, left.start, end.at, quantity);
        *c = end;
    }

    /// Whether the number only prepares the next one: a lower end whose unit is
    /// still to come, or what the next figure is counted for.
    fn leads(&mut self, c: &mut Cursor<'a>, left: &Left, value: &Number, unit: Option<&str>, end: Cursor<'a>) -> bool {
        let range = left.start..end.at;
        let Some(unit) = unit else {
            let next = leads_on(&end).filter(|_| !left.label);
            self.low = next.map(|next| Low { range, value: value.clone(), next });
            return self.low.is_some();
        };
        let next = Self::base_of(value.as_str() == "1", &end, unit);
        self.base = next.map(|next| Base { range, next });
        if self.base.is_some() {
            *c = end;
        }
        self.base.is_some()
    }

    /// The counter behind a number. `None` where the number counts nothing,
    /// `Some((None, …))` where it has no counter.
    fn unit(
        &self,
        digits: &Cursor<'a>,
        number: Cursor<'a>,
        left: &Left,
        limit: usize,
    ) -> Option<(Option<String>, Cursor<'a>)> {
        if left.refused || coded(&number) {
            return None;
        }
        let mut c = number;
        c.space();
        let spaced = c.at != number.at;
        let start = c.at;
        match eat_counter(&mut c).filter(|_| c.at <= limit) {
            Some(Kind::Ordinal) => None,
            Some(Kind::Measure) => {
                let unit = self.text.get(start..c.at)?;
                let glued = left.latin && !UNITS.bare.after_latin.iter().any(|w| w == unit);
                let number = self.text.get(digits.at..number.at)?;
                // 戦略 2.0 取組み状況: what only whole numbers count leaves a version.
                let fraction = number.split_once('.').map(|(_, fraction)| fraction);
                let whole = UNITS.bare.whole.iter().any(|w| w == unit);
                if whole && version(digits.before(), fraction) {
                    return None;
                }
                if glued || named(&c, number, unit) || (spaced && listed(digits, number, &c)) {
                    return None;
                }
                Some((Some(unit.to_owned()), c))
            }
            None if left.latin => None,
            None => Some((None, number)),
        }
    }

    /// Whether this is what the next figure is counted for (1人1台,
    /// 10万人当たり5件), and if so, where that figure begins.
    fn base_of(one: bool, end: &Cursor<'_>, unit: &str) -> Option<usize> {
        let mut c = *end;
        let linked = c.eat_any(&UNITS.per.strong_links).is_some();
        c.space();
        if linked {
            c.eat_any(&UNITS.approximate);
            c.space();
        }
        let counts = linked || (one && UNITS.per.heads.iter().any(|w| w == unit));
        c.peek().filter(|n| counts && n.is_ascii_digit()).map(|_| c.at)
    }

    /// Adds a figure with the words before it that belong to its raw.
    fn emit(&mut self, before: Before, at: usize, end: usize, quantity: Quantity) {
        let mut quantity = quantity;
        let low = before.low.filter(|low| low.next == at && quantity.unit.is_some());
        let anchor = low.as_ref().map_or(at, |low| low.range.start);
        let mut start = anchor;
        if let Some(base) = before.base.filter(|base| base.next == anchor) {
            quantity.per = self.text.get(base.range.clone()).map(str::to_owned);
            start = base.range.start;
        } else if let Some((from, word)) = per(self.text, anchor, self.floor) {
            quantity.per = Some(word);
            start = from;
        }
        start = approximate(self.text, start, self.floor);
        if let Some(low) = low {
            let mut lower = quantity.clone();
            lower.value = low.value;
            lower.comparator = Comparator::Eq;
            self.found.push(Found { range: start..low.range.end, value: lower });
            self.floor = low.range.end;
            start = at;
        }
        self.bound(start, &mut quantity);
        self.found.push(Found { range: start..end, value: quantity });
        self.floor = end;
    }

    /// 10~20件: two figures that a wave dash joins are a lower and an upper bound.
    fn bound(&mut self, start: usize, upper: &mut Quantity) {
        let Some(lower) = self.found.last_mut() else {
            return;
        };
        let between = self.text.get(lower.range.end..start).unwrap_or_default();
        let joined = matches!(between.trim_matches(is_blank), "~" | "〜" | "～");
        let plain = |q: &Quantity| q.comparator == Comparator::Eq;
        if joined && plain(upper) && plain(&lower.value) && lower.value.unit == upper.unit {
            lower.value.comparator = Comparator::Ge;
            upper.comparator = Comparator::Le;
        }
    }
}

/// What the figure before left to this one.
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
}
