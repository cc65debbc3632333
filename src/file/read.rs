//! Any version of a file → portfolio and warnings, or words that say what is wrong and where.

use ron::error::SpannedError;

use super::Fingerprint;
use super::error::{ReadError, Trouble};
use super::kept::In;
use super::locate;
use super::quick;
use super::sniff::{self, Encoding, Sort};
use super::v1::{self, PortfolioV1};
use crate::model::Portfolio;

/// The most brackets that may be open at once; the format itself needs eight.
const DEPTH_MAX: usize = 64;

/// The largest file that is opened without being asked for.
pub const BYTES_MAX: u64 = 64 * 1024 * 1024;
/// The largest file that is opened at all.
pub const BYTES_MAX_ANYWAY: u64 = 512 * 1024 * 1024;

/// What a person should know about a file that could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// It began with a byte-order mark; it is saved without.
    ByteOrderMark,
    /// It was UTF-16; it is saved as UTF-8.
    Utf16,
    /// Its lines ended in CR LF; they are saved with LF.
    CarriageReturns,
    /// It holds comments after its first bracket, which are not kept when it is saved.
    Comments {
        /// How many.
        count: usize,
    },
    /// A newer version wrote it; what this version does not know is kept as it is.
    Newer {
        /// What made it.
        made_by: String,
    },
}

impl std::fmt::Display for Warning {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::ByteOrderMark => formatter.write_str("The file began with a byte-order mark; it is saved without."),
            Self::Utf16 => formatter.write_str("The file was UTF-16; it is saved as UTF-8."),
            Self::CarriageReturns => {
                formatter.write_str("The lines of the file ended the Windows way; they are saved with a plain line feed.")
            }
            Self::Comments { count: 1 } => formatter.write_str(
                "The file holds a comment after its first bracket; it is not kept when the file is saved. The original stays as a backup.",
            ),
            Self::Comments { count } => write!(
                formatter,
                "The file holds {count} comments after its first bracket; they are not kept when the file is saved. The original stays as a backup."
            ),
            Self::Newer { made_by } => write!(
                formatter,
                "A newer version made this file ({made_by}). What this version does not know is kept as it is."
            ),
        }
    }
}

/// A file that could be read.
#[derive(Debug, Clone)]
pub struct Opened {
    /// What it says. It may contradict itself: see [`flaws`](crate::model::flaws).
    pub portfolio: Portfolio,
    /// The lines of comment before its first bracket; they are written back.
    pub preamble: String,
    /// What a person should know.
    pub warnings: Vec<Warning>,
    /// What the bytes were, to see later whether somebody else has changed them.
    pub fingerprint: Fingerprint,
}

/// Reads a file that is already in memory. Never panics, whatever the bytes.
pub fn read(bytes: Vec<u8>) -> Result<Opened, ReadError> {
    let fingerprint = Fingerprint::of(&bytes);
    refuse(sniff::sort_of_bytes(&bytes), "")?;
    let decoded = sniff::decode(bytes).map_err(not_text)?;
    let text = decoded.text;
    refuse(sniff::sort_of_text(&text), &text)?;
    let envelope = envelope(&text)?;
    let (shape, comment_count) = parse(&text)?;
    let mut warnings = warnings(&text, decoded.how, comment_count);
    if envelope.format > v1::FORMAT {
        warnings.push(Warning::Newer { made_by: shape.made_by.clone() });
    }
    let portfolio = v1::portfolio_of(shape).map_err(|misfit| {
        let error = ReadError::new(
            Trouble::Content,
            capitalised(&misfit.what),
            "Mend the line shown above in a text editor, or open the last good backup.",
        );
        match locate::follow(&text, &misfit.trail) {
            Some(mark) => error.at_mark(&text, mark),
            None => error,
        }
    })?;
    Ok(Opened { portfolio, preamble: sniff::preamble(&text).to_owned(), warnings, fingerprint })
}

/// Refuses a file by its size before it is read.
pub fn refuse_size(bytes: u64, bytes_max: u64) -> Result<(), ReadError> {
    if bytes <= bytes_max {
        return Ok(());
    }
    let megabytes = |bytes: u64| bytes >> 20;
    let what = format!("The file is too large: {} MiB", megabytes(bytes));
    let help = if bytes <= BYTES_MAX_ANYWAY {
        format!(
            "A portfolio of 10 000 projects has about 15 MiB. Files of up to {} MiB can be opened with --large.",
            megabytes(BYTES_MAX_ANYWAY)
        )
    } else {
        format!(
            "No portfolio is larger than {} MiB. Is it the right file?",
            megabytes(BYTES_MAX_ANYWAY)
        )
    };
    Err(ReadError::new(Trouble::TooLarge, what, help))
}

fn warnings(text: &str, how: Encoding, comment_count: usize) -> Vec<Warning> {
    let mut warnings = match how {
        Encoding::Plain => Vec::new(),
        Encoding::ByteOrderMark => vec![Warning::ByteOrderMark],
        Encoding::Utf16 => vec![Warning::Utf16],
    };
    if text.contains("\r\n") {
        warnings.push(Warning::CarriageReturns);
    }
    if comment_count > 0 {
        warnings.push(Warning::Comments { count: comment_count });
    }
    warnings
}

