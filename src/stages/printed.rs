//! Printed pages through the stages: the same lines, blocks and tables as from a text.

use super::{Options, Read, Remark, ink, remark, remarks};
use crate::page;
use crate::page::grid::Bar;
use crate::page::running;
use crate::rendition::Rendition;
use crate::repairs::Rule;
use crate::source::{Refusal, Source};
use crate::table::printed::transcript::{Laid, transcribe};
use crate::table::printed::{self, TablePage};
use crate::table::{self, bars};
use rayon::prelude::*;

/// The pages of a PDF with their lines and tables, and what is to be said about it.
///
/// # Errors
/// A source that is no PDF, or that cannot be opened, is refused with the reason.
pub fn tables(source: &Source, password: Option<&str>) -> Result<(Vec<TablePage>, Vec<Remark>), Refusal> {
    tables_within(source, password, u32::MAX)
}

/// As [`tables`], of a PDF that may have `most` pages.
///
/// # Errors
/// As [`tables`], and where there are more pages.
pub fn tables_within(
    source: &Source,
    password: Option<&str>,
    most: u32,
) -> Result<(Vec<TablePage>, Vec<Remark>), Refusal> {
    let document = ink::ink_within(source, password, most)?;
    let pages = printed::find(&document.pages);
    let remarks = remarks(&document).into_iter().chain(remark::of_tables(&pages)).collect();
    Ok((pages, remarks))
}

/// Reads a PDF up to its tables.
pub fn read(source: &Source, options: &Options) -> Result<Read, Refusal> {
    let document = ink::ink_within(source, options.password.as_deref(), options.max_pages)?;
    let pages = printed::turned(&document.pages);
    let bars: Vec<Vec<Vec<Bar>>> =
        document.pages.par_iter().zip(&pages).map(|(ink, page)| bars::of_page(&page.turn.page(ink), page)).collect();
    // Running heads and page numbers stand at the edges of the sheet, however its body is turned.
    let displayed: Vec<_> = pages.iter().map(|page| page.turn.displayed_lines(&page.lines)).collect();
    let lined = document.pages.iter().zip(&displayed).map(|(ink, lines)| running::Page { ink, lines });
    let roles = running::running(&lined.collect::<Vec<_>>());
    let laid = document.pages.iter().zip(&pages).zip(bars.iter().zip(&roles));
    let laid: Vec<Laid<'_>> = laid.map(|((ink, page), (bars, roles))| Laid { ink, page, bars, roles }).collect();
    let (lines, origin) = transcribe(&laid, options.repairs.makes(Rule::Radicals));
    let count = u32::try_from(document.pages.len()).ok();
    let rendition = Rendition { lines, residue: Vec::new(), overlong: Vec::new(), pages: count };
    let blocks = page::compose(&rendition.lines);
    let tables = table::find(&blocks, &options.repairs);
    let remarks = remarks(&document).into_iter().chain(remark::of_tables(&pages)).collect();
    Ok(Read { origin, rendition, blocks, tables, producer: document.info.producer, remarks })
}
