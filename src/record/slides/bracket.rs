//! Brackets in a slide's heading: `【目標】30事業以上実施 【令和3年度末】21事業実施` (contract, rule 5).

use crate::lexicon::{self, Role};
use crate::record::desk::{Desk, Piece, inherited};
use crate::record::figures::Scope;
use crate::record::model::{Inherited, Period};
use crate::record::trace::Ground;
use crate::record::{Records, outcome, statement, target};
use crate::text::{Carry, Text, periods};

/// What stands behind a bracket.
const BRACKET: Ground = Ground::of(
    "what stands behind a bracket in a slide's heading is what the bracket says: an aim, or what was done",
    module_path!(),
);

/// What a bracket says about what follows it.
enum Label {
    Target(Ground),
    Result(Option<Period>, Ground),
}

/// Reads the targets and results behind the brackets; `lines` are the heading's rest and the lines
/// below it.
pub fn read(
    lines: &[Text],
    initiative: &str,
    home: &str,
    page: Option<u32>,
    desk: &mut Desk<'_>,
    records: &mut Records,
) {
    let mut label: Option<Label> = None;
    for line in lines {
        for part in line.cut(&starts(line.as_str())) {
            let Some(end) = part.as_str().strip_prefix('【').and_then(|rest| rest.find('】')) else {
                statements(&part, label.as_ref(), initiative, home, page, desk, records);
                continue;
            };
            let (open, close) = ('【'.len_utf8(), '】'.len_utf8());
            let words = part.slice(open..open + end);
            records.furniture.extend(part.slice(0..open + end + close).hull());
            label = label_of(&words, page, desk);
            let rest = part.slice(open + end + close..part.as_str().len()).trim();
            if !rest.is_blank() {
                statements(&rest, label.as_ref(), initiative, home, page, desk, records);
            }
        }
    }
}

fn starts(line: &str) -> Vec<usize> {
    line.match_indices('【').map(|(at, _)| at).collect()
}

fn label_of(words: &Text, page: Option<u32>, desk: &Desk<'_>) -> Option<Label> {
    let found = periods(words.as_str(), &mut Carry::default()).into_iter().next();
    let period =
        found.and_then(|found| desk.period(words, &found, page)).map(|period| inherited(&period, Inherited::Heading));
    let entry = lexicon::role_entry(words.as_str());
    let ground = BRACKET.by(words.hull().map(|span| Piece::of(span, page)), entry.map(|(_, word)| word));
    match entry.map(|(role, _)| role) {
        Some(Role::Target | Role::Indicator) => Some(Label::Target(ground)),
        Some(Role::Result) => Some(Label::Result(period, ground)),
        _ => period.map(|period| Label::Result(Some(period), BRACKET.by(ground.label(), None))),
    }
}

fn statements(
    text: &Text,
    label: Option<&Label>,
    initiative: &str,
    home: &str,
    page: Option<u32>,
    desk: &mut Desk<'_>,
    records: &mut Records,
) {
    match label {
        Some(Label::Target(ground)) => {
            for (text, printed) in statement::targets(text) {
                let pieces = printed.pieces().into_iter().map(|span| Piece::of(span, page)).collect();
                let context = target::Context {
                    initiative_id: Some(initiative.to_owned()),
                    home: home.to_owned(),
                    pieces,
                    page,
                    ground: *ground,
                    ..Default::default()
                };
                let made = target::target(desk, &text, None, context);
                records.targets.push(made);
            }
        }
        Some(Label::Result(as_of, ground)) => {
            let mut scope = Scope { as_of: as_of.clone(), ..Scope::default() };
            for statement in statement::results(text) {
                let context = outcome::Context {
                    initiative_id: Some(initiative.to_owned()),
                    home: home.to_owned(),
                    page,
                    ground: *ground,
                    ..Default::default()
                };
                let made = outcome::outcome(desk, &statement, &context, &mut scope);
                records.results.push(made);
            }
        }
        None => {}
    }
}
