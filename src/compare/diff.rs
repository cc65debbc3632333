//! Everything that two portfolios do not say alike, record by record and field by field.
//!
//! Each record is taken apart in full: a field that is added to the model and forgotten here does not compile.

use super::difference::{Difference, Field, Subject};
use super::finder::{Finder, Within, pairs};
use super::on_choices::{cause, forced, framework, judgment, planned};
use super::on_records::{
    budget, change, dependency, group, outcome, project, risk, role, scenario, stakeholder,
};
use crate::model::{Item, Portfolio};

/// What is different after, in a fixed order; nothing where the two are equal.
///
/// Records that both share are not looked into: the cost follows from what differs, and from a walk over the ids.
pub fn diff(before: &Portfolio, after: &Portfolio) -> Vec<Difference> {
    let mut finder = Finder::default();
    own_fields(before, after, &mut finder.within(Subject::Portfolio));
    let Portfolio {
        title: _,
        organisation: _,
        summary: _,
        currency: _,
        calendar: _,
        discount_rate: _,
        price_rise: _,
        ladder: _,
        weights_by: _,
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
        forced: _,
        plan: _,
        pins,
        unread: _,
    } = before;
    let item = |item: Item| Subject::Item(item);
    finder.records([outcomes, &after.outcomes], |id| item(Item::Outcome(id)), outcome);
    finder.records([changes, &after.changes], |id| item(Item::Change(id)), change);
    finder.records([projects, &after.projects], |id| item(Item::Project(id)), project);
    finder.records(
        [dependencies, &after.dependencies],
        |id| item(Item::Dependency(id)),
        dependency,
    );
    finder.records([groups, &after.groups], |id| item(Item::Group(id)), group);
    finder.records([roles, &after.roles], |id| item(Item::Role(id)), role);
    finder.records([budgets, &after.budgets], |id| item(Item::Budget(id)), budget);
    finder.records([risks, &after.risks], |id| item(Item::Risk(id)), risk);
    finder.records(
        [stakeholders, &after.stakeholders],
        |id| item(Item::Stakeholder(id)),
        stakeholder,
    );
    finder.records([scenarios, &after.scenarios], |id| item(Item::Scenario(id)), scenario);
    finder.things([judgments, &after.judgments], |id| item(Item::Judgment(id)), judgment);
    finder.things([frameworks, &after.frameworks], |id| item(Item::Framework(id)), framework);
    finder.things([causes, &after.causes], |id| item(Item::Cause(id)), cause);
    for (&of, (before, after)) in pairs(pins, &after.pins) {
        finder.within(item(of)).field(Field::Place, &before.copied(), &after.copied());
    }
    finder.found
}

/// The fields of the portfolio itself.
fn own_fields(before: &Portfolio, after: &Portfolio, within: &mut Within<'_>) {
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
        outcomes: _,
        changes: _,
        projects: _,
        dependencies: _,
        groups: _,
        roles: _,
        budgets: _,
        risks: _,
        stakeholders: _,
        scenarios: _,
        judgments: _,
        frameworks: _,
        causes: _,
        forced: all_forced,
        plan,
        pins: _,
        unread,
    } = before;
    within.field(Field::Title, title, &after.title);
    within.field(Field::Organisation, organisation, &after.organisation);
    within.field(Field::Summary, summary, &after.summary);
    within.field(Field::Currency, currency, &after.currency);
    within.field(Field::Calendar, calendar, &after.calendar);
    within.field(Field::DiscountRate, discount_rate, &after.discount_rate);
    within.field(Field::PriceRise, price_rise, &after.price_rise);
    within.field(Field::Ladder, ladder, &after.ladder);
    within.field(Field::WeightsBy, weights_by, &after.weights_by);
    for (&id, pair) in pairs(all_forced, &after.forced) {
        forced(id, pair, within);
    }
    for (&id, pair) in pairs(plan, &after.plan) {
        planned(id, pair, within);
    }
    within.unread(unread, &after.unread);
}
