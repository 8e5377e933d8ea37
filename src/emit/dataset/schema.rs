//! The tables, their columns and keys.
//!
//! Lists (paths, offices, activities, pages) are one text with a line an item. An id is made of the
//! document's and the record's own, so it is the same on every run and no other record has it.

/// What a column holds. Every column but a key may be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A figure.
    Real,
    /// True or false.
    Boolean,
    /// A day.
    Date,
}

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// A value.
    None,
    /// Tells the row.
    Primary,
    /// Tells a row of another table; never empty.
    Of(&'static str),
    /// Tells a row of another table, where there is one.
    Maybe(&'static str),
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What it is for.
    pub key: Key,
}

/// A table.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
}

/// A value in a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A figure, and the digits in which it is printed.
    Real(f64, String),
    /// True or false.
    Boolean(bool),
    /// A day, as `2022-04-01`.
    Date(String),
}

const fn text(name: &'static str) -> Column {
    Column { name, kind: Kind::Text, key: Key::None }
}

const fn integer(name: &'static str) -> Column {
    Column { name, kind: Kind::Integer, key: Key::None }
}

const fn real(name: &'static str) -> Column {
    Column { name, kind: Kind::Real, key: Key::None }
}

const fn boolean(name: &'static str) -> Column {
    Column { name, kind: Kind::Boolean, key: Key::None }
}

const fn date(name: &'static str) -> Column {
    Column { name, kind: Kind::Date, key: Key::None }
}

const fn key(name: &'static str, key: Key) -> Column {
    Column { name, kind: Kind::Text, key }
}

const ID: Column = key("id", Key::Primary);
const DOCUMENT: Column = key("document_id", Key::Of("documents"));
const INITIATIVE: Column = key("initiative_id", Key::Maybe("initiatives"));
const RESULT: Column = key("result_id", Key::Of("results"));

/// Index of a table in [`TABLES`], by its name.
pub(super) mod at {
    pub(in super::super) const DOCUMENTS: usize = 0;
    pub(in super::super) const INPUTS: usize = 1;
    pub(in super::super) const INITIATIVES: usize = 2;
    pub(in super::super) const TARGETS: usize = 3;
    pub(in super::super) const RESULTS: usize = 4;
    pub(in super::super) const MEASUREMENTS: usize = 5;
    pub(in super::super) const EVENTS: usize = 6;
    pub(in super::super) const BUDGETS: usize = 7;
    pub(in super::super) const FINDINGS: usize = 8;
}

/// Every table; one stands behind those that its keys name.
#[rustfmt::skip]
pub const TABLES: [Table; 9] = [
    Table { name: "documents", columns: &[
        ID, text("title"), text("kind"), text("publisher"), text("prefecture"), text("publisher_code"),
        text("department"), text("issued"), date("issued_start"), date("issued_end"),
        text("period"), date("period_start"), date("period_end"),
        text("file"), text("sha256"), integer("bytes"), text("media_type"), integer("pages"), text("producer"),
        integer("characters"), integer("characters_unplaced"), text("output"),
    ] },
    Table { name: "inputs", columns: &[
        key("path", Key::Primary), key("document_id", Key::Maybe("documents")), text("status"), text("reason"),
        text("message"), text("output"), text("sha256"), integer("bytes"), integer("pages"),
    ] },
    Table { name: "initiatives", columns: &[
        ID, DOCUMENT, text("code"), text("name"), text("path"), text("description"), text("activities"),
        text("schedule"), date("schedule_start"), date("schedule_end"), text("departments"), text("partners"),
        text("next_steps"), text("issues"), text("tags"), integer("page"), text("quote"),
    ] },
    Table { name: "targets", columns: &[
        ID, DOCUMENT, INITIATIVE, text("indicator"), text("text"), real("value"), real("upper"), text("unit"),
        text("comparator"), text("change"), text("per"), real("of_value"), text("of_unit"), text("raw"), text("due"), date("due_start"), date("due_end"),
        integer("due_fiscal_year"), real("baseline_value"), text("baseline_unit"), text("baseline_as_of"),
        text("condition"), text("departments"), text("path"), text("verdict"), text("verdict_rule"),
        text("verdict_reason"), integer("page"), text("quote"),
    ] },
    Table { name: "results", columns: &[
        ID, DOCUMENT, INITIATIVE, text("text"), text("details"), text("departments"), text("path"),
        boolean("restated"), text("rating"), text("rating_meaning"), integer("page"), text("quote"),
    ] },
    Table { name: "measurements", columns: &[
        ID, DOCUMENT, RESULT, text("indicator"), real("value"), real("upper"), text("unit"), text("comparator"),
        text("change"), text("per"), real("of_value"), text("of_unit"), text("raw"), text("as_of"), date("as_of_start"), date("as_of_end"), integer("fiscal_year"),
        text("compared_with"), text("condition"), boolean("planned"),
    ] },
    Table { name: "events", columns: &[
        ID, DOCUMENT, RESULT, text("text"), text("when"), date("when_start"), date("when_end"),
        integer("fiscal_year"), boolean("planned"),
    ] },
    Table { name: "budgets", columns: &[
        ID, DOCUMENT, key("initiative_id", Key::Of("initiatives")), text("fund"), real("amount"), text("unit"),
        text("raw"), text("period"), date("period_start"), date("period_end"), integer("fiscal_year"),
    ] },
    Table { name: "findings", columns: &[
        ID, DOCUMENT, text("code"), text("severity"), text("message"), text("message_ja"), integer("line"),
        text("pages"), integer("page"), text("quote"),
    ] },
];
