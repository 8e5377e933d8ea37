//! The user's own labels: where they come from, what they change, what is said of a file that is wrong.

use super::Bench;

/// A plan whose labels no list has.
pub(super) const PLAN: &str = "\
あおぞら市みちしるべ計画

令和6年3月

ことがら\tめあて\tさばき手
町なかの花壇づくり\t花壇を12か所に増やす\t公園緑地課
図書の宅配\t宅配を300件行う\t図書館
朝市の支援\t出店を40店にする\t商工課
";

/// What they mean.
pub(super) const WORDS: &str = "\
# labels of our own documents
[labels]
\"ことがら\" = \"initiative\"
\"めあて\" = \"target\"
\"さばき手\" = \"department\"
";

#[test]
fn labels_of_the_user_make_records_and_are_named_as_their_source() {
    let bench = Bench::new();
    bench.file("in/plan.txt", PLAN).file("my.toml", WORDS);
    bench.run(&["convert", "in", "-o", "plain"]).expect(1, &["nothing"]);
    bench.run(&["convert", "in", "-o", "out", "--lexicon", "my.toml"]).expect(0, &["3 initiatives, 3 targets"]);
    let made = bench.json("out/plan.json");
    assert_eq!(made["initiatives"][1]["name"], "図書の宅配");
    assert_eq!(made["initiatives"][1]["departments"][0], "図書館");
    let id = made["initiatives"][1]["id"].as_str().unwrap().to_owned();
    let explain = ["explain", "in/plan.txt", "--record", &id, "--lexicon", "my.toml"];
    bench.run(&explain).expect(0, &["my.toml:3 initiative \"ことがら\"", "my.toml:5 department \"さばき手\""]);
    let show = ["show", "in/plan.txt", "--stage", "readings", "--lexicon", "my.toml"];
    bench.run(&show).expect(0, &["Role(Target): めあて by めあて (line 4)"]);
}

#[test]
fn a_lexicon_that_changed_converts_again() {
    let bench = Bench::new();
    bench.file("plan.txt", PLAN).file("my.toml", WORDS);
    let convert = ["convert", "plan.txt", "-o", "out", "--lexicon", "my.toml"];
    bench.run(&convert).expect(0, &["[1/1]"]);
    bench.run(&convert).expect(0, &["1 document as before"]);
    bench.file("my.toml", WORDS.replace("\"target\"", "\"description\""));
    bench.run(&convert).expect(0, &["[1/1]", "3 initiatives, 0 targets"]);
    bench.run(&["convert", "plan.txt", "-o", "out"]).expect(1, &["[1/1]", "nothing"]);
}

#[test]
fn a_lexicon_beside_the_documents_is_taken_and_told() {
    let bench = Bench::new();
    bench.file("in/plan.txt", PLAN).file("in/torikumi.toml", WORDS).file("other/plan.txt", PLAN);
    for command in [
        &["convert", "in", "-o", "a"][..],
        &["convert", "in/plan.txt", "-o", "b"],
        &["show", "in/plan.txt", "--stage", "records"],
    ] {
        let run = bench.run(command);
        run.expect(0, &["note: in/torikumi.toml: its labels are taken in"]);
        assert!(!run.stdout.contains("note"), "{}", run.stdout);
    }
    let quiet = bench.run(&["convert", "in", "-o", "c", "--quiet"]);
    assert!(quiet.status == 0 && !quiet.stderr.contains("labels"), "{}", quiet.all());
    bench.file("other/torikumi.toml", WORDS);
    bench.run(&["convert", "in", "other", "-o", "d"]).expect(2, &["are both there", "--lexicon"]);
}

#[test]
fn every_fault_of_a_lexicon_is_told_with_its_line_and_what_may_stand_there() {
    let bench = Bench::new();
    bench.file("plan.txt", PLAN);
    bench.file("my.toml", "[labels]\n\"ことがら\" = \"thing\"\n\"めあて\" = { role = \"target\", how = \"all\" }\n");
    for command in [
        &["convert", "plan.txt", "-o", "out"][..],
        &["show", "plan.txt", "--stage", "readings"],
        &["explain", "plan.txt", "--record", "i-1"],
    ] {
        let run = bench.run(&[command, &["--lexicon", "my.toml"]].concat());
        run.expect(2, &["my.toml:2: ", "initiative, description", "my.toml:3: ", "whole, end, start, inside"]);
    }
    bench
        .run(&["convert", "plan.txt", "-o", "out", "--lexicon", "none.toml"])
        .expect(2, &["none.toml: cannot be read"]);
    bench.file("my.toml", "[labels\n");
    bench.run(&["convert", "plan.txt", "-o", "out", "--lexicon", "my.toml"]).expect(2, &["my.toml:1: "]);
}

