//! Which projects can be funded, in which ways.

use std::collections::{BTreeMap, BTreeSet};

use super::{Gap, Outside, Problem, Rate, Rule};
use crate::analysis::optimise::limit::Limit;
use crate::analysis::optimise::lines::is_costed;
use crate::analysis::optimise::plan::{Choice, Funded, Plan};
use crate::analysis::optimise::trouble::Trouble;
use crate::analysis::optimise::wish::{When, Wish};
use crate::analysis::schedule::Starts;
use crate::model::{Force, Portfolio, Project, ProjectId};

/// A problem with its choices, and the rules that forbid some of them; nothing is worth anything yet.
///
/// Of each project at most `starts_max` starts are there: that in the plan that is kept, the earliest, and others that differ from project to project.
pub(super) fn problem(
    portfolio: &Portfolio,
    wish: Wish,
    outside: Outside,
    few: Few<'_>,
) -> Result<Problem, Trouble> {
    let mut problem = Problem {
        wish,
        choices: Vec::new(),
        worths: Vec::new(),
        ways: BTreeMap::new(),
        bonuses: Vec::new(),
        rules: Vec::new(),
        score_rate: Rate::NONE,
        not_judged: BTreeMap::new(),
    };
    let starts = Starts::earliest(portfolio);
    let mut open_count = 0_usize;
    for (&id, project) in portfolio.projects.iter().filter(|(_, project)| project.is_open()) {
        open_count += 1;
        let is_costed = is_costed(project);
        if !is_costed {
            problem.not_judged.insert(id, BTreeSet::from([Gap::Cost]));
        }
        let may_be_funded = is_costed || is_forced_in(portfolio, id);
        let earliest = starts.of(id);
        let allowed = allowed_starts(portfolio, project, earliest, wish.when);
        let tried = match outside {
            Outside::LeftOut if may_be_funded => allowed.clone(),
            Outside::LeftOut => Vec::new(),
            Outside::Forbidden => all_starts(portfolio, earliest, wish.when),
        };
        let tried = few.of(id, &tried, open_count);
        let first = problem.choices.len();
        put_choices(&mut problem, id, project, &tried);
        let ways = first..problem.choices.len();
        if problem.choices.len() > few.choices_max {
            let (_, all) = starts_max(portfolio, wish, 0);
            return Err(Trouble::TooManyStarts { choice_count: all.max(problem.choices.len()) });
        }
        if outside == Outside::Forbidden {
            let is_out = |way: &usize| {
                problem.choices.get(*way).is_some_and(|way| !allowed.contains(&way.funded.start))
            };
            let out: Vec<_> = ways.clone().filter(is_out).map(|way| (way, 1)).collect();
            forbid(&mut problem, Limit::Window(id), out);
            if !may_be_funded {
                forbid(
                    &mut problem,
                    Limit::Uncosted(id),
                    ways.clone().map(|way| (way, 1)).collect(),
                );
            }
        }
        if ways.len() > 1 {
            let terms = ways.clone().map(|way| (way, 1)).collect();
            problem.rules.push(Rule { limit: Limit::OneWay(id), terms, most: 1 });
        }
        if !ways.is_empty() {
            problem.ways.insert(id, ways);
        }
    }
    if open_count == 0 { Err(Trouble::NothingOpen) } else { Ok(problem) }
}

/// How many starts are looked at.
#[derive(Clone, Copy)]
pub(super) struct Few<'a> {
    /// Of each project.
    pub(super) starts_max: usize,
    /// Of all together, with the ways to fund them in part: more are refused.
    pub(super) choices_max: usize,
    /// What is in this plan is among them.
    pub(super) kept: Option<&'a Plan>,
}

