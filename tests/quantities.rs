//! Quantities by the contract's section "quantity": every form of it, in running text and in cells.
//!
//! A row is an input and what it reads as: `raw=comparator value..upper unit change per of`, figures joined with
//! ` | `; `*` is the whole input, `-` no unit, `?raw` what was not understood and is told.

use torikumi::text::{Carry, Change, Comparator, Figures, Found, Place, Quantity, figures, periods};

/// What is left of a text when its periods have been taken.
fn read(text: &str, place: Place) -> Figures {
    let taken: Vec<_> = periods(text, &mut Carry::default()).into_iter().map(|found| found.range).collect();
    figures(text, &taken, place)
}

fn compact(text: &str, place: Place) -> String {
    let raw = |range: std::ops::Range<usize>| {
        if range == (0..text.len()) { "*".to_owned() } else { text[range].to_owned() }
    };
    let one = |f: Found<Quantity>| {
        let q = f.value;
        let comparator = match q.comparator {
            Comparator::Eq => "",
            Comparator::Ge => ">=",
            Comparator::Le => "<=",
            Comparator::Gt => ">",
            Comparator::Lt => "<",
        };
        let change = match q.change {
            Some(Change::Increase) => " up",
            Some(Change::Decrease) => " down",
            None => "",
        };
        let upper = q.upper.map_or(String::new(), |upper| format!("..{upper}"));
        let per = q.per.map_or(String::new(), |per| format!(" per {per}"));
        let of = q.of.map_or(String::new(), |of| format!(" of {} {}", of.value, of.unit.as_deref().unwrap_or("-")));
        let unit = q.unit.as_deref().unwrap_or("-");
        (f.range.start, format!("{}={comparator}{}{upper} {unit}{change}{per}{of}", raw(f.range), q.value))
    };
    let read = read(text, place);
    let mut all: Vec<(usize, String)> = read.found.into_iter().map(one).collect();
    all.extend(read.unread.into_iter().map(|range| (range.start, format!("?{}", raw(range)))));
    all.sort();
    all.into_iter().map(|(_, said)| said).collect::<Vec<_>>().join(" | ")
}

fn hold(rows: &[(&str, &str)], place: Place) {
    let mut failures = Vec::new();
    for (input, expected) in rows {
        let got = compact(input, place);
        if got != *expected {
            failures.push(format!("{input}\n  expected {expected}\n  got      {got}"));
        }
    }
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), rows.len(), failures.join("\n"));
}

#[test]
fn figures_in_running_text() {
    hold(TEXTS, Place::Text);
}

#[test]
fn figures_in_cells() {
    hold(CELLS, Place::Cell);
}

#[test]
fn what_measures_nothing_anywhere() {
    let rows: Vec<(&str, &str)> = NOTHING.iter().map(|text| (*text, "")).collect();
    hold(&rows, Place::Text);
    hold(&rows, Place::Cell);
}

