//! What is done to a PDF: to its objects, and inside of its unpacked streams.

use super::dice::Dice;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// Whether bytes are a PDF, by their first line.
pub fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-")
}

/// A PDF written anew with some of its objects and streams spoiled.
pub fn spoiled(objects: &Document, times: usize, dice: &mut Dice) -> Vec<u8> {
    let mut document = objects.clone();
    for _ in 0..times {
        if dice.below(3) == 0 { in_object(&mut document, dice) } else { in_stream(&mut document, dice) }
    }
    let mut bytes = Vec::new();
    match document.save_to(&mut bytes) {
        Ok(()) => bytes,
        Err(_) => Vec::new(),
    }
}

/// Two objects of a file change places as they stand, the rest stays: its xref is wrong afterwards.
pub fn swapped(bytes: Vec<u8>, dice: &mut Dice) -> Vec<u8> {
    let starts: Vec<usize> = bytes
        .windows(5)
        .enumerate()
        .filter(|(_, five)| five == b" obj\n" || five == b" obj\r")
        .map(|(at, _)| at + 5)
        .collect();
    let body = |from: usize| {
        let end = bytes[from..].windows(6).position(|six| six == b"endobj")?;
        Some(from..from + end)
    };
    let pair = [dice.one_of(&starts), dice.one_of(&starts)].map(|at| at.and_then(|at| body(*at)));
    let [Some(one), Some(other)] = pair else { return bytes };
    let (one, other) = if one.start <= other.start { (one, other) } else { (other, one) };
    if one.end > other.start {
        return bytes;
    }
    [&bytes[..one.start], &bytes[other.clone()], &bytes[one.end..other.start], &bytes[one.clone()], &bytes[other.end..]]
        .concat()
}

/// An object altered, taken out, or made a reference to another.
fn in_object(document: &mut Document, dice: &mut Dice) {
    let ids: Vec<ObjectId> = document.objects.keys().copied().collect();
    let (Some(id), Some(other)) = (dice.one_of(&ids).copied(), dice.one_of(&ids).copied()) else { return };
    match dice.below(8) {
        0 => _ = document.objects.remove(&id),
        1 => _ = document.objects.insert(id, Object::Reference(other)),
        2 => {
            let copy = document.objects.get(&other).cloned().unwrap_or(Object::Null);
            document.objects.insert(id, copy);
        }
        _ => {
            if let Some(object) = document.objects.get_mut(&id) {
                alter(object, other, dice, 6);
            }
        }
    }
}

/// Alters an object, or something in it.
fn alter(object: &mut Object, other: ObjectId, dice: &mut Dice, depth: usize) {
    match object {
        Object::Dictionary(entries) if depth > 0 => in_entries(entries, other, dice, depth),
        Object::Stream(stream) if depth > 0 => in_entries(&mut stream.dict, other, dice, depth),
        Object::Array(items) if depth > 0 && !items.is_empty() => {
            let at = dice.below(items.len());
            match dice.below(6) {
                0 => _ = items.remove(at),
                1 => items.insert(at, items[at].clone()),
                2 => items.truncate(at),
                _ => alter(&mut items[at], other, dice, depth - 1),
            }
        }
        _ => *object = odd(other, dice),
    }
}

fn in_entries(entries: &mut Dictionary, other: ObjectId, dice: &mut Dice, depth: usize) {
    let keys: Vec<Vec<u8>> = entries.iter().map(|(key, _)| key.clone()).collect();
    let (Some(key), Some(second)) = (dice.one_of(&keys), dice.one_of(&keys)) else { return };
    match dice.below(6) {
        0 => _ = entries.remove(key),
        1 => {
            let value = entries.get(second).cloned().unwrap_or(Object::Null);
            entries.set(key.clone(), value);
        }
        _ => {
            if let Ok(value) = entries.get_mut(key) {
                alter(value, other, dice, depth - 1);
            }
        }
    }
}

/// A value that nobody expects.
fn odd(other: ObjectId, dice: &mut Dice) -> Object {
    match dice.below(12) {
        0 => Object::Null,
        1 => Object::Boolean(true),
        2 => Object::Integer([0, -1, 1, 2, 255, 65_536, i64::from(i32::MAX), i64::MAX, i64::MIN][dice.below(9)]),
        3 => Object::Real([0.0, -1.0, 0.001, 1e9, -1e9, f32::MAX][dice.below(6)]),
        4 => Object::Array(Vec::new()),
        5 => Object::Dictionary(Dictionary::new()),
        6 => Object::string_literal(vec![b'\\'; dice.below(40)]),
        7 => Object::Name(NAMES[dice.below(NAMES.len())].as_bytes().to_vec()),
        8 => Object::Array(vec![Object::Integer(-7); dice.below(300)]),
        _ => Object::Reference(other),
    }
}

