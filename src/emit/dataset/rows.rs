//! One JSON document as rows.

use super::Input;
use super::fields::{
    boolean, field, fiscal_year, integer, lines, list, numbers, period, place, quantity, real, schedule, string, text,
};
use super::schema::{Value as Cell, at};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Digits of a hash that tell documents of one title apart.
const TELLING: usize = 8;

/// Makes rows of documents, each document once.
#[derive(Default)]
pub(super) struct Reader {
    /// The ids of the documents so far.
    seen: BTreeSet<String>,
}

/// The rows of an input.
pub(super) struct Rows {
    /// Index of the table, and the cells.
    pub(super) rows: Vec<(usize, Vec<Cell>)>,
    /// False for another copy of a document that was there already.
    pub(super) is_new: bool,
}

impl Reader {
    /// The rows of an input, the document's first.
    pub(super) fn rows(&mut self, input: &Input, json: Option<&Value>) -> Rows {
        let mut rows = Vec::new();
        let mut is_new = false;
        let id = json.map(|json| {
            let id;
            (id, is_new) = self.id(json, input);
            if is_new {
                Making { id: &id, rows: &mut rows }.document(json, input);
            }
            id
        });
        let reason = input.reason.as_ref();
        let cells = vec![
            text(Some(&input.path)),
            text(id.as_deref()),
            text(Some(&input.status)),
            text(reason.map(|(code, _)| code.as_str())),
            text(reason.map(|(_, message)| message.as_str())),
            text(input.output.as_deref()),
            text(input.sha256.as_deref()),
            integer(i64::try_from(input.bytes).ok()),
            integer(input.pages.map(i64::from)),
        ];
        rows.insert(usize::from(is_new).min(rows.len()), (at::INPUTS, cells));
        Rows { rows, is_new }
    }

    /// The id of a document, and whether it is new. Plans of two cities may have one title, and the
    /// id that is made of it: some digits of the bytes' hash tell them apart, whoever else is there.
    fn id(&mut self, json: &Value, input: &Input) -> (String, bool) {
        let id = string(json, "/document/id").unwrap_or_default();
        let sha256 = input.sha256.as_deref().unwrap_or_default();
        let id = format!("{id}-{}", sha256.get(..TELLING).unwrap_or_default());
        let is_new = self.seen.insert(id.clone());
        (id, is_new)
    }
}

/// Makes the rows of one document.
struct Making<'a> {
    id: &'a str,
    rows: &'a mut Vec<(usize, Vec<Cell>)>,
}

