//! The records of version 1, field by field, in the order in which they stand in a file.

use std::collections::{BTreeMap, BTreeSet};

use crate::file::record::{record, words};
use crate::model::{
    Approach, BenefitId, BudgetId, CauseId, ChangeId, CostId, CostKind, CostPart, Date,
    DependencyId, Direction, Figure, Force, FrameworkId, Fte, FundingId, GroupId, JudgmentId,
    LevelKey, MeasureId, MilestoneId, Money, Month, Name, OutcomeId, OutcomeKind, Percent,
    PeriodLength, Priority, ProjectId, Response, Review, RiskId, RoleId, Say, ScenarioId, Spread,
    Stage, StakeholderId, SynergyPoints, Text, Timing, VendorId, Weight, WeightsBy,
};

words! {
    "Stage" Stage { Idea, Proposed, Approved, Active, OnHold, Done, Cancelled }
    "Approach" Approach { Iterative, Staged, Hybrid, Purchase }
    "OutcomeKind" OutcomeKind {
        RevenueGrowth, CostReduction, RiskReduction, CustomerRetention, Compliance, Productivity, Other,
    }
    "Direction" Direction { Up, Down }
    "CostKind" CostKind { Capex, Opex, Run }
    "PeriodLength" PeriodLength { Month, Quarter }
    "Timing" Timing { FinishToStart, SameTime }
    "Review" Review { Passed, PassedWithConditions, Failed }
    "Response" Response { Avoid, Reduce, Transfer, Accept }
    "Say" Say { Decides, IsAsked, IsTold }
    "Force" Force { In, Out }
    "WeightsBy" WeightsBy { Direct, Swing, RankOrder, Pairwise }
    "Priority" Priority { Must, Should, Could, WontNow }
    "CostPart" CostPart { Acquisition, Run, Support, Change, Licences, People, Exit }
    "Spread" Spread { Triangular, Pert, Lognormal }
    "DependencyKind" DependencyWord { Requires, Together, Excludes, Enables }
    "GroupRule" GroupWord { AtLeast, AtMost, Exactly }
}

/// What a dependency says, without its figures.
#[derive(Clone, Copy)]
pub(in crate::file) enum DependencyWord {
    Requires,
    Together,
    Excludes,
    Enables,
}

/// What a group asks for, without its figure.
#[derive(Clone, Copy)]
pub(in crate::file) enum GroupWord {
    AtLeast,
    AtMost,
    Exactly,
}

record! {
    "Portfolio" PortfolioV1 {
        must format: u32,
        must min_reader: u32,
        plain made_by: String,
        must title: Name,
        maybe organisation: Option<Name>,
        maybe summary: Text,
        must currency: String,
        maybe currency_decimals: Option<u8>,
        must first_period: Month,
        must period: PeriodLength,
        must horizon: u16,
        maybe discount_rate: Option<Percent>,
        maybe price_rise: Option<Percent>,
        maybe ladder: Vec<LevelV1>,
        maybe weights_by: WeightsBy,
        plain stakeholders: Vec<StakeholderV1>,
        plain outcomes: Vec<OutcomeV1>,
        plain changes: Vec<ChangeV1>,
        plain roles: Vec<RoleV1>,
        plain budgets: Vec<BudgetV1>,
        plain projects: Vec<ProjectV1>,
        plain dependencies: Vec<DependencyV1>,
        plain groups: Vec<GroupV1>,
        plain risks: Vec<RiskV1>,
        plain scenarios: Vec<ScenarioV1>,
        maybe judgments: Vec<JudgmentV1>,
        maybe frameworks: Vec<FrameworkV1>,
        maybe causes: Vec<CauseV1>,
        maybe forced: Vec<ForcedV1>,
        maybe plan: Vec<PlannedV1>,
        plain pins: BTreeMap<String, (i32, i32)>,
    }
}

record! {
    "Level" LevelV1 {
        must key: LevelKey,
        must name: Name,
        must value: Figure,
        maybe note: Text,
    }
}

