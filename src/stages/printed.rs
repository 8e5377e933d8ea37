//! Printed pages through the stages: the same lines, blocks and tables as from a text.

use super::{Read, ink};
use crate::page::grid::{Bar, Grid};
use crate::page::order::{self, InkLine};
use crate::page::transcript::{Laid, transcribe};
use crate::pdf::ink::InkPage;
use crate::rendition::Rendition;
use crate::source::{Refusal, Source};
use crate::{page, table};

/// A page with what was found on it.
struct LaidOut {
    lines: Vec<InkLine>,
    grids: Vec<Grid>,
    bars: Vec<Vec<Bar>>,
}

/// Reads a PDF up to its tables.
pub fn read(source: &Source, password: Option<&str>) -> Result<Read, Refusal> {
    let document = ink(source, password)?;
    let laid: Vec<LaidOut> = document.pages.iter().map(lay_out).collect();
    let pages: Vec<Laid<'_>> = document
        .pages
        .iter()
        .zip(&laid)
        .map(|(ink, laid)| Laid { ink, lines: &laid.lines, grids: &laid.grids, bars: &laid.bars })
        .collect();
    let (lines, origin) = transcribe(&pages);
    let count = u32::try_from(document.pages.len()).ok();
    let rendition = Rendition { lines, residue: Vec::new(), overlong: Vec::new(), pages: count };
    let blocks = page::compose(&rendition.lines);
    let tables = table::find(&blocks);
    Ok(Read { origin, rendition, blocks, tables, producer: document.info.producer })
}

fn lay_out(ink: &InkPage) -> LaidOut {
    let grids: Vec<Grid> = Vec::new();
    let lines = order::lines(ink);
    let bars = grids.iter().enumerate().map(|(at, grid)| table::bars::find(ink, at as u32, grid, &lines)).collect();
    LaidOut { lines, grids, bars }
}
