//! A table of comparisons as people write it: one row and one column for each thing.

use thiserror::Error;

use super::judgments::{JudgmentError, Judgments};

/// More things than this are not compared by twos: that would be nearly five thousand questions.
pub const ITEMS_MAX: usize = 100;
/// Two entries that should be reciprocals may miss by this part: 0.33 stands for a third.
const SLACK: f64 = 0.02;

/// Why a table holds no comparisons.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum MatrixError {
    /// Nothing is compared.
    #[error(
        "The table compares nothing. Write a row and a column for each thing, with the names first."
    )]
    Empty,
    /// Too many things.
    #[error("The table compares {0} things; {ITEMS_MAX} is the most.")]
    TooMany(usize),
    /// Not as many cells in a row as there are rows.
    #[error(
        "The row of “{row}” has {cells} cells, but {size} things are compared. Give every row one cell for each of them; a cell may be empty."
    )]
    NotSquare {
        /// The thing whose row it is.
        row: String,
        /// How many cells it has.
        cells: usize,
        /// How many it should have.
        size: usize,
    },
    /// A thing compared with itself that is not 1.
    #[error("“{row}” is compared with itself, and the table says {value}; that can only be 1.")]
    Diagonal {
        /// The thing.
        row: String,
        /// What the table says.
        value: f64,
    },
    /// A number that is no judgment.
    #[error("“{row}” against “{column}”: {error}.")]
    NoJudgment {
        /// The thing whose row it is.
        row: String,
        /// The thing whose column it is.
        column: String,
        /// What is wrong with the number.
        error: JudgmentError,
    },
    /// The two entries of a pair do not fit.
    #[error(
        "“{row}” counts {value} of “{column}”, but “{column}” counts {back} of “{row}”; one must be 1 divided by the other. \
         Mend one of the two cells, or leave it empty."
    )]
    NotReciprocal {
        /// The thing whose row it is.
        row: String,
        /// The thing whose column it is.
        column: String,
        /// What the row says.
        value: f64,
        /// What the other row says.
        back: f64,
    },
}

/// Why a text is no number of times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TimesError {
    /// No number and no fraction.
    #[error("it is no number; write 3, 0.5 or 1/3, or leave the cell empty")]
    NoNumber,
    /// A fraction with a zero below.
    #[error("nothing can be divided by 0")]
    DividedByZero,
}

/// How many times as much, as people write it: `3`, `0.5`, `0,5`, `1/3`; nothing where the text is empty.
pub fn read_times(text: &str) -> Result<Option<f64>, TimesError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let Some((above, below)) = text.split_once('/') else { return read_decimal(text).map(Some) };
    let (above, below) = (read_decimal(above)?, read_decimal(below)?);
    if below == 0.0 { Err(TimesError::DividedByZero) } else { Ok(Some(above / below)) }
}

fn read_decimal(text: &str) -> Result<f64, TimesError> {
    let text = text.trim().replace(',', ".").replace('\u{2212}', "-");
    let is_decimal = text.chars().all(|sign| sign.is_ascii_digit() || sign == '.' || sign == '-');
    is_decimal.then(|| text.parse().ok()).flatten().ok_or(TimesError::NoNumber)
}

/// The comparisons in a table: `cells[row][column]` says how many times as much the thing of the row counts as that of the column. An empty
/// cell says nothing; one of the two cells of a pair is enough. Where there are both and they miss each other by the rounding
/// of a decimal (0.33 and 3), the one above 1 counts.
pub fn judgments_of_matrix(
    names: &[String],
    cells: &[Vec<Option<f64>>],
) -> Result<Judgments, MatrixError> {
    let size = names.len();
    if size == 0 {
        return Err(MatrixError::Empty);
    }
    if size > ITEMS_MAX {
        return Err(MatrixError::TooMany(size));
    }
    for (name, row) in names.iter().zip(cells) {
        if row.len() != size || cells.len() != size {
            let (row, cells) = (name.clone(), row.len());
            return Err(MatrixError::NotSquare { row, cells, size });
        }
    }
    let at = |row: usize, column: usize| {
        cells.get(row).and_then(|row| row.get(column)).copied().flatten()
    };
    let mut judgments = Judgments::none_of(size);
    for (row, name) in names.iter().enumerate() {
        if let Some(value) =
            at(row, row).filter(|value| (value - 1.0).abs() > 1e-9 || value.is_nan())
        {
            return Err(MatrixError::Diagonal { row: name.clone(), value });
        }
        for (column, other) in names.iter().enumerate().take(row) {
            // The row above the diagonal is read first, as people write it.
            take_pair(
                &mut judgments,
                [(column, other), (row, name)],
                [at(column, row), at(row, column)],
            )?;
        }
    }
    Ok(judgments)
}

