//! Parts of a whole: 3分の1, 1/3, 45/45地区.

use serde_json::Number;

use super::cursor::Cursor;
use super::number::figure;
use super::quantity::{Place, Whole};
use super::units::{Kind, eat_counter, spelled};

/// A part as it is printed.
#[derive(Debug)]
pub(crate) struct Part {
    /// The value: the quotient of a fraction, the share of a whole.
    pub(crate) value: Number,
    /// The counter of a share.
    pub(crate) unit: Option<String>,
    /// The whole of a share.
    pub(crate) of: Option<Whole>,
}

/// Largest denominator of a fraction that a bare `N/M` is read as; beyond it is a share of M.
const LARGEST_DENOMINATOR: u64 = 10;

/// Most decimal places of a quotient that is written out: 1/8 is 0.125, 1/3 has no end.
const PLACES: u32 = 9;

/// 3分の1, from behind the 3: the quotient. Steps over it.
pub(crate) fn spoken(c: &mut Cursor<'_>, denominator: &Number) -> Option<Part> {
    let mut d = *c;
    d.space();
    if !d.eat("分の") {
        return None;
    }
    d.space();
    let part = figure(&mut d, false, Place::Text)?;
    let value = quotient(&part.value, denominator)?;
    *c = d;
    Some(Part { value, unit: None, of: None })
}

/// 45/45地区 and 1/3 in a cell, from behind the first number. Steps over it.
pub(crate) fn slashed(c: &mut Cursor<'_>, part: &Number, alone: bool) -> Option<Part> {
    let mut d = *c;
    d.space();
    if !d.eat("/") {
        return None;
    }
    d.space();
    let whole = figure(&mut d, false, Place::Text)?.value;
    let fits = part.as_f64()? <= whole.as_f64()? && part.as_f64()? >= 0.0;
    let mut e = d;
    e.space();
    let start = e.at;
    if eat_counter(&mut e) == Some(Kind::Measure) && fits {
        let unit = e.before().get(start..).map(|unit| spelled(unit).to_owned());
        *c = e;
        return Some(Part { value: part.clone(), of: Some(Whole { value: whole, unit: unit.clone() }), unit });
    }
    if !alone || !fits || d.rest().starts_with(['/', '.', ',', '-']) {
        return None;
    }
    let small = whole.as_u64().is_some_and(|whole| whole <= LARGEST_DENOMINATOR);
    let proper = part.as_f64()? < whole.as_f64()?;
    let read = match small && proper {
        true => Part { value: quotient(part, &whole)?, unit: None, of: None },
        false if small => return None,
        false => Part { value: part.clone(), unit: None, of: Some(Whole { value: whole, unit: None }) },
    };
    *c = d;
    Some(read)
}

/// One whole number by another: with all its decimals where they end, else as near as a double comes.
fn quotient(part: &Number, whole: &Number) -> Option<Number> {
    let (part, whole) = (part.as_u64()?, whole.as_u64().filter(|whole| *whole > 0)?);
    for places in 0..=PLACES {
        let scaled = part.checked_mul(10_u64.checked_pow(places)?)?;
        if scaled % whole == 0 {
            let digits = format!("{:0>width$}", scaled / whole, width = places as usize + 1);
            let (number, fraction) = digits.split_at(digits.len() - places as usize);
            return if places == 0 { number.parse().ok() } else { format!("{number}.{fraction}").parse().ok() };
        }
    }
    format!("{}", part as f64 / whole as f64).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotients() {
        for (part, whole, wanted) in [
            (1, 20, Some("0.05")),
            (1, 3, Some("0.3333333333333333")),
            (3, 8, Some("0.375")),
            (4, 2, Some("2")),
            (1, 0, None),
        ] {
            let read = quotient(&Number::from(part), &Number::from(whole));
            assert_eq!(read.as_ref().map(Number::as_str), wanted, "{part}/{whole}");
        }
    }
}
