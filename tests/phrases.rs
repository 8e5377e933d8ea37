//! Thousands of made-up phrases, figures, dates, headers and tables: whatever a document says, its records are written,
//! they hold against the contract, and each of their words, figures and dates is found again in the source.
//!
//! The words are those of the lexicon; what stands in the cells is right, odd, or nothing at all.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{RngSeed, TestRunner};
use std::cell::Cell;
use std::fs;
use torikumi::emit::verify;
use torikumi::source::Source;
use torikumi::{Options, Written, written};

/// How many documents are made of each kind.
const DOCUMENTS: u32 = 120;

/// All strings of one table of a file of the lexicon.
fn lexicon(file: &str, table: &str) -> Vec<String> {
    let path = format!("{}/lexicon/{file}.toml", env!("CARGO_MANIFEST_DIR"));
    let file: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
    let mut words = Vec::new();
    strings(&file[table], &mut words);
    assert!(!words.is_empty());
    words
}

fn strings(value: &toml::Value, words: &mut Vec<String>) {
    match value {
        toml::Value::String(word) => words.push(word.clone()),
        toml::Value::Array(values) => values.iter().for_each(|value| strings(value, words)),
        toml::Value::Table(values) => values.values().for_each(|value| strings(value, words)),
        _ => {}
    }
}

fn one_of(words: &[&'static str]) -> impl Strategy<Value = String> + use<> {
    select(words.to_vec()).prop_map(str::to_owned)
}

fn number() -> BoxedStrategy<String> {
    prop_oneof![
        4 => (0u32..3000).prop_map(|n| n.to_string()),
        2 => (1u32..1000, 0u32..1000).prop_map(|(a, b)| format!("{a},{b:03}")),
        2 => (0u32..200, 0u32..100).prop_map(|(a, b)| format!("{a}.{b}")),
        1 => (0u32..100).prop_map(|n| format!("△{n}")),
        1 => (0u32..100).prop_map(|n| format!("（{n}.5）")),
        1 => (0u32..100).prop_map(|n| n.to_string().chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap()).collect()),
        2 => one_of(&["三", "二十", "十五万", "1億2,000万", "3割5", "1/20", "20分の1", "5～10", "10～", "～10", "12 300",
            "20\u{AD}29", "\u{AD}5.2", "-5", "−5", "00", "0", "0.0", "1e400", "1.2e12", "99999999999999999999999999999999",
            "½", "①", "Ⅳ", "3,50", "1,2345", "10人中8", "全32校中28", "約", "のべ1,200", "2時間30", "1.2.3", "9.9.9", "+5"]),
    ]
    .boxed()
}

fn figure() -> BoxedStrategy<String> {
    let units = select(lexicon("units", "measures"));
    let behind = one_of(&[
        "",
        "",
        "",
        "以上",
        "以下",
        "超",
        "未満",
        "程度",
        "増",
        "5％削減",
        "／千人",
        "・日",
        "以上60％以下",
        "→70％",
        "（累計）",
        "を目指す",
        "／年",
        "百分率ポイント",
    ]);
    let before = one_of(&["", "", "", "", "約", "のべ", "年", "各課", "週", "人口10万対", "（", "▲", "＋", "×"]);
    (before, number(), prop_oneof![3 => units, 1 => Just(String::new())], behind)
        .prop_map(|(before, number, unit, behind)| format!("{before}{number}{unit}{behind}"))
        .boxed()
}

