//! `explain`: where a score comes from, and what makes the difference of two.

mod by_formula;
mod weighted;

use super::meant::meant_project;
use super::open::open;
use super::score::way;
use super::scoring_arguments::ExplainArguments;
use super::told::{Ending, Told};
use crate::analysis::scoring::framework::{Method, Usual, Way};
use crate::model::{Portfolio, ProjectId};

pub(super) fn explain(arguments: &ExplainArguments) -> Result<Told, Told> {
    let opened = open(&arguments.source)?;
    let portfolio = &opened.portfolio;
    let project = |text: &str| {
        meant_project(portfolio, text).map_err(|reason| Told::failed(Ending::Unreadable, reason))
    };
    let first = project(&arguments.project)?;
    let second = arguments.other.as_deref().map(project).transpose()?;
    let out = match way::meant(portfolio, &arguments.method)? {
        Way::Formula(Method::Usual(Usual::Weighted)) => {
            weighted::told(portfolio, first, second, arguments.format)
        }
        Way::Formula(method) => {
            by_formula::told(portfolio, method, [Some(first), second], arguments.format)
        }
        Way::Moscow => Err(Told::failed(
            Ending::Unreadable,
            "MoSCoW has priorities and no scores, so there is nothing to take apart.",
        )),
    }?;
    Ok(Told::fine(out).beside(opened.warnings.iter().map(ToString::to_string)))
}

fn name(portfolio: &Portfolio, project: ProjectId) -> String {
    portfolio
        .projects
        .get(&project)
        .map_or_else(|| project.to_string(), |project| project.name.to_string())
}
