//! Whole documents, built here, one pitfall each.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use super::ink::{Direction, InkPage, Unseen};
use super::{Pdf, read};

/// A document of one page 200 by 100, with this content and these additions to the page and its resources.
pub(super) struct Made {
    pub(super) document: Document,
    pub(super) resources: Dictionary,
    pub(super) page: Dictionary,
    pub(super) catalog: Dictionary,
}

impl Made {
    pub(super) fn new() -> Self {
        let helvetica = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
        let japanese = dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "Ryumin-Light", "Encoding" => "UniJIS-UTF16-H",
            "DescendantFonts" => vec![dictionary! {
                "Type" => "Font", "Subtype" => "CIDFontType0", "BaseFont" => "Ryumin-Light",
                "CIDSystemInfo" => dictionary! {
                    "Registry" => Object::string_literal("Adobe"), "Ordering" => Object::string_literal("Japan1"),
                    "Supplement" => 2,
                },
            }.into()],
        };
        let mut down = japanese.clone();
        down.set("Encoding", "UniJIS-UTF16-V");
        let resources = dictionary! { "Font" => dictionary! { "F" => helvetica, "J" => japanese, "V" => down } };
        let page = dictionary! { "Type" => "Page", "MediaBox" => vec![0.into(), 0.into(), 200.into(), 100.into()] };
        Self { document: Document::with_version("1.7"), resources, page, catalog: dictionary! { "Type" => "Catalog" } }
    }

    fn bytes(mut self, content: &str) -> Vec<u8> {
        let stream = self.document.add_object(Stream::new(Dictionary::new(), content.as_bytes().to_vec()));
        let pages = self.document.new_object_id();
        self.page.set("Contents", stream);
        self.page.set("Parent", pages);
        self.page.set("Resources", self.resources);
        let page = self.document.add_object(self.page);
        let tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
        self.document.objects.insert(pages, tree.into());
        self.catalog.set("Pages", pages);
        let root = self.document.add_object(self.catalog);
        self.document.trailer.set("Root", root);
        let mut bytes = Vec::new();
        self.document.save_to(&mut bytes).unwrap();
        bytes
    }

    pub(super) fn read(self, content: &str) -> Pdf {
        read(&self.bytes(content), None).unwrap()
    }
}

pub(super) fn page(content: &str) -> InkPage {
    Made::new().read(content).pages.remove(0)
}

fn text(page: &InkPage) -> String {
    page.glyphs.iter().map(|glyph| glyph.text.as_str()).collect()
}

pub(super) fn whys(page: &InkPage) -> Vec<Option<Unseen>> {
    page.glyphs.iter().map(|glyph| glyph.unseen).collect()
}

#[test]
fn places_of_glyphs() {
    let page = page("BT /F 10 Tf 20 30 Td (AB) Tj ET");
    assert_eq!(text(&page), "AB");
    let (a, b) = (&page.glyphs[0], &page.glyphs[1]);
    assert_eq!((a.origin.x, a.origin.y, a.size), (20.0, 70.0, 10.0));
    assert!((b.origin.x - 26.67).abs() < 0.001);
}

#[test]
fn japanese_by_codes_and_downwards() {
    assert_eq!(text(&page("BT /J 10 Tf 20 30 Td <53d67d44> Tj ET")), "取組");
    let page = page("BT /V 10 Tf 50 90 Td <53d67d44> Tj ET");
    assert_eq!(text(&page), "取組");
    let (first, second) = (&page.glyphs[0], &page.glyphs[1]);
    assert!(first.vertical && first.direction == Direction::Down);
    assert_eq!((first.rect.left, first.rect.top, second.rect.top), (45.0, 10.0, 20.0));
}

#[test]
fn rotation_crop_and_unit() {
    let mut made = Made::new();
    made.page.set("Rotate", 90);
    made.page.set("CropBox", vec![10.into(), 0.into(), 110.into(), 50.into()]);
    made.page.set("UserUnit", 2);
    let pdf = made.read("BT /F 10 Tf 20 30 Td (A) Tj 300 0 Td (B) Tj ET");
    let page = &pdf.pages[0];
    assert_eq!((page.width, page.height), (100.0, 200.0));
    assert_eq!((text(page).as_str(), page.glyphs[0].direction, page.glyphs[0].size), ("A", Direction::Down, 20.0));
    assert_eq!((page.glyphs[0].origin.x, page.glyphs[0].origin.y), (60.0, 20.0));
    assert!(pdf.warnings.iter().any(|(page, said)| *page == Some(1) && said.starts_with("1 characters outside")));
}

