//! What a file is when it is no portfolio, so that it can be said in words.

/// Sorts of files that people hand over instead of a portfolio, or that something has happened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Empty,
    Workbook,
    OldWorkbook,
    Pdf,
    Html,
    Json,
    Conflict {
        line: usize,
    },
    Binary,
    /// Nothing speaks against its being a portfolio.
    Text,
}

/// What the bytes look like.
pub(super) fn sort_of_bytes(bytes: &[u8]) -> Sort {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Sort::Empty;
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Sort::Workbook;
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Sort::OldWorkbook;
    }
    if bytes.starts_with(b"%PDF-") {
        return Sort::Pdf;
    }
    Sort::Text
}

/// What the text looks like.
pub(super) fn sort_of_text(text: &str) -> Sort {
    // A byte-order mark alone says nothing either.
    if text.trim().is_empty() {
        return Sort::Empty;
    }
    let start = text.trim_start().chars().take(15).collect::<String>().to_ascii_lowercase();
    if start.starts_with("<!doctype html")
        || start.starts_with("<html")
        || start.starts_with("<?xml")
    {
        return Sort::Html;
    }
    if let Some(line) = conflict_line(text) {
        return Sort::Conflict { line };
    }
    if text.contains('\0') {
        return Sort::Binary;
    }
    let mut opening = text.trim_start().chars().filter(|c| !c.is_whitespace());
    if opening.next() == Some('{') && matches!(opening.next(), Some('"' | '}')) {
        return Sort::Json;
    }
    Sort::Text
}

/// The first line of a conflict that a version control system has left, counted from 1.
fn conflict_line(text: &str) -> Option<usize> {
    // A line that begins so cannot be part of a portfolio: texts stand on one line in it.
    let starts = ["<<<<<<< ", ">>>>>>> ", "||||||| "];
    if !starts.iter().any(|start| text.contains(start)) {
        return None;
    }
    let is_mark = |line: &str| starts.iter().any(|start| line.starts_with(start));
    text.lines().position(is_mark).map(|number| number + 1)
}

/// Text from bytes, and how they were turned into it.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) how: Encoding,
}

/// How the bytes of a file spelt its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Plain,
    ByteOrderMark,
    Utf16,
}

/// How two bytes make one number.
type Order = fn([u8; 2]) -> u16;

/// Takes the byte-order mark off and turns UTF-16 into text; where the bytes are no text, says up to which they are.
pub(super) fn decode(bytes: Vec<u8>) -> Result<Decoded, usize> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        let text = String::from_utf8(rest.to_vec())
            .map_err(|error| error.utf8_error().valid_up_to() + 3)?;
        return Ok(Decoded { text, how: Encoding::ByteOrderMark });
    }
    let wide: Option<(Order, &[u8])> = match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => Some((u16::from_le_bytes, rest)),
        [0xFE, 0xFF, rest @ ..] => Some((u16::from_be_bytes, rest)),
        [0, first, ..] if *first != 0 => Some((u16::from_be_bytes, &bytes)),
        [first, 0, ..] if *first != 0 => Some((u16::from_le_bytes, &bytes)),
        _ => None,
    };
    if let Some((number, rest)) = wide {
        let (pairs, _) = rest.as_chunks::<2>();
        let units = pairs.iter().map(|&pair| number(pair));
        let text = char::decode_utf16(units)
            .map(|unit| unit.map_err(|_lone_half| 0_usize))
            .collect::<Result<_, _>>()?;
        return Ok(Decoded { text, how: Encoding::Utf16 });
    }
    let text = String::from_utf8(bytes).map_err(|error| error.utf8_error().valid_up_to())?;
    Ok(Decoded { text, how: Encoding::Plain })
}

/// The lines of comment before the first bracket, as they stand, each with its line end.
pub(super) fn preamble(text: &str) -> &str {
    let mut length = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        if !bare.is_empty() && !bare.starts_with("//") {
            break;
        }
        length += line.len();
    }
    let all = text.get(..length).unwrap_or_default();
    if all.trim().is_empty() { "" } else { all }
}

/// How many comments there are after the first bracket: a program that saves the file does not keep those.
pub(super) fn comment_count(text: &str) -> usize {
    if !text.contains("//") && !text.contains("/*") {
        return 0;
    }
    super::locate::Walk::new(text)
        .filter(|piece| matches!(piece, super::locate::Piece::Comment))
        .count()
}
