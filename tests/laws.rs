//! What holds for every text, whatever it says: the seeds and every fixture are held against it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod cases;

use cases::{Case, all, ids, json, json_text, list, none_but, sources, span, strings, walk};
use encoding_rs::Encoding;
use rayon::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;
use std::process::Command;
use torikumi::emit;
use unicode_normalization::UnicodeNormalization;

/// The bytes of a place in the encoding that the document says it was read in.
fn printed(document: &Value, bytes: &[u8], (start, end): (usize, usize)) -> Result<String, String> {
    let media_type = document.pointer("/document/source/media_type").and_then(Value::as_str).unwrap();
    let (_, label) = media_type.split_once("charset=").unwrap();
    let slice = bytes.get(start..end).ok_or_else(|| format!("{start}..{end} is outside of {} bytes", bytes.len()))?;
    let encoding = Encoding::for_label(label.as_bytes()).unwrap();
    let text = encoding.decode_without_bom_handling_and_without_replacement(slice);
    text.map(|text| text.into_owned()).ok_or_else(|| format!("{start}..{end} does not decode as {label}"))
}

/// Every `quote` and every `raw` whose place does not hold it, and every figure, period and source
/// without a place.
fn misplaced(document: &Value, bytes: &[u8]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut held = |path: &str, wanted: &Value, place: &Value| {
        let wanted = wanted.as_str().unwrap_or_default();
        match span(place).ok_or_else(|| "has no place".to_owned()).and_then(|span| printed(document, bytes, span)) {
            Ok(there) if there == wanted => {}
            Ok(there) => faults.push(format!("{path} is {wanted:?}, at its place stands {there:?}")),
            Err(fault) => faults.push(format!("{path} {wanted:?}: {fault}")),
        }
    };
    walk("", document, &mut |path, value| {
        if let Some(quote) = value.get("quote") {
            held(&format!("{path}/quote"), quote, value);
        }
        if let Some(raw) = value.get("raw") {
            held(&format!("{path}/raw"), raw, &value["at"]);
        }
    });
    walk("", document, &mut |path, value| {
        let figure = value.get("comparator").is_some() || (value.get("start").is_some() && value.get("end").is_some());
        if figure && (value.get("raw").is_none() || value.get("at").and_then(span).is_none()) {
            faults.push(format!("{path}: a figure or period without its characters or their place"));
        }
    });
    for kind in ["initiatives", "targets", "results", "glossary", "outline", "findings"] {
        for (i, record) in list(document, kind).iter().enumerate() {
            let sources = sources(record);
            if sources.is_empty() || sources.iter().any(|source| span(source).is_none() || source["quote"].is_null()) {
                faults.push(format!("/{kind}/{i}/source: a record without a place"));
            }
        }
    }
    faults
}

/// Holds every case against a law; a fault is told as `name: fault`.
fn over_all(law: impl Fn(&Case) -> Vec<String> + Sync) {
    over_all_but(&[], law);
}

/// The same with faults that are known: each must still be there, or be struck out of the list.
fn over_all_but(known: &[&str], law: impl Fn(&Case) -> Vec<String> + Sync) {
    let faults: Vec<String> = all()
        .par_iter()
        .flat_map_iter(|case| law(case).into_iter().map(|fault| format!("{}: {fault}", case.name)).collect::<Vec<_>>())
        .collect();
    none_but(known, "", faults);
}

#[test]
fn everything_stands_at_its_place() {
    over_all(|case| misplaced(&json(&case.source), &case.source.bytes));
}

#[test]
fn everything_stands_at_its_place_in_every_encoding() {
    over_all(|case| {
        let mut faults = Vec::new();
        for encoding in ["UTF-8 BOM", "UTF-16LE", "UTF-16BE", "Shift_JIS", "EUC-JP"] {
            let bytes = encoded(&plain(&case.text()), encoding);
            let found = misplaced(&json(&case.with(bytes.clone())), &bytes);
            faults.extend(found.into_iter().map(|fault| format!("{encoding}: {fault}")));
        }
        faults
    });
}

/// What is quoted: by records, terms, the title's evidence and the document's own dates.
fn used(document: &Value) -> Vec<(usize, usize)> {
    let kinds = ["initiatives", "targets", "results", "glossary"];
    let quoted = kinds.iter().flat_map(|kind| list(document, kind)).flat_map(sources);
    let evidence = document.pointer("/document/evidence").and_then(Value::as_array).into_iter().flatten();
    let dates = ["issued", "period"].into_iter().filter_map(|field| document["document"][field].get("at"));
    quoted.chain(evidence).chain(dates).filter_map(span).collect()
}

