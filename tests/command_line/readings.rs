//! How a table was read, told and drawn.

use super::Bench;
use super::lexicon::{PLAN, WORDS};
use serde_json::Value;

/// A plan in which one table is read, one nearly, and one is of another matter.
fn tables() -> String {
    "しおさい市健康づくり計画\n\n令和6年3月\n\n\
     取組名\t内容\t担当課\n朝の体操\t公園で体操の会を開く。\t健康課\n減塩の教室\t年に4回の教室を開く。\t健康課\n合計\t\t\n\n\
     ことがら\tめあて\tさばき手\n花壇づくり\t花壇を12か所に増やす\t公園緑地課\n図書の宅配\t宅配を300件行う\t図書館\n朝市の支援\t出店を40店にする\t商工課\n\n\
     年次\t世帯\t人口\n平成27年\t10,210\t25,300\n令和2年\t10,480\t24,100\n"
        .to_owned()
}

#[test]
fn the_ways_to_read_a_table_are_told() {
    let bench = Bench::new();
    bench.file("plan.txt", tables());
    let table = |number: &str| bench.run(&["explain", "plan.txt", "--table", number]);
    table("1").expect(
        0,
        &[
            "read as initiatives, 2 records",
            " of 330; taken",
            "\"取組名\" is initiative",
            "lexicon/labels.tsv:",
            "values   2 office",
            "rows     record: 2 3",
            "total: 4",
        ],
    );
    table("2").expect(0, &["nearly read, no record", "would be read with  \"ことがら\" = \"initiative\"", "missing: "]);
    table("3").expect(0, &["no record"]);
    table("9").expect(2, &["no table 9", "--stage tables"]);
    bench.run(&["explain", "plan.txt"]).expect(2, &["--record"]);
    let run = bench.run(&["explain", "plan.txt", "--table", "2", "--json"]);
    let told: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(told["ways"][0]["columns"][2]["role"], "department", "{told}");
    assert_eq!(told["near"]["wanted"][0][0], "ことがら");
}

#[test]
fn a_record_tells_the_weights_and_lines_of_data_that_made_it() {
    let bench = Bench::new();
    bench.file("plan.txt", PLAN).file("my.toml", WORDS);
    bench.run(&["convert", "plan.txt", "-o", "out", "--lexicon", "my.toml"]).expect(0, &[]);
    let made = bench.json("out/plan.json");
    for kind in ["initiatives", "targets"] {
        for record in made[kind].as_array().unwrap() {
            let id = record["id"].as_str().unwrap();
            let run = bench.run(&["explain", "plan.txt", "--record", id, "--lexicon", "my.toml"]);
            run.expect(0, &["lexicon  my.toml:", "weight   ", " of 330"]);
        }
    }
}

#[test]
fn the_roles_are_drawn_over_the_page() {
    let bench = Bench::new();
    bench.file(
        "plan.pdf",
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/kinds/action-plan.pdf")).unwrap(),
    );
    let run = bench.run(&["draw", "plan.pdf", "-o", "drawn/", "--layers", "readings"]);
    assert_eq!(run.status, 0, "{}", run.all());
    let names = bench.names("drawn");
    let read = |name: &String| std::fs::read_to_string(bench.path("drawn").join(name)).unwrap();
    let drawn: String = names.iter().map(read).collect();
    for words in ["<g id=\"readings\"", "<title>initiative</title>", ">initiative</text>", ">department</text>"] {
        assert!(drawn.contains(words), "{words}");
    }
    let run = bench.run(&["draw", "plan.pdf", "-o", "-", "--page", "1"]);
    assert!(!run.stdout.contains("id=\"readings\""), "only where it is asked for");
}
