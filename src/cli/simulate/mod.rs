//! `simulate`: what chance makes of the money of a portfolio, or of one project.

mod as_json;
mod as_table;

use super::arguments::Source;
use super::money::case::{Chosen, chosen, rate, stated};
use super::money_arguments::{RisksArgument, SimulateArguments};
use super::open::open;
use super::scoring_arguments::AnswerFormat;
use super::told::{Ending, Told};
use crate::analysis::finance::chance::{Assumptions, Draws, Input, RisksTaken, simulate};
use crate::analysis::finance::{BusinessCase, Origin};
use crate::jobs::Monitor;
use crate::model::{Portfolio, ProjectId};
use crate::wording::shortened;

const NAME_CHARACTERS_MAX: usize = 36;

pub(super) fn simulated(arguments: &SimulateArguments) -> Result<Told, Told> {
    let unreadable = |reason: String| Told::failed(Ending::Unreadable, reason);
    let draws = Draws::new(arguments.runs, arguments.seed)
        .map_err(|error| unreadable(format!("Too few or too many runs: {error}.")))?;
    let opened = open(&Source { file: arguments.file.clone(), large: arguments.large })?;
    let portfolio = &opened.portfolio;
    let (rate, slip) = rate(portfolio, arguments.rate.as_deref())?;
    let Some(rate) = rate else {
        return Err(Told::failed(
            Ending::Findings,
            "No discount rate is stated in this portfolio, so there is no net present value to draw. Add --rate 0.08, or --rate 0 for none.",
        ));
    };
    let Chosen { choice, heading, .. } =
        chosen(portfolio, arguments.project.as_deref(), arguments.plan)?;
    stated(BusinessCase::of(portfolio, &choice, Some(rate)))?;
    let risks = match arguments.risks {
        RisksArgument::After => RisksTaken::AfterResponse,
        RisksArgument::Before => RisksTaken::AsTheyAre,
        RisksArgument::None => RisksTaken::None,
    };
    let assumptions = Assumptions { rate, risks };
    let simulation = simulate(portfolio, &choice, assumptions, draws, &Monitor::default())
        .map_err(|cancelled| Told::failed(Ending::Findings, cancelled.to_string()))?;
    let out = match arguments.format {
        AnswerFormat::Json => as_json::json(portfolio, &simulation, &heading),
        AnswerFormat::Table => as_table::table(portfolio, &simulation, &heading),
    };
    let warnings = opened.warnings.iter().map(ToString::to_string);
    Ok(Told::fine(out).beside(slip.into_iter().chain(warnings)))
}

/// What an input is called: the line and its project, or the risk.
fn input_name(portfolio: &Portfolio, input: Input) -> String {
    match input {
        Input::Risk(id) => {
            let name = portfolio.risks.get(&id).map(|risk| risk.name.as_str());
            format!("Risk: {}", shortened(name.unwrap_or_default(), NAME_CHARACTERS_MAX))
        }
        Input::Stream(project, origin) => {
            let line = shortened(&line_name(portfolio, project, origin), NAME_CHARACTERS_MAX);
            format!("{line} ({})", project_name(portfolio, project))
        }
    }
}

fn project_name(portfolio: &Portfolio, project: ProjectId) -> String {
    let name = portfolio.projects.get(&project).map(|project| project.name.as_str());
    shortened(name.unwrap_or_default(), NAME_CHARACTERS_MAX)
}

fn line_name(portfolio: &Portfolio, project: ProjectId, origin: Origin) -> String {
    let Some(project) = portfolio.projects.get(&project) else { return String::new() };
    let name = match origin {
        Origin::Cost(id) => project.costs.get(&id).map(|line| line.name.to_string()),
        Origin::Benefit(id) => project.benefits.get(&id).map(|line| line.name.to_string()),
        Origin::Role(id) => portfolio.roles.get(&id).map(|role| role.name.to_string()),
        Origin::Price(id) | Origin::Switching(id) => {
            project.vendors.get(&id).map(|vendor| vendor.name.to_string())
        }
        Origin::Residual => Some("Residual value".to_owned()),
    };
    name.unwrap_or_default()
}
