//! All documents in one file, one a line.

use super::Sink;
use crate::emit::write::{Aside, Durability};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Name of the file.
pub(super) const FILE: &str = "documents.ndjson";

pub(super) struct Lines {
    writer: BufWriter<File>,
    aside: Aside,
}

impl Lines {
    pub(super) fn create(into: &Path) -> io::Result<Self> {
        let aside = Aside::create(&into.join(FILE))?;
        Ok(Self { writer: BufWriter::new(aside.file.try_clone()?), aside })
    }
}

impl Sink for Lines {
    fn document(&mut self, json: &serde_json::Value) -> io::Result<()> {
        serde_json::to_writer(&mut self.writer, json)?;
        self.writer.write_all(b"\n")
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.writer.flush()?;
        self.aside.finish(Durability::Disk)
    }
}
