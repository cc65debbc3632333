//! What can go wrong between a portfolio and its file, in words.

use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::locate;

/// What sort of thing was in the way of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// There is nothing in it.
    Empty,
    /// It is larger than allowed.
    TooLarge,
    /// It is something else: a workbook, a web page, a picture.
    OtherFormat,
    /// A version control system has left two versions side by side in it.
    Conflict,
    /// A newer program made it, and says that older ones cannot read it.
    TooNew,
    /// It stops before its end.
    CutShort,
    /// It is written in a way that cannot be understood.
    Syntax,
    /// It can be understood, but says something that cannot be.
    Content,
}

/// Where in a file something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// The record and field around it, in words, where there is one.
    pub within: Option<String>,
    /// Up to three lines of the file with a caret under the place.
    pub picture: String,
}

/// Why a file could not be read: what, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    /// What sort of thing was in the way.
    pub trouble: Trouble,
    /// What is wrong, in a sentence without full stop.
    pub what: String,
    /// Where, if it is at one place.
    pub place: Option<Place>,
    /// What to do, in a sentence.
    pub help: String,
}

impl std::error::Error for ReadError {}

impl fmt::Display for ReadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.what)?;
        if let Some(Place { line, column, within, picture }) = &self.place {
            write!(formatter, "\nLine {line}, column {column}")?;
            if let Some(within) = within {
                write!(formatter, ": {within}")?;
            }
            write!(formatter, "\n{picture}")?;
        }
        write!(formatter, "\n{}", self.help)
    }
}

impl ReadError {
    pub(super) fn new(trouble: Trouble, what: impl Into<String>, help: impl Into<String>) -> Self {
        Self { trouble, what: what.into(), place: None, help: help.into() }
    }

    /// Says where in `text` it is.
    pub(super) fn at(self, text: &str, offset: usize) -> Self {
        self.at_mark(text, offset..offset)
    }

    /// Says where in `text` it is: at the start of the mark, in the field that the mark names or stands in.
    pub(super) fn at_mark(mut self, text: &str, mark: Range<usize>) -> Self {
        let (line, column) = locate::line_and_column(text, mark.start.min(text.len()));
        let within = locate::surroundings(text.get(..mark.end).unwrap_or(text));
        self.place = Some(Place { line, column, within, picture: picture(text, line, column) });
        self
    }
}

/// The longest piece of a line that is shown.
const LINE_CHARACTERS_MAX: usize = 100;

/// Three lines of source around `line`, with a caret under `column` of the middle one.
fn picture(text: &str, line: usize, column: usize) -> String {
    let first = line.saturating_sub(1).max(1);
    let skipped = column.saturating_sub(LINE_CHARACTERS_MAX - 20);
    let mut shown = String::new();
    let mut caret = 0;
    for (number, whole) in text.lines().enumerate().skip(first - 1).take(3) {
        let is_middle = number + 1 == line;
        let left_out = if is_middle { skipped } else { 0 };
        let printable =
            |c: char| if c.is_control() && c != '\t' || is_bidi(c) { '\u{fffd}' } else { c };
        let part: String =
            whole.chars().skip(left_out).take(LINE_CHARACTERS_MAX).map(printable).collect();
        if is_middle {
            let before: usize =
                part.chars().take((column - 1).saturating_sub(left_out)).map(char::len_utf8).sum();
            caret = shown.len() + before;
        }
        shown.push_str(&part);
        shown.push('\n');
    }
    if line > text.lines().count() {
        caret = shown.len().saturating_sub(1);
    }
    // At the end of a line there is nothing to mark: the caret stands behind it.
    let marked = shown.get(caret..).and_then(|rest| rest.chars().next()).filter(|c| *c != '\n');
    let end = marked.map_or(caret, |c| caret + c.len_utf8());
    let snippet = Snippet::source(shown.as_str())
        .line_start(first)
        .fold(false)
        .annotation(AnnotationKind::Primary.span(caret..end.min(shown.len())));
    let drawn =
        Renderer::plain().render(&[Level::ERROR.no_name().primary_title("").element(snippet)]);
    drawn.lines().filter(|line| line.contains('|')).collect::<Vec<_>>().join("\n")
}

/// Characters that turn the direction of writing and so could show a line as what it is not.
fn is_bidi(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
