use super::super::around::{Around, Source};
use super::*;
use serde_json::json;

/// A value read again beside the quotes of its record, in a source that prints some text.
fn reading(value: Value, quotes: &[&str], printed: &str) -> Reading {
    let source = Source::of(printed);
    let quotes: Vec<Value> = quotes.iter().map(|quote| json!({"quote": quote})).collect();
    let record = json!({"source": quotes});
    let around = Around::of(&record, "targets", &source);
    again(&value, &around, None).unwrap()
}

/// `=` where it holds, `?` where it is not recomputed, else the field that is wrong.
fn verdict(value: Value, quotes: &[&str], printed: &str) -> &'static str {
    match reading(value, quotes, printed) {
        Reading::Holds => "=",
        Reading::Unproved(_) => "?",
        Reading::Wrong(field, _) => field,
    }
}

fn figure(raw: &str, value: &str, unit: Value) -> Value {
    let value: Value = serde_json::from_str(value).unwrap();
    json!({"raw": raw, "value": value, "unit": unit, "comparator": "="})
}

#[test]
fn figures_are_those_printed() {
    for (raw, value, unit, expected) in [
        ("12人", "12", json!("人"), "="),
        ("12人", "120", json!("人"), "value"),
        ("12人", "1.2e1", json!("人"), "value"),
        ("12人", "1.2e12", json!("人"), "value"),
        ("12人", "-12", json!("人"), "value"),
        ("12人", "12.0", json!("人"), "value"),
        ("0人", "1e400", json!("人"), "value"),
        ("12人", "12", json!("件"), "unit"),
        ("12人", "12", json!(null), "unit"),
        ("360 万枚", "3600000", json!("枚"), "="),
        ("５事業", "5", json!("事業"), "="),
        ("15 施\n設", "15", json!("施設"), "="),
        ("15 施\n設", "15", json!("%"), "unit"),
        ("66.0%", "66.0", json!("%"), "="),
        ("66.0%", "66", json!("%"), "value"),
        ("1,234", "1234", json!(null), "="),
        ("1,234", "1234000", json!(null), "value"),
    ] {
        assert_eq!(verdict(figure(raw, value, unit.clone()), &[raw], raw), expected, "{raw} {value} {unit}");
    }
}

#[test]
fn words_of_comparison_count() {
    let with = |comparator: &str| json!({"raw": "18業務以上", "value": 18, "unit": "業務", "comparator": comparator});
    assert_eq!(verdict(with(">="), &[], ""), "=");
    assert_eq!(verdict(with("="), &[], ""), "comparator");
    let change = json!({"raw": "5%削減", "value": 5, "unit": "%", "comparator": "=", "change": "increase"});
    assert_eq!(verdict(change, &[], ""), "change");
}

#[test]
fn a_unit_printed_beside_the_figure_is_read_with_it() {
    for (raw, value, unit, quotes, printed, expected) in [
        // The record quotes the unit: all of it is recomputed.
        ("1,200", "1200000", json!("円"), &["1,200", "千円"][..], "事業費\t千円\t1,200", "="),
        ("1,200", "1200", json!("円"), &["1,200", "千円"], "事業費\t千円\t1,200", "value"),
        ("7", "7", json!("か所"), &["拠点数（か所）", "7"], "拠点数（か所）\t7", "="),
        // A figure that is quoted is no unit of another.
        ("65", "65", json!("%"), &["利用率", "70％以上", "65"], "利用率\t％\t65\t70％以上", "?"),
        // Only the source has it.
        ("1,200", "1200000", json!("円"), &["1,200"], "事業費(千円)\n1,200", "?"),
        ("1,200", "12000", json!("円"), &["1,200"], "事業費(千円)\n1,200", "value"),
        ("1,200", "-1200000", json!("円"), &["1,200"], "事業費(千円)\n1,200", "value"),
        ("25", "2500", json!("人"), &["25"], "単位\t100人\n利用者\t25", "?"),
        ("25", "250", json!("人"), &["25"], "単位\t100人\n利用者\t25", "value"),
        ("7", "7", json!("か所"), &["7"], "拠点数\t7", "unit"),
    ] {
        assert_eq!(verdict(figure(raw, value, unit), quotes, printed), expected, "{raw} {value} in {printed:?}");
    }
}

