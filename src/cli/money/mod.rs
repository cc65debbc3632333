//! `money`: what flows are worth, bare ones or those of a portfolio.

mod bare;
mod case_table;
mod figures;
mod notes;

pub(super) mod case;
pub(super) mod case_json;

use super::money_arguments::MoneyArguments;
use super::told::{Ending, Told};
use crate::analysis::finance::Rate;

pub(super) fn money(arguments: &MoneyArguments) -> Result<Told, Told> {
    match (&arguments.flows, &arguments.file) {
        (Some(flows), _) => bare::bare(flows, arguments),
        (None, Some(file)) => case::of_file(file, arguments),
        (None, None) => {
            Err(Told::failed(Ending::Unreadable, "Give a portfolio file, or flows with --flows."))
        }
    }
}

/// The rate that was typed, as a part of one (`0.075`) or in per cent (`7.5%`), and what looks like a slip in it.
fn read_rate(text: &str) -> Result<(Rate, Option<String>), Told> {
    let text = text.trim();
    let percent = text.strip_suffix('%').map(str::trim_end);
    let digits = percent.unwrap_or(text);
    let part = if percent.is_some() { 0.01 } else { 1.0 };
    let unreadable = |reason: String| Told::failed(Ending::Unreadable, reason);
    let number: f64 = digits.parse().map_err(|_not_a_number| {
        unreadable(format!("The rate “{text}” is not a number; write 0.075 or 7.5% for seven and a half per cent a year."))
    })?;
    let rate = Rate::new(number * part)
        .map_err(|error| unreadable(format!("{}.", sentence(&error.to_string()))))?;
    let looks_like_percent = percent.is_none() && number >= 1.0;
    let warning = looks_like_percent.then(|| {
        format!(
            "A rate of {text} is {} % a year. If {text} % is meant, write {text}%.",
            number * 100.0
        )
    });
    Ok((rate, warning))
}

/// The reason with a capital letter, as a sentence begins.
fn sentence(reason: &str) -> String {
    let mut letters = reason.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}
