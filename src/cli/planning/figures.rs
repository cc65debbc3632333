//! Figures of plans as JSON and as cells.

use crate::analysis::optimise::program::State;
use crate::analysis::optimise::{Constraint, Limit, Objective};
use crate::cli::json::{object, text};
use crate::model::{Currency, MoneySum, Portfolio};
use crate::workspace::funding_words::{constraint_words, limit_words};

/// How sure an answer is, as one word.
pub(in crate::cli) fn state_word(state: State) -> &'static str {
    match state {
        State::Optimal => "optimal",
        State::Feasible => "feasible",
        State::Infeasible => "infeasible",
        State::Unknown => "unknown",
    }
}

/// A whole number with so many of its digits behind the point: exact, as JSON.
pub(in crate::cli) fn scaled(number: i128, decimals: usize) -> String {
    let digits = format!("{:0>width$}", number.unsigned_abs(), width = decimals + 1);
    let (whole, part) = digits.split_at_checked(digits.len() - decimals).unwrap_or((&digits, ""));
    let part = part.trim_end_matches('0');
    let minus = if number < 0 { "-" } else { "" };
    if part.is_empty() { format!("{minus}{whole}") } else { format!("{minus}{whole}.{part}") }
}

/// An amount in units of the currency.
pub(in crate::cli) fn money_json(minor: i128, currency: Currency) -> String {
    scaled(minor, currency.decimals().into())
}

/// Hundredths of people, as people.
pub(in crate::cli) fn value_hundredths(hundredths: i128) -> String {
    scaled(hundredths, 2)
}

/// A value: points, units of the currency, or hundredths of all there is.
pub(in crate::cli) fn value_json(objective: Objective, value: i128, currency: Currency) -> String {
    match objective {
        Objective::Score => scaled(value, 6),
        Objective::Npv => money_json(value, currency),
        Objective::Blend { .. } => scaled(value, 7),
    }
}

/// What sort of limit it is, which record it belongs to, and how it reads.
pub(in crate::cli) fn constraint_json(portfolio: &Portfolio, constraint: Constraint) -> String {
    let (kind, id) = match constraint {
        Constraint::Spend => ("spend", None),
        Constraint::Budget(id) => ("budget", Some(id.to_string())),
        Constraint::BudgetPeriods(id) => ("budget-periods", Some(id.to_string())),
        Constraint::Role(id) => ("role", Some(id.to_string())),
        Constraint::Dependency(id) => ("dependency", Some(id.to_string())),
        Constraint::Group(id) => ("group", Some(id.to_string())),
        Constraint::Forced(crate::model::Force::In, id) => ("forced-in", Some(id.to_string())),
        Constraint::Forced(crate::model::Force::Out, id) => ("forced-out", Some(id.to_string())),
        Constraint::Window(id) => ("window", Some(id.to_string())),
        Constraint::Uncosted(id) => ("uncosted", Some(id.to_string())),
    };
    object(&[
        ("kind", text(kind)),
        ("id", id.map_or_else(|| "null".to_owned(), |id| text(&id))),
        ("words", text(&constraint_words(portfolio, constraint))),
    ])
}

/// The same for a limit of one period.
pub(in crate::cli) fn limit_json(portfolio: &Portfolio, limit: Limit) -> String {
    let Some(constraint) = limit.constraint() else { return "null".to_owned() };
    let period = match limit {
        Limit::BudgetIn(_, period) | Limit::Role(_, period) => Some(period),
        _ => None,
    };
    let Some(period) = period else { return constraint_json(portfolio, constraint) };
    object(&[
        ("limit", constraint_json(portfolio, constraint)),
        ("period", period.to_string()),
        ("words", text(&limit_words(portfolio, limit))),
    ])
}

/// An amount for people, short enough for a column.
pub(in crate::cli) fn cell(portfolio: &Portfolio, minor: i128) -> String {
    crate::wording::money_short(MoneySum { minor }.to_money(), portfolio.currency)
}

/// Hundredths of people as people.
pub(in crate::cli) fn people(hundredths: u64) -> f64 {
    u32::try_from(hundredths).map_or(f64::INFINITY, f64::from) / 100.0
}

/// A number of things.
pub(in crate::cli) fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::INFINITY, f64::from)
}