fn take_pair(
    judgments: &mut Judgments,
    [(one, one_name), (other, other_name)]: [(usize, &String); 2],
    [there, back]: [Option<f64>; 2],
) -> Result<(), MatrixError> {
    let mut take = |row: (usize, &String), column: (usize, &String), times| {
        judgments.judge(row.0, column.0, times).map_err(|error| MatrixError::NoJudgment {
            row: row.1.clone(),
            column: column.1.clone(),
            error,
        })
    };
    if let Some(times) = back {
        take((other, other_name), (one, one_name), times)?;
    }
    let Some(times) = there else { return Ok(()) };
    take((one, one_name), (other, other_name), times)?;
    let Some(back) = back else { return Ok(()) };
    if (times * back - 1.0).abs() > SLACK {
        return Err(MatrixError::NotReciprocal {
            row: one_name.clone(),
            column: other_name.clone(),
            value: times,
            back,
        });
    }
    if back > times {
        take((other, other_name), (one, one_name), back)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cells: &[&[f64]]) -> Result<Judgments, MatrixError> {
        let names: Vec<String> =
            ["A", "B", "C"].iter().take(cells.len()).map(ToString::to_string).collect();
        let cell = |&value: &f64| (value < 99.0 || value.is_nan()).then_some(value);
        let cells: Vec<Vec<_>> = cells.iter().map(|row| row.iter().map(cell).collect()).collect();
        judgments_of_matrix(&names, &cells)
    }

    const GAP: f64 = 99.0;

    #[test]
    fn one_cell_of_a_pair_is_enough_and_a_gap_is_a_gap() {
        let all = read(&[&[1.0, 2.0, GAP], &[GAP, GAP, GAP], &[GAP, 5.0, 1.0]]).unwrap();
        assert_eq!(
            [all.times(0, 1), all.times(1, 2), all.times(0, 2)],
            [Some(2.0), Some(0.2), None]
        );
    }

    #[test]
    fn rounded_reciprocals_are_taken_by_the_exact_one() {
        assert_eq!(read(&[&[1.0, 0.33], &[3.0, 1.0]]).unwrap().times(1, 0), Some(3.0));
        assert_eq!(read(&[&[1.0, 3.0], &[0.33, 1.0]]).unwrap().times(0, 1), Some(3.0));
    }

    #[test]
    fn numbers_and_fractions_are_read() {
        let read = |text| read_times(text);
        assert_eq!(
            [read(" 3 "), read("0,5"), read("1 / 4"), read("")],
            [Ok(Some(3.0)), Ok(Some(0.5)), Ok(Some(0.25)), Ok(None)]
        );
        assert_eq!(read("-2"), Ok(Some(-2.0)));
        assert_eq!(read("1/0"), Err(TimesError::DividedByZero));
        for text in ["three", "inf", "NaN", "1/2/3", "1e5", "/", "1//2", "1.2.3"] {
            assert_eq!(read(text), Err(TimesError::NoNumber), "{text}");
        }
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let said = |cells: &[&[f64]]| read(cells).unwrap_err().to_string();
        assert_eq!(
            said(&[&[1.0, 3.0], &[3.0, 1.0]]),
            "“A” counts 3 of “B”, but “B” counts 3 of “A”; one must be 1 divided by the other. \
             Mend one of the two cells, or leave it empty."
        );
        assert_eq!(
            said(&[&[1.0, 0.0], &[GAP, 1.0]]),
            "“A” against “B”: a judgment is a number above zero, from 1/9 to 9; this is 0."
        );
        assert!(
            said(&[&[1.0, GAP], &[-2.0, 1.0]])
                .starts_with("“B” against “A”: a judgment is a number above zero")
        );
        assert!(
            said(&[&[2.0, GAP], &[GAP, 1.0]])
                .contains("compared with itself, and the table says 2")
        );
        assert!(said(&[&[1.0, 2.0, 3.0], &[GAP, 1.0]]).starts_with("The row of “A” has 3 cells"));
        assert!(said(&[&[f64::NAN, GAP], &[GAP, 1.0]]).contains("itself"));
        assert_eq!(read(&[]), Err(MatrixError::Empty));
    }
}
