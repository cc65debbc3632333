//! What is to be decided, as plain data: the ways to fund each project, what each is worth, and every limit by its name.

mod choices;
mod links;
mod money;
mod worth;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub use worth::Rate;
pub(super) use worth::millionths_of_points;

use super::limit::Limit;
use super::plan::{Choice, Plan};
use super::trouble::{CHOICES_MAX, Trouble, WAYS_MAX};
use super::wish::Wish;
use crate::model::{DependencyId, Portfolio, ProjectId};
use choices::Few;

/// What is not known of a project, so that it cannot be judged in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// What it costs: it is not funded unless it is forced in, and then costs nothing that is known.
    Cost,
    /// How it serves any outcome that weighs something: it brings nothing that is known, and is funded only for the sake of others.
    Score,
    /// What it brings in money: only its costs count in its net present value.
    Benefit,
}

/// What a way to fund a project brings and takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Worth {
    /// What it adds to the value of the plan, in the units of [`super::Objective`].
    pub value: i64,
    /// What it costs over the horizon, most likely, in minor units.
    pub cost: i64,
    /// The same if it started as soon as it may: putting off is no saving where plans are compared.
    pub cost_at_once: i64,
}

/// What two projects add when both are funded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bonus {
    /// The dependency that says so.
    pub dependency: DependencyId,
    /// Those of the two that are not delivered already.
    pub projects: Vec<ProjectId>,
    /// What they add, in the units of the objective.
    pub value: i64,
}

/// A limit in figures: `Σ coefficient · column ≤ most`. Columns are the choices by number, then the bonuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// What it is.
    pub limit: Limit,
    /// Each column with its coefficient, in order; none is 0.
    pub terms: Vec<(usize, i64)>,
    /// The most the sum may come to.
    pub most: i64,
}

/// Whether windows and missing costs can be looked at as limits of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outside {
    /// Ways to fund a project that its window does not allow are left out.
    LeftOut,
    /// They are there, and a rule forbids them: so that one can ask what it would be without that rule.
    Forbidden,
}

/// What is to be decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// What was asked for.
    pub wish: Wish,
    /// The ways to fund projects: by project, then start, the whole project before its parts.
    pub choices: Vec<Choice>,
    /// What each is worth.
    pub worths: Vec<Worth>,
    /// Which of the choices are ways to fund this project; projects that cannot be funded at all have none.
    pub ways: BTreeMap<ProjectId, Range<usize>>,
    /// The bonuses of what enables each other.
    pub bonuses: Vec<Bonus>,
    /// All limits.
    pub rules: Vec<Rule>,
    /// At which rate points of score count in the values.
    pub score_rate: Rate,
    /// The open projects of which something is missing.
    pub not_judged: BTreeMap<ProjectId, BTreeSet<Gap>>,
}

impl Problem {
    /// The problem of a portfolio; for a scenario, of what [`super::applied()`] makes of it.
    pub fn of(portfolio: &Portfolio, wish: Wish, outside: Outside) -> Result<Self, Trouble> {
        let few = Few { starts_max: usize::MAX, choices_max: CHOICES_MAX, kept: None };
        Self::with_rules(portfolio, wish, outside, few)
    }

    /// The problem with all starts, where there are more ways than plans with proof are looked for.
    pub(super) fn with_many_ways(portfolio: &Portfolio, wish: Wish) -> Result<Self, Trouble> {
        let few = Few { starts_max: usize::MAX, choices_max: WAYS_MAX, kept: None };
        Self::with_rules(portfolio, wish, Outside::LeftOut, few)
    }

    /// The problem with so few starts of each project that there are at most so many ways in all, those of a plan among them. Its plans are plans of the whole problem, but there
    /// are others. Refused where one start of each is too many already.
    pub(super) fn with_few_starts(
        portfolio: &Portfolio,
        wish: Wish,
        choices_max: usize,
        kept: &Plan,
    ) -> Result<Self, Trouble> {
        let (starts_max, choice_count) = choices::starts_max(portfolio, wish, choices_max);
        if starts_max == 0 {
            return Err(Trouble::TooManyStarts { choice_count });
        }
        let few = Few { starts_max, choices_max, kept: Some(kept) };
        Self::with_rules(portfolio, wish, Outside::LeftOut, few)
    }

    fn with_rules(
        portfolio: &Portfolio,
        wish: Wish,
        outside: Outside,
        few: Few<'_>,
    ) -> Result<Self, Trouble> {
        let mut problem = choices::problem(portfolio, wish, outside, few)?;
        worth::put_worths(portfolio, &mut problem)?;
        money::put_rules(portfolio, &mut problem)?;
        links::put_rules(portfolio, &mut problem, outside);
        Ok(problem)
    }

    /// How many columns there are: choices and bonuses.
    pub fn column_count(&self) -> usize {
        self.choices.len() + self.bonuses.len()
    }

    /// The columns of a project; none where it cannot be funded.
    pub fn ways_of(&self, project: ProjectId) -> Range<usize> {
        self.ways.get(&project).cloned().unwrap_or(0..0)
    }

    /// The plan that a choice of columns means.
    pub fn plan_of(&self, chosen: &[bool]) -> Plan {
        let taken = self.choices.iter().zip(chosen).filter(|(_, is_chosen)| **is_chosen);
        taken.map(|(choice, _)| *choice).collect()
    }

    /// The columns of a plan, with every bonus that it earns; ways that this problem does not have are left out.
    pub fn columns_of(&self, plan: &Plan) -> Vec<bool> {
        let is_taken = |choice: &Choice| plan.funded.get(&choice.project) == Some(&choice.funded);
        let choices = self.choices.iter().map(is_taken);
        let bonuses =
            self.bonuses.iter().map(|bonus| bonus.projects.iter().all(|id| plan.has(*id)));
        choices.chain(bonuses).collect()
    }

    /// What a plan is worth and costs by this problem's own figures.
    pub fn sum_of(&self, plan: &Plan) -> (i128, i128) {
        let mut sum = (0, 0);
        for (chosen, worth) in self.columns_of(plan).into_iter().zip(&self.worths) {
            if chosen {
                sum = (sum.0 + i128::from(worth.value), sum.1 + i128::from(worth.cost));
            }
        }
        for bonus in &self.bonuses {
            if bonus.projects.iter().all(|id| plan.has(*id)) {
                sum.0 += i128::from(bonus.value);
            }
        }
        sum
    }
}
