//! Dates in digits and marks: R4.4.1, 2022/4/1, R8.2月.

use super::cursor::Cursor;
use super::fields::labelled;
use super::stamp::{Number, Stamp, Style, Year};

/// R4.4.1, 2022/4/1, R8.2月; a year without any of these stays bare.
pub(crate) fn numeric(c: &mut Cursor<'_>, number: Number) -> Stamp {
    let bare = Stamp { year: Some(Year { number, style: Style::Bare }), ..Stamp::default() };
    numeric_fields(c, number).map_or(bare, |(month, day)| Stamp {
        year: Some(Year { number, style: Style::Calendar }),
        month: Some(month),
        day,
        ..Stamp::default()
    })
}

fn numeric_fields(c: &mut Cursor<'_>, number: Number) -> Option<(u32, Option<u32>)> {
    let mut d = *c;
    let mark = d.eat_of("./-")?;
    d.space();
    let month = d.digits(2)?.parse().ok()?;
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
        // 2022-4 and 2022.4 may be anything.
        return None;
    }
    let glued = |n: char| n.is_ascii_alphanumeric() || matches!(n, '%' | '.' | '/' | ',');
    if d.back() != Some('月') && d.peek().is_some_and(glued) {
        return None;
    }
    *c = d;
    Some((month, day))
}
