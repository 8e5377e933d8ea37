//! The list itself, finding a row by its name, and finding names in text.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

fn names(text: &str) -> Vec<&'static str> {
    let found = mentions(text);
    for (range, name) in &found {
        let squeeze = |s: &str| s.replace([' ', '\u{3000}'], "").replace('ケ', "ヶ");
        assert_eq!(squeeze(&text[range.clone()]), squeeze(name));
    }
    found.into_iter().map(|(_, name)| name).collect()
}

fn code(name: &str, prefecture: Option<&str>) -> Option<&'static str> {
    by_name(name, prefecture).map(|row| row.code.as_str())
}

#[test]
fn every_row_is_sound() {
    assert_eq!(all().len(), 1963);
    let mut codes = BTreeSet::new();
    let mut labels = BTreeSet::new();
    for row in all() {
        assert_eq!(row.code.len(), 6, "{row:?}");
        assert_eq!(check_digit(&row.code[..5]), row.code.chars().last(), "{row:?}");
        assert!(codes.insert(&row.code), "{row:?} twice");
        assert!(labels.insert((&row.prefecture, &row.name)), "{row:?} twice");
        assert!(row.prefecture.ends_with(['都', '道', '府', '県']), "{row:?}");
        assert!(row.name.is_empty() || row.name.ends_with(['市', '区', '町', '村']), "{row:?}");
    }
    let prefectures = all().iter().filter(|row| row.name.is_empty()).count();
    let wards = all().iter().filter(|row| row.name.contains(' ')).count();
    assert_eq!((prefectures, 1963 - prefectures - wards), (47, 1741));
}

#[test]
fn check_digits() {
    assert_eq!(check_digit("01000"), Some('6'));
    assert_eq!(check_digit("13101"), Some('6'));
    assert_eq!(check_digit("27203"), Some('5'));
    assert_eq!(check_digit("00000"), Some('1'));
    for bad in ["", "1234", "123456", "1234x", "１２３４５", "あい"] {
        assert_eq!(check_digit(bad), None, "{bad}");
    }
}

#[test]
fn every_row_is_found_by_its_own_name_and_prefecture() {
    for row in all() {
        assert_eq!(by_name(row.label(), Some(&row.prefecture)), Some(row));
        let whole = format!("{}{}", row.prefecture, row.name);
        assert_eq!(by_name(&whole, None), Some(row), "{whole}");
    }
}

#[test]
fn names_find_their_codes() {
    assert_eq!(code("札幌市", None), Some("011002"));
    assert_eq!(code("大阪府", None), Some("270008"));
    assert_eq!(code("高槻市", None), Some("272078"));
    assert_eq!(code(" 高槻市　", None), Some("272078"));
    assert_eq!(code("高槻市", Some("大阪府")), Some("272078"));
    assert_eq!(code("高槻市", Some("")), Some("272078"));
    assert_eq!(code("札幌市中央区", None), Some("011011"));
    assert_eq!(code("札幌市 中央区", None), Some("011011"));
    assert_eq!(code("札幌市　中央区", None), Some("011011"));
    assert_eq!(code("茅ケ崎市", None), code("茅ヶ崎市", None));
    assert!(code("茅ケ崎市", None).is_some());
    assert!(code("横浜市保土ヶ谷区", None).is_some());
    assert_eq!(code("東京都府中市", None), Some("132063"));
    assert_eq!(code("広島県安芸郡府中町", None), Some("343021"));
    assert_eq!(code("安芸郡府中町", None), Some("343021"));
    assert_eq!(code("大和郡山市", None), code("奈良県大和郡山市", Some("奈良県")));
}

