//! A short mark that tells whether a file is still the one that was read.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

/// The SHA-256 of a file's bytes. Equal marks mean equal files.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub [u8; 32]);

impl Fingerprint {
    /// Takes the mark of these bytes; 14 MB take some 30 ms.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

/// 64 hexadecimal digits in lower case.
impl fmt::Display for Fingerprint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Fingerprint({self})")
    }
}

/// The text is not a fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("A fingerprint is 64 hexadecimal digits.")]
pub struct NoFingerprint;

impl FromStr for Fingerprint {
    type Err = NoFingerprint;

    fn from_str(text: &str) -> Result<Self, NoFingerprint> {
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        let bytes: Option<Vec<u8>> =
            pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect();
        let bytes = bytes.filter(|_| rest.is_empty()).ok_or(NoFingerprint)?;
        <[u8; 32]>::try_from(bytes).map(Self).map_err(|_wrong_length| NoFingerprint)
    }
}

/// The worth of one hexadecimal digit, 0 to 15.
fn digit(letter: u8) -> Option<u8> {
    let worth = char::from(letter).to_digit(16)?;
    u8::try_from(worth).ok()
}

#[cfg(test)]
mod tests {
    use super::{Fingerprint, NoFingerprint};

    /// The published answer for "abc" (FIPS 180-2, appendix B.1).
    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn is_the_published_sha_256() {
        assert_eq!(Fingerprint::of(b"abc").to_string(), ABC);
    }

    #[test]
    fn reads_back_what_it_shows() {
        assert_eq!(ABC.parse(), Ok(Fingerprint::of(b"abc")));
        assert_eq!(ABC.to_uppercase().parse(), Ok(Fingerprint::of(b"abc")));
    }

    #[test]
    fn refuses_what_is_too_short_too_long_or_no_digit() {
        let long = format!("{ABC}00");
        let odd = format!("{ABC}0");
        let signed = ABC.replace("ba", "+a");
        for text in ["", "ba78", &long, &odd, &signed, &"é".repeat(32)] {
            assert_eq!(text.parse::<Fingerprint>(), Err(NoFingerprint), "{text}");
        }
    }
}
