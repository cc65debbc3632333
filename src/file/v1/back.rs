//! From version 1 to the model. What the shape cannot say wrongly was checked while it was read; the rest is checked here.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::choices::{
    cause_of, forced_of, framework_of, funding_of, judgment_of, planned_of, vendor_of,
};
use super::shapes::{
    BenefitV1, BudgetV1, ChangeV1, ContributionV1, CostV1, DependencyV1, DependencyWord, GroupV1,
    GroupWord, LevelV1, MeasureV1, MilestoneV1, OutcomeV1, PortfolioV1, ProjectV1, RiskV1, RoleV1,
    ScenarioV1, StakeholderV1,
};
use crate::model::{
    Benefit, Budget, Calendar, Change, Contribution, Cost, Currency, Dependency, DependencyKind,
    Estimate, Group, GroupRule, Impact, Item, Ladder, Level, LevelKey, Measure, Milestone, Money,
    Outcome, Pin, Pool, Portfolio, Project, Risk, Role, Rung, Scenario, Stakeholder, Timing,
    Weight, WeightRange, Window,
};

/// What does not fit, and the words in the file by which it is found: each after the one before.
#[derive(Debug)]
pub(in crate::file) struct Misfit {
    pub(in crate::file) what: String,
    pub(in crate::file) trail: Vec<String>,
}

impl Misfit {
    fn new(what: &(impl ToString + ?Sized)) -> Self {
        Self { what: what.to_string(), trail: Vec::new() }
    }

    /// Says where in the file it is, from the inside out.
    pub(super) fn within(mut self, mark: &(impl ToString + ?Sized)) -> Self {
        self.trail.insert(0, mark.to_string());
        self
    }
}

pub(super) type Fit<Value> = Result<Value, Misfit>;

/// The portfolio that the shape describes.
pub(in crate::file) fn portfolio_of(shape: PortfolioV1) -> Fit<Portfolio> {
    let PortfolioV1 {
        format: _,
        min_reader: _,
        made_by: _,
        title,
        organisation,
        summary,
        currency,
        currency_decimals,
        first_period,
        period,
        horizon,
        discount_rate,
        price_rise,
        ladder,
        weights_by,
        stakeholders,
        outcomes,
        changes,
        roles,
        budgets,
        projects,
        dependencies,
        groups,
        risks,
        scenarios,
        judgments,
        frameworks,
        causes,
        forced,
        plan,
        pins,
        unread,
    } = shape;
    let ladder = ladder_of(ladder)?;
    Ok(Portfolio {
        title,
        organisation,
        summary,
        currency: currency_of(&currency, currency_decimals)?,
        calendar: Calendar::new(first_period, period, horizon)
            .map_err(|error| Misfit::new(&error).within("horizon:"))?,
        discount_rate,
        price_rise,
        weights_by,
        outcomes: by_id(outcomes, "outcome", |shape| outcome_of(shape, &ladder))?,
        changes: by_id(changes, "change", |shape| Ok(change_of(shape)))?,
        projects: by_id(projects, "project", |shape| project_of(shape, &ladder))?,
        dependencies: by_id(dependencies, "dependency", dependency_of)?,
        groups: by_id(groups, "group", |shape| Ok(group_of(shape)))?,
        roles: by_id(roles, "role", |shape| Ok(role_of(shape)))?,
        budgets: by_id(budgets, "budget", budget_of)?,
        risks: by_id(risks, "risk", risk_of)?,
        stakeholders: by_id(stakeholders, "stakeholder", |shape| Ok(stakeholder_of(shape)))?,
        scenarios: by_id(scenarios, "scenario", scenario_of)?,
        judgments: plain_by_id(judgments, "judgment", |shape| Ok(judgment_of(shape)))?,
        frameworks: plain_by_id(frameworks, "framework", |shape| Ok(framework_of(shape)))?,
        causes: plain_by_id(causes, "cause", |shape| Ok(cause_of(shape)))?,
        forced: plain_by_id(forced, "forced choice", |shape| Ok(forced_of(shape)))?,
        plan: plain_by_id(plan, "planned project", |shape| Ok(planned_of(shape)))?,
        pins: pins_of(pins)?,
        ladder,
        unread,
    })
}

/// Files each record under its id. Two records with one id are refused: one of them would be lost.
fn by_id<Shape, Key, Record>(
    shapes: Vec<Shape>,
    noun: &str,
    convert: impl Fn(Shape) -> Fit<(Key, Record)>,
) -> Fit<BTreeMap<Key, Arc<Record>>>
where
    Key: Ord + Copy + ToString,
{
    let records = plain_by_id(shapes, noun, convert)?;
    Ok(records.into_iter().map(|(id, record)| (id, Arc::new(record))).collect())
}

