//! The arguments of `convert`, and of the workers that it starts.

use crate::cli::limits::{Limits, count};
use crate::cli::trust;
use crate::cli::words::Words;
use clap::{Args, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(in crate::cli) struct Convert {
    /// Files, folders to search for .txt files and PDFs (hidden ones are passed over), patterns
    /// ('**/*.pdf'), @LIST for a file with one of these a line (at most 1,000,000 and 64 MB), - for such a list
    /// on standard input.
    /// A file named here is read whatever its extension
    #[arg(required = true, value_name = "INPUT")]
    pub(in crate::cli) inputs: Vec<PathBuf>,
    /// Folder for the JSON files; made when it is not there. A second run into it converts only what
    /// is new or has changed: manifest.jsonl there keeps what was done
    #[arg(short, long, value_name = "OUT")]
    pub(in crate::cli) output: PathBuf,
    /// Print only what went wrong
    #[arg(short, long)]
    pub(in crate::cli) quiet: bool,
    /// Print one JSON object with counts and problems, for programs
    #[arg(long)]
    pub(in crate::cli) json: bool,
    /// Documents to work on at the same time [default: one a processor]
    #[arg(short, long, value_name = "N", value_parser = count::<usize>)]
    pub(in crate::cli) jobs: Option<usize>,
    /// Password of the protected PDFs among them
    #[arg(long, value_name = "PASSWORD")]
    pub(in crate::cli) password: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) trust: trust::Trust,
    /// What to write beside the JSON files, into the folder `dataset`: tables of all documents there
    #[arg(short, long, value_enum, value_name = "FORMAT", value_delimiter = ',', default_value = "json")]
    pub(in crate::cli) format: Vec<DatasetFormat>,
    /// Convert everything again, also what is as before
    #[arg(long)]
    pub(in crate::cli) force: bool,
    #[command(flatten)]
    pub(in crate::cli) words: Words,
    #[command(flatten)]
    pub(in crate::cli) limits: Limits,
}

impl Convert {
    /// Whether anything is to be written beside the JSON files.
    pub(in crate::cli) fn has_dataset(&self) -> bool {
        self.format.iter().any(|format| *format != DatasetFormat::Json)
    }
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Worker {
    /// Most memory for a document, in bytes
    #[arg(long)]
    pub(in crate::cli) max_memory: u64,
    /// The process that started it
    #[arg(long)]
    pub(in crate::cli) master: u32,
    /// What it prints is shown on a terminal
    #[arg(long)]
    pub(in crate::cli) terminal: bool,
    /// The arguments of another command, to be done here
    #[arg(last = true)]
    pub(in crate::cli) command: Vec<OsString>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DatasetFormat {
    /// One JSON file a document: always written, the others are made of it
    Json,
    /// dataset/documents.ndjson: one document a line
    Ndjson,
    /// dataset/TABLE.csv: UTF-8 with a byte order mark, for spreadsheets
    Csv,
    /// dataset/TABLE.parquet: typed columns, for data frames
    Parquet,
    /// dataset/torikumi.sqlite: a database with views
    Sqlite,
}