/// Running text.
#[rustfmt::skip]
const TEXTS: &[(&str, &str)] = &[
    // Ranges.
    ("毎年5~10件を採択", "毎年5~10件=5..10 件 per 毎年"),
    ("5件~10件の応募", "5件~10件=5..10 件"),
    ("約10~20人が参加", "約10~20人=10..20 人"),
    ("割合を40%以上60%以下に保つ", "40%以上60%以下=>=40..60 %"),
    ("40%以上~60%未満", "*=>=40..60 %"),
    ("10~20%増", "*=10..20 % up"),
    ("年5件~10件", "*=5..10 件 per 年"),
    ("各課1~2台", "*=1..2 台 per 各課"),
    ("△5~3%", "*=-5..3 %"),
    ("10~5件", "10=10 件 | 5件=5 件"),
    // Shares keep their whole.
    ("全32校中28校で実施", "32校中28校=28 校 of 32 校"),
    ("市民10人中8人が満足", "10人中8人=8 人 of 10 人"),
    ("10人中8人以上", "*=>=8 人 of 10 人"),
    ("応募120件のうち35件を採択", "120件のうち35件=35 件 of 120 件"),
    ("57施設中 39 施設", "*=39 施設 of 57 施設"),
    ("相談が20件あり、うち5件が解決", "20件=20 件 | 5件=5 件"),
    ("参加者30人(うち市外12人)", "30人=30 人 | 12人=12 人"),
    ("8校中10校", "8校=8 校 | 10校=10 校"),
    ("5日中3回", "5日=5 日 | 3回=3 回"),
    // What a figure is counted by.
    ("5.0件/千人以下", "*=<=5.0 件 per 千人"),
    ("1人1日850g/人・日", "*=850 g per 人・日"),
    ("1人1日当たり850g", "*=850 g per 1人1日"),
    ("850g/人・日", "*=850 g per 人・日"),
    ("人口千人当たり2.5人", "千人当たり2.5人=2.5 人 per 千人"),
    ("人口10万対15.2人", "*=15.2 人 per 人口10万"),
    ("人口10万対 15.2", "*=15.2 - per 人口10万"),
    ("12.3件/10万人", "*=12.3 件 per 10万人"),
    ("1日あたり300人", "*=300 人 per 1日"),
    ("週9.6回の運行", "週9.6回=9.6 回 per 週"),
    ("週9.6 回", "*=9.6 回 per 週"),
    ("10人/年", "*=10 人 per 年"),
    ("120個/m2", "*=120 個 per m2"),
    ("100円/件", "*=100 円 per 件"),
    ("5件/1日", "*=5 件 per 1日"),
    ("3.5mg/L以下", "*=<=3.5 mg/L"),
    ("時速40km/hの区間", "40km/h=40 km/h"),
    ("1日当たり2時間30分", "*=150 分 per 1日"),
    // Parts of a whole.
    ("約3分の1", "*=0.3333333333333333 -"),
    ("20分の1以下とする", "20分の1以下=<=0.05 -"),
    ("経費の3分の1を補助", ""),
    ("3割5分", "*=35 %"),
    ("2割5分以上", "*=>=25 %"),
    ("3割5分2厘", "*=35.2 %"),
    ("3割の減", "*=3 割 down"),
    // Time.
    ("2時間30分", "*=150 分"),
    ("2時間30分短縮", "*=150 分 down"),
    ("1 時間 5 分以内", "*=<=65 分"),
    ("1分30秒", "*=90 秒"),
    // Points, times, words.
    ("0.4%ポイント上昇", "*=0.4 ポイント up"),
    ("3.5百分率ポイント", "*=3.5 ポイント"),
    ("2パーセントポイント減", "*=2 ポイント down"),
    ("約1.2倍", "*=1.2 倍"),
    ("事故の半減", ""),
    ("過半数の賛成", ""),
    ("排出量実質ゼロ", ""),
    ("排出量を実質0にする", ""),
    ("ごみを0に近づける", ""),
    ("待機児童を0人に近づける", ""),
    ("不適合0件", "0件=0 件"),
    ("皆減", ""),
    // Numerals.
    ("市内二十か所に設置", "二十か所=20 か所"),
    ("補助額は一万円", "一万円=10000 円"),
    ("三千五百円以上", "*=>=3500 円"),
    ("延べ百五十人が参加", "延べ百五十人=150 人"),
    ("全二十三校", "二十三校=23 校"),
    ("二〇件", "*=20 件"),
    ("一億二千万円", "*=120000000 円"),
    ("三回以上", "*=>=3 回"),
    ("児童一人一台の端末", ""),
    ("一部の地域", ""),
    ("一万円札", ""),
    ("百人一首大会", ""),
    ("数百人が来場", ""),
    ("市民三者会議", ""),
    ("第二十回大会", ""),
    ("令和三年度の百件", ""),
    ("令和三年度の百五件", "百五件=105 件"),
    ("百二三件の相談", "?百二三件"),
    ("三十二十件", "?*"),
    ("二三人", ""),
    ("(単位:千円)", ""),
    ("百万円", ""),
    // Multipliers.
    ("12千人", "*=12000 人"),
    ("3万枚", "*=30000 枚"),
    ("1,200千kWh", "*=1200000 kWh"),
    ("45千t-CO2", "*=45000 t-CO2"),
    ("12.5百万円", "*=12500000 円"),
    ("2兆円", "*=2000000000000 円"),
    // Signs.
    ("前年度比△3.2ポイント", "△3.2ポイント=-3.2 ポイント"),
    ("(1,200)千円", "*=1200000 円"),
    ("(12.3)", "12.3=12.3 -"),
    // Spaced digits.
    ("12 300人", "?12 | 300人=300 人"),
    ("4 5,0 0 0円", "*=45000 円"),
    ("総額は 7万円", "7万円=70000 円"),
    ("1 300人が参加", "?1 | 300人=300 人"),
    // The whole counter.
    ("3.0回転以上", "*=>=3.0 回転"),
    ("5人乗り以上", "*=>=5 人乗り"),
    ("500 ml", "*=500 ml"),
    ("80%程度以上", "*=>=80 %"),
    ("80%台以上", "*=>=80 %"),
    ("5台以上", "*=>=5 台"),
    ("12ブース以上", "*=>=12 ブース"),
    ("5%増以上", "*=>=5 % up"),
    ("1,23件", "?*"),
    ("約1,23件", "?1,23件"),
    // A total over some years.
    ("5カ年累計120件", "120件=120 件"),
    ("5か年で累計120件以上", "120件以上=>=120 件"),
    ("3年間の合計45人", "45人=45 人"),
    ("5年間100人", "5年間=5 年間 | 100人=100 人"),
];

