//! One Parquet file a table, with typed columns.

use super::Sink;
use super::schema::{Column, Key, Kind, TABLES, Table, Value};
use crate::emit::write::{Aside, Durability};
use jiff::civil::{Date, date};
use parquet::basic::Compression;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// Rows that are kept before they are written as a group.
const MOST_ROWS: usize = 20_000;

/// Bytes of text that are kept before.
const MOST_BYTES: usize = 8 << 20;

/// The day from which Parquet counts.
const EPOCH: Date = date(1970, 1, 1);

pub(super) struct Files(Vec<OneTable>);

/// A table: its rows so far, and the file that they go to.
struct OneTable {
    table: &'static Table,
    rows: Vec<Vec<Value>>,
    bytes: usize,
    writer: SerializedFileWriter<File>,
    aside: Aside,
}

impl Files {
    pub(super) fn create(into: &Path) -> io::Result<Self> {
        TABLES.iter().map(|table| OneTable::create(table, into)).collect::<io::Result<_>>().map(Self)
    }
}

impl Sink for Files {
    fn row(&mut self, table: usize, cells: &[Value]) -> io::Result<()> {
        self.0.get_mut(table).map_or(Ok(()), |table| table.row(cells))
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.0.into_iter().try_for_each(OneTable::finish)
    }
}

impl OneTable {
    fn create(table: &'static Table, into: &Path) -> io::Result<Self> {
        let aside = Aside::create(&into.join(table.name).with_extension("parquet"))?;
        let schema = Arc::new(parse_message_type(&message(table)).map_err(failed)?);
        let properties = Arc::new(WriterProperties::builder().set_compression(Compression::SNAPPY).build());
        let writer = SerializedFileWriter::new(aside.file.try_clone()?, schema, properties).map_err(failed)?;
        Ok(Self { table, rows: Vec::new(), bytes: 0, writer, aside })
    }

    fn row(&mut self, cells: &[Value]) -> io::Result<()> {
        let length = |cell: &Value| if let Value::Text(text) = cell { text.len() } else { 0 };
        self.bytes += cells.iter().map(length).sum::<usize>();
        self.rows.push(cells.to_vec());
        if self.rows.len() >= MOST_ROWS || self.bytes >= MOST_BYTES { self.flush() } else { Ok(()) }
    }

    /// Writes the rows as a group.
    fn flush(&mut self) -> io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let mut group = self.writer.next_row_group().map_err(failed)?;
        for (at, column) in self.table.columns.iter().enumerate() {
            let Some(mut writer) = group.next_column().map_err(failed)? else { break };
            let cells = self.rows.iter().map(|row| row.get(at).unwrap_or(&Value::Null));
            write(writer.untyped(), column, cells).map_err(failed)?;
            writer.close().map_err(failed)?;
        }
        group.close().map_err(failed)?;
        self.rows.clear();
        self.bytes = 0;
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        self.writer.close().map_err(failed)?;
        self.aside.finish(Durability::Disk)
    }
}

/// The schema of a table, as Parquet writes it.
fn message(table: &Table) -> String {
    let columns: String = table.columns.iter().map(column).collect();
    format!("message {} {{\n{columns}}}", table.name)
}

fn column(column: &Column) -> String {
    let kept = if is_required(column) { "required" } else { "optional" };
    let (physical, logical) = match column.kind {
        Kind::Text => ("binary", " (STRING)"),
        Kind::Integer => ("int64", ""),
        Kind::Real => ("double", ""),
        Kind::Boolean => ("boolean", ""),
        Kind::Date => ("int32", " (DATE)"),
    };
    format!("  {kept} {physical} {}{logical};\n", column.name)
}

fn is_required(column: &Column) -> bool {
    matches!(column.key, Key::Primary | Key::Of(_))
}

/// Writes a column: which cells are there, and the values of these.
fn write<'a>(
    writer: &mut ColumnWriter<'_>,
    column: &Column,
    cells: impl Iterator<Item = &'a Value>,
) -> Result<usize, ParquetError> {
    let cells: Vec<&Value> = cells.collect();
    let levels: Vec<i16> = cells.iter().map(|cell| i16::from(is_there(column.kind, cell))).collect();
    let levels = (!is_required(column)).then_some(levels.as_slice());
    let cells = cells.into_iter();
    match writer {
        ColumnWriter::ByteArrayColumnWriter(writer) => {
            let values: Vec<ByteArray> = cells.filter_map(text).map(ByteArray::from).collect();
            writer.write_batch(&values, levels, None)
        }
        ColumnWriter::Int64ColumnWriter(writer) => {
            let values: Vec<i64> =
                cells.filter_map(|cell| if let Value::Integer(number) = cell { Some(*number) } else { None }).collect();
            writer.write_batch(&values, levels, None)
        }
        ColumnWriter::DoubleColumnWriter(writer) => {
            let values: Vec<f64> =
                cells.filter_map(|cell| if let Value::Real(number, _) = cell { Some(*number) } else { None }).collect();
            writer.write_batch(&values, levels, None)
        }
        ColumnWriter::BoolColumnWriter(writer) => {
            let values: Vec<bool> =
                cells.filter_map(|cell| if let Value::Boolean(value) = cell { Some(*value) } else { None }).collect();
            writer.write_batch(&values, levels, None)
        }
        ColumnWriter::Int32ColumnWriter(writer) => {
            let values: Vec<i32> = cells.filter_map(days).collect();
            writer.write_batch(&values, levels, None)
        }
        _ => Err(ParquetError::General(format!("no writer for the column {}", column.name))),
    }
}

/// Whether a cell gives its column a value.
fn is_there(kind: Kind, cell: &Value) -> bool {
    match (kind, cell) {
        (Kind::Date, cell) => days(cell).is_some(),
        (Kind::Text, Value::Text(_))
        | (Kind::Integer, Value::Integer(_))
        | (Kind::Real, Value::Real(..))
        | (Kind::Boolean, Value::Boolean(_)) => true,
        _ => false,
    }
}

fn text(cell: &Value) -> Option<&str> {
    if let Value::Text(text) = cell { Some(text) } else { None }
}

/// A day as days since 1970.
fn days(cell: &Value) -> Option<i32> {
    let Value::Date(day) = cell else { return None };
    let day: Date = day.parse().ok()?;
    Some(day.since(EPOCH).ok()?.get_days())
}

fn failed(error: ParquetError) -> io::Error {
    io::Error::other(error)
}
