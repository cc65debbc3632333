//! Several scenarios side by side, and the plan that does least badly in all of them.

use std::collections::BTreeMap;

use super::applied::applied;
use super::check::breaches;
use super::fund::{Funding, fund};
use super::plan::{Choice, Plan};
use super::present::plan_value;
use super::problem::Problem;
use super::program::{Column, Effort, Program, Row, Solver, State, Ties};
use super::search::Found;
use super::trouble::Failure;
use super::wish::{When, Wish};
use crate::analysis::scoring::Weights;
use crate::jobs::Monitor;
use crate::model::{FundingId, OutcomeId, Portfolio, ProjectId, RoleId, Scenario};

/// What a plan means.
#[derive(Debug, Clone, PartialEq)]
pub struct Effects {
    /// The net present value of the plan in minor units; nothing where nobody has given a discount rate.
    pub npv: Option<i128>,
    /// For each outcome its part of all weights and of the money that the plan spends, each 0 to 1.
    pub alignment: BTreeMap<OutcomeId, [f64; 2]>,
    /// How many people of each role are asked for at most in one period, in hundredths.
    pub people_hundredths: BTreeMap<RoleId, u64>,
}

/// The best plan of a scenario, with what it means.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// The portfolio as the scenario would have it.
    pub portfolio: Portfolio,
    /// Its best plan.
    pub funding: Funding,
    /// What its best plan means.
    pub effects: Effects,
}

/// The plan that does least badly in all scenarios.
#[derive(Debug, Clone, PartialEq)]
pub struct LeastBad {
    /// The plan, and what it loses in each scenario.
    pub regret: Regret,
    /// Whether no plan has a smaller worst loss.
    pub is_proved: bool,
    /// Its value and its cost in the first scenario.
    pub value_and_cost: (i128, i128),
    /// What it means in the first scenario.
    pub effects: Effects,
}

/// How much a plan falls behind the best of each scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regret {
    /// The plan.
    pub plan: Plan,
    /// For each scenario what is lost against its best plan; nothing where the plan cannot be done there.
    pub lost: Vec<Option<i128>>,
}

impl Regret {
    /// The worst loss; nothing where the plan cannot be done in some scenario.
    pub fn worst(&self) -> Option<i128> {
        self.lost.iter().copied().collect::<Option<Vec<_>>>()?.into_iter().max()
    }
}

/// Scenarios side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Each scenario as it was asked for; the base where none was named.
    pub compared: Vec<Compared>,
    /// The best plan of each scenario in all of them.
    pub regrets: Vec<Regret>,
    /// The plan whose worst loss is smallest; nothing where no plan can be done in all scenarios, or none was found.
    pub least_bad: Option<LeastBad>,
    /// Whether it is proved that no plan can be done in all scenarios.
    pub none_fits_all: bool,
}

/// So much of the search tree for a plan that can be done in all scenarios at all.
const COMMON_NODES_MAX: u64 = 2_000;
/// So much of the search tree for each scenario at the first look.
const QUICK_NODES_MAX: u64 = 12;

/// Compares scenarios; nothing in the list means the base.
pub fn compared(
    portfolio: &Portfolio,
    scenarios: &[Option<&Scenario>],
    wish: Wish,
    effort: &Effort<'_>,
    monitor: &Monitor,
) -> Result<Comparison, Failure> {
    let quick = Effort { nodes_max: effort.nodes_max.min(QUICK_NODES_MAX), ..*effort };
    let mut compared = Vec::new();
    for scenario in scenarios {
        let changed = match scenario {
            None => portfolio.clone(),
            Some(scenario) => applied(portfolio, scenario)?,
        };
        compared.push(one(changed, wish, &quick, monitor)?);
    }
    // With little effort first, so that no scenario looks bad only because the time was over when its turn came.
    for first in compared.iter_mut().filter(|first| !first.funding.found.is_best()) {
        if (effort.is_over)() {
            break;
        }
        improve(first, one(first.portfolio.clone(), wish, effort, monitor)?);
    }
    let regrets: Vec<Regret> =
        compared.iter().map(|one| regret(&compared, &one.funding.found.plan)).collect();
    let (least_bad, none_fits_all) = least_bad(&compared, &regrets, effort, monitor)?;
    let least_bad = least_bad.zip(compared.first()).map(|((regret, is_proved), first)| {
        let Compared { portfolio, funding, .. } = first;
        LeastBad {
            value_and_cost: funding.problem.sum_of(&regret.plan),
            effects: effects(portfolio, &funding.problem, &regret.plan),
            regret,
            is_proved,
        }
    });
    Ok(Comparison { compared, regrets, least_bad, none_fits_all })
}