fn date() -> BoxedStrategy<String> {
    let era = one_of(&["令和", "平成", "昭和", "R", "H", "S", "Ｒ", "西暦", "20", "FY20", "'", "", "㋿"]);
    let unit = one_of(&[
        "年度",
        "年",
        "",
        ".4",
        "年4月",
        "年13月",
        "年4月31日",
        "年2月30日",
        "/25年度",
        "・5年度",
        "年度末",
        "年末",
        "年4月上旬",
        "年度上半期",
        "年第3四半期",
        "年春",
        "年冬",
        "年度当初",
    ]);
    let tail = one_of(&[
        "",
        "",
        "",
        "～",
        "から",
        "まで",
        "以降",
        "より",
        "以前",
        "比",
        "時点",
        "頃",
        "予定",
        "～令和8年度",
        "～8年",
        "～R8",
        "、9年度",
        "-R9",
        "～3月",
        "中",
        "（2024年度）",
    ]);
    let odd = one_of(&[
        "継続",
        "随時",
        "毎年度",
        "隔年",
        "順次",
        "4月上旬",
        "上旬",
        "年度内",
        "3か年",
        "短期",
        "令和6年～令和8年度",
        "2024～令和8年",
        "令和0年度",
        "令和元年",
        "平成32年度",
        "9999年度",
        "0年",
        "計画期間中",
        "取組期間中",
        "同上",
        "〃",
        "→",
    ]);
    prop_oneof![
        4 => (era, 0u32..40, unit, tail).prop_map(|(era, n, unit, tail)| format!("{era}{n}{unit}{tail}")),
        1 => odd,
    ]
    .boxed()
}

fn sign() -> BoxedStrategy<String> {
    one_of(&[
        "",
        "",
        "－",
        "-",
        "―",
        "なし",
        "該当なし",
        "〃",
        "同上",
        "→",
        "○",
        "◎",
        "△",
        "×",
        "Ａ",
        "（",
        "）",
        "「",
        "」",
        "【",
        "】",
        "【目標】",
        "【令和3年度末】",
        "・",
        "※",
        "★",
        "☆",
        "…",
        "再掲",
        "（再掲）",
        "新規",
        "\u{200B}",
        "\u{3000}",
        "\u{FE00}",
        "゛",
        "か゛",
        "㈱",
        "㌔",
        "⼾",
        "ﾊﾞｽ",
        "\u{AD}",
        "\u{202E}",
        "\u{1B}[31m",
        "<br>",
        "**",
        "|",
        "計",
        "合計",
        "：",
        ":",
    ])
    .boxed()
}

fn noun() -> BoxedStrategy<String> {
    let words = one_of(&[
        "花壇づくり",
        "朗読会",
        "利用者数",
        "満足度",
        "相談窓口の設置",
        "子育て支援",
        "情報化",
        "人材育成",
        "公共施設",
        "オンライン申請率",
        "待機児童",
        "みどり市",
        "防災訓練の実施",
        "企画課",
        "総務部",
        "学校",
        "職員一人一台",
        "窓口",
        "A4",
        "第3次計画",
        "24時間相談",
        "Society5.0",
        "ごみの排出量",
        "市民の声を聞く",
        "空き家",
    ]);
    let roles = select(lexicon("roles", "roles"));
    prop_oneof![3 => words, 1 => roles].boxed()
}

/// A short text as it stands in a cell or behind a bullet.
fn phrase() -> BoxedStrategy<String> {
    let piece = prop_oneof![3 => noun(), 3 => figure(), 2 => date(), 2 => sign()];
    let join = one_of(&["", "", " ", "、", "（", "）", "：", "を", "に", "の", "は", "\u{3000}", "→", "⇒", "・", "／"]);
    prop_oneof![
        2 => figure(),
        1 => date(),
        1 => sign(),
        1 => noun(),
        4 => vec((piece, join), 1..5).prop_map(|pieces| pieces.into_iter().flat_map(|(piece, join)| [piece, join]).collect()),
    ]
    .boxed()
}

/// Rows of cells with TABs between them, the header's words from the lexicon.
fn table() -> BoxedStrategy<String> {
    let role = select(lexicon("roles", "roles"));
    let behind = one_of(&[
        "",
        "",
        "",
        "（千円）",
        "(％)",
        "（令和6年度）",
        "R7",
        "（単位：人）",
        "（累計）",
        "(財源内訳)",
        "令和8年度",
    ]);
    let header = prop_oneof![
        6 => (role, behind).prop_map(|(role, behind)| role + &behind),
        1 => date(),
        1 => noun(),
        1 => sign(),
    ];
    (1usize..8)
        .prop_flat_map(move |width| {
            let row = vec(phrase(), 1..=width + 1);
            (vec(header.clone(), width), vec(row, 0..6))
        })
        .prop_map(|(header, rows)| {
            let rows = [header].into_iter().chain(rows);
            rows.map(|row| row.join("\t") + "\n").collect()
        })
        .boxed()
}

