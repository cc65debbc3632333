//! `score`: prints scores and ranks.

mod as_csv;
mod as_json;
mod as_table;
mod beside;
mod by_formula;
mod by_priority;
pub(in crate::cli) mod way;

use super::arguments::{ScoreArguments, ScoreFormat};
use super::open::open;
use super::told::{Ending, Told};
use crate::analysis::finance::Costs;
use crate::analysis::scoring::framework::{Method, Usual, Way};
use crate::analysis::scoring::{Alignment, Ranked, alignment, ranked};
use crate::model::{OutcomeId, Portfolio};

/// Everything that is told about scores, in whichever form.
struct Scores<'a> {
    portfolio: &'a Portfolio,
    /// All projects, best first.
    order: Vec<Ranked>,
    costs: Costs,
    alignment: Alignment,
}

impl Scores<'_> {
    fn outcome_name(&self, outcome: OutcomeId) -> String {
        let record = self.portfolio.outcomes.get(&outcome);
        record.map_or_else(|| outcome.to_string(), |outcome| outcome.name.to_string())
    }
}

pub(super) fn score(arguments: &ScoreArguments) -> Result<Told, Told> {
    let opened = open(&arguments.source)?;
    let warnings = opened.warnings.iter().map(ToString::to_string);
    Ok(told(arguments, &opened.portfolio)?.beside(warnings))
}

fn told(arguments: &ScoreArguments, portfolio: &Portfolio) -> Result<Told, Told> {
    let way = way::meant(portfolio, &arguments.method)?;
    if let Some(other) = &arguments.beside {
        let other = way::meant(portfolio, other)?;
        return beside::told(portfolio, [way, other], arguments.format);
    }
    match way {
        Way::Formula(Method::Usual(Usual::Weighted)) => weighted(arguments, portfolio),
        Way::Formula(method) => by_formula::told(portfolio, method, arguments.format),
        Way::Moscow => by_priority::told(portfolio, arguments.format),
    }
}

fn weighted(arguments: &ScoreArguments, portfolio: &Portfolio) -> Result<Told, Told> {
    let order = ranked(portfolio);
    let costs = Costs::of(portfolio);
    let Some(alignment) = alignment(portfolio, &order, &costs) else {
        return Err(without_score(portfolio));
    };
    let scores = Scores { portfolio, order, costs, alignment };
    let out = match arguments.format {
        ScoreFormat::Table => as_table::table(&scores),
        ScoreFormat::Json => as_json::json(&scores),
        ScoreFormat::Csv => as_csv::csv(&scores).map_err(|error| unwritable(&error))?,
    };
    Ok(Told::fine(out))
}

/// Why there is no score.
pub(in crate::cli) fn without_score(portfolio: &Portfolio) -> Told {
    let reason = if portfolio.outcomes.is_empty() {
        "There is no outcome in this portfolio, so no project can have a score. Add an outcome with a weight."
    } else {
        "No outcome weighs anything, so no project can have a score. Give at least one outcome without parts a weight."
    };
    Told::failed(Ending::Findings, reason)
}

fn unwritable(error: &csv::Error) -> Told {
    Told::failed(Ending::Unwritable, error.to_string())
}
