//! The ways a portfolio can contradict itself.

mod circle;
mod ids;
mod judgments;
mod links;
mod records;

use super::id::{
    DependencyId, FrameworkId, FundingId, GroupId, Id, Item, JudgmentId, OutcomeId, ProjectId,
    RoleId, ScenarioId, VendorId,
};
use super::ladder::Level;
use super::name::Name;
use super::portfolio::Portfolio;

/// A contradiction. `wording` puts it into words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flaw {
    /// Two records of different sorts have the same id.
    SameId {
        /// The id.
        id: Id,
        /// The one that comes first.
        first: Item,
        /// The other one.
        second: Item,
    },
    /// A record refers to one that does not exist.
    Dangling {
        /// The record that refers.
        from: Item,
        /// In which of its fields.
        field: &'static str,
        /// What it refers to.
        missing: Item,
    },
    /// Something that does not exist has a place on the map.
    DanglingPin {
        /// What does not exist.
        missing: Item,
    },
    /// The portfolio itself refers to a project that does not exist.
    DanglingChoice {
        /// In which of its fields: `forced` or `plan`.
        field: &'static str,
        /// The project.
        missing: ProjectId,
    },
    /// Outcomes that are parts of each other, each a part of the next, the last of the first.
    ParentCircle {
        /// The whole circle.
        outcomes: Vec<OutcomeId>,
    },
    /// Projects that require each other, each the next, the last the first.
    RequiresCircle {
        /// The whole circle.
        projects: Vec<ProjectId>,
    },
    /// A dependency of a project on itself.
    SelfDependency {
        /// The dependency.
        dependency: DependencyId,
    },
    /// Two dependencies that say the same of the same projects.
    RepeatedDependency {
        /// The one that comes first.
        first: DependencyId,
        /// The other one.
        second: DependencyId,
    },
    /// A project that requires, perhaps by way of others, one that it excludes: it can never be done.
    RequiresExcluded {
        /// The way from the project to the one it excludes, both included.
        path: Vec<ProjectId>,
        /// The dependency that excludes.
        dependency: DependencyId,
    },
    /// A contribution to an outcome that has parts: only leaves are rated.
    RatedParent {
        /// The project that contributes.
        project: ProjectId,
        /// The outcome that has parts.
        outcome: OutcomeId,
    },
    /// A level that the ladder does not have.
    NoSuchLevel {
        /// The outcome or contribution that speaks of it.
        item: Item,
        /// The level, counted from 0.
        level: Level,
    },
    /// A project that must start before it can.
    WindowClosed {
        /// The project.
        project: ProjectId,
    },
    /// A project that lasts longer than there is time for it.
    WindowTooShort {
        /// The project.
        project: ProjectId,
        /// How many periods there are.
        available: u16,
        /// How many it lasts.
        duration: u16,
    },
    /// A project whose fixed start is outside its window.
    FixedStartOutside {
        /// The project.
        project: ProjectId,
    },
    /// A project of no duration, or of more than 600 periods.
    DurationOutOfRange {
        /// The project.
        project: ProjectId,
        /// What it says.
        duration: u16,
    },
    /// A project that asks for people after its end.
    DemandBeyondEnd {
        /// The project.
        project: ProjectId,
        /// The role it asks for.
        role: RoleId,
        /// For how many periods it asks.
        periods: usize,
    },
    /// A group whose rule cannot be met, whatever is chosen.
    GroupImpossible {
        /// The group.
        group: GroupId,
        /// How many the rule asks for.
        wanted: u16,
        /// How many there are.
        members: usize,
    },
    /// Outcomes are there, but none of them weighs anything.
    WeightsSumToNothing,
    /// A target day without a target.
    TargetDayWithoutTarget {
        /// The measure.
        measure: Item,
    },
    /// A budget that limits nothing.
    BudgetWithoutLimit {
        /// The budget.
        budget: Item,
    },
    /// A project is forced in and one that it requires is forced out.
    ForcedApart {
        /// In this scenario; nothing means in the base.
        scenario: Option<ScenarioId>,
        /// The one forced in.
        project: ProjectId,
        /// The one forced out.
        needed: ProjectId,
    },
    /// A scenario in which the cost of a project is multiplied by less than nothing.
    NegativeCostFactor {
        /// The scenario.
        scenario: ScenarioId,
        /// The project.
        project: ProjectId,
    },
    /// An outcome that is judged against itself.
    SelfJudgment {
        /// The judgment.
        judgment: JudgmentId,
    },
    /// Two judgments of the same pair by the same person.
    RepeatedJudgment {
        /// The one that comes first.
        first: JudgmentId,
        /// The other one.
        second: JudgmentId,
    },
    /// A judgment that says less than once or more than nine times as much.
    JudgmentOffScale {
        /// The judgment.
        judgment: JudgmentId,
    },
    /// A framework that has two fields of one name.
    RepeatedField {
        /// The framework.
        framework: FrameworkId,
        /// What both are called.
        field: Name,
    },
    /// A field of a framework whose least is above its most.
    FieldRangeTurned {
        /// The framework.
        framework: FrameworkId,
        /// What the field is called.
        field: Name,
    },
    /// A project whose chosen vendor is none of its vendors.
    UnknownVendor {
        /// The project.
        project: ProjectId,
        /// The vendor that is not there.
        vendor: VendorId,
    },
    /// A project that is planned to be funded in a way that it does not have.
    UnknownFunding {
        /// The project.
        project: ProjectId,
        /// The way that is not there.
        funding: FundingId,
    },
    /// An amount that is spread lognormally although it may be nothing or less.
    SpreadBelowZero {
        /// The project.
        project: ProjectId,
        /// What the line of cost or benefit is called.
        line: Name,
    },
}

