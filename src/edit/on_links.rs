//! What edits do to outcomes, business changes, dependencies, and places on the map.

use std::sync::Arc;

use super::{DependencyField, OutcomeField, Refusal, on_choices};
use crate::model::{ChangeId, DependencyId, Item, Outcome, OutcomeId, Pin, Portfolio};

pub(super) fn outcome_mut(
    portfolio: &mut Portfolio,
    id: OutcomeId,
) -> Result<&mut Outcome, Refusal> {
    portfolio.outcomes.get_mut(&id).map(Arc::make_mut).ok_or(Refusal::NotThere(Item::Outcome(id)))
}

pub(super) fn set_outcome(
    portfolio: &mut Portfolio,
    id: OutcomeId,
    field: &OutcomeField,
) -> Result<(), Refusal> {
    let outcome = outcome_mut(portfolio, id)?;
    match field.clone() {
        OutcomeField::Name(name) => outcome.name = name,
        OutcomeField::Summary(summary) => outcome.summary = summary,
        OutcomeField::Kind(kind) => outcome.kind = kind,
        OutcomeField::Owner(owner) => outcome.owner = owner,
        OutcomeField::Weight(weight) => outcome.weight = weight,
        OutcomeField::WeightRange(range) => outcome.weight_range = range,
        OutcomeField::Parent(parent) => outcome.parent = parent,
        OutcomeField::Statement(level, text) if text.is_empty() => {
            drop(outcome.statements.remove(&level));
        }
        OutcomeField::Statement(level, text) => drop(outcome.statements.insert(level, text)),
    }
    Ok(())
}

/// Takes an outcome out, with all contributions to it and judgments of it; its parts move up to its parent.
pub(super) fn remove_outcome(portfolio: &mut Portfolio, id: OutcomeId) {
    let Some(removed) = portfolio.outcomes.remove(&id) else { return };
    for part in portfolio.outcomes.values_mut().filter(|outcome| outcome.parent == Some(id)) {
        // In a circle of parents the one removed may have been its own grandparent.
        Arc::make_mut(part).parent = removed.parent.filter(|parent| *parent != id);
    }
    for project in portfolio.projects.values_mut() {
        let brings_to_it = project.benefits.values().any(|benefit| benefit.outcome == Some(id));
        if !brings_to_it && !project.contributions.contains_key(&id) {
            continue;
        }
        let project = Arc::make_mut(project);
        project.contributions.remove(&id);
        for benefit in project.benefits.values_mut().filter(|benefit| benefit.outcome == Some(id)) {
            benefit.outcome = None;
        }
    }
    on_choices::forget_outcome(portfolio, id);
    for scenario in
        portfolio.scenarios.values_mut().filter(|scenario| scenario.weights.contains_key(&id))
    {
        Arc::make_mut(scenario).weights.remove(&id);
    }
}

/// Takes a change out; contributions that went through it stay, and go through nothing.
pub(super) fn remove_change(portfolio: &mut Portfolio, id: ChangeId) {
    portfolio.changes.remove(&id);
    for project in portfolio.projects.values_mut() {
        if project.contributions.values().any(|contribution| contribution.through == Some(id)) {
            let contributions = Arc::make_mut(project).contributions.values_mut();
            for contribution in
                contributions.filter(|contribution| contribution.through == Some(id))
            {
                contribution.through = None;
            }
        }
    }
}

pub(super) fn set_dependency(
    portfolio: &mut Portfolio,
    id: DependencyId,
    field: &DependencyField,
) -> Result<(), Refusal> {
    let missing = Refusal::NotThere(Item::Dependency(id));
    let dependency = portfolio.dependencies.get_mut(&id).map(Arc::make_mut).ok_or(missing)?;
    match field.clone() {
        DependencyField::From(from) => dependency.from = from,
        DependencyField::To(to) => dependency.to = to,
        DependencyField::Kind(kind) => dependency.kind = kind,
        DependencyField::Lag(lag) => dependency.lag = lag,
        DependencyField::Reason(reason) => dependency.reason = reason,
        DependencyField::Turn => {
            (dependency.from, dependency.to) = (dependency.to, dependency.from);
        }
    }
    Ok(())
}

pub(super) fn place(
    portfolio: &mut Portfolio,
    places: &[(Item, Option<Pin>)],
) -> Result<(), Refusal> {
    for &(item, pin) in places {
        // The place of what is gone can be given back, and is gone then.
        let is_left_over = pin.is_none() && portfolio.pins.contains_key(&item);
        if !portfolio.has(item) && !is_left_over {
            return Err(Refusal::NotThere(item));
        }
        if !matches!(
            item,
            Item::Project(_) | Item::Change(_) | Item::Outcome(_) | Item::Measure(..)
        ) {
            return Err(Refusal::NoPlace(item));
        }
        match pin {
            Some(pin) => drop(portfolio.pins.insert(item, pin)),
            None => drop(portfolio.pins.remove(&item)),
        }
    }
    Ok(())
}
