//! What a portfolio is: plain values; no disk, no clock, no window.
#![warn(missing_docs)]

mod benefit;
mod cause;
mod contribution;
mod cost;
mod date;
mod dependency;
mod estimate;
mod flaw;
mod framework;
mod funding;
mod id;
mod judgment;
mod ladder;
mod milestone;
mod money;
mod name;
mod outcome;
mod pin;
mod plan;
mod portfolio;
mod project;
mod risk;
mod role;
mod scenario;
mod share;
mod stakeholder;
mod unread;
mod vendor;

pub use benefit::Benefit;
pub use cause::Cause;
pub use contribution::Contribution;
pub use cost::{Budget, Cost, CostKind, CostPart, Pool};
pub use date::{
    Calendar, CalendarError, Date, HORIZON_PERIODS_MAX, Month, MonthError, PeriodLength,
};
pub use dependency::{Dependency, DependencyKind, Group, GroupRule, Timing};
pub use estimate::{Estimate, EstimateError, Spread};
pub use flaw::{Flaw, Gravity, flaws, flaws_around};
pub use framework::{Framework, FrameworkField};
pub use funding::Funding;
pub use id::{
    BenefitId, BudgetId, CauseId, ChangeId, CostId, DependencyId, FrameworkId, FundingId, GroupId,
    Id, IdError, Item, JudgmentId, MeasureId, MilestoneId, OutcomeId, ProjectId, RiskId, RoleId,
    ScenarioId, StakeholderId, VendorId,
};
pub use judgment::{Judgment, TIMES_MAX, WeightsBy};
pub use ladder::{LEVELS_MAX, Ladder, LadderError, Level, LevelKey, Rung};
pub use milestone::{Milestone, Review};
pub use money::{Currency, CurrencyError, Money, MoneySum};
pub use name::{NAME_CHARACTERS_MAX, Name, NameError, TEXT_CHARACTERS_MAX, Text};
pub use outcome::{Change, Direction, Measure, Outcome, OutcomeKind};
pub use pin::{PIN_REACH, Pin};
pub use plan::Planned;
pub use portfolio::{Portfolio, Replaced, are_the_same_records, replaced_records};
pub use project::{Approach, DURATION_PERIODS_MAX, Priority, Project, Stage, Window};
pub use risk::{Impact, Response, Risk};
pub use role::Role;
pub use scenario::{Force, Forced, Scenario};
pub use share::{Figure, FigureError, Fte, Percent, SynergyPoints, Weight, WeightRange};
pub use stakeholder::{Say, Stakeholder};
pub use unread::Unread;
pub use vendor::Vendor;
