//! How it changes: every change is a named edit that can be undone.

mod apply;
mod history;
mod label;
mod on_links;
mod on_people;
mod on_projects;
mod refusal;

pub use apply::apply;
pub use history::{History, Step};
pub use label::label;
pub use refusal::Refusal;

use crate::model::{
    Approach, Benefit, BenefitId, Budget, BudgetId, Calendar, Change, ChangeId, Contribution, Cost,
    CostId, Currency, Dependency, DependencyId, DependencyKind, Fte, Group, GroupId, Item, Ladder,
    Level, Measure, MeasureId, Milestone, MilestoneId, Name, Outcome, OutcomeId, OutcomeKind,
    Percent, Pin, Project, ProjectId, Risk, RiskId, Role, RoleId, Scenario, ScenarioId, Stage,
    Stakeholder, StakeholderId, Text, Weight, Window,
};

/// A change that a person can make. There is no other way to change a portfolio.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Changes a field of the portfolio itself.
    SetPortfolio(PortfolioField),
    /// Adds a record that is not there yet.
    Add(Record),
    /// Puts a record in the place of the one with the same id.
    Replace(Record),
    /// Takes a record out, with everything that cannot be without it.
    Remove(Item),
    /// Changes a field of a project.
    SetProject(ProjectId, ProjectField),
    /// Changes a field of an outcome.
    SetOutcome(OutcomeId, OutcomeField),
    /// Changes a field of a dependency.
    SetDependency(DependencyId, DependencyField),
    /// Puts things on the map, or gives their place back to the layout.
    Place(Vec<(Item, Option<Pin>)>),
    /// Several edits as one step.
    Batch {
        /// What the step is called.
        label: String,
        /// The edits, in order.
        edits: Vec<Self>,
    },
}

/// A field of the portfolio, and what it becomes.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each is the field of the same name")]
pub enum PortfolioField {
    Title(Name),
    Organisation(Option<Name>),
    Summary(Text),
    Currency(Currency),
    Calendar(Calendar),
    DiscountRate(Option<Percent>),
    Ladder(Ladder),
}

/// A record with its id.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each is the record of the same name")]
pub enum Record {
    Project(ProjectId, Box<Project>),
    Outcome(OutcomeId, Outcome),
    Measure(OutcomeId, MeasureId, Measure),
    Change(ChangeId, Change),
    Contribution(ProjectId, OutcomeId, Contribution),
    Dependency(DependencyId, Dependency),
    Group(GroupId, Group),
    Role(RoleId, Role),
    Budget(BudgetId, Budget),
    Milestone(ProjectId, MilestoneId, Milestone),
    Risk(RiskId, Box<Risk>),
    Stakeholder(StakeholderId, Stakeholder),
    Scenario(ScenarioId, Box<Scenario>),
}

impl Record {
    /// What the record is, once it is there.
    pub fn item(&self) -> Item {
        match self {
            Self::Project(id, _) => Item::Project(*id),
            Self::Outcome(id, _) => Item::Outcome(*id),
            Self::Measure(outcome, id, _) => Item::Measure(*outcome, *id),
            Self::Change(id, _) => Item::Change(*id),
            Self::Contribution(project, outcome, _) => Item::Contribution(*project, *outcome),
            Self::Dependency(id, _) => Item::Dependency(*id),
            Self::Group(id, _) => Item::Group(*id),
            Self::Role(id, _) => Item::Role(*id),
            Self::Budget(id, _) => Item::Budget(*id),
            Self::Milestone(project, id, _) => Item::Milestone(*project, *id),
            Self::Risk(id, _) => Item::Risk(*id),
            Self::Stakeholder(id, _) => Item::Stakeholder(*id),
            Self::Scenario(id, _) => Item::Scenario(*id),
        }
    }
}

/// A field of a project, and what it becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the field of the same name")]
pub enum ProjectField {
    Name(Name),
    Summary(Text),
    Note(Text),
    Stage(Stage),
    Category(Option<Name>),
    Sponsor(Option<StakeholderId>),
    Lead(Option<StakeholderId>),
    Deputy(Option<StakeholderId>),
    Approach(Option<Approach>),
    AddTag(Name),
    RemoveTag(Name),
    Duration(Option<u16>),
    Window(Window),
    /// Adds a line of cost, or replaces the one with the same id.
    PutCost(CostId, Cost),
    RemoveCost(CostId),
    /// Adds a line of benefit, or replaces the one with the same id.
    PutBenefit(BenefitId, Benefit),
    RemoveBenefit(BenefitId),
    /// Says how many people of a role are needed in each period; none at all takes the role out.
    Demand(RoleId, Vec<Fte>),
}

/// A field of an outcome, and what it becomes.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each is the field of the same name")]
pub enum OutcomeField {
    Name(Name),
    Summary(Text),
    Kind(OutcomeKind),
    Owner(Option<StakeholderId>),
    Weight(Weight),
    Parent(Option<OutcomeId>),
    /// What a level means; an empty text takes the statement out.
    Statement(Level, Text),
}

/// A field of a dependency, and what it becomes.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each is the field of the same name")]
pub enum DependencyField {
    From(ProjectId),
    To(ProjectId),
    Kind(DependencyKind),
    Lag(i16),
    Reason(Text),
    /// Lets the two ends change places.
    Turn,
}
