//! What a document is, and the file that it was read from.

use super::value::{Period, Quoted};
use schemars::JsonSchema;
use serde::Serialize;

/// What kind of document it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 戦略, ビジョン.
    Strategy,
    /// 計画, 方針.
    Plan,
    /// 取組結果, 実績報告.
    ResultReport,
    /// 取組状況, 進捗状況.
    ProgressReport,
    /// 推薦調書, 応募用紙.
    NominationForm,
    /// None of these.
    Other,
}

/// Who published the document; all null where the page prints only 本市.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Publisher {
    /// 青葉市.
    pub name: Option<String>,
    /// 宮城県.
    pub prefecture: Option<String>,
    /// Six-digit 全国地方公共団体コード, check digit included.
    pub code: Option<String>,
}

/// The file that was read.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FileInfo {
    /// File name, without folders.
    pub file: String,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Media type, with the character encoding of a text.
    pub media_type: String,
    /// Number of pages, where the source has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<u32>,
    /// The program that made the file, where it says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub producer: Option<String>,
}

/// What the document is.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct About {
    /// Stable: made from the file's content.
    pub id: String,
    /// The title as printed on the cover.
    pub title: Option<String>,
    /// What kind of document it is.
    pub kind: Kind,
    /// Who published it.
    pub publisher: Publisher,
    /// The office that issued it.
    pub department: Option<String>,
    /// When it was issued.
    pub issued: Option<Period>,
    /// The plan's own period (計画期間).
    pub period: Option<Period>,
    /// The file.
    pub source: FileInfo,
    /// Where title, publisher and department are printed.
    pub evidence: Vec<Quoted>,
}