const NAMES: [&str; 24] = [
    "FlateDecode",
    "LZWDecode",
    "ASCII85Decode",
    "ASCIIHexDecode",
    "RunLengthDecode",
    "Identity-H",
    "Identity-V",
    "UniJIS-UTF16-H",
    "90ms-RKSJ-H",
    "WinAnsiEncoding",
    "Type0",
    "Type1",
    "Type3",
    "TrueType",
    "CIDFontType0",
    "CIDFontType2",
    "Page",
    "Pages",
    "Catalog",
    "XObject",
    "Form",
    "Image",
    "ObjStm",
    "XRef",
];

/// What is put into the contents of a page, a form or a map of characters.
const TOKENS: [&str; 46] = [
    "q ",
    "Q ",
    "BT ",
    "ET ",
    "Tj ",
    "TJ ",
    "Td ",
    "Tm ",
    "Tf ",
    "T* ",
    "' ",
    "\" ",
    "Tr ",
    "3 Tr ",
    "Tz ",
    "0 Tz ",
    "Ts ",
    "TL ",
    "Tc ",
    "Tw ",
    "cm ",
    "0 0 0 0 0 0 cm ",
    "1e30 0 0 1e30 0 0 cm ",
    "-1 0 0 1 0 0 cm ",
    "0 1 -1 0 0 0 cm ",
    "re f ",
    "re S ",
    "m l S ",
    "W n ",
    "Do ",
    "/Span <</ActualText (x)>> BDC ",
    "EMC ",
    "BI ",
    "ID ",
    "EI ",
    "[ ",
    "] ",
    "<< ",
    ">> ",
    "( ",
    ") ",
    "< ",
    "> ",
    "beginbfrange ",
    "endbfchar ",
    "<FFFF> <0000> <D800> ",
];

/// The content of a stream changed, written without a filter or with the one that it had.
fn in_stream(document: &mut Document, dice: &mut Dice) {
    let is_stream = |object: &Object| matches!(object, Object::Stream(_));
    let ids: Vec<ObjectId> =
        document.objects.iter().filter(|(_, object)| is_stream(object)).map(|(id, _)| *id).collect();
    let Some(Object::Stream(stream)) = dice.one_of(&ids).and_then(|id| document.objects.get_mut(id)) else { return };
    let packed = dice.below(4) == 0;
    let mut content = match stream.decompressed_content() {
        Ok(content) if !packed => content,
        _ => stream.content.clone(),
    };
    for _ in 0..1 + dice.below(4) {
        spoil(&mut content, dice);
    }
    if packed {
        stream.set_content(content);
    } else {
        stream.set_plain_content(content);
    }
}

fn spoil(content: &mut Vec<u8>, dice: &mut Dice) {
    let stretch = dice.stretch(content.len());
    // Where a number or a hexadecimal digit stands, from some place on.
    let digit = content[stretch.start..].iter().position(u8::is_ascii_hexdigit).map(|at| stretch.start + at);
    match dice.below(8) {
        0 => content.drain(stretch).for_each(drop),
        1 => {
            let doubled = content[stretch.clone()].repeat([1, 1, 3, 30][dice.below(4)]);
            content.splice(stretch.end..stretch.end, doubled).for_each(drop);
        }
        2 => content.truncate(stretch.start),
        3 | 4 => {
            let token = TOKENS[dice.below(TOKENS.len())].as_bytes();
            content.splice(stretch.start..stretch.start, token.iter().copied()).for_each(drop);
        }
        5 => digit.into_iter().for_each(|at| content[at] = b"0123456789ABCDEF-."[dice.below(18)]),
        6 => {
            let number = ["0", "-1", "1e9", "99999999999", "0.00001", "-32768", "65535"][dice.below(7)].as_bytes();
            digit.into_iter().for_each(|at| content.splice(at..at + 1, number.iter().copied()).for_each(drop));
        }
        _ => content.get_mut(stretch.start).into_iter().for_each(|byte| *byte = dice.below(256) as u8),
    }
}
