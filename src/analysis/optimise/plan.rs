//! A choice of projects, and when each starts.

use std::collections::BTreeMap;

use crate::model::{FundingId, Planned, Portfolio, ProjectId, Unread};

/// How a project is funded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Funded {
    /// In which period it starts, counted from 0 for the first of the portfolio.
    pub start: i32,
    /// Which part of it is funded; nothing means all of it.
    pub funding: Option<FundingId>,
}

/// One way to fund one project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Choice {
    /// The project.
    pub project: ProjectId,
    /// Start and part.
    pub funded: Funded,
}

/// Which projects are funded, and how; what is not in it is not funded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Plan {
    /// The funded projects by id.
    pub funded: BTreeMap<ProjectId, Funded>,
}

impl Plan {
    /// Whether a project is funded.
    pub fn has(&self, project: ProjectId) -> bool {
        self.funded.contains_key(&project)
    }

    /// The projects that are in this plan and not in the other, by id.
    pub fn without<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = ProjectId> + 'a {
        self.funded.keys().copied().filter(|project| !other.has(*project))
    }

    /// The plan as it is kept in a portfolio, where its starts are months that there are.
    pub fn to_planned(&self, portfolio: &Portfolio) -> BTreeMap<ProjectId, Planned> {
        let planned = |(&project, funded): (&ProjectId, &Funded)| {
            let start = portfolio.calendar.month_of(funded.start);
            (project, Planned { start, funding: funded.funding, unread: Unread::default() })
        };
        self.funded.iter().map(planned).collect()
    }
}

impl FromIterator<Choice> for Plan {
    fn from_iter<Choices: IntoIterator<Item = Choice>>(choices: Choices) -> Self {
        Self { funded: choices.into_iter().map(|choice| (choice.project, choice.funded)).collect() }
    }
}
