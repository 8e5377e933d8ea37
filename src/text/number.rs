//! Figures in digits: separators, decimals and the multipliers 千, 万, 億, 兆,
//! in exact decimal arithmetic, so that 66.0 stays 66.0.

use serde_json::Number;

use super::cursor::Cursor;
use super::quantity::Place;
use super::units::UNITS;

/// A figure as printed, without sign and unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The number, with the digits that are printed.
    pub value: Number,
    /// How many digits are printed.
    pub digits: usize,
    /// Whether thousands are separated.
    pub separated: bool,
    /// The digits after the decimal point.
    pub fraction: Option<String>,
    /// Whether a multiplier stands behind it.
    pub scaled: bool,
    /// Whether it begins with a zero that counts nothing (01).
    pub padded: bool,
}

/// Powers of ten by name; the longest first. Multipliers count only after digits:
/// kanji numerals inside words (一部, 一本化) are no figures.
const POWERS: [(&str, usize); 8] =
    [("百万", 6), ("十万", 5), ("千万", 7), ("兆", 12), ("億", 8), ("万", 4), ("千", 3), ("百", 2)];

/// More digits than this are a code, not a figure.
const LONGEST: usize = 30;

/// Reads the figure at the cursor: `4,083`, `66.0`, `1億2,000万`; in a cell `12 300`, whose groups prove it one.
pub(crate) fn figure(cursor: &mut Cursor<'_>, negative: bool, place: Place) -> Option<Figure> {
    let mut c = *cursor;
    let first = spread(&mut c).or_else(|| grouped(&mut c, place)).or_else(|| plain(&mut c))?;
    let mut figure = Figure {
        value: Number::from(0),
        digits: first.whole.len(),
        separated: first.separated,
        fraction: first.fraction.clone(),
        scaled: false,
        padded: first.whole.len() > 1 && first.whole.starts_with('0'),
    };
    let Some(power) = power(&mut c) else {
        figure.value = number(&first.text(0), negative)?;
        *cursor = c;
        return Some(figure);
    };
    figure.scaled = true;
    let mut text = first.text(power);
    let mut sum = whole(&text);
    let mut last = power;
    // 1億2,000万: each further part has a smaller power.
    loop {
        let mut d = c;
        let Some(part) = plain(&mut d) else { break };
        let next = self::power(&mut d).unwrap_or(0);
        if next >= last || part.fraction.is_some() || part.whole.len() > last {
            break;
        }
        let Some(total) = sum.zip(whole(&part.text(next))).and_then(|(a, b)| a.checked_add(b)) else {
            break;
        };
        sum = Some(total);
        text = total.to_string();
        c = d;
        last = next;
        if last == 0 {
            break;
        }
    }
    figure.value = number(&text, negative)?;
    *cursor = c;
    Some(figure)
}