#[test]
fn the_ledger_adds_up_and_a_recount_agrees() {
    over_all(|case| {
        let document = json(&case.source);
        let part = |name: &str| document["coverage"][name].as_u64().unwrap();
        let mut faults = Vec::new();
        let mut equal = |what: &str, ledger: u64, counted: u64| {
            if ledger != counted {
                faults.push(format!("{what}: the ledger says {ledger}, a recount {counted}"));
            }
        };
        let sum = part("used") + part("prose") + part("furniture") + part("unplaced");
        equal("the sum of the parts", part("total"), sum);
        let bom = case.source.bytes.starts_with(b"\xEF\xBB\xBF");
        let at = if bom { 3 } else { 0 };
        let text = case.text();
        let characters: Vec<usize> =
            text.char_indices().filter(|(_, c)| !c.is_whitespace()).map(|(i, _)| i + at).collect();
        equal("total", part("total"), characters.len() as u64);
        let mut covered = vec![false; case.source.bytes.len()];
        used(&document).into_iter().for_each(|(start, end)| covered[start..end].fill(true));
        equal("used", part("used"), characters.iter().filter(|at| covered[**at]).count() as u64);
        if part("unplaced") * 100 > part("total") {
            faults.push(format!("{} of {} characters have no place: more than 1 %", part("unplaced"), part("total")));
        }
        let told =
            list(&document, "findings").iter().any(|finding| finding["code"] == "U000" || finding["code"] == "U001");
        if part("unplaced") > 0 && !told {
            faults.push("characters without a place are told by no finding".to_owned());
        }
        faults
    });
}

#[test]
fn one_thread_and_many_give_the_same_bytes() {
    let cases = all();
    let once: Vec<String> = cases.iter().map(|case| json_text(&case.source)).collect();
    for threads in [1, 2, 8] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let again: Vec<String> = pool.install(|| cases.par_iter().map(|case| json_text(&case.source)).collect());
        for ((case, first), second) in cases.iter().zip(&once).zip(&again) {
            assert_eq!(first, second, "{} with {threads} threads", case.name);
        }
    }
}

#[test]
fn one_job_and_many_write_the_same_files() {
    let run = |jobs: &str| -> Vec<(String, Vec<u8>)> {
        let out = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_torikumi"));
        let _ = command.arg("convert").args(cases::seeds().iter().map(|case| &case.path));
        let _ = command.args(["--quiet", "--jobs", jobs, "-o"]).arg(out.path());
        assert!(command.output().unwrap().status.code().is_some_and(|code| code < 2));
        let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(out.path())
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).unwrap()))
            .collect();
        files.sort();
        assert_eq!(files.len(), 6, "five documents and the manifest");
        files
    };
    let once = run("1");
    assert!(once == run("1"), "two runs differ");
    assert!(once == run("5"), "one job and five differ");
}

/// The text with every character that Shift_JIS or EUC-JP lacks replaced, and those that come back
/// as another one (the wave dash) as that other one.
fn plain(text: &str) -> String {
    let round = |c: char, encoding: &'static Encoding| -> Option<char> {
        let mut buffer = [0; 4];
        let (bytes, _, lost) = encoding.encode(c.encode_utf8(&mut buffer));
        let back = encoding.decode_without_bom_handling_and_without_replacement(&bytes)?.into_owned();
        (!lost).then(|| back.chars().next()).flatten()
    };
    text.chars()
        .map(|c| {
            let once = round(c, encoding_rs::SHIFT_JIS).and_then(|c| round(c, encoding_rs::EUC_JP));
            once.filter(|c| round(*c, encoding_rs::SHIFT_JIS) == Some(*c)).unwrap_or('〓')
        })
        .collect()
}

fn encoded(text: &str, encoding: &str) -> Vec<u8> {
    let utf16 = |unit: fn(u16) -> [u8; 2]| std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(unit).collect();
    match encoding {
        "UTF-8" => text.as_bytes().to_vec(),
        "UTF-8 BOM" => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        "UTF-16LE" => utf16(u16::to_le_bytes),
        "UTF-16BE" => utf16(u16::to_be_bytes),
        other => {
            let (bytes, _, lost) = Encoding::for_label(other.as_bytes()).unwrap().encode(text);
            assert!(!lost, "{other} lacks a character");
            bytes.into_owned()
        }
    }
}

/// The document without its places and what is counted from the file's bytes; line ends as LF.
fn without_places(document: &Value) -> Value {
    match document {
        Value::Object(fields) => {
            let place = |key: &str| matches!(key, "span" | "at" | "bbox" | "sha256" | "bytes" | "media_type");
            fields
                .iter()
                .filter(|(key, _)| !place(key))
                .map(|(key, value)| (key.clone(), without_places(value)))
                .collect()
        }
        Value::Array(values) => values.iter().map(without_places).collect(),
        Value::String(text) => Value::String(text.replace("\r\n", "\n")),
        other => other.clone(),
    }
}

