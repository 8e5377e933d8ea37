//! What a first user meets: arguments that are wrong, files that are not there. Every message names what it is about and says
//! what to do, and the exit status is that of the README.

use super::made::book;
use super::{Bench, GOOD};

/// Runs each command; its status is 2, and it says all of the words.
fn refused(bench: &Bench, cases: &[(&[&str], &[&str])]) {
    for (arguments, words) in cases {
        let run = bench.run(arguments);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{arguments:?}: {}", run.stderr);
        words.iter().for_each(|word| assert!(run.stderr.contains(word), "{arguments:?}: {word:?}: {}", run.stderr));
    }
}

#[test]
fn a_code_that_is_not_known_is_refused() {
    let bench = Bench::new();
    bench.file("a.txt", GOOD);
    let none = "there is no such code of findings; near it: ";
    refused(
        &bench,
        &[
            (&["convert", "a.txt", "-o", "out", "--allow=U0O3"], &["'U0O3' for '--allow <CODE>'", none, "U003"]),
            (&["convert", "a.txt", "-o", "out", "--allow=U03"], &["'U03' for '--allow <CODE>'", none, "U003"]),
            (&["convert", "a.txt", "-o", "out", "--allow=Code"], &["'Code' for '--allow <CODE>'", none]),
            (&["convert", "a.txt", "-o", "out", "--allow=---"], &["'---' for '--allow <CODE>'", none]),
            (&["convert", "a.txt", "-o", "out", "--allow="], &["--allow <CODE>"]),
        ],
    );
    assert!(!bench.path("out").exists());
    for code in ["--allow=U003", "--allow=u003", "--allow=needs_ocr"] {
        bench.run(&["convert", "a.txt", "-o", "out", code]).expect(0, &[]);
    }
}

#[test]
fn numbers_that_are_none_are_refused_with_what_to_write() {
    let bench = Bench::new();
    bench.file("a.txt", GOOD).file("a.pdf", book(1));
    let whole: &[&str] = &["write a whole number, 1 or more"];
    refused(
        &bench,
        &[
            (&["convert", "a.txt", "-o", "out", "--jobs", "x"], whole),
            (&["convert", "a.txt", "-o", "out", "--jobs", "0"], whole),
            (&["convert", "a.txt", "-o", "out", "--max-pages", "0"], whole),
            (&["convert", "a.txt", "-o", "out", "--max-pages=-1"], whole),
            (&["tables", "a.pdf", "--table", "0"], whole),
            (&["draw", "a.pdf", "-o", "x.svg", "--page", "1,0"], whole),
            (&["text", "a.txt", "--timeout", "0"], &["write a number of seconds, more than 0"]),
            (&["text", "a.txt", "--timeout", "soon"], &["write a number of seconds, more than 0"]),
            (&["text", "a.txt", "--max-memory", "0"], &["write a size like 512M or 2G"]),
            (&["explain", "a.txt", "--record", ""], &["--record <ID>"]),
        ],
    );
}

#[test]
fn what_is_not_there_is_named_with_what_to_do() {
    let bench = Bench::new();
    bench.file("a.txt", GOOD).file("a.pdf", book(1)).run(&["convert", "a.txt", "-o", "out"]).expect(0, &[]);
    let none: &[&str] = &["none.pdf: unreadable: expected a file, found none", "check the path"];
    refused(
        &bench,
        &[
            (&["text", "none.pdf"], none),
            (&["tables", "none.pdf"], none),
            (&["show", "none.pdf", "--stage", "blocks"], none),
            (&["explain", "none.pdf", "--record", "i-1"], none),
            (&["draw", "none.pdf", "-o", "x.svg"], none),
            (
                &["verify", "out/a.json", "none.pdf"],
                &["none.pdf: unreadable: expected a file, found none", "check the path"],
            ),
            (&["verify", "none.json", "a.txt"], &["none.json: there is no such file; check the path"]),
            (&["validate", "none.json"], &["none.json: there is no such file; check the path"]),
            (
                &["convert", "none.txt", "-o", "new"],
                &["none.txt: missing: there is no such file or folder; check the path"],
            ),
            (&["convert", "*.docx", "-o", "new"], &["*.docx: missing: no file bears such a name; check the path"]),
            (&["validate", "out/a.json", "--source", "none"], &["--source none: is no folder; name the folder"]),
            (&["validate", "out/a.json", "--source", "a.txt"], &["--source a.txt: is no folder; name the folder"]),
            (&["tables", "a.pdf", "--table", "9"], &["a.pdf: no table 9: the document has 0 tables; choose another"]),
            (
                &["draw", "a.pdf", "-o", "x.svg", "--page", "9"],
                &["a.pdf: no page 9: the document has 1 page; choose another"],
            ),
            (&["draw", "a.pdf", "-o", "none/x.svg"], &["none/x.svg: cannot be written", "name another place with -o"]),
            (&["draw", "a.pdf", "-o", "a.pdf"], &["a.pdf: the output is the document itself; name another file"]),
            (
                &["draw", "a.pdf", "-o", "x.svg", "--background", "none.png"],
                &["none.png: the background", "check the path"],
            ),
            (&["tables", "a.txt"], &["a.txt: not_pdf: expected a PDF", "name a PDF"]),
            (
                &["show", "a.txt", "--stage", "blocks", "--page", "1"],
                &["a.txt: --format json and --page", "leave them out"],
            ),
        ],
    );
    assert!(!bench.path("x.svg").exists());
}

/// Nothing could be read: whatever the refusal, the status is 2. Beside a good document it is 1.
#[test]
fn a_document_alone_that_is_refused_is_status_2() {
    let bench = Bench::new();
    bench.file("a.txt", GOOD).file("long.txt", "市の計画\n".repeat(200_000)).file("book.pdf", book(2));
    for (name, limit, code) in [
        ("long.txt", ["--timeout", "0.0001"], "timeout"),
        ("long.txt", ["--max-memory", "64K"], "memory"),
        ("book.pdf", ["--max-pages", "1"], "too_many_pages"),
    ] {
        let told = format!("{name}: {code}: ");
        bench.run(&[&["convert", name, "-o", "alone"][..], &limit].concat()).expect(2, &[&told, "Nothing was written"]);
        bench.run(&[&["convert", name, "-o", "alone"][..], &limit].concat()).expect(2, &[&told, "as before"]);
    }
    bench.run(&["convert", "a.txt", "book.pdf", "-o", "both", "--max-pages", "1"]).expect(1, &["too_many_pages"]);
}

#[test]
fn what_is_no_json_says_what_is() {
    let bench = Bench::new();
    bench.file("a.txt", GOOD);
    bench.run(&["validate", "a.txt"]).expect(1, &["a.txt: is no JSON", "name a file that torikumi convert wrote"]);
    refused(
        &bench,
        &[(&["verify", "a.txt", "a.txt"], &["a.txt: is no JSON", "name a file that torikumi convert wrote"])],
    );
}
