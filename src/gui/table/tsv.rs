//! Cells as spreadsheets put them on the clipboard: tabs between cells, lines between rows, quotes where needed.

/// The cells as one text. What holds a tab, a quote or a line break stands in quotes, and its quotes are doubled.
pub(crate) fn to_tsv(rows: &[Vec<String>]) -> String {
    let line =
        |row: &Vec<String>| row.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join("\t");
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn quoted(cell: &str) -> String {
    if cell.contains(['\t', '\n', '\r', '"']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// The cells of a text from the clipboard, row by row. One line break at the very end begins no row of its own.
pub(crate) fn of_tsv(text: &str) -> Vec<Vec<String>> {
    let mut reader = Reader::default();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if reader.is_quoted && letters.next_if_eq(&'"').is_some() => reader.cell.push('"'),
            '"' if reader.is_quoted => reader.is_quoted = false,
            '"' if reader.cell.is_empty() && !reader.was_quoted => {
                (reader.is_quoted, reader.was_quoted) = (true, true);
            }
            '\t' if !reader.is_quoted => reader.end_cell(),
            '\r' if letters.next_if_eq(&'\n').is_some() => reader.end_line(),
            '\n' | '\r' => reader.end_line(),
            other => reader.cell.push(other),
        }
    }
    if !reader.cell.is_empty() || reader.was_quoted || !reader.row.is_empty() {
        reader.end_row();
    }
    reader.rows
}

#[derive(Default)]
struct Reader {
    rows: Vec<Vec<String>>,
    row: Vec<String>,
    cell: String,
    is_quoted: bool,
    was_quoted: bool,
}

impl Reader {
    fn end_cell(&mut self) {
        self.row.push(std::mem::take(&mut self.cell));
        self.was_quoted = false;
    }

    fn end_row(&mut self) {
        self.end_cell();
        self.rows.push(std::mem::take(&mut self.row));
    }

    /// A line break within quotes belongs to the cell.
    fn end_line(&mut self) {
        if self.is_quoted {
            self.cell.push('\n');
        } else {
            self.end_row();
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cells(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|&cell| cell.to_owned()).collect()).collect()
    }

    #[test]
    fn spreadsheets_are_read() {
        assert_eq!(of_tsv("a\tb\r\nc\td\r\n"), cells(&[&["a", "b"], &["c", "d"]]));
        assert_eq!(of_tsv("a\t\n\tb"), cells(&[&["a", ""], &["", "b"]]));
        assert_eq!(of_tsv("\"two\nlines\"\t\"a \"\"b\"\"\""), cells(&[&["two\nlines", "a \"b\""]]));
        assert_eq!(of_tsv("5\" pipe\tx"), cells(&[&["5\" pipe", "x"]]));
        assert_eq!(of_tsv(""), cells(&[]));
        assert_eq!(of_tsv("\n"), cells(&[&[""]]));
    }

    proptest! {
        #[test]
        fn what_is_copied_is_pasted(
            rows in prop::collection::vec(prop::collection::vec("[ -~\t\n\"é]{0,6}", 1..4), 1..5)
        ) {
            // A single empty cell at the end looks like a line break at the end.
            prop_assume!(rows.last() != Some(&vec![String::new()]));
            prop_assert_eq!(of_tsv(&to_tsv(&rows)), rows);
        }
    }
}
