//! The filters without compression worth the name: hexadecimal, base 85, run lengths.

/// ASCIIHexDecode (7.4.2): a missing last digit is 0, other characters are passed over.
pub fn hex(data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(data.len() / 2);
    hex_into(data, &mut bytes);
    bytes
}

/// As [`hex`], behind what is there already.
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

/// ASCII85Decode (7.4.3): ends at `~`, other characters are passed over.
pub fn base85(data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(data.len() / 5 * 4);
    let mut group = 0u32;
    let mut count = 0;
    let data = data.strip_prefix(b"<~").unwrap_or(data);
    for byte in data.iter().take_while(|b| **b != b'~') {
        match byte {
            b'z' if count == 0 => bytes.extend_from_slice(&[0; 4]),
            b'!'..=b'u' => {
                group = group.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                count += 1;
                if count == 5 {
                    bytes.extend_from_slice(&group.to_be_bytes());
                    (group, count) = (0, 0);
                }
            }
            _ => {}
        }
    }
    if count > 1 {
        let padded = (count..5).fold(group, |group, _| group.wrapping_mul(85).wrapping_add(84));
        bytes.extend_from_slice(padded.to_be_bytes().get(..count - 1).unwrap_or_default());
    }
    bytes
}

/// RunLengthDecode (7.4.5), no longer than `limit`.
pub fn run_length(data: &[u8], limit: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut left = data;
    while let Some((&length, rest)) = left.split_first() {
        if length == 128 || bytes.len() > limit {
            break;
        }
        if length < 128 {
            let (run, rest) = rest.split_at((usize::from(length) + 1).min(rest.len()));
            bytes.extend_from_slice(run);
            left = rest;
        } else if let Some((&byte, rest)) = rest.split_first() {
            bytes.extend(std::iter::repeat_n(byte, 257 - usize::from(length)));
            left = rest;
        } else {
            break;
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes() {
        assert_eq!(hex(b"48 65 6C6c 7>"), b"Hellp");
        assert_eq!(base85(b"<~87cURD]j~>"), b"Hello ");
        assert_eq!(base85(b"z~>"), [0; 4]);
        assert_eq!(run_length(&[2, b'a', b'b', b'c', 254, b'd', 128, 9], 100), b"abcddd");
    }
}
