//! Point or comma: decided over a whole column of amounts, or asked.

use thiserror::Error;

use super::figure::DecimalSign;

/// Why nobody can say which sign of a column is the decimal one.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum DecimalError {
    #[error(
        "“{cell}” may be a thousand or a part of one. Write `decimal: Point` or `decimal: Comma` in the map"
    )]
    Unknown { cell: String },

    #[error(
        "“{point}” has a decimal point and “{comma}” a decimal comma. Write `decimal: Point` or `decimal: Comma` in the map, and the others are reported"
    )]
    Both { point: String, comma: String },
}

/// Decides over all cells of a column which sign is the decimal one.
///
/// The last of two different signs is; a sign that stands twice is not; a lone sign is unless three digits follow.
/// Cells without evidence follow the others.
pub fn decide_decimal<Cell: AsRef<str>>(
    cells: impl Iterator<Item = Cell>,
) -> Result<DecimalSign, DecimalError> {
    let (mut point, mut comma, mut open) = (None, None, None);
    for cell in cells {
        let slot = match evidence(cell.as_ref()) {
            Evidence::Says(DecimalSign::Point) => &mut point,
            Evidence::Says(DecimalSign::Comma) => &mut comma,
            Evidence::Open => &mut open,
            Evidence::None => continue,
        };
        slot.get_or_insert_with(|| cell.as_ref().to_owned());
    }
    match (point, comma, open) {
        (Some(point), Some(comma), _) => Err(DecimalError::Both { point, comma }),
        (Some(_), None, _) | (None, None, None) => Ok(DecimalSign::Point),
        (None, Some(_), _) => Ok(DecimalSign::Comma),
        (None, None, Some(cell)) => Err(DecimalError::Unknown { cell }),
    }
}

/// A longer cell is no amount.
const EVIDENCE_BYTES_MAX: usize = 60;

enum Evidence {
    Says(DecimalSign),
    Open,
    None,
}

fn evidence(cell: &str) -> Evidence {
    // In words, as "approx. 5", points and commas say nothing on numbers.
    if cell.len() > EVIDENCE_BYTES_MAX || cell.chars().any(char::is_lowercase) {
        return Evidence::None;
    }
    let point_count = cell.matches('.').count();
    let comma_count = cell.matches(',').count();
    let other = |sign: DecimalSign| match sign {
        DecimalSign::Point => DecimalSign::Comma,
        DecimalSign::Comma => DecimalSign::Point,
    };
    let (sign, count) = match (point_count, comma_count) {
        (0, 0) => return Evidence::None,
        (0, count) => (DecimalSign::Comma, count),
        (count, 0) => (DecimalSign::Point, count),
        _ if cell.rfind('.') > cell.rfind(',') => return Evidence::Says(DecimalSign::Point),
        _ => return Evidence::Says(DecimalSign::Comma),
    };
    if count > 1 {
        return Evidence::Says(other(sign));
    }
    let (whole, part) = cell.split_once(sign.sign()).unwrap_or((cell, ""));
    let digit_count = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let is_open =
        digit_count(part) == 3 && (1..=3).contains(&digit_count(whole)) && !is_zero(whole);
    if is_open { Evidence::Open } else { Evidence::Says(sign) }
}

fn is_zero(whole: &str) -> bool {
    whole.trim_start_matches(|sign: char| !sign.is_ascii_digit()).starts_with('0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn decides(cells: &[&str], expected: Result<DecimalSign, &str>) {
        let decided = decide_decimal(cells.iter().copied());
        match (decided, expected) {
            (Ok(decided), Ok(expected)) => assert_eq!(decided, expected),
            (Err(error), Err(words)) => assert!(error.to_string().contains(words), "{error}"),
            (decided, expected) => panic!("{decided:?} instead of {expected:?}"),
        }
    }

    #[test]
    fn the_decimal_sign_is_decided_over_the_whole_column() {
        decides(&["1,234", "5,678.9"], Ok(DecimalSign::Point));
        decides(&["1.234", "5,6"], Ok(DecimalSign::Comma));
        decides(&["1.234.567"], Ok(DecimalSign::Comma));
        decides(&["1,234,567"], Ok(DecimalSign::Point));
        decides(&["0.125"], Ok(DecimalSign::Point));
        decides(&["1234.567"], Ok(DecimalSign::Point));
        decides(&["12", "", "$7"], Ok(DecimalSign::Point));
        decides(&["approx. 5,000", "7,5"], Ok(DecimalSign::Comma));
        decides(&["1.234"], Err("“1.234” may be a thousand"));
        decides(&["1,5", "1.5"], Err("“1.5” has a decimal point and “1,5” a decimal comma"));
    }
}