/// Where two documents differ first.
fn difference(first: &Value, second: &Value) -> Option<String> {
    let leaves = |document: &Value| {
        let mut leaves = Vec::new();
        walk("", document, &mut |path, value| {
            if !value.is_object() && !value.is_array() {
                leaves.push((path.to_owned(), value.clone()));
            }
        });
        leaves
    };
    let (first, second) = (leaves(first), leaves(second));
    let at = first.iter().zip(&second).position(|(a, b)| a != b);
    let at = at.or((first.len() != second.len()).then(|| first.len().min(second.len())))?;
    Some(format!("{:?} became {:?}", first.get(at), second.get(at)))
}

#[test]
fn the_encoding_makes_no_difference() {
    over_all(|case| {
        let text = plain(&case.text());
        let expected = without_places(&json(&case.with(text.clone().into_bytes())));
        let mut faults = Vec::new();
        for encoding in ["UTF-8 BOM", "UTF-16LE", "UTF-16BE", "Shift_JIS", "EUC-JP"] {
            let got = without_places(&json(&case.with(encoded(&text, encoding))));
            faults.extend(difference(&expected, &got).map(|difference| format!("{encoding}: {difference}")));
        }
        faults
    });
}

#[test]
fn the_line_ends_make_no_difference() {
    over_all(|case| {
        let text = case.text().replace("\r\n", "\n");
        let expected = without_places(&json(&case.with(text.clone().into_bytes())));
        let bytes = text.replace('\n', "\r\n").into_bytes();
        let document = json(&case.with(bytes.clone()));
        let mut faults = misplaced(&document, &bytes);
        faults.extend(difference(&expected, &without_places(&document)));
        faults
    });
}

#[test]
fn the_output_is_valid() {
    over_all(|case| {
        let document = json(&case.source);
        let source =
            |[start, end]: [u32; 2]| printed(&document, &case.source.bytes, (start as usize, end as usize)).ok();
        let problems = emit::validate(&document).into_iter().chain(emit::validate_against_source(&document, &source));
        problems.map(|problem| problem.to_string()).collect()
    });
}

#[test]
fn identifiers_are_unique_and_references_hold() {
    over_all(|case| {
        let document = json(&case.source);
        let kinds = ["initiatives", "targets", "results"];
        let count: usize = kinds.iter().map(|kind| list(&document, kind).len()).sum();
        let mut faults = Vec::new();
        if ids(&document).len() != count {
            faults.push(format!("{count} records, {} identifiers", ids(&document).len()));
        }
        let of = |kind: &str| -> BTreeSet<&str> {
            list(&document, kind).iter().filter_map(|record| record["id"].as_str()).collect()
        };
        let mut refers = |from: String, id: &str, kind: &str| {
            if !of(kind).contains(id) {
                faults.push(format!("{from} refers to {id}, which is none of the {kind}"));
            }
        };
        for kind in ["targets", "results"] {
            for (i, record) in list(&document, kind).iter().enumerate() {
                if let Some(id) = record["initiative_id"].as_str() {
                    refers(format!("/{kind}/{i}"), id, "initiatives");
                }
            }
        }
        for (i, assessment) in list(&document, "assessments").iter().enumerate() {
            refers(format!("/assessments/{i}"), assessment["target_id"].as_str().unwrap_or_default(), "targets");
            strings(&assessment["result_ids"])
                .into_iter()
                .for_each(|id| refers(format!("/assessments/{i}"), id, "results"));
        }
        faults
    });
}

/// A sentence that says nothing which could become a record.
const PROSE: &str =
    "なお、この段落は本文の読みやすさのために置かれた文章であり、ほかの箇所の内容に関わるものではありません。";

