//! Ids worked out from the source, so that the same table and map always make the same file.

use sha2::{Digest as _, Sha256};

use crate::model::Id;

/// The id of what `parts` name in the source; `kind` keeps a project and an outcome of the same name apart.
pub(super) fn id_of(kind: &str, parts: &[&str]) -> Id {
    let mut hash = Sha256::new();
    for part in std::iter::once(&kind).chain(parts) {
        // The length first: else ("ab", "c") and ("a", "bc") would be one.
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
        hash.update(part.as_bytes());
    }
    let digest: [u8; 32] = hash.finalize().into();
    Id::from_bits(digest.first_chunk().map_or(0, |start| u64::from_be_bytes(*start)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_source_has_the_same_id_and_another_has_another() {
        assert_eq!(id_of("project", &["A1"]), id_of("project", &["A1"]));
        assert_ne!(id_of("project", &["A1"]), id_of("outcome", &["A1"]));
        assert_ne!(id_of("cost", &["ab", "c"]), id_of("cost", &["a", "bc"]));
        // Changing how ids are made would make every import a new portfolio.
        assert_eq!(id_of("project", &["A1"]).to_string(), "3cnzz7wjk1y0");
    }
}
