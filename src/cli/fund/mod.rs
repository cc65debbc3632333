//! `fund`: the best plan, proved, with what a ranking would have made of it.

mod as_json;
mod as_table;
mod instance;
mod mknap;
mod nrp;

use super::Given;
use super::fund_arguments::FundArguments;
use super::planning::{Asked, asked};
use super::scoring_arguments::AnswerFormat;
use super::told::{Ending, Told};
use crate::analysis::optimise::program::State;
use crate::analysis::optimise::{Funding, fund as best};
use crate::jobs::Monitor;

pub(super) fn fund(arguments: &FundArguments, given: &Given<'_>) -> Result<Told, Told> {
    if let Some(kind) = arguments.instance {
        return instance::instance(arguments, kind, given);
    }
    let asked = asked(&arguments.plan, given)?;
    let is_over = || asked.is_over();
    let funding = best(
        &asked.portfolio,
        asked.wish,
        &asked.effort(&is_over),
        &Monitor::default(),
        &mut |_| (),
    )
    .map_err(|failure| asked.failed(failure))?;
    let out = match arguments.plan.format {
        AnswerFormat::Json => as_json::json(&asked, &funding),
        AnswerFormat::Table => as_table::table(&asked, &funding),
    };
    Ok(ended(&asked, &funding, out))
}

fn ended(asked: &Asked<'_>, funding: &Funding, out: String) -> Told {
    let ending = match funding.found.state {
        State::Optimal | State::Feasible => Ending::Fine,
        State::Infeasible | State::Unknown => Ending::Findings,
    };
    Told { out, err: String::new(), ending }.beside(asked.warnings.iter().cloned())
}