record! {
    "Stakeholder" StakeholderV1 {
        must id: StakeholderId,
        must name: Name,
        maybe department: Option<Name>,
        maybe say: Option<Say>,
        maybe weight: Option<Weight>,
    }
}

record! {
    "Outcome" OutcomeV1 {
        must id: OutcomeId,
        must name: Name,
        maybe summary: Text,
        plain kind: OutcomeKind,
        maybe owner: Option<StakeholderId>,
        must weight: Weight,
        maybe weight_low: Option<Weight>,
        maybe weight_high: Option<Weight>,
        maybe parent: Option<OutcomeId>,
        maybe statements: BTreeMap<LevelKey, Text>,
        maybe measures: Vec<MeasureV1>,
    }
}

record! {
    "Measure" MeasureV1 {
        must id: MeasureId,
        must name: Name,
        maybe unit: Text,
        plain direction: Direction,
        maybe baseline: Option<Figure>,
        maybe target: Option<Figure>,
        maybe target_by: Option<Date>,
        maybe actuals: BTreeMap<Date, Figure>,
    }
}

record! {
    "Change" ChangeV1 {
        must id: ChangeId,
        must name: Name,
        maybe summary: Text,
        maybe owner: Option<StakeholderId>,
    }
}

record! {
    "Role" RoleV1 {
        must id: RoleId,
        must name: Name,
        maybe rate: Option<Money>,
        maybe capacity: BTreeMap<Month, Fte>,
    }
}

record! {
    "Budget" BudgetV1 {
        must id: BudgetId,
        must name: Name,
        maybe kind: Option<CostKind>,
        maybe pool: Option<Name>,
        maybe total: Option<Money>,
        maybe per_period: BTreeMap<Month, Money>,
    }
}

record! {
    "Project" ProjectV1 {
        must id: ProjectId,
        must name: Name,
        maybe summary: Text,
        maybe note: Text,
        plain stage: Stage,
        maybe priority: Option<Priority>,
        maybe category: Option<Name>,
        maybe sponsor: Option<StakeholderId>,
        maybe lead: Option<StakeholderId>,
        maybe deputy: Option<StakeholderId>,
        maybe approach: Option<Approach>,
        maybe tags: BTreeSet<Name>,
        maybe duration: Option<u16>,
        maybe earliest_start: Option<Month>,
        maybe latest_start: Option<Month>,
        maybe fixed_start: Option<Month>,
        maybe finish_by: Option<Month>,
        maybe contributions: Vec<ContributionV1>,
        maybe inputs: BTreeMap<Name, Figure>,
        maybe costs: Vec<CostV1>,
        maybe benefits: Vec<BenefitV1>,
        maybe fundings: Vec<FundingV1>,
        maybe vendors: Vec<VendorV1>,
        maybe vendor: Option<VendorId>,
        maybe residual: Option<Money>,
        maybe demands: BTreeMap<RoleId, Vec<Fte>>,
        maybe milestones: Vec<MilestoneV1>,
    }
}

record! {
    "Contribution" ContributionV1 {
        must outcome: OutcomeId,
        maybe level: Option<LevelKey>,
        must confidence: Percent,
        maybe rationale: Text,
        maybe rated_by: Option<StakeholderId>,
        maybe through: Option<ChangeId>,
    }
}

record! {
    "Cost" CostV1 {
        must id: CostId,
        must name: Name,
        plain kind: CostKind,
        maybe part: Option<CostPart>,
        maybe pool: Option<Name>,
        plain first: u16,
        maybe periods: Option<u16>,
        must likely: Money,
        maybe low: Option<Money>,
        maybe high: Option<Money>,
        maybe spread: Option<Spread>,
    }
}

record! {
    "Benefit" BenefitV1 {
        must id: BenefitId,
        must name: Name,
        maybe outcome: Option<OutcomeId>,
        maybe owner: Option<StakeholderId>,
        plain delay: u16,
        plain ramp: u16,
        maybe periods: Option<u16>,
        must likely: Money,
        maybe low: Option<Money>,
        maybe high: Option<Money>,
        maybe spread: Option<Spread>,
        maybe realised: BTreeMap<Month, Money>,
        maybe note: Text,
    }
}

