//! The figures of bare flows.

use super::figures::{appraisal_fields, appraisal_rows};
use super::{read_rate, sentence};
use crate::analysis::finance::{Appraisal, Flows};
use crate::cli::json::object;
use crate::cli::money_arguments::MoneyArguments;
use crate::cli::scoring_arguments::AnswerFormat;
use crate::cli::table::{Side, aligned};
use crate::cli::told::{Ending, Told};
use crate::wording::{decimal, plural};

pub(super) fn bare(typed: &str, arguments: &MoneyArguments) -> Result<Told, Told> {
    let unreadable = |reason: String| Told::failed(Ending::Unreadable, reason);
    let Some(rate) = &arguments.rate else {
        return Err(unreadable(
            "Bare flows need a rate of discount: add --rate 0.075, or --rate 0 for none."
                .to_owned(),
        ));
    };
    let (rate, warning) = read_rate(rate)?;
    let amounts = read_amounts(typed).map_err(unreadable)?;
    let flows = Flows::new(amounts, arguments.per_year)
        .map_err(|error| unreadable(format!("{}.", sentence(&error.to_string()))))?;
    let appraisal = Appraisal::of(&flows, rate);
    let out = match arguments.format {
        AnswerFormat::Json => object(&appraisal_fields(&appraisal, 1.0)),
        AnswerFormat::Table => {
            let heading = format!(
                "{} at {} % a year, {} a year\n\n",
                plural(flows.amounts().len(), "flow"),
                decimal(rate.a_year() * 100.0, 4),
                plural(usize::from(flows.per_year()), "period"),
            );
            let amount = |amount: f64| decimal(amount, 2);
            let rows = appraisal_rows(&appraisal, &amount);
            heading
                + &aligned(&[("Figure", Side::Left), ("", Side::Right), ("", Side::Left)], &rows)
        }
    };
    Ok(Told::fine(out).beside(warning))
}

/// Amounts with commas between them; which of them is none is said with its place, counted from 0 for today.
fn read_amounts(typed: &str) -> Result<Vec<f64>, String> {
    if typed.trim().is_empty() {
        return Ok(Vec::new());
    }
    let read = |(period, text): (usize, &str)| {
        text.trim().parse().map_err(|_not_a_number| {
            format!(
                "Flow {period} is “{}”, which is not a number. Write amounts with commas between them and a point before decimals: -10000,5000,5000.5.",
                text.trim()
            )
        })
    };
    typed.split(',').enumerate().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_or_named() {
        assert_eq!(read_amounts("-1e3, 2500,-1540.5"), Ok(vec![-1_000.0, 2_500.0, -1_540.5]));
        assert_eq!(read_amounts("  "), Ok(vec![]));
        assert!(read_amounts("1,,2").unwrap_err().starts_with("Flow 1 is “”"));
        assert!(read_amounts("1,2;3").unwrap_err().starts_with("Flow 1 is “2;3”"));
    }
}
