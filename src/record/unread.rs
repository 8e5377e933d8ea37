//! What of dates and figures was not understood, told at its place.

use super::Records;
use super::desk::Desk;
use super::model::Severity;
use crate::text::Span;
use std::collections::BTreeMap;

/// Tells the parts of dates that were not understood: the same words once, with all their places.
pub(super) fn dates(desk: &Desk<'_>, records: &mut Records) {
    let mut places: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for span in desk.unread_dates() {
        places.entry(desk.origin.quote(span).trim()).or_default().push(span);
    }
    for (words, spans) in places {
        let en = format!("a part of a date was not understood: {words}");
        let ja = format!("日付・期間として読み取れない部分があります: {words}");
        records.tell(desk, "U008", Severity::Warning, (en, ja), &spans);
    }
}

/// Tells each figure that was left out, in whole or in part, because it was not understood.
pub(super) fn figures(desk: &mut Desk<'_>, records: &mut Records) {
    for span in desk.unread() {
        let printed = desk.origin.quote(span).replace(['\r', '\n', '\t'], " ");
        let en = format!("a figure or its unit was not understood here: {printed}");
        let ja = format!("数値又は単位を読み取れませんでした: {printed}");
        records.tell(desk, "U007", Severity::Warning, (en, ja), &[span]);
    }
}
