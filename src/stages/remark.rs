//! What is to be said about a document besides its text.

use std::collections::HashMap;
use std::fmt;

use crate::pdf::ink::InkPage;
use crate::pdf::{self, Pdf};
use crate::record::model::{Finding, Severity};
use crate::table::printed::{Sideways, TablePage, cut_sideways};

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
    /// What it is, in Japanese.
    pub message_ja: String,
}

/// Code of a finding on a document without characters.
const EMPTY: &str = "empty";

/// Code of a finding on text that nobody sees on the page.
const UNSEEN: &str = "T009";

/// Code of a finding on the reading of a PDF that has no other.
const READING: &str = "U006";

impl Remark {
    /// A warning of the reading of a PDF. Of what nobody sees nothing is lost.
    pub(super) fn warning((page, message): (Option<u32>, String)) -> Self {
        let (code, severity) = match pdf::doubt(&message) {
            pdf::Doubt::Unseen => (Some(UNSEEN), Severity::Notice),
            pdf::Doubt::Settled => (None, Severity::Notice),
            pdf::Doubt::Open => (None, Severity::Warning),
        };
        let message_ja = pdf::unseen_in_japanese(&message);
        let message_ja = message_ja.unwrap_or_else(|| format!("PDFの読み取りについて: {message}"));
        Self { page, code, severity, message, message_ja }
    }

    /// As a finding on these pages; it quotes nothing, as there is nothing to quote.
    fn finding(&self, pages: Vec<u32>) -> Finding {
        let list = pages.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
        let place = |before: &str, after: &str| {
            if list.is_empty() { String::new() } else { format!("{before}{list}{after}") }
        };
        Finding {
            code: self.code.unwrap_or(READING).to_owned(),
            severity: self.severity,
            message: place("page ", ": ") + &self.message,
            message_ja: place("", "ページ: ") + &self.message_ja,
            line: None,
            pages,
            source: Vec::new(),
            repair: None,
        }
    }

    /// What is to be said of a document without any character and without a picture that may hold some.
    pub(super) fn of_empty(characters: bool, scans: bool) -> Option<Self> {
        (!characters && !scans).then(|| Self {
            page: None,
            code: Some(EMPTY),
            severity: Severity::Warning,
            message: "no page has a character: it is empty, or its text is drawn as lines and fills".to_owned(),
            message_ja: "文字のあるページがない（空白、または文字が図形として描かれている）".to_owned(),
        })
    }

    /// What is to be said where the page is a scan.
    pub(super) fn of_scan(page: &InkPage) -> Option<Self> {
        let scan = page.scan()?;
        let severity = if scan.needs_ocr() { Severity::Warning } else { Severity::Notice };
        let (message, message_ja) = (scan.message(), scan.message_ja());
        Some(Self { page: Some(page.number), code: Some(scan.code()), severity, message, message_ja })
    }
}

impl Remark {
    /// Whether it tells text that nobody sees.
    pub(super) fn is_of_unseen(&self) -> bool {
        self.code == Some(UNSEEN)
    }

    /// What is to be said of a page's ink: that it is a scan, and what of its text nobody sees.
    pub(super) fn of_page(page: &InkPage) -> Vec<Self> {
        let unseen = page.unseen().into_iter().map(|(why, count)| {
            let (why, why_ja) = why.told();
            let severity = Severity::Notice;
            let message = format!("{count} characters {why} are in no record");
            let message_ja = format!("{why_ja}{count}文字はレコードに含めない");
            Self { page: Some(page.number), code: Some(UNSEEN), severity, message, message_ja }
        });
        unseen.chain(Self::of_scan(page)).collect()
    }
}

/// Code of a finding on a table that is cut sideways.
const SIDEWAYS: &str = "T023";

/// What is told of a page with more runs of text than are looked at.
const CROWDED: &str = "too many runs of text on one page: ruby and narrow columns were not looked for everywhere";

/// What is to be said of tables whose last columns stand on another page, and of pages that are too full.
pub(super) fn of_tables(pages: &[TablePage]) -> Vec<Remark> {
    let told = |cut: Sideways| {
        let from = cut.from;
        let message = format!(
            "a table seems to be cut sideways: columns of the table on page {from} stand here without the names of \
             their rows, and are read as a table of their own"
        );
        let message_ja = format!(
            "{from}ページの表の右側の列が、行の名称のないままこのページに分かれて印刷されているとみられる\
             （別の表として読み取った）"
        );
        let severity = Severity::Warning;
        Remark { page: Some(cut.to), code: Some(SIDEWAYS), severity, message, message_ja }
    };
    let crowded = pages.iter().filter(|page| page.crowded);
    let crowded = crowded.map(|page| Remark::warning((Some(page.number), CROWDED.to_owned())));
    cut_sideways(pages).into_iter().map(told).chain(crowded).collect()
}

/// All remarks on a PDF, first those of its reading, then whether it is empty, then those on its pages: what nobody
/// sees, and scans.
pub fn remarks(pdf: &Pdf) -> Vec<Remark> {
    let mut remarks: Vec<Remark> = pdf.warnings.iter().cloned().map(Remark::warning).collect();
    let scanned = pdf.pages.iter().any(|page| Remark::of_scan(page).is_some());
    remarks.extend(Remark::of_empty(pdf.pages.iter().any(InkPage::has_characters), scanned));
    remarks.extend(pdf.pages.iter().flat_map(Remark::of_page));
    remarks
}

/// The remarks as findings of a document: what is the same on several pages is said once.
pub(super) fn findings(remarks: &[Remark]) -> Vec<Finding> {
    let mut groups: Vec<(&Remark, Vec<u32>)> = Vec::new();
    let mut at: HashMap<(Option<&str>, &str), usize> = HashMap::new();
    for remark in remarks {
        let group = *at.entry((remark.code, &remark.message)).or_insert(groups.len());
        if group == groups.len() {
            groups.push((remark, Vec::new()));
        }
        if let Some((_, pages)) = groups.get_mut(group) {
            pages.extend(remark.page);
        }
    }
    groups.into_iter().map(|(remark, pages)| remark.finding(pages)).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_lists_the_pages_that_it_is_about() {
        let said = |page, message: &str| Remark::warning((page, message.to_owned()));
        let found = findings(&[said(Some(2), "damaged"), said(None, "cut short"), said(Some(5), "damaged")]);
        let told: Vec<_> = found.iter().map(|found| (found.message.as_str(), &found.pages[..])).collect();
        assert_eq!(told, [("page 2, 5: damaged", &[2, 5][..]), ("cut short", &[])]);
    }
}
