//! What differs within one record, for each sort of record.

use super::difference::{Field, Subject};
use super::finder::{Within, pairs};
use super::on_choices::{chosen_vendor, forced, funding, vendor};
use crate::model::{
    Benefit, Budget, Change, Contribution, Cost, Dependency, Group, Impact, Item, Measure,
    Milestone, Outcome, OutcomeId, Project, ProjectId, Risk, Role, Scenario, Stakeholder, Window,
};

pub(super) fn outcome(before: &Outcome, after: &Outcome, within: &mut Within<'_>) {
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
    } = before;
    within.field(Field::Name, name, &after.name);
    within.field(Field::Summary, summary, &after.summary);
    within.field(Field::Kind, kind, &after.kind);
    within.field(Field::Owner, owner, &after.owner);
    within.field(Field::Weight, weight, &after.weight);
    within.field(Field::WeightRange, weight_range, &after.weight_range);
    within.field(Field::Parent, parent, &after.parent);
    within.entries([statements, &after.statements], Field::Statement);
    within.unread(unread, &after.unread);
    if let Subject::Item(Item::Outcome(id)) = within.subject {
        let subject = |measure| Subject::Item(Item::Measure(id, measure));
        within.finder.records([measures, &after.measures], subject, measure);
    }
}

fn measure(before: &Measure, after: &Measure, within: &mut Within<'_>) {
    let Measure { name, unit, direction, baseline, target, target_by, actuals, unread } = before;
    within.field(Field::Name, name, &after.name);
    within.field(Field::Unit, unit, &after.unit);
    within.field(Field::Direction, direction, &after.direction);
    within.field(Field::Baseline, baseline, &after.baseline);
    within.field(Field::Target, target, &after.target);
    within.field(Field::TargetBy, target_by, &after.target_by);
    within.entries([actuals, &after.actuals], Field::Actual);
    within.unread(unread, &after.unread);
}

pub(super) fn change(before: &Change, after: &Change, within: &mut Within<'_>) {
    let Change { name, summary, owner, unread } = before;
    within.field(Field::Name, name, &after.name);
    within.field(Field::Summary, summary, &after.summary);
    within.field(Field::Owner, owner, &after.owner);
    within.unread(unread, &after.unread);
}

pub(super) fn project(before: &Project, after: &Project, within: &mut Within<'_>) {
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
        window,
        contributions: _,
        priority,
        inputs,
        costs: _,
        benefits: _,
        fundings: _,
        vendors: _,
        vendor: _,
        residual,
        demands,
        milestones: _,
        unread,
    } = before;
    within.field(Field::Name, name, &after.name);
    within.field(Field::Summary, summary, &after.summary);
    within.field(Field::Note, note, &after.note);
    within.field(Field::Stage, stage, &after.stage);
    within.field(Field::Category, category, &after.category);
    within.field(Field::Sponsor, sponsor, &after.sponsor);
    within.field(Field::Lead, lead, &after.lead);
    within.field(Field::Deputy, deputy, &after.deputy);
    within.field(Field::Approach, approach, &after.approach);
    within.members([tags, &after.tags], Field::Tag);
    within.field(Field::Duration, duration, &after.duration);
    times(window, &after.window, within);
    within.field(Field::Priority, priority, &after.priority);
    within.entries([inputs, &after.inputs], Field::Input);
    chosen_vendor(before, after, within);
    within.field(Field::Residual, residual, &after.residual);
    within.entries([demands, &after.demands], Field::Demand);
    within.unread(unread, &after.unread);
    if let Subject::Item(Item::Project(id)) = within.subject {
        parts(id, before, after, within);
    }
}

fn times(before: &Window, after: &Window, within: &mut Within<'_>) {
    let Window { earliest_start, latest_start, fixed_start, finish_by } = before;
    within.field(Field::EarliestStart, earliest_start, &after.earliest_start);
    within.field(Field::LatestStart, latest_start, &after.latest_start);
    within.field(Field::FixedStart, fixed_start, &after.fixed_start);
    within.field(Field::FinishBy, finish_by, &after.finish_by);
}