impl Making<'_> {
    fn document(&mut self, json: &Value, input: &Input) {
        let s = |pointer| text(string(json, pointer));
        let n = |pointer| integer(json.pointer(pointer).and_then(Value::as_i64));
        let mut cells = vec![text(Some(self.id))];
        cells.extend(["title", "kind"].map(|key| field(json.pointer("/document"), key)));
        cells.extend(["name", "prefecture", "code"].map(|key| field(json.pointer("/document/publisher"), key)));
        cells.push(s("/document/department"));
        cells.extend(period(json.pointer("/document/issued")));
        cells.extend(period(json.pointer("/document/period")));
        cells.extend(["file", "sha256"].map(|key| field(json.pointer("/document/source"), key)));
        cells.extend([n("/document/source/bytes"), s("/document/source/media_type"), n("/document/source/pages")]);
        cells.extend([s("/document/source/producer"), n("/coverage/total"), n("/coverage/unplaced")]);
        cells.push(text(input.output.as_deref()));
        self.rows.push((at::DOCUMENTS, cells));
        list(json, "initiatives").for_each(|initiative| self.initiative(initiative));
        let assessments: BTreeMap<&str, &Value> = list(json, "assessments")
            .filter_map(|assessment| Some((string(assessment, "/target_id")?, assessment)))
            .collect();
        for target in list(json, "targets") {
            let assessment = string(target, "/id").and_then(|id| assessments.get(id).copied());
            self.target(target, assessment);
        }
        list(json, "results").for_each(|result| self.result(result));
        list(json, "findings").enumerate().for_each(|(number, finding)| self.finding(number, finding));
    }

    /// The id of a record, for the whole dataset.
    fn key(&self, record: &Value, field: &str) -> Cell {
        let id = record.get(field).and_then(Value::as_str);
        id.map_or(Cell::Null, |id| Cell::Text(format!("{}/{id}", self.id)))
    }

    /// The id of something that has none of its own, by its place under its record.
    fn part(&self, record: &Value, letter: char, number: usize) -> Cell {
        let id = string(record, "/id").unwrap_or_default();
        Cell::Text(format!("{}/{id}/{letter}{}", self.id, number + 1))
    }

    fn own(&self) -> Cell {
        text(Some(self.id))
    }

    fn initiative(&mut self, json: &Value) {
        let mut cells = vec![self.key(json, "id"), self.own(), field(Some(json), "code"), field(Some(json), "name")];
        cells.extend([lines(json, "path"), field(Some(json), "description"), lines(json, "activities")]);
        cells.extend(schedule(json));
        cells.extend(["departments", "partners", "next_steps", "issues", "tags"].map(|key| lines(json, key)));
        cells.extend(place(json));
        self.rows.push((at::INITIATIVES, cells));
        for (number, budget) in list(json, "budget").enumerate() {
            self.budget(json, number, budget);
        }
    }

    /// The whole amount, and then its parts by their origin.
    fn budget(&mut self, initiative: &Value, number: usize, json: &Value) {
        let id = self.part(initiative, 'b', number);
        let Cell::Text(whole) = id.clone() else { return };
        let when: Vec<Cell> = period(json.get("period")).into_iter().chain([fiscal_year(json.get("period"))]).collect();
        let funds = list(json, "funding").enumerate().map(|(number, fund)| {
            (Cell::Text(format!("{whole}/f{}", number + 1)), field(Some(fund), "name"), fund.get("amount"))
        });
        let all: Vec<_> = std::iter::once((id, Cell::Null, json.get("amount"))).chain(funds).collect();
        for (id, fund, amount) in all {
            let mut cells = vec![id, self.own(), self.key(initiative, "id"), fund];
            cells.extend([real(amount), field(amount, "unit"), field(amount, "raw")]);
            cells.extend(when.clone());
            self.rows.push((at::BUDGETS, cells));
        }
    }

    fn target(&mut self, json: &Value, assessment: Option<&Value>) {
        let (due, baseline) = (json.get("due"), json.get("baseline"));
        let start = baseline.and_then(|baseline| baseline.get("quantity"));
        let mut cells = vec![self.key(json, "id"), self.own(), self.key(json, "initiative_id")];
        cells.extend([field(Some(json), "indicator"), field(Some(json), "text")]);
        cells.extend(quantity(json.get("quantity")));
        cells.extend(period(due));
        cells.extend([fiscal_year(due), real(start), field(start, "unit")]);
        cells.push(field(baseline.and_then(|baseline| baseline.get("as_of")), "raw"));
        cells.extend([field(Some(json), "condition"), lines(json, "departments"), lines(json, "path")]);
        cells.extend(["verdict", "rule", "reason"].map(|key| field(assessment, key)));
        cells.extend(place(json));
        self.rows.push((at::TARGETS, cells));
    }

    fn result(&mut self, json: &Value) {
        let mut cells = vec![self.key(json, "id"), self.own(), self.key(json, "initiative_id")];
        cells.extend([field(Some(json), "text"), lines(json, "details"), lines(json, "departments")]);
        cells.extend([lines(json, "path"), boolean(json, "restated")]);
        cells.extend(["raw", "meaning"].map(|key| field(json.get("rating"), key)));
        cells.extend(place(json));
        self.rows.push((at::RESULTS, cells));
        for (number, measured) in list(json, "measurements").enumerate() {
            let as_of = measured.get("as_of");
            let mut cells = vec![self.part(json, 'm', number), self.own(), self.key(json, "id")];
            cells.push(field(Some(measured), "indicator"));
            cells.extend(quantity(measured.get("quantity")));
            cells.extend(period(as_of));
            cells.extend([fiscal_year(as_of), field(measured.get("compared_with"), "raw")]);
            cells.extend([field(Some(measured), "condition"), boolean(measured, "planned")]);
            self.rows.push((at::MEASUREMENTS, cells));
        }
        for (number, event) in list(json, "events").enumerate() {
            let when = event.get("when");
            let mut cells = vec![self.part(json, 'e', number), self.own(), self.key(json, "id")];
            cells.push(field(Some(event), "text"));
            cells.extend(period(when));
            cells.extend([fiscal_year(when), boolean(event, "planned")]);
            self.rows.push((at::EVENTS, cells));
        }
    }

    fn finding(&mut self, number: usize, json: &Value) {
        let mut cells = vec![Cell::Text(format!("{}/x{}", self.id, number + 1)), self.own()];
        cells.extend(["code", "severity", "message", "message_ja"].map(|key| field(Some(json), key)));
        cells.push(integer(json.get("line").and_then(Value::as_i64)));
        cells.push(numbers(json, "pages"));
        cells.extend(place(json));
        self.rows.push((at::FINDINGS, cells));
    }
}
