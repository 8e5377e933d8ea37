//! A SQLite database with all tables, their keys, and views that answer the usual questions.

use super::Sink;
use super::schema::{Column, Key, Kind, TABLES, Table, Value};
use crate::emit::write::{Aside, Durability};
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, params_from_iter};
use std::io;
use std::path::Path;

/// Name of the file.
pub(super) const FILE: &str = "torikumi.sqlite";

/// The views.
const VIEWS: &str = include_str!("views.sql");

/// The file is new and nobody else has it: nothing that could be rolled back is kept.
const ALONE: &str = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;";

pub(super) struct Database {
    connection: Connection,
    inserts: Vec<String>,
    aside: Aside,
}

impl Database {
    pub(super) fn create(into: &Path) -> io::Result<Self> {
        let aside = Aside::create(&into.join(FILE))?;
        let connection = Connection::open(&aside.path).map_err(failed)?;
        connection.execute_batch(ALONE).map_err(failed)?;
        connection.execute_batch("BEGIN").map_err(failed)?;
        for table in &TABLES {
            connection.execute_batch(&definition(table)).map_err(failed)?;
        }
        connection.set_prepared_statement_cache_capacity(TABLES.len());
        Ok(Self { connection, inserts: TABLES.iter().map(insert).collect(), aside })
    }
}

impl Sink for Database {
    fn row(&mut self, table: usize, cells: &[Value]) -> io::Result<()> {
        let Some(insert) = self.inserts.get(table) else { return Ok(()) };
        let mut statement = self.connection.prepare_cached(insert).map_err(failed)?;
        statement.execute(params_from_iter(cells)).map(|_| ()).map_err(failed)
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        let Self { connection, aside, .. } = *self;
        for table in &TABLES {
            connection.execute_batch(&indexes(table)).map_err(failed)?;
        }
        connection.execute_batch(VIEWS).map_err(failed)?;
        connection.execute_batch("COMMIT").map_err(failed)?;
        connection.close().map_err(|(_, error)| failed(error))?;
        aside.finish(Durability::Disk)
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Text(text) | Self::Date(text) => ValueRef::Text(text.as_bytes()),
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Real(number, _) => ValueRef::Real(*number),
            Self::Boolean(value) => ValueRef::Integer(i64::from(*value)),
        }))
    }
}

fn definition(table: &Table) -> String {
    let columns: Vec<String> = table.columns.iter().map(column).collect();
    format!("CREATE TABLE {} ({}) STRICT", table.name, columns.join(", "))
}

fn column(column: &Column) -> String {
    let kind = match column.kind {
        Kind::Text | Kind::Date => "TEXT",
        Kind::Integer | Kind::Boolean => "INTEGER",
        Kind::Real => "REAL",
    };
    let key = match column.key {
        Key::None => String::new(),
        Key::Primary => " PRIMARY KEY NOT NULL".to_owned(),
        Key::Of(table) => format!(" NOT NULL REFERENCES {table}"),
        Key::Maybe(table) => format!(" REFERENCES {table}"),
    };
    format!("\"{}\" {kind}{key}", column.name)
}

fn insert(table: &Table) -> String {
    format!("INSERT INTO {} VALUES ({})", table.name, vec!["?"; table.columns.len()].join(", "))
}

/// One for every key that leads elsewhere.
fn indexes(table: &Table) -> String {
    let keys = table.columns.iter().filter(|column| matches!(column.key, Key::Of(_) | Key::Maybe(_)));
    keys.map(|key| format!("CREATE INDEX {0}_{1} ON {0} (\"{1}\");", table.name, key.name)).collect()
}

fn failed(error: rusqlite::Error) -> io::Error {
    io::Error::other(error)
}
