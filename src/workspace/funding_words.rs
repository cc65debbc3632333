//! What limits a plan, what it is worth, and why there is none, in words: the same in window and terminal.

use crate::analysis::optimise::robust::Judgment;
use crate::analysis::optimise::{CHOICES_MAX, Constraint, Failure, Limit, Objective, Trouble};
use crate::model::{Force, Money, OutcomeId, Portfolio, ProjectId};
use crate::wording::{count, decimal, dependency_phrase, fte, group_rule, money, period, points};

/// What a project is called; its id where it is not there.
pub fn project_name(portfolio: &Portfolio, id: ProjectId) -> String {
    let record = portfolio.projects.get(&id);
    record.map_or_else(|| id.to_string(), |project| project.name.to_string())
}

/// A limit as people speak of it: `the budget “Change budget”`, `“Hen” requires “Egg”`.
pub fn constraint_words(portfolio: &Portfolio, constraint: Constraint) -> String {
    let project = |id: &ProjectId| format!("“{}”", project_name(portfolio, *id));
    match constraint {
        Constraint::Spend => "the money asked for".to_owned(),
        Constraint::Budget(id) => match portfolio.budgets.get(&id) {
            Some(budget) => format!("the total of “{}”", budget.name),
            None => id.to_string(),
        },
        Constraint::BudgetPeriods(id) => match portfolio.budgets.get(&id) {
            Some(budget) => format!("what “{}” allows in each period", budget.name),
            None => id.to_string(),
        },
        Constraint::Role(id) => match portfolio.roles.get(&id) {
            Some(role) => format!("the people of “{}”", role.name),
            None => id.to_string(),
        },
        Constraint::Dependency(id) => match portfolio.dependencies.get(&id) {
            Some(dependency) => format!(
                "{} {} {}",
                project(&dependency.from),
                dependency_phrase(dependency.kind),
                project(&dependency.to)
            ),
            None => id.to_string(),
        },
        Constraint::Group(id) => match portfolio.groups.get(&id) {
            Some(group) => format!("{} of “{}”", group_rule(group.rule), group.name),
            None => id.to_string(),
        },
        Constraint::Forced(Force::In, id) => format!("{} is forced in", project(&id)),
        Constraint::Forced(Force::Out, id) => format!("{} is forced out", project(&id)),
        Constraint::Window(id) => format!("when {} may start and must be over", project(&id)),
        Constraint::Uncosted(id) => format!("nobody has said what {} costs", project(&id)),
    }
}

/// A limit with its period, where it has one.
pub fn limit_words(portfolio: &Portfolio, limit: Limit) -> String {
    match (limit, limit.constraint()) {
        (Limit::BudgetIn(id, at), _) => {
            let name = portfolio.budgets.get(&id).map(|budget| budget.name.to_string());
            let when = period(at.into(), portfolio.calendar);
            format!("“{}” in {when}", name.unwrap_or_else(|| id.to_string()))
        }
        (Limit::Role(id, at), _) => {
            let name = portfolio.roles.get(&id).map(|role| role.name.to_string());
            let when = period(at.into(), portfolio.calendar);
            format!("the people of “{}” in {when}", name.unwrap_or_else(|| id.to_string()))
        }
        (_, Some(constraint)) => constraint_words(portfolio, constraint),
        (Limit::OneWay(id), None) => {
            format!("“{}” is funded in one way", project_name(portfolio, id))
        }
        (_, None) => "a bonus for two projects".to_owned(),
    }
}