#[test]
fn ambiguous_and_unknown_names_find_none() {
    assert_eq!(code("府中市", None), None);
    assert_eq!(code("府中市", Some("東京都")), Some("132063"));
    assert_eq!(code("府中市", Some("広島県")), Some("342084"));
    assert_eq!(code("府中市", Some("大阪府")), None);
    assert_eq!(code("伊達市", None), None);
    assert_eq!(code("伊達市", Some("北海道")), Some("012335"));
    assert_eq!(code("伊達市", Some("福島県")), Some("072133"));
    assert_eq!(code("中央区", None), None);
    assert_eq!(code("中央区", Some("東京都")), Some("131024"));
    assert_eq!(code("中央区", Some("北海道")), None);
    assert_eq!(code("青葉区", None), None);
    assert_eq!(code("高槻市", Some("東京都")), None);
    assert_eq!(code("大阪府高槻市", Some("東京都")), None);
    for bad in ["", " ", "高槻", "本市", "高槻市役所", "郡", "大阪府大阪府", "郡府中町"] {
        assert_eq!(code(bad, None), None, "{bad}");
    }
}

#[test]
fn names_are_found_in_text() {
    assert_eq!(names("大阪府高槻市と池田市、吹田市"), ["大阪府", "高槻市", "池田市", "吹田市"]);
    assert_eq!(names("札幌市中央区と札幌市　北区の間"), ["札幌市 中央区", "札幌市 北区"]);
    assert_eq!(names("東京都府中市"), ["東京都", "府中市"]);
    assert_eq!(names("広島県安芸郡府中町長"), ["広島県", "府中町"]);
    assert_eq!(names("令和5年度高槻市一般会計"), ["高槻市"]);
    assert_eq!(names("第２次津市総合計画"), ["津市"]);
    assert_eq!(names("第四期札幌市"), ["札幌市"]);
    assert_eq!(names("茅ケ崎市・茅ヶ崎市"), ["茅ヶ崎市", "茅ヶ崎市"]);
    assert_eq!(names("堺市市民"), ["堺市"]);
    assert_eq!(names("中核市高槻市"), ["高槻市"]);
    assert_eq!(names("東京都市町村"), ["東京都"]);
    assert_eq!(names("岐阜県の関市"), ["岐阜県", "関市"]);
    assert_eq!(names("四日市市の市役所"), ["四日市市"]);
    assert_eq!(names("札幌市中央図書館"), ["札幌市"]);
    assert_eq!(names("南アルプス市、さいたま市"), ["南アルプス市", "さいたま市"]);
}

#[test]
fn parts_of_other_words_are_no_names() {
    assert_eq!(names("東広島市"), ["東広島市"]);
    assert_eq!(names("東村山市"), ["東村山市"]);
    assert_eq!(names("和歌山県市長会"), ["和歌山県"]);
    assert_eq!(names("北名古屋市の名古屋市"), ["北名古屋市", "名古屋市"]);
    for none in [
        "大森町",
        "静かな大森町の森",
        "新大阪市",
        "東村山地区",
        "東京都市圏",
        "東京都市計画",
        "港区域",
        "高槻市場",
        "高槻市街地",
        "三ノ関市",
        "霧ヶ原村",
        "全国市区町村",
        "各市町村",
        "本市",
        "",
    ] {
        assert_eq!(names(none), [""; 0], "{none}");
    }
}

#[test]
fn every_name_is_found_where_it_stands_alone() {
    for row in all() {
        let text = format!("「{}」", row.label());
        let found = mentions(&text);
        assert_eq!(found, [(3..text.len() - 3, row.label())], "{text}");
        if !row.name.is_empty() {
            let text = format!("{}{}", row.prefecture, row.name);
            assert_eq!(names(&text), [row.prefecture.as_str(), &row.name]);
        }
    }
}

#[test]
fn a_long_text_takes_linear_time() {
    let text = "東大東大南大津市府中".repeat(50_000);
    assert!(mentions(&text).len() <= 50_000);
}

proptest! {
    #[test]
    fn ranges_are_in_order_and_on_characters(
        text in "([東広島市町村区森津都府県京 中央郡年5ヶ]|\\PC){0,40}"
    ) {
        let mut end = 0;
        for (range, name) in mentions(&text) {
            prop_assert!(end <= range.start && range.start < range.end);
            prop_assert!(text.get(range.clone()).is_some());
            prop_assert!(!name.is_empty());
            end = range.end;
        }
        let _ = by_name(&text, None);
        let _ = check_digit(&text);
    }
}