record! {
    "Milestone" MilestoneV1 {
        must id: MilestoneId,
        must name: Name,
        maybe criteria: Text,
        must planned: Date,
        maybe forecast: Option<Date>,
        maybe actual: Option<Date>,
        maybe review: Option<Review>,
    }
}

record! {
    "Dependency" DependencyV1 {
        must id: DependencyId,
        must from: ProjectId,
        must kind: DependencyWord,
        must to: ProjectId,
        maybe timing: Option<Timing>,
        maybe synergy: Option<SynergyPoints>,
        maybe lag: i16,
        maybe reason: Text,
    }
}

record! {
    "Group" GroupV1 {
        must id: GroupId,
        must name: Name,
        must rule: GroupWord,
        must count: u16,
        plain members: BTreeSet<ProjectId>,
        maybe reason: Text,
    }
}

record! {
    "Risk" RiskV1 {
        must id: RiskId,
        must name: Name,
        maybe cause: Text,
        maybe event: Text,
        maybe effect: Text,
        plain threatens: BTreeSet<ProjectId>,
        maybe probability: Option<Percent>,
        maybe impact: Option<Money>,
        maybe impact_low: Option<Money>,
        maybe impact_high: Option<Money>,
        maybe delay: Option<u16>,
        maybe owner: Option<StakeholderId>,
        maybe response: Option<Response>,
        maybe response_note: Text,
        maybe residual_probability: Option<Percent>,
        maybe residual_impact: Option<Money>,
        maybe residual_impact_low: Option<Money>,
        maybe residual_impact_high: Option<Money>,
        maybe residual_delay: Option<u16>,
        maybe review_on: Option<Date>,
    }
}

record! {
    "Scenario" ScenarioV1 {
        must id: ScenarioId,
        must name: Name,
        maybe summary: Text,
        maybe budgets: BTreeMap<BudgetId, Money>,
        maybe capacities: BTreeMap<RoleId, Fte>,
        maybe weights: BTreeMap<OutcomeId, Weight>,
        maybe forced: Vec<ForcedV1>,
        maybe starts: BTreeMap<ProjectId, Month>,
        maybe cost_factors: BTreeMap<ProjectId, Figure>,
    }
}

record! {
    "Forced" ForcedV1 {
        must project: ProjectId,
        must force: Force,
        maybe reason: Text,
    }
}

record! {
    "Funding" FundingV1 {
        must id: FundingId,
        must name: Name,
        must cost: Percent,
        must work: Percent,
        must value: Percent,
        maybe note: Text,
    }
}

record! {
    "Vendor" VendorV1 {
        must id: VendorId,
        must name: Name,
        plain first: u16,
        maybe periods: Option<u16>,
        must likely: Money,
        maybe low: Option<Money>,
        maybe high: Option<Money>,
        maybe switching: Option<Money>,
        maybe terms: Text,
        maybe note: Text,
    }
}

record! {
    "Judgment" JudgmentV1 {
        must id: JudgmentId,
        maybe by: Option<StakeholderId>,
        must more: OutcomeId,
        must less: OutcomeId,
        must times: Figure,
        maybe note: Text,
    }
}

record! {
    "Framework" FrameworkV1 {
        must id: FrameworkId,
        must name: Name,
        maybe summary: Text,
        maybe formula: Text,
        plain better: Direction,
        maybe fields: Vec<FieldV1>,
    }
}

record! {
    "Field" FieldV1 {
        must name: Name,
        maybe unit: Text,
        maybe low: Option<Figure>,
        maybe high: Option<Figure>,
        maybe steps: Vec<Figure>,
        maybe note: Text,
    }
}

record! {
    "Cause" CauseV1 {
        must id: CauseId,
        must name: Name,
        maybe summary: Text,
        plain members: BTreeSet<ProjectId>,
        must correlation: Percent,
    }
}

record! {
    "Planned" PlannedV1 {
        must project: ProjectId,
        maybe start: Option<Month>,
        maybe funding: Option<FundingId>,
    }
}