fn not_text(valid_up_to: usize) -> ReadError {
    ReadError::new(
        Trouble::OtherFormat,
        format!("The file is no text: byte {} is not valid UTF-8", valid_up_to + 1),
        "Is it the right file? If an editor has saved it in another encoding, save it there as UTF-8.",
    )
}

fn refuse(sort: Sort, text: &str) -> Result<(), ReadError> {
    let other = |what: &str, help: &str| Err(ReadError::new(Trouble::OtherFormat, what, help));
    let spreadsheet = "Save the sheet as CSV and bring it in with portolan import.";
    match sort {
        Sort::Text => Ok(()),
        Sort::Empty => Err(ReadError::new(
            Trouble::Empty,
            "The file is empty",
            "Open the last good backup, or start a new portfolio.",
        )),
        Sort::Workbook => other("This is an Excel workbook or another zip archive, not a portfolio", spreadsheet),
        Sort::OldWorkbook => other("This is an old Excel or Word file, not a portfolio", spreadsheet),
        Sort::Pdf => other("This is a PDF, not a portfolio", "Ask its author for the .ron file it was made from."),
        Sort::Html => other(
            "This is a web page, not a portfolio",
            "A download may have saved a sign-in page instead of the file: download it again.",
        ),
        Sort::Json => other(
            "This is JSON, not a portfolio",
            "A portfolio begins with a round bracket and its format: (format: 1, …",
        ),
        Sort::Binary => other("The file is no text: there are zero bytes in it", "Is it the right file?"),
        Sort::Conflict { line } => Err(ReadError::new(
            Trouble::Conflict,
            "Two versions stand side by side in the file: a merge was left unfinished",
            "Take the version of each part that you want and remove the lines that begin with <<<<<<<, ======= and >>>>>>>.",
        )
        .at(text, locate::offset(text, line, 1))),
    }
}

/// The first fields of a file, which say who can read it.
struct Envelope {
    format: u32,
}

/// Reads the first two fields alone: a file of a newer version may hold anything after them.
fn envelope(text: &str) -> Result<Envelope, ReadError> {
    let body = skip_blank(text);
    let fields = body
        .strip_prefix('(')
        .or_else(|| body.strip_prefix("Portfolio").map(skip_blank)?.strip_prefix('('));
    let format = fields.and_then(|fields| number_field(fields, "format"));
    let Some((format, rest)) = format else {
        let start = text.len() - body.len();
        return Err(ReadError::new(
            Trouble::OtherFormat,
            "This is no Portolan portfolio: it does not begin with its format",
            "A portfolio begins with (format: 1, min_reader: 1, … Is it the right file?",
        )
        .at(text, start));
    };
    let min_reader = number_field(rest, "min_reader").map_or(format, |(number, _)| number);
    if min_reader > v1::FORMAT {
        let made_by = text_field(text, "made_by").unwrap_or("a newer version of Portolan");
        return Err(ReadError::new(
            Trouble::TooNew,
            format!(
                "The file was made by {made_by} in format {format}; this program reads up to format {}",
                v1::FORMAT
            ),
            "Install the newer version, or ask for the file in the older format.",
        ));
    }
    Ok(Envelope { format })
}

/// What is left after blanks, comments and `#![…]` lines.
fn skip_blank(mut text: &str) -> &str {
    loop {
        text = text.trim_start();
        let Some(skipped) = comment_length(text) else { return text };
        text = text.get(skipped..).unwrap_or_default();
    }
}

fn comment_length(text: &str) -> Option<usize> {
    let to_end = |mark: &str| text.find(mark).map_or(text.len(), |at| at + mark.len());
    if text.starts_with("//") {
        Some(to_end("\n"))
    } else if text.starts_with("/*") {
        Some(to_end("*/"))
    } else if text.starts_with("#![") {
        Some(to_end("]"))
    } else {
        None
    }
}

/// The whole number of the field at the beginning of `text`, and what comes after it.
fn number_field<'a>(text: &'a str, name: &str) -> Option<(u32, &'a str)> {
    let value =
        skip_blank(skip_blank(text).strip_prefix(name)?).strip_prefix(':').map(skip_blank)?;
    let length = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    let (number, rest) = value.split_at_checked(length)?;
    let rest = skip_blank(rest);
    Some((number.parse().ok()?, rest.strip_prefix(',').unwrap_or(rest)))
}

/// The text of a field that stands near the beginning.
fn text_field<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let value =
        text.split_once(name)?.1.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    let text = value.split('"').next()?;
    (text.len() <= 80).then_some(text)
}

/// What the text says, and how many comments there are after its first bracket.
fn parse(text: &str) -> Result<(PortfolioV1, usize), ReadError> {
    // The quick reader takes no comments there, so they need not be looked for.
    if let Some(shape) = quick::read(text) {
        return Ok((shape, 0));
    }
    let shape = parse_in_full(text)?;
    let body = text.get(sniff::preamble(text).len()..).unwrap_or_default();
    Ok((shape, sniff::comment_count(body)))
}

