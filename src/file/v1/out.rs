//! From the model to version 1. Every record is taken apart in full: a field that is forgotten here does not compile.

use super::shapes::{
    BenefitV1, BudgetV1, CauseV1, ChangeV1, ContributionV1, CostV1, DependencyV1, DependencyWord,
    FieldV1, ForcedV1, FrameworkV1, FundingV1, GroupV1, GroupWord, JudgmentV1, LevelV1, MeasureV1,
    MilestoneV1, OutcomeV1, PlannedV1, PortfolioV1, ProjectV1, RiskV1, RoleV1, ScenarioV1,
    StakeholderV1, VendorV1,
};
use super::{FORMAT, MIN_READER};
use crate::model::{
    Benefit, BenefitId, Budget, BudgetId, Cause, CauseId, Change, ChangeId, Contribution, Cost,
    CostId, Currency, Dependency, DependencyId, DependencyKind, Estimate, Forced, Framework,
    FrameworkField, FrameworkId, Funding, FundingId, Group, GroupId, GroupRule, Impact, Item,
    Judgment, JudgmentId, Ladder, Level, LevelKey, Measure, MeasureId, Milestone, MilestoneId,
    Money, Outcome, OutcomeId, Planned, Pool, Portfolio, Project, ProjectId, Risk, RiskId, Role,
    RoleId, Rung, Scenario, ScenarioId, Stakeholder, StakeholderId, Timing, Vendor, VendorId,
    Weight, WeightRange, Window,
};

/// The shape of version 1 that says what the portfolio says.
pub(in crate::file) fn portfolio_v1(portfolio: &Portfolio, made_by: &str) -> PortfolioV1 {
    let Portfolio {
        title,
        organisation,
        summary,
        currency,
        calendar,
        discount_rate,
        price_rise,
        ladder,
        weights_by,
        outcomes,
        changes,
        projects,
        dependencies,
        groups,
        roles,
        budgets,
        risks,
        stakeholders,
        scenarios,
        judgments,
        frameworks,
        causes,
        forced,
        plan,
        pins,
        unread,
    } = portfolio;
    let usual_decimals = currency.code().parse::<Currency>().map(Currency::decimals);
    PortfolioV1 {
        format: FORMAT,
        min_reader: MIN_READER,
        made_by: made_by.to_owned(),
        title: title.clone(),
        organisation: organisation.clone(),
        summary: summary.clone(),
        currency: currency.code().to_owned(),
        currency_decimals: (usual_decimals != Ok(currency.decimals()))
            .then_some(currency.decimals()),
        first_period: calendar.first(),
        period: calendar.length(),
        horizon: calendar.horizon(),
        discount_rate: *discount_rate,
        price_rise: *price_rise,
        ladder: ladder_v1(ladder),
        weights_by: *weights_by,
        stakeholders: stakeholders.iter().map(|(&id, record)| stakeholder_v1(id, record)).collect(),
        outcomes: outcomes.iter().map(|(&id, record)| outcome_v1(id, record, ladder)).collect(),
        changes: changes.iter().map(|(&id, record)| change_v1(id, record)).collect(),
        roles: roles.iter().map(|(&id, record)| role_v1(id, record)).collect(),
        budgets: budgets.iter().map(|(&id, record)| budget_v1(id, record)).collect(),
        projects: projects.iter().map(|(&id, record)| project_v1(id, record, ladder)).collect(),
        dependencies: dependencies.iter().map(|(&id, record)| dependency_v1(id, record)).collect(),
        groups: groups.iter().map(|(&id, record)| group_v1(id, record)).collect(),
        risks: risks.iter().map(|(&id, record)| risk_v1(id, record)).collect(),
        scenarios: scenarios.iter().map(|(&id, record)| scenario_v1(id, record)).collect(),
        judgments: judgments.iter().map(|(&id, record)| judgment_v1(id, record)).collect(),
        frameworks: frameworks.iter().map(|(&id, record)| framework_v1(id, record)).collect(),
        causes: causes.iter().map(|(&id, record)| cause_v1(id, record)).collect(),
        forced: forced.iter().map(|(&id, record)| forced_v1(id, record)).collect(),
        plan: plan.iter().map(|(&id, record)| planned_v1(id, record)).collect(),
        pins: pins
            .iter()
            .filter_map(|(&item, pin)| Some((pin_key(item)?, (pin.x(), pin.y()))))
            .collect(),
        unread: unread.clone(),
    }
}

