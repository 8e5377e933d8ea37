//! The stages in their order, as one paragraph of calls.

mod explain;
mod ink;
mod labels;
mod printed;
mod remark;
mod text;
mod written;

pub use explain::{Unexplained, explain, explain_table, painted};
pub use ink::{ink, ink_within};
pub use labels::{UnknownLabel, labels};
pub use printed::{tables, tables_within};
pub use remark::{Remark, remarks};
pub use text::{TextLine, TextPage, text, text_within};
pub use written::{Written, written};

use crate::check;
use crate::lexicon::Lexicon;
use crate::page::{self, Block};
use crate::record::model::{Document, FileInfo, SCHEMA_VERSION, Unread};
use crate::record::{self, about};
use crate::rendition::{self, Origin, Rendition};
use crate::repairs::Repairs;
use crate::source::{self, Kind, Refusal, Source};
use crate::table::{self, Table};
use crate::text::Span;

/// A stage whose outcome can be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The lines as read.
    Lines,
    /// Headings, items, paragraphs, rows.
    Blocks,
    /// Tables with their repairs.
    Tables,
    /// How each table may be read, with what speaks for it.
    Readings,
    /// The records.
    Records,
}

/// Everything that the reading stages made of a source.
struct Read {
    origin: Origin,
    rendition: Rendition,
    blocks: Vec<Block>,
    tables: Vec<Table>,
    /// The program that made the file, where the file says so.
    producer: Option<String>,
    /// What is to be said about the file.
    remarks: Vec<Remark>,
}

/// How a source is converted.
#[derive(Debug, Clone)]
pub struct Options {
    /// The repairs that are made.
    pub repairs: Repairs,
    /// Pages that the source may have.
    pub max_pages: u32,
    /// Password of a protected PDF.
    pub password: Option<String>,
    /// What labels can mean: the lexicon of the program, and what the user adds.
    pub lexicon: Lexicon,
}

/// All repairs, any number of pages, no password, no labels of the user's.
impl Default for Options {
    fn default() -> Self {
        Self { repairs: Repairs::default(), max_pages: u32::MAX, password: None, lexicon: Lexicon::default() }
    }
}

/// Converts a source into records.
///
/// # Errors
/// A source that is no text, is empty, or cannot be decoded is refused with what was expected,
/// what was found, where, and what to try.
pub fn convert(source: &Source) -> Result<Document, Refusal> {
    convert_with(source, &Options::default())
}

/// Converts a source into records as the options say.
///
/// This is what was read; [`written`] also holds it against the contract and leaves out what breaks it.
///
/// # Errors
/// As [`convert`], and where the source has more pages than it may, or a password that is not the given one.
pub fn convert_with(source: &Source, options: &Options) -> Result<Document, Refusal> {
    Ok(interpret(source, options, &read_with(source, options)?).0)
}

/// The document that was read, and the stretches of it that are furniture.
fn interpret(source: &Source, options: &Options, read: &Read) -> (Document, Vec<Span>) {
    let about = about::read(&read.blocks, &read.origin, file_info(source, read));
    let mut records = record::interpret(&read.blocks, &read.tables, &read.origin, &about, &options.lexicon);
    check::lost_bars(&read.blocks, &read.origin, &mut records);
    check::short_rows(&read.blocks, &read.tables, &read.origin, &mut records);
    let ledger = check::account(&read.origin, &about, &records, &read.rendition.residue);
    let sheets =
        check::Sheets { about: &about, blocks: &read.blocks, rendition: &read.rendition, origin: &read.origin };
    let plan_tables = check::unseen_tables(&read.tables, &read.origin, &ledger, &mut records);
    let planning_words = check::tell_unread(sheets, plan_tables, &ledger, &mut records);
    let case = check::Case { about: &about, records: &records, tables: &read.tables, origin: &read.origin };
    let found = [check::repairs(case, &read.rendition.residue, &options.repairs), check::reconcile(case)].concat();
    let (figures, left) = check::figures_left(case, &ledger);
    records.findings.extend(found);
    records.findings.extend(left);
    records.findings.extend(remark::findings(&read.remarks));
    records.findings.sort_by_key(|finding| finding.line);
    check::cells_of_quotes(&mut records.findings, &read.tables);
    if source.kind() == Kind::Pdf {
        check::pages_alone(&mut records.findings);
    }
    let assessments = check::assess(&records, about.period.as_ref());
    let document = Document {
        schema: SCHEMA_VERSION.to_owned(),
        document: about,
        initiatives: records.initiatives,
        targets: records.targets,
        results: records.results,
        assessments,
        findings: records.findings,
        glossary: records.glossary,
        outline: records.outline,
        coverage: ledger.coverage,
        coverage_by_page: ledger.pages,
        in_records: ledger.in_records,
        unread: Unread { figures, plan_tables, planning_words },
    };
    (document, records.furniture)
}

/// What a stage made of a source, in words.
///
/// # Errors
/// As [`convert_with`].
pub fn show(source: &Source, stage: Stage, options: &Options) -> Result<String, Refusal> {
    let read = read_with(source, options)?;
    Ok(match stage {
        Stage::Lines => read
            .rendition
            .lines
            .iter()
            .map(|line| format!("{:>5} {:>2} {}\n", line.number, line.blank_above, line.text.as_str()))
            .collect(),
        Stage::Blocks => read.blocks.iter().map(drawn).collect(),
        Stage::Tables => read.tables.iter().map(Table::drawn).collect(),
        Stage::Readings => {
            let about = about::read(&read.blocks, &read.origin, file_info(source, &read));
            record::readings(&read.blocks, &read.tables, &about, &options.lexicon)
        }
        Stage::Records => crate::emit::json::pretty(&convert_with(source, options)?).map_err(no_json)?,
    })
}

/// A figure without a JSON form would be a fault of the stage that made it.
fn no_json(error: serde_json::Error) -> Refusal {
    Refusal {
        code: "internal",
        message: format!("the records have no JSON form: {error}"),
        hint: "please report the file as a fault of this program".to_owned(),
        offset: None,
        line: None,
    }
}

fn read_with(source: &Source, options: &Options) -> Result<Read, Refusal> {
    if source.kind() == Kind::Pdf {
        return printed::read(source, options);
    }
    if let Some(refusal) = source.misnamed() {
        return Err(refusal);
    }
    let decoded = source::decode(&source.bytes)?;
    let rendition = rendition::read(&decoded, &options.repairs);
    let blocks = page::compose(&rendition.lines);
    let tables = table::find(&blocks, &options.repairs);
    Ok(Read { origin: Origin::new(decoded), rendition, blocks, tables, producer: None, remarks: Vec::new() })
}

fn drawn(block: &Block) -> String {
    let mark = block.mark.as_ref().map_or("", |mark| mark.sign.as_str());
    let gap = if block.gap > 0 { "+" } else { " " };
    format!("{:>5}{gap} {:<11} {:>3} {}\n", block.line, format!("{:?}", block.kind), mark, block.text.as_str())
}

fn file_info(source: &Source, read: &Read) -> FileInfo {
    FileInfo {
        file: source.name.clone(),
        sha256: source.sha256(),
        bytes: source.bytes.len() as u64,
        media_type: match source.kind() {
            Kind::Pdf => "application/pdf".to_owned(),
            _ => format!("text/plain; charset={}", read.origin.decoded().encoding),
        },
        pages: read.rendition.pages,
        producer: read.producer.clone(),
    }
}
