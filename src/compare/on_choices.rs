//! What differs in what projects are scored by, in the ways to fund and to buy them, and in what was chosen.

use super::difference::{Field, Subject};
use super::finder::Within;
use crate::model::{
    Cause, Forced, Framework, Funding, Item, Judgment, Planned, Project, ProjectId, Vendor,
};

pub(super) fn judgment(before: &Judgment, after: &Judgment, within: &mut Within<'_>) {
    let Judgment { by, more, less, times, note, unread } = before;
    within.field(Field::By, by, &after.by);
    within.field(Field::More, more, &after.more);
    within.field(Field::Less, less, &after.less);
    within.field(Field::Times, times, &after.times);
    within.field(Field::Note, note, &after.note);
    within.unread(unread, &after.unread);
}

pub(super) fn framework(before: &Framework, after: &Framework, within: &mut Within<'_>) {
    let Framework { name, summary, formula, better, fields, unread } = before;
    within.field(Field::Name, name, &after.name);
    within.field(Field::Summary, summary, &after.summary);
    within.field(Field::Formula, formula, &after.formula);
    within.field(Field::Direction, better, &after.better);
    within.field(Field::Fields, fields, &after.fields);
    within.unread(unread, &after.unread);
}

pub(super) fn cause(before: &Cause, after: &Cause, within: &mut Within<'_>) {
    let Cause { name, summary, members, correlation, unread } = before;
    within.field(Field::Name, name, &after.name);
    within.field(Field::Summary, summary, &after.summary);
    within.members([members, &after.members], Field::Member);
    within.field(Field::Correlation, correlation, &after.correlation);
    within.unread(unread, &after.unread);
}

pub(super) fn funding(before: &Funding, after: &Funding, within: &mut Within<'_>) {
    let Funding { name, cost, work, value, note, unread } = before;
    within.field(Field::Name, name, &after.name);
    within.field(Field::CostShare, cost, &after.cost);
    within.field(Field::WorkShare, work, &after.work);
    within.field(Field::ValueShare, value, &after.value);
    within.field(Field::Note, note, &after.note);
    within.unread(unread, &after.unread);
}

pub(super) fn vendor(before: &Vendor, after: &Vendor, within: &mut Within<'_>) {
    let Vendor { name, price, first, periods, switching, terms, note, unread } = before;
    within.field(Field::Name, name, &after.name);
    within.field(Field::Price, price, &after.price);
    within.field(Field::First, first, &after.first);
    within.field(Field::Periods, periods, &after.periods);
    within.field(Field::Switching, switching, &after.switching);
    within.field(Field::Terms, terms, &after.terms);
    within.field(Field::Note, note, &after.note);
    within.unread(unread, &after.unread);
}

/// The chosen vendor; it is one of the project's own.
pub(super) fn chosen_vendor(before: &Project, after: &Project, within: &mut Within<'_>) {
    if let Subject::Item(Item::Project(id)) = within.subject {
        let vendor = |project: &Project| project.vendor.map(|vendor| (id, vendor));
        within.field(Field::Vendor, &vendor(before), &vendor(after));
    }
}

/// A project in the plan: whether, when, and how much of it.
pub(super) fn planned(
    id: ProjectId,
    (before, after): (Option<&Planned>, Option<&Planned>),
    within: &mut Within<'_>,
) {
    within.presence(Field::InPlan(id), [before.is_some(), after.is_some()]);
    let nothing = Planned::default();
    let Planned { start, funding, unread } = before.unwrap_or(&nothing);
    let after = after.unwrap_or(&nothing);
    within.field(Field::PlannedStart(id), start, &after.start);
    let funding = funding.map(|funding| (id, funding));
    within.field(Field::PlannedFunding(id), &funding, &after.funding.map(|funding| (id, funding)));
    within.unread_as(unread, &after.unread, |name| Field::PlannedUnread(id, name));
}

pub(super) fn forced(
    id: ProjectId,
    (before, after): (Option<&Forced>, Option<&Forced>),
    within: &mut Within<'_>,
) {
    let parts = |forced: Option<&Forced>| {
        forced.map(|Forced { force, reason, unread }| (*force, reason.clone(), unread.clone()))
    };
    let (before, after) = (parts(before), parts(after));
    let force = |parts: &Option<(_, _, _)>| parts.as_ref().map(|(force, _, _)| *force);
    within.field(Field::Forced(id), &force(&before), &force(&after));
    let ((), reason, unread) = before.map_or_else(Default::default, |(_, r, u)| ((), r, u));
    let ((), new_reason, new_unread) = after.map_or_else(Default::default, |(_, r, u)| ((), r, u));
    within.field(Field::ForcedReason(id), &reason, &new_reason);
    within.unread_as(&unread, &new_unread, |name| Field::ForcedUnread(id, name));
}