/// A number times a power of ten, its digits kept: 1.5 and 3 give 1500; `None` where it is no plain decimal.
pub(crate) fn shifted(value: &Number, power: usize) -> Option<Number> {
    let printed = value.as_str();
    let (negative, digits) = printed.strip_prefix('-').map_or((false, printed), |digits| (true, digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let digit = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !digit(whole) || !digit(fraction) {
        return None;
    }
    let fraction = Some(fraction.to_owned()).filter(|fraction| !fraction.is_empty());
    number(&Plain { whole: whole.to_owned(), separated: false, fraction }.text(power), negative)
}

fn whole(digits: &str) -> Option<u128> {
    digits.parse().ok()
}

fn number(digits: &str, negative: bool) -> Option<Number> {
    let sign = if negative { "-" } else { "" };
    format!("{sign}{digits}").parse().ok()
}

/// Steps over the multiplier that comes next: 千, 百万, 3 and 6.
pub(crate) fn power(c: &mut Cursor<'_>) -> Option<usize> {
    let mut d = *c;
    d.space();
    if UNITS.numerals.no_powers.iter().any(|word| d.rest().starts_with(word.as_str())) {
        return None;
    }
    let (_, power) = POWERS.iter().find(|(word, _)| d.eat(word))?;
    // 2千万, 3百億
    let more = POWERS.iter().find(|(word, p)| *p >= 4 && d.eat(word));
    *c = d;
    Some(power + more.map_or(0, |(_, p)| *p))
}

/// Digits with their separators.
struct Plain {
    whole: String,
    separated: bool,
    fraction: Option<String>,
}

impl Plain {
    /// The digits with the decimal point moved to the right.
    fn text(&self, power: usize) -> String {
        let fraction = self.fraction.as_deref().unwrap_or_default();
        let mut digits = self.whole.clone();
        digits.push_str(fraction);
        let point = self.whole.len() + power;
        while digits.len() < point {
            digits.push('0');
        }
        let (whole, rest) = digits.split_at(point);
        let whole = match whole.trim_start_matches('0') {
            "" => "0",
            whole => whole,
        };
        if rest.is_empty() { whole.to_owned() } else { format!("{whole}.{rest}") }
    }
}

/// `4 5,0 0 0`: digits set one by one to fill their cell, whose commas prove that they are one number.
fn spread(c: &mut Cursor<'_>) -> Option<Plain> {
    let mut d = *c;
    let mut whole = d.digits(1)?.to_owned();
    let (mut spaces, mut group) = (0, None::<usize>);
    loop {
        let mut e = d;
        let space = e.eat(" ");
        if e.eat(",") {
            if group.is_some_and(|digits| digits != 3) {
                return None;
            }
            e.space();
            whole.push_str(e.digits(1)?);
            group = Some(1);
        } else if space && let Some(digit) = e.digits(1) {
            spaces += 1;
            whole.push_str(digit);
            group = group.map(|digits| digits + 1);
        } else {
            break;
        }
        if whole.len() > LONGEST {
            return None;
        }
        d = e;
    }
    if spaces == 0 || group != Some(3) || d.peek().is_some_and(|n| n.is_ascii_digit()) {
        return None;
    }
    *c = d;
    Some(Plain { whole, separated: true, fraction: None })
}

/// How far before a number another one makes its groups doubtful, in bytes.
const NEAR: usize = 60;

/// `12 300` in a cell that prints no other number: spaces between groups of three.
fn grouped(c: &mut Cursor<'_>, place: Place) -> Option<Plain> {
    if !place.is_cell() || c.before().bytes().rev().take(NEAR).any(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut d = *c;
    let mut whole = d.digits(3).filter(|group| !group.starts_with('0'))?.to_owned();
    let mut separated = false;
    while whole.len() < LONGEST && d.rest().starts_with(' ') {
        let mut e = d;
        e.space();
        if !e.peek().is_some_and(|n| n.is_ascii_digit()) {
            break;
        }
        whole.push_str(e.digits(3).filter(|group| group.len() == 3)?);
        separated = true;
        d = e;
    }
    if !separated || d.peek().is_some_and(|n| n == ',') {
        return None;
    }
    let mut e = d;
    let fraction = if e.eat(".") { Some(e.digits(LONGEST)?.to_owned()) } else { None };
    *c = if fraction.is_some() { e } else { d };
    Some(Plain { whole, separated, fraction })
}

/// Whether more digits stand behind a number and a space, in a group of so many (300 in `12 300人`) or in any.
pub(crate) fn group_of(number: &Cursor<'_>, size: Option<usize>) -> bool {
    let mut d = *number;
    let group = if d.eat(" ") { d.digits(LONGEST) } else { None };
    let whole = !d.rest().starts_with([' ', ',', '.', '-']);
    group.is_some_and(|group| size.is_none_or(|size| group.len() == size && whole))
}

fn plain(c: &mut Cursor<'_>) -> Option<Plain> {
    let mut plain = Plain { whole: c.digits(LONGEST)?.to_owned(), separated: false, fraction: None };
    while plain.whole.len() <= LONGEST && (plain.separated || plain.whole.len() <= 3) {
        let mut d = *c;
        if !d.eat(",") {
            break;
        }
        let Some(group) = d.digits(3).filter(|group| group.len() == 3) else {
            break;
        };
        plain.whole.push_str(group);
        plain.separated = true;
        *c = d;
    }
    let mut d = *c;
    if d.eat(".")
        && let Some(fraction) = d.digits(LONGEST)
    {
        plain.fraction = Some(fraction.to_owned());
        *c = d;
    }
    Some(plain)
}
