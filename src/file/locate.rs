//! Where in a file something is: line, column, and the record around it.

use std::ops::Range;

/// A piece of a file, as far as it matters for finding one's way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Open,
    Close,
    /// A name with a colon behind it.
    Field(&'a str),
    /// What stands between quotes, with its escapes.
    Text(&'a str),
    Comment,
}

/// Walks over a file, piece by piece; forgiving, because the file may be broken.
pub(super) struct Walk<'a> {
    rest: &'a str,
}

impl<'a> Walk<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// Goes on by `count` bytes and gives what lies between.
    fn step(&mut self, count: usize) -> &'a str {
        let (passed, rest) = self.rest.split_at_checked(count).unwrap_or((self.rest, ""));
        self.rest = rest;
        passed
    }

    fn text(&mut self) -> Piece<'a> {
        let mut is_escaped = false;
        let end = self.rest.bytes().position(|byte| {
            let ends = byte == b'"' && !is_escaped;
            is_escaped = byte == b'\\' && !is_escaped;
            ends
        });
        let length = end.unwrap_or(self.rest.len());
        let text = self.step(length);
        self.step(1);
        Piece::Text(text)
    }

    /// Passes over `#`s and the text between them, where they are one.
    fn raw_text(&mut self, hashes: usize) -> Piece<'a> {
        let end = format!("\"{}", "#".repeat(hashes));
        let length = self.rest.find(&end).unwrap_or(self.rest.len());
        let text = self.step(length);
        self.step(end.len());
        Piece::Text(text)
    }

    fn word(&mut self) -> Option<Piece<'a>> {
        let is_of_word = |c: char| c.is_alphanumeric() || c == '_';
        let length = self.rest.find(|c| !is_of_word(c)).unwrap_or(self.rest.len());
        let word = self.step(length);
        let hashes = self.rest.bytes().take_while(|byte| *byte == b'#').count();
        if word == "r" && self.rest.as_bytes().get(hashes) == Some(&b'"') {
            self.step(hashes + 1);
            return Some(self.raw_text(hashes));
        }
        let is_field = self.rest.trim_start().starts_with(':');
        is_field.then_some(Piece::Field(word))
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            let first = self.rest.chars().next()?;
            match first {
                '"' => {
                    self.step(1);
                    return Some(self.text());
                }
                '(' | '[' | '{' => {
                    self.step(1);
                    return Some(Piece::Open);
                }
                ')' | ']' | '}' => {
                    self.step(1);
                    return Some(Piece::Close);
                }
                '/' if self.rest.starts_with("//") => {
                    let length = self.rest.find('\n').unwrap_or(self.rest.len());
                    self.step(length);
                    return Some(Piece::Comment);
                }
                '/' if self.rest.starts_with("/*") => {
                    let length = self.rest.find("*/").map_or(self.rest.len(), |length| length + 2);
                    self.step(length);
                    return Some(Piece::Comment);
                }
                c if c.is_alphanumeric() || c == '_' => {
                    if let Some(piece) = self.word() {
                        return Some(piece);
                    }
                }
                c => {
                    self.step(c.len_utf8());
                }
            }
        }
    }
}

/// A bracket that has been opened, and what is known of what is in it.
#[derive(Default)]
struct Around<'a> {
    list: &'a str,
    field: &'a str,
    name: &'a str,
}

/// What is around the end of `before`: "project “Core banking”, field `costs`, field `likely`".
pub(super) fn surroundings(before: &str) -> Option<String> {
    let mut around: Vec<Around<'_>> = Vec::new();
    for piece in Walk::new(before) {
        match piece {
            Piece::Open => {
                let list = around.last().map_or("", |outer| {
                    if outer.field.is_empty() { outer.list } else { outer.field }
                });
                around.push(Around { list, ..Around::default() });
            }
            Piece::Close => {
                around.pop();
            }
            Piece::Field(field) => {
                if let Some(here) = around.last_mut() {
                    here.field = field;
                }
            }
            Piece::Text(text) => {
                if let Some(here) = around.last_mut()
                    && (here.field == "name" || here.field == "title")
                {
                    here.name = text;
                }
            }
            Piece::Comment => {}
        }
    }
    let named = |here: &&Around<'_>| !here.name.is_empty() && !here.list.is_empty();
    let mut words: Vec<String> = around
        .iter()
        .filter(named)
        .map(|here| format!("{} “{}”", one_of(here.list), shortened(here.name)))
        .collect();
    let last_named = around.iter().rposition(|here| named(&here)).unwrap_or(0);
    let inner = around.iter().skip(last_named).filter(|here| !here.field.is_empty());
    words.extend(inner.map(|here| format!("field `{}`", here.field)));
    words.dedup();
    (!words.is_empty()).then(|| words.join(", "))
}

/// What one element of a list is called.
fn one_of(list: &str) -> &str {
    match list {
        "dependencies" => "dependency",
        "forced" => "forced choice",
        "ladder" => "level",
        list => list.strip_suffix('s').unwrap_or(list),
    }
}

fn shortened(name: &str) -> String {
    let mut characters = name.chars();
    let start: String = characters.by_ref().take(60).collect();
    if characters.next().is_some() { format!("{start}…") } else { start }
}

/// Where the trail of words leads to: the last one, each looked for after the one before.
pub(super) fn follow(text: &str, trail: &[String]) -> Option<Range<usize>> {
    let mut place = None;
    let mut from = 0;
    for mark in trail {
        let Some(found) = text.get(from..).and_then(|rest| rest.find(mark.as_str())) else { break };
        let start = from + found;
        from = start + mark.len();
        place = Some(start..from);
    }
    place
}

/// The byte at which line `line` and column `column` stand, both counted from 1, columns in characters.
pub(super) fn offset(text: &str, line: usize, column: usize) -> usize {
    let mut start = 0;
    for (number, whole) in text.split_inclusive('\n').enumerate() {
        if number + 1 == line {
            let within = whole
                .char_indices()
                .nth(column.saturating_sub(1))
                .map_or(whole.len(), |(at, _)| at);
            return start + within;
        }
        start += whole.len();
    }
    text.len()
}

/// Line and column of a byte, both counted from 1, columns in characters.
pub(super) fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_record_around_a_place_is_named() {
        let before = r#"(title: "All", projects: [(id: "x", name: "Core \"banking\"", costs: [(name: "Hardware", likely: "#;
        assert_eq!(
            surroundings(before).unwrap(),
            r#"project “Core \"banking\"”, cost “Hardware”, field `likely`"#
        );
    }

    #[test]
    fn brackets_in_texts_and_comments_open_nothing() {
        let before = r##"(projects: [(name: "((", note: r#"(""#, /* ( */ // (
            stage: "##;
        assert_eq!(surroundings(before).unwrap(), "project “((”, field `stage`");
    }

    #[test]
    fn lines_and_columns_count_from_one_in_characters() {
        let text = "äb\ncd";
        assert_eq!(offset(text, 1, 2), 2);
        assert_eq!(line_and_column(text, 2), (1, 2));
        assert_eq!(line_and_column(text, offset(text, 2, 2)), (2, 2));
        assert_eq!(offset(text, 9, 9), text.len());
    }
}
