//! What can be asked for on the command line, command by command.

mod convert;
mod labels;

use super::limits::{Bounds, Limits, count};
use super::words::Words;
use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
pub(super) use convert::{Convert, DatasetFormat, Worker};
pub(super) use labels::Labels;
use std::path::{Path, PathBuf};

/// Reads the strategy documents of Japanese local governments and writes initiatives, targets and
/// results as validated JSON.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, after_help = EXIT_STATUS)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

pub(super) const EXIT_STATUS: &str = "\
Exit status:
  0  everything was read and understood
  1  something was not understood or could not be read, or a document gave no record; it is named,
     with file and line, or page
  2  the arguments are wrong, or nothing could be read
  130  stopped by Ctrl-C; what was done is kept";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
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
    ///
    /// Characters that could steer a terminal or turn the direction of writing are printed as signs: \u{1b}. JSON has
    /// its own escapes for them and says the same.
    #[command(after_help = EXIT_STATUS)]
    Show(Show),
    /// Print why a record is as it is, or how a table was read: cells, words of the lexicon, weights, rules
    #[command(after_help = EXIT_STATUS)]
    Explain(Explain),
    /// Print the labels of documents that are not known, as lines for a lexicon
    ///
    /// Each with how often and where it was seen, what stands under it, and the role that its values lean to. What is
    /// printed is a file for --lexicon: look each line through, and take away what is wrong.
    #[command(after_help = EXIT_STATUS)]
    Labels(Labels),
    /// Print the text of a document in reading order, a form feed between pages
    ///
    /// Control characters but TAB and the ends of lines are printed as signs (\u{1b}): no document steers a terminal.
    /// Characters that only turn the direction of writing are printed as signs on a terminal, and stay as they are where
    /// the text goes into a file or another program. JSON has its own escapes for both and says the same.
    #[command(after_help = EXIT_STATUS)]
    Text(Text),
    /// Draw the pages of a PDF with everything that was found in them, as SVG
    #[command(after_help = EXIT_STATUS)]
    Draw(Draw),
    /// Print the tables of a PDF
    ///
    /// Cells are text and no more: what a spreadsheet could take for a formula (= + - @, TAB or CR at the beginning, their
    /// wide forms) has an apostrophe before it in CSV, and so has a text that begins with an apostrophe: whoever takes one
    /// away has every text as it was. Markdown and HTML are escaped. What could steer a terminal is printed as by `text`.
    #[command(after_help = EXIT_STATUS)]
    Tables(Tables),
    /// Read documents for `convert`
    #[command(hide = true)]
    Worker(Worker),
}

impl Command {
    /// The document that a command opens, and what that may cost; none for a command that opens none, or sees to that
    /// itself.
    pub(super) fn opens(&self) -> Option<(&Path, &Bounds)> {
        match self {
            Self::Verify(Verify { source: file, limits, .. })
            | Self::Show(Show { file, limits, .. })
            | Self::Explain(Explain { file, limits, .. })
            | Self::Text(Text { file, limits, .. })
            | Self::Draw(Draw { file, limits, .. })
            | Self::Tables(Tables { file, limits, .. }) => Some((file, &limits.bounds)),
            Self::Convert(_) | Self::Labels(_) | Self::Validate(_) | Self::Schema | Self::Worker(_) => None,
        }
    }
}

impl Draw {
    /// The folder in which drawings are written.
    pub(super) fn folder(&self) -> &Path {
        let output = self.output.as_path();
        if output.is_dir() { output } else { output.parent().unwrap_or(output) }
    }
}

#[derive(Debug, Args)]
pub(super) struct Validate {
    /// JSON files that `torikumi convert` wrote, or that should look like them
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Folder of the source texts: every quote is held against its place there.
    /// Without it a source that lies beside its JSON file is taken
    #[arg(long, value_name = "DIR")]
    pub(super) source: Option<PathBuf>,
    #[command(flatten)]
    pub(super) bounds: Bounds,
}

#[derive(Debug, Args)]
pub(super) struct Verify {
    /// A JSON file that `torikumi convert` wrote
    #[arg(value_name = "JSON")]
    pub(super) file: PathBuf,
    /// The document that it was made from: a PDF or a text
    #[arg(value_name = "SOURCE")]
    pub(super) source: PathBuf,
    /// Password of a protected PDF
    #[arg(long, value_name = "PASSWORD")]
    pub(super) password: Option<String>,
    #[command(flatten)]
    pub(super) limits: Limits,
}