/// Takes the second look, unless the first one found more.
fn improve(first: &mut Compared, second: Compared) {
    let (old, new) = (&first.funding.found, &second.funding.found);
    let bound = old.bound.min(new.bound);
    if old.is_plan() && !(new.is_plan() && new.value >= old.value) {
        first.funding.found.bound = bound;
    } else {
        *first = second;
        if first.funding.found.is_plan() {
            first.funding.found.bound = bound;
        }
    }
}

fn one(
    portfolio: Portfolio,
    wish: Wish,
    effort: &Effort<'_>,
    monitor: &Monitor,
) -> Result<Compared, Failure> {
    let funding = fund(&portfolio, wish, effort, monitor, &mut |_| ())?;
    let effects = effects(&portfolio, &funding.problem, &funding.found.plan);
    Ok(Compared { portfolio, funding, effects })
}

fn effects(portfolio: &Portfolio, problem: &Problem, plan: &Plan) -> Effects {
    Effects {
        npv: plan_value(portfolio, plan),
        alignment: alignment(portfolio, problem, plan),
        people_hundredths: people(portfolio, plan),
    }
}

/// What each outcome weighs against what the plan spends on it: the cost of a project is shared out by the points it brings to each outcome.
fn alignment(
    portfolio: &Portfolio,
    problem: &Problem,
    plan: &Plan,
) -> BTreeMap<OutcomeId, [f64; 2]> {
    let Some(weights) = Weights::of(portfolio) else { return BTreeMap::new() };
    let mut rows: BTreeMap<OutcomeId, [f64; 2]> =
        weights.iter().map(|(id, weight)| (id, [weight, 0.0])).collect();
    let (_, cost) = problem.sum_of(plan);
    let total = super::amount::ratio(cost.max(1), 1);
    for (choice, worth) in problem.choices.iter().zip(&problem.worths) {
        let project = portfolio.projects.get(&choice.project);
        let is_funded = plan.funded.get(&choice.project) == Some(&choice.funded);
        let Some(project) = project.filter(|_| is_funded) else { continue };
        let score = crate::analysis::scoring::weighted_score(portfolio, &weights, project);
        for part in score.parts.iter().filter(|_| score.points > 0.0) {
            if let Some([_, spent]) = rows.get_mut(&part.outcome) {
                let cost = super::amount::ratio(worth.cost.into(), 1);
                *spent += cost * part.points / score.points / total;
            }
        }
    }
    rows
}

fn people(portfolio: &Portfolio, plan: &Plan) -> BTreeMap<RoleId, u64> {
    let mut asked: BTreeMap<(RoleId, i32), u64> = BTreeMap::new();
    for (id, funded) in &plan.funded {
        let Some(project) = portfolio.projects.get(id) else { continue };
        let share = super::lines::share_of(project, funded.funding, |funding| funding.work);
        for (&role, demand) in &project.demands {
            for (period, fte) in (funded.start..).zip(demand) {
                let hundredths = super::amount::people_part(fte.hundredths(), share);
                *asked.entry((role, period)).or_default() += u64::try_from(hundredths).unwrap_or(0);
            }
        }
    }
    let mut most: BTreeMap<RoleId, u64> = BTreeMap::new();
    for ((role, _), hundredths) in asked {
        let entry = most.entry(role).or_default();
        *entry = (*entry).max(hundredths);
    }
    most
}

/// What one thing in two scenarios is told by: where starts are not chosen, each scenario has its own.
type Key = (ProjectId, Option<i32>, Option<FundingId>);

fn key(choice: &Choice, when: When) -> Key {
    let start = (when == When::Chosen).then_some(choice.funded.start);
    (choice.project, start, choice.funded.funding)
}

