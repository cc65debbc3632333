//! Edits of cells tried on one project at a time, so that each refusal is known before anything is asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::edit::{Edit, apply};
use crate::model::{Portfolio, Project, ProjectId};

/// The portfolio without its projects and rules between them: quick to copy, and all that fields of one project hang on.
pub(crate) struct Trial {
    base: Portfolio,
}

impl Trial {
    pub(crate) fn of(portfolio: &Portfolio) -> Self {
        let mut base = Portfolio::titled(portfolio.title.clone());
        base.currency = portfolio.currency;
        base.calendar = portfolio.calendar;
        base.ladder = portfolio.ladder.clone();
        base.outcomes.clone_from(&portfolio.outcomes);
        base.changes.clone_from(&portfolio.changes);
        base.roles.clone_from(&portfolio.roles);
        base.stakeholders.clone_from(&portfolio.stakeholders);
        base.budgets.clone_from(&portfolio.budgets);
        Self { base }
    }

    /// The project after the edit; the reason in words where it is refused.
    pub(crate) fn after(
        &self,
        id: ProjectId,
        project: &Arc<Project>,
        edit: &Edit,
    ) -> Result<Arc<Project>, String> {
        let mut portfolio = self.base.clone();
        portfolio.projects = BTreeMap::from([(id, Arc::clone(project))]);
        match apply(&portfolio, edit) {
            Ok(mut next) => next.projects.remove(&id).ok_or_else(String::new),
            Err(refusal) => Err(refusal.in_words(&portfolio)),
        }
    }
}
