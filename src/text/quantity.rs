//! Quantities: figures that measure something, with unit, comparison, change
//! and base.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Number;

use super::cursor::{Cursor, is_kanji};
use super::figure::{Left, approximate, bare, coded, left, listed, named, per};
use super::number::figure;
use super::units::{Kind, UNITS, eat_counter};

/// How a value is meant; 以上 is `>=`, 以下 `<=`, 超 `>`, 未満 `<`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub enum Comparator {
    /// No word of comparison.
    #[default]
    #[serde(rename = "=")]
    Eq,
    /// 以上
    #[serde(rename = ">=")]
    Ge,
    /// 以下, 以内
    #[serde(rename = "<=")]
    Le,
    /// 超, を超える
    #[serde(rename = ">")]
    Gt,
    /// 未満
    #[serde(rename = "<")]
    Lt,
}

/// The direction of a figure that is a difference (5%削減, 11.8%増).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// 増, 向上
    Increase,
    /// 減, 削減
    Decrease,
}

/// A figure that measures something.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Quantity {
    /// The value with the digits that the page prints.
    pub value: Number,
    /// The counter as printed; `None` for a count without one.
    pub unit: Option<String>,
    /// How the value is meant.
    pub comparator: Comparator,
    /// The direction, if the figure is a difference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// What it is counted for: 各課, 年, 1日.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
}

/// Something found, with its bytes in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// The whole expression as printed.
    pub range: Range<usize>,
    /// What it says.
    pub value: T,
}

/// Every figure that measures something, in reading order. Whatever overlaps a
/// `taken` range (the periods found before) is passed over.
pub fn quantities(text: &str, taken: &[Range<usize>]) -> Vec<Found<Quantity>> {
    let mut taken = taken.to_vec();
    taken.sort_by_key(|range| range.start);
    let mut scan = Scan { text, taken, next: 0, floor: 0, base: None, low: None, found: Vec::new() };
    scan.run();
    scan.found
}

/// What a pass over a text remembers between two figures.
struct Scan<'a> {
    text: &'a str,
    taken: Vec<Range<usize>>,
    /// The first taken range that ends behind the cursor.
    next: usize,
    /// Where the figure or period before ends: no prefix reaches below it.
    floor: usize,
    /// 1人 in 1人1台: the base of the figure that begins where it ends.
    base: Option<(Range<usize>, usize)>,
    /// 10 in 10~20件: a lower end whose unit is printed behind the upper one.
    low: Option<(Range<usize>, Number, usize)>,
    found: Vec<Found<Quantity>>,
}

impl<'a> Scan<'a> {
    fn run(&mut self) {
        let mut c = Cursor::new(self.text, 0);
        while let Some(next) = c.peek() {
            while self.taken.get(self.next).is_some_and(|t| t.end <= c.at) {
                self.next += 1;
            }
            if let Some(range) = self.taken.get(self.next)
                && range.contains(&c.at)
            {
                self.floor = self.floor.max(range.end);
                c = Cursor::new(self.text, range.end.max(c.at + next.len_utf8()));
            } else if next.is_ascii_digit() {
                self.number(&mut c);
            } else {
                c.step();
            }
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
        let mut end = counted;
        if let Some(next) = leads_on(&end).filter(|_| unit.is_none() && !left.label) {
            self.low = Some((left.start..number.at, printed.value, next));
            return;
        }
        if let Some(unit) = &unit
            && self.is_base(printed.value.as_str() == "1", &end, unit)
        {
            let mut d = end;
            d.eat_any(&UNITS.per.strong_links);
            d.space();
            self.base = Some((left.start..end.at, d.at));
            *c = end;
            return;
        }
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
                if glued || named(&c, number, unit) || (spaced && listed(digits, number, &c)) {
                    return None;
                }
                Some((Some(unit.to_owned()), c))
            }
            None if left.latin => None,
            None => Some((None, number)),
        }
    }

    /// Whether this is what the next figure is counted for: 1人1台, 10万人当たり5件.
    fn is_base(&self, one: bool, end: &Cursor<'_>, unit: &str) -> bool {
        let mut c = *end;
        let linked = c.eat_any(&UNITS.per.strong_links).is_some();
        c.space();
        if linked {
            c.eat_any(&UNITS.approximate);
        }
        let counts = linked || (one && UNITS.per.heads.iter().any(|w| w == unit));
        counts && c.peek().is_some_and(|n| n.is_ascii_digit())
    }

    /// Adds a figure with the words before it that belong to its raw.
    fn emit(&mut self, before: Before, at: usize, end: usize, quantity: Quantity) {
        let mut quantity = quantity;
        let mut start = at;
        if let Some((range, next)) = before.base.filter(|(_, next)| *next == at) {
            quantity.per = self.text.get(range.clone()).map(str::to_owned);
            (start, _) = (range.start, next);
        } else if let Some((from, word)) = per(self.text, at, self.floor) {
            quantity.per = Some(word);
            start = from;
        }
        start = approximate(self.text, start, self.floor);
        if let Some((range, value, next)) = before.low.filter(|(_, _, next)| *next == at) {
            if quantity.unit.is_some() {
                let (low, high) = if quantity.comparator == Comparator::Eq {
                    (Comparator::Ge, Comparator::Le)
                } else {
                    (Comparator::Eq, quantity.comparator)
                };
                quantity.comparator = high;
                let from = approximate(self.text, range.start, self.floor);
                let mut lower = quantity.clone();
                lower.value = value;
                lower.comparator = low;
                self.found.push(Found { range: from..range.end, value: lower });
                start = at;
            }
            let _ = next;
        }
        self.found.push(Found { range: start..end, value: quantity });
        self.floor = end;
    }
}