/// What a pin is filed under; only what has a card on the map can have one.
pub(super) fn pin_key(item: Item) -> Option<String> {
    match item {
        Item::Project(id) => Some(format!("project {id}")),
        Item::Change(id) => Some(format!("change {id}")),
        Item::Outcome(id) => Some(format!("outcome {id}")),
        Item::Measure(outcome, id) => Some(format!("measure {outcome} {id}")),
        _ => None,
    }
}

/// The ladder, or nothing where it is the usual one.
fn ladder_v1(ladder: &Ladder) -> Vec<LevelV1> {
    if *ladder == Ladder::default() {
        return Vec::new();
    }
    let level = |rung: &Rung| {
        let Rung { key, name, value, note, unread } = rung.clone();
        LevelV1 { key, name, value, note, unread }
    };
    ladder.rungs().iter().map(level).collect()
}

/// The key of a level; a level that the ladder does not have is written as a key that it does not have either.
fn key_of(ladder: &Ladder, level: Level) -> Option<LevelKey> {
    match ladder.rung(level) {
        Some(rung) => Some(rung.key.clone()),
        None => LevelKey::new(&format!("no-such-level-{}", level.0)).ok(),
    }
}

/// An estimate as likely, low and high, the last two only where there is doubt.
fn figures(estimate: Estimate) -> (Money, Option<Money>, Option<Money>) {
    let doubt = |figure: Money| (!estimate.is_exact()).then_some(figure);
    (estimate.likely(), doubt(estimate.low()), doubt(estimate.high()))
}

fn stakeholder_v1(id: StakeholderId, record: &Stakeholder) -> StakeholderV1 {
    let Stakeholder { name, department, say, weight, unread } = record.clone();
    let weight = (Weight::new(1.0) != Ok(weight)).then_some(weight);
    StakeholderV1 { id, name, department, say, weight, unread }
}

fn outcome_v1(id: OutcomeId, record: &Outcome, ladder: &Ladder) -> OutcomeV1 {
    let Outcome {
        name,
        summary,
        kind,
        owner,
        weight,
        weight_range,
        parent,
        statements,
        measures,
        unread,
    } = record.clone();
    OutcomeV1 {
        id,
        name,
        summary,
        kind,
        owner,
        weight,
        weight_low: weight_range.map(WeightRange::low),
        weight_high: weight_range.map(WeightRange::high),
        parent,
        statements: statements
            .into_iter()
            .filter_map(|(level, text)| Some((key_of(ladder, level)?, text)))
            .collect(),
        measures: measures.iter().map(|(&id, measure)| measure_v1(id, measure)).collect(),
        unread,
    }
}

fn measure_v1(id: MeasureId, record: &Measure) -> MeasureV1 {
    let Measure { name, unit, direction, baseline, target, target_by, actuals, unread } =
        record.clone();
    MeasureV1 { id, name, unit, direction, baseline, target, target_by, actuals, unread }
}

fn change_v1(id: ChangeId, record: &Change) -> ChangeV1 {
    let Change { name, summary, owner, unread } = record.clone();
    ChangeV1 { id, name, summary, owner, unread }
}

fn role_v1(id: RoleId, record: &Role) -> RoleV1 {
    let Role { name, rate, capacity, unread } = record.clone();
    RoleV1 { id, name, rate, capacity, unread }
}

fn budget_v1(id: BudgetId, record: &Budget) -> BudgetV1 {
    let Budget { name, pool, total, per_period, unread } = record.clone();
    let (kind, pool) = match pool {
        Pool::All => (None, None),
        Pool::Kind(kind) => (Some(kind), None),
        Pool::Named(pool) => (None, Some(pool)),
    };
    BudgetV1 { id, name, kind, pool, total, per_period, unread }
}