#[test]
fn actual_text_takes_the_glyphs_place() {
    let content = "BT /F 10 Tf 20 30 Td /Span <</ActualText <feff65e5>>> BDC (A) Tj EMC (B) Tj ET";
    assert_eq!(text(&page(content)), "日B");
    let ligature = page("BT /F 10 Tf 20 30 Td /Span <</ActualText (ffi)>> BDC (AB) Tj EMC ET");
    assert_eq!((text(&ligature).as_str(), ligature.glyphs.len()), ("ffi", 1));
}

#[test]
fn fake_bold_is_one_glyph() {
    let page = page("BT /F 10 Tf 20 30 Td (A) Tj ET BT /F 10 Tf 20.3 30 Td (A) Tj ET BT /F 10 Tf 26.7 30 Td (A) Tj ET");
    assert_eq!(text(&page), "AA");
    assert!(page.fonts[usize::from(page.glyphs[0].font)].bold);
    assert!(!page.fonts[usize::from(page.glyphs[1].font)].bold);
}

#[test]
fn unseen_text_is_marked() {
    let page = page("BT /F 10 Tf 3 Tr 20 30 Td (A) Tj ET 0 0 5 5 re W n BT /F 10 Tf 0 Tr 50 50 Td (B) Tj ET");
    assert_eq!(whys(&page), [Some(Unseen::Inkless), Some(Unseen::Clipped)]);
}

#[test]
fn layers_that_are_off() {
    let mut made = Made::new();
    let layer = made.document.add_object(dictionary! { "Type" => "OCG", "Name" => Object::string_literal("x") });
    let off = dictionary! { "OFF" => vec![layer.into()] };
    made.catalog.set("OCProperties", dictionary! { "OCGs" => vec![layer.into()], "D" => off });
    made.resources.set("Properties", dictionary! { "L" => layer });
    let pdf = made.read("/OC /L BDC BT /F 10 Tf 20 30 Td (A) Tj ET 0 0 m 9 0 l S EMC BT /F 10 Tf 20 30 Td (B) Tj ET");
    assert_eq!((text(&pdf.pages[0]).as_str(), pdf.pages[0].rulings.len()), ("B", 0));
}

#[test]
fn a_wrong_to_unicode_is_told() {
    let mut made = Made::new();
    let map = b"4 beginbfchar <01> <0041> <02> <0058> <03> <0059> <04> <005a> endbfchar".to_vec();
    let map = made.document.add_object(Stream::new(Dictionary::new(), map));
    let names = vec![1.into(), "A".into(), "B".into(), "C".into(), "D".into()];
    let font = made.document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Made", "ToUnicode" => map,
        "Encoding" => dictionary! { "Differences" => names },
    });
    made.resources.set("Font", dictionary! { "F" => font });
    let pdf = made.read("BT /F 10 Tf 20 30 Td <01> Tj ET");
    assert_eq!(text(&pdf.pages[0]), "A");
    assert!(pdf.warnings.iter().any(|(_, said)| said.starts_with("font Made: 3 of 4 codes")), "{:?}", pdf.warnings);
}

#[test]
fn forms_carry_text_and_rulings() {
    let mut made = Made::new();
    let form = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 50.into(), 50.into()],
        "Matrix" => vec![1.into(), 0.into(), 0.into(), 1.into(), 10.into(), 0.into()],
    };
    let content = b"BT /F 10 Tf 0 30 Td (A) Tj ET 0 10 m 99 10 l S 0 80 m 99 80 l S /X Do".to_vec();
    let form = made.document.add_object(Stream::new(form, content));
    made.resources.set("XObject", dictionary! { "X" => form });
    let pdf = made.read("q 1 0 0 1 100 0 cm /X Do Q");
    let page = &pdf.pages[0];
    assert_eq!((page.glyphs[0].origin.x, page.rulings.len()), (110.0, 1));
    assert_eq!((page.rulings[0].from.x, page.rulings[0].to.x), (110.0, 160.0), "cut by the form's box");
    assert!(pdf.warnings.iter().any(|(_, said)| said.contains("draws itself")));
}

