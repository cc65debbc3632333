//! Plans without proof where there are too many ways to start: a few starts of each project, and a bound of a simpler problem.
//!
//! The bound asks only whether each project is funded: at its best value, taking the least that any way to fund it takes of each total, and the least of the people
//! and money of all periods together. Every plan keeps to that, so none is worth more than the best that does.

use std::collections::{BTreeMap, BTreeSet};

use super::limit::{Constraint, Limit};
use super::problem::{Problem, Rule};
use super::program::{Column, Effort, Program, Rough, Row, Solver, Ties};
use super::search::{Found, Search};
use super::trouble::Failure;
use super::wish::Wish;
use crate::jobs::Monitor;
use crate::model::{DependencyKind, Portfolio, ProjectId, Timing};

/// So many rounds of taking apart come before the bound, so that a plan stands early.
const FIRST_ROUNDS: u64 = 60;
/// The search for the bound looks at so many nodes.
const BOUND_NODES_MAX: u64 = 20;
/// After so many rounds without anything better it is enough.
const IDLE_ROUNDS_MAX: u64 = 5_000;

/// A good plan of a problem with few starts, with a bound that holds for all starts.
pub(super) fn good(
    portfolio: &Portfolio,
    problem: &Problem,
    known: &[super::plan::Plan],
    (effort, monitor): (&Effort<'_>, &Monitor),
    on_better: &mut dyn FnMut(&Found),
) -> Result<Found, Failure> {
    let search = Search::new(portfolio, problem, []);
    let known: Vec<Vec<bool>> = known.iter().map(|plan| problem.columns_of(plan)).collect();
    let holds = |plan: &&Vec<bool>| search.program().holds(plan);
    let best_known = known.iter().filter(holds).max_by_key(|plan| search.program().value_of(plan));
    let start = best_known.or_else(|| known.first()).cloned();
    let mut rough = Rough::begin(search.program(), start.as_deref());
    let mut bound: Option<i128> = None;
    let (mut round, mut idle) = (0_u64, 0_u64);
    let mut told = None;
    while let Some(rough) = &mut rough {
        if round == FIRST_ROUNDS {
            bound = Some(bound_of(portfolio, problem.wish, problem, (effort, monitor))?);
        }
        monitor.round(u32::try_from(round.div_euclid(10).min(999)).unwrap_or(999))?;
        idle = if rough.next() { 0 } else { idle + 1 };
        if idle == 0 || told.is_none() {
            told = Some(rough.best().to_vec());
            on_better(&search.taken(rough.best(), bound)?);
        }
        round += 1;
        if (effort.is_over)() || idle > IDLE_ROUNDS_MAX || round > effort.nodes_max {
            break;
        }
    }
    let bound = match bound {
        Some(bound) => bound,
        None => bound_of(portfolio, problem.wish, problem, (effort, monitor))?,
    };
    let best = rough.as_ref().map(|rough| rough.best().to_vec());
    search.taken(&best.or(start).unwrap_or_default(), Some(bound))
}

/// No plan is worth more than this, whenever projects start.
pub(super) fn bound_of(
    portfolio: &Portfolio,
    wish: Wish,
    few: &Problem,
    (effort, monitor): (&Effort<'_>, &Monitor),
) -> Result<i128, Failure> {
    let all = Problem::of_amounts(portfolio, wish)?;
    let program = Simpler::of(portfolio, few, &all).program();
    drop(all);
    let effort = Effort { nodes_max: BOUND_NODES_MAX, gap_permille: 0, ties: Ties::Any, ..*effort };
    let answer = Solver::new(program).solve(&effort, monitor, &mut |_| ())?;
    Ok(answer.bound)
}

/// The simpler problem: one column a project, then the bonuses.
struct Simpler<'a> {
    portfolio: &'a Portfolio,
    few: &'a Problem,
    all: &'a Problem,
    places: BTreeMap<ProjectId, usize>,
}

impl<'a> Simpler<'a> {
    fn of(portfolio: &'a Portfolio, few: &'a Problem, all: &'a Problem) -> Self {
        let places = few.ways.keys().enumerate().map(|(place, &id)| (id, place)).collect();
        Self { portfolio, few, all, places }
    }

    fn program(&self) -> Program {
        let best = |id: &ProjectId| {
            let worths = self.all.worths.get(self.all.ways_of(*id)).unwrap_or_default();
            worths.iter().map(|worth| worth.value).max().unwrap_or(0)
        };
        let columns = self.few.ways.keys().map(|id| Column { value: best(id), cost: 0 });
        let bonuses = self.few.bonuses.iter().map(|bonus| Column { value: bonus.value, cost: 0 });
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
        for rule in &self.few.rules {
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
    fn waits(&self, id: crate::model::DependencyId) -> Option<Row> {
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
            let place = match self.few.choices.get(column) {
                Some(choice) => self.places.get(&choice.project).copied(),
                None => Some(column - self.few.choices.len() + self.places.len()),
            };
            if let Some(place) = place {
                terms.insert(place, amount);
            }
        }
        Row { terms: terms.into_iter().collect(), most: rule.most }
    }
}
