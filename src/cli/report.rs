//! What is said about the documents when the work is done: a table and a list for people, one
//! object for programs.

use super::Exit;
use super::arguments::Convert;
use super::outcome::problem_lines;
use super::progress::MANY;
use super::terminal::{Out, printable, tell};
use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};
use serde_json::{Value, json};
use std::borrow::Cow;
use torikumi::batch::{Counts, Job, Manifest, Outcome, Plan, Problem, Status, Step};
use torikumi::record::model::Coverage;

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
            Step::Refused(outcome) | Step::Unchanged(outcome) => Cow::Borrowed(&**outcome),
            Step::Convert(_) if outcome.status == Status::Clean || !outcome.problems.is_empty() => {
                Cow::Borrowed(outcome)
            }
            Step::Convert(job) => {
                let entry = manifest.entry(&job.key).map(|entry| entry.outcome(&job.input, manifest.folder()));
                Cow::Owned(entry.unwrap_or_else(|| lost(job)))
            }
        };
        clean &= arguments.trust.is_clean(&whole);
        for line in problem_lines(&whole) {
            if exit == Exit::Nothing { tell(&format!("error: {line}")) } else { out.line(&line) }
        }
    }
    match exit {
        Exit::Nothing => exit,
        _ if clean => Exit::Clean,
        _ => Exit::Partial,
    }
}

/// A document of which there is something to say that cannot be read again.
fn lost(job: &Job) -> Outcome {
    let message = "its line in the manifest cannot be read again; run the same command once more".to_owned();
    Outcome::failed(&job.input, vec![Problem::error("manifest", None, message)])
}

fn exit(outcomes: &[Outcome]) -> Exit {
    if outcomes.iter().all(|outcome| outcome.status == Status::Clean) {
        Exit::Clean
    } else if outcomes.iter().any(|outcome| outcome.read) {
        Exit::Partial
    } else {
        Exit::Nothing
    }
}

/// The table of documents, with a last line for all of them where there are several.
fn table(outcomes: &[Outcome], out: &mut Out) {
    let mut table = Table::new();
    table.load_style(STYLE).set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(["document", "initiatives", "targets", "results", "findings", "accounted for"]);
    // A table of thousands of rows is no help: the manifest has them all.
    let told = if outcomes.len() > MANY { &[] } else { outcomes };
    for outcome in told {
        table.add_row(match &outcome.content {
            Some((counts, coverage)) => row(&outcome.input, counts, coverage),
            None => {
                let mut row = vec![printable(&outcome.input).into_owned()];
                row.extend(["-", "-", "-", "-", "refused"].map(str::to_owned));
                row
            }
        });
    }
    if outcomes.len() > 1 {
        let (counts, coverage) = totals(outcomes);
        table.add_row(row(&format!("all {} documents", outcomes.len()), &counts, &coverage));
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    out.line(&table.to_string());
}

fn row(name: &str, counts: &Counts, coverage: &Coverage) -> Vec<String> {
    let mut row = vec![printable(name).into_owned()];
    row.extend([counts.initiatives, counts.targets, counts.results, counts.findings].map(|count| count.to_string()));
    row.push(percent(coverage));
    row
}

/// The share of characters accounted for, rounded down: 100 % is said only of all of them.
fn percent(coverage: &Coverage) -> String {
    let total = u128::from(coverage.total);
    let placed = u128::from(coverage.total.saturating_sub(coverage.unplaced));
    let hundredths = (placed * 10_000).checked_div(total).unwrap_or(10_000);
    format!("{}.{:02} %", hundredths / 100, hundredths % 100)
}

/// One object with everything, for programs.
fn json(outcomes: &[Outcome], out: &mut Out) {
    let documents: Vec<Value> = outcomes
        .iter()
        .map(|outcome| {
            let counts = outcome.content.as_ref().map(|(counts, _)| counts);
            json!({
                "input": outcome.input,
                "output": outcome.output,
                "status": outcome.status,
                "initiatives": counts.map(|counts| counts.initiatives),
                "targets": counts.map(|counts| counts.targets),
                "results": counts.map(|counts| counts.results),
                "findings": counts.map(|counts| counts.findings),
                "coverage": outcome.content.as_ref().map(|(_, coverage)| coverage_json(coverage)),
                "problems": outcome.problems,
            })
        })
        .collect();
    let (counts, coverage) = totals(outcomes);
    let having = |status| outcomes.iter().filter(|outcome| outcome.status == status).count();
    let whole = json!({
        "documents": documents,
        "totals": {
            "documents": outcomes.len(),
            "clean": having(Status::Clean),
            "partial": having(Status::Partial),
            "refused": having(Status::Refused),
            "initiatives": counts.initiatives,
            "targets": counts.targets,
            "results": counts.results,
            "findings": counts.findings,
            "coverage": coverage_json(&coverage),
        },
    });
    out.json(&format!("{whole:#}"));
}

fn coverage_json(coverage: &Coverage) -> Value {
    json!({
        "total": coverage.total,
        "used": coverage.used,
        "prose": coverage.prose,
        "furniture": coverage.furniture,
        "unplaced": coverage.unplaced,
        "share": coverage.share(),
    })
}

fn totals(outcomes: &[Outcome]) -> (Counts, Coverage) {
    outcomes.iter().filter_map(|outcome| outcome.content.as_ref()).fold(
        (Counts::default(), Coverage::default()),
        |(mut counts, mut coverage), (more, parts)| {
            counts.initiatives += more.initiatives;
            counts.targets += more.targets;
            counts.results += more.results;
            counts.findings += more.findings;
            coverage.total += parts.total;
            coverage.used += parts.used;
            coverage.prose += parts.prose;
            coverage.furniture += parts.furniture;
            coverage.unplaced += parts.unplaced;
            (counts, coverage)
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_never_rounded_up() {
        let share = |total, unplaced| percent(&Coverage { total, unplaced, ..Coverage::default() });
        assert_eq!(share(0, 0), "100.00 %");
        assert_eq!(share(10_000, 13), "99.87 %");
        assert_eq!(share(1_000_000, 1), "99.99 %");
        assert_eq!(share(u64::MAX, 0), "100.00 %");
        assert_eq!(share(3, 3), "0.00 %");
    }
}
