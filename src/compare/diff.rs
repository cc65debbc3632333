//! Everything that two portfolios do not say alike, record by record and field by field.
//!
//! Each record is taken apart in full: a field that is added to the model and forgotten here does not compile.

use super::difference::{Difference, Field, Subject};
use super::finder::{Finder, Within};
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
        ladder: _,
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
    for (&of, (before, after)) in super::finder::pairs(pins, &after.pins) {
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
        ladder,
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
        pins: _,
        unread,
    } = before;
    within.field(Field::Title, title, &after.title);
    within.field(Field::Organisation, organisation, &after.organisation);
    within.field(Field::Summary, summary, &after.summary);
    within.field(Field::Currency, currency, &after.currency);
    within.field(Field::Calendar, calendar, &after.calendar);
    within.field(Field::DiscountRate, discount_rate, &after.discount_rate);
    within.field(Field::Ladder, ladder, &after.ladder);
    within.unread(unread, &after.unread);
}
