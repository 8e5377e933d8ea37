//! **torikumi** (取組, "initiative") reads the strategy documents of Japanese local governments and
//! writes initiative, target and result records, each value with the place where it was printed.
//!
//! # Architecture
//!
//! Data flows one way, and the order of the modules is the order in which it flows. A module may
//! use what stands above it in this list, never below; `tests/tidy.rs` reads the `use` lines and
//! holds us to it.
//!
//! ```text
//! lexicon     what a Japanese reader knows, as data (the files of `lexicon/`)
//! text        Japanese text for all stages: normalization with the way back, marks, figures, periods
//! geometry    points, from the page's top left, y down
//! repairs     the repairs that are made to damaged text and tables, by name
//! source   0  a name and bytes; what kind of file; text encodings
//! pdf      1  read:      PDF bytes -> pages of ink; the only place that names lopdf
//! rendition 1 read:      text poured from a document -> lines that know their bytes
//! page     2  compose:   ink -> lines in reading order; lines -> headings, items, paragraphs, rows, furniture
//! table    3  find:      ink -> grids by rulings, shades or alignment, filled with their lines, put together over
//!                        pages, with the bars of roadmaps; rows -> tables with merged cells and headers
//! record   4  interpret: tables, forms, slides, prose -> initiatives, targets, results
//! check    5  check:     findings, assessments, the ledger of characters
//! emit     6  emit:      JSON, its schema, validation; what the contract refuses is left out and told
//! batch    7  many documents: plan, worker processes, manifest, resume
//! cli         arguments to library to exit code; the only terminal I/O
//! ```
//!
//! Inside of `record`: a table becomes a region of squares (`reading::region`); what its labels can mean, what its
//! values look like and what stands beside them are weighed (`reading::senses`, `reading::weigh`), and the weightiest way
//! to read it is taken, or none; sheets are cut into labels with values (`reading::card`), headings with what stands below
//! them are stanzas (`reading::stanza`). What was chosen becomes records in one assembly (`make`). The older shapes
//! (`form`, `slides`, `tables`, `labelled`, `headed`, `prose`) read what is left.
//!
//! `lexicon` and `text` lean on one another: a mark's rank is data, and data names the rank.
//!
//! ```text
//! Source -read-> Lines -compose-> Blocks -find-> Tables -interpret-> Records -check-> Document -emit-> JSON
//!     PDF -read-> Ink -find-> Grids and lines -transcribe-> the same Lines
//! ```
//!
//! One interpreter, two readers: printed pages are written down in reading order, tables cell by cell, as the lines
//! that a text file gives (`table::printed::transcript`). A place in that transcript stands for a glyph on a page as a
//! byte stands for a character of a text file; `rendition::Origin` is the one place that turns it into a quote, a page
//! and a box.
//!
//! # What holds everywhere
//!
//! - Every value knows where it was printed: bytes of a text file, or page and box of a PDF; never a place in
//!   normalized text.
//! - Nothing in the output that is not in the source, nothing in the source that is not accounted
//!   for: the ledger counts every character once.
//! - Absent is absent: never 0, never an empty string, never a guess. What of a figure or a date was not understood is
//!   told at its place, and one bad value never costs a document.
//! - Stages are functions of data. One thread and sixteen give the same bytes.
//! - Knowledge is data. What a teacher of Japanese could correct belongs into `lexicon/`.
//! - No document is special-cased.

pub mod batch;
pub mod check;
pub mod emit;
pub mod geometry;
pub mod lexicon;
pub mod page;
pub mod pdf;
pub mod record;
pub mod rendition;
pub mod repairs;
pub mod source;
pub mod table;
pub mod text;

mod stages;

pub use stages::{
    Options, Remark, Stage, TextLine, TextPage, Unexplained, UnknownLabel, Written, convert, convert_with, explain,
    explain_table, ink, ink_within, labels, painted, remarks, show, tables, tables_within, text, text_within, written,
};
