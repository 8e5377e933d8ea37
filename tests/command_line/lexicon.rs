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
    bench.run(&["convert", "plan.txt", "-o", "out", "--lexicon", "none.toml"]).expect(2, &["none.toml: cannot be read"]);
    bench.file("my.toml", "[labels\n");
    bench.run(&["convert", "plan.txt", "-o", "out", "--lexicon", "my.toml"]).expect(2, &["my.toml:1: "]);
}
