//! Plans without proof where there are too many ways to start: a few starts of each project, and a bound of a simpler problem.
//!
//! The bound asks only whether each project is funded: at its best value, taking the least that any way to fund it takes of each total, and the least of the people
//! and money of all periods together. Every plan keeps to that, so none is worth more than the best that does.

use std::collections::{BTreeMap, BTreeSet};

use super::amount::ratio;
use super::limit::{Constraint, Limit};
use super::plan::Plan;
use super::problem::{Problem, Rule};
use super::program::{Column, Effort, Program, Rough, Row, Solver, Ties};
use super::search::{Found, Search};
use super::trouble::{Failure, Trouble};
use super::waterline::{Cut, down};
use super::wish::{Objective, Wish};
use crate::jobs::Monitor;
use crate::model::{DependencyId, DependencyKind, Portfolio, ProjectId, Timing};

/// The search for the bound looks at so many nodes.
const BOUND_NODES_MAX: u64 = 20;
/// After so many rounds without anything better it is enough, and one more for so many columns.
const IDLE_ROUNDS_LEAST: u64 = 100;
const COLUMNS_A_ROUND: usize = 10;

/// A good plan of a problem with few starts, with a bound that holds for all starts.
pub(super) fn good(
    portfolio: &Portfolio,
    problem: &Problem,
    known: &[Plan],
    (effort, monitor): (&Effort<'_>, &Monitor),
    on_better: &mut dyn FnMut(&Found),
) -> Result<Found, Failure> {
    let search = Search::new(portfolio, problem, []);
    let program = search.program();
    let (bound, wanted) = bound_of(portfolio, problem.wish, (effort, monitor))?;
    let line = |wanted| down(portfolio, problem, Cut::Skip, ranking(problem, wanted)).plan;
    let lines = [line(&wanted), line(&BTreeSet::new())];
    let known = known.iter().chain(&lines).map(|plan| problem.columns_of(plan));
    let start = known.filter(|plan| program.holds(plan)).max_by_key(|plan| program.value_of(plan));
    let mut rough = Rough::begin(program, start.as_deref());
    let mut idle = 0;
    let more = program.columns.len().div_euclid(COLUMNS_A_ROUND);
    let idle_max = IDLE_ROUNDS_LEAST + u64::try_from(more).unwrap_or(u64::MAX);
    let mut is_told = false;
    for round in 0..effort.nodes_max {
        let Some(rough) = &mut rough else { break };
        monitor.round(u32::try_from(round.div_euclid(10).min(999)).unwrap_or(999))?;
        idle = if rough.go_on() { 0 } else { idle + 1 };
        if idle == 0 || !is_told {
            is_told = true;
            on_better(&search.taken(rough.best(), bound)?);
        }
        if (effort.is_over)() || idle > idle_max {
            break;
        }
    }
    let best = rough.as_ref().map(|rough| rough.best().to_vec());
    search.taken(&best.or(start).unwrap_or_default(), bound)
}

/// The problem with so few starts of each project that there are at most so many ways in all; a plan that was made with all starts is within it. Refused where one start of each is
/// too many already, where there are more than [`super::WAYS_MAX`] ways in all, and for a blend, whose rates hang on what all ways could bring.
pub fn problem_with_few_starts(
    portfolio: &Portfolio,
    wish: Wish,
    choices_max: usize,
) -> Result<Problem, Trouble> {
    let all = Problem::with_many_ways(portfolio, wish)?;
    if matches!(wish.objective, Objective::Blend { .. }) {
        return Err(Trouble::TooManyStarts { choice_count: all.choices.len() });
    }
    let line = down(portfolio, &all, Cut::Skip, ranking(&all, &BTreeSet::new()));
    drop(all);
    Problem::with_few_starts(portfolio, wish, choices_max, &line.plan)
}

/// What no plan is worth more than, whenever projects start; and the projects that the simpler problem would fund.
fn bound_of(
    portfolio: &Portfolio,
    wish: Wish,
    (effort, monitor): (&Effort<'_>, &Monitor),
) -> Result<(i128, BTreeSet<ProjectId>), Failure> {
    let all = Problem::with_many_ways(portfolio, wish)?;
    let program = Simpler::of(portfolio, &all).program();
    let ids: Vec<ProjectId> = all.ways.keys().copied().collect();
    drop(all);
    let effort = Effort { nodes_max: BOUND_NODES_MAX, gap_permille: 0, ties: Ties::Any, ..*effort };
    let answer = Solver::new(program).solve(&effort, monitor, &mut |_| ())?;
    let wanted = ids.into_iter().zip(&answer.chosen).filter(|(_, is_taken)| **is_taken);
    Ok((answer.bound, wanted.map(|(id, _)| id).collect()))
}

/// What is wanted first, then the others; each by what it brings for what it costs.
fn ranking(problem: &Problem, wanted: &BTreeSet<ProjectId>) -> Vec<ProjectId> {
    let key = |id: &ProjectId| {
        let worth = problem.worths.get(problem.ways_of(*id).start).copied().unwrap_or_default();
        let rate = ratio(worth.value.into(), i128::from(worth.cost).max(1));
        (wanted.contains(id), rate)
    };
    let mut ranking: Vec<_> = problem.ways.keys().map(|id| (key(id), *id)).collect();
    ranking.sort_by(|((one, rate), _), ((other, other_rate), _)| {
        other.cmp(one).then(other_rate.total_cmp(rate))
    });
    ranking.into_iter().map(|(_, id)| id).collect()
}

/// The simpler problem: one column a project, then the bonuses.
struct Simpler<'a> {
    portfolio: &'a Portfolio,
    all: &'a Problem,
    places: BTreeMap<ProjectId, usize>,
}

impl<'a> Simpler<'a> {
    fn of(portfolio: &'a Portfolio, all: &'a Problem) -> Self {
        let places = all.ways.keys().enumerate().map(|(place, &id)| (id, place)).collect();
        Self { portfolio, all, places }
    }

    fn program(&self) -> Program {
        let best = |id: &ProjectId| {
            let worths = self.all.worths.get(self.all.ways_of(*id)).unwrap_or_default();
            worths.iter().map(|worth| worth.value).max().unwrap_or(0)
        };
        let columns = self.all.ways.keys().map(|id| Column { value: best(id), cost: 0 });
        let bonuses = self.all.bonuses.iter().map(|bonus| Column { value: bonus.value, cost: 0 });
        let columns = columns.chain(bonuses).collect();
        Program { columns, rows: self.amounts().into_iter().chain(self.links()).collect() }
    }

    /// Each total, and the periods of each budget and role together.
    fn amounts(&self) -> Vec<Row> {
        let mut families: BTreeMap<(Option<Constraint>, bool), Vec<&Rule>> = BTreeMap::new();
        for rule in self.all.rules.iter().filter(|rule| rule.limit.is_amount()) {
            let is_total = matches!(rule.limit, Limit::Spend | Limit::Budget(_));
            families.entry((rule.limit.constraint(), is_total)).or_default().push(rule);
        }
        families.into_values().filter_map(|rules| self.together(&rules)).collect()
    }

    /// The rules summed up, each project with the least that any way to fund it takes; nothing where that is more than can be calculated with.
    fn together(&self, rules: &[&Rule]) -> Option<Row> {
        let mut uses = vec![0_i128; self.all.choices.len()];
        for (way, amount) in rules.iter().flat_map(|rule| &rule.terms) {
            if let Some(uses) = uses.get_mut(*way) {
                *uses += i128::from(*amount);
            }
        }
        let most: i128 = rules.iter().map(|rule| i128::from(rule.most)).sum();
        let least = |id: &ProjectId| uses.get(self.all.ways_of(*id))?.iter().min().copied();
        let terms = self.places.iter().filter_map(|(id, place)| Some((*place, least(id)?)));
        let terms = terms.map(|(place, uses)| Some((place, i64::try_from(uses).ok()?)));
        Some(Row { terms: terms.collect::<Option<_>>()?, most: i64::try_from(most).ok()? })
    }

    /// What projects have to do with each other, whenever they start.
    fn links(&self) -> Vec<Row> {
        let mut waiting = BTreeSet::new();
        let mut rows = Vec::new();
        for rule in &self.all.rules {
            match rule.limit {
                limit if limit.is_amount() => {}
                Limit::OneWay(_) => {}
                Limit::Requires(id) if self.waits(id).is_some() => {
                    if waiting.insert(id) {
                        rows.extend(self.waits(id));
                    }
                }
                _ => rows.push(self.by_project(rule)),
            }
        }
        rows
    }

    /// What waits for another project is funded only with it.
    fn waits(&self, id: DependencyId) -> Option<Row> {
        let dependency = self.portfolio.dependencies.get(&id)?;
        let is_waiting =
            dependency.kind == DependencyKind::Requires { timing: Timing::FinishToStart };
        let from = self.places.get(&dependency.from).filter(|_| is_waiting)?;
        let needed = self.places.get(&dependency.to).map(|place| (*place, -1));
        Some(Row { terms: [(*from, 1)].into_iter().chain(needed).collect(), most: 0 })
    }

    /// A rule that treats all ways to fund a project alike.
    fn by_project(&self, rule: &Rule) -> Row {
        let mut terms = BTreeMap::new();
        for &(column, amount) in &rule.terms {
            let place = match self.all.choices.get(column) {
                Some(choice) => self.places.get(&choice.project).copied(),
                None => Some(column - self.all.choices.len() + self.places.len()),
            };
            if let Some(place) = place {
                terms.insert(place, amount);
            }
        }
        Row { terms: terms.into_iter().collect(), most: rule.most }
    }
}
