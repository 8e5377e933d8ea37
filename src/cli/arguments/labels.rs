//! The arguments of `labels`.

use crate::cli::limits::Limits;
use crate::cli::words::Words;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(in crate::cli) struct Labels {
    /// The documents: PDFs or texts, folders to search for them, patterns ('**/*.pdf'), @LIST
    #[arg(required = true, value_name = "FILE")]
    pub(in crate::cli) files: Vec<PathBuf>,
    /// Print one JSON object, for programs
    #[arg(long)]
    pub(in crate::cli) json: bool,
    /// Password of the protected PDFs among them
    #[arg(long, value_name = "PASSWORD")]
    pub(in crate::cli) password: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) words: Words,
    #[command(flatten)]
    pub(in crate::cli) limits: Limits,
    /// The document that a worker is to open
    #[arg(long, hide = true)]
    pub(in crate::cli) one: Option<PathBuf>,
}
