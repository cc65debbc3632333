//! Multidimensional knapsacks as the OR-Library keeps them.

use crate::analysis::optimise::program::{Column, Program, Row};

/// One problem of a file.
#[derive(Debug)]
pub(super) struct Knapsack {
    /// The problem, in whole numbers.
    pub program: Program,
    /// How many decimals of the values became part of the whole numbers.
    pub decimals: usize,
    /// The best value that is known, as the file has it; 0 where the file says nothing.
    pub known: i128,
}

/// Numbers with a point, read as whole numbers.
struct Numbers<'a>(std::str::SplitAsciiWhitespace<'a>);

impl<'a> Numbers<'a> {
    fn word(&mut self, what: &str) -> Result<&'a str, String> {
        self.0.next().ok_or_else(|| format!("the file ends where {what} should stand"))
    }

    fn count(&mut self, what: &str) -> Result<usize, String> {
        let word = self.word(what)?;
        let count = word.parse().ok().filter(|count| *count <= 1_000_000);
        count.ok_or_else(|| format!("“{word}” stands where {what} should"))
    }

    fn words(&mut self, count: usize, what: &str) -> Result<Vec<&'a str>, String> {
        (0..count).map(|_| self.word(what)).collect()
    }
}

/// All problems of a file: how many, then for each its numbers of columns and rows, the known optimum, values, coefficients and limits.
pub(super) fn read(text: &str) -> Result<Vec<Knapsack>, String> {
    let mut numbers = Numbers(text.split_ascii_whitespace());
    let count = numbers.count("the number of problems")?;
    (0..count).map(|_| knapsack(&mut numbers)).collect()
}

fn knapsack(numbers: &mut Numbers<'_>) -> Result<Knapsack, String> {
    let columns = numbers.count("the number of columns")?;
    let rows = numbers.count("the number of limits")?;
    let known = numbers.word("the known optimum")?;
    let values = numbers.words(columns, "a value")?;
    let all: Result<Vec<_>, _> =
        (0..rows).map(|_| numbers.words(columns, "a coefficient")).collect();
    let all = all?;
    let limits = numbers.words(rows, "a limit")?;
    let decimals = most_decimals(&mut values.iter().copied().chain([known]));
    let column = |word: &&str| Ok(Column { value: whole(word, decimals)?, cost: 0 });
    let mut program = Program {
        columns: values.iter().map(column).collect::<Result<_, String>>()?,
        rows: Vec::new(),
    };
    for (coefficients, limit) in all.iter().zip(limits) {
        let scale = most_decimals(&mut coefficients.iter().copied().chain([limit]));
        let terms = coefficients.iter().enumerate();
        let terms: Result<Vec<_>, String> =
            terms.map(|(number, word)| Ok((number, whole(word, scale)?))).collect();
        program.rows.push(Row { terms: terms?, most: whole(limit, scale)? });
    }
    Ok(Knapsack { program, decimals, known: whole(known, decimals)?.into() })
}

fn most_decimals(words: &mut dyn Iterator<Item = &str>) -> usize {
    let decimals = words.map(|word| word.split_once('.').map_or(0, |(_, part)| part.len()));
    decimals.max().unwrap_or(0)
}

fn whole(word: &str, decimals: usize) -> Result<i64, String> {
    let (digits, part) = word.split_once('.').unwrap_or((word, ""));
    let text = format!("{digits}{part:0<decimals$}");
    text.parse().map_err(|_reason| format!("“{word}” is no number that can be calculated with"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_become_whole_numbers_and_what_is_cut_short_is_told() {
        let all = read("1\n2 1 8.5\n 8 0.5\n 1.25 2\n 3").unwrap();
        assert_eq!(all[0].program.columns[1].value, 5);
        assert_eq!(all[0].program.rows[0], Row { terms: vec![(0, 125), (1, 200)], most: 300 });
        assert_eq!(all[0].known, 85);
        assert_eq!(
            read("1 2 1").unwrap_err(),
            "the file ends where the known optimum should stand"
        );
        assert!(read("x").is_err() && read("1 1 1 0 a 1 1").is_err());
    }
}