/// Cells whose column says that they hold a figure.
#[rustfmt::skip]
const CELLS: &[(&str, &str)] = &[
    ("1.40~1.50", "*=1.40..1.50 -"),
    ("5~10件", "*=5..10 件"),
    ("20-29件", "*=20..29 件"),
    ("1.40-1.50", "*=1.40..1.50 -"),
    ("40%以上60%以下", "*=>=40..60 %"),
    ("1/3", "*=0.3333333333333333 -"),
    ("2/3以上", "*=>=0.6666666666666666 -"),
    ("1/4", "*=0.25 -"),
    ("3分の1", "*=0.3333333333333333 -"),
    ("20分の1以下", "*=<=0.05 -"),
    ("45/45地区", "*=45 地区 of 45 地区"),
    ("38/45地区以上", "*=>=38 地区 of 45 地区"),
    ("38地区/45地区", "*=38 地区 of 45 地区"),
    ("28/32", "*=28 - of 32 -"),
    ("4/1", "?*"),
    ("県内12位", "12位=12 位"),
    ("県内5位以内", "5位以内=<=5 位"),
    ("72.3歳", "*=72.3 歳"),
    ("△ 1,234", "*=-1234 -"),
    ("▲ 5.2%", "*=-5.2 %"),
    ("12 300人", "*=12300 人"),
    ("1 234千円", "*=1234000 円"),
    ("1 234 567", "*=1234567 -"),
    ("12 30人", "?12 | 30人=30 人"),
    ("4 5,0 0 0円", "*=45000 円"),
    ("12ブース", "*=12 ブース"),
    ("3.0回転", "*=3.0 回転"),
    ("二か所", "*=2 か所"),
    ("十人", "*=10 人"),
    ("一人一台", ""),
    ("一部", ""),
    ("百二三件", "?*"),
    ("1:3", "?*"),
    ("3対1", "?*"),
    ("7", "*=7 -"),
    ("7以上", "*=>=7 -"),
    ("0", "*=0 -"),
    ("-", ""),
    ("…", ""),
    ("皆増", ""),
    ("ゼロ", ""),
    ("半減", ""),
    ("過半数", ""),
    ("全校", ""),
    ("A評価", ""),
    ("3割5分", "*=35 %"),
    ("10人中8人以上", "*=>=8 人 of 10 人"),
    ("(1,200)千円", "*=1200000 円"),
    ("1日当たり2時間30分", "*=150 分 per 1日"),
    ("50%→70%", "50%=50 % | 70%=70 %"),
    ("0に近づける", ""),
    ("実質ゼロ", ""),
    ("実質0%", ""),
    ("12345678901234567890123456789012345件", "?*"),
];

/// Dates, ordinals, names, versions, codes.
const NOTHING: &[&str] = &[
    "令和8年度",
    "2026年3月",
    "第3次",
    "第3次基本計画",
    "4年生",
    "A4",
    "A4判",
    "06-1234-5678",
    "0120-123-456",
    "〒123-4567",
    "戦略 2.0",
    "Society5.0",
    "IPv6",
    "3丁目2番1号",
    "2級",
    "3階建",
    "第二期",
    "三次元",
    "一丁目",
    "10時30分",
    "9:00~17:00",
    "24時間365日",
    "様式2",
    "※1",
    "3つの柱",
    "一体的に推進",
    "二酸化炭素",
    "八百屋",
    "十分な体制",
    "千葉県",
    "万一の場合",
    "百貨店",
    "三位一体",
];
