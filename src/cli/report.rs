//! What is said about the documents when the work is done: a table and a list for people, one
//! object for programs.

use super::arguments::Convert;
use super::outcome::problem_lines;
use super::progress::MANY;
use super::terminal::{Out, printable, tell};
use super::{Exit, closing};
use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};
use serde_json::{Value, json};
use std::borrow::Cow;
use torikumi::batch::{Content, Job, Known, Manifest, Outcome, Plan, Status, Step};

/// The names of the columns. The last two are shares of the characters.
const HEADER: [&str; 9] = [
    "document",
    "status",
    "initiatives",
    "targets",
    "results",
    "findings",
    "figures in\nno record",
    "in\nrecords",
    "accounted\nfor",
];

/// Lines above and below the names of the columns and below the table, none between the rows.
const STYLE: TableStyle = TableStyle::new()
    .top_border(LineStyle::none().fill('─').junction('─'))
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .bottom_border(LineStyle::none().fill('─').junction('─'));

/// The report: a table, and what is to be said of each document.
pub(super) fn all(arguments: &Convert, outcomes: &[Outcome], out: &mut Out) -> Exit {
    let exit = exit(outcomes);
    if arguments.json {
        json(outcomes, out);
    } else if exit == Exit::Nothing {
        outcomes.iter().flat_map(problem_lines).for_each(|line| tell(&format!("error: {line}")));
    } else {
        if !arguments.quiet {
            table(outcomes, out);
        }
        outcomes.iter().flat_map(problem_lines).for_each(|line| out.line(&line));
    }
    closing::say(arguments, outcomes, exit, out);
    exit
}

/// Whether there are so many documents that of most of them only the totals are told.
pub(super) fn is_brief(arguments: &Convert, plan: &Plan) -> bool {
    plan.steps.len() > MANY && !arguments.json && arguments.trust.log().is_none()
}

/// The report of very many documents, whose outcomes were shortened: what is to be said of one is read again. For each
/// outcome the step that it came of.
pub(super) fn many(
    arguments: &Convert,
    manifest: &Manifest,
    (steps, outcomes): (&[&Step], &[Outcome]),
    out: &mut Out,
) -> Exit {
    let exit = exit(outcomes);
    if exit != Exit::Nothing && !arguments.quiet {
        table(outcomes, out);
    }
    let mut clean = true;
    for (step, outcome) in steps.iter().zip(outcomes) {
        let whole = match step {
            Step::Refused(outcome) => Cow::Borrowed(&**outcome),
            // What is not kept in the manifest is told whole: a worker that was killed.
            Step::Convert(_) if !outcome.problems.is_empty() => Cow::Borrowed(outcome),
            Step::Unchanged(Known { input, key }) | Step::Convert(Job { input, key, .. }) => {
                Cow::Owned(manifest.outcome(key, input))
            }
        };
        clean &= arguments.trust.is_clean(&whole);
        for line in problem_lines(&whole) {
            if exit == Exit::Nothing { tell(&format!("error: {line}")) } else { out.line(&line) }
        }
    }
    closing::say(arguments, outcomes, exit, out);
    match exit {
        Exit::Nothing => exit,
        _ if clean => Exit::Clean,
        _ => Exit::Partial,
    }
}

fn exit(outcomes: &[Outcome]) -> Exit {
    if outcomes.iter().all(|outcome| outcome.status == Status::Clean) {
        Exit::Clean
    } else if outcomes.iter().any(|outcome| outcome.status.has_output()) {
        Exit::Partial
    } else {
        Exit::Nothing
    }
}

/// The table of documents, with a last line for all of them where there are several.
fn table(outcomes: &[Outcome], out: &mut Out) {
    let mut table = Table::new();
    table.load_style(STYLE).set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(HEADER);
    // A table of thousands of rows is no help: the manifest has them all.
    let told = if outcomes.len() > MANY { &[] } else { outcomes };
    for outcome in told {
        table.add_row(row(&outcome.input, outcome.status.name(), outcome.content.as_ref()));
    }
    if outcomes.len() > 1 {
        table.add_row(row(&format!("all {} documents", outcomes.len()), "", Some(&totals(outcomes))));
    }
    for column in table.column_iter_mut().skip(2) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    out.line(&table.to_string());
}