/// What belongs to a project and can be added and removed by itself.
fn parts(id: ProjectId, before: &Project, after: &Project, within: &mut Within<'_>) {
    within.finder.things(
        [&before.contributions, &after.contributions],
        |outcome: OutcomeId| Subject::Item(Item::Contribution(id, outcome)),
        contribution,
    );
    within.finder.things([&before.costs, &after.costs], |line| Subject::Cost(id, line), cost);
    within.finder.things(
        [&before.benefits, &after.benefits],
        |line| Subject::Benefit(id, line),
        benefit,
    );
    within.finder.things(
        [&before.fundings, &after.fundings],
        |way| Subject::Funding(id, way),
        funding,
    );
    within.finder.things(
        [&before.vendors, &after.vendors],
        |offer| Subject::Vendor(id, offer),
        vendor,
    );
    within.finder.records(
        [&before.milestones, &after.milestones],
        |milestone| Subject::Item(Item::Milestone(id, milestone)),
        milestone,
    );
}

fn contribution(before: &Contribution, after: &Contribution, within: &mut Within<'_>) {
    let Contribution { level, confidence, rationale, rated_by, through, unread } = before;
    within.field(Field::Level, level, &after.level);
    within.field(Field::Confidence, confidence, &after.confidence);
    within.field(Field::Rationale, rationale, &after.rationale);
    within.field(Field::RatedBy, rated_by, &after.rated_by);
    within.field(Field::Through, through, &after.through);
    within.unread(unread, &after.unread);
}

fn cost(before: &Cost, after: &Cost, within: &mut Within<'_>) {
    let Cost { name, kind, part, pool, first, periods, amount, spread, unread } = before;
    within.field(Field::Name, name, &after.name);
    within.field(Field::Kind, kind, &after.kind);
    within.field(Field::Part, part, &after.part);
    within.field(Field::Pool, pool, &after.pool);
    within.field(Field::First, first, &after.first);
    within.field(Field::Periods, periods, &after.periods);
    within.field(Field::Amount, amount, &after.amount);
    within.field(Field::Spread, spread, &after.spread);
    within.unread(unread, &after.unread);
}

fn benefit(before: &Benefit, after: &Benefit, within: &mut Within<'_>) {
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
    } = before;
    within.field(Field::Name, name, &after.name);
    within.field(Field::Outcome, outcome, &after.outcome);
    within.field(Field::Owner, owner, &after.owner);
    within.field(Field::Delay, delay, &after.delay);
    within.field(Field::Ramp, ramp, &after.ramp);
    within.field(Field::Periods, periods, &after.periods);
    within.field(Field::Amount, amount, &after.amount);
    within.field(Field::Spread, spread, &after.spread);
    within.entries([realised, &after.realised], Field::Realised);
    within.field(Field::Note, note, &after.note);
    within.unread(unread, &after.unread);
}

fn milestone(before: &Milestone, after: &Milestone, within: &mut Within<'_>) {
    let Milestone { name, criteria, planned, forecast, actual, review, unread } = before;
    within.field(Field::Name, name, &after.name);
    within.field(Field::Criteria, criteria, &after.criteria);
    within.field(Field::Planned, planned, &after.planned);
    within.field(Field::Forecast, forecast, &after.forecast);
    within.field(Field::Reached, actual, &after.actual);
    within.field(Field::Review, review, &after.review);
    within.unread(unread, &after.unread);
}

pub(super) fn dependency(before: &Dependency, after: &Dependency, within: &mut Within<'_>) {
    let Dependency { from, to, kind, lag, reason, unread } = before;
    within.field(Field::From, from, &after.from);
    within.field(Field::To, to, &after.to);
    within.field(Field::Kind, kind, &after.kind);
    within.field(Field::Lag, lag, &after.lag);
    within.field(Field::Reason, reason, &after.reason);
    within.unread(unread, &after.unread);
}

