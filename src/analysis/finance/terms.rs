//! Which projects are reckoned with: when each starts, and how much of it is done.

use std::collections::BTreeMap;

use crate::analysis::schedule::Starts;
use crate::model::{Force, FundingId, Portfolio, Project, ProjectId, Scenario};

/// How a project is done, as far as money hangs on it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Terms {
    /// The period it starts in, counted from 0 for the first of the portfolio.
    pub start: i32,
    /// What every cost is multiplied by: 1 is the whole cost.
    pub cost: f64,
    /// What the work of its people is multiplied by.
    pub work: f64,
    /// What every benefit and the residual value is multiplied by.
    pub value: f64,
}

impl Terms {
    /// The whole project from period `start` on.
    pub const fn whole(start: i32) -> Self {
        Self { start, cost: 1.0, work: 1.0, value: 1.0 }
    }

    /// The project from period `start` on, in full or in one of its parts; in full, too, where it has no such part.
    pub fn funded(project: &Project, start: i32, part: Option<FundingId>) -> Self {
        let whole = Self::whole(start);
        let part = part.and_then(|id| project.fundings.get(&id));
        part.map_or(whole, |part| Self {
            cost: part.cost.share(),
            work: part.work.share(),
            value: part.value.share(),
            ..whole
        })
    }
}

/// The projects that are reckoned with, each on its terms.
pub type Choice = BTreeMap<ProjectId, Terms>;

/// One project alone, as soon as it may start; nothing where there is no such project.
pub fn one_alone(portfolio: &Portfolio, project: ProjectId) -> Choice {
    let starts = Starts::earliest(portfolio);
    let found = portfolio.projects.contains_key(&project);
    found.then(|| (project, Terms::whole(starts.of(project)))).into_iter().collect()
}

/// All projects that are neither done nor cancelled, each as soon as it may start.
pub fn all_open(portfolio: &Portfolio) -> Choice {
    let starts = Starts::earliest(portfolio);
    let open = portfolio.projects.iter().filter(|(_, project)| project.is_open());
    open.map(|(&id, _)| (id, Terms::whole(starts.of(id)))).collect()
}

/// The open projects of the plan that was agreed, with the starts and parts that were agreed; empty where nothing is agreed yet.
///
/// What is done or cancelled is left out, as in every plan: its money is spent.
pub fn agreed(portfolio: &Portfolio) -> Choice {
    let starts = Starts::earliest(portfolio);
    let planned = portfolio.plan.iter().filter_map(|(&id, planned)| {
        let project = portfolio.projects.get(&id).filter(|project| project.is_open())?;
        let start = planned
            .start
            .map_or_else(|| starts.of(id), |month| portfolio.calendar.period_of(month).max(0));
        Some((id, Terms::funded(project, start, planned.funding)))
    });
    planned.collect()
}

/// The same projects as a scenario has them: its starts, its factors on cost, and without what it forces out.
pub fn in_scenario(portfolio: &Portfolio, scenario: &Scenario, choice: &Choice) -> Choice {
    let is_out = |id: &ProjectId| scenario.forced.get(id).is_some_and(|it| it.force == Force::Out);
    let changed = |(&id, terms): (&ProjectId, &Terms)| {
        let start =
            scenario.starts.get(&id).map(|&month| portfolio.calendar.period_of(month).max(0));
        let factor = scenario.cost_factors.get(&id).map_or(1.0, |factor| factor.value());
        let terms =
            Terms { start: start.unwrap_or(terms.start), cost: terms.cost * factor, ..*terms };
        (id, terms)
    };
    choice.iter().filter(|(id, _)| !is_out(id)).map(changed).collect()
}
