//! The metadata stream (ISO 32000-2, 14.3.2): XMP (ISO 16684-1), of which the usual properties are read.

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};

use super::{Info, Stamp, worded};

/// A packet larger than this is more than metadata; the rest of it is not read.
pub const MAX_PACKET: usize = 4 << 20;
/// Elements nested deeper than this are broken.
const MAX_DEPTH: usize = 100;

const DC: &str = "http://purl.org/dc/elements/1.1/";
const XMP: &str = "http://ns.adobe.com/xap/1.0/";
const PDF: &str = "http://ns.adobe.com/pdf/1.3/";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/// A property that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Property {
    Title,
    Author,
    Subject,
    Language,
    Creator,
    Producer,
    Created,
    Modified,
}

impl Property {
    fn named(space: &str, name: &str) -> Option<Self> {
        Some(match (space, name) {
            (DC, "title") => Self::Title,
            (DC, "creator") => Self::Author,
            (DC, "description") => Self::Subject,
            (DC, "language") => Self::Language,
            (XMP, "CreatorTool") => Self::Creator,
            (XMP, "CreateDate") => Self::Created,
            (XMP, "ModifyDate") => Self::Modified,
            (PDF, "Producer") => Self::Producer,
            _ => return None,
        })
    }
}

/// What the packet says; damage ends the reading, what stands before it is kept.
pub fn read(packet: &[u8]) -> Info {
    let text = String::from_utf8_lossy(packet.get(..MAX_PACKET).unwrap_or(packet));
    let mut reader = NsReader::from_str(&text);
    let (mut info, mut open, mut depth) = (Info::default(), Open::default(), 0_usize);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                depth += 1;
                attributes(&reader, &tag, &mut info);
                open.enter(property(&reader, &tag), depth);
            }
            Ok(Event::Empty(tag)) => attributes(&reader, &tag, &mut info),
            Ok(Event::End(_)) => {
                open.leave(depth, &mut info);
                depth = depth.saturating_sub(1);
            }
            Ok(Event::Text(text)) => open.text.push_str(&text.xml_content(XmlVersion::Implicit1_0)),
            Ok(Event::CData(text)) => open.text.push_str(&text.into_inner()),
            Ok(Event::GeneralRef(name)) => open.reference(&name),
            Ok(Event::Eof) | Err(_) => return info,
            Ok(_) => {}
        }
        if depth > MAX_DEPTH {
            return info;
        }
    }
}

/// The property whose element is open, and the text in it.
#[derive(Default)]
struct Open {
    property: Option<(Property, usize)>,
    text: String,
}

impl Open {
    fn enter(&mut self, property: Option<Property>, depth: usize) {
        if let Some(property) = property {
            self.property = Some((property, depth));
        }
        self.text.clear();
    }

    /// An end: of a list's item, or of the property itself. The first item that says anything counts.
    fn leave(&mut self, depth: usize, info: &mut Info) {
        if let Some((property, opened)) = self.property {
            set(info, property, &self.text);
            if opened == depth {
                self.property = None;
            }
        }
        self.text.clear();
    }

    fn reference(&mut self, name: &str) {
        let character = match name.strip_prefix('#') {
            Some(hex) if hex.starts_with(['x', 'X']) => u32::from_str_radix(&hex[1..], 16).ok(),
            Some(decimal) => decimal.parse().ok(),
            None => None,
        };
        match character.and_then(char::from_u32) {
            Some(c) => self.text.push(c),
            None => self.text.push_str(quick_xml::escape::resolve_predefined_entity(name).unwrap_or_default()),
        }
    }
}

fn property(reader: &NsReader<&[u8]>, tag: &BytesStart<'_>) -> Option<Property> {
    match reader.resolver().resolve_element(tag.name()) {
        (ResolveResult::Bound(space), name) => Property::named(space.as_ref(), name.as_ref()),
        _ => None,
    }
}

/// Simple properties may stand as attributes of the description (ISO 16684-1, 7.9.2.2).
fn attributes(reader: &NsReader<&[u8]>, tag: &BytesStart<'_>, info: &mut Info) {
    let description = reader.resolver().resolve_element(tag.name());
    if !matches!(description, (ResolveResult::Bound(space), name) if space.as_ref() == RDF && name.as_ref() == "Description")
    {
        return;
    }
    for attribute in tag.attributes().flatten() {
        if let (ResolveResult::Bound(space), name) = reader.resolver().resolve_attribute(attribute.key)
            && let Some(property) = Property::named(space.as_ref(), name.as_ref())
            && let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0)
        {
            set(info, property, &value);
        }
    }
}

/// Keeps the first value of a property.
fn set(info: &mut Info, property: Property, value: &str) {
    let Some(value) = worded(value) else { return };
    let text = match property {
        Property::Title => &mut info.title,
        Property::Author => &mut info.author,
        Property::Subject => &mut info.subject,
        Property::Language => &mut info.language,
        Property::Creator => &mut info.creator,
        Property::Producer => &mut info.producer,
        Property::Created => {
            info.created.get_or_insert_with(|| Stamp::read(value));
            return;
        }
        Property::Modified => {
            info.modified.get_or_insert_with(|| Stamp::read(value));
            return;
        }
    };
    text.get_or_insert(value);
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACKET: &str = r##"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:a="http://ns.adobe.com/xap/1.0/" a:CreatorTool="Word &amp; more"/>
<rdf:Description xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<d:title><rdf:Alt><rdf:li xml:lang="x-default">取組&amp;成果&#x4e00;</rdf:li><rdf:li>second</rdf:li></rdf:Alt></d:title>
<pdf:Producer>Writer</pdf:Producer><xmp:CreateDate>2024-04-01T12:00:00+09:00</xmp:CreateDate>
<d:language><rdf:Bag><rdf:li>ja</rdf:li></rdf:Bag></d:language><other>left alone</other>
</rdf:Description></rdf:RDF></x:xmpmeta>"##;

    #[test]
    fn properties_as_elements_and_as_attributes() {
        let info = read(PACKET.as_bytes());
        assert_eq!(info.title.as_deref(), Some("取組&成果一"));
        assert_eq!(info.creator.as_deref(), Some("Word & more"));
        assert_eq!(info.producer.as_deref(), Some("Writer"));
        assert_eq!(info.language.as_deref(), Some("ja"));
        assert_eq!(info.created.map(|date| date.to_string()).as_deref(), Some("2024-04-01T12:00:00+09:00"));
        assert_eq!(info.author, None);
    }

    #[test]
    fn damage_keeps_what_stands_before_it() {
        let end = PACKET.find("<pdf:Producer>").unwrap();
        let info = read(&PACKET.as_bytes()[..end]);
        assert_eq!((info.title.as_deref(), info.producer), (Some("取組&成果一"), None));
        assert_eq!(read(&"<a>".repeat(10_000).into_bytes()), Info::default());
        assert_eq!(read(b"\xff\xfe<"), Info::default());
    }
}