impl Few<'_> {
    /// Of starts in order the kept one, the first, and others at equal distances, beginning elsewhere for each project, so that all periods are met by some.
    fn of(&self, project: ProjectId, starts: &[i32], number: usize) -> Vec<i32> {
        if starts.len() <= self.starts_max {
            return starts.to_vec();
        }
        let kept = self.kept.and_then(|plan| plan.funded.get(&project)).map(|funded| funded.start);
        let step = starts.len().div_euclid(self.starts_max.max(1)).max(1);
        let others = (0..self.starts_max).map(|at| (number + at * step) % starts.len());
        let others = others.filter_map(|place| starts.get(place).copied());
        let first = kept.is_none().then(|| starts.first().copied()).flatten();
        let mut some: Vec<i32> = Vec::new();
        for start in kept.into_iter().chain(first).chain(others) {
            if some.len() < self.starts_max && !some.contains(&start) && starts.contains(&start) {
                some.push(start);
            }
        }
        some.sort_unstable();
        some
    }
}

/// The most starts of each project with which there are at most so many ways in all, 0 where one of each is too many already; and how many ways there are with all.
pub(super) fn starts_max(portfolio: &Portfolio, wish: Wish, choices_max: usize) -> (usize, usize) {
    let earliest = Starts::earliest(portfolio);
    let open = portfolio.projects.iter().filter(|(_, project)| project.is_open());
    let ways: Vec<(usize, usize)> = open
        .map(|(&id, project)| {
            let starts = allowed_starts(portfolio, project, earliest.of(id), wish.when);
            (starts.len(), project.fundings.len() + 1)
        })
        .collect();
    let all = |most: usize| -> usize {
        ways.iter().map(|(starts, parts)| (*starts).min(most).saturating_mul(*parts)).sum()
    };
    let longest = ways.iter().map(|(starts, _)| *starts).max().unwrap_or(0);
    let most =
        (1..=longest.max(1)).take_while(|most| all(*most) <= choices_max).last().unwrap_or(0);
    (most, all(longest))
}

fn forbid(problem: &mut Problem, limit: Limit, terms: Vec<(usize, i64)>) {
    if !terms.is_empty() {
        problem.rules.push(Rule { limit, terms, most: 0 });
    }
}

fn is_forced_in(portfolio: &Portfolio, id: ProjectId) -> bool {
    portfolio.forced.get(&id).is_some_and(|forced| forced.force == Force::In)
}

fn put_choices(problem: &mut Problem, id: ProjectId, project: &Project, starts: &[i32]) {
    for &start in starts {
        let parts = project.fundings.keys().map(|&funding| Some(funding));
        let ways = std::iter::once(None).chain(parts);
        problem
            .choices
            .extend(ways.map(|funding| Choice { project: id, funded: Funded { start, funding } }));
    }
}

/// Every start that there is to try, whatever windows say.
fn all_starts(portfolio: &Portfolio, earliest: i32, when: When) -> Vec<i32> {
    match when {
        When::Chosen => (0..i32::from(portfolio.calendar.horizon())).collect(),
        When::Earliest => vec![earliest],
    }
}

/// The starts that the window allows, no earlier than what the project waits for can be finished, and so that it is over within the horizon; only what
/// cannot be over by then, if it starts as soon as it may, may be over later.
pub(super) fn allowed_starts(
    portfolio: &Portfolio,
    project: &Project,
    earliest: i32,
    when: When,
) -> Vec<i32> {
    let calendar = portfolio.calendar;
    let window = &project.window;
    let mut latest = i32::from(calendar.horizon()) - 1;
    if let (None, Some(month)) = (window.fixed_start, window.latest_start) {
        latest = latest.min(calendar.period_of(month));
    }
    // The month after the last one is the first in which it must be over.
    if let Some(Ok(after)) = window.finish_by.map(|month| month.plus(1)) {
        latest = latest.min(calendar.period_of(after) - i32::from(project.duration.unwrap_or(1)));
    }
    // Beyond the horizon nobody counts money or people: what is put off there would seem to need none.
    let duration = i32::from(project.duration.unwrap_or(1));
    latest = latest.min(earliest.max(i32::from(calendar.horizon()) - duration));
    let is_free = window.fixed_start.is_none() && when == When::Chosen;
    (earliest..=if is_free { latest } else { latest.min(earliest) }).collect()
}