fn project_v1(id: ProjectId, record: &Project, ladder: &Ladder) -> ProjectV1 {
    let Project {
        name,
        summary,
        note,
        stage,
        category,
        sponsor,
        lead,
        deputy,
        approach,
        tags,
        duration,
        window: Window { earliest_start, latest_start, fixed_start, finish_by },
        contributions,
        priority,
        inputs,
        costs,
        benefits,
        fundings,
        vendors,
        vendor,
        residual,
        demands,
        milestones,
        unread,
    } = record;
    ProjectV1 {
        id,
        name: name.clone(),
        summary: summary.clone(),
        note: note.clone(),
        stage: *stage,
        priority: *priority,
        category: category.clone(),
        sponsor: *sponsor,
        lead: *lead,
        deputy: *deputy,
        approach: *approach,
        tags: tags.clone(),
        duration: *duration,
        earliest_start: *earliest_start,
        latest_start: *latest_start,
        fixed_start: *fixed_start,
        finish_by: *finish_by,
        contributions: contributions
            .iter()
            .map(|(&id, record)| contribution_v1(id, record, ladder))
            .collect(),
        inputs: inputs.clone(),
        costs: costs.iter().map(|(&id, record)| cost_v1(id, record)).collect(),
        benefits: benefits.iter().map(|(&id, record)| benefit_v1(id, record)).collect(),
        fundings: fundings.iter().map(|(&id, record)| funding_v1(id, record)).collect(),
        vendors: vendors.iter().map(|(&id, record)| vendor_v1(id, record)).collect(),
        vendor: *vendor,
        residual: *residual,
        demands: demands.clone(),
        milestones: milestones.iter().map(|(&id, record)| milestone_v1(id, record)).collect(),
        unread: unread.clone(),
    }
}

fn contribution_v1(outcome: OutcomeId, record: &Contribution, ladder: &Ladder) -> ContributionV1 {
    let Contribution { level, confidence, rationale, rated_by, through, unread } = record.clone();
    let level = level.and_then(|level| key_of(ladder, level));
    ContributionV1 { outcome, level, confidence, rationale, rated_by, through, unread }
}

fn cost_v1(id: CostId, record: &Cost) -> CostV1 {
    let Cost { name, kind, part, pool, first, periods, amount, spread, unread } = record.clone();
    let (likely, low, high) = figures(amount);
    CostV1 { id, name, kind, part, pool, first, periods, likely, low, high, spread, unread }
}

fn benefit_v1(id: BenefitId, record: &Benefit) -> BenefitV1 {
    let Benefit {
        name,
        outcome,
        owner,
        delay,
        ramp,
        periods,
        amount,
        spread,
        realised,
        note,
        unread,
    } = record.clone();
    let (likely, low, high) = figures(amount);
    BenefitV1 {
        id,
        name,
        outcome,
        owner,
        delay,
        ramp,
        periods,
        likely,
        low,
        high,
        spread,
        realised,
        note,
        unread,
    }
}

fn funding_v1(id: FundingId, record: &Funding) -> FundingV1 {
    let Funding { name, cost, work, value, note, unread } = record.clone();
    FundingV1 { id, name, cost, work, value, note, unread }
}

fn vendor_v1(id: VendorId, record: &Vendor) -> VendorV1 {
    let Vendor { name, price, first, periods, switching, terms, note, unread } = record.clone();
    let (likely, low, high) = figures(price);
    VendorV1 { id, name, first, periods, likely, low, high, switching, terms, note, unread }
}

fn milestone_v1(id: MilestoneId, record: &Milestone) -> MilestoneV1 {
    let Milestone { name, criteria, planned, forecast, actual, review, unread } = record.clone();
    MilestoneV1 { id, name, criteria, planned, forecast, actual, review, unread }
}

