//! The names of everything that limits a plan.

use crate::model::{BudgetId, DependencyId, Force, GroupId, ProjectId, RoleId};

/// One thing that a plan has to keep to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Limit {
    /// The most that may be spent on everything, as somebody has asked for.
    Spend,
    /// The total of a budget.
    Budget(BudgetId),
    /// What a budget allows in one period.
    BudgetIn(BudgetId, u16),
    /// How many people of a role there are in one period.
    Role(RoleId, u16),
    /// What requires is funded only with what it requires, and after it where it waits for it.
    Requires(DependencyId),
    /// Both or neither.
    Together(DependencyId),
    /// At most one of two.
    Excludes(DependencyId),
    /// How many of a group.
    Group(GroupId),
    /// A choice that is taken out of the hands of the calculation.
    Forced(Force, ProjectId),
    /// When the project may start, and that it starts within the horizon.
    Window(ProjectId),
    /// Nobody has said what the project costs, so it cannot be funded unless it is forced in.
    Uncosted(ProjectId),
    /// A project is funded in one way at most.
    OneWay(ProjectId),
    /// A bonus comes only with both of its projects.
    Bonus(DependencyId),
}

/// A limit as people speak of it: all periods of a budget, or of a role, are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Constraint {
    /// The most that may be spent on everything, as somebody has asked for.
    Spend,
    /// The total of a budget.
    Budget(BudgetId),
    /// What a budget allows in each period.
    BudgetPeriods(BudgetId),
    /// The people of a role.
    Role(RoleId),
    /// A dependency: requires, together or excludes.
    Dependency(DependencyId),
    /// A group.
    Group(GroupId),
    /// A forced choice.
    Forced(Force, ProjectId),
    /// When a project may start.
    Window(ProjectId),
    /// A project of which nobody has said what it costs.
    Uncosted(ProjectId),
}

impl Limit {
    /// What people call it; nothing for what only makes sense of the calculation itself.
    pub fn constraint(self) -> Option<Constraint> {
        Some(match self {
            Self::Spend => Constraint::Spend,
            Self::Budget(budget) => Constraint::Budget(budget),
            Self::BudgetIn(budget, _) => Constraint::BudgetPeriods(budget),
            Self::Role(role, _) => Constraint::Role(role),
            Self::Requires(id) | Self::Together(id) | Self::Excludes(id) => {
                Constraint::Dependency(id)
            }
            Self::Group(group) => Constraint::Group(group),
            Self::Forced(force, project) => Constraint::Forced(force, project),
            Self::Window(project) => Constraint::Window(project),
            Self::Uncosted(project) => Constraint::Uncosted(project),
            Self::OneWay(_) | Self::Bonus(_) => return None,
        })
    }

    /// Whether it only says how much there is of something: money or people.
    pub fn is_amount(self) -> bool {
        matches!(self, Self::Spend | Self::Budget(_) | Self::BudgetIn(..) | Self::Role(..))
    }
}
