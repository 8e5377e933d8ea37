//! Dates in digits and marks: R4.4.1, 2022/4/1, R8.2月.

use super::cursor::Cursor;
use super::fields::labelled;
use super::stamp::{Manner, Stamp};
use super::year::{Number, Style, Year};

/// R4.4.1, 2022/4/1, R8.2月; a year without any of these stays bare.
pub(crate) fn numeric(c: &mut Cursor<'_>, number: Number, manner: Manner) -> Stamp {
    let bare = Stamp { year: Some(Year { number, style: Style::Bare }), ..Stamp::default() };
    numeric_fields(c, number, manner).map_or(bare, |(month, day)| Stamp {
        year: Some(Year { number, style: Style::Calendar }),
        month: Some(month),
        day,
        ..Stamp::default()
    })
}

fn numeric_fields(c: &mut Cursor<'_>, number: Number, manner: Manner) -> Option<(u32, Option<u32>)> {
    let mut d = *c;
    let mark = d.eat_of("./-")?;
    d.space();
    let digits = d.digits(2)?;
    let month = digits.parse().ok()?;
    let mut day = None;
    let mut e = d;
    e.space();
    if e.eat("月") && mark != '-' {
        d = e;
        day = labelled(&mut d, "日");
    } else if d.eat(mark.encode_utf8(&mut [0; 4])) {
        d.space();
        day = Some(d.digits(2)?.parse().ok()?);
    } else if mark == '-' || (mark == '.' && matches!(number, Number::Western(_))) {
        // 2022-4 and 2022.4 may be anything; among dates 2022.4 and 2022-04 are months.
        let western = matches!(number, Number::Western(_)) && (1..=12).contains(&month);
        if manner == Manner::Prose || !western || (mark == '-' && digits.len() < 2) {
            return None;
        }
    }
    // R6/7年度 is a list of years.
    let glued = |n: char| n.is_ascii_alphanumeric() || matches!(n, '%' | '.' | '/' | ',' | '年');
    if d.back() != Some('月') && d.peek().is_some_and(glued) {
        return None;
    }
    *c = d;
    Some((month, day))
}
