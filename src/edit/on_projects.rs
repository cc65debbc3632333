//! What edits do to projects, their costs, benefits and demands.

use std::sync::Arc;

use super::apply::Reach;
use super::{ProjectField, Refusal, on_choices};
use crate::model::{GroupRule, Item, Portfolio, Project, ProjectId};

pub(super) fn project_mut(
    portfolio: &mut Portfolio,
    id: ProjectId,
) -> Result<&mut Project, Refusal> {
    portfolio.projects.get_mut(&id).map(Arc::make_mut).ok_or(Refusal::NotThere(Item::Project(id)))
}

/// A new line brings in a new id, which anything may bear already; everything else stays within the project.
pub(super) fn reach(portfolio: &Portfolio, id: ProjectId, field: &ProjectField) -> Reach {
    let project = portfolio.projects.get(&id);
    let is_new_line = match field {
        ProjectField::PutCost(cost, _) => {
            project.is_some_and(|project| !project.costs.contains_key(cost))
        }
        ProjectField::PutBenefit(benefit, _) => {
            project.is_some_and(|project| !project.benefits.contains_key(benefit))
        }
        ProjectField::PutFunding(funding, _) => {
            project.is_some_and(|project| !project.fundings.contains_key(funding))
        }
        ProjectField::PutVendor(vendor, _) => {
            project.is_some_and(|project| !project.vendors.contains_key(vendor))
        }
        _ => false,
    };
    if is_new_line { Reach::Everything } else { Reach::Project(id) }
}

pub(super) fn set(
    portfolio: &mut Portfolio,
    id: ProjectId,
    field: &ProjectField,
) -> Result<(), Refusal> {
    let project = project_mut(portfolio, id)?;
    match field.clone() {
        ProjectField::Name(name) => project.name = name,
        ProjectField::Summary(summary) => project.summary = summary,
        ProjectField::Note(note) => project.note = note,
        ProjectField::Stage(stage) => project.stage = stage,
        ProjectField::Category(category) => project.category = category,
        ProjectField::Sponsor(sponsor) => project.sponsor = sponsor,
        ProjectField::Lead(lead) => project.lead = lead,
        ProjectField::Deputy(deputy) => project.deputy = deputy,
        ProjectField::Approach(approach) => project.approach = approach,
        ProjectField::AddTag(tag) => drop(project.tags.insert(tag)),
        ProjectField::RemoveTag(tag) => drop(project.tags.remove(&tag)),
        ProjectField::Duration(duration) => project.duration = duration,
        ProjectField::Window(window) => project.window = window,
        ProjectField::PutCost(cost, line) => drop(project.costs.insert(cost, line)),
        ProjectField::RemoveCost(cost) => drop(project.costs.remove(&cost)),
        ProjectField::PutBenefit(benefit, line) => drop(project.benefits.insert(benefit, line)),
        ProjectField::RemoveBenefit(benefit) => drop(project.benefits.remove(&benefit)),
        ProjectField::Input(name, Some(figure)) => drop(project.inputs.insert(name, figure)),
        ProjectField::Input(name, None) => drop(project.inputs.remove(&name)),
        ProjectField::Priority(priority) => project.priority = priority,
        ProjectField::PutFunding(funding, way) => drop(project.fundings.insert(funding, way)),
        ProjectField::RemoveFunding(funding) => drop(project.fundings.remove(&funding)),
        ProjectField::PutVendor(vendor, offer) => drop(project.vendors.insert(vendor, offer)),
        ProjectField::RemoveVendor(vendor) => {
            project.vendors.remove(&vendor);
            project.vendor = project.vendor.filter(|chosen| *chosen != vendor);
        }
        ProjectField::Vendor(vendor) => project.vendor = vendor,
        ProjectField::Residual(residual) => project.residual = residual,
        ProjectField::Demand(role, fte) if fte.is_empty() => drop(project.demands.remove(&role)),
        ProjectField::Demand(role, fte) => drop(project.demands.insert(role, fte)),
    }
    Ok(())
}

/// Takes a project out with its dependencies, and out of groups, risks, causes, scenarios and the choices of the base.
///
/// A group that then has fewer members than its rule asks for asks for as many as it has.
pub(super) fn remove(portfolio: &mut Portfolio, id: ProjectId) {
    portfolio.projects.remove(&id);
    on_choices::forget_project(portfolio, id);
    portfolio.dependencies.retain(|_, dependency| dependency.from != id && dependency.to != id);
    for group in portfolio.groups.values_mut().filter(|group| group.members.contains(&id)) {
        let group = Arc::make_mut(group);
        group.members.remove(&id);
        let members = u16::try_from(group.members.len()).unwrap_or(u16::MAX);
        group.rule = match group.rule {
            GroupRule::AtLeast(count) => GroupRule::AtLeast(count.min(members)),
            GroupRule::Exactly(count) => GroupRule::Exactly(count.min(members)),
            at_most @ GroupRule::AtMost(_) => at_most,
        };
    }
    for risk in portfolio.risks.values_mut().filter(|risk| risk.threatens.contains(&id)) {
        Arc::make_mut(risk).threatens.remove(&id);
    }
    for scenario in portfolio.scenarios.values_mut() {
        let speaks_of_it = scenario.forced.contains_key(&id)
            || scenario.starts.contains_key(&id)
            || scenario.cost_factors.contains_key(&id);
        if speaks_of_it {
            let scenario = Arc::make_mut(scenario);
            scenario.forced.remove(&id);
            scenario.starts.remove(&id);
            scenario.cost_factors.remove(&id);
        }
    }
}
