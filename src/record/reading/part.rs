//! What a line below a heading says: a label with its value, a sort, an amount, an office, a sentence, an item.
//!
//! ```text
//! 【担当課】市民課         a label in brackets
//! 実施時期:令和7年度~      a label before a colon
//! 目標 20分以内にする。    a label that is known as a whole, before a space
//! ■ 主な取組               a label alone: what stands below it is its value
//! 新規                     a word that sorts
//! 1,240万円                an amount
//! ```

use super::label::senses;
use super::look;
use crate::lexicon::{self, Fact, How, Lexicon, Look, Role};
use crate::page::{Block, Kind};
use crate::text::{Carry, Text, strip_mark};

/// Longest label of a line, in characters.
pub const LONGEST: usize = 16;
/// Longest line that is an amount alone, in bytes.
const LONGEST_AMOUNT: usize = 60;
/// From this weight on the words in brackets or before a colon are a label.
const SET_APART: i32 = 100;
/// From this weight on a line is a label that stands alone, or one before a space.
const ALONE: i32 = 240;

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// A label, what it can best mean, and what stands behind it on its line.
    Label(Text, Fact, Text),
    /// A word that says what sort the undertaking is.
    Tag,
    /// An amount of money alone.
    Amount,
    /// An item that is set as a heading.
    Entry,
    /// Anything else.
    Words,
}

/// The sense of a label that is known by its setting alone.
pub const UNKNOWN: Fact = Fact { role: Role::Remark, how: How::Whole, weight: 0, line: 0, length: 0, own: false };

/// Roles that a part of an undertaking can have.
pub fn is_part(role: Role) -> bool {
    !matches!(role, Role::Foreign | Role::Term | Role::Definition | Role::Demand | Role::Unit)
}

/// What a block says.
pub fn said(block: &Block, lexicon: &Lexicon) -> Said {
    if !matches!(block.kind, Kind::Plain | Kind::Item | Kind::Heading(_)) {
        return Said::Words;
    }
    let text = strip_mark(&block.text).1;
    let words = text.as_str().trim();
    if lexicon::is_tag(words.trim_matches(['【', '】', '[', ']', '(', ')'])) {
        return Said::Tag;
    }
    if opening_offices(&text, lexicon).is_some() {
        return Said::Words;
    }
    if let Some((label, fact, rest)) =
        bracketed(&text, lexicon).or_else(|| before_colon(&text, lexicon)).or_else(|| before_gap(&text, lexicon))
    {
        return Said::Label(label, fact, rest);
    }
    if let Some(label) = enclosed(&text) {
        return Said::Label(label, UNKNOWN, Text::default());
    }
    if matches!(block.kind, Kind::Plain | Kind::Heading(_)) {
        if let Some(fact) =
            told(words, ALONE, lexicon).filter(|fact| fact.how == How::Whole || block.kind != Kind::Plain)
        {
            return Said::Label(text.trim(), fact, Text::default());
        }
        let brief = words.len() <= LONGEST_AMOUNT && words.contains(|c: char| c.is_ascii_digit());
        if brief && look::look(words) == Some(Look::Money) {
            return Said::Amount;
        }
    }
    Said::Words
}

/// A line without the value behind its label.
pub fn without_value(block: &Block, value: &Text) -> Text {
    let s = block.printed.as_str();
    let end = if value.is_blank() { s.len() } else { s.rfind(value.as_str()).unwrap_or(s.len()) };
    block.printed.slice(0..end)
}

/// From this weight on the end of a line that heads items says that they are aims.
const HEADS: i32 = 120;

/// Whether a line is nothing but a label of aims (計画の成果目標, 数値目標).
pub fn heads_aims(block: &Block, lexicon: &Lexicon) -> bool {
    let aims = |fact: Fact| matches!(fact.role, Role::Target | Role::Indicator);
    let words = block.text.as_str().trim_matches(['【', '】', '[', ']', '<', '>', '〈', '〉', ' ', ':']);
    matches!(block.kind, Kind::Plain | Kind::Heading(_)) && told(words, HEADS, lexicon).is_some_and(aims)
}

/// Whether a block may stand over others: no sort, no amount, no label with its value on the same line.
pub fn may_head(block: &Block, lexicon: &Lexicon) -> bool {
    match said(block, lexicon) {
        Said::Tag | Said::Amount | Said::Entry => false,
        Said::Label(_, fact, rest) => rest.is_blank() || matches!(fact.role, Role::Group | Role::Initiative),
        Said::Words => true,
    }
}

