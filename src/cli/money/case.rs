//! The business case of a portfolio, or of one project.

use std::path::Path;

use super::{case_json, case_table, read_rate};
use crate::analysis::finance::{
    BusinessCase, Choice, Rate, agreed, all_open, one_alone, portfolio_rate,
};
use crate::cli::arguments::Source;
use crate::cli::meant::meant;
use crate::cli::money_arguments::MoneyArguments;
use crate::cli::open::open;
use crate::cli::scoring_arguments::AnswerFormat;
use crate::cli::told::{Ending, Told};
use crate::model::{Item, Portfolio, ProjectId};
use crate::wording::item_noun;

/// What is told, in whichever form.
pub(super) struct Telling<'a> {
    pub(super) portfolio: &'a Portfolio,
    pub(super) case: BusinessCase,
    pub(super) choice: Choice,
    /// The one project that was asked for.
    pub(super) project: Option<ProjectId>,
    /// What was asked for, in words: the name of the project, or how many there are.
    pub(super) heading: String,
}

pub(super) fn of_file(file: &Path, arguments: &MoneyArguments) -> Result<Told, Told> {
    let opened = open(&Source { file: file.to_owned(), large: arguments.large })?;
    let portfolio = &opened.portfolio;
    let (rate, slip) = rate(portfolio, arguments.rate.as_deref())?;
    let Chosen { choice, project, heading } =
        chosen(portfolio, arguments.project.as_deref(), arguments.plan)?;
    let case = stated(BusinessCase::of(portfolio, &choice, rate))?;
    let told = Telling { portfolio, case, choice, project, heading };
    let out = match arguments.format {
        AnswerFormat::Json => case_json::json(&told),
        AnswerFormat::Table => case_table::table(&told),
    };
    let warnings = opened.warnings.iter().map(ToString::to_string);
    Ok(Told::fine(out).beside(slip.into_iter().chain(warnings)))
}

/// The case, where anybody has stated anything that it could be made of.
pub(in crate::cli) fn stated(case: BusinessCase) -> Result<BusinessCase, Told> {
    if case.streams.is_empty() {
        let reason = "Nobody has said what this costs or brings, so there is nothing to reckon with. Add lines of cost or benefit, a vendor, or rates for the roles that are asked for.";
        return Err(Told::failed(Ending::Findings, reason));
    }
    Ok(case)
}

/// The rate that was typed, else that of the portfolio, and what looks like a slip in it.
pub(in crate::cli) fn rate(
    portfolio: &Portfolio,
    typed: Option<&str>,
) -> Result<(Option<Rate>, Option<String>), Told> {
    match typed {
        Some(typed) => read_rate(typed).map(|(rate, slip)| (Some(rate), slip)),
        None => Ok((portfolio_rate(portfolio), None)),
    }
}

/// The projects that a command is about.
pub(in crate::cli) struct Chosen {
    pub(in crate::cli) choice: Choice,
    /// The one project that was asked for.
    pub(in crate::cli) project: Option<ProjectId>,
    /// The name of the project, or the title with how many there are.
    pub(in crate::cli) heading: String,
}

/// One project by its name, or those of the plan, or all that are open.
pub(in crate::cli) fn chosen(
    portfolio: &Portfolio,
    project: Option<&str>,
    is_plan: bool,
) -> Result<Chosen, Told> {
    let unreadable = |reason: String| Told::failed(Ending::Unreadable, reason);
    if let Some(name) = project {
        let item = meant(portfolio, name).map_err(unreadable)?;
        let Item::Project(id) = item else {
            let noun = item_noun(item);
            return Err(unreadable(format!(
                "“{name}” is no project but another thing ({noun}); only projects take and bring money."
            )));
        };
        let heading = portfolio.projects.get(&id).map(|project| project.name.to_string());
        let choice = one_alone(portfolio, id);
        return Ok(Chosen { choice, project: Some(id), heading: heading.unwrap_or_default() });
    }
    let choice = if is_plan { agreed(portfolio) } else { all_open(portfolio) };
    if choice.is_empty() {
        let reason = if is_plan {
            "No plan is agreed in this portfolio. Leave --plan out to see all open projects."
        } else {
            "There is no open project in this portfolio, so nothing is spent and nothing comes back."
        };
        return Err(Told::failed(Ending::Findings, reason));
    }
    let kind = if is_plan { "planned project" } else { "open project" };
    let heading = format!("{}, {}", portfolio.title, crate::wording::plural(choice.len(), kind));
    Ok(Chosen { choice, project: None, heading })
}
