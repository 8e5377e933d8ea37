//! Years of the Japanese eras (元号法, 昭和54年法律第43号).

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::cursor::Cursor;

/// An era of the Japanese calendar.
#[derive(Debug, PartialEq, Eq)]
pub struct Era {
    /// Its name as printed, 令和.
    pub name: String,
    /// Its letter in tables, R.
    pub letter: char,
    /// Its first day.
    pub first_day: Date,
    /// Whether the letter and a number alone (R5) are read as a year.
    pub alone: bool,
}

impl Era {
    /// The western year of an era's year. Years beyond the era's end are counted
    /// on (平成36年度 is 2024), as plans printed before a change of era do.
    pub fn western(&self, year: u32) -> Option<i16> {
        let year = i16::try_from(year).ok().filter(|y| (1..=99).contains(y))?;
        self.first_day.year().checked_add(year - 1)
    }
}

/// All eras, newest first.
pub fn eras() -> &'static [Era] {
    &ERAS
}

/// Steps over the name or the letter of an era; `true` for a letter.
pub(crate) fn eat_era(cursor: &mut Cursor<'_>) -> Option<(&'static Era, bool)> {
    let era = ERAS.iter().find(|era| cursor.eat(&era.name));
    if let Some(era) = era {
        return Some((era, false));
    }
    let letter = cursor.peek()?;
    let era = ERAS.iter().find(|era| era.letter == letter)?;
    // Inside a Latin word or after its hyphen the letter marks no era.
    let glued = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '&' | '\'');
    if cursor.back().is_some_and(glued) {
        return None;
    }
    cursor.step();
    Some((era, true))
}

#[derive(Deserialize)]
struct File {
    era: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    letter: char,
    first_day: String,
    alone: bool,
}

static ERAS: LazyLock<Vec<Era>> = LazyLock::new(load);

#[expect(clippy::expect_used, reason = "the lexicon is part of the program: one that does not parse is a bug")]
fn load() -> Vec<Era> {
    let file: File = toml::from_str(include_str!("../../lexicon/eras.toml")).expect("lexicon/eras.toml");
    let read = |row: Row| Era {
        first_day: row.first_day.parse().expect("lexicon/eras.toml: first_day"),
        name: row.name,
        letter: row.letter,
        alone: row.alone,
    };
    file.era.into_iter().map(read).collect()
}