/// The plan as a scenario would do it; nothing where the scenario has no such way.
fn translated(problem: &Problem, plan: &Plan) -> Option<Plan> {
    let when = problem.wish.when;
    let ways: BTreeMap<Key, Choice> =
        problem.choices.iter().map(|choice| (key(choice, when), *choice)).collect();
    let wanted = plan.funded.iter().map(|(&project, &funded)| Choice { project, funded });
    wanted.map(|choice| ways.get(&key(&choice, when)).copied()).collect()
}

fn regret(compared: &[Compared], plan: &Plan) -> Regret {
    let lost = compared.iter().map(|one| {
        let theirs = translated(&one.funding.problem, plan)?;
        let is_allowed = breaches(&one.portfolio, &one.funding.problem.wish, &theirs).is_empty();
        let best = &one.funding.found;
        (is_allowed && best.is_plan()).then(|| best.value - one.funding.problem.sum_of(&theirs).0)
    });
    Regret { plan: plan.clone(), lost: lost.collect() }
}

/// The plan with the smallest worst loss, by one program over all scenarios: what is done is the same in each, and the loss is a whole number in
/// binary digits that is to be as small as possible. And whether it is proved that there is none.
fn least_bad(
    compared: &[Compared],
    regrets: &[Regret],
    effort: &Effort<'_>,
    monitor: &Monitor,
) -> Result<(Option<(Regret, bool)>, bool), Failure> {
    let is_impossible = |one: &Compared| one.funding.found.state == State::Infeasible;
    let Some(joint) = Joint::of(compared) else {
        return Ok((None, compared.iter().any(is_impossible)));
    };
    let mut solver = Solver::new(joint.program.clone());
    let known = regrets.iter().filter_map(|regret| Some((regret.worst()?, regret)));
    for (worst, regret) in known {
        solver.suggest(&joint.columns_of(&regret.plan, worst));
    }
    let effort = Effort { ties: Ties::Any, ..*effort };
    // Whether anything can be done in all scenarios is easier to say than what loses least.
    let common_effort = Effort { nodes_max: effort.nodes_max.min(COMMON_NODES_MAX), ..effort };
    let common = Solver::new(joint.common(compared)).solve(&common_effort, monitor, &mut |_| ())?;
    if common.state == State::Infeasible {
        return Ok((None, true));
    }
    let common = common.is_plan().then(|| regret(compared, &joint.plan_of(&common.chosen)));
    if let Some((worst, regret)) = common.as_ref().and_then(|one| Some((one.worst()?, one))) {
        solver.suggest(&joint.columns_of(&regret.plan, worst));
    }
    let answer = solver.solve(&effort, monitor, &mut |_| ())?;
    let best = answer.is_plan().then(|| regret(compared, &joint.plan_of(&answer.chosen)));
    // The solver may stop early; a best plan of one scenario may then still be the better one.
    let all = best.into_iter().chain(common).chain(regrets.iter().cloned());
    let least = all.filter_map(|regret| Some((regret.worst()?, regret)));
    let least = least.min_by_key(|(worst, _)| *worst);
    let is_proved =
        answer.state == State::Optimal && compared.iter().all(|one| is_best(&one.funding.found));
    // Any loss can be told by the digits, so what no solution has, no plan has.
    let none_fits_all = least.is_none() && answer.state == State::Infeasible;
    Ok((least.map(|(_, regret)| (regret, is_proved)), none_fits_all))
}

fn is_best(found: &Found) -> bool {
    found.is_best()
}

/// All scenarios as one program.
struct Joint {
    program: Program,
    /// The ways that all scenarios have, as the first scenario has them.
    ways: BTreeMap<Key, (usize, Choice)>,
    when: When,
    first_digit: usize,
    bonuses: Vec<(usize, Vec<ProjectId>)>,
}

impl Joint {
    fn of(compared: &[Compared]) -> Option<Self> {
        let first = &compared.first()?.funding.problem;
        if !compared.iter().all(|one| one.funding.found.is_plan()) {
            return None;
        }
        let when = first.wish.when;
        let mut ways = BTreeMap::new();
        for choice in &first.choices {
            let key = key(choice, when);
            let is_everywhere = compared.iter().all(|one| {
                one.funding.problem.choices.iter().any(|way| self::key(way, when) == key)
            });
            if is_everywhere {
                ways.insert(key, (ways.len(), *choice));
            }
        }
        let mut columns = vec![Column { value: 0, cost: 0 }; ways.len()];
        let mut joint =
            Self { program: Program::default(), ways, when, first_digit: 0, bonuses: Vec::new() };
        let mut rows = Vec::new();
        let mut losses = Vec::new();
        for one in compared {
            losses.push(joint.put_scenario(one, &mut columns, &mut rows));
        }
        joint.first_digit = columns.len();
        let most = compared.iter().map(most_lost).max().unwrap_or(0);
        for digit in 0..digits(most) {
            columns.push(Column { value: -(1 << digit), cost: 0 });
        }
        for mut row in losses {
            let worth = (joint.first_digit..columns.len()).zip(0..);
            row.terms
                .extend(worth.map(|(column, digit): (usize, u32)| (column, -(1_i64 << digit))));
            rows.push(row);
        }
        joint.program = Program { columns, rows };
        Some(joint)
    }

