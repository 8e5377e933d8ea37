//! Leaves out of a document what the contract refuses, as narrowly as it can be.
//!
//! What: a field that may be null becomes null, an entry of a list is taken out, and a record goes as a whole only
//! where a field is refused that it cannot be without. Why: one value that was read wrong must not cost the others.
//! Example: `/targets/3/due/start` is refused: target 3 keeps everything but its `due`.

use super::Problem;
use super::validate::in_order;
use crate::record::model::{About, Budget, Document, Finding, Initiative, Outcome, Sources, Target};
use std::cmp::Reverse;

/// A part of a document that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Omitted {
    /// JSON pointer to the part, as the document was before anything was left out.
    pub part: String,
    /// Why, in the order of the document.
    pub problems: Vec<Problem>,
}

/// Leaves out the narrowest part of a document around each of the problems that were found in its JSON, and says
/// which parts those were. Where nothing around a problem can be left out (the file's hash, the ledger), it stays.
///
/// What referred to an initiative that is taken out refers to none afterwards.
pub fn omit(document: &mut Document, mut problems: Vec<Problem>) -> Vec<Omitted> {
    // From the last to the first, so that what is taken out of a list moves nothing that is still to be looked at.
    problems.sort_by_cached_key(|problem| Reverse((in_order(&problem.path), problem.message.clone())));
    let mut parts: Vec<Omitted> = Vec::new();
    for problem in problems {
        match parts.last_mut().filter(|last| is_in(&problem.path, &last.part)) {
            // What stood in a part that is out already is out with it.
            Some(last) => last.problems.insert(0, problem),
            None => {
                let part = narrowest(document, &problem.path);
                parts.extend(part.map(|part| Omitted { part, problems: vec![problem] }));
            }
        }
    }
    parts.reverse();
    parts
}

