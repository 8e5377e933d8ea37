//! Units as a header, a label or a column of units prints them, and what they make of a bare figure: 千円, 100人, ％、△は減.

use super::cursor::Cursor;
use super::number::{power, shifted};
use super::units::{Kind, denominator, eat_counter, spelled};

/// A unit that stands apart from its figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// The power of ten by which it multiplies: 3 for 千円.
    power: usize,
    /// The counter; `None` where only what is counted by is printed (人口10万対).
    counter: Option<String>,
    /// What the figures are counted by: 千人 in 件/千人.
    per: Option<String>,
}

impl Unit {
    /// A unit that is printed in words which no list holds: it counts, and multiplies by nothing.
    pub fn as_printed(word: &str) -> Self {
        Self { power: 0, counter: Some(word.to_owned()), per: None }
    }

    /// Gives the parts of a bare figure this unit; one that prints its own keeps it.
    pub fn apply(
        &self,
        value: &mut serde_json::Number,
        unit: &mut Option<String>,
        per: &mut Option<String>,
        upper: Option<&mut serde_json::Number>,
    ) {
        if unit.is_some() {
            return;
        }
        if let Some(more) = shifted(value, self.power) {
            *value = more;
        }
        if let Some(upper) = upper
            && let Some(more) = shifted(upper, self.power)
        {
            *upper = more;
        }
        unit.clone_from(&self.counter);
        if per.is_none() {
            per.clone_from(&self.per);
        }
    }
}

/// Reads a unit; `None` where the words are none.
///
/// A power of ten from 100 on multiplies like 百 and 千 (100人, 1000t-CO2); 10a and 60kg are measures of their own and
/// no multiplier.
pub fn unit_of(words: &str) -> Option<Unit> {
    // 1,000t: the commas of a number part nothing.
    let plain;
    let mut words = words.trim();
    if words.starts_with(|c: char| c.is_ascii_digit()) && words.contains(',') {
        plain = words.replace(',', "");
        words = &plain;
    }
    let mut c = Cursor::new(words, 0);
    if let Some(per) = words.strip_suffix('対').filter(|base| base.ends_with(['万', '千', '人'])) {
        return Some(Unit { per: Some(per.to_owned()), ..Unit::default() });
    }
    let mut scale = 0;
    if let Some(digits) = c.digits(7) {
        let ten = digits.starts_with('1') && digits.len() > 2 && digits.bytes().skip(1).all(|b| b == b'0');
        if !ten {
            return None;
        }
        scale += digits.len() - 1;
    }
    // 千人, 百万円; a counter that begins with such a sign (百分率ポイント) is no multiplier.
    scale += power(&mut c).unwrap_or_default();
    c.space();
    let start = c.at;
    if eat_counter(&mut c) != Some(Kind::Measure) {
        return None;
    }
    let counter = spelled(words.get(start..c.at)?).to_owned();
    let per = denominator(&mut c).map(str::to_owned);
    c.rest().trim().is_empty().then_some(Unit { power: scale, counter: Some(counter), per })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_apart_from_their_figures() {
        for (word, wanted) in [
            ("千円", Some((3, Some("円"), None))),
            ("百万円", Some((6, Some("円"), None))),
            ("億円", Some((8, Some("円"), None))),
            ("100人", Some((2, Some("人"), None))),
            ("1000t-CO2", Some((3, Some("t-CO2"), None))),
            ("千kWh", Some((3, Some("kWh"), None))),
            ("万枚", Some((4, Some("枚"), None))),
            ("件/千人", Some((0, Some("件"), Some("千人")))),
            ("人口10万対", Some((0, None, Some("人口10万")))),
            ("%ポイント", Some((0, Some("ポイント"), None))),
            ("1,000t", Some((3, Some("t"), None))),
            ("10a", None),
            ("60kg", None),
            ("△は減", None),
            ("年度", None),
        ] {
            let read = unit_of(word);
            let read = read.as_ref().map(|unit| (unit.power, unit.counter.as_deref(), unit.per.as_deref()));
            assert_eq!(read, wanted, "{word}");
        }
    }
}