fn plain_by_id<Shape, Key, Record>(
    shapes: Vec<Shape>,
    noun: &str,
    convert: impl Fn(Shape) -> Fit<(Key, Record)>,
) -> Fit<BTreeMap<Key, Record>>
where
    Key: Ord + Copy + ToString,
{
    let mut records = Vec::with_capacity(shapes.len());
    for shape in shapes {
        records.push(convert(shape)?);
    }
    // Files are sorted by id; sorting what is sorted costs one look at each.
    records.sort_by_key(|(id, _)| *id);
    for ((id, _), (next, _)) in records.iter().zip(records.iter().skip(1)) {
        if id == next {
            // What else refers to the record does so under another name than the record itself bears.
            let field = match noun {
                "contribution" => "outcome",
                "forced choice" | "planned project" => "project",
                _ => "id",
            };
            let mark = format!("{field}: \"{}\"", id.to_string());
            let what = &format!(
                "this {noun} has the same id as another one before it; give one of them a new id"
            );
            return Err(Misfit::new(what).within(&mark).within(&mark));
        }
    }
    Ok(records.into_iter().collect())
}

fn currency_of(code: &str, decimals: Option<u8>) -> Fit<Currency> {
    let usual =
        code.parse::<Currency>().map_err(|error| Misfit::new(&error).within("currency:"))?;
    match decimals {
        None => Ok(usual),
        Some(decimals) => Currency::new(code, decimals)
            .map_err(|error| Misfit::new(&error).within("currency_decimals:")),
    }
}

fn ladder_of(levels: Vec<LevelV1>) -> Fit<Ladder> {
    if levels.is_empty() {
        return Ok(Ladder::default());
    }
    let rung = |level: LevelV1| {
        let LevelV1 { key, name, value, note, unread } = level;
        Rung { key, name, value, note, unread }
    };
    Ladder::new(levels.into_iter().map(rung).collect())
        .map_err(|error| Misfit::new(&error).within("ladder:"))
}

fn level_of(ladder: &Ladder, key: &LevelKey) -> Fit<Level> {
    ladder.level_of(key.as_str()).ok_or_else(|| {
        let known: Vec<_> = ladder.rungs().iter().map(|rung| rung.key.to_string()).collect();
        let what = &format!("the ladder has no level \"{key}\"; it has {}", known.join(", "));
        Misfit::new(what).within(&format!("\"{key}\""))
    })
}

pub(super) fn estimate_of(likely: Money, low: Option<Money>, high: Option<Money>) -> Fit<Estimate> {
    Estimate::between(low.unwrap_or(likely), likely, high.unwrap_or(likely))
        .map_err(|error| Misfit::new(&error).within("likely:"))
}

fn stakeholder_of(shape: StakeholderV1) -> (crate::model::StakeholderId, Stakeholder) {
    let StakeholderV1 { id, name, department, say, weight, unread } = shape;
    let weight = weight.or_else(|| Weight::new(1.0).ok()).unwrap_or(Weight::NONE);
    (id, Stakeholder { name, department, say, weight, unread })
}

fn outcome_of(shape: OutcomeV1, ladder: &Ladder) -> Fit<(crate::model::OutcomeId, Outcome)> {
    let OutcomeV1 {
        id,
        name,
        summary,
        kind,
        owner,
        weight,
        weight_low,
        weight_high,
        parent,
        statements,
        measures,
        unread,
    } = shape;
    let weight_range = weight_range_of(weight_low, weight_high)
        .map_err(|misfit| misfit.within(&format!("id: \"{id}\"")))?;
    let mut by_level = BTreeMap::new();
    for (key, text) in statements {
        let level = level_of(ladder, &key).map_err(|misfit| misfit.within(&format!("\"{id}\"")))?;
        by_level.insert(level, text);
    }
    let measures = by_id(measures, "measure", |shape| Ok(measure_of(shape)))?;
    Ok((
        id,
        Outcome {
            name,
            summary,
            kind,
            owner,
            weight,
            weight_range,
            parent,
            statements: by_level,
            measures,
            unread,
        },
    ))
}

fn weight_range_of(low: Option<Weight>, high: Option<Weight>) -> Fit<Option<WeightRange>> {
    match (low, high) {
        (None, None) => Ok(None),
        (Some(low), Some(high)) => WeightRange::new(low, high)
            .map(Some)
            .map_err(|error| Misfit::new(&error).within("weight_low:")),
        _ => {
            let what = "`weight_low` and `weight_high` stand together or not at all";
            Err(Misfit::new(what).within("weight_"))
        }
    }
}

