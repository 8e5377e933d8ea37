//! Why a PDF could not be read at all.

use std::fmt;

/// A document that gives no pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfError {
    /// "damaged", "password", "no_pages", "not_pdf", "too_deep", "too_much" or "too_many_pages".
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What the user can do about it.
    pub hint: String,
}

impl PdfError {
    /// Nothing in the file can be used.
    pub fn damaged(why: &str) -> Self {
        Self::new("damaged", format!("the PDF is damaged: {why}"), "open it in a viewer and save it anew")
    }

    /// A password is missing, or the one given is wrong.
    pub fn password(given: bool) -> Self {
        let message = if given { "the password does not open the PDF" } else { "the PDF is protected by a password" };
        Self::new("password", message.to_owned(), "give the document's password with --password")
    }

    /// The file is sound, but it has no pages.
    pub fn no_pages() -> Self {
        Self::new("no_pages", "the PDF has no pages".to_owned(), "look whether the file was saved completely")
    }

    /// The file is something else.
    pub fn not_pdf() -> Self {
        Self::new(
            "not_pdf",
            "the file is not a PDF: no %PDF- header and no objects".to_owned(),
            "check the file's kind",
        )
    }

    /// Objects are nested beyond every use.
    pub fn too_deep() -> Self {
        Self::new(
            "too_deep",
            "the PDF nests its objects too deeply".to_owned(),
            "the file was made to do harm; leave it",
        )
    }

    /// Its streams unpack to more than any honest file's.
    pub fn too_much() -> Self {
        Self::new(
            "too_much",
            "the PDF unpacks to many times more than any document has".to_owned(),
            "the file was made to do harm; leave it",
        )
    }

    /// The same, with what is wrong with the file's end as the cause.
    pub fn because(self, fault: &str) -> Self {
        let (what, hint) = fault.split_once(": ").unwrap_or((fault, &self.hint));
        Self { message: format!("{}; {what}", self.message), hint: hint.to_owned(), ..self }
    }

    /// The file has more pages than it may.
    pub fn too_many_pages(found: usize, most: u32) -> Self {
        Self::new(
            "too_many_pages",
            format!("the PDF has {found} pages, {most} are the most"),
            "allow more with --max-pages, or split the file",
        )
    }

    fn new(code: &'static str, message: String, hint: &str) -> Self {
        Self { code, message, hint: hint.to_owned() }
    }
}

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.message, self.hint)
    }
}

impl std::error::Error for PdfError {}
