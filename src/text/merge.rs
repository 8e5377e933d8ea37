//! Two figures that are one: ranges, shares of a whole, 2時間30分, 3割5分, 5カ年累計120件.

use serde_json::Number;

use super::cursor::is_blank;
use super::number::shifted;
use super::quantity::{Comparator, Found, Quantity, Whole};
use super::units::UNITS;

/// The figures with those that belong together made one.
pub(crate) fn merged(text: &str, found: Vec<Found<Quantity>>) -> Vec<Found<Quantity>> {
    let mut out: Vec<Found<Quantity>> = Vec::with_capacity(found.len());
    for next in found {
        let Some(before) = out.last_mut() else {
            out.push(next);
            continue;
        };
        let between = text.get(before.range.end..next.range.start).unwrap_or_default();
        match joined(&before.value, &next.value, between.trim_matches(is_blank)) {
            Some(Joined::One(value)) => {
                before.value = *value;
                before.range.end = next.range.end;
            }
            Some(Joined::Last) => *before = next,
            None => out.push(next),
        }
    }
    out
}

/// What two neighbours make.
enum Joined {
    /// One figure, from the first sign to the last.
    One(Box<Quantity>),
    /// The first only says over which time the second was counted.
    Last,
}

fn joined(first: &Quantity, second: &Quantity, between: &str) -> Option<Joined> {
    let one = |value: Quantity| Some(Joined::One(Box::new(value)));
    if let Some(range) = range(first, second, between) {
        return one(range);
    }
    if let Some(share) = share(first, second, between) {
        return one(share);
    }
    if between.is_empty()
        && let Some(sum) = sum(first, second)
    {
        return one(sum);
    }
    let timed = first.unit.as_ref().is_some_and(|unit| UNITS.merge.spans.contains(unit));
    let total = UNITS.merge.totals.iter().any(|word| word == between);
    (timed && total && plain(first)).then_some(Joined::Last)
}

/// Neither compared nor changed, and no range or share already.
fn plain(q: &Quantity) -> bool {
    q.comparator == Comparator::Eq && q.change.is_none() && q.upper.is_none() && q.of.is_none()
}

fn number(value: &Number) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}

/// 5件~10件, 40%以上60%以下: the comparator is that of the lower end.
fn range(low: &Quantity, high: &Quantity, between: &str) -> Option<Quantity> {
    let wave = matches!(between, "~" | "〜" | "～");
    let alike = low.unit == high.unit && low.upper.is_none() && high.upper.is_none() && low.of.is_none();
    let rises = number(&low.value) <= number(&high.value);
    let bounds = matches!(low.comparator, Comparator::Ge | Comparator::Gt)
        && matches!(high.comparator, Comparator::Le | Comparator::Lt);
    let fits = if bounds {
        wave || matches!(between, "" | "かつ")
    } else {
        wave && plain(low) && high.comparator == Comparator::Eq
    };
    (alike && rises && fits).then(|| Quantity {
        upper: Some(high.value.clone()),
        change: high.change.or(low.change),
        per: low.per.clone().or_else(|| high.per.clone()),
        ..low.clone()
    })
}

/// 全32校中28校, 120件のうち35件, 38地区/45地区: the share keeps its whole.
fn share(first: &Quantity, second: &Quantity, between: &str) -> Option<Quantity> {
    let (part, whole) = if between == "/" {
        (first, second)
    } else {
        let words = &UNITS.merge.shares;
        words.iter().any(|word| between.trim_end_matches('、') == word).then_some((second, first))?
    };
    let counts = plain(whole) && part.change.is_none() && part.of.is_none() && part.upper.is_none();
    let fits = number(&part.value) <= number(&whole.value) && number(&part.value) >= 0.0;
    let alike = part.unit == whole.unit && part.unit.is_some();
    let compared = if between == "/" { second.comparator } else { part.comparator };
    (counts && fits && alike).then(|| Quantity {
        of: Some(Whole { value: whole.value.clone(), unit: whole.unit.clone() }),
        per: first.per.clone().or_else(|| second.per.clone()),
        comparator: compared,
        ..part.clone()
    })
}

/// 2時間30分 is 150 分, 1分30秒 90 秒, 3割5分 35 %.
fn sum(first: &Quantity, second: &Quantity) -> Option<Quantity> {
    let units = (first.unit.as_deref()?, second.unit.as_deref()?);
    let whole = |q: &Quantity| q.value.as_u64();
    let (total, unit) = match units {
        ("時間", "分") | ("分", "秒") => {
            let small = whole(second).filter(|small| *small < 60)?;
            (Number::from(whole(first)?.checked_mul(60)?.checked_add(small)?), units.1)
        }
        ("割", "分") => {
            let small = whole(second).filter(|small| *small < 10)?;
            (Number::from(whole(first)?.checked_mul(10)?.checked_add(small)?), "%")
        }
        ("%", "厘") => {
            let small = whole(second).filter(|small| *small < 10)?;
            let tenths = shifted(&Number::from(whole(first)?), 1)?.as_u64()?.checked_add(small)?;
            (format!("{}.{}", tenths / 10, tenths % 10).parse().ok()?, "%")
        }
        _ => return None,
    };
    let fits = plain(first) && second.upper.is_none() && second.of.is_none() && second.per.is_none();
    fits.then(|| Quantity { value: total, unit: Some(unit.to_owned()), per: first.per.clone(), ..second.clone() })
}
