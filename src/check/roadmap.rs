//! T030: a roadmap of which only the legend is left.
//!
//! What: a section headed ロードマップ or 工程表 whose legend explains bars (`◆.....◆ 整備・検討`) while
//! nothing is drawn below it. Why: a text cannot hold the bars; whoever reads the records must know
//! that the schedule was on the page and is not in the file. Of a printed page it is a warning: the bars are there.

use crate::lexicon;
use crate::page::{Block, is_bar_sample};
use crate::record::Records;
use crate::record::desk::{Desk, Piece};
use crate::record::model::{Finding, Severity};
use crate::rendition::Origin;

/// Tells every roadmap whose bars were lost.
pub fn lost_bars(blocks: &[Block], origin: &Origin, records: &mut Records) {
    let desk = Desk::new(origin, "");
    for (i, heading) in blocks.iter().enumerate() {
        if heading.heading_level().is_none() || !lexicon::is_roadmap(heading.text.as_str()) {
            continue;
        }
        let body: Vec<&Block> = blocks[i + 1..].iter().take_while(|block| block.heading_level().is_none()).collect();
        let samples: Vec<&Block> = body.iter().copied().filter(|block| is_sample(block)).collect();
        if samples.is_empty() || samples.len() < body.len() {
            continue;
        }
        let (severity, message, message_ja) = if origin.is_printed() {
            let ja = "ロードマップの凡例だけを読み取り、バー（期間の線）は読み取れませんでした";
            (Severity::Warning, "a roadmap of which only the legend was read: its bars were not", ja)
        } else {
            let ja = "ロードマップの凡例だけが残り、バー（期間の線）はこのテキストに含まれていません";
            (Severity::Notice, "a roadmap of which only the legend is left: its bars are not in this text", ja)
        };
        records.findings.push(Finding {
            code: "T030".to_owned(),
            severity,
            message: message.to_owned(),
            message_ja: message_ja.to_owned(),
            line: Some(heading.line),
            source: std::iter::once(heading)
                .chain(samples)
                .filter(|block| !origin.quote(block.span).trim().is_empty())
                .map(|block| desk.quoted(Piece::of(block.span, block.page)))
                .collect(),
            pages: Vec::new(),
            repair: None,
        });
    }
}

fn is_sample(block: &Block) -> bool {
    block.lines.first().is_some_and(|line| is_bar_sample(line.as_str()))
}
