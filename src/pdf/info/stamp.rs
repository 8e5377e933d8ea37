//! Dates of metadata: `D:20240401120000+09'00'` (ISO 32000-2, 7.9.4) and `2024-04-01T12:00:00+09:00` (XMP).

use std::fmt;

use jiff::civil::{Date, Time};
use jiff::tz::Offset;

/// A date, as far as it is told. A day, a time or an offset that is not printed is not supposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// As it stands.
    pub printed: String,
    /// The day; None where it is not told whole, or where there is no such day.
    pub date: Option<Date>,
    /// The time of that day.
    pub time: Option<Time>,
    /// How far that time is from UTC.
    pub offset: Option<Offset>,
}

impl Stamp {
    /// Reads either form; they have the same fields in the same order.
    pub fn read(printed: String) -> Self {
        let mut fields = Fields(printed.trim_start().trim_start_matches("D:"));
        let date = fields.date();
        let time = date.and_then(|_| fields.time());
        let offset = time.and_then(|_| fields.offset());
        Self { date, time, offset, printed }
    }
}

impl fmt::Display for Stamp {
    /// As ISO 8601, or as it stands where it cannot be read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.date, self.time) {
            (None, _) => f.write_str(&self.printed),
            (Some(date), None) => write!(f, "{date}"),
            (Some(date), Some(time)) => match self.offset {
                Some(offset) => {
                    let seconds = offset.seconds();
                    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
                    write!(f, "{date}T{time}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
                }
                None => write!(f, "{date}T{time}"),
            },
        }
    }
}

/// What is left of the digits.
struct Fields<'a>(&'a str);

impl Fields<'_> {
    fn date(&mut self) -> Option<Date> {
        let (year, month, day) = (self.number(4)?, self.number(2)?, self.number(2)?);
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }

    /// Hours and minutes, and seconds where they are told; without them the minute is meant as a whole.
    fn time(&mut self) -> Option<Time> {
        let (hour, minute) = (self.number(2)?, self.number(2)?);
        let second = self.number(2).unwrap_or(0);
        self.0 = self.0.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
        Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, i8::try_from(second).ok()?, 0).ok()
    }

    fn offset(&mut self) -> Option<Offset> {
        let sign = self.0.chars().next()?;
        self.0 = self.0.strip_prefix(sign)?;
        let sign = match sign {
            'Z' | 'z' => return Some(Offset::UTC),
            '+' => 1,
            '-' => -1,
            _ => return None,
        };
        let (hours, minutes) = (self.number(2)?, self.number(2).unwrap_or(0));
        Offset::from_seconds(sign * (i32::from(hours) * 3600 + i32::from(minutes) * 60)).ok()
    }

    /// The next number of so many digits, behind at most one mark.
    fn number(&mut self, digits: usize) -> Option<i16> {
        let rest = self.0.strip_prefix(['-', ':', 'T', '\'']).unwrap_or(self.0);
        let (number, rest) = rest.split_at_checked(digits)?;
        if !number.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        self.0 = rest;
        number.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_and_parts_of_them() {
        for (printed, read) in [
            ("D:20240401123005+09'00'", "2024-04-01T12:30:05+09:00"),
            ("D:20240401123005+09'00", "2024-04-01T12:30:05+09:00"),
            ("20240401123005Z", "2024-04-01T12:30:05+00:00"),
            ("2024-04-01T12:30:05.123-03:30", "2024-04-01T12:30:05-03:30"),
            ("2024-04-01T12:30+09:00", "2024-04-01T12:30:00+09:00"),
            ("D:20240401", "2024-04-01"),
            ("D:2024", "D:2024"),
            ("D:20240231", "D:20240231"),
            ("令和6年4月1日", "令和6年4月1日"),
            ("", ""),
        ] {
            assert_eq!(Stamp::read(printed.to_owned()).to_string(), read);
        }
    }
}