/// Text of a page with one annotation over the rectangle 100 40 120 60, whose appearance draws A in a box of 10 by 10.
fn annotated(kind: &str, flags: i64) -> InkPage {
    let mut made = Made::new();
    let form = dictionary! {
        "Subtype" => "Form", "BBox" => vec![5.into(), 5.into(), 15.into(), 15.into()],
        "Resources" => dictionary! { "Font" => made.resources.get(b"Font").unwrap().clone() },
    };
    let drawn = made.document.add_object(Stream::new(form, b"BT /F 5 Tf 5 5 Td (A) Tj ET".to_vec()));
    made.page.set(
        "Annots",
        vec![Object::Dictionary(dictionary! {
            "Type" => "Annot", "Subtype" => kind, "F" => flags, "AP" => dictionary! { "N" => drawn },
            "Rect" => vec![100.into(), 40.into(), 120.into(), 60.into()],
        })],
    );
    made.read("2 0 0 2 0 0 cm").pages.remove(0)
}

#[test]
fn annotations_are_drawn_where_they_stand() {
    let page = annotated("FreeText", 4);
    let glyph = &page.glyphs[0];
    assert_eq!((glyph.text.as_str(), glyph.origin.x, glyph.origin.y, glyph.size), ("A", 100.0, 60.0, 10.0));
    assert!(glyph.unseen.is_none());
    for (kind, flags) in [("Widget", 2), ("Widget", 32), ("Popup", 0)] {
        assert_eq!(text(&annotated(kind, flags)), "", "{kind} {flags}");
    }
}

#[test]
fn rulings_of_every_kind() {
    let page = page(
        "0.5 w 10 90 m 90 90 l S [3 2] 0 d 10 80 m 90 80 l S [] 0 d 10 70 80 0.5 re f \
         0.9 g 10 20 80 40 re f q 0 0 100 15 re W n 10 18 m 90 18 l S Q",
    );
    let dashed: Vec<bool> = page.rulings.iter().map(|ruling| ruling.dashed).collect();
    assert_eq!(dashed, [false, true, false]);
    assert_eq!((page.fills.len(), page.fills[0].color), (1, [230; 3]));
}

#[test]
fn abbreviated_and_indirect_filters() {
    let mut made = Made::new();
    let filter = made.document.add_object(Object::Array(vec!["AHx".into()]));
    let hex: String = "BT /F 10 Tf 20 30 Td (A) Tj ET".bytes().map(|byte| format!("{byte:02x}")).collect();
    let form = dictionary! {
        "Subtype" => "Form", "Filter" => filter, "BBox" => vec![0.into(), 0.into(), 200.into(), 100.into()],
    };
    let form = made.document.add_object(Stream::new(form, hex.into_bytes()));
    made.resources.set("XObject", dictionary! { "X" => form });
    assert_eq!(text(&made.read("/X Do").pages[0]), "A");
}

#[test]
fn both_readers_agree() {
    let bytes = Made::new().bytes("BT /J 10 Tf 20 30 Td <53d67d44> Tj ET 0 0 m 50 0 l S");
    let first = read(&bytes, None).unwrap();
    let (second, _) = super::interpret(&super::open::second(&bytes, None).unwrap(), &|page| page).unwrap();
    assert_eq!(first.pages, second.pages);
}

#[test]
fn lost_cross_references_are_rebuilt() {
    let mut bytes = Made::new().bytes("BT /F 10 Tf 20 30 Td (A) Tj ET");
    let at = bytes.windows(9).rposition(|window| window == b"startxref").unwrap();
    bytes.truncate(at);
    assert_eq!(text(&read(&bytes, None).unwrap().pages[0]), "A");
}

#[test]
fn refusals_have_codes() {
    let code = |bytes: &[u8]| read(bytes, None).unwrap_err().code;
    assert_eq!(code(b"PK\x03\x04 something else"), "not_pdf");
    assert_eq!(code(b"%PDF-1.7 and nothing more"), "damaged");
    let deep = format!("%PDF-1.7\n1 0 obj\n{}\nendobj", "[".repeat(200_000));
    assert_eq!(code(deep.as_bytes()), "too_deep");
}

#[test]
fn threads_do_not_matter() {
    let bytes = Made::new().bytes("BT /J 10 Tf 20 30 Td <53d67d44> Tj ET");
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    assert_eq!(one.install(|| read(&bytes, None)).unwrap(), read(&bytes, None).unwrap());
}