fn measure_of(shape: MeasureV1) -> (crate::model::MeasureId, Measure) {
    let MeasureV1 { id, name, unit, direction, baseline, target, target_by, actuals, unread } =
        shape;
    (id, Measure { name, unit, direction, baseline, target, target_by, actuals, unread })
}

fn change_of(shape: ChangeV1) -> (crate::model::ChangeId, Change) {
    let ChangeV1 { id, name, summary, owner, unread } = shape;
    (id, Change { name, summary, owner, unread })
}

fn role_of(shape: RoleV1) -> (crate::model::RoleId, Role) {
    let RoleV1 { id, name, rate, capacity, unread } = shape;
    (id, Role { name, rate, capacity, unread })
}

fn budget_of(shape: BudgetV1) -> Fit<(crate::model::BudgetId, Budget)> {
    let BudgetV1 { id, name, kind, pool, total, per_period, unread } = shape;
    let pool = match (kind, pool) {
        (None, None) => Pool::All,
        (Some(kind), None) => Pool::Kind(kind),
        (None, Some(pool)) => Pool::Named(pool),
        (Some(_), Some(_)) => {
            let what = "a budget limits one kind of cost or one named pool, not both; take out `kind` or `pool`";
            return Err(Misfit::new(what).within("pool:").within(&format!("\"{id}\"")));
        }
    };
    Ok((id, Budget { name, pool, total, per_period, unread }))
}

fn project_of(shape: ProjectV1, ladder: &Ladder) -> Fit<(crate::model::ProjectId, Project)> {
    let id = shape.id;
    project_parts(shape, ladder)
        .map_err(|misfit| misfit.within(&format!("id: \"{id}\"")))
        .map(|project| (id, project))
}

fn project_parts(shape: ProjectV1, ladder: &Ladder) -> Fit<Project> {
    let ProjectV1 {
        id: _,
        name,
        summary,
        note,
        stage,
        priority,
        category,
        sponsor,
        lead,
        deputy,
        approach,
        tags,
        duration,
        earliest_start,
        latest_start,
        fixed_start,
        finish_by,
        contributions,
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
    } = shape;
    Ok(Project {
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
        contributions: plain_by_id(contributions, "contribution", |shape| {
            contribution_of(shape, ladder)
        })?,
        priority,
        inputs,
        costs: plain_by_id(costs, "cost", cost_of)?,
        benefits: plain_by_id(benefits, "benefit", benefit_of)?,
        fundings: plain_by_id(fundings, "funding", |shape| Ok(funding_of(shape)))?,
        vendors: plain_by_id(vendors, "vendor", vendor_of)?,
        vendor,
        residual,
        demands,
        milestones: by_id(milestones, "milestone", |shape| Ok(milestone_of(shape)))?,
        unread,
    })
}

fn contribution_of(
    shape: ContributionV1,
    ladder: &Ladder,
) -> Fit<(crate::model::OutcomeId, Contribution)> {
    let ContributionV1 { outcome, level, confidence, rationale, rated_by, through, unread } = shape;
    let level = match level {
        None => None,
        Some(key) => Some(
            level_of(ladder, &key)
                .map_err(|misfit| misfit.within(&format!("outcome: \"{outcome}\"")))?,
        ),
    };
    Ok((outcome, Contribution { level, confidence, rationale, rated_by, through, unread }))
}

fn cost_of(shape: CostV1) -> Fit<(crate::model::CostId, Cost)> {
    let CostV1 { id, name, kind, part, pool, first, periods, likely, low, high, spread, unread } =
        shape;
    let amount =
        estimate_of(likely, low, high).map_err(|misfit| misfit.within(&format!("\"{id}\"")))?;
    Ok((id, Cost { name, kind, part, pool, first, periods, amount, spread, unread }))
}

fn benefit_of(shape: BenefitV1) -> Fit<(crate::model::BenefitId, Benefit)> {
    let BenefitV1 {
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
    } = shape;
    let amount =
        estimate_of(likely, low, high).map_err(|misfit| misfit.within(&format!("\"{id}\"")))?;
    let benefit = Benefit {
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
    };
    Ok((id, benefit))
}

fn milestone_of(shape: MilestoneV1) -> (crate::model::MilestoneId, Milestone) {
    let MilestoneV1 { id, name, criteria, planned, forecast, actual, review, unread } = shape;
    (id, Milestone { name, criteria, planned, forecast, actual, review, unread })
}

