//! Dates, and ranges of two, in which what is printed once serves both.

use super::calendar::{LEXICON, part_at};
use super::cursor::{Cursor, is_blank};
use super::fields::level;
use super::list::{lend, list};
use super::period::Carry;
use super::settle::{Settled, joined, settle};
use super::stamp::{Manner, Stamp, stamp};
use super::year::{Number, Style, Year};

/// A date, a list or a range, with its repetition in a parenthesis. A date that no calendar has gives nothing settled.
pub(crate) fn whole(c: &mut Cursor<'_>, carry: &Carry, manner: Manner) -> Option<(Stamp, Vec<Settled>)> {
    let (first, mut settled) = core(c, carry, manner)?;
    if let [only] = settled.as_mut_slice() {
        let mut d = *c;
        d.space();
        if d.eat("(")
            && let Some(again) = bracketed(&mut d, &first, only, manner)
            && d.eat(")")
        {
            *only = Settled { range: only.range.start..d.at, ..again };
            *c = d;
        }
    }
    Some((first, settled))
}

/// What a parenthesis says of the date before it: the same again, or in a cell of dates which part of it
/// (令和6年度(4~9月), 令和6年度(上半期)).
fn bracketed(d: &mut Cursor<'_>, first: &Stamp, only: &Settled, manner: Manner) -> Option<Settled> {
    let mut e = *d;
    if let Some((_, again)) = core(&mut e, &only.carry, manner)
        && let [again] = again.as_slice()
    {
        let same = (again.unit, again.first, again.last) == (only.unit, only.first, only.last);
        let within = only.first <= again.first && again.last <= only.last;
        if same || manner == Manner::Cell && within {
            *d = e;
            return Some(if same { only.clone() } else { again.clone() });
        }
    }
    let whole = manner == Manner::Cell && !only.ranged && first.part.is_none() && !first.is_open();
    let part = whole.then(|| part_at(d, level(first))).flatten()?;
    settle(&Stamp { part: Some(part), ..*first }, &only.carry, false, only.range.clone())
}

fn core(c: &mut Cursor<'_>, carry: &Carry, manner: Manner) -> Option<(Stamp, Vec<Settled>)> {
    let start = c.at;
    let mut d = *c;
    let first = stamp(&mut d, manner)?;
    if first.is_open()
        && let Some((end, settled)) = list(&mut d.clone(), start, first, carry, manner)
    {
        c.at = end;
        return Some((first, settled));
    }
    match range(d, start, first, carry, manner) {
        Some((_, Some(settled))) => {
            c.at = settled.range.end;
            return Some((first, vec![settled]));
        }
        // Among dates two of which the last is the earlier one are no two dates.
        Some((end, None)) if manner == Manner::Cell => {
            c.at = end;
            return Some((first, Vec::new()));
        }
        _ => {}
    }
    if let Some(settled) = single(d, start, first, carry, manner) {
        c.at = settled.range.end;
        return Some((first, vec![settled]));
    }
    // 令和3年2月29日: no part of it is a date of its own.
    let dated = matches!(first.year, Some(Year { number: Number::Era(..) | Number::Western(_), .. }));
    (dated && !first.is_open()).then(|| c.at = d.at)?;
    Some((first, Vec::new()))
}

/// One date. A number that found no unit is left to the text after it.
fn single(d: Cursor<'_>, start: usize, first: Stamp, carry: &Carry, manner: Manner) -> Option<Settled> {
    let (mut end, mut first) = (d, first);
    if first.pending.take().is_some() {
        if first.year.is_none() && first.month.is_none() {
            return None;
        }
        end.at = first.solid;
    } else if first.is_open() && !(stands_alone(&first, manner) && alone(&d, manner)) {
        return None;
    }
    if is_bare_western(&first) && (!opens(&d.moved(start)) || d.peek() == Some('/')) {
        return None;
    }
    settle(&first, carry, false, end.since(start))
}

/// Whether the year may be printed without 年: R5, not S60; among dates 2024 and S60, too.
fn stands_alone(stamp: &Stamp, manner: Manner) -> bool {
    match stamp.year {
        Some(Year { number: Number::Era(era, _), .. }) => era.alone || manner == Manner::Cell,
        _ => manner == Manner::Cell && is_bare_western(stamp),
    }
}

fn is_bare_western(stamp: &Stamp) -> bool {
    matches!(stamp.year, Some(Year { number: Number::Western(_), style: Style::Bare }))
}

/// Whether a number here begins a word: 計画2024 names no year.
fn opens(c: &Cursor<'_>) -> bool {
    c.back().is_none_or(|b| b.is_whitespace() || "(~・、→".contains(b))
}

/// Whether a word ends here, so that a year without 年 may stand (`R5`, `R7:86%`).
fn alone(c: &Cursor<'_>, manner: Manner) -> bool {
    let rest = c.rest();
    let open = |rest: &str| rest.strip_prefix('~').is_some_and(|rest| rest.trim_start().is_empty());
    rest.is_empty()
        || rest.starts_with(is_blank)
        || rest.starts_with([':', '\n', '\r', '\t', ')', ']', '】', '」', '〕', '、', '|', '/'])
        || LEXICON.year.alone_before.iter().any(|w| rest.starts_with(w.as_str()))
        || manner == Manner::Cell && open(rest)
}

/// 8〜11年度, R3年4月-R4年1月, 令和2年度から令和4年度: where it ends, and what it is. A range of dates that no
/// calendar has, or whose last date is the earlier one, is none.
fn range(d: Cursor<'_>, start: usize, first: Stamp, carry: &Carry, manner: Manner) -> Option<(usize, Option<Settled>)> {
    let mut d = d;
    let mut first = first;
    d.space();
    let arrow = |d: &mut Cursor<'_>| manner == Manner::Cell && d.eat_any(&LEXICON.list.arrows).is_some();
    let dash = if d.eat("から") || d.eat_of("~〜～").is_some() || arrow(&mut d) {
        false
    } else {
        d.eat_of("-–—―−‐ー")?;
        true
    };
    d.space();
    let mut second = stamp(&mut d, manner).or_else(|| other_part(&first, &mut d))?;
    if first.is_open() {
        if second.is_open() {
            both_bare(&first, &mut second, dash, &d, manner)?;
        } else {
            lend(&mut first, &second)?;
        }
    } else if second.is_open() && (second.pending.is_some() || !stands_alone(&second, manner) || !alone(&d, manner)) {
        return None;
    }
    Some((d.at, joined(&first, &second, carry, d.since(start))))
}

/// 4月上旬~下旬: the part of the same month or year.
fn other_part(first: &Stamp, d: &mut Cursor<'_>) -> Option<Stamp> {
    first.part?;
    Some(Stamp { part: Some(part_at(d, level(first))?), ..*first })
}

/// R8~11, R4-R5: years of an era on both sides, and nothing glued to them.
fn both_bare(first: &Stamp, second: &mut Stamp, dash: bool, d: &Cursor<'_>, manner: Manner) -> Option<()> {
    if !stands_alone(first, manner) || first.pending.is_some() || !alone(d, manner) {
        return None;
    }
    if let Some(number) = second.pending.take() {
        if dash {
            return None;
        }
        second.year = Some(Year { number: Number::Short(number), style: Style::Bare });
    }
    Some(())
}
