//! One CSV file a table, as spreadsheets like it: UTF-8 with a byte order mark, lines that end in
//! CR LF, and no text that runs.

use super::Sink;
use super::cell::guard;
use super::schema::{TABLES, Value};
use crate::emit::write::{Aside, Durability};
use csv::{Terminator, Writer, WriterBuilder};
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

/// What tells a spreadsheet that the file is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

pub(super) struct Files(Vec<(Writer<File>, Aside)>);

impl Files {
    pub(super) fn create(into: &Path) -> io::Result<Self> {
        let create = |table: &super::schema::Table| {
            let aside = Aside::create(&into.join(table.name).with_extension("csv"))?;
            let mut file = aside.file.try_clone()?;
            file.write_all(BYTE_ORDER_MARK)?;
            let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(file);
            writer.write_record(table.columns.iter().map(|column| column.name))?;
            Ok((writer, aside))
        };
        TABLES.iter().map(create).collect::<io::Result<_>>().map(Self)
    }
}

impl Sink for Files {
    fn row(&mut self, table: usize, cells: &[Value]) -> io::Result<()> {
        let Some((writer, _)) = self.0.get_mut(table) else { return Ok(()) };
        Ok(writer.write_record(cells.iter().map(|cell| written(cell).into_owned()))?)
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        for (mut writer, aside) in self.0 {
            writer.flush()?;
            aside.finish(Durability::Disk)?;
        }
        Ok(())
    }
}

/// A cell as it is written.
fn written(cell: &Value) -> Cow<'_, str> {
    match cell {
        Value::Null => Cow::Borrowed(""),
        Value::Text(text) => guard(text),
        Value::Integer(number) => Cow::Owned(number.to_string()),
        Value::Real(_, digits) | Value::Date(digits) => Cow::Borrowed(digits),
        Value::Boolean(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
    }
}