/// What words mean as a label, if they weigh so much.
fn told(words: &str, least: i32, lexicon: &Lexicon) -> Option<Fact> {
    if words.is_empty() || words.chars().count() > LONGEST || words.contains('。') {
        return None;
    }
    let best = senses(&crate::page::squeeze(words), lexicon).into_iter().next()?;
    let stands = matches!(best.how, How::Whole | How::End);
    // An office is the value of a label, and none.
    let office = best.how != How::Whole && best.length == 1 && lexicon::is_office(words);
    (stands && !office && best.weight >= least && is_part(best.role)).then_some(best)
}

/// `【担当課】市民課`, `<担当課>市民課`, `[担当課]`.
fn bracketed(text: &Text, lexicon: &Lexicon) -> Option<(Text, Fact, Text)> {
    let s = text.as_str();
    let (inside, behind) = lexicon::label_brackets().find_map(|(open, close)| {
        let end = s.strip_prefix(open)?.find(close)? + open.len_utf8();
        Some((open.len_utf8()..end, end + close.len_utf8()))
    })?;
    let fact = told(s[inside.clone()].trim(), SET_APART, lexicon)?;
    let rest = text.slice(behind..s.len()).trim();
    let rest = if rest.as_str().starts_with(':') { rest.slice(1..rest.as_str().len()).trim() } else { rest };
    Some((text.slice(inside).trim(), fact, rest))
}

/// A line that is nothing but a short phrase in the brackets of labels.
fn enclosed(text: &Text) -> Option<Text> {
    let s = text.as_str().trim();
    let inside = lexicon::label_brackets().find_map(|(open, close)| s.strip_prefix(open)?.strip_suffix(close))?;
    let short =
        !inside.is_empty() && inside.chars().count() <= LONGEST && !inside.contains(['。', '】', ']', '>', '〕']);
    let plain = !lexicon::is_office(inside) && !inside.contains(|c: char| c.is_ascii_digit());
    let from = text.as_str().find(inside)?;
    (short && plain).then(|| text.slice(from..from + inside.len()))
}

/// Whether a line names an undertaking by its office: a short name that an office in brackets closes.
pub fn names_with_office(block: &Block, lexicon: &Lexicon) -> bool {
    let at = closing_offices(&block.text, lexicon).map_or(0, |(at, _)| at);
    let name = block.text.as_str()[..at].trim();
    !name.is_empty() && !name.contains('。') && name.chars().count() <= crate::page::LONGEST_NAME
}

/// `担当課:市民課`.
fn before_colon(text: &Text, lexicon: &Lexicon) -> Option<(Text, Fact, Text)> {
    let s = text.as_str();
    let at = s.find(':')?;
    let fact = told(s[..at].trim(), SET_APART, lexicon)?;
    Some((text.slice(0..at).trim(), fact, text.slice(at + 1..s.len()).trim()))
}

/// The words in brackets, or before a colon, at the beginning of a line, and what stands behind them: whatever they are.
pub fn set_apart(block: &Block) -> Option<(Text, Text)> {
    if !matches!(block.kind, Kind::Plain | Kind::Item) {
        return None;
    }
    let text = strip_mark(&block.text).1;
    let s = text.as_str();
    let bracket = lexicon::label_brackets().find_map(|(open, close)| {
        let end = s.strip_prefix(open)?.find(close)? + open.len_utf8();
        Some((open.len_utf8()..end, end + close.len_utf8()))
    });
    let (inside, behind) = bracket.or_else(|| s.find(':').map(|at| (0..at, at + 1)))?;
    let value = text.slice(behind..s.len()).trim();
    (!value.is_blank()).then(|| (text.slice(inside).trim(), value))
}

/// `担当課 市民課`: only of a label that is known as a whole.
fn before_gap(text: &Text, lexicon: &Lexicon) -> Option<(Text, Fact, Text)> {
    let s = text.as_str();
    let at = s.find(' ')?;
    let fact = told(&s[..at], ALONE, lexicon).filter(|fact| fact.how == How::Whole)?;
    Some((text.slice(0..at), fact, text.slice(at + 1..s.len()).trim())).filter(|(.., rest)| !rest.is_blank())
}