/// Reads whatever the format allows, and has the words for what it does not.
pub(super) fn parse_in_full(text: &str) -> Result<PortfolioV1, ReadError> {
    let options = ron::Options::default().with_recursion_limit(DEPTH_MAX);
    options
        .from_str::<In<PortfolioV1>>(text)
        .map(|shape| shape.0)
        .map_err(|error| syntax(text, &error))
}

fn syntax(text: &str, error: &SpannedError) -> ReadError {
    let mut offset = locate::offset(text, error.span.start.line, error.span.start.col);
    if error.code == ron::Error::TrailingCharacters {
        offset = text.len() - text.get(offset..).map_or(0, |rest| rest.trim_start().len());
    }
    if is_cut_short(text, error) {
        return ReadError::new(
            Trouble::CutShort,
            "The file is cut short: it stops before everything that was begun in it is closed",
            "Get the file again from where it came from, or open the last good backup.",
        )
        .at(text, text.trim_end().len().saturating_sub(1));
    }
    let (trouble, help) = match &error.code {
        ron::Error::ExceededRecursionLimit => {
            (Trouble::Content, "No portfolio is nested so deeply. Is it the right file?")
        }
        ron::Error::Message(_)
        | ron::Error::MissingStructField { .. }
        | ron::Error::DuplicateStructField { .. } => (
            Trouble::Content,
            "Mend the line shown above in a text editor, or open the last good backup.",
        ),
        _ => (
            Trouble::Syntax,
            "Mend the line shown above in a text editor, or open the last good backup.",
        ),
    };
    let what = if has_decimals(text, offset, error) {
        "a whole number is expected here, without point or exponent".to_owned()
    } else {
        in_words(&error.code)
    };
    ReadError::new(trouble, capitalised(&what), help).at(text, offset)
}

/// Whether it is the decimal point or the exponent of a number that stands where a comma should.
fn has_decimals(text: &str, offset: usize, error: &SpannedError) -> bool {
    let Some((before, after)) = text.split_at_checked(offset) else { return false };
    error.code == ron::Error::ExpectedComma
        && before.ends_with(|c: char| c.is_ascii_digit())
        && after.starts_with(['.', 'e', 'E'])
}

/// Whether the file ends while brackets or quotes are open.
fn is_cut_short(text: &str, error: &SpannedError) -> bool {
    if matches!(error.code, ron::Error::Eof | ron::Error::ExpectedStringEnd) {
        return true;
    }
    let mut open = 0_i64;
    for piece in locate::Walk::new(text) {
        match piece {
            locate::Piece::Open => open += 1,
            locate::Piece::Close => open -= 1,
            _ => {}
        }
    }
    // What is wrong in the middle is said there; an open end counts only if reading got that far.
    let last_line = text.trim_end().matches('\n').count() + 1;
    open > 0 && error.span.end.line >= last_line
}

/// The parser's message, or a plainer one where there is one.
fn in_words(error: &ron::Error) -> String {
    match error {
        ron::Error::ExpectedComma => "a comma is missing before this".to_owned(),
        ron::Error::ExpectedString => "a text in quotes is expected here".to_owned(),
        ron::Error::ExpectedInteger => "a whole number is expected here".to_owned(),
        ron::Error::ExpectedFloat => "a number is expected here".to_owned(),
        ron::Error::ExpectedArray => "a list in square brackets is expected here".to_owned(),
        ron::Error::ExpectedMap => "a table in curly brackets is expected here".to_owned(),
        ron::Error::ExpectedMapColon => "a colon is missing here".to_owned(),
        ron::Error::ExpectedIdentifier => {
            "the name of a field or a closing bracket is expected here".to_owned()
        }
        ron::Error::ExpectedStructLike | ron::Error::ExpectedNamedStructLike(_) => {
            "a record in round brackets is expected here".to_owned()
        }
        ron::Error::TrailingCharacters => {
            "there is something after the end of the portfolio".to_owned()
        }
        ron::Error::IntegerOutOfBounds => "the number is too large or below zero".to_owned(),
        ron::Error::ExceededRecursionLimit => {
            format!("more than {DEPTH_MAX} brackets are open at once")
        }
        ron::Error::MissingStructField { field, .. } => {
            format!("the field `{field}` is missing in this record")
        }
        ron::Error::DuplicateStructField { field, .. } => {
            format!("the field `{field}` stands twice in the same record")
        }
        ron::Error::NoSuchEnumVariant { expected, found, .. } => {
            format!("`{found}` is none of {}", expected.join(", "))
        }
        other => other.to_string(),
    }
}

fn capitalised(sentence: &str) -> String {
    let mut characters = sentence.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// Whether a portfolio, once written, reads as itself and brings in no contradiction of its own.
pub(super) fn reads_as(text: &str, portfolio: &Portfolio) -> bool {
    parse(text)
        .ok()
        .and_then(|(shape, _)| v1::portfolio_of(shape).ok())
        .is_some_and(|read| read == *portfolio)
}
