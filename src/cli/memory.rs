//! How much memory this process may have. Whoever wants more than its limit ends, and says so.

use cap::Cap;
use std::alloc::System;

/// The system's allocator, with a count of what is taken: two additions a piece, and the same on
/// every system.
#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

/// Bounds what the process may have from now on, in bytes.
pub(super) fn limit(bytes: u64) {
    let bytes = usize::try_from(bytes).unwrap_or(usize::MAX);
    // Fails where more is taken already: then the next piece is refused, which is what was asked for.
    ALLOCATOR.set_limit(bytes.max(ALLOCATOR.allocated())).ok();
}

/// Reads a size: bytes, or with K, M or G behind the number so many KiB, MiB or GiB.
pub(super) fn size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let shift = match text.get(digits.len()..).unwrap_or_default().to_ascii_uppercase().as_str() {
        "" => 0,
        "K" | "KB" | "KIB" => 10,
        "M" | "MB" | "MIB" => 20,
        "G" | "GB" | "GIB" => 30,
        _ => return Err("write a number of bytes, or one with K, M or G behind it: 512M, 2G".to_owned()),
    };
    let size = digits.parse::<u64>().ok().and_then(|number| number.checked_mul(1 << shift)).filter(|size| *size > 0);
    size.ok_or_else(|| "write a size like 512M or 2G".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read() {
        for (text, expected) in [("7", Some(7)), ("2K", Some(2048)), ("1g", Some(1 << 30)), ("512MiB", Some(512 << 20))]
        {
            assert_eq!(size(text).ok(), expected, "{text}");
        }
        for text in ["", "G", "-1", "1.5G", "3T", "0", "99999999999G"] {
            assert!(size(text).is_err(), "{text}");
        }
    }
}