fn dependency_of(shape: DependencyV1) -> Fit<(crate::model::DependencyId, Dependency)> {
    let DependencyV1 { id, from, kind, to, timing, synergy, lag, reason, unread } = shape;
    let refuse = |field: &str, noun: &str| {
        let what = &format!(
            "only a dependency of kind {noun} has `{field}`; take it out or change the kind"
        );
        Err(Misfit::new(what).within(&format!("{field}:")).within(&format!("\"{id}\"")))
    };
    let kind = match (kind, timing, synergy) {
        (DependencyWord::Requires, timing, None) => {
            DependencyKind::Requires { timing: timing.unwrap_or(Timing::FinishToStart) }
        }
        (DependencyWord::Together, None, None) => DependencyKind::Together,
        (DependencyWord::Excludes, None, None) => DependencyKind::Excludes,
        (DependencyWord::Enables, None, synergy) => DependencyKind::Enables { synergy },
        (
            DependencyWord::Together | DependencyWord::Excludes | DependencyWord::Enables,
            Some(_),
            _,
        ) => {
            return refuse("timing", "Requires");
        }
        (_, _, Some(_)) => return refuse("synergy", "Enables"),
    };
    Ok((id, Dependency { from, to, kind, lag, reason, unread }))
}

fn group_of(shape: GroupV1) -> (crate::model::GroupId, Group) {
    let GroupV1 { id, name, rule, count, members, reason, unread } = shape;
    let rule = match rule {
        GroupWord::AtLeast => GroupRule::AtLeast(count),
        GroupWord::AtMost => GroupRule::AtMost(count),
        GroupWord::Exactly => GroupRule::Exactly(count),
    };
    (id, Group { name, rule, members, reason, unread })
}

fn risk_of(shape: RiskV1) -> Fit<(crate::model::RiskId, Risk)> {
    let RiskV1 {
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
    } = shape;
    let here = |misfit: Misfit| misfit.within(&format!("\"{id}\""));
    let money = maybe_estimate(impact, impact_low, impact_high, "impact").map_err(here)?;
    let residual_money = maybe_estimate(
        residual_impact,
        residual_impact_low,
        residual_impact_high,
        "residual_impact",
    )
    .map_err(here)?;
    let record = Risk {
        name,
        cause,
        event,
        effect,
        threatens,
        impact: Impact { probability, money, delay },
        owner,
        response,
        response_note,
        residual: Impact {
            probability: residual_probability,
            money: residual_money,
            delay: residual_delay,
        },
        review_on,
        unread,
    };
    Ok((id, record))
}

fn maybe_estimate(
    likely: Option<Money>,
    low: Option<Money>,
    high: Option<Money>,
    field: &str,
) -> Fit<Option<Estimate>> {
    match (likely, low, high) {
        (None, None, None) => Ok(None),
        (None, _, _) => {
            let what = &format!(
                "`{field}_low` and `{field}_high` need `{field}`, the likely amount, beside them"
            );
            Err(Misfit::new(what).within(&format!("{field}_")))
        }
        (Some(likely), low, high) => {
            Estimate::between(low.unwrap_or(likely), likely, high.unwrap_or(likely))
                .map(Some)
                .map_err(|error| Misfit::new(&error).within(&format!("{field}:")))
        }
    }
}

fn scenario_of(shape: ScenarioV1) -> Fit<(crate::model::ScenarioId, Scenario)> {
    let ScenarioV1 {
        id,
        name,
        summary,
        budgets,
        capacities,
        weights,
        forced,
        starts,
        cost_factors,
        unread,
    } = shape;
    let forced = plain_by_id(forced, "forced choice", |shape| Ok(forced_of(shape)))?;
    Ok((
        id,
        Scenario {
            name,
            summary,
            budgets,
            capacities,
            weights,
            forced,
            starts,
            cost_factors,
            unread,
        },
    ))
}

fn pins_of(pins: BTreeMap<String, (i32, i32)>) -> Fit<BTreeMap<Item, Pin>> {
    let mut by_item = BTreeMap::new();
    for (key, (x, y)) in pins {
        let item = pinned(&key).ok_or_else(|| {
            let what = "a pin is filed under \"project\", \"change\", \"outcome\" or \"measure\" and the id after it";
            Misfit::new(what).within(&format!("\"{key}\"")).within("pins:")
        })?;
        by_item.insert(item, Pin::new(x, y));
    }
    Ok(by_item)
}

fn pinned(key: &str) -> Option<Item> {
    let words: Vec<&str> = key.split(' ').collect();
    match *words.as_slice() {
        ["project", id] => id.parse().ok().map(Item::Project),
        ["change", id] => id.parse().ok().map(Item::Change),
        ["outcome", id] => id.parse().ok().map(Item::Outcome),
        ["measure", outcome, id] => Some(Item::Measure(outcome.parse().ok()?, id.parse().ok()?)),
        _ => None,
    }
}
