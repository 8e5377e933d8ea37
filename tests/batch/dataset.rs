//! The dataset beside the JSON files, as the programs see it that open it.

use crate::ALL;
use crate::bench::Bench;
use jiff::Span;
use jiff::civil::date;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use rusqlite::Connection;
use rusqlite::types::Value as Stored;
use std::fs;
use torikumi::emit::dataset::cell::restore;
use torikumi::emit::dataset::schema::{Key, TABLES};

/// Two plans with one title, and a cell that a spreadsheet would run.
fn converted() -> Bench {
    let bench = Bench::new();
    let text = |city: &str, rate: u32| {
        format!(
            "{city}デジタル戦略\n\n令和4年（2022年）3月\n\n取組項目\t令和4年度（2022年度）目標\t取組結果\t担当課\n\
             窓口のオンライン化\t・申請の50％以上をオンライン化\t○オンライン申請　{rate}％（令和5年3月末時点）\t=1+1課\n\
             キャッシュレスの推進\t・30施設以上に導入\t○35施設に導入（令和4年1月）\t会計課\n"
        )
    };
    bench.file("in/a.txt", text("", 20)).file("in/b.txt", text("", 58)).file("in/c.txt", text("みほん市", 60));
    bench.file("in/copy.txt", text("", 20)).file("in/bad.pdf", "%PDF-1.7\n");
    bench.run(&["convert", "in", "-o", "out", "--format", ALL]).expect(1, &["bad.pdf"]);
    bench
}

#[test]
fn the_database_answers_the_usual_questions() {
    let bench = converted();
    let database = Connection::open(bench.path("out/dataset/torikumi.sqlite")).unwrap();
    let count = |query: &str| -> i64 { database.query_row(query, [], |row| row.get(0)).unwrap() };
    assert_eq!(count("SELECT count(*) FROM inputs"), 5);
    assert_eq!(count("SELECT count(*) FROM documents"), 3, "a copy is the same document");
    assert_eq!(
        count("SELECT count(DISTINCT document_id) FROM inputs WHERE path LIKE '%a.txt' OR path LIKE '%copy.txt'"),
        1
    );
    assert_eq!(count("SELECT count(*) FROM documents_refused"), 1);
    assert_eq!(count("SELECT count(*) FROM targets"), 6);
    assert_eq!(count("SELECT sum(targets) FROM targets_by_city_and_year WHERE fiscal_year = 2022"), 6);
    assert_eq!(
        count("SELECT sum(not_met) FROM targets_by_city_and_year"),
        count("SELECT count(*) FROM targets_not_met")
    );
    assert_eq!(count("SELECT count(*) FROM targets_not_met"), 1, "20 % of 50 %");
    assert_eq!(count("SELECT count(*) FROM figures"), count("SELECT count(*) FROM measurements"));
    count("SELECT count(*) FROM budgets_by_city_and_year");
    let mut broken = database.prepare("PRAGMA foreign_key_check").unwrap();
    assert!(!broken.exists([]).unwrap(), "a key that leads nowhere");
}

#[test]
fn spreadsheets_open_the_tables_and_run_nothing() {
    let bench = converted();
    for table in &TABLES {
        let bytes = fs::read(bench.path(&format!("out/dataset/{}.csv", table.name))).unwrap();
        let text = bytes.strip_prefix("\u{feff}".as_bytes()).expect("no byte order mark");
        let mut reader = csv::ReaderBuilder::new().from_reader(text);
        let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        assert_eq!(header, table.columns.iter().map(|column| column.name.to_owned()).collect::<Vec<_>>());
        for record in reader.records() {
            for (cell, column) in record.unwrap().iter().zip(table.columns) {
                let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
                assert!(!runs || cell.parse::<f64>().is_ok(), "{} {}: {cell:?}", table.name, column.name);
                assert!(column.key == Key::None || !cell.starts_with('\''), "{cell:?}");
            }
        }
    }
    let text = fs::read_to_string(bench.path("out/dataset/initiatives.csv")).unwrap();
    assert!(text.contains(",'=1+1課,"), "{text}");
    assert_eq!(restore("'=1+1課"), "=1+1課");
}

#[test]
fn parquet_holds_what_the_database_holds() {
    let bench = converted();
    let database = Connection::open(bench.path("out/dataset/torikumi.sqlite")).unwrap();
    for table in &TABLES {
        let file = fs::File::open(bench.path(&format!("out/dataset/{}.parquet", table.name))).unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        let mut statement = database.prepare(&format!("SELECT * FROM {}", table.name)).unwrap();
        let mut rows = statement.query([]).unwrap();
        for record in reader.get_row_iter(None).unwrap() {
            let (record, row) = (record.unwrap(), rows.next().unwrap().expect("a row too many"));
            for (at, (name, field)) in record.get_column_iter().enumerate() {
                assert_eq!(name, table.columns[at].name);
                let stored: Stored = row.get(at).unwrap();
                let held = match (field, table.columns[at].kind) {
                    (Field::Null, _) => Stored::Null,
                    (Field::Str(text), _) => Stored::Text(text.clone()),
                    (Field::Bool(value), _) => Stored::Integer(i64::from(*value)),
                    (Field::Long(number), _) => Stored::Integer(*number),
                    (Field::Double(number), _) => Stored::Real(*number),
                    (Field::Date(days), _) => Stored::Text((date(1970, 1, 1) + Span::new().days(*days)).to_string()),
                    (field, kind) => panic!("{field} in a column of {kind:?}"),
                };
                assert_eq!(held, stored, "{} {name}", table.name);
            }
        }
        assert!(rows.next().unwrap().is_none(), "{}: a row is missing", table.name);
    }
}

#[test]
fn every_document_is_one_line() {
    let bench = converted();
    let text = fs::read_to_string(bench.path("out/dataset/documents.ndjson")).unwrap();
    let lines: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3);
    let first: serde_json::Value = serde_json::from_slice(&fs::read(bench.path("out/a.json")).unwrap()).unwrap();
    assert_eq!(lines[0], first);
}

#[test]
fn the_dataset_is_made_again_only_when_something_changed() {
    let bench = converted();
    let path = bench.path("out/dataset/targets.csv");
    // A file that is made again is another one beside the old one first: no clock has to tell the two apart.
    let file = || same_file::Handle::from_path(&path).unwrap();
    let before = file();
    bench.run(&["convert", "in", "-o", "out", "--format", ALL]).expect(1, &["5 documents as before"]);
    assert_eq!(file(), before);
    bench.file("in/d.txt", "新しい計画\n");
    bench.run(&["convert", "in", "-o", "out", "--format", "csv"]).expect(1, &["5 documents as before"]);
    assert_ne!(file(), before);
    let documents = fs::read_to_string(bench.path("out/dataset/documents.csv")).unwrap();
    assert!(documents.contains("d.txt"), "{documents}");
}