    /// Adds the rules of one scenario, and gives the row that says what is lost in it, still without the loss itself.
    fn put_scenario(
        &mut self,
        one: &Compared,
        columns: &mut Vec<Column>,
        rows: &mut Vec<Row>,
    ) -> Row {
        let problem = &one.funding.problem;
        let mut places: Vec<Option<usize>> = problem
            .choices
            .iter()
            .map(|choice| self.ways.get(&key(choice, self.when)).map(|(place, _)| *place))
            .collect();
        for bonus in &problem.bonuses {
            places.push(Some(columns.len()));
            self.bonuses.push((columns.len(), bonus.projects.clone()));
            columns.push(Column { value: 0, cost: 0 });
        }
        let place = |column: usize| places.get(column).copied().flatten();
        for rule in &problem.rules {
            let terms = rule.terms.iter();
            let terms = terms.filter_map(|&(column, amount)| Some((place(column)?, amount)));
            rows.push(Row { terms: terms.collect(), most: rule.most });
        }
        let values = super::search::columns(problem).into_iter().enumerate();
        let terms = values.filter_map(|(column, worth)| Some((place(column)?, -worth.value)));
        let best = i64::try_from(-one.funding.found.value).unwrap_or(i64::MIN);
        Row { terms: terms.collect(), most: best }
    }

    /// What can be done in all scenarios, without a word on what is lost: the highest sum of what it is worth in each.
    fn common(&self, compared: &[Compared]) -> Program {
        let mut program = self.program.clone();
        program.rows.truncate(program.rows.len().saturating_sub(compared.len()));
        program.columns.truncate(self.first_digit);
        for one in compared {
            let problem = &one.funding.problem;
            for (choice, worth) in problem.choices.iter().zip(&problem.worths) {
                let place = self.ways.get(&key(choice, self.when)).map(|(place, _)| *place);
                if let Some(column) = place.and_then(|place| program.columns.get_mut(place)) {
                    column.value = column.value.saturating_add(worth.value);
                }
            }
        }
        program
    }

    fn columns_of(&self, plan: &Plan, loss: i128) -> Vec<bool> {
        let mut chosen = vec![false; self.program.columns.len()];
        let mut take = |place: usize| {
            if let Some(taken) = chosen.get_mut(place) {
                *taken = true;
            }
        };
        for (&project, &funded) in &plan.funded {
            if let Some((place, _)) = self.ways.get(&key(&Choice { project, funded }, self.when)) {
                take(*place);
            }
        }
        for (place, projects) in &self.bonuses {
            if projects.iter().all(|id| plan.has(*id)) {
                take(*place);
            }
        }
        let count = self.program.columns.len() - self.first_digit;
        for (digit, place) in (0..count).zip(self.first_digit..) {
            if loss >> digit & 1 == 1 {
                take(place);
            }
        }
        chosen
    }

    fn plan_of(&self, chosen: &[bool]) -> Plan {
        let ways = self.ways.values();
        let taken = ways.filter(|(place, _)| chosen.get(*place) == Some(&true));
        taken.map(|(_, choice)| *choice).collect()
    }
}

/// No plan loses more than this against the best of the scenario.
fn most_lost(one: &Compared) -> i128 {
    let losses = super::search::columns(&one.funding.problem).into_iter();
    let losses: i128 = losses.map(|column| i128::from(column.value).min(0).abs()).sum();
    one.funding.found.value.abs() + losses
}

/// How many binary digits a number has.
fn digits(number: i128) -> u32 {
    (i128::BITS - number.leading_zeros()).min(61)
}
