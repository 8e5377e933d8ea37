//! The command line: arguments in, library, exit status out. One file a command.
//!
//! The only part that reads arguments or writes to the terminal. Standard output carries what was
//! asked for, standard error how the work goes.

mod convert;
mod draw;
mod explain;
mod guard;
mod interrupt;
mod memory;
mod outcome;
mod pages;
mod progress;
mod report;
mod schema;
mod show;
mod tables;
mod terminal;
mod text;
mod trust;
mod validate;
mod verify;
mod worker;

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;
use terminal::Out;

/// Reads the strategy documents of Japanese local governments and writes initiatives, targets and
/// results as validated JSON.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, after_help = EXIT_STATUS)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXIT_STATUS: &str = "\
Exit status:
  0  everything was read and understood
  1  something was not understood or could not be read; it is named, with file and line
  2  the arguments are wrong, or nothing could be read
  130  stopped by Ctrl-C; what was done is kept";

#[derive(Debug, Subcommand)]
enum Command {
    /// Convert documents to JSON, one file a document
    #[command(after_help = EXIT_STATUS)]
    Convert(Convert),
    /// Check JSON files against the schema and the rules that a schema cannot state
    #[command(after_help = EXIT_STATUS)]
    Validate(Validate),
    /// Hold a JSON file against its source, opened anew: every quote, figure and character
    #[command(after_help = EXIT_STATUS)]
    Verify(Verify),
    /// Print the JSON Schema (draft 2020-12) of the output
    Schema,
    /// Print what one stage makes of a document, to see where a record went wrong
    #[command(after_help = EXIT_STATUS)]
    Show(Show),
    /// Print why a record is as it is: cells, words of the lexicon, rules
    #[command(after_help = EXIT_STATUS)]
    Explain(Explain),
    /// Print the text of a document in reading order, a form feed between pages
    #[command(after_help = EXIT_STATUS)]
    Text(Text),
    /// Draw the pages of a PDF with everything that was found in them, as SVG
    #[command(after_help = EXIT_STATUS)]
    Draw(Draw),
    /// Print the tables of a PDF
    #[command(after_help = EXIT_STATUS)]
    Tables(Tables),
    /// Read documents for `convert`
    #[command(hide = true)]
    Worker(Worker),
}

#[derive(Debug, Args)]
struct Convert {
    /// Files, folders to search for .txt files and PDFs (hidden ones are passed over), patterns
    /// ('**/*.pdf'), @LIST for a file with one of these a line, - for such a list on standard input.
    /// A file named here is read whatever its extension
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Folder for the JSON files; made when it is not there. A second run into it converts only what
    /// is new or has changed: manifest.jsonl there keeps what was done
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,
    /// Print only what went wrong
    #[arg(short, long)]
    quiet: bool,
    /// Print one JSON object with counts and problems, for programs
    #[arg(long)]
    json: bool,
    /// Documents to work on at the same time [default: one a processor]
    #[arg(short, long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    #[command(flatten)]
    trust: trust::Trust,
    /// What to write beside the JSON files, into the folder `dataset`: tables of all documents there
    #[arg(short, long, value_enum, value_name = "FORMAT", value_delimiter = ',', default_value = "json")]
    format: Vec<DatasetFormat>,
    /// Convert everything again, also what is as before
    #[arg(long)]
    force: bool,
    /// Most pages of a document; one with more is refused
    #[arg(long, value_name = "N", default_value_t = 5_000)]
    max_pages: u32,
    /// Most seconds for a document; one that takes longer is refused
    #[arg(long, value_name = "SECONDS", default_value = "300", value_parser = seconds)]
    timeout: Duration,
    /// Most memory for a document, in bytes or with K, M or G; one that takes more is refused
    #[arg(long, value_name = "SIZE", default_value = "4G", value_parser = memory::size)]
    max_memory: u64,
}

/// Seconds, more than none.
fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|error| format!("{error}: write a number of seconds"))?;
    let time = Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())?;
    if time.is_zero() { Err("no time at all".to_owned()) } else { Ok(time) }
}