fn dependency_v1(id: DependencyId, record: &Dependency) -> DependencyV1 {
    let Dependency { from, to, kind, lag, reason, unread } = record.clone();
    let (kind, timing, synergy) = match kind {
        DependencyKind::Requires { timing } => {
            (DependencyWord::Requires, (timing != Timing::default()).then_some(timing), None)
        }
        DependencyKind::Together => (DependencyWord::Together, None, None),
        DependencyKind::Excludes => (DependencyWord::Excludes, None, None),
        DependencyKind::Enables { synergy } => (DependencyWord::Enables, None, synergy),
    };
    DependencyV1 { id, from, kind, to, timing, synergy, lag, reason, unread }
}

fn group_v1(id: GroupId, record: &Group) -> GroupV1 {
    let Group { name, rule, members, reason, unread } = record.clone();
    let (rule, count) = match rule {
        GroupRule::AtLeast(count) => (GroupWord::AtLeast, count),
        GroupRule::AtMost(count) => (GroupWord::AtMost, count),
        GroupRule::Exactly(count) => (GroupWord::Exactly, count),
    };
    GroupV1 { id, name, rule, count, members, reason, unread }
}

fn risk_v1(id: RiskId, record: &Risk) -> RiskV1 {
    let Risk {
        name,
        cause,
        event,
        effect,
        threatens,
        impact: Impact { probability, money, delay },
        owner,
        response,
        response_note,
        residual:
            Impact { probability: residual_probability, money: residual_money, delay: residual_delay },
        review_on,
        unread,
    } = record.clone();
    let (impact, impact_low, impact_high) = maybe_figures(money);
    let (residual_impact, residual_impact_low, residual_impact_high) =
        maybe_figures(residual_money);
    RiskV1 {
        id,
        name,
        cause,
        event,
        effect,
        threatens,
        probability,
        impact,
        impact_low,
        impact_high,
        delay,
        owner,
        response,
        response_note,
        residual_probability,
        residual_impact,
        residual_impact_low,
        residual_impact_high,
        residual_delay,
        review_on,
        unread,
    }
}

fn maybe_figures(estimate: Option<Estimate>) -> (Option<Money>, Option<Money>, Option<Money>) {
    estimate
        .map(figures)
        .map_or((None, None, None), |(likely, low, high)| (Some(likely), low, high))
}

fn scenario_v1(id: ScenarioId, record: &Scenario) -> ScenarioV1 {
    let Scenario {
        name,
        summary,
        budgets,
        capacities,
        weights,
        forced,
        starts,
        cost_factors,
        unread,
    } = record.clone();
    ScenarioV1 {
        id,
        name,
        summary,
        budgets,
        capacities,
        weights,
        forced: forced.iter().map(|(&id, record)| forced_v1(id, record)).collect(),
        starts,
        cost_factors,
        unread,
    }
}

fn forced_v1(project: ProjectId, record: &Forced) -> ForcedV1 {
    let Forced { force, reason, unread } = record.clone();
    ForcedV1 { project, force, reason, unread }
}

fn planned_v1(project: ProjectId, record: &Planned) -> PlannedV1 {
    let Planned { start, funding, unread } = record.clone();
    PlannedV1 { project, start, funding, unread }
}

fn judgment_v1(id: JudgmentId, record: &Judgment) -> JudgmentV1 {
    let Judgment { by, more, less, times, note, unread } = record.clone();
    JudgmentV1 { id, by, more, less, times, note, unread }
}

fn framework_v1(id: FrameworkId, record: &Framework) -> FrameworkV1 {
    let Framework { name, summary, formula, better, fields, unread } = record.clone();
    let fields = fields.into_iter().map(field_v1).collect();
    FrameworkV1 { id, name, summary, formula, better, fields, unread }
}

fn field_v1(field: FrameworkField) -> FieldV1 {
    let FrameworkField { name, unit, low, high, steps, note, unread } = field;
    FieldV1 { name, unit, low, high, steps, note, unread }
}

fn cause_v1(id: CauseId, record: &Cause) -> CauseV1 {
    let Cause { name, summary, members, correlation, unread } = record.clone();
    CauseV1 { id, name, summary, members, correlation, unread }
}
