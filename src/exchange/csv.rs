//! Tables as text: rows and cells, and the line on which each row starts.

use thiserror::Error;

use super::delimiter;
use super::encoding::{decode, decode_as};

/// The largest file that is read, in bytes: 256 MiB.
pub const BYTES_MAX: usize = 256 * 1_024 * 1_024;

/// The most columns that a table may have.
pub const COLUMNS_MAX: usize = 1_000;

/// The most rows that a table may have, its heading not counted.
pub const ROWS_MAX: usize = 1_000_000;

/// A table: a heading, and rows of cells.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Table {
    /// The column names as the file has them, without space around them.
    pub columns: Vec<String>,

    /// Every row below the heading that is not a blank line, in order.
    pub rows: Vec<Row>,

    /// What separates the cells: one of `,` `;` tab `|`.
    pub delimiter: char,

    /// The name of the encoding, as "UTF-8" or "windows-1252".
    pub encoding: &'static str,

    /// How many characters could not be read in that encoding.
    pub unreadable_count: usize,
}

/// One row as it stands in the file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Row {
    /// The line on which the row starts; the first line of the file is 1.
    pub line: usize,

    /// The cells without their quotes, as many as the row has.
    pub cells: Vec<String>,
}

/// What a person knows about the file; what is left open is detected.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Layout {
    /// What separates the cells.
    pub delimiter: Option<char>,

    /// The encoding by name, as "windows-1252".
    pub encoding: Option<String>,

    /// The line with the column names, where other lines stand above it; the first line is 1.
    pub heading_line: Option<usize>,
}

/// Why a file cannot be read as a table.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum CsvError {
    #[error("The file is empty. Export the table again, with its column names in the first row")]
    Empty,

    #[error(
        "The file is {kind}, not a CSV. Open it where it came from and export or save the table as CSV"
    )]
    NotCsv { kind: &'static str },

    #[error(
        "The file has more than {BYTES_MAX} bytes, which is the most that is read. Split it or leave out columns"
    )]
    TooLarge,

    #[error(
        "Line {line} has {found} cells; the most that is read is {COLUMNS_MAX}. Leave out columns"
    )]
    TooManyColumns { line: usize, found: usize },

    #[error("The table has more than {ROWS_MAX} rows. Split it")]
    TooManyRows,

    #[error(
        "The quote opened on line {line} is never closed. Close it, or double it where it is part of the text"
    )]
    QuoteOpen { line: usize },

    #[error(
        "The encoding “{label}” is not known. Write it as in “utf-8”, “utf-16le” or “windows-1252”"
    )]
    UnknownEncoding { label: String },

    #[error("There is no line {line} to read the column names from. Correct `heading_line`")]
    NoHeading { line: usize },
}

/// Reads a table from the bytes of a file.
///
/// Rows may have fewer or more cells than the heading: they are kept as they are, and whoever uses the table decides.
pub fn read_table(bytes: &[u8], layout: &Layout) -> Result<Table, CsvError> {
    if bytes.len() > BYTES_MAX {
        return Err(CsvError::TooLarge);
    }
    let decoded = match &layout.encoding {
        Some(label) => decode_as(bytes, label)?,
        None => decode(bytes)?,
    };
    let stated = delimiter::stated(&decoded.text);
    let (delimiter, mut scanner) = match (layout.delimiter, stated) {
        (Some(known), None) => (known, Scanner::new(&decoded.text, known)),
        (known, Some((stated, rest))) => {
            let delimiter = known.unwrap_or(stated);
            (delimiter, Scanner { line: 2, ..Scanner::new(rest, delimiter) })
        }
        (None, None) => {
            let above = layout.heading_line.unwrap_or(1).saturating_sub(1);
            let detected = delimiter::detect(delimiter::below(&decoded.text, above));
            (detected, Scanner::new(&decoded.text, detected))
        }
    };

    let heading = heading(&mut scanner, layout.heading_line)?;
    let columns = heading.cells.iter().map(|name| name.trim().to_owned()).collect();
    let mut rows = Vec::new();
    while let Some(row) = scanner.row()? {
        if rows.len() == ROWS_MAX {
            return Err(CsvError::TooManyRows);
        }
        rows.push(row);
    }
    let unreadable_count = decoded.unreadable_count;
    Ok(Table { columns, rows, delimiter, encoding: decoded.encoding, unreadable_count })
}

fn heading(scanner: &mut Scanner<'_>, wanted: Option<usize>) -> Result<Row, CsvError> {
    let Some(line) = wanted else {
        return scanner.row()?.ok_or(CsvError::Empty);
    };
    while let Some(row) = scanner.row()? {
        if row.line >= line {
            return Ok(row);
        }
    }
    Err(CsvError::NoHeading { line })
}

/// Walks over the text once, a row at a time.
struct Scanner<'a> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
    delimiter: char,
    line: usize,
}