#[derive(Debug, Args)]
struct Worker {
    /// Most memory for a document, in bytes
    #[arg(long)]
    max_memory: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DatasetFormat {
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

#[derive(Debug, Args)]
struct Validate {
    /// JSON files that `torikumi convert` wrote, or that should look like them
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Folder of the source texts: every quote is held against its place there.
    /// Without it a source that lies beside its JSON file is taken
    #[arg(long, value_name = "DIR")]
    source: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Verify {
    /// A JSON file that `torikumi convert` wrote
    #[arg(value_name = "JSON")]
    file: PathBuf,
    /// The document that it was made from: a PDF or a text
    #[arg(value_name = "SOURCE")]
    source: PathBuf,
    /// Password of a protected PDF
    #[arg(long, value_name = "PASSWORD")]
    password: Option<String>,
}

#[derive(Debug, Args)]
struct Show {
    /// The document
    file: PathBuf,
    /// The stage to look at
    #[arg(short, long)]
    stage: Stage,
    /// How to print it, for the stages of a PDF
    #[arg(short, long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Pages of a PDF to show, from 1 [default: all]
    #[arg(short, long, value_name = "N", value_delimiter = ',')]
    page: Vec<u32>,
    /// Password of a protected PDF
    #[arg(long, value_name = "PASSWORD")]
    password: Option<String>,
}

#[derive(Debug, Args)]
struct Explain {
    /// The document: a PDF or a text
    file: PathBuf,
    /// The identifier of an initiative, a target or a result, as `convert` writes it
    #[arg(short, long, value_name = "ID")]
    record: String,
    /// Print one JSON object, for programs
    #[arg(long)]
    json: bool,
    /// Password of a protected PDF
    #[arg(long, value_name = "PASSWORD")]
    password: Option<String>,
}

#[derive(Debug, Args)]
struct Text {
    /// The document: a PDF or a text
    file: PathBuf,
    /// How to print it
    #[arg(short, long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Password of a protected PDF
    #[arg(long, value_name = "PASSWORD")]
    password: Option<String>,
}

#[derive(Debug, Args)]
struct Draw {
    /// The PDF
    file: PathBuf,
    /// Pages to draw, from 1 [default: all]
    #[arg(short, long, value_name = "N", value_delimiter = ',')]
    page: Vec<u32>,
    /// The file for one page, a folder for several (page-001.svg and so on), or - for standard output
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,
    /// What to draw
    #[arg(long, value_enum, value_delimiter = ',', default_value = "fills,pictures,glyphs,rulings,lines,tables")]
    layers: Vec<Layer>,
    /// A picture of the page (PNG or JPEG) to lay below
    #[arg(long, value_name = "PICTURE")]
    background: Option<PathBuf>,
    /// Password of a protected PDF
    #[arg(long, value_name = "PASSWORD")]
    password: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Layer {
    /// Filled boxes
    Fills,
    /// Pictures' frames
    Pictures,
    /// Characters and their boxes
    Glyphs,
    /// Straight lines
    Rulings,
    /// Lines of text in reading order, numbered
    Lines,
    /// Tables with their cells
    Tables,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The characters alone
    Text,
    /// Pages and lines with their boxes, in points from the page's top left
    Json,
}

#[derive(Debug, Args)]
struct Tables {
    /// The document: a PDF
    file: PathBuf,
    /// How to print them; all but JSON put the parts of a table on several pages together
    #[arg(short, long, value_enum, default_value_t = TableFormat::Markdown)]
    format: TableFormat,
    /// Print one table only, counted from 1 over the document
    #[arg(long, value_name = "N")]
    table: Option<usize>,
    /// Password of a protected PDF
    #[arg(long, value_name = "PASSWORD")]
    password: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TableFormat {
    /// Pages with their text, and tables with the boxes of their cells, in points from the page's top left
    Json,
    /// One table after the other, a blank line between; merged cells stand where they begin
    Csv,
    /// Tables as Markdown, merged cells where they begin
    Markdown,
    /// Tables as HTML with their merged cells
    Html,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Stage {
    /// What a PDF says of itself: title, dates, outline, page labels
    Info,
    /// Glyphs, rulings, filled boxes and pictures of a PDF
    Ink,
    /// Lines as printed; of a PDF in reading order
    Lines,
    /// Headings, bullets, paragraphs and furniture in reading order
    Blocks,
    /// Tables as grids of cells
    Tables,
    /// Initiatives, targets and results
    Records,
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    /// All is well.
    Clean = 0,
    /// Something was not understood or could not be read.
    Partial = 1,
    /// Wrong usage, or nothing could be read.
    Nothing = 2,
    /// Stopped by a signal before the end.
    Stopped = 130,
}

/// Runs the command that the arguments name.
pub(crate) fn run() -> ExitCode {
    let arguments = Arguments::parse();
    guard::install();
    let mut out = Out::new();
    let exit = match &arguments.command {
        Command::Convert(arguments) => {
            interrupt::install();
            convert::run(arguments, &mut out)
        }
        Command::Validate(arguments) => validate::run(arguments, &mut out),
        Command::Verify(arguments) => verify::run(arguments, &mut out),
        Command::Schema => schema::run(&mut out),
        Command::Show(arguments) => show::run(arguments, &mut out),
        Command::Explain(arguments) => explain::run(arguments, &mut out),
        Command::Text(arguments) => text::run(arguments, &mut out),
        Command::Draw(arguments) => draw::run(arguments, &mut out),
        Command::Tables(arguments) => tables::run(arguments, &mut out),
        Command::Worker(arguments) => worker::run(arguments),
    };
    ExitCode::from(out.finish(exit) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_well_formed() {
        Arguments::command().debug_assert();
    }
}
