//! portfolio + edit → portfolio, or a refusal; the old one is never touched.

use std::collections::BTreeSet;

use super::{Edit, PortfolioField, Record, Refusal};
use super::{on_choices, on_links, on_people, on_projects};
use crate::model::{Flaw, Gravity, Item, Portfolio, ProjectId, flaws, flaws_around};

/// How far the consequences of an edit can reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reach {
    /// Nothing can contradict it.
    None,
    /// The fields of one project.
    Project(ProjectId),
    /// The fields of these, by a few edits that are one step.
    Projects(BTreeSet<ProjectId>),
    /// Anything.
    Everything,
}

/// The portfolio after the edit.
///
/// An edit is refused where it speaks of what is not there, and where it would bring in a contradiction
/// that was not there before. It may leave contradictions that were there.
pub fn apply(portfolio: &Portfolio, edit: &Edit) -> Result<Portfolio, Refusal> {
    let mut next = portfolio.clone();
    change(&mut next, edit)?;
    let new_flaw = match reach(portfolio, edit) {
        Reach::None => None,
        Reach::Project(project) => {
            first_new(|| flaws_around(portfolio, project), flaws_around(&next, project))
        }
        Reach::Projects(projects) => {
            let around = |portfolio: &Portfolio| -> Vec<Flaw> {
                projects.iter().flat_map(|&project| flaws_around(portfolio, project)).collect()
            };
            first_new(|| around(portfolio), around(&next))
        }
        Reach::Everything => first_new(|| flaws(portfolio), flaws(&next)),
    };
    match new_flaw {
        Some(flaw) => Err(Refusal::Contradiction(flaw)),
        None => Ok(next),
    }
}

/// The first flaw after that was not there before and may not be brought in.
///
/// What was there before is only looked for where there is such a flaw now: that takes as long again.
fn first_new(before: impl FnOnce() -> Vec<Flaw>, mut after: Vec<Flaw>) -> Option<Flaw> {
    after.retain(|flaw| flaw.gravity() == Gravity::Refused);
    if after.is_empty() {
        return None;
    }
    let before = before();
    let was_there = |flaw: &Flaw| before.iter().any(|earlier| is_no_worse(flaw, earlier));
    after.into_iter().find(|flaw| !was_there(flaw))
}

/// Whether it is the same flaw, by its figures as bad as before or less: what is mended step by step is not refused.
fn is_no_worse(flaw: &Flaw, earlier: &Flaw) -> bool {
    match (flaw, earlier) {
        (
            Flaw::WindowTooShort { project, available, duration },
            Flaw::WindowTooShort { project: same, available: had, duration: lasted },
        ) => project == same && duration.saturating_sub(*available) <= lasted.saturating_sub(*had),
        (
            Flaw::GroupImpossible { group, wanted, members },
            Flaw::GroupImpossible { group: same, wanted: asked, members: had },
        ) => {
            let lacking = |wanted: u16, members| usize::from(wanted).saturating_sub(members);
            group == same && lacking(*wanted, *members) <= lacking(*asked, *had)
        }
        (
            Flaw::DemandBeyondEnd { project, role, periods },
            Flaw::DemandBeyondEnd { project: same, role: same_role, periods: asked },
        ) => (project, role) == (same, same_role) && periods <= asked,
        _ => flaw == earlier,
    }
}

/// More projects than this are quicker looked at all at once.
const PROJECTS_MAX: usize = 64;

/// How far edits reach that are one step; each is judged by the portfolio before the step.
fn reach_of_all(portfolio: &Portfolio, edits: &[Edit]) -> Reach {
    let mut projects = BTreeSet::new();
    for edit in edits {
        match reach(portfolio, edit) {
            Reach::None => {}
            Reach::Project(project) => drop(projects.insert(project)),
            Reach::Projects(more) => projects.extend(more),
            Reach::Everything => return Reach::Everything,
        }
    }
    match projects.len() {
        0 => Reach::None,
        count if count <= PROJECTS_MAX => Reach::Projects(projects),
        _ => Reach::Everything,
    }
}

fn reach(portfolio: &Portfolio, edit: &Edit) -> Reach {
    match edit {
        Edit::Batch { label: _, edits } => reach_of_all(portfolio, edits),
        Edit::SetProject(project, field) => on_projects::reach(portfolio, *project, field),
        Edit::Add(Record::Contribution(project, ..))
        | Edit::Replace(Record::Contribution(project, ..))
        | Edit::Remove(Item::Contribution(project, _)) => Reach::Project(*project),
        Edit::Place(_)
        | Edit::SetPortfolio(
            PortfolioField::Title(_)
            | PortfolioField::Organisation(_)
            | PortfolioField::Summary(_)
            | PortfolioField::Currency(_)
            | PortfolioField::DiscountRate(_)
            | PortfolioField::PriceRise(_)
            | PortfolioField::WeightsBy(_),
        )
        | Edit::SetOutcome(
            _,
            super::OutcomeField::Name(_)
            | super::OutcomeField::Summary(_)
            | super::OutcomeField::Kind(_)
            | super::OutcomeField::Weight(_)
            | super::OutcomeField::WeightRange(_),
        ) => Reach::None,
        _ => Reach::Everything,
    }
}

