//! The Next Release Problem: requirements with costs and prerequisites, customers with profits, one budget.

use crate::analysis::optimise::program::{Column, Program, Row};

/// The problem: a customer pays only if all that it asks for, with all prerequisites, is chosen; the budget is a part of the cost of everything,
/// rounded half up.
pub(super) fn read(text: &str, ratio: f64) -> Result<Program, String> {
    let mut numbers = text.split_ascii_whitespace().map(|word| {
        word.parse::<i64>()
            .map_err(|_reason| format!("“{word}” stands where a whole number should"))
    });
    let mut next = |what: &str| {
        numbers.next().unwrap_or_else(|| Err(format!("the file ends where {what} should stand")))
    };
    let mut costs = Vec::new();
    for _ in 0..next("the number of levels")? {
        for _ in 0..next("the number of requirements")? {
            costs.push(next("a cost")?);
        }
    }
    let mut program = Program {
        columns: costs.iter().map(|&cost| Column { value: 0, cost }).collect(),
        rows: vec![budget(&costs, ratio)],
    };
    let requirement = |number: i64| {
        let place = usize::try_from(number - 1).ok().filter(|place| *place < costs.len());
        place.ok_or_else(|| format!("there is no requirement {number}"))
    };
    for _ in 0..next("the number of dependencies")? {
        let (before, after) = (next("a requirement")?, next("a requirement")?);
        program.rows.push(needs(requirement(after)?, requirement(before)?));
    }
    for _ in 0..next("the number of customers")? {
        let value = next("a profit")?;
        let customer = program.columns.len();
        program.columns.push(Column { value, cost: 0 });
        for _ in 0..next("the number of requests")? {
            let wanted = requirement(next("a requirement")?)?;
            program.rows.push(needs(customer, wanted));
        }
    }
    Ok(program)
}

fn needs(column: usize, needed: usize) -> Row {
    Row { terms: vec![(column, 1), (needed, -1)], most: 0 }
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "costs are small, and the budget is rounded half up as its authors do"
)]
fn budget(costs: &[i64], ratio: f64) -> Row {
    let all: i64 = costs.iter().fold(0, |sum, cost| sum.saturating_add(*cost));
    // A hair is added, so that a half that floating point has shortened is still a half.
    let most = (all as f64 * ratio + 0.5 + 1e-9).floor() as i64;
    Row { terms: costs.iter().copied().enumerate().collect(), most }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_needs_what_it_asks_for() {
        let program = read("1 2 3 4 1 1 2 1 9 1 2", 0.5).unwrap();
        assert_eq!(program.columns.len(), 3);
        assert_eq!(program.rows[0].most, 4);
        assert_eq!(program.rows[1], needs(1, 0));
        assert_eq!(program.rows[2], needs(2, 1));
        assert!(read("1 2 3", 0.5).is_err());
        assert!(read("1 1 3 0 1 9 1 7", 0.5).unwrap_err().contains("no requirement 7"));
    }
}