pub(super) fn group(before: &Group, after: &Group, within: &mut Within<'_>) {
    let Group { name, rule, members, reason, unread } = before;
    within.field(Field::Name, name, &after.name);
    within.field(Field::Rule, rule, &after.rule);
    within.members([members, &after.members], Field::Member);
    within.field(Field::Reason, reason, &after.reason);
    within.unread(unread, &after.unread);
}

pub(super) fn role(before: &Role, after: &Role, within: &mut Within<'_>) {
    let Role { name, rate, capacity, unread } = before;
    within.field(Field::Name, name, &after.name);
    within.field(Field::Rate, rate, &after.rate);
    within.entries([capacity, &after.capacity], Field::Capacity);
    within.unread(unread, &after.unread);
}

pub(super) fn budget(before: &Budget, after: &Budget, within: &mut Within<'_>) {
    let Budget { name, pool, total, per_period, unread } = before;
    within.field(Field::Name, name, &after.name);
    within.field(Field::Pool, pool, &after.pool);
    within.field(Field::Total, total, &after.total);
    within.entries([per_period, &after.per_period], Field::PerPeriod);
    within.unread(unread, &after.unread);
}

pub(super) fn risk(before: &Risk, after: &Risk, within: &mut Within<'_>) {
    let Risk {
        name,
        cause,
        event,
        effect,
        threatens,
        impact,
        owner,
        response,
        response_note,
        residual,
        review_on,
        unread,
    } = before;
    within.field(Field::Name, name, &after.name);
    within.field(Field::Cause, cause, &after.cause);
    within.field(Field::Event, event, &after.event);
    within.field(Field::Effect, effect, &after.effect);
    within.members([threatens, &after.threatens], Field::Threatens);
    let fields = [Field::Probability, Field::Loss, Field::DelayCaused];
    self::impact(impact, &after.impact, fields, within);
    within.field(Field::Owner, owner, &after.owner);
    within.field(Field::Response, response, &after.response);
    within.field(Field::ResponseNote, response_note, &after.response_note);
    let fields = [Field::ResidualProbability, Field::ResidualLoss, Field::ResidualDelay];
    self::impact(residual, &after.residual, fields, within);
    within.field(Field::ReviewOn, review_on, &after.review_on);
    within.unread(unread, &after.unread);
}

fn impact(before: &Impact, after: &Impact, fields: [Field; 3], within: &mut Within<'_>) {
    let Impact { probability, money, delay } = before;
    let [of_probability, of_money, of_delay] = fields;
    within.field(of_probability, probability, &after.probability);
    within.field(of_money, money, &after.money);
    within.field(of_delay, delay, &after.delay);
}

pub(super) fn stakeholder(before: &Stakeholder, after: &Stakeholder, within: &mut Within<'_>) {
    let Stakeholder { name, department, say, weight, unread } = before;
    within.field(Field::Name, name, &after.name);
    within.field(Field::Department, department, &after.department);
    within.field(Field::Say, say, &after.say);
    within.field(Field::Weight, weight, &after.weight);
    within.unread(unread, &after.unread);
}

pub(super) fn scenario(before: &Scenario, after: &Scenario, within: &mut Within<'_>) {
    let Scenario {
        name,
        summary,
        budgets,
        capacities,
        weights,
        forced: all_forced,
        starts,
        cost_factors,
        unread,
    } = before;
    within.field(Field::Name, name, &after.name);
    within.field(Field::Summary, summary, &after.summary);
    within.entries([budgets, &after.budgets], Field::OtherBudget);
    within.entries([capacities, &after.capacities], Field::OtherCapacity);
    within.entries([weights, &after.weights], Field::OtherWeight);
    for (&id, pair) in pairs(all_forced, &after.forced) {
        forced(id, pair, within);
    }
    within.entries([starts, &after.starts], Field::OtherStart);
    within.entries([cost_factors, &after.cost_factors], Field::CostFactor);
    within.unread(unread, &after.unread);
}
