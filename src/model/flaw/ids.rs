//! Ids that two records share.

use std::collections::BTreeMap;

use super::Flaw;
use crate::model::id::{Id, Item};
use crate::model::portfolio::Portfolio;

pub(super) fn find(portfolio: &Portfolio, found: &mut Vec<Flaw>) {
    let mut seen: BTreeMap<Id, Item> = BTreeMap::new();
    each(portfolio, |id, item| {
        if let Some(&first) = seen.get(&id) {
            found.push(Flaw::SameId { id, first, second: item });
        } else {
            seen.insert(id, item);
        }
    });
}

/// Calls `tell` with the id of every record, top records first.
fn each(portfolio: &Portfolio, mut tell: impl FnMut(Id, Item)) {
    portfolio.outcomes.keys().for_each(|&id| tell(id.0, Item::Outcome(id)));
    portfolio.changes.keys().for_each(|&id| tell(id.0, Item::Change(id)));
    portfolio.projects.keys().for_each(|&id| tell(id.0, Item::Project(id)));
    portfolio.dependencies.keys().for_each(|&id| tell(id.0, Item::Dependency(id)));
    portfolio.groups.keys().for_each(|&id| tell(id.0, Item::Group(id)));
    portfolio.roles.keys().for_each(|&id| tell(id.0, Item::Role(id)));
    portfolio.budgets.keys().for_each(|&id| tell(id.0, Item::Budget(id)));
    portfolio.risks.keys().for_each(|&id| tell(id.0, Item::Risk(id)));
    portfolio.stakeholders.keys().for_each(|&id| tell(id.0, Item::Stakeholder(id)));
    portfolio.scenarios.keys().for_each(|&id| tell(id.0, Item::Scenario(id)));
    portfolio.judgments.keys().for_each(|&id| tell(id.0, Item::Judgment(id)));
    portfolio.frameworks.keys().for_each(|&id| tell(id.0, Item::Framework(id)));
    portfolio.causes.keys().for_each(|&id| tell(id.0, Item::Cause(id)));
    for (&id, outcome) in &portfolio.outcomes {
        outcome.measures.keys().for_each(|&measure| tell(measure.0, Item::Measure(id, measure)));
    }
    for (&id, project) in &portfolio.projects {
        project
            .milestones
            .keys()
            .for_each(|&milestone| tell(milestone.0, Item::Milestone(id, milestone)));
        project.costs.keys().for_each(|&cost| tell(cost.0, Item::Project(id)));
        project.benefits.keys().for_each(|&benefit| tell(benefit.0, Item::Project(id)));
        project.fundings.keys().for_each(|&funding| tell(funding.0, Item::Project(id)));
        project.vendors.keys().for_each(|&vendor| tell(vendor.0, Item::Project(id)));
    }
}
