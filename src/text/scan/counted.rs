//! What a number counts: its counter, and what it is counted by.

use super::{Counted, Scan, joins_by_hyphen};
use crate::text::after::{comparator, unlisted};
use crate::text::cursor::Cursor;
use crate::text::figure::{Left, coded, listed, named, version};
use crate::text::number::{figure, power, shifted};
use crate::text::quantity::Place;
use crate::text::units::{Kind, UNITS, denominator, eat_counter, spelled};
use serde_json::Number;

impl<'a> Scan<'a> {
    /// The counter behind a number. `None` where the number counts nothing, a `unit` of `None` where it has no counter.
    pub(super) fn unit(
        &self,
        digits: &Cursor<'a>,
        number: Cursor<'a>,
        left: &Left,
        value: &Number,
    ) -> Option<Counted<'a>> {
        let limit = self.limit();
        let opens = self.place.is_cell() && self.opens(left.start);
        if left.refused || coded(&number) && !(opens && joins_by_hyphen(&number, digits.rest().contains('.'))) {
            return None;
        }
        let value = value.clone();
        let mut c = number;
        c.space();
        let spaced = c.at != number.at;
        let start = c.at;
        let kind = eat_counter(&mut c).filter(|_| c.at <= limit);
        let known = matches!(kind, Some(Kind::Measure)).then_some(c.at);
        if kind == Some(Kind::Ordinal) {
            return self.ranked(number, c, value);
        }
        let from = Cursor::new(self.text, start);
        if let Some(end) = unlisted(&from, known, self.place).filter(|end| *end <= limit && !left.latin && !spaced) {
            let unit = self.text.get(start..end)?.to_owned();
            return Some(Counted { value, unit: Some(unit), per: None, start: None, end: Cursor::new(self.text, end) });
        }
        match known {
            Some(_) => {
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
                let per = denominator(&mut c).map(str::to_owned);
                Some(Counted { value, unit: Some(spelled(unit).to_owned()), per, start: None, end: c })
            }
            None if left.latin => None,
            None => Some(self.bracketed(number, left, &value).unwrap_or(Counted {
                value,
                unit: None,
                per: None,
                start: None,
                end: number,
            })),
        }
    }

    /// 5位以内 and 72.3歳 in a cell that ends with them: the rank or the age is what is aimed at.
    pub(super) fn ranked(&self, number: Cursor<'a>, end: Cursor<'a>, value: Number) -> Option<Counted<'a>> {
        let unit = self.text.get(number.at..end.at)?.trim();
        let mut behind = end;
        comparator(&mut behind);
        let ends = behind.rest().trim_start().is_empty() || behind.rest().starts_with('(');
        let counts = self.place.is_cell() && ends && UNITS.cells.ordinals.iter().any(|w| w == unit);
        counts.then(|| Counted { value, unit: Some(unit.to_owned()), per: None, start: None, end })
    }

    /// (1,200)千円: the counter stands behind the bracket around its number.
    pub(super) fn bracketed(&self, number: Cursor<'a>, left: &Left, value: &Number) -> Option<Counted<'a>> {
        let mut c = number;
        let open = left.start.checked_sub(1).filter(|at| self.text.get(*at..left.start) == Some("("))?;
        if !c.eat(")") {
            return None;
        }
        let power = power(&mut c).unwrap_or_default();
        let start = c.at;
        if eat_counter(&mut c) != Some(Kind::Measure) {
            return None;
        }
        let unit = spelled(self.text.get(start..c.at)?).to_owned();
        Some(Counted { value: shifted(value, power)?, unit: Some(unit), per: None, start: Some(open), end: c })
    }

    /// Whether this is what the next figure is counted for (1人1台,
    /// 10万人当たり5件), and if so, where that figure begins.
    pub(super) fn base_of(one: bool, end: &Cursor<'_>, unit: &str) -> Option<usize> {
        let mut c = *end;
        let linked = c.eat_any(&UNITS.per.strong_links).is_some();
        c.space();
        if linked {
            c.eat_any(&UNITS.approximate);
            c.space();
        }
        let mut more = c;
        let length = unit == "時間"
            && figure(&mut more, false, Place::Text).is_some()
            && more.rest().trim_start().starts_with('分');
        let counts = linked || (one && !length && UNITS.per.heads.iter().any(|w| w == unit));
        c.peek().filter(|n| counts && n.is_ascii_digit()).map(|_| c.at)
    }
}
