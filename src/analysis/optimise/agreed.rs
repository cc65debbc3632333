//! The plan as it stands: what was agreed, or else what is approved and under way.

use super::plan::{Funded, Plan};
use super::wish::{When, Wish};
use crate::analysis::schedule::Starts;
use crate::model::{Portfolio, Stage};

/// The plan of the portfolio, without what is not open any more; where nothing was agreed, the projects that are approved or active. Projects start
/// when it was agreed, or as soon as they may.
pub fn current_plan(portfolio: &Portfolio, wish: &Wish) -> Plan {
    let starts = Starts::earliest(portfolio);
    let mut plan = Plan::default();
    if portfolio.plan.is_empty() {
        for (&id, project) in &portfolio.projects {
            if matches!(project.stage, Stage::Approved | Stage::Active) {
                plan.funded.insert(id, Funded { start: starts.of(id), funding: None });
            }
        }
        return plan;
    }
    for (&id, planned) in &portfolio.plan {
        if !portfolio.projects.get(&id).is_some_and(|project| project.is_open()) {
            continue;
        }
        let agreed = planned.start.filter(|_| wish.when == When::Chosen);
        let start =
            agreed.map_or(starts.of(id), |month| portfolio.calendar.period_of(month).max(0));
        plan.funded.insert(id, Funded { start, funding: planned.funding });
    }
    plan
}
