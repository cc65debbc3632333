//! What edits do to choices of the base, and what goes out of choices, causes and judgments with a record that is gone.

use crate::model::{Forced, Item, OutcomeId, Portfolio, ProjectId, StakeholderId};

use super::Refusal;

/// Forces a project in or out; what is said of a project that is gone can be taken back.
pub(super) fn force(
    portfolio: &mut Portfolio,
    project: ProjectId,
    forced: Option<&Forced>,
) -> Result<(), Refusal> {
    let is_left_over = forced.is_none() && portfolio.forced.contains_key(&project);
    if !portfolio.projects.contains_key(&project) && !is_left_over {
        return Err(Refusal::NotThere(Item::Project(project)));
    }
    match forced {
        Some(forced) => drop(portfolio.forced.insert(project, forced.clone())),
        None => drop(portfolio.forced.remove(&project)),
    }
    Ok(())
}

/// Takes a project out of the choices of the base and out of causes.
pub(super) fn forget_project(portfolio: &mut Portfolio, id: ProjectId) {
    portfolio.forced.remove(&id);
    portfolio.plan.remove(&id);
    for cause in portfolio.causes.values_mut() {
        cause.members.remove(&id);
    }
}

/// Takes out what was said of an outcome.
pub(super) fn forget_outcome(portfolio: &mut Portfolio, id: OutcomeId) {
    portfolio.judgments.retain(|_, judgment| judgment.more != id && judgment.less != id);
}

/// Takes out what somebody said: without them it would be taken for what all have agreed on.
pub(super) fn forget_person(portfolio: &mut Portfolio, id: StakeholderId) {
    portfolio.judgments.retain(|_, judgment| judgment.by != Some(id));
}
