//! One thing that two portfolios do not say alike: of what, which field, what before, what after.

use crate::model::{
    BenefitId, BudgetId, CostId, Date, FundingId, Item, Level, Month, Name, OutcomeId, ProjectId,
    RoleId, VendorId,
};

use super::value::Value;

/// One thing that is not the same before and after.
///
/// What stands in a record that was added or removed is not told field by field: it is in the portfolio that has it.
#[derive(Debug, Clone, PartialEq)]
pub enum Difference {
    /// It is only there after.
    Added(Subject),
    /// It was only there before.
    Removed(Subject),
    /// It is in both, and this field of it says something else.
    Changed {
        /// What has the field.
        subject: Subject,
        /// Which field.
        field: Field,
        /// What it said; [`Value::Nothing`] where it said nothing.
        before: Value,
        /// What it says; [`Value::Nothing`] where it says nothing.
        after: Value,
    },
}

impl Difference {
    /// What is different.
    pub fn subject(&self) -> Subject {
        match self {
            Self::Added(subject) | Self::Removed(subject) | Self::Changed { subject, .. } => {
                *subject
            }
        }
    }
}

/// What can be there or not, and has fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The portfolio itself; always there.
    Portfolio,
    /// Anything that can be pointed at.
    Item(Item),
    /// A line of cost of a project.
    Cost(ProjectId, CostId),
    /// A line of benefit of a project.
    Benefit(ProjectId, BenefitId),
    /// A way to fund a part of a project.
    Funding(ProjectId, FundingId),
    /// A vendor of a project.
    Vendor(ProjectId, VendorId),
}

/// Which field. Where a field holds several things by name, each of them is a field of its own, so that two
/// people who change different ones do not disagree.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is the field of the same name")]
pub enum Field {
    Title,
    Organisation,
    Currency,
    Calendar,
    DiscountRate,
    PriceRise,
    Ladder,
    WeightsBy,
    Name,
    Summary,
    Note,
    Kind,
    Owner,
    Weight,
    WeightRange,
    Parent,
    /// What a level means for an outcome.
    Statement(Level),
    Unit,
    Direction,
    Baseline,
    Target,
    TargetBy,
    /// What was measured on a day.
    Actual(Date),
    Stage,
    Category,
    Sponsor,
    Lead,
    Deputy,
    Approach,
    /// Whether a project has this tag.
    Tag(Name),
    Duration,
    EarliestStart,
    LatestStart,
    FixedStart,
    FinishBy,
    Priority,
    /// What a project gives for a field of frameworks.
    Input(Name),
    CostShare,
    WorkShare,
    ValueShare,
    Price,
    Switching,
    Terms,
    /// The chosen vendor.
    Vendor,
    Residual,
    /// How many people of a role are needed.
    Demand(RoleId),
    Part,
    Pool,
    First,
    Periods,
    Amount,
    Spread,
    Outcome,
    Delay,
    Ramp,
    Level,
    Confidence,
    Rationale,
    RatedBy,
    Through,
    From,
    To,
    Lag,
    Reason,
    Rule,
    /// Whether a project belongs to a group.
    Member(ProjectId),
    Rate,
    /// How many people there are from a month on.
    Capacity(Month),
    Total,
    /// How much may be spent in a period from a month on.
    PerPeriod(Month),
    /// What came in of a benefit in a month.
    Realised(Month),
    Criteria,
    Planned,
    Forecast,
    Reached,
    Review,
    Cause,
    Event,
    Effect,
    /// Whether a risk threatens a project.
    Threatens(ProjectId),
    Probability,
    Loss,
    DelayCaused,
    Response,
    ResponseNote,
    ResidualProbability,
    ResidualLoss,
    ResidualDelay,
    ReviewOn,
    Department,
    Say,
    /// Another total of a budget.
    OtherBudget(BudgetId),
    /// Another capacity of a role.
    OtherCapacity(RoleId),
    /// Another weight of an outcome.
    OtherWeight(OutcomeId),
    /// Whether a project is forced in or out.
    Forced(ProjectId),
    /// Why.
    ForcedReason(ProjectId),
    /// A field of a newer version, within what is said of a forced project.
    ForcedUnread(ProjectId, Box<str>),
    /// Another start of a project.
    OtherStart(ProjectId),
    /// What the cost of a project is multiplied by.
    CostFactor(ProjectId),
    /// Who judges.
    By,
    /// The outcome that counts more.
    More,
    /// The outcome that counts less.
    Less,
    Times,
    Formula,
    /// The fields of a framework.
    Fields,
    Correlation,
    /// Whether a project is in the agreed plan.
    InPlan(ProjectId),
    /// When it starts in the agreed plan.
    PlannedStart(ProjectId),
    /// How it is funded in the agreed plan.
    PlannedFunding(ProjectId),
    /// A field of a newer version, within what is said of a planned project.
    PlannedUnread(ProjectId, Box<str>),
    /// Where a person has put it on the map.
    Place,
    /// A field of a newer version, by its name.
    Unread(Box<str>),
}
