//! Bytes from somebody else's program, read as text.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::csv::CsvError;

/// Text, and the encoding that it was found to be in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Decoded {
    /// The text without its byte-order mark.
    pub text: String,

    /// The name of the encoding, as "UTF-8" or "windows-1252".
    pub encoding: &'static str,

    /// How many characters the encoding does not know. Each stands as U+FFFD in the text.
    pub unreadable_count: usize,
}

/// Reads bytes as text.
///
/// The byte-order mark decides; without one, text that is mostly zero at every other byte is UTF-16,
/// valid UTF-8 is UTF-8, and for the rest the likeliest of the older encodings is taken.
pub fn decode(bytes: &[u8]) -> Result<Decoded, CsvError> {
    refuse_other_kinds(bytes)?;
    let (encoding, marked) = detect(bytes);
    let body = bytes.get(marked..).unwrap_or_default();
    if let Some(other) = kind_of_text(&encoding.decode_without_bom_handling(head(body)).0) {
        return Err(CsvError::NotCsv { kind: other });
    }

    let before = body.len();
    let (text, had_errors) = encoding.decode_without_bom_handling(body);
    let unreadable_count = if had_errors { replaced_count(&text, before) } else { 0 };
    Ok(Decoded { text: into_string(text), encoding: encoding.name(), unreadable_count })
}

/// The encoding a person named, as "windows-1252" or "UTF-16LE".
pub fn decode_as(bytes: &[u8], label: &str) -> Result<Decoded, CsvError> {
    refuse_other_kinds(bytes)?;
    let encoding = Encoding::for_label(label.as_bytes())
        .ok_or_else(|| CsvError::UnknownEncoding { label: label.to_owned() })?;
    let (text, used, had_errors) = encoding.decode(bytes);
    let unreadable_count = if had_errors { replaced_count(&text, bytes.len()) } else { 0 };
    Ok(Decoded { text: into_string(text), encoding: used.name(), unreadable_count })
}

fn into_string(text: Cow<'_, str>) -> String {
    text.into_owned()
}

fn head(bytes: &[u8]) -> &[u8] {
    bytes.get(..HEAD_BYTES).unwrap_or(bytes)
}

/// How much of a file is looked at to tell what it is.
const HEAD_BYTES: usize = 4_096;

fn replaced_count(text: &str, bytes_max: usize) -> usize {
    text.matches('\u{FFFD}').count().min(bytes_max)
}

/// The encoding, and how many bytes its mark takes.
fn detect(bytes: &[u8]) -> (&'static Encoding, usize) {
    if let Some(found) = Encoding::for_bom(bytes) {
        return found;
    }
    if let Some(wide) = wide_without_mark(head(bytes)) {
        return (wide, 0);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return (UTF_8, 0);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    (detector.guess(None, Utf8Detection::Allow), 0)
}

/// In UTF-16 most letters of most tables have one byte of zero: the second in little endian, the first in big endian.
fn wide_without_mark(head: &[u8]) -> Option<&'static Encoding> {
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|&&byte| byte == 0).count();
    let (even_count, odd_count) = (zeros(0), zeros(1));
    let many = head.len().div_ceil(8);
    if head.len() < 4 || even_count.max(odd_count) < many {
        return None;
    }
    if odd_count > even_count.saturating_mul(4) {
        Some(UTF_16LE)
    } else if even_count > odd_count.saturating_mul(4) {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn refuse_other_kinds(bytes: &[u8]) -> Result<(), CsvError> {
    let kinds: [(&[u8], &'static str); 4] = [
        (b"PK\x03\x04", "an Excel workbook or another ZIP archive"),
        (b"\xD0\xCF\x11\xE0", "an old Excel workbook"),
        (b"%PDF", "a PDF"),
        (b"\x1F\x8B", "a gzip archive"),
    ];
    for (start, kind) in kinds {
        if bytes.starts_with(start) {
            return Err(CsvError::NotCsv { kind });
        }
    }
    Ok(())
}

fn kind_of_text(text: &str) -> Option<&'static str> {
    let start = text.trim_start().chars().take(16).collect::<String>().to_lowercase();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        Some("a web page (HTML)")
    } else if start.starts_with("<?xml") {
        Some("an XML file")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wide(text: &str, little: bool) -> Vec<u8> {
        let bytes = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[track_caller]
    fn check(bytes: &[u8], text: &str, encoding: &str) {
        let found = decode(bytes).unwrap();
        assert_eq!((found.text.as_str(), found.encoding), (text, encoding));
        assert_eq!(found.unreadable_count, 0);
    }

    const TEXT: &str = "Name;Zuständig\nGrößenprüfung;Ægir Þór\n";

    #[test]
    fn utf8_is_read_with_and_without_a_mark() {
        check(TEXT.as_bytes(), TEXT, "UTF-8");
        check(&[b"\xEF\xBB\xBF", TEXT.as_bytes()].concat(), TEXT, "UTF-8");
    }

    #[test]
    fn utf16_is_read_in_both_orders_with_and_without_a_mark() {
        check(&wide(TEXT, true), TEXT, "UTF-16LE");
        check(&wide(TEXT, false), TEXT, "UTF-16BE");
        check(&wide(&format!("\u{FEFF}{TEXT}"), true), TEXT, "UTF-16LE");
        check(&wide(&format!("\u{FEFF}{TEXT}"), false), TEXT, "UTF-16BE");
    }

    #[test]
    fn older_encodings_are_guessed() {
        let western = "Projekt;Straße\nKüche;Überprüfung der Maßnahmen für Gebäude in Köln\n";
        check(&encoding_rs::WINDOWS_1252.encode(western).0, western, "windows-1252");
        let polish =
            "nazwa;miejscowość\nŻółć;Gdańsk, Łódź, Kraków, Śródmieście, więcej pieniędzy\n";
        check(&encoding_rs::WINDOWS_1250.encode(polish).0, polish, "windows-1250");
        let japanese = "名前,費用\n基幹システムの更新プロジェクト,100\n情報の安全性を高める,200\n";
        check(&encoding_rs::SHIFT_JIS.encode(japanese).0, japanese, "Shift_JIS");
    }

    #[test]
    fn a_stated_encoding_is_obeyed() {
        let found = decode_as(b"caf\xE9", "latin1").unwrap();
        assert_eq!((found.text.as_str(), found.encoding), ("café", "windows-1252"));
        let error = decode_as(b"x", "klingon").unwrap_err().to_string();
        assert!(error.starts_with("The encoding “klingon” is not known"), "{error}");
    }

    #[test]
    fn what_the_encoding_does_not_know_is_counted() {
        assert_eq!(decode_as(b"a\xFFb\xFE", "utf-8").unwrap().unreadable_count, 2);
    }

    #[test]
    fn other_kinds_of_file_are_named() {
        #[track_caller]
        fn refused(bytes: &[u8], words: &str) {
            let error = decode(bytes).unwrap_err().to_string();
            assert!(error.contains(words), "{error}");
        }
        refused(b"PK\x03\x04rest", "an Excel workbook");
        refused(b"\xD0\xCF\x11\xE0", "an old Excel workbook");
        refused(b"%PDF-1.7", "a PDF");
        refused(b"\n <!DOCTYPE HTML><html>", "a web page");
        refused(b"\xEF\xBB\xBF<html>", "a web page");
        refused(b"<?xml version='1.0'?>", "an XML file");
    }
}
