//! What is copied: the chosen records, the links among them, and whatever they speak of, so that it is recognised elsewhere.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::is_card;
use crate::model::{Item, Outcome, OutcomeId, Pin, Portfolio, StakeholderId};

/// The chosen cards as a small portfolio. Those that were chosen have a pin; what has none only came along to be recognised:
/// outcomes that are served, changes on the way, people and roles.
pub fn taken(
    portfolio: &Portfolio,
    items: &BTreeSet<Item>,
    place: &dyn Fn(Item) -> Option<Pin>,
) -> Option<Portfolio> {
    let chosen: BTreeSet<Item> =
        items.iter().copied().filter(|item| is_card(*item) && portfolio.has(*item)).collect();
    if chosen.is_empty() {
        return None;
    }
    let mut part = Portfolio::titled(portfolio.title.clone());
    part.currency = portfolio.currency;
    part.calendar = portfolio.calendar;
    part.ladder = portfolio.ladder.clone();
    for &item in &chosen {
        take(portfolio, &mut part, item);
    }
    take_measures(portfolio, &mut part, &chosen);
    let is_in = |id| part.projects.contains_key(id);
    let among =
        portfolio.dependencies.iter().filter(|(_, link)| is_in(&link.from) && is_in(&link.to));
    part.dependencies = among.map(|(&id, link)| (id, Arc::clone(link))).collect();
    take_context(portfolio, &mut part);
    let measures = |id: &OutcomeId| {
        part.outcomes.get(id).into_iter().flat_map(|outcome| outcome.measures.keys().copied())
    };
    let with_measures = chosen.iter().flat_map(|&item| {
        let outcome = match item {
            Item::Outcome(id) => Some(id),
            _ => None,
        };
        let own = outcome
            .into_iter()
            .flat_map(move |id| measures(&id).map(move |measure| Item::Measure(id, measure)));
        std::iter::once(item).chain(own.collect::<Vec<_>>())
    });
    let pins = with_measures.map(|item| (item, place(item).unwrap_or(Pin::new(0, 0))));
    part.pins = pins.collect();
    Some(part)
}

fn take(portfolio: &Portfolio, part: &mut Portfolio, item: Item) {
    match item {
        Item::Project(id) => {
            part.projects
                .extend(portfolio.projects.get(&id).map(|record| (id, Arc::clone(record))));
        }
        Item::Outcome(id) => {
            part.outcomes
                .extend(portfolio.outcomes.get(&id).map(|record| (id, Arc::clone(record))));
        }
        Item::Change(id) => {
            part.changes.extend(portfolio.changes.get(&id).map(|record| (id, Arc::clone(record))));
        }
        _ => {}
    }
}

/// Measures that were chosen without their outcome: it comes along with those and no others.
fn take_measures(portfolio: &Portfolio, part: &mut Portfolio, chosen: &BTreeSet<Item>) {
    for &item in chosen {
        let Item::Measure(outcome, id) = item else { continue };
        let Some(record) = portfolio.outcomes.get(&outcome) else { continue };
        let Some(measure) = record.measures.get(&id) else { continue };
        let known = part.outcomes.entry(outcome).or_insert_with(|| Arc::new(outline(record)));
        if !chosen.contains(&Item::Outcome(outcome)) {
            Arc::make_mut(known).measures.insert(id, Arc::clone(measure));
        }
    }
}

/// What an outcome is recognised by.
fn outline(outcome: &Outcome) -> Outcome {
    Outcome { kind: outcome.kind, ..Outcome::named(outcome.name.clone(), outcome.weight) }
}

fn take_context(portfolio: &Portfolio, part: &mut Portfolio) {
    let mut outcomes: BTreeSet<OutcomeId> = BTreeSet::new();
    let mut people: BTreeSet<StakeholderId> = BTreeSet::new();
    let mut changes = BTreeSet::new();
    let mut roles = BTreeSet::new();
    for project in part.projects.values() {
        people.extend([project.sponsor, project.lead, project.deputy].into_iter().flatten());
        roles.extend(project.demands.keys().copied());
        for (&outcome, contribution) in &project.contributions {
            outcomes.insert(outcome);
            people.extend(contribution.rated_by);
            changes.extend(contribution.through);
        }
        for benefit in project.benefits.values() {
            outcomes.extend(benefit.outcome);
            people.extend(benefit.owner);
        }
    }
    for outcome in part.outcomes.values() {
        people.extend(outcome.owner);
        outcomes.extend(outcome.parent);
    }
    people.extend(part.changes.values().filter_map(|change| change.owner));
    for id in outcomes {
        if let Some(outcome) = portfolio.outcomes.get(&id) {
            part.outcomes.entry(id).or_insert_with(|| Arc::new(outline(outcome)));
        }
    }
    for id in changes {
        if let Some(change) = portfolio.changes.get(&id) {
            part.changes.entry(id).or_insert_with(|| Arc::clone(change));
        }
    }
    // A change that came along brings no owner.
    people.retain(|id| portfolio.stakeholders.contains_key(id));
    let stakeholder = |id| Some((id, Arc::clone(portfolio.stakeholders.get(&id)?)));
    part.stakeholders = people.into_iter().filter_map(stakeholder).collect();
    let role = |id| Some((id, Arc::clone(portfolio.roles.get(&id)?)));
    part.roles = roles.into_iter().filter_map(role).collect();
}