/// The amount that stands in a heading, and what stands before and behind it: `保育所の新設 120,000千円(子育て課)`.
pub fn amount_in(head: &Text) -> Option<(Text, Text, Text)> {
    let s = head.as_str();
    let found = crate::text::quantities(s, &dates(s));
    let money = found.iter().find(|found| found.value.unit.as_deref() == Some("円") && found.range.start > 0)?;
    let behind = head.slice(money.range.end..s.len()).trim();
    let ends = behind.is_blank() || behind.as_str().starts_with(['(', '【', '[', '〔']);
    ends.then(|| (head.slice(0..money.range.start).trim(), head.slice(money.range.clone()), behind))
}

fn dates(text: &str) -> Vec<std::ops::Range<usize>> {
    crate::text::periods(text, &mut Carry::default()).into_iter().map(|found| found.range).collect()
}

/// The word in brackets that sorts an undertaking (【新規】), at the end of its name: where it begins, and the word.
pub fn closing_tag(name: &Text) -> Option<(usize, Text)> {
    let s = name.as_str().trim_end();
    let close = s.chars().next_back().filter(|c| "】])〕>".contains(*c))?;
    let end = s.len() - close.len_utf8();
    let open = s[..end].rfind(['【', '[', '(', '〔', '<'])?;
    let from = open + s[open..].chars().next().map_or(1, char::len_utf8);
    (open > 0 && lexicon::is_tag(&s[from..end])).then(|| (open, name.slice(from..end).trim()))
}

/// What a short line means as a label by the word that it ends with.
pub fn ends_as_label(block: &Block, lexicon: &Lexicon) -> Option<Fact> {
    told(block.text.as_str().trim(), SET_APART, lexicon)
}

/// A name without the brackets around all of it: `(住宅の耐震化)`.
pub fn unbracketed(name: Text) -> Text {
    let s = name.as_str().trim();
    let pair = [('(', ')'), ('【', '】'), ('[', ']'), ('<', '>'), ('《', '》'), ('「', '」')].into_iter();
    let inside = pair.filter_map(|(open, close)| s.strip_prefix(open)?.strip_suffix(close)).next();
    let Some(inside) = inside.filter(|inside| !inside.contains(['(', ')', '【', '】', '「', '」'])) else {
        return name;
    };
    name.as_str().find(inside).map_or(name.clone(), |from| name.slice(from..from + inside.len()))
}

/// Offices in the bracket that opens a line, and what stands behind it: `[こども課] 財源:国 3,960`.
pub fn opening_offices(line: &Text, words: &Lexicon) -> Option<(Text, Text)> {
    let s = line.as_str();
    let open = s.chars().next().filter(|c| "[【(〔".contains(*c))?;
    let close = s.find([']', '】', ')', '〕'])?;
    let behind = close + s[close..].chars().next().map_or(1, char::len_utf8);
    let inside = &s[open.len_utf8()..close];
    let mut offices = inside.split(['、', '・', ',']).map(str::trim);
    let rest = line.slice(behind..s.len()).trim();
    (offices.all(|office| lexicon::is_office(office) && told(office, SET_APART, words).is_none()) && !rest.is_blank())
        .then(|| (line.slice(open.len_utf8()..close).trim(), rest))
}

/// The number of its own that a name begins with (`A-1 窓口の改革`, `I-2`): its bytes. A number alone only counts.
pub fn code(name: &str) -> Option<usize> {
    let end = name.find(' ')?;
    let (letters, number) = name[..end].split_once('-')?;
    let lettered = (1..=3).contains(&letters.len()) && letters.chars().all(|c| c.is_ascii_uppercase());
    let numbered = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || "-()".contains(c));
    (lettered && numbered).then_some(end)
}

/// The bracket of offices that closes a text: where it begins, and the offices.
pub fn closing_offices(text: &Text, lexicon: &Lexicon) -> Option<(usize, Text)> {
    let s = text.as_str().trim_end();
    let close = s.chars().next_back().filter(|c| "】])〕".contains(*c))?;
    let end = s.len() - close.len_utf8();
    let open = s[..end].rfind(['【', '[', '(', '〔'])?;
    let from = open + s[open..].chars().next().map_or(1, char::len_utf8);
    let inside = s[from..end].split([':', '、', '・', ',']).map(str::trim).filter(|office| !office.is_empty());
    let offices: Vec<&str> = inside.filter(|office| told(office, SET_APART, lexicon).is_none()).collect();
    let all = !offices.is_empty() && offices.iter().all(|office| lexicon::is_office(office));
    let after = s[from..end].find(':').map_or(from, |colon| from + colon + 1);
    all.then(|| (open, text.slice(after..end).trim()))
}
