//! The labelled tables of `labels/`: each is read in its roles, and those that hold no record give none.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;
use torikumi::Options;
use torikumi::source::{Limits, Source};

/// Columns that must be read in their roles, of a hundred. It only rises.
const FLOOR: usize = 94;

/// Fewest tables: a floor on few says little.
const FEWEST: usize = 40;

/// Tables that give records though they hold none: to be mended, and named until then. People by where they live are
/// statistics (contract, rule 27), and are read as rates of a survey.
const KNOWN_WRONG: [&str; 1] = ["none-visitors"];

struct Table {
    name: String,
    of: String,
    roles: Vec<String>,
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("labels")
}

fn tables() -> Vec<Table> {
    let text = fs::read_to_string(folder().join("roles.tsv")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    let table = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [name, of, roles] = cells.as_slice() else { panic!("{line}") };
        let roles = roles.split(' ').map(str::to_owned).collect();
        Table { name: (*name).to_owned(), of: (*of).to_owned(), roles }
    };
    lines.map(table).collect()
}

#[test]
fn the_columns_of_labelled_tables_are_read_in_their_roles() {
    let (mut right, mut all, mut misses) = (0, 0, Vec::new());
    let mut wrong: Vec<String> = Vec::new();
    let tables = tables();
    assert!(tables.len() >= FEWEST, "{} tables", tables.len());
    for Table { name, of, roles } in tables {
        let path = folder().join(format!("{name}.txt"));
        let source = Source::open(&path, &Limits::default()).unwrap();
        let told = torikumi::explain_table(&source, &Options::default(), 1).unwrap().unwrap();
        let taken = told.ways.iter().find(|way| way.taken);
        if of == "none" {
            if (told.records > 0) != KNOWN_WRONG.contains(&name.as_str()) {
                wrong.push(format!("{name} gave {} records", told.records));
            }
            wrong.extend(told.near.iter().map(|near| format!("{name} is told as nearly read: {near:?}")));
            continue;
        }
        all += roles.len();
        let Some(way) = taken.filter(|way| way.of == of) else {
            misses.push(format!("{name}: not read as {of} but as {:?}", taken.map(|way| way.of)));
            continue;
        };
        for (column, role) in way.columns.iter().zip(&roles) {
            if column.role == *role || role == "-" {
                right += 1;
            } else {
                misses.push(format!("{name}: {} is {} and not {role}", column.label, column.role));
            }
        }
    }
    assert!(wrong.is_empty(), "tables without records:\n{}\n{}", wrong.join("\n"), misses.join("\n"));
    eprintln!("{right} of {all} columns\n{}", misses.join("\n"));
    assert!(right * 100 >= all * FLOOR, "{right} of {all} columns\n{}", misses.join("\n"));
}