fn line() -> BoxedStrategy<String> {
    let mark = one_of(&[
        "",
        "",
        "・",
        "○",
        "●",
        "■",
        "□",
        "①",
        "（1）",
        "1 ",
        "1-1 ",
        "第1章 ",
        "◆",
        "→",
        "▼ ",
        "# ",
        "## ",
        "- ",
        "| ",
        "【",
        "★KPI ",
        "⇒実績 ",
        "柱1 ",
        "基本目標1 ",
        "施策1 ",
        "ア ",
    ]);
    let label = one_of(&[
        "",
        "",
        "",
        "",
        "計画期間：",
        "策定日：",
        "担当課：",
        "目標値：",
        "実績：",
        "用語集",
        "【目標】",
        "【主な事業】",
        "（単位：千円）",
        "取組み予定 取組み実績 今後の対応",
        "事業名：",
        "予算額：",
    ]);
    let end = one_of(&["", "", "", "。", "を実施します。", "を目指す。", "】", "：", " |", "（企画課）"]);
    (mark, label, phrase(), end).prop_map(|(mark, label, phrase, end)| format!("{mark}{label}{phrase}{end}\n")).boxed()
}

fn document() -> BoxedStrategy<String> {
    let title = one_of(&[
        "みどり市まちづくり計画\n",
        "みどり市DX推進戦略 進捗状況報告書\n",
        "",
        "令和6年度 みどり市当初予算の概要\n",
        "推薦調書\n",
        "計画期間 令和6年～令和8年度\n",
        "：\n",
        "（注）\n",
    ]);
    let part = prop_oneof![3 => line(), 2 => table(), 1 => Just("\n".to_owned()), 1 => Just("\u{C}".to_owned())];
    (title, vec(part, 1..12)).prop_map(|(title, parts)| title + &parts.concat()).boxed()
}

/// What is wrong with the records of a text; a refusal is an answer. What is written is counted.
fn faults(text: &str, count: &Cell<u32>) -> Vec<String> {
    let source = Source { name: "made-up.txt".to_owned(), bytes: text.as_bytes().to_vec() };
    let Ok(Written { text: json, problems, .. }) = written(&source, &Options::default()) else { return Vec::new() };
    count.set(count.get() + 1);
    let mut faults: Vec<String> = problems.iter().map(|problem| format!("not valid: {problem}")).collect();
    let json = serde_json::from_str(&json).unwrap();
    let verified = verify(&json, &source, None).unwrap();
    faults.extend(verified.problems.iter().map(|problem| format!("not verified: {problem}")));
    faults
}

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: std::env::var("TORIKUMI_PHRASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(DOCUMENTS),
        // The same documents on every machine; `TORIKUMI_SEED` makes others.
        rng_seed: RngSeed::Fixed(
            std::env::var("TORIKUMI_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(2026),
        ),
        failure_persistence: None,
        max_shrink_iters: 600,
        ..ProptestConfig::default()
    }
}

/// Makes documents of a kind and holds each; most of them are written, as a refusal proves nothing.
fn hold(documents: impl Strategy<Value = String>) {
    let made = config().cases;
    let written = Cell::new(0);
    let held = TestRunner::new(config()).run(&documents, |text| {
        let faults = faults(&text, &written);
        prop_assert_eq!(faults, Vec::<String>::new(), "{}", text);
        Ok(())
    });
    if let Err(error) = held {
        panic!("{error}");
    }
    let (written, least) = (written.get(), made - made / 10);
    assert!(written >= least, "{written} of {made} documents were written, {least} at least should be");
}

#[test]
fn whatever_a_document_says_it_is_written_and_holds() {
    hold(document());
}

#[test]
fn whatever_stands_in_a_table_it_is_written_and_holds() {
    let tables = vec(table(), 1..4);
    hold(tables.prop_map(|text| format!("みどり市まちづくり計画\n{}", text.join("\n施策1 窓口\n"))));
}