/// What ended a cell.
#[derive(Clone, Copy, Eq, PartialEq)]
enum End {
    Delimiter,
    Line,
    Text,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str, delimiter: char) -> Self {
        Self { rest: text.chars().peekable(), delimiter, line: 1 }
    }

    /// The next row that is not a blank line.
    fn row(&mut self) -> Result<Option<Row>, CsvError> {
        self.skip_blank_lines();
        if self.rest.peek().is_none() {
            return Ok(None);
        }
        let line = self.line;
        let mut cells = Vec::new();
        loop {
            let (cell, end) = self.cell()?;
            cells.push(cell);
            if cells.len() > COLUMNS_MAX {
                return Err(CsvError::TooManyColumns { line, found: cells.len() });
            }
            if end != End::Delimiter {
                return Ok(Some(Row { line, cells }));
            }
        }
    }

    fn skip_blank_lines(&mut self) {
        while let Some('\r' | '\n') = self.rest.peek() {
            if let Some(first) = self.rest.next() {
                self.end_line(first);
            }
        }
    }

    fn cell(&mut self) -> Result<(String, End), CsvError> {
        let mut cell = String::new();
        if self.rest.next_if_eq(&'"').is_some() {
            self.quoted(&mut cell)?;
        }
        // Text after a closing quote belongs to the cell; a quote inside it is only a character.
        loop {
            match self.rest.next() {
                None => return Ok((cell, End::Text)),
                Some(sign) if sign == self.delimiter => return Ok((cell, End::Delimiter)),
                Some(sign @ ('\r' | '\n')) => {
                    self.end_line(sign);
                    return Ok((cell, End::Line));
                }
                Some(sign) => cell.push(sign),
            }
        }
    }

    /// The text up to the closing quote, line breaks as they are.
    fn quoted(&mut self, cell: &mut String) -> Result<(), CsvError> {
        let opened = self.line;
        while let Some(sign) = self.rest.next() {
            match sign {
                '"' if self.rest.next_if_eq(&'"').is_some() => cell.push('"'),
                '"' => return Ok(()),
                '\n' => self.count_line(cell, '\n'),
                '\r' if self.rest.peek() == Some(&'\n') => cell.push('\r'),
                '\r' => self.count_line(cell, '\r'),
                _ => cell.push(sign),
            }
        }
        Err(CsvError::QuoteOpen { line: opened })
    }

    fn count_line(&mut self, cell: &mut String, sign: char) {
        cell.push(sign);
        self.line = self.line.saturating_add(1);
    }

    /// A line ends with `\n`, `\r\n`, or, from old Macs, `\r`.
    fn end_line(&mut self, first: char) {
        if first == '\r' {
            let _whole = self.rest.next_if_eq(&'\n');
        }
        self.line = self.line.saturating_add(1);
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::path::Path;

    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    fn read(text: &str) -> Result<Table, CsvError> {
        read_table(text.as_bytes(), &Layout::default())
    }

    /// Each row as `line: cell|cell`, the heading first.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let table = read(text).unwrap();
        let mut lines = vec![table.columns.join("|")];
        for row in &table.rows {
            lines.push(format!("{}: {}", row.line, row.cells.join("|")));
        }
        assert_eq!(lines, expected);
    }

    #[test]
    fn a_cell_in_quotes_may_hold_line_breaks_quotes_and_delimiters() {
        check(
            "a,b\n\"x\ny\",\"1,2\"\n\"say \"\"hi\"\"\",z\n",
            &["a|b", "2: x\ny|1,2", "4: say \"hi\"|z"],
        );
    }

    #[test]
    fn lines_end_in_all_three_ways_and_blank_ones_are_no_rows() {
        check("a,b\r\n1,2\r\n\r\n3,4", &["a|b", "2: 1|2", "4: 3|4"]);
        check("a,b\r1,2\r\"x\ry\",4\r5,6", &["a|b", "2: 1|2", "3: x\ry|4", "5: 5|6"]);
        check("\n\na,b\n\n\n1,2\n", &["a|b", "6: 1|2"]);
    }

    #[test]
    fn rows_of_another_length_are_kept() {
        check("a,b\n1\n1,2,3\n,\n", &["a|b", "2: 1", "3: 1|2|3", "4: |"]);
    }

    #[test]
    fn a_quote_inside_a_cell_is_a_character() {
        check(
            "a,b\n5\" pipe,x\n\"5\"\" pipe\" long,y\n",
            &["a|b", "2: 5\" pipe|x", "3: 5\" pipe long|y"],
        );
    }

    #[test]
    fn a_line_that_states_the_separator_is_no_row() {
        check("sep=|\na|b,c;d\n1|2\n", &["a|b,c;d", "3: 1|2"]);
        let stated = read("sep=;\r\na,b,c;d\r\n1,5;2\r\n").unwrap();
        assert_eq!((stated.delimiter, stated.rows[0].line), (';', 3));
    }

    #[test]
    fn the_heading_may_stand_lower() {
        let layout = Layout { heading_line: Some(3), ..Layout::default() };
        let table = read_table(b"Report,,\nof May,,\na,b,c\n1,2,3\n", &layout).unwrap();
        assert_eq!(table.columns, ["a", "b", "c"]);
        assert_eq!(table.rows.len(), 1);
        let table = read_table(b"A, B and C\nof May\na;b;c\n1;2;3\n", &layout).unwrap();
        assert_eq!((table.delimiter, table.columns.len(), table.rows[0].line), (';', 3, 4));
        let layout = Layout { heading_line: Some(9), ..Layout::default() };
        assert_eq!(read_table(b"a,b\n", &layout), Err(CsvError::NoHeading { line: 9 }));
    }

    #[track_caller]
    fn refused(text: &str, words: &str) {
        let error = read(text).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    }

    #[test]
    fn what_cannot_be_read_is_refused_in_words() {
        refused("", "The file is empty");
        refused("\n\n", "The file is empty");
        refused("a,b\n1,2\n3,\"x\n4,5\n", "The quote opened on line 3 is never closed");
        refused(&"x,".repeat(COLUMNS_MAX), "Line 1 has 1001 cells");
        let mut long = String::from("a\n");
        for row in 0..=ROWS_MAX {
            writeln!(long, "{row}").unwrap();
        }
        refused(&long, "more than 1000000 rows");
    }

    #[test]
    fn a_file_over_the_limit_is_refused_before_it_is_read() {
        let bytes = vec![0; BYTES_MAX + 1];
        let error = read_table(&bytes, &Layout::default()).unwrap_err();
        assert_eq!(error, CsvError::TooLarge);
    }

    /// What the JSON of csv-spectrum says about a file: a list of rows, or one row.
    fn expected_rows(json: &Value) -> Vec<&serde_json::Map<String, Value>> {
        match json {
            Value::Array(rows) => rows.iter().filter_map(Value::as_object).collect(),
            Value::Object(row) => vec![row],
            _ => Vec::new(),
        }
    }

    #[track_caller]
    fn same_cells(columns: &[String], row: &Row, expected: &serde_json::Map<String, Value>) {
        assert_eq!(row.cells.len(), expected.len());
        for (column, cell) in columns.iter().zip(&row.cells) {
            // A slip in csv-spectrum itself: its JSON has another telephone number than its CSV.
            if column != "Contact Phone Number" {
                assert_eq!(Some(cell.as_str()), expected[column].as_str(), "{column}");
            }
        }
    }

    #[test]
    fn csv_spectrum_is_read_as_its_authors_expect() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/csv-spectrum");
        if !folder.exists() {
            println!("skipped: no csv-spectrum in ../shared/data");
            return;
        }
        let mut checked = 0;
        for entry in std::fs::read_dir(folder.join("csvs")).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let mut text = std::fs::read_to_string(&path).unwrap();
            if name.ends_with("_crlf") {
                // The copy here lost its carriage returns; the JSON still has them.
                text = text.replace('\n', "\r\n");
            }
            let json = std::fs::read_to_string(folder.join(format!("json/{name}.json"))).unwrap();
            let json = serde_json::from_str(&json).unwrap();
            let expected = expected_rows(&json);
            let table = read(&text).unwrap();
            assert_eq!(table.rows.len(), expected.len(), "{name}");
            for (row, expected) in table.rows.iter().zip(expected) {
                same_cells(&table.columns, row, expected);
            }
            checked += 1;
        }
        assert_eq!(checked, 12);
    }

    proptest! {
        /// The crate `csv` reads the same rows, whatever the text, unless a quote stays open.
        #[test]
        fn reads_as_the_csv_crate_does(text in "[ab1,\"\n\r é]{0,60}") {
            let layout = Layout { delimiter: Some(','), ..Layout::default() };
            let ours = read_table(text.as_bytes(), &layout);
            let mut theirs = ::csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes());
            let theirs: Vec<Vec<String>> = theirs
                .records()
                .map(|record| record.unwrap().iter().map(str::to_owned).collect())
                .collect();
            match ours {
                Ok(table) => {
                    let heading: Vec<String> = theirs[0].iter().map(|name| name.trim().to_owned()).collect();
                    prop_assert_eq!(&table.columns, &heading);
                    let rows: Vec<Vec<String>> = table.rows.into_iter().map(|row| row.cells).collect();
                    prop_assert_eq!(&rows, &theirs[1..]);
                }
                Err(CsvError::Empty) => prop_assert!(theirs.is_empty()),
                Err(error) => prop_assert!(matches!(error, CsvError::QuoteOpen { .. }), "{}", error),
            }
        }

        /// Whatever is written in quotes comes back, and its line is where it was written.
        #[test]
        fn what_is_quoted_comes_back(rows in proptest::collection::vec(
            proptest::collection::vec("[a-c,;|\t\"\n ]{0,8}", 3), 1..8)
        ) {
            let mut text = String::from("one,two,three\n");
            let mut lines = Vec::new();
            for cells in &rows {
                lines.push(text.matches('\n').count() + 1);
                let quoted: Vec<String> =
                    cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
                text.push_str(&quoted.join(","));
                text.push('\n');
            }
            let table = read(&text).unwrap();
            prop_assert_eq!(table.delimiter, ',');
            let found: Vec<usize> = table.rows.iter().map(|row| row.line).collect();
            prop_assert_eq!(found, lines);
            let cells: Vec<Vec<String>> = table.rows.into_iter().map(|row| row.cells).collect();
            prop_assert_eq!(cells, rows);
        }
    }
}
