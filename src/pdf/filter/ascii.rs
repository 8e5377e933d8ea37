//! The filters that write bytes as ASCII: hexadecimal and base 85 (ISO 32000-2, 7.4.2 and 7.4.3).
//!
//! A character that is no digit has taken a digit's place: bytes are spoiled where they stand, seldom added. It counts
//! as a digit, so that what follows stays in step.

use super::Decoded;
use crate::pdf::lexer::is_blank;

/// ASCIIHexDecode, with what is wrong in it told: other characters than digits, no `>` at the end, data behind it.
///
/// Where digits alone follow a `>`, it is a spoiled digit or one too many, and the data goes on.
pub fn hex(data: &[u8], most: usize) -> Decoded {
    let mut bytes = Vec::with_capacity((data.len() / 2).min(most));
    let (mut high, mut sound, mut ended, mut goes_on) = (None, true, false, false);
    for (at, byte) in data.iter().enumerate() {
        if is_blank(*byte) {
            continue;
        }
        if *byte == b'>' {
            ended = true;
            let behind = || data[at + 1..].iter().filter(|b| !is_blank(**b));
            if behind().next().is_none() {
                break;
            }
            sound = false;
            goes_on = goes_on || behind().all(|b| b.is_ascii_hexdigit() || *b == b'>');
            if !goes_on {
                break;
            }
            if high.is_none() {
                continue;
            }
        }
        let digit = char::from(*byte).to_digit(16).map(|digit| digit as u8);
        sound &= digit.is_some();
        let digit = digit.unwrap_or(0);
        match high.take() {
            Some(first) => bytes.push(first << 4 | digit),
            None => high = Some(digit),
        }
        if bytes.len() > most {
            break;
        }
    }
    bytes.extend(high.map(|first: u8| first << 4));
    Decoded::within(most, bytes, sound && ended)
}

/// The bytes of a hexadecimal string (7.3.4.3): a missing last digit is 0, other characters are passed over.
pub fn hex_into(data: &[u8], bytes: &mut Vec<u8>) {
    let mut high = None;
    for digit in data.iter().take_while(|b| **b != b'>').filter_map(|b| char::from(*b).to_digit(16)) {
        let digit = digit as u8;
        match high.take() {
            Some(first) => bytes.push(first << 4 | digit),
            None => high = Some(digit),
        }
    }
    bytes.extend(high.map(|first| first << 4));
}

/// ASCII85Decode, with what is wrong in it told: characters and groups that do not exist, no `~>` at the end, data
/// behind it. Where a `~` stands without its `>`, the data goes on.
pub fn base85(data: &[u8], most: usize) -> Decoded {
    let mut bytes = Vec::with_capacity((data.len() / 5 * 4).min(most));
    let (mut group, mut count) = (0u64, 0);
    let (mut sound, mut ended) = (true, false);
    let data = data.strip_prefix(b"<~").unwrap_or(data);
    for (at, byte) in data.iter().enumerate() {
        let digit = match byte {
            blank if is_blank(*blank) => continue,
            b'~' => {
                let mut behind = data[at + 1..].iter().filter(|b| !is_blank(**b));
                if matches!(behind.next(), Some(b'>') | None) {
                    ended = true;
                    sound &= behind.next().is_none();
                    break;
                }
                None
            }
            b'z' if count == 0 => {
                bytes.extend_from_slice(&[0; 4]);
                continue;
            }
            b'!'..=b'u' => Some(byte - b'!'),
            _ => None,
        };
        sound &= digit.is_some();
        group = group * 85 + u64::from(digit.unwrap_or(0));
        count += 1;
        if count == 5 {
            // A group beyond four bytes does not exist (7.4.3).
            sound &= u32::try_from(group).is_ok();
            bytes.extend_from_slice(&(group as u32).to_be_bytes());
            (group, count) = (0, 0);
        }
        if bytes.len() > most {
            break;
        }
    }
    if count > 1 {
        let padded = (count..5).fold(group, |group, _| group * 85 + 84);
        bytes.extend_from_slice((padded as u32).to_be_bytes().get(..count - 1).unwrap_or_default());
    }
    // One character alone is no group.
    Decoded::within(most, bytes, sound && ended && count != 1)
}

#[cfg(test)]
mod tests {
    use super::super::Fate;
    use super::*;

    fn told(found: Decoded) -> (String, Fate) {
        (String::from_utf8_lossy(&found.bytes).into_owned(), found.fate)
    }

    #[test]
    fn decodes() {
        let whole = |text: &str| (text.to_owned(), Fate::Whole);
        assert_eq!(told(hex(b"48 65 6C6c 7>\r\n", 99)), whole("Hellp"));
        assert_eq!(told(base85(b"<~87cURD]j~>", 99)), whole("Hello "));
        assert_eq!(told(base85(b"z~\n>\n", 99)), whole("\0\0\0\0"));
    }

    #[test]
    fn damage_is_told_and_what_is_sound_is_kept() {
        let damaged = |text: &str| (text.to_owned(), Fate::Damaged);
        assert_eq!(told(hex(b"48656c6c", 99)), damaged("Hell"), "no end");
        assert_eq!(told(hex(b"4865>6c6c>", 99)), damaged("Hell"), "an end in the middle");
        assert_eq!(told(hex(b"48656>6c>", 99)), damaged("He`l"), "a digit that became an end");
        assert_eq!(told(hex(b"4x656c>", 99)), damaged("@el"), "a digit spoiled");
        assert_eq!(told(hex(b"4865> BT (x) Tj", 99)), damaged("He"), "other data behind the end");
        assert_eq!(told(base85(b"87cURD]j", 99)), damaged("Hello "), "no end");
        assert_eq!(told(base85(b"87cUR87c\x7fR87cUR~>", 99)).0.get(..4), Some("Hell"), "a spoiled digit");
        assert!(told(base85(b"87cUR87c\x7fR87cUR~>", 99)).0.ends_with("Hell"), "what follows stays in step");
        assert_eq!(told(base85(b"87cUR~87cU~>", 99)).1, Fate::Damaged, "an end in the middle");
        assert_eq!(base85(b"uuuuu~>", 99).fate, Fate::Damaged, "a group beyond four bytes");
    }

    #[test]
    fn what_is_too_large_is_cut() {
        assert_eq!(told(hex(b"48656c6c>", 2)), ("He".to_owned(), Fate::Cut));
        assert_eq!(told(base85(b"87cURD]j~>", 5)), ("Hello".to_owned(), Fate::Cut));
    }
}
