//! The same data as plain structs with derived serde, for JSON: what a program has that wants nothing but to read and write.

use std::collections::BTreeMap;

use ron::extensions::Extensions;
use serde::{Deserialize, Serialize};

/// Declares records: what is always there, then what may be absent.
macro_rules! plain {
    ($($name:ident { $($must:ident: $kind:ty),* $(,)?; $($maybe:ident: $other:ty),* $(,)? })*) => {$(
        #[derive(Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $name {
            $($must: $kind,)*
            $(#[serde(default, skip_serializing_if = "Option::is_none")] $maybe: Option<$other>,)*
        }
    )*};
}

/// Declares sets of words.
macro_rules! words {
    ($($name:ident { $($word:ident),* })*) => {$(
        #[derive(Serialize, Deserialize)]
        enum $name { $($word),* }
    )*};
}

words! {
    Stage { Idea, Proposed, Approved, Active, OnHold, Done, Cancelled }
    Approach { Iterative, Staged, Hybrid, Purchase }
    OutcomeKind { RevenueGrowth, CostReduction, RiskReduction, CustomerRetention, Compliance, Productivity, Other }
    Direction { Up, Down }
    CostKind { Capex, Opex, Run }
    PeriodLength { Month, Quarter }
    Timing { FinishToStart, SameTime }
    Review { Passed, PassedWithConditions, Failed }
    Response { Avoid, Reduce, Transfer, Accept }
    Say { Decides, IsAsked, IsTold }
    Force { In, Out }
    DependencyKind { Requires, Together, Excludes, Enables }
    GroupRule { AtLeast, AtMost, Exactly }
}

plain! {
    Portfolio {
        format: u32, min_reader: u32, made_by: String, title: String, currency: String, first_period: String,
        period: PeriodLength, horizon: u16, stakeholders: Vec<Stakeholder>, outcomes: Vec<Outcome>,
        changes: Vec<Change>, roles: Vec<Role>, budgets: Vec<Budget>, projects: Vec<Project>,
        dependencies: Vec<Dependency>, groups: Vec<Group>, risks: Vec<Risk>, scenarios: Vec<Scenario>,
        pins: BTreeMap<String, (i32, i32)>;
        organisation: String, summary: String, currency_decimals: u8, discount_rate: f64, ladder: Vec<Rung>,
    }
    Rung { key: String, name: String, value: f64; note: String }
    Stakeholder { id: String, name: String; department: String, say: Say, weight: f64 }
    Outcome {
        id: String, name: String, kind: OutcomeKind, weight: f64;
        summary: String, owner: String, parent: String, statements: BTreeMap<String, String>, measures: Vec<Measure>,
    }
    Measure {
        id: String, name: String, direction: Direction;
        unit: String, baseline: f64, target: f64, target_by: String, actuals: BTreeMap<String, f64>,
    }
    Change { id: String, name: String; summary: String, owner: String }
    Role { id: String, name: String; rate: i64, capacity: BTreeMap<String, f64> }
    Budget { id: String, name: String; kind: CostKind, pool: String, total: i64, per_period: BTreeMap<String, i64> }
    Project {
        id: String, name: String, stage: Stage;
        summary: String, note: String, category: String, sponsor: String, lead: String, deputy: String,
        approach: Approach, tags: Vec<String>, duration: u16, earliest_start: String, latest_start: String,
        fixed_start: String, finish_by: String, contributions: Vec<Contribution>, costs: Vec<Cost>,
        benefits: Vec<Benefit>, demands: BTreeMap<String, Vec<f64>>, milestones: Vec<Milestone>,
    }
    Contribution {
        outcome: String, confidence: f64;
        level: String, rationale: String, rated_by: String, through: String,
    }
    Cost {
        id: String, name: String, kind: CostKind, first: u16, likely: i64;
        pool: String, periods: u16, low: i64, high: i64,
    }
    Benefit {
        id: String, name: String, delay: u16, ramp: u16, likely: i64;
        outcome: String, owner: String, periods: u16, low: i64, high: i64, realised: BTreeMap<String, i64>, note: String,
    }
    Milestone {
        id: String, name: String, planned: String;
        criteria: String, forecast: String, actual: String, review: Review,
    }
    Dependency {
        id: String, from: String, kind: DependencyKind, to: String;
        timing: Timing, synergy: f64, lag: i16, reason: String,
    }
    Group { id: String, name: String, rule: GroupRule, count: u16, members: Vec<String>; reason: String }
    Risk {
        id: String, name: String, threatens: Vec<String>;
        cause: String, event: String, effect: String, probability: f64, impact: i64, impact_low: i64,
        impact_high: i64, delay: u16, owner: String, response: Response, response_note: String,
        residual_probability: f64, residual_impact: i64, residual_impact_low: i64, residual_impact_high: i64,
        residual_delay: u16, review_on: String,
    }
    Scenario {
        id: String, name: String;
        summary: String, budgets: BTreeMap<String, i64>, capacities: BTreeMap<String, f64>,
        weights: BTreeMap<String, f64>, forced: Vec<Forced>, starts: BTreeMap<String, String>,
        cost_factors: BTreeMap<String, f64>,
    }
    Forced { project: String, force: Force; reason: String }
}

impl Portfolio {
    /// What a portfolio file says. A field that is forgotten here is refused.
    pub(crate) fn of_file(text: &str) -> Self {
        let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
        options.from_str(text).unwrap()
    }

    pub(crate) fn of_json(bytes: &[u8]) -> Self {
        serde_json::from_slice(bytes).unwrap()
    }

    pub(crate) fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap()
    }
}
