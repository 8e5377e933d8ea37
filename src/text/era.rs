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
    /// The one ideograph that stands for it before a number, 令.
    pub short: Option<char>,
    /// Its first day.
    pub first_day: Date,
    /// Whether the letter and a number alone (R5) are read as a year.
    pub alone: bool,
}

impl Era {
    /// The western year of an era's year. Years beyond the era's end are counted
    /// on (平成36年度 is 2024), as plans printed before a change of era do.
    pub fn western(&self, year: u32) -> Option<i16> {
        let year = i16::try_from(year).ok().filter(|y| (1..=LONGEST_ERA).contains(y))?;
        self.first_day.year().checked_add(year - 1)
    }
}

/// Years that an era is counted on to: 昭和100年 is printed, 昭和200年 is a slip.
const LONGEST_ERA: i16 = 199;

/// How an era is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// 令和
    Name,
    /// 令, only before digits
    Short,
    /// R
    Letter,
}

/// All eras, newest first.
pub fn eras() -> &'static [Era] {
    &ERAS
}

/// Steps over an era, and tells how it is printed.
pub(crate) fn eat_era(cursor: &mut Cursor<'_>) -> Option<(&'static Era, Form)> {
    if let Some(era) = ERAS.iter().find(|era| cursor.eat(&era.name)) {
        return Some((era, Form::Name));
    }
    let sign = cursor.peek()?;
    let (era, form) = ERAS.iter().find_map(|era| match sign {
        _ if era.letter == sign => Some((era, Form::Letter)),
        _ if era.short == Some(sign) => Some((era, Form::Short)),
        _ => None,
    })?;
    let glued = |c: char| match form {
        // 法令7, 公平7: the end of another word.
        Form::Short => c.is_alphanumeric(),
        // Inside a Latin word or after its hyphen the letter marks no era.
        _ => c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '&' | '\''),
    };
    if cursor.back().is_some_and(glued) {
        return None;
    }
    cursor.step();
    Some((era, form))
}

#[derive(Deserialize)]
struct File {
    era: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    letter: char,
    short: Option<char>,
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
        short: row.short,
        alone: row.alone,
    };
    file.era.into_iter().map(read).collect()
}
