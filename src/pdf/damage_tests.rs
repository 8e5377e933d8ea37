//! Damaged, cut and hostile files, built here, one kind each: what is sound is read, the rest is told, and no file costs
//! more than an honest one.

use std::fmt::Write as _;
use std::io::Write as _;
use std::time::{Duration, Instant};

use super::{Pdf, PdfError, read};

const FONT: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
/// Far more than any of these files takes where its cost is bounded, also on a busy machine.
const SOON: Duration = Duration::from_secs(60);

/// A file of these objects; 1 is the catalogue, 2 the root of the page tree, 4 the font.
fn file(objects: &[(u32, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut table = String::new();
    for (number, object) in objects {
        let _ = write!(table, "{number} 1\n{:010} 00000 n \n", bytes.len());
        bytes.extend(format!("{number} 0 obj\n").into_bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    let size = objects.iter().map(|(number, _)| number + 1).max().unwrap_or(0);
    bytes
        .extend(format!("xref\n{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").into_bytes());
    bytes
}

fn object(number: u32, text: &str) -> (u32, Vec<u8>) {
    (number, text.as_bytes().to_vec())
}

fn stream(number: u32, entries: &str, data: &[u8]) -> (u32, Vec<u8>) {
    let head = format!("<<{entries}/Length {}>>\nstream\n", data.len());
    (number, [head.as_bytes(), data, b"\nendstream"].concat())
}

/// A page that says `word`, and its content as the next object.
fn page(number: u32, word: &str) -> [(u32, Vec<u8>); 2] {
    let next = number + 1;
    let dict = format!("<</Type/Page/MediaBox[0 0 612 792]/Resources<</Font<</F 4 0 R>>>>/Contents {next} 0 R>>");
    [object(number, &dict), stream(next, "", format!("BT /F 12 Tf 72 700 Td ({word}) Tj ET").as_bytes())]
}

/// A document with this page tree and pages that say their numbers.
fn tree(objects: &[(u32, &str)], pages: &[u32]) -> Vec<u8> {
    let mut all = vec![object(1, "<</Type/Catalog/Pages 2 0 R>>"), object(4, FONT)];
    all.extend(objects.iter().map(|(number, text)| object(*number, text)));
    all.extend(pages.iter().flat_map(|number| page(*number, &number.to_string())));
    file(&all)
}

/// A document of one page with these resources and contents besides the objects given.
fn single(catalog: &str, resources: &str, contents: &str, others: Vec<(u32, Vec<u8>)>) -> Vec<u8> {
    let page = format!("<</Type/Page/MediaBox[0 0 612 792]/Resources<<{resources}>>/Contents {contents}>>");
    let catalog = format!("<</Type/Catalog/Pages 2 0 R{catalog}>>");
    let tree = object(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
    file(&[vec![object(1, &catalog), tree, object(3, &page), object(4, FONT)], others].concat())
}

fn words(pdf: &Pdf) -> Vec<String> {
    pdf.pages.iter().map(|page| page.glyphs.iter().map(|glyph| glyph.text.as_str()).collect()).collect()
}

fn said(pdf: &Pdf) -> String {
    pdf.warnings.iter().map(|(_, warning)| format!("{warning}\n")).collect()
}

fn within_time(bytes: &[u8]) -> Result<Pdf, PdfError> {
    let start = Instant::now();
    let outcome = read(bytes, None);
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    outcome
}

fn deflated(bytes: impl Iterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    bytes.for_each(|part| packer.write_all(&part).unwrap());
    packer.finish().unwrap()
}

// ---- the page tree

#[test]
fn a_tree_may_be_a_list() {
    let mut nodes = vec![(2, "<</Type/Pages/Count 300/Kids[1000 0 R 5001 0 R]>>".to_owned())];
    nodes.extend((1..300).map(|at| {
        let kids = if at < 299 { format!("{} 0 R {} 0 R", 1000 + 2 * at, 5001 + at) } else { "1598 0 R".to_owned() };
        (5000 + at, format!("<</Type/Pages/Kids[{kids}]/Count {}>>", 300 - at))
    }));
    let nodes: Vec<(u32, &str)> = nodes.iter().map(|(number, text)| (*number, text.as_str())).collect();
    let pages: Vec<u32> = (0..300).map(|at| 1000 + 2 * at).collect();
    let pdf = read(&tree(&nodes, &pages), None).unwrap();
    assert_eq!(words(&pdf), pages.iter().map(u32::to_string).collect::<Vec<_>>());
    assert_eq!(said(&pdf), "");
}

#[test]
fn a_page_named_twice_is_two_pages() {
    let pdf = read(&tree(&[(2, "<</Type/Pages/Kids[10 0 R 12 0 R 10 0 R]/Count 3>>")], &[10, 12]), None).unwrap();
    assert_eq!((words(&pdf), said(&pdf)), (vec!["10".to_owned(), "12".into(), "10".into()], String::new()));
}

#[test]
fn kids_that_lead_nowhere_are_told() {
    let nowhere = "<</Type/Pages/Kids[null 10 0 R 99 0 R 7 0 R 2 0 R 12 0 R]/Count 4>>";
    let pdf = read(&tree(&[(2, nowhere), (7, "<</Type/Pages/Kids 98 0 R/Count 1>>")], &[10, 12]), None).unwrap();
    assert_eq!(words(&pdf), ["10", "12"]);
    assert!(said(&pdf).contains("says that there are 4 pages, 2 were found"), "{}", said(&pdf));
    assert!(said(&pdf).contains("4 entries of the page tree lead to no page"), "{}", said(&pdf));
}

#[test]
fn a_page_that_no_tree_names_is_read_where_pages_are_missing() {
    let lacks = read(&tree(&[(2, "<</Type/Pages/Kids[10 0 R 99 0 R]/Count 2>>")], &[10, 12]), None).unwrap();
    assert_eq!(words(&lacks), ["10", "12"]);
    assert!(said(&lacks).contains("1 pages that the page tree does not name are read"), "{}", said(&lacks));
    let taken_out = read(&tree(&[(2, "<</Type/Pages/Kids[10 0 R]/Count 1>>")], &[10, 12]), None).unwrap();
    assert_eq!(words(&taken_out), ["10"]);
    assert_eq!(said(&taken_out), "1 pages that the page tree does not name are left out\n");
}

#[test]
fn pages_that_the_cross_references_miss_are_found() {
    let bytes = tree(&[(2, "<</Type/Pages/Kids[10 0 R 12 0 R 14 0 R]/Count 3>>")], &[10, 12, 14]);
    let text = String::from_utf8(bytes).unwrap();
    let entry = |number: u32| format!("{:010} 00000 n", text.find(&format!("\n{number} 0 obj")).unwrap() + 1);
    let broken = text.replace(&entry(12), "0000000003 00000 n").replace(&entry(13), "0000000003 00000 n");
    assert_ne!(broken, text);
    assert_eq!(words(&read(broken.as_bytes(), None).unwrap()), ["10", "12", "14"]);
}

#[test]
fn a_tree_that_doubles_at_each_node_ends() {
    let nodes: Vec<(u32, String)> =
        (0..40).map(|at| (100 + at, format!("<</Type/Pages/Kids[{0} 0 R {0} 0 R]>>", 101 + at))).collect();
    let mut nodes: Vec<(u32, &str)> = nodes.iter().map(|(number, text)| (*number, text.as_str())).collect();
    nodes.extend([(2, "<</Type/Pages/Kids[10 0 R 100 0 R]/Count 9>>"), (140, "<</Type/Pages/Kids[]>>")]);
    let pdf = within_time(&tree(&nodes, &[10])).unwrap();
    assert_eq!(words(&pdf), ["10"]);
    assert!(said(&pdf).contains("the rest is left out"), "{}", said(&pdf));
}

// ---- streams

#[test]
fn damaged_streams_keep_what_is_sound_and_tell() {
    let lines: String =
        (0..50).map(|line| format!("BT /F 9 Tf 20 {} Td (line{line}.) Tj ET\n", 780 - 15 * line)).collect();
    let hex: String = lines.bytes().map(|byte| format!("{byte:02x}")).collect();
    let lzw = weezl::encode::Encoder::with_tiff_size_switch(weezl::BitOrder::Msb, 8).encode(lines.as_bytes()).unwrap();
    let rows: Vec<u8> = lines.as_bytes().chunks(16).flat_map(|row| [&[0], row].concat()).collect();
    let packed = deflated([rows].into_iter());
    let runs: Vec<u8> = lines.as_bytes().chunks(100).flat_map(|run| [&[run.len() as u8 - 1], run].concat()).collect();
    let middle = hex.len() / 4 * 2;
    let cases: [(&str, Vec<u8>, &str); 6] = [
        ("/Filter/LZWDecode", lzw[..lzw.len() / 2].to_vec(), "line3."),
        ("/Filter/ASCIIHexDecode", format!("{}>{}>", &hex[..middle], &hex[middle..]).into_bytes(), "line49."),
        ("/Filter/ASCIIHexDecode", hex.as_bytes()[..middle].to_vec(), "line3."),
        ("/Filter/RunLengthDecode", runs[..runs.len() / 2].to_vec(), "line3."),
        ("/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 16>>", packed[..packed.len() / 2].to_vec(), "line3."),
        (
            "/Filter[/AHx/LZW]",
            [lzw[..lzw.len() / 2].iter().map(|b| format!("{b:02x}")).collect::<String>().as_bytes(), b">"].concat(),
            "line3.",
        ),
    ];
    for (filter, data, last) in cases {
        let pdf = read(&single("", "/Font<</F 4 0 R>>", "5 0 R", vec![stream(5, filter, &data)]), None).unwrap();
        assert!(words(&pdf)[0].contains(last), "{filter}: {:?}", words(&pdf));
        assert!(said(&pdf).contains("content is damaged"), "{filter}: {}", said(&pdf));
    }
}

#[test]
fn what_is_over_the_limit_is_told_and_what_stands_before_it_is_read() {
    let blank = deflated((0..20).map(|_| vec![b' '; 1 << 20]));
    let other = vec![stream(5, "", b"BT /F 12 Tf 72 700 Td (before) Tj ET"), stream(6, "/Filter/FlateDecode", &blank)];
    let again = "6 0 R ".repeat(600);
    let pdf = within_time(&single("", "/Font<</F 4 0 R>>", &format!("[5 0 R {again}]"), other)).unwrap();
    assert_eq!(words(&pdf), ["before"]);
    assert!(said(&pdf).contains("too large: only the beginning"), "{}", said(&pdf));
}

#[test]
fn forms_that_double_end() {
    let mut forms = vec![stream(5, "", b"BT /F 12 Tf 72 700 Td (before) Tj ET /X Do")];
    forms.extend((100..124).map(|number| {
        let inner = format!("/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {} 0 R>>>>", number + 1);
        stream(number, &inner, b"/X Do /X Do")
    }));
    let pdf = within_time(&single("", "/Font<</F 4 0 R>>/XObject<</X 100 0 R>>", "5 0 R", forms)).unwrap();
    assert_eq!(words(&pdf), ["before"]);
    assert!(said(&pdf).contains("too large"), "{}", said(&pdf));
}

#[test]
fn an_array_of_unlike_lengths_is_no_room() {
    let row = deflated([b"BT /F 12 Tf 72 700 Td (word) Tj ET".to_vec()].into_iter());
    for columns in ["1000000000", "99999999999999999999", "-5"] {
        let filter = format!("/Filter/FlateDecode/DecodeParms<</Predictor 2/Columns {columns}/Colors 999999999>>");
        within_time(&single("", "/Font<</F 4 0 R>>", "5 0 R", vec![stream(5, &filter, &row)])).unwrap();
    }
}

// ---- fonts, labels, outlines

#[test]
fn fonts_that_are_missing_or_give_widths_again_and_again_cost_little() {
    let choose = "/No 9 Tf ".repeat(100_000) + "BT /W 12 Tf 72 700 Td <0041> Tj ET";
    let widths = "0 65535 500 ".repeat(50_000);
    let font = format!(
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/X/W[{widths}]/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>>>"
    );
    let above = object(7, "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/UniJIS-UTF16-H/DescendantFonts[8 0 R]>>");
    let others = vec![stream(5, "", choose.as_bytes()), above, object(8, &font)];
    let pdf = within_time(&single("", "/Font<</W 7 0 R>>", "5 0 R", others)).unwrap();
    assert_eq!(words(&pdf), ["A"]);
}

#[test]
fn labels_outlines_and_names_that_lead_back_end() {
    let others = vec![
        stream(5, "", b"BT /F 12 Tf 72 700 Td (word) Tj ET"),
        object(7, "<</First 9 0 R/Last 9 0 R/Count 1>>"),
        object(8, "<</Kids[8 0 R 8 0 R 10 0 R]/Nums[0 11 0 R]/Names[(a)[3 0 R/Fit]]>>"),
        object(9, "<</Title(x)/Next 9 0 R/First 9 0 R/Parent 7 0 R/Dest(a)>>"),
        object(10, "<</Kids[8 0 R 10 0 R]/Nums[0 11 0 R]>>"),
        object(11, "<</S/r/St 4>>"),
    ];
    let catalog = "/Outlines 7 0 R/PageLabels 8 0 R/Names<</Dests 8 0 R>>";
    let pdf = within_time(&single(catalog, "/Font<</F 4 0 R>>", "5 0 R", others)).unwrap();
    assert_eq!(pdf.pages[0].label.as_deref(), Some("iv"));
    assert_eq!(pdf.info.outline.len(), 1);
    assert_eq!(pdf.info.outline[0].page, Some(1));
}

// ---- beginnings and ends

#[test]
fn a_header_may_be_misspelled_late_or_lost() {
    let whole = tree(&[(2, "<</Type/Pages/Kids[10 0 R]/Count 1>>")], &[10]);
    let misspelled = [b"%PDF1.7\n\n", &whole[9..]].concat();
    let late = [&b"X-Header: a mail's head\r\n".repeat(200)[..], &whole].concat();
    let lost = whole[9..].to_vec();
    let returns: Vec<u8> = whole.iter().map(|byte| if *byte == b'\n' { b'\r' } else { *byte }).collect();
    for (bytes, what) in [(misspelled, "misspelled"), (late, "late"), (lost, "lost"), (returns, "carriage returns")] {
        let pdf = read(&bytes, None).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(words(&pdf), ["10"], "{what}");
    }
}

#[test]
fn a_download_that_was_broken_off_is_named_as_one() {
    let whole = tree(&[(2, "<</Type/Pages/Kids[10 0 R 12 0 R]/Count 2>>")], &[10, 12]);
    let at = |word: &[u8]| whole.windows(word.len()).position(|window| window == word).unwrap();
    for length in [at(b"xref"), at(b"13 0 obj") + 12] {
        let pdf = read(&whole[..length], None).unwrap();
        assert_eq!(words(&pdf)[0], "10");
        assert!(said(&pdf).contains("the file ends in the middle: download it again"), "{}", said(&pdf));
    }
    let refused = read(&whole[..at(b"4 0 obj")], None).unwrap_err();
    assert!(refused.message.contains("the file ends in the middle"), "{refused}");
    assert_eq!(refused.hint, "download it again");
}