#[test]
fn dates_are_those_printed() {
    for (raw, unit, start, end, expected) in [
        ("令和4年度", "fiscal_year", "2022-04-01", "2023-03-31", "="),
        ("令和４年\n度", "fiscal_year", "2022-04-01", "2023-03-31", "="),
        ("10月", "month", "2020-10-01", "2020-10-31", "?"),
        ("23年度", "fiscal_year", "2011-04-01", "2012-03-31", "?"),
        ("令和4年度", "fiscal_year", "2023-04-01", "2024-03-31", "start"),
        ("令和4年度", "fiscal_year", "2022-04-01", "2024-03-31", "end"),
        ("令和4年度", "calendar_year", "2022-04-01", "2023-03-31", "unit"),
        ("10月", "month", "2020-11-01", "2020-11-30", "start"),
        ("10月", "month", "2019-10-01", "2020-10-31", "end"),
        ("2026\n2027", "fiscal_year", "2026-04-01", "2028-03-31", "="),
        ("2026\n2027", "fiscal_year", "2026-04-01", "2048-03-31", "start"),
    ] {
        let period = json!({"raw": raw, "unit": unit, "start": start, "end": end});
        assert_eq!(verdict(period, &[], ""), expected, "{raw} {start} {end}");
    }
}

#[test]
fn a_year_printed_before_is_carried_over() {
    let period = |start: &str, end: &str| json!({"raw": "10月", "unit": "month", "start": start, "end": end});
    let quotes = ["令和2年9月に策定し、10月に公表した。"];
    assert_eq!(verdict(period("2020-10-01", "2020-10-31"), &quotes, ""), "=");
}

#[test]
fn a_figure_without_a_unit_is_held_against_the_units_around_it() {
    for (unit, value, quotes, printed, expected) in [
        // A quote that is a unit may be another figure's, or a word of its record.
        (json!(null), "25", &["利用者数", "千人", "25"][..], "利用者数\t千人\t25", "?"),
        (json!("%"), "25", &["利用者数", "千人", "25"], "利用者数\t千人\t25\n割合\t%\t5", "?"),
        (json!("人"), "25000", &["利用者数", "千人", "25"], "利用者数\t千人\t25", "="),
        // A bracket may say something else.
        (json!(null), "25", &["利用者数（人）", "25"], "利用者数（人）\t25", "?"),
        // Only the source prints units.
        (json!(null), "25", &["利用者数", "25"], "（単位：千人）\n利用者数\t25", "?"),
        (json!(null), "25", &["利用者数", "25"], "利用者数\t25", "="),
        (json!(null), "25", &["利用者数（延べ）", "25"], "利用者数（延べ）\t25", "="),
    ] {
        assert_eq!(verdict(figure("25", value, unit.clone()), quotes, printed), expected, "{value} {unit} {printed:?}");
    }
}

#[test]
fn what_a_date_says_beside_its_days_is_printed() {
    let period = |more: Value| {
        let mut period = json!({"raw": "令和8年度", "unit": "fiscal_year", "start": "2026-04-01", "end": "2027-03-31",
            "at": {"span": [10, 20]}});
        period.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        period
    };
    let held = |more: Value, printed: &str| {
        let source = Source::of(printed);
        let record = json!({"source": [{"quote": "令和8年度", "span": [10, 20]}]});
        match again(&period(more), &Around::of(&record, "initiatives", &source), None).unwrap() {
            Reading::Holds => "=",
            Reading::Unproved(_) => "?",
            Reading::Wrong(field, _) => field,
        }
    };
    for (more, printed, expected) in [
        (json!({}), "", "="),
        (json!({"stage": "検討"}), "○：検討", "="),
        (json!({"stage": "運用"}), "○：検討", "stage"),
        (json!({"stage": "花壇、"}), "花壇<br>、", "="),
        (json!({"deadline": true}), "期限\t令和8年度", "?"),
        (json!({"deadline": true}), "実施時期\t令和8年度", "deadline"),
        (json!({"inherited": "column_header"}), "", "?"),
        (json!({"inherited": "column_header", "at": {"span": [40, 50]}}), "", "="),
        (json!({"at": {"span": [40, 50]}}), "", "?"),
    ] {
        assert_eq!(held(more.clone(), printed), expected, "{more} in {printed:?}");
    }
}

#[test]
fn the_plan_is_named_by_words_that_name_it() {
    let source = Source::of("");
    let plan = json!({"unit": "fiscal_year", "start": "2024-04-01", "end": "2027-03-31"});
    let record = json!({});
    for (raw, expected) in [
        ("取組期間中", Reading::Holds),
        ("令和6～8年度", Reading::Holds),
        ("花壇", Reading::Unproved("its own words are not known to name the plan's period")),
    ] {
        let mut period = plan.clone();
        period["raw"] = json!(raw);
        period["inherited"] = json!("plan_period");
        let reading = again(&period, &Around::of(&record, "targets", &source), Some(&plan)).unwrap();
        assert_eq!(reading, expected, "{raw}");
    }
    let other = json!({"raw": "令和5年度", "inherited": "plan_period", "unit": "fiscal_year", "start": "2024-04-01",
        "end": "2027-03-31"});
    let reading = again(&other, &Around::of(&record, "targets", &source), Some(&plan)).unwrap();
    assert!(matches!(reading, Reading::Wrong("start", _)), "{reading:?}");
}
