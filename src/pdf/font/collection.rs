//! Character collections (ISO 32000-2, 9.7.3): CID to Unicode for Japanese, Chinese and Korean.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};

use super::tidy;

/// The text of a CID; none for collections that say nothing (Identity).
pub fn text(family: &CidFamily, cid: u32) -> Option<String> {
    static MAPS: [OnceLock<Option<CMap>>; 4] = [const { OnceLock::new() }; 4];
    let at = match family {
        CidFamily::AdobeJapan1 => 0,
        CidFamily::AdobeGB1 => 1,
        CidFamily::AdobeCNS1 => 2,
        CidFamily::AdobeKorea1 => 3,
        CidFamily::AdobeIdentity | CidFamily::Custom { .. } => return None,
    };
    let map = MAPS.get(at)?.get_or_init(|| unpacked(family.ucs2_cmap()?)).as_ref()?;
    let text = match map.lookup_bf_string(cid)? {
        BfString::Char(c) => c.to_string(),
        BfString::String(text) => text,
    };
    Some(tidy::tidy(&text)).filter(|text| !tidy::is_vague(text))
}

/// A predefined CMap, unpacked once a process: there are some two hundred, and every font of a file may name one.
pub fn predefined(name: &[u8]) -> Option<Arc<CMap>> {
    static KEPT: Mutex<BTreeMap<Vec<u8>, Arc<CMap>>> = Mutex::new(BTreeMap::new());
    if let Some(kept) = KEPT.lock().unwrap_or_else(PoisonError::into_inner).get(name) {
        return Some(Arc::clone(kept));
    }
    let map = Arc::new(unpacked(CMapName::from_bytes(name))?);
    KEPT.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_vec(), Arc::clone(&map));
    Some(map)
}

fn unpacked(name: CMapName<'_>) -> Option<CMap> {
    match name {
        CMapName::IdentityH => Some(CMap::identity_h()),
        CMapName::IdentityV => Some(CMap::identity_v()),
        name => CMap::parse(load_embedded(name)?, load_embedded),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese() {
        assert_eq!(text(&CidFamily::AdobeJapan1, 1125).as_deref(), Some("亜"));
        assert_eq!(text(&CidFamily::AdobeJapan1, 843).as_deref(), Some("あ"));
        assert_eq!(text(&CidFamily::AdobeIdentity, 843), None);
    }
}