#[derive(Debug, Args)]
pub(super) struct Show {
    /// The document
    pub(super) file: PathBuf,
    /// The stage to look at
    #[arg(short, long)]
    pub(super) stage: Stage,
    /// How to print it, for the stages of a PDF
    #[arg(short, long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    /// Pages of a PDF to show, from 1 [default: all]
    #[arg(short, long, value_name = "N", value_delimiter = ',', value_parser = count::<u32>)]
    pub(super) page: Vec<u32>,
    /// Password of a protected PDF
    #[arg(long, value_name = "PASSWORD")]
    pub(super) password: Option<String>,
    #[command(flatten)]
    pub(super) words: Words,
    #[command(flatten)]
    pub(super) limits: Limits,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The document: a PDF or a text
    pub(super) file: PathBuf,
    /// The identifier of an initiative, a target or a result, as `convert` writes it
    #[arg(
        short,
        long,
        value_name = "ID",
        value_parser = NonEmptyStringValueParser::new(),
        required_unless_present = "table",
        conflicts_with = "table"
    )]
    pub(super) record: Option<String>,
    /// A table, counted from 1 over the document: the ways to read it, with what speaks for each and what was missing
    #[arg(long, value_name = "N")]
    pub(super) table: Option<u32>,
    /// Print one JSON object, for programs
    #[arg(long)]
    pub(super) json: bool,
    /// Password of a protected PDF
    #[arg(long, value_name = "PASSWORD")]
    pub(super) password: Option<String>,
    #[command(flatten)]
    pub(super) words: Words,
    #[command(flatten)]
    pub(super) limits: Limits,
}

#[derive(Debug, Args)]
pub(super) struct Text {
    /// The document: a PDF or a text
    pub(super) file: PathBuf,
    /// How to print it
    #[arg(short, long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    /// Password of a protected PDF
    #[arg(long, value_name = "PASSWORD")]
    pub(super) password: Option<String>,
    #[command(flatten)]
    pub(super) limits: Limits,
}

#[derive(Debug, Args)]
pub(super) struct Draw {
    /// The PDF
    pub(super) file: PathBuf,
    /// Pages to draw, from 1 [default: all]
    #[arg(short, long, value_name = "N", value_delimiter = ',', value_parser = count::<u32>)]
    pub(super) page: Vec<u32>,
    /// The file for one page, a folder for several (page-001.svg and so on), or - for standard output
    #[arg(short, long, value_name = "OUT")]
    pub(super) output: PathBuf,
    /// What to draw
    #[arg(long, value_enum, value_delimiter = ',', default_value = "fills,pictures,glyphs,rulings,edges,lines,tables")]
    pub(super) layers: Vec<Layer>,
    /// A picture of the page (PNG or JPEG) to lay below
    #[arg(long, value_name = "PICTURE")]
    pub(super) background: Option<PathBuf>,
    /// Password of a protected PDF
    #[arg(long, value_name = "PASSWORD")]
    pub(super) password: Option<String>,
    #[command(flatten)]
    pub(super) words: Words,
    #[command(flatten)]
    pub(super) limits: Limits,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Layer {
    /// Filled boxes
    Fills,
    /// Pictures' frames
    Pictures,
    /// Characters and their boxes
    Glyphs,
    /// Straight lines
    Rulings,
    /// The lines that grids are made of, and their crossings
    Edges,
    /// Lines of text in reading order, numbered
    Lines,
    /// Tables with their cells
    Tables,
    /// Labels and values in the colours of the roles in which they are read; dashed where they are nearly read
    Readings,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// The characters alone
    Text,
    /// Pages and lines with their boxes, in points from the page's top left
    Json,
}

#[derive(Debug, Args)]
pub(super) struct Tables {
    /// The document: a PDF
    pub(super) file: PathBuf,
    /// How to print them; all but JSON put the parts of a table on several pages together
    #[arg(short, long, value_enum, default_value_t = TableFormat::Markdown)]
    pub(super) format: TableFormat,
    /// Print one table only, counted from 1 over the document
    #[arg(long, value_name = "N", value_parser = count::<usize>)]
    pub(super) table: Option<usize>,
    /// Password of a protected PDF
    #[arg(long, value_name = "PASSWORD")]
    pub(super) password: Option<String>,
    /// Do without the tag tree of a tagged PDF. Tables are found by ink alone, so this changes nothing today
    #[arg(long)]
    pub(super) no_tags: bool,
    #[command(flatten)]
    pub(super) limits: Limits,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TableFormat {
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
pub(super) enum Stage {
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
    /// How each table may be read, with what speaks for it
    Readings,
    /// Initiatives, targets and results
    Records,
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
