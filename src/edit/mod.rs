//! How it changes: every change is a named edit that can be undone.

mod apply;
mod history;
mod label;
mod on_choices;
mod on_links;
mod on_people;
mod on_projects;
mod refusal;

pub use apply::apply;
pub use history::{History, Step};
pub use label::label;
pub use refusal::Refusal;

use std::collections::BTreeMap;

use crate::model::{
    Approach, Benefit, BenefitId, Budget, BudgetId, Calendar, Cause, CauseId, Change, ChangeId,
    Contribution, Cost, CostId, Currency, Dependency, DependencyId, DependencyKind, Figure, Forced,
    Framework, FrameworkId, Fte, Funding, FundingId, Group, GroupId, Item, Judgment, JudgmentId,
    Ladder, Level, Measure, MeasureId, Milestone, MilestoneId, Money, Name, Outcome, OutcomeId,
    OutcomeKind, Percent, Pin, Planned, Priority, Project, ProjectId, Risk, RiskId, Role, RoleId,
    Scenario, ScenarioId, Stage, Stakeholder, StakeholderId, Text, Vendor, VendorId, Weight,
    WeightRange, WeightsBy, Window,
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
    /// Forces a project in or out in the base, or leaves it to the calculation again.
    Force(ProjectId, Option<Forced>),
    /// Agrees on a plan: exactly these projects are funded. Without any, nothing is agreed any more.
    Plan(BTreeMap<ProjectId, Planned>),
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
    PriceRise(Option<Percent>),
    WeightsBy(WeightsBy),
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
    Judgment(JudgmentId, Judgment),
    Framework(FrameworkId, Framework),
    Cause(CauseId, Cause),
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
            Self::Judgment(id, _) => Item::Judgment(*id),
            Self::Framework(id, _) => Item::Framework(*id),
            Self::Cause(id, _) => Item::Cause(*id),
        }
    }
}

/// A field of a project, and what it becomes.
#[derive(Debug, Clone, PartialEq)]
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
    /// Gives the figure that frameworks ask for under this name; nothing takes it out.
    Input(Name, Option<Figure>),
    Priority(Option<Priority>),
    /// Adds a way to fund a part, or replaces the one with the same id.
    PutFunding(FundingId, Funding),
    RemoveFunding(FundingId),
    /// Adds a vendor, or replaces the one with the same id.
    PutVendor(VendorId, Vendor),
    /// Takes a vendor out; if it was the chosen one, none is.
    RemoveVendor(VendorId),
    /// Chooses a vendor.
    Vendor(Option<VendorId>),
    Residual(Option<Money>),
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
    WeightRange(Option<WeightRange>),
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
