//! What a period is: a unit and two days that fall where the unit says.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::era::Era;

/// How finely a period is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PeriodUnit {
    /// A day, or days.
    Day,
    /// A month, months, a season, a half or a quarter of a year.
    Month,
    /// 1 January to 31 December.
    CalendarYear,
    /// 1 April to 31 March (地方自治法第208条).
    FiscalYear,
    /// 継続, 随時, 通年: no dates.
    Ongoing,
}

/// A stretch of time, both ends inclusive; an open end is `None`.
///
/// Its ends are in order and fall where its unit says: a fiscal year from 1 April to 31 March. Nothing else can be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Period {
    /// How finely it is printed.
    unit: PeriodUnit,
    /// First day, ISO 8601.
    #[serde(serialize_with = "iso")]
    #[schemars(with = "Option<String>")]
    start: Option<Date>,
    /// Last day, ISO 8601.
    #[serde(serialize_with = "iso")]
    #[schemars(with = "Option<String>")]
    end: Option<Date>,
}

impl PeriodUnit {
    /// Whether a period of this unit may begin on a day.
    pub fn begins_on(self, day: Date) -> bool {
        match self {
            Self::Day => true,
            Self::Month => day.day() == 1,
            Self::CalendarYear => day == day.first_of_year(),
            // 地方自治法第208条.
            Self::FiscalYear => (day.month(), day.day()) == (4, 1),
            Self::Ongoing => false,
        }
    }

    /// Whether a period of this unit may end on a day.
    pub fn ends_on(self, day: Date) -> bool {
        match self {
            Self::Day => true,
            Self::Month => day == day.last_of_month(),
            Self::CalendarYear => day == day.last_of_year(),
            Self::FiscalYear => (day.month(), day.day()) == (3, 31),
            Self::Ongoing => false,
        }
    }
}

impl Period {
    /// A stretch of time without dates.
    pub const ONGOING: Self = Self { unit: PeriodUnit::Ongoing, start: None, end: None };

    /// From a first to a last day; `None` where the days are out of order or fall elsewhere than the unit says.
    pub fn new(unit: PeriodUnit, start: Date, end: Date) -> Option<Self> {
        let falls = start <= end && unit.begins_on(start) && unit.ends_on(end);
        falls.then_some(Self { unit, start: Some(start), end: Some(end) })
    }

    /// From the first day of one to the last day of another, as finely as the finer of them is printed; where one of two
    /// years is a fiscal year, so is the other (令和6年~令和8年度).
    pub fn through(&self, last: &Self) -> Option<Self> {
        let (start, end) = self.start.zip(last.end)?;
        let unit = self.unit.min(last.unit);
        let mixed = unit == PeriodUnit::CalendarYear && self.unit != last.unit;
        Self::new(unit, start, end).filter(|_| !mixed).or_else(|| {
            let end_year = if last.unit == PeriodUnit::CalendarYear { end.year().checked_add(1)? } else { end.year() };
            let (start, end) = (Date::new(start.year(), 4, 1).ok()?, Date::new(end_year, 3, 31).ok()?);
            Self::new(PeriodUnit::FiscalYear, start, end).filter(|_| mixed)
        })
    }

    /// How finely it is printed.
    pub fn unit(&self) -> PeriodUnit {
        self.unit
    }

    /// First day; `None` where it is open.
    pub fn start(&self) -> Option<Date> {
        self.start
    }

    /// Last day; `None` where it is open.
    pub fn end(&self) -> Option<Date> {
        self.end
    }

    /// Leaves its beginning open (以前).
    pub(crate) fn open_start(&mut self) {
        self.start = None;
    }

    /// Leaves its end open (以降).
    pub(crate) fn open_end(&mut self) {
        self.end = None;
    }
}

fn iso<S: Serializer>(date: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
    date.map(|d| d.to_string()).serialize(to)
}

/// Whether a word after the date leaves one end open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suffix {
    /// Nothing does.
    None,
    /// より, から, 以降, ~
    Since,
    /// 以前, まで
    Until,
}

/// A period and the part that it plays in its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The period.
    pub period: Period,
    /// 時点, 現在: a measuring date.
    pub point: bool,
    /// 比, の同期間比: a base of comparison.
    pub comparison: bool,
    /// An end left open in words.
    pub suffix: Suffix,
    /// まで, までに: a 期限.
    pub deadline: bool,
    /// What the document itself must tell.
    pub own: Option<Own>,
}

/// A stretch of time whose days are those of the document: the plan's period, or a legend's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// 3か年: so many years.
    Years(u32),
    /// 短期, 中期: a term of the document's own.
    Term,
}

impl Dated {
    /// A period and nothing beside it.
    pub fn plain(period: Period) -> Self {
        Self { period, point: false, comparison: false, suffix: Suffix::None, deadline: false, own: None }
    }
}

/// What later dates take from earlier ones: `9月` the year, `23年度` the era.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carry {
    /// The era printed last; `None` after a western year.
    pub era: Option<&'static Era>,
    /// The western year printed last.
    pub year: Option<i16>,
    /// Whether that was a fiscal year.
    pub fiscal: bool,
}