/// A judgment that would settle something, as a question: `Does “Growth” weigh more than “Order”?`
pub fn judgment_words(portfolio: &Portfolio, judgment: Judgment) -> String {
    let project = |id: ProjectId| project_name(portfolio, id);
    let outcome = |id: OutcomeId| {
        let record = portfolio.outcomes.get(&id);
        record.map_or_else(|| id.to_string(), |outcome| outcome.name.to_string())
    };
    match judgment {
        Judgment::Heavier(one, other) => {
            format!("Does “{}” weigh more than “{}”?", outcome(one), outcome(other))
        }
        Judgment::Weight(id, middle) => {
            format!(
                "Does “{}” weigh more than {} % of all?",
                outcome(id),
                decimal(middle * 100.0, 0)
            )
        }
        Judgment::Rating(id, served, middle) => format!(
            "Does “{}” serve “{}” by more than {} points?",
            project(id),
            outcome(served),
            points(middle)
        ),
        Judgment::Cost(id) => {
            format!("Are the costs of “{}” in the upper half of their range?", project(id))
        }
    }
}

/// An amount of what a limit counts: money, or people.
pub fn amount_words(portfolio: &Portfolio, limit: Limit, amount: i128) -> String {
    if let Limit::Role(..) = limit {
        let people = u32::try_from(amount).ok().and_then(crate::model::Fte::from_hundredths);
        return people.map_or_else(|| amount.to_string(), fte);
    }
    money(to_money(amount), portfolio.currency)
}

fn to_money(minor: i128) -> Money {
    crate::model::MoneySum { minor }.to_money()
}

/// What a plan is worth: points, money, or thousandths of all there is.
#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "a figure that is shown with one decimal"
)]
pub fn worth_words(portfolio: &Portfolio, objective: Objective, value: i128) -> String {
    match objective {
        Objective::Score => format!("{} points", points(value as f64 / 1e6)),
        Objective::Npv => money(to_money(value), portfolio.currency),
        Objective::Blend { .. } => format!("{} of 100", points(value as f64 / 1e7)),
    }
}

/// Why there is no answer, and what to do about it.
pub fn failure_sentence(portfolio: &Portfolio, failure: Failure) -> String {
    match failure {
        Failure::Trouble(trouble) => trouble_sentence(portfolio, trouble),
        Failure::Cancelled => "The calculation was stopped.".to_owned(),
        Failure::Unsound(limit) => format!(
            "The calculation came to a plan that does not keep to {}. This is a mistake in Portolan; the plan is not shown.",
            limit_words(portfolio, limit)
        ),
        Failure::WrongSum => {
            "The calculation came to a sum that is not that of its plan. This is a mistake in Portolan; the plan is not shown."
                .to_owned()
        }
    }
}

fn trouble_sentence(portfolio: &Portfolio, trouble: Trouble) -> String {
    match trouble {
        Trouble::NothingOpen => {
            "There is nothing to decide: no project in this portfolio is open. Add a project, or set one back from done or cancelled.".to_owned()
        }
        Trouble::NothingWeighs => {
            "No outcome weighs anything, so no plan is better than another. Give at least one outcome without parts a weight.".to_owned()
        }
        Trouble::NoWeights => {
            "The ranges of the weights leave no weights that make up the whole. Widen a range of an outcome, or move it nearer to the weight.".to_owned()
        }
        Trouble::NoDiscountRate => {
            "Nobody has said by how much money loses its worth in a year. Give the portfolio a discount rate, or ask for the score.".to_owned()
        }
        Trouble::TooMuch(limit) => format!(
            "The amounts of {} add up to more than can be calculated with. Look for an amount with too many digits.",
            limit_words(portfolio, limit)
        ),
        Trouble::TooMuchValue => {
            "The values of all projects add up to more than can be calculated with. Look for an amount with too many digits.".to_owned()
        }
        Trouble::TooMuchCost(id) => format!(
            "The scenario makes a cost of “{}” larger than can be held. Lower the factor.",
            project_name(portfolio, id)
        ),
        Trouble::CostFactor(id) => format!(
            "The scenario multiplies the costs of “{}” by a number that is not from 0 to 1 000 000. Correct the factor.",
            project_name(portfolio, id)
        ),
        Trouble::TooManyStarts { choice_count } => format!(
            "There are {} ways to fund the projects, counting each start and part; at most {} can be looked at. Let each project start as soon as it may, shorten the horizon, or narrow the windows.",
            count(choice_count),
            count(CHOICES_MAX)
        ),
    }
}