#[test]
fn identifiers_outlive_changes_elsewhere() {
    over_all_but(&[], |case| {
        let text = case.text();
        let lines: Vec<&str> = text.lines().collect();
        // Behind the first paragraph of the document that is a sentence and no part of a table.
        let sentence = |line: &&str| line.ends_with('。') && !line.contains('\t') && line.chars().count() > 44;
        let behind = lines.windows(2).position(|pair| sentence(&pair[0]) && pair[1].trim().is_empty());
        let mut changed = vec![
            ("blank lines above the first", format!("\n\n\n{text}")),
            ("blank lines below the last", format!("{text}\n\n\n")),
            (
                "wider gaps",
                lines.iter().map(|l| if l.trim().is_empty() { "\n\n".into() } else { format!("{l}\n") }).collect(),
            ),
            ("a paragraph at the end", format!("{text}\n\n\n{PROSE}\n")),
        ];
        if let Some(at) = behind {
            let (head, tail) = lines.split_at(at + 1);
            let text = format!("{}\n\n{PROSE}\n\n{}\n", head.join("\n"), tail.join("\n"));
            changed.push(("a paragraph behind the first one", text));
        }
        let before = ids(&json(&case.source));
        let differs = changed.into_iter().filter_map(|(what, text)| {
            let after = ids(&json(&case.with(text.into_bytes())));
            let (lost, new) = (before.difference(&after).count(), after.difference(&before).count());
            (lost + new > 0).then(|| format!("{what}: {lost} identifiers lost, {new} new"))
        });
        differs.collect()
    });
}

/// Marks that open an item; a value is without them.
const BULLETS: &str = "・○〇◯◎●■□◆◇▼▽▶▷▪◾◼◉•‣➢✓✔";

/// What is wrong with a value's text as such.
fn unclean(text: &str) -> Option<&'static str> {
    let tag = |at: usize| {
        let rest = text[at + 1..].trim_start_matches('/');
        rest.starts_with(|c: char| c.is_ascii_alphabetic()) && rest.contains('>')
    };
    match () {
        () if text.is_empty() => Some("is empty"),
        () if text.trim() != text => Some("begins or ends with white space"),
        () if text.contains("  ") => Some("has two spaces in a row"),
        () if text.contains(['\t', '\r', '\n', '\u{3000}', '\u{A0}']) => Some("has white space that is no space"),
        () if text.starts_with(|c| BULLETS.contains(c)) => Some("begins with a bullet"),
        () if text.match_indices('<').any(|(at, _)| tag(at)) => Some("holds a tag"),
        () if text.contains("style=") || text.contains("&nbsp;") => Some("holds what is left of a tag"),
        () if text.starts_with("**") || text.ends_with("**") => Some("holds stars of emphasis"),
        () => None,
    }
}

#[test]
fn values_are_clean() {
    over_all(|case| {
        let document = json(&case.source);
        let mut faults = Vec::new();
        for kind in ["initiatives", "targets", "results", "glossary", "outline"] {
            walk(&format!("/{kind}"), &document[kind], &mut |path, value| {
                let field = path.rsplit('/').next().unwrap_or_default();
                let Some(text) = value.as_str().filter(|_| !matches!(field, "quote" | "raw" | "id")) else {
                    return;
                };
                if path.starts_with("/outline") && field == "text" {
                    return; // Prose keeps its lines and marks; a heading may have none.
                }
                if let Some(fault) = unclean(text) {
                    faults.push(format!("{path} {fault}: {text:?}"));
                }
            });
        }
        walk("", &document, &mut |path, value| {
            let prose = path.starts_with("/outline") && path.ends_with("/text");
            if value.as_str() == Some("") && !prose {
                faults.push(format!("{path} is an empty string"));
            }
        });
        faults
    });
}

/// The letters and digits of a text, folded: what no repair of spaces, marks or dashes touches.
fn letters(text: &str) -> String {
    let folded = text.nfkc().filter(|c| c.is_alphanumeric() && !matches!(c, 'ー' | '一' | '⼀'));
    folded.collect::<String>().to_lowercase()
}

/// Whether all letters of `part` stand in `whole`, in their order.
fn within(part: &str, whole: &str) -> bool {
    let mut rest = whole.chars();
    part.chars().all(|c| rest.any(|other| other == c))
}

/// Everything that a record says is in the quotes of its own source.
#[test]
fn a_record_says_nothing_that_it_does_not_quote() {
    over_all(|case| {
        let document = json(&case.source);
        let mut faults = Vec::new();
        let own = [
            (
                "initiatives",
                ["name", "code", "description", "activities", "next_steps", "departments", "partners"].as_slice(),
            ),
            ("targets", &["text", "indicator", "condition"]),
            ("results", &["text", "details"]),
            ("glossary", &["term", "reading", "definition"]),
        ];
        for (kind, fields) in own {
            for (i, record) in list(&document, kind).iter().enumerate() {
                let quotes: String = sources(record).iter().filter_map(|s| s["quote"].as_str()).collect();
                let quotes = letters(&quotes);
                for field in fields {
                    walk(&format!("/{kind}/{i}/{field}"), &record[field], &mut |path, value| {
                        if let Some(text) = value.as_str().filter(|text| !within(&letters(text), &quotes)) {
                            faults.push(format!("{path} is not in the quotes of its record: {text:?}"));
                        }
                    });
                }
            }
        }
        faults
    });
}
