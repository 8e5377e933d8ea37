//! Lines between rules that another table begins below: what is no heading by its size or its words may be one by where
//! it stands.
//!
//! ```text
//! ------------------------      the last rule of a table
//!
//! 市内にある会館の利用状況       a line alone, white above it
//! ------------------------
//! 施設      定員    利用         names and no value
//! ------------------------
//! みどり館   120      96
//! ```

use super::beam::Beam;
use super::bit::Bit;
use super::heading;
use super::line::SAME_LINE;

/// Above a line that opens a table stands at least this much white, in ems: more than a line's.
const WHITE: f32 = 1.0;
/// And so many times the white between it and the rule below: the title of a group stands in the middle of its row.
const NEARER: f32 = 1.5;
/// Rules that begin or end within this are of one width, in points.
const SAME_END: f32 = 4.0;

/// Whether a table begins below a line alone in the band between a stack of rules and the next one: a header stands
/// there between two rules and says what that of the stack says, or the line stands off and values follow the header.
/// `next` is the rule under the band, with those below it.
pub fn begins_table(stack: &[Beam], band: &[&Bit], next: (&Beam, &[Beam]), bits: &[Bit]) -> bool {
    let (Some(first), Some(last), Some(line)) = (stack.first(), stack.last(), band.first()) else { return false };
    let level = band.iter().all(|bit| (bit.baseline - line.baseline).abs() <= SAME_LINE * line.size);
    if !level || !heading::is_one(band) {
        return false;
    }
    let (rule, below) = next;
    let whole = |beam: &&Beam| {
        (beam.left - first.left).abs() <= SAME_END && (beam.right - first.right).abs() <= SAME_END && beam.ruling
    };
    let mut whole = below.iter().filter(whole).map(|beam| beam.y);
    let Some(foot) = whole.next() else { return false };
    let between = |top: f32, bottom: f32| {
        let from = bits.partition_point(|bit| bit.baseline < top);
        let inside = bits.iter().skip(from).take_while(move |bit| bit.baseline < bottom + bit.size);
        let own = move |bit: &&Bit| (top..bottom).contains(&bit.middle());
        inside.filter(own).filter(|bit| bit.rect.right > first.left && bit.rect.left < first.right)
    };
    let names: Vec<&str> = between(rule.y, foot).map(|bit| bit.text.as_str()).collect();
    if names.len() < 2 || between(rule.y, foot).any(Bit::is_value) {
        return false;
    }
    let again = stack.get(1).is_some_and(|second| between(first.y, second.y).map(|bit| bit.text.as_str()).eq(names));
    let white = (line.rect.top - last.y, rule.y - line.rect.bottom);
    let off = white.0 >= WHITE * line.size && white.0 >= NEARER * white.1;
    let end = whole.next().unwrap_or(f32::MAX);
    again || off && between(foot, end).any(Bit::is_value)
}
