//! What anything in a portfolio is called.

use super::words::dependency_phrase;
use crate::model::{Item, Portfolio, ProjectId};

/// What sort of thing it is: "project", "outcome".
pub fn item_noun(item: Item) -> &'static str {
    match item {
        Item::Project(_) => "project",
        Item::Change(_) => "change",
        Item::Outcome(_) => "outcome",
        Item::Measure(..) => "measure",
        Item::Contribution(..) => "contribution",
        Item::Dependency(_) => "dependency",
        Item::Group(_) => "group",
        Item::Role(_) => "role",
        Item::Budget(_) => "budget",
        Item::Milestone(..) => "milestone",
        Item::Risk(_) => "risk",
        Item::Stakeholder(_) => "stakeholder",
        Item::Scenario(_) => "scenario",
        Item::Judgment(_) => "judgment",
        Item::Framework(_) => "framework",
        Item::Cause(_) => "shared cause",
    }
}

/// `3 projects` where all are of one sort, else `3 things`.
pub fn items_count(items: impl ExactSizeIterator<Item = Item>) -> String {
    let count = items.len();
    let mut nouns = items.map(item_noun);
    let first = nouns.next().unwrap_or("thing");
    super::plural(count, if nouns.all(|noun| noun == first) { first } else { "thing" })
}

/// The name of it; for a link, the names of its ends; for what is not there, its id.
pub fn item_label(portfolio: &Portfolio, item: Item) -> String {
    named(portfolio, item).unwrap_or_else(|| missing(item))
}

fn named(portfolio: &Portfolio, item: Item) -> Option<String> {
    Some(match item {
        Item::Project(id) => portfolio.projects.get(&id)?.name.to_string(),
        Item::Change(id) => portfolio.changes.get(&id)?.name.to_string(),
        Item::Outcome(id) => portfolio.outcomes.get(&id)?.name.to_string(),
        Item::Measure(outcome, id) => {
            portfolio.outcomes.get(&outcome)?.measures.get(&id)?.name.to_string()
        }
        Item::Contribution(project, outcome) => {
            let outcome = item_label(portfolio, Item::Outcome(outcome));
            format!("{} → {outcome}", project_name(portfolio, project))
        }
        Item::Dependency(id) => {
            let dependency = portfolio.dependencies.get(&id)?;
            let phrase = dependency_phrase(dependency.kind);
            let (from, to) =
                (project_name(portfolio, dependency.from), project_name(portfolio, dependency.to));
            format!("{from} {phrase} {to}")
        }
        Item::Group(id) => portfolio.groups.get(&id)?.name.to_string(),
        Item::Role(id) => portfolio.roles.get(&id)?.name.to_string(),
        Item::Budget(id) => portfolio.budgets.get(&id)?.name.to_string(),
        Item::Milestone(project, id) => {
            portfolio.projects.get(&project)?.milestones.get(&id)?.name.to_string()
        }
        Item::Risk(id) => portfolio.risks.get(&id)?.name.to_string(),
        Item::Stakeholder(id) => portfolio.stakeholders.get(&id)?.name.to_string(),
        Item::Scenario(id) => portfolio.scenarios.get(&id)?.name.to_string(),
        Item::Judgment(id) => {
            let judgment = portfolio.judgments.get(&id)?;
            let outcome = |id| item_label(portfolio, Item::Outcome(id));
            format!("{} over {}", outcome(judgment.more), outcome(judgment.less))
        }
        Item::Framework(id) => portfolio.frameworks.get(&id)?.name.to_string(),
        Item::Cause(id) => portfolio.causes.get(&id)?.name.to_string(),
    })
}

fn project_name(portfolio: &Portfolio, id: ProjectId) -> String {
    item_label(portfolio, Item::Project(id))
}

fn missing(item: Item) -> String {
    let id = match item {
        Item::Project(id) => id.to_string(),
        Item::Change(id) => id.to_string(),
        Item::Outcome(id) => id.to_string(),
        Item::Measure(_, id) => id.to_string(),
        Item::Contribution(project, _) => project.to_string(),
        Item::Dependency(id) => id.to_string(),
        Item::Group(id) => id.to_string(),
        Item::Role(id) => id.to_string(),
        Item::Budget(id) => id.to_string(),
        Item::Milestone(_, id) => id.to_string(),
        Item::Risk(id) => id.to_string(),
        Item::Stakeholder(id) => id.to_string(),
        Item::Scenario(id) => id.to_string(),
        Item::Judgment(id) => id.to_string(),
        Item::Framework(id) => id.to_string(),
        Item::Cause(id) => id.to_string(),
    };
    format!("{} {id}", item_noun(item))
}
