//! What is to be said about a document besides its text.

use std::fmt;

use crate::pdf::Pdf;
use crate::pdf::ink::InkPage;
use crate::record::model::Severity;

/// Something that a careful reader would want to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The page that it is about, from 1.
    pub page: Option<u32>,
    /// Its code, for programs: `needs_ocr` and so on. Not all have one.
    pub code: Option<&'static str>,
    /// How much it weighs; of a warning something was not read.
    pub severity: Severity,
    /// What it is, in English.
    pub message: String,
}

impl Remark {
    /// A warning of the reading of a PDF.
    pub(super) fn warning((page, message): (Option<u32>, String)) -> Self {
        Self { page, code: None, severity: Severity::Warning, message }
    }

    /// What is to be said where the page is a scan.
    pub(super) fn of_scan(page: &InkPage) -> Option<Self> {
        let scan = page.scan()?;
        let severity = if scan.needs_ocr() { Severity::Warning } else { Severity::Notice };
        Some(Self { page: Some(page.number), code: Some(scan.code()), severity, message: scan.message() })
    }
}

/// All remarks on a PDF, first those of its reading, then those on its scanned pages.
pub fn remarks(pdf: &Pdf) -> Vec<Remark> {
    let warnings = pdf.warnings.iter().cloned().map(Remark::warning);
    warnings.chain(pdf.pages.iter().filter_map(Remark::of_scan)).collect()
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(page) = self.page {
            write!(f, "page {page}: ")?;
        }
        if let Some(code) = self.code {
            write!(f, "{code}: ")?;
        }
        f.write_str(&self.message)
    }
}
