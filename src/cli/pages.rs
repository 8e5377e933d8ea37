//! Pages of a PDF that the arguments choose.

use super::Exit;
use super::guard::guarded;
use super::limits::Limits;
use super::outcome::number;
use super::show::or_tell;
use super::terminal::{printable, tell};
use std::path::Path;
use torikumi::Remark;
use torikumi::pdf::Pdf;
use torikumi::pdf::ink::InkPage;
use torikumi::record::model::Severity;
use torikumi::source::Source;

/// Reads the ink of a PDF, or tells why it cannot be read.
pub(super) fn open(file: &Path, source: &Source, password: Option<&str>, limits: &Limits) -> Result<Pdf, Exit> {
    let name = file.display().to_string();
    or_tell(&printable(&name), guarded(|| torikumi::ink_within(source, password, limits.max_pages)))
}

/// The pages of these numbers, all of them where none is asked for; a page that is not there is told.
pub(super) fn chosen<'a>(file: &Path, pdf: &'a Pdf, numbers: &[u32]) -> Result<Vec<&'a InkPage>, Exit> {
    if let Some(absent) = numbers.iter().find(|number| !pdf.pages.iter().any(|page| page.number == **number)) {
        let name = file.display().to_string();
        let pages = number(pdf.pages.len(), "page");
        tell(&format!(
            "error: {}: no page {absent}: the document has {pages}; choose another with --page",
            printable(&name)
        ));
        return Err(Exit::Nothing);
    }
    Ok(pdf.pages.iter().filter(|page| numbers.is_empty() || numbers.contains(&page.number)).collect())
}

/// Tells what is to be said about these pages and about the whole document.
pub(super) fn warn(file: &Path, pdf: &Pdf, pages: &[&InkPage]) -> Exit {
    let shown = |page: Option<u32>| page.is_none_or(|page| pages.iter().any(|shown| shown.number == page));
    let remarks: Vec<Remark> = torikumi::remarks(pdf).into_iter().filter(|remark| shown(remark.page)).collect();
    remark(&printable(&file.display().to_string()), &remarks)
}

/// Tells remarks one by one; warnings say that something was not read.
pub(super) fn remark(name: &str, remarks: &[Remark]) -> Exit {
    remarks.iter().for_each(|remark| tell(&format!("{name}: {}", printable(&remark.to_string()))));
    let warned = remarks.iter().any(|remark| remark.severity == Severity::Warning);
    if warned { Exit::Partial } else { Exit::Clean }
}