/// Whether a pointer names a part or something in it.
fn is_in(pointer: &str, part: &str) -> bool {
    pointer.strip_prefix(part).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Takes out the narrowest part that holds the value at a pointer, and says which.
fn narrowest(document: &mut Document, pointer: &str) -> Option<String> {
    let steps: Vec<&str> = pointer.split('/').skip(1).collect();
    let part = (1..=steps.len()).rev().find(|length| take(document, &steps[..*length]))?;
    Some(steps[..part].iter().flat_map(|step| ["/", step]).collect())
}

/// Takes out exactly what a pointer names, where a document can be without it.
fn take(document: &mut Document, steps: &[&str]) -> bool {
    match steps {
        ["document", field @ ..] => of_about(&mut document.document, field),
        ["initiatives", at] => initiative(document, at),
        ["initiatives", at, field @ ..] => within(&mut document.initiatives, at, field, of_initiative),
        ["targets", at] => entry(&mut document.targets, at),
        ["targets", at, field @ ..] => within(&mut document.targets, at, field, of_target),
        ["results", at] => entry(&mut document.results, at),
        ["results", at, field @ ..] => within(&mut document.results, at, field, of_result),
        ["assessments", at] => entry(&mut document.assessments, at),
        ["findings", at] => entry(&mut document.findings, at),
        ["findings", at, field @ ..] => within(&mut document.findings, at, field, of_finding),
        ["glossary", at] => entry(&mut document.glossary, at),
        ["glossary", at, "reading"] => within(&mut document.glossary, at, &[], |term, _| null(&mut term.reading)),
        ["outline", at] => entry(&mut document.outline, at),
        ["outline", at, "title"] => within(&mut document.outline, at, &[], |section, _| null(&mut section.title)),
        ["outline", at, "page"] => within(&mut document.outline, at, &[], |section, _| null(&mut section.page)),
        ["outline", at, "source", nth] => {
            within(&mut document.outline, at, &[nth], |section, nth| entry(&mut section.source, nth[0]))
        }
        _ => false,
    }
}

/// Takes an initiative out; what referred to it refers to none.
fn initiative(document: &mut Document, at: &str) -> bool {
    let Some(gone) = at.parse().ok().filter(|at: &usize| *at < document.initiatives.len()) else { return false };
    let gone = document.initiatives.remove(gone).id;
    if document.initiatives.iter().any(|other| other.id == gone) {
        return true;
    }
    let targets = document.targets.iter_mut().map(|target| &mut target.initiative_id);
    let results = document.results.iter_mut().map(|result| &mut result.initiative_id);
    targets.chain(results).filter(|id| id.as_ref() == Some(&gone)).for_each(|id| *id = None);
    true
}

fn of_about(about: &mut About, field: &[&str]) -> bool {
    match field {
        ["title"] => null(&mut about.title),
        ["publisher", "name"] => null(&mut about.publisher.name),
        ["publisher", "prefecture"] => null(&mut about.publisher.prefecture),
        ["publisher", "code"] => null(&mut about.publisher.code),
        ["department"] => null(&mut about.department),
        ["issued"] => null(&mut about.issued),
        ["period"] => null(&mut about.period),
        ["source", "pages"] => null(&mut about.source.pages),
        ["source", "producer"] => null(&mut about.source.producer),
        ["evidence", at] => entry(&mut about.evidence, at),
        _ => false,
    }
}

fn of_initiative(initiative: &mut Initiative, field: &[&str]) -> bool {
    match field {
        ["code"] => null(&mut initiative.code),
        ["path", at] => entry(&mut initiative.path, at),
        ["description"] => null(&mut initiative.description),
        ["activities", at] => entry(&mut initiative.activities, at),
        ["schedule", at] => entry(&mut initiative.schedule, at),
        ["departments", at] => entry(&mut initiative.departments, at),
        ["partners", at] => entry(&mut initiative.partners, at),
        ["next_steps", at] => entry(&mut initiative.next_steps, at),
        ["issues", at] => entry(&mut initiative.issues, at),
        ["tags", at] => entry(&mut initiative.tags, at),
        ["budget", at] => entry(&mut initiative.budget, at),
        ["budget", at, field @ ..] => within(&mut initiative.budget, at, field, of_budget),
        ["source", at] => place(&mut initiative.source, at),
        _ => false,
    }
}

fn of_budget(budget: &mut Budget, field: &[&str]) -> bool {
    match field {
        ["period"] => null(&mut budget.period),
        ["funding", at] => entry(&mut budget.funding, at),
        _ => false,
    }
}

fn of_target(target: &mut Target, field: &[&str]) -> bool {
    match field {
        ["initiative_id"] => null(&mut target.initiative_id),
        ["indicator"] => null(&mut target.indicator),
        ["quantity"] => null(&mut target.quantity),
        ["due"] => null(&mut target.due),
        ["baseline"] => null(&mut target.baseline),
        ["baseline", "quantity"] => target.baseline.as_mut().is_some_and(|base| null(&mut base.quantity)),
        ["baseline", "as_of"] => target.baseline.as_mut().is_some_and(|base| null(&mut base.as_of)),
        ["condition"] => null(&mut target.condition),
        ["departments", at] => entry(&mut target.departments, at),
        ["path", at] => entry(&mut target.path, at),
        ["source", at] => place(&mut target.source, at),
        _ => false,
    }
}

fn of_result(result: &mut Outcome, field: &[&str]) -> bool {
    match field {
        ["initiative_id"] => null(&mut result.initiative_id),
        ["details", at] => entry(&mut result.details, at),
        ["measurements", at] => entry(&mut result.measurements, at),
        ["measurements", at, field] => within(&mut result.measurements, at, &[field], |measured, field| match field {
            ["indicator"] => null(&mut measured.indicator),
            ["as_of"] => null(&mut measured.as_of),
            ["compared_with"] => null(&mut measured.compared_with),
            ["condition"] => null(&mut measured.condition),
            _ => false,
        }),
        ["events", at] => entry(&mut result.events, at),
        ["rating"] => null(&mut result.rating),
        ["rating", "meaning"] => result.rating.as_mut().is_some_and(|rating| null(&mut rating.meaning)),
        ["departments", at] => entry(&mut result.departments, at),
        ["path", at] => entry(&mut result.path, at),
        ["source", at] => place(&mut result.source, at),
        _ => false,
    }
}

fn of_finding(finding: &mut Finding, field: &[&str]) -> bool {
    match field {
        ["line"] => null(&mut finding.line),
        ["pages", at] => entry(&mut finding.pages, at),
        ["source", at] => entry(&mut finding.source, at),
        ["repair"] => null(&mut finding.repair),
        ["repair", "before"] => finding.repair.as_mut().is_some_and(|repair| null(&mut repair.before)),
        ["repair", "after"] => finding.repair.as_mut().is_some_and(|repair| null(&mut repair.after)),
        _ => false,
    }
}

/// Sets a field to null, where it holds something.
fn null<T>(field: &mut Option<T>) -> bool {
    field.take().is_some()
}

/// Takes an entry out of a list.
fn entry<T>(list: &mut Vec<T>, at: &str) -> bool {
    let at = at.parse().ok().filter(|at| *at < list.len());
    at.map(|at: usize| list.remove(at)).is_some()
}

/// Takes one of several places of a record out: the last one stays, for a record without a place is none.
fn place(sources: &mut Sources, at: &str) -> bool {
    match sources {
        Sources::Many(many) if many.len() > 1 => entry(many, at),
        _ => false,
    }
}

/// Takes something out of an entry of a list.
fn within<T>(list: &mut [T], at: &str, field: &[&str], take: fn(&mut T, &[&str]) -> bool) -> bool {
    let own = at.parse().ok().and_then(|at: usize| list.get_mut(at));
    own.is_some_and(|own| take(own, field))
}
