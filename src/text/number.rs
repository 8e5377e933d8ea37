//! Figures in digits: separators, decimals and the multipliers 千, 万, 億, 兆,
//! in exact decimal arithmetic, so that 66.0 stays 66.0.

use serde_json::Number;

use super::cursor::Cursor;

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

/// Reads the figure at the cursor: `4,083`, `66.0`, `1億2,000万`.
pub(crate) fn figure(cursor: &mut Cursor<'_>, negative: bool) -> Option<Figure> {
    let mut c = *cursor;
    let first = plain(&mut c)?;
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

fn whole(digits: &str) -> Option<u128> {
    digits.parse().ok()
}

fn number(digits: &str, negative: bool) -> Option<Number> {
    let sign = if negative { "-" } else { "" };
    format!("{sign}{digits}").parse().ok()
}

fn power(c: &mut Cursor<'_>) -> Option<usize> {
    let mut d = *c;
    d.space();
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