fn row(name: &str, status: &str, content: Option<&Content>) -> Vec<String> {
    let mut row = vec![printable(name).into_owned(), status.to_owned()];
    let Some(Content { counts, coverage, in_records, unread }) = content else {
        row.resize(HEADER.len(), "-".to_owned());
        return row;
    };
    let counts = [counts.initiatives, counts.targets, counts.results, counts.findings, unread.figures];
    row.extend(counts.map(|count| count.to_string()));
    let placed = coverage.total.saturating_sub(coverage.unplaced);
    row.extend([percent(*in_records, coverage.total), percent(placed, coverage.total)]);
    row
}

/// A share of the characters, rounded down: 100 % is said only of all of them, and nothing of no characters.
fn percent(part: u64, total: u64) -> String {
    let hundredths = (u128::from(part) * 10_000).checked_div(u128::from(total));
    hundredths.map_or_else(|| "-".to_owned(), |share| format!("{}.{:02} %", share / 100, share % 100))
}

/// One object with everything, for programs.
fn json(outcomes: &[Outcome], out: &mut Out) {
    let documents: Vec<Value> = outcomes
        .iter()
        .map(|outcome| {
            let content = outcome.content.as_ref();
            let counts = content.map(|content| content.counts);
            json!({
                "input": outcome.input,
                "output": outcome.output,
                "status": outcome.status,
                "why": outcome.why().map(|problem| &problem.message),
                "pages": outcome.pages,
                "initiatives": counts.map(|counts| counts.initiatives),
                "targets": counts.map(|counts| counts.targets),
                "results": counts.map(|counts| counts.results),
                "findings": counts.map(|counts| counts.findings),
                "coverage": content.map(coverage_json),
                "unread": content.map(|content| content.unread),
                "problems": outcome.problems,
            })
        })
        .collect();
    let all = totals(outcomes);
    let Content { counts, unread, .. } = all;
    let mut totals = json!({
        "documents": outcomes.len(),
        "initiatives": counts.initiatives,
        "targets": counts.targets,
        "results": counts.results,
        "findings": counts.findings,
        "coverage": coverage_json(&all),
        "unread": unread,
    });
    for status in Status::ALL {
        let having = outcomes.iter().filter(|outcome| outcome.status == status).count();
        totals[status.name()] = having.into();
    }
    let whole = json!({"documents": documents, "totals": totals});
    out.json(&format!("{whole:#}"));
}

fn coverage_json(content: &Content) -> Value {
    let coverage = content.coverage;
    json!({
        "total": coverage.total,
        "used": coverage.used,
        "prose": coverage.prose,
        "furniture": coverage.furniture,
        "unplaced": coverage.unplaced,
        "share": coverage.share(),
        "in_records": content.in_records,
        "share_in_records": content.share_in_records(),
    })
}

fn totals(outcomes: &[Outcome]) -> Content {
    outcomes.iter().filter_map(|outcome| outcome.content.as_ref()).fold(Content::default(), |mut all, more| {
        all.counts.initiatives += more.counts.initiatives;
        all.counts.targets += more.counts.targets;
        all.counts.results += more.counts.results;
        all.counts.findings += more.counts.findings;
        all.coverage.total += more.coverage.total;
        all.coverage.used += more.coverage.used;
        all.coverage.prose += more.coverage.prose;
        all.coverage.furniture += more.coverage.furniture;
        all.coverage.unplaced += more.coverage.unplaced;
        all.in_records += more.in_records;
        all.unread.figures += more.unread.figures;
        all.unread.plan_tables += more.unread.plan_tables;
        all.unread.planning_words += more.unread.planning_words;
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_never_rounded_up() {
        let share = |total: u64, unplaced| percent(total - unplaced, total);
        assert_eq!(share(0, 0), "-");
        assert_eq!(share(10_000, 13), "99.87 %");
        assert_eq!(share(1_000_000, 1), "99.99 %");
        assert_eq!(share(u64::MAX, 0), "100.00 %");
        assert_eq!(share(3, 3), "0.00 %");
    }
}