/// The lines of a lexicon that findings offer.
fn offered(document: &serde_json::Value) -> String {
    let findings = document["findings"].as_array().unwrap().iter().filter(|finding| finding["code"] == "T010");
    let lines = findings.filter_map(|finding| finding["message"].as_str()?.split_once("[labels] in it: "));
    let lines: Vec<String> = lines.flat_map(|(_, lines)| lines.split(" | ").map(str::to_owned)).collect();
    format!("[labels]\n{}\n", lines.join("\n"))
}

#[test]
fn a_table_that_is_nearly_read_offers_the_line_with_which_it_is_read() {
    let indicators = "しおさい市健康づくり計画\n\n令和6年3月\n\n\
                      指標\tいまのすがた\tゆくて\n健診を受ける人の割合\t42%\t60%\n歩く人の割合\t30%\t45%\n朝食をとる人の割合\t81%\t90%\n";
    let bench = Bench::new();
    for (name, text) in [("plan", PLAN), ("health", indicators)] {
        let (file, made) = (format!("{name}.txt"), format!("{name}/{name}.json"));
        bench.file(&file, text);
        bench.run(&["convert", &file, "-o", name]).expect(1, &["T010", "of 330", "no known label"]);
        let document = bench.json(&made);
        bench.file("offered.toml", offered(&document));
        bench.run(&["convert", &file, "-o", name, "--lexicon", "offered.toml"]);
        let document = bench.json(&made);
        let records = ["initiatives", "targets", "results"].map(|kind| document[kind].as_array().unwrap().len());
        assert!(records.iter().sum::<usize>() >= 3, "{name}: {}", document["findings"]);
    }
}

#[test]
fn tables_of_statistics_members_accounts_and_fees_offer_nothing() {
    let text = "しおさい市のすがた\n\n令和6年3月\n\n\
                年次\t世帯\t人口\n平成27年\t10,210\t25,300\n令和2年\t10,480\t24,100\n令和5年\t10,530\t23,400\n\n\
                氏名\t所属\t備考\n山田花子\t商工会\t会長\n川上一郎\t社会福祉協議会\t副会長\n海野次郎\t自治会連合会\t\n\n\
                款\t予算現額\t収入済額\n市税\t3,100,000千円\t3,080,000千円\n使用料\t210,000千円\t205,000千円\n\n\
                施設\t午前\t午後\n大ホール\t3,000円\t4,000円\n会議室\t500円\t700円\n\n\
                窓口\t電話\t受付時間\n市民課\t0000-11-2222\t8時30分から17時\n税務課\t0000-11-3333\t8時30分から17時\n";
    let bench = Bench::new();
    bench.file("none.txt", text);
    bench.run(&["convert", "none.txt", "-o", "out"]);
    let document = bench.json("out/none.json");
    let told = document["findings"].as_array().unwrap().iter().filter(|finding| finding["code"] == "T010");
    let told: Vec<&serde_json::Value> = told.filter(|finding| finding["severity"] == "notice").collect();
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn labels_that_are_not_known_are_listed_as_lines_of_a_lexicon() {
    let bench = Bench::new();
    let other = PLAN.replace("あおぞら市", "しおさい市").replace("さばき手", "担当課");
    bench.file("in/plan.txt", PLAN).file("in/other.txt", other);
    let run = bench.run(&["labels", "in"]);
    run.expect(0, &["[labels]", "\"ことがら\" = \"initiative\"", "\"さばき手\" = \"department\""]);
    for words in ["2 places in in/other.txt, in/plan.txt: 町なかの花壇づくり", "# 1 place in in/plan.txt: 公園緑地課"]
    {
        assert!(run.stdout.contains(words), "{words:?} is not in {}", run.stdout);
    }
    assert_eq!(run.stderr, "");
    bench.file("listed.toml", &run.stdout);
    bench.run(&["convert", "in", "-o", "out", "--lexicon", "listed.toml"]);
    assert_eq!(bench.json("out/plan.json")["initiatives"].as_array().unwrap().len(), 3);
    // What is known now is listed no more.
    let run = bench.run(&["labels", "in", "--lexicon", "listed.toml", "--json"]);
    let listed: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((&listed["documents"], &listed["labels"]), (&2.into(), &serde_json::json!([])), "{}", run.stdout);
}

#[test]
fn labels_of_a_document_cannot_break_the_lines_of_a_lexicon() {
    let bench = Bench::new();
    let text = PLAN.replace("めあて", "め\"あ\\て]").replace("ことがら", "こと\u{202e}がら");
    bench.file("plan.txt", text);
    let run = bench.run(&["labels", "plan.txt"]);
    assert_eq!(run.status, 0, "{}", run.all());
    assert!(!run.stdout.contains('\u{202e}'), "{}", run.stdout);
    bench.file("listed.toml", &run.stdout);
    bench.run(&["convert", "plan.txt", "-o", "out", "--lexicon", "listed.toml"]).expect(0, &["3 initiatives"]);
    bench.run(&["labels", "none.txt"]).expect(2, &["none.txt"]);
    bench.run(&["labels", "none.txt", "plan.txt"]).expect(1, &["none.txt", "[labels]"]);
}
