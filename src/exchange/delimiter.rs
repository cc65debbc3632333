//! What separates the cells of a table: said in the file, or seen in it.

/// What may separate cells, in the order in which ties are broken.
const CANDIDATES: [char; 4] = [',', ';', '\t', '|'];

/// How many rows are looked at.
const ROWS_MAX: usize = 20;

/// What a first line like `sep=;` says, and the text below that line. Excel writes and reads such a line.
pub(super) fn stated(text: &str) -> Option<(char, &str)> {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let sign = first.trim_end_matches('\r').strip_prefix("sep=")?;
    let mut signs = sign.chars();
    match (signs.next(), signs.next()) {
        (Some(sign), None) if CANDIDATES.contains(&sign) => Some((sign, rest)),
        _ => None,
    }
}

/// The text below so many lines.
pub(super) fn below(text: &str, line_count: usize) -> &str {
    let mut rest = text;
    for _ in 0..line_count.min(text.len()) {
        rest = rest.split_once('\n').map_or("", |(_, below)| below);
    }
    rest
}

/// The candidate that occurs as often in most rows as in the heading, outside quotes; among equals the one
/// that makes more columns. A table of one column has a comma.
pub(super) fn detect(text: &str) -> char {
    let rows = counts(text);
    let Some(heading) = rows.first() else {
        return ',';
    };
    let mut best = (0, 0, ',');
    for (place, sign) in CANDIDATES.into_iter().enumerate() {
        let count_of = |row: &[usize; 4]| row.get(place).copied().unwrap_or_default();
        let wanted = count_of(heading);
        let agreeing_count = rows.iter().filter(|row| count_of(row) == wanted).count();
        if wanted > 0 && (agreeing_count, wanted) > (best.0, best.1) {
            best = (agreeing_count, wanted, sign);
        }
    }
    best.2
}

/// For each of the first rows, how often each candidate occurs outside quotes.
fn counts(text: &str) -> Vec<[usize; 4]> {
    let mut rows = Vec::new();
    let mut row = [0_usize; 4];
    let mut in_quotes = false;
    let mut before = '\n';
    for sign in text.chars() {
        let ends_row = !in_quotes && matches!(sign, '\n' | '\r');
        if ends_row && !matches!(before, '\n' | '\r') {
            rows.push(std::mem::take(&mut row));
            if rows.len() == ROWS_MAX {
                return rows;
            }
        }
        if sign == '"' {
            // A doubled quote closes and at once opens again.
            in_quotes = !in_quotes && opens_cell(before);
        } else if !in_quotes {
            count(&mut row, sign);
        }
        before = sign;
    }
    if !matches!(before, '\n' | '\r') {
        rows.push(row);
    }
    rows
}

fn opens_cell(before: char) -> bool {
    matches!(before, '\n' | '\r' | '"') || CANDIDATES.contains(&before)
}

fn count(row: &mut [usize; 4], sign: char) {
    for (candidate, count) in CANDIDATES.into_iter().zip(row) {
        if candidate == sign {
            *count = count.saturating_add(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: char) {
        assert_eq!(detect(text), expected);
    }

    #[test]
    fn the_sign_that_cuts_every_row_alike_is_taken() {
        check("a,b,c\n1,2,3\n", ',');
        check("a;b;c\n1,5;2,5;3,5\n", ';');
        check("a\tb\n1,000\t2\n", '\t');
        check("a|b|c\nx, y|z; w|q\n", '|');
        check("only one\nx\n", ',');
        check("", ',');
    }

    #[test]
    fn signs_inside_quotes_do_not_count() {
        check("\"a,b,c\";x\n\"d,e,f\";y\n", ';');
        check("a,b\n\"x\n;;;\n\",y\n", ',');
        check("a;b\n\"say \"\"x, y\"\", or\";1\n", ';');
    }

    #[test]
    fn an_inch_does_not_open_a_quote() {
        check("name;size\npipe;5\"\nrod;6\"\n", ';');
    }

    #[test]
    fn a_prose_comma_in_the_heading_does_not_win() {
        check("Name, first;Age\nAnn;3\nBob;4\n", ';');
    }

    #[test]
    fn one_odd_row_does_not_matter() {
        check("a;b;c\n1;2;3\nexported yesterday\n4;5;6\n", ';');
    }

    #[test]
    fn excel_may_say_it() {
        assert_eq!(stated("sep=;\r\na;b"), Some((';', "a;b")));
        assert_eq!(stated("sep=|\na|b"), Some(('|', "a|b")));
        assert_eq!(stated("sep=x\na"), None);
        assert_eq!(stated("separate,b\n"), None);
    }
}