/// What the figure before left to this one.
struct Before {
    base: Option<(Range<usize>, usize)>,
    low: Option<(Range<usize>, Number, usize)>,
}

/// A wave dash and a digit: the unit of a lower end comes later. Returns where
/// the upper end begins.
fn leads_on(c: &Cursor<'_>) -> Option<usize> {
    let mut d = *c;
    d.space();
    d.eat_of("~〜～")?;
    d.space();
    d.peek().filter(char::is_ascii_digit).map(|_| d.at)
}

fn comparator(c: &mut Cursor<'_>) -> Comparator {
    let mut d = *c;
    d.space();
    let found = UNITS.comparators.iter().find(|(word, _)| d.eat(word));
    let sign = match found.map(|(_, sign)| sign.as_str()) {
        Some(">=") => Comparator::Ge,
        Some("<=") => Comparator::Le,
        Some(">") => Comparator::Gt,
        Some("<") => Comparator::Lt,
        _ => return Comparator::Eq,
    };
    *c = d;
    sign
}

/// 削減, 増, の向上 directly behind the figure.
fn change(c: &mut Cursor<'_>) -> Option<Change> {
    let words = &UNITS.changes;
    if words.not_change.iter().any(|w| c.rest().starts_with(w.as_str())) {
        return None;
    }
    let mut d = *c;
    d.space();
    let found = if d.eat_any(&words.increase_short).is_some() {
        Some(Change::Increase)
    } else {
        d.eat_any(&words.decrease_short).map(|_| Change::Decrease)
    };
    // 増 before another ideograph is another word (増設), unless it is 増加.
    if found.is_some() && !d.peek().is_some_and(is_kanji) {
        *c = d;
        return found;
    }
    let mut d = *c;
    if d.eat_of("のを").is_none() {
        d.space();
    }
    let found = if d.eat_any(&words.increase).is_some() {
        Change::Increase
    } else {
        d.eat_any(&words.decrease)?;
        Change::Decrease
    };
    // 5%削減率, 3か所拡大図 are names.
    if d.rest().starts_with(['率', '量', '額', '幅', '図']) {
        return None;
    }
    *c = d;
    Some(found)
}

/// Whether a figure of change comes next (46%削減), as after 2013年度より.
pub(crate) fn change_at(c: &Cursor<'_>) -> bool {
    let mut d = *c;
    d.eat_any(&UNITS.approximate);
    if figure(&mut d, false).is_none() {
        return false;
    }
    d.space();
    if eat_counter(&mut d) != Some(Kind::Measure) {
        return false;
    }
    comparator(&mut d);
    change(&mut d).is_some()
}