/// How a flaw is dealt with when an edit would bring it in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gravity {
    /// No edit may bring it in.
    Refused,
    /// It is allowed on the way to something better, and listed as long as it is there.
    Listed,
}

impl Flaw {
    /// Whether an edit that brings it in is refused.
    pub fn gravity(&self) -> Gravity {
        match self {
            Self::WeightsSumToNothing
            | Self::BudgetWithoutLimit { .. }
            | Self::TargetDayWithoutTarget { .. }
            | Self::SpreadBelowZero { .. } => Gravity::Listed,
            _ => Gravity::Refused,
        }
    }

    /// What a person should be shown to mend it.
    pub fn place(&self) -> Option<Item> {
        match self {
            Self::SameId { first, .. } => Some(*first),
            Self::Dangling { from: item, .. }
            | Self::NoSuchLevel { item, .. }
            | Self::TargetDayWithoutTarget { measure: item }
            | Self::BudgetWithoutLimit { budget: item } => Some(*item),
            Self::ParentCircle { outcomes } => outcomes.first().copied().map(Item::Outcome),
            Self::RequiresCircle { projects } | Self::RequiresExcluded { path: projects, .. } => {
                projects.first().copied().map(Item::Project)
            }
            Self::SelfDependency { dependency }
            | Self::RepeatedDependency { second: dependency, .. } => {
                Some(Item::Dependency(*dependency))
            }
            Self::RatedParent { project, outcome } => Some(Item::Contribution(*project, *outcome)),
            Self::WindowClosed { project }
            | Self::WindowTooShort { project, .. }
            | Self::FixedStartOutside { project }
            | Self::DurationOutOfRange { project, .. }
            | Self::DemandBeyondEnd { project, .. }
            | Self::UnknownVendor { project, .. }
            | Self::UnknownFunding { project, .. }
            | Self::SpreadBelowZero { project, .. }
            | Self::ForcedApart { scenario: None, project, .. } => Some(Item::Project(*project)),
            Self::GroupImpossible { group, .. } => Some(Item::Group(*group)),
            Self::ForcedApart { scenario: Some(scenario), .. }
            | Self::NegativeCostFactor { scenario, .. } => Some(Item::Scenario(*scenario)),
            Self::SelfJudgment { judgment }
            | Self::RepeatedJudgment { second: judgment, .. }
            | Self::JudgmentOffScale { judgment } => Some(Item::Judgment(*judgment)),
            Self::RepeatedField { framework, .. } | Self::FieldRangeTurned { framework, .. } => {
                Some(Item::Framework(*framework))
            }
            Self::WeightsSumToNothing | Self::DanglingPin { .. } | Self::DanglingChoice { .. } => {
                None
            }
        }
    }
}

/// Every contradiction in the portfolio, sorted; none means that it is sound.
pub fn flaws(portfolio: &Portfolio) -> Vec<Flaw> {
    let mut found = Vec::new();
    ids::find(portfolio, &mut found);
    circle::find(portfolio, &mut found);
    links::find(portfolio, &mut found);
    records::find(portfolio, &mut found);
    judgments::find(portfolio, &mut found);
    found.sort();
    found.dedup();
    found
}

/// The contradictions that the fields of one project bring in: what an edit of that project alone can change.
///
/// All other flaws of the portfolio are the same before and after such an edit, but for [`Flaw::SameId`].
pub fn flaws_around(portfolio: &Portfolio, project: ProjectId) -> Vec<Flaw> {
    let mut found = Vec::new();
    let Some(record) = portfolio.projects.get(&project) else { return found };
    records::find_in_project(
        portfolio,
        project,
        record,
        &records::Parents::of(portfolio),
        &mut found,
    );
    found.sort();
    found
}