/// Makes the change without looking at its consequences.
fn change(portfolio: &mut Portfolio, edit: &Edit) -> Result<(), Refusal> {
    match edit {
        Edit::SetPortfolio(field) => on_people::set_portfolio(portfolio, field),
        Edit::Add(record) => {
            let item = record.item();
            if portfolio.has(item) {
                return Err(Refusal::AlreadyThere(item));
            }
            put(portfolio, record)
        }
        Edit::Replace(record) => {
            let item = record.item();
            if !portfolio.has(item) {
                return Err(Refusal::NotThere(item));
            }
            put(portfolio, record)?;
            unpin_what_is_gone(portfolio);
            Ok(())
        }
        Edit::Remove(item) => {
            if !portfolio.has(*item) {
                return Err(Refusal::NotThere(*item));
            }
            remove(portfolio, *item);
            Ok(())
        }
        Edit::SetProject(id, field) => on_projects::set(portfolio, *id, field),
        Edit::SetOutcome(id, field) => on_links::set_outcome(portfolio, *id, field),
        Edit::SetDependency(id, field) => on_links::set_dependency(portfolio, *id, field),
        Edit::Place(places) => on_links::place(portfolio, places),
        Edit::Force(project, forced) => on_choices::force(portfolio, *project, forced.as_ref()),
        Edit::Plan(plan) => {
            portfolio.plan.clone_from(plan);
            Ok(())
        }
        Edit::Batch { label: _, edits } => {
            edits.iter().try_for_each(|edit| change(portfolio, edit))
        }
    }
}

fn put(portfolio: &mut Portfolio, record: &Record) -> Result<(), Refusal> {
    match record.clone() {
        Record::Project(id, project) => drop(portfolio.projects.insert(id, (*project).into())),
        Record::Outcome(id, outcome) => drop(portfolio.outcomes.insert(id, outcome.into())),
        Record::Measure(outcome, id, measure) => {
            let record = on_links::outcome_mut(portfolio, outcome)?;
            record.measures.insert(id, measure.into());
        }
        Record::Change(id, change) => drop(portfolio.changes.insert(id, change.into())),
        Record::Contribution(project, outcome, contribution) => {
            let record = on_projects::project_mut(portfolio, project)?;
            record.contributions.insert(outcome, contribution);
        }
        Record::Dependency(id, dependency) => {
            drop(portfolio.dependencies.insert(id, dependency.into()));
        }
        Record::Group(id, group) => drop(portfolio.groups.insert(id, group.into())),
        Record::Role(id, role) => drop(portfolio.roles.insert(id, role.into())),
        Record::Budget(id, budget) => drop(portfolio.budgets.insert(id, budget.into())),
        Record::Milestone(project, id, milestone) => {
            let record = on_projects::project_mut(portfolio, project)?;
            record.milestones.insert(id, milestone.into());
        }
        Record::Risk(id, risk) => drop(portfolio.risks.insert(id, (*risk).into())),
        Record::Stakeholder(id, stakeholder) => {
            drop(portfolio.stakeholders.insert(id, stakeholder.into()));
        }
        Record::Scenario(id, scenario) => drop(portfolio.scenarios.insert(id, (*scenario).into())),
        Record::Judgment(id, judgment) => drop(portfolio.judgments.insert(id, judgment)),
        Record::Framework(id, framework) => drop(portfolio.frameworks.insert(id, framework)),
        Record::Cause(id, cause) => drop(portfolio.causes.insert(id, cause)),
    }
    Ok(())
}

/// Takes the item out, and every reference to it, so that nothing dangles.
fn remove(portfolio: &mut Portfolio, item: Item) {
    match item {
        Item::Project(id) => on_projects::remove(portfolio, id),
        Item::Milestone(project, id) => {
            if let Ok(record) = on_projects::project_mut(portfolio, project) {
                record.milestones.remove(&id);
            }
        }
        Item::Contribution(project, outcome) => {
            if let Ok(record) = on_projects::project_mut(portfolio, project) {
                record.contributions.remove(&outcome);
            }
        }
        Item::Outcome(id) => on_links::remove_outcome(portfolio, id),
        Item::Measure(outcome, id) => {
            if let Ok(record) = on_links::outcome_mut(portfolio, outcome) {
                record.measures.remove(&id);
            }
        }
        Item::Change(id) => on_links::remove_change(portfolio, id),
        Item::Dependency(id) => drop(portfolio.dependencies.remove(&id)),
        Item::Group(id) => drop(portfolio.groups.remove(&id)),
        Item::Role(id) => on_people::remove_role(portfolio, id),
        Item::Budget(id) => on_people::remove_budget(portfolio, id),
        Item::Risk(id) => drop(portfolio.risks.remove(&id)),
        Item::Stakeholder(id) => on_people::remove_stakeholder(portfolio, id),
        Item::Scenario(id) => drop(portfolio.scenarios.remove(&id)),
        Item::Judgment(id) => drop(portfolio.judgments.remove(&id)),
        Item::Framework(id) => drop(portfolio.frameworks.remove(&id)),
        Item::Cause(id) => drop(portfolio.causes.remove(&id)),
    }
    unpin_what_is_gone(portfolio);
}

/// What hung on a record goes with it; so do the places on the map.
fn unpin_what_is_gone(portfolio: &mut Portfolio) {
    let gone: Vec<Item> =
        portfolio.pins.keys().copied().filter(|&pinned| !portfolio.has(pinned)).collect();
    for item in gone {
        portfolio.pins.remove(&item);
    }
}
