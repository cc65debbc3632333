//! Every plan of a small portfolio, by trying: read from the portfolio itself, knowing nothing of programs, columns or rows.

#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::double_ended_iterator_last,
    clippy::excessive_nesting,
    clippy::too_many_arguments,
    reason = "plain code that can be read against the rules; its figures are small"
)]

use std::collections::{BTreeMap, BTreeSet};

use portolan::analysis::optimise::{Constraint, Funded, Plan, When, Wish};
use portolan::analysis::schedule::Starts;
use portolan::model::{
    Budget, DependencyKind, Force, GroupRule, Pool, Portfolio, Project, ProjectId, Stage, Timing,
};

use super::made::PERIODS;

/// A plan with all that is known of it.
#[derive(Debug, Clone)]
pub(crate) struct Tried {
    pub(crate) plan: Plan,
    /// In millionths of a point, of each outcome at a weight of one, and bonuses.
    pub(crate) value: i128,
    pub(crate) cost: i128,
    pub(crate) cost_at_once: i128,
    /// What it does not keep to, with by how much at most.
    pub(crate) broken: BTreeMap<Constraint, i128>,
    /// What is taken, way by way, for the last rule of equals.
    ways: Vec<bool>,
}

impl Tried {
    /// Whether it keeps to all but some.
    pub(crate) fn holds_without(&self, waived: &BTreeSet<Constraint>) -> bool {
        self.broken.keys().all(|constraint| waived.contains(constraint))
    }

    pub(crate) fn holds(&self) -> bool {
        self.broken.is_empty()
    }
}

/// Which ways are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ways {
    /// Those that windows allow.
    Allowed,
    /// All.
    All,
}

/// One way to fund a project, flat.
struct Way {
    funded: Funded,
    value: i128,
    cost: i128,
    cost_at_once: i128,
    is_allowed: bool,
    is_costed: bool,
}

/// The best of some plans: the highest value, then the lowest cost, then the earliest ways.
pub(crate) fn best<'a>(plans: impl Iterator<Item = &'a Tried>) -> Option<&'a Tried> {
    plans.max_by(|one, other| {
        let key = |tried: &Tried| (tried.value, -tried.cost_at_once);
        key(one).cmp(&key(other)).then_with(|| one.ways.cmp(&other.ways))
    })
}

/// Every plan there is.
pub(crate) fn all(portfolio: &Portfolio, wish: &Wish, which: Ways) -> Vec<Tried> {
    let open: Vec<(ProjectId, &Project)> = portfolio
        .projects
        .iter()
        .filter(|(_, project)| project.is_open())
        .map(|(&id, project)| (id, &**project))
        .collect();
    let starts = Starts::earliest(portfolio);
    let ways: Vec<Vec<Way>> = open
        .iter()
        .map(|&(id, project)| ways(portfolio, wish, id, project, starts.of(id), which))
        .collect();
    let mut picked = vec![None; open.len()];
    let mut tried = Vec::new();
    loop {
        tried.push(judged(portfolio, wish, &open, &ways, &picked));
        // Counts on, like a clock.
        let mut place = 0;
        loop {
            let Some(digit) = picked.get_mut(place) else { return tried };
            let next = digit.map_or(0, |way| way + 1);
            if next < ways[place].len() {
                *digit = Some(next);
                break;
            }
            *digit = None;
            place += 1;
        }
    }
}

fn ways(
    portfolio: &Portfolio,
    wish: &Wish,
    id: ProjectId,
    project: &Project,
    earliest: i32,
    which: Ways,
) -> Vec<Way> {
    let is_in = portfolio.forced.get(&id).is_some_and(|forced| forced.force == Force::In);
    let is_costed = !project.costs.is_empty() || is_in;
    let starts: Vec<i32> =
        if wish.when == When::Chosen { (0..PERIODS).collect() } else { vec![earliest] };
    let parts: Vec<_> =
        std::iter::once(None).chain(project.fundings.keys().copied().map(Some)).collect();
    let mut ways = Vec::new();
    let mut first_start = None;
    for start in starts {
        let duration = i32::from(project.duration.unwrap_or(1));
        let is_put_off = start > earliest && start + duration > PERIODS;
        let is_allowed =
            start >= earliest && !is_put_off && is_in_window(portfolio, project, start);
        if which == Ways::Allowed && !(is_allowed && is_costed) {
            continue;
        }
        let at_once = *first_start.get_or_insert(start);
        for &funding in &parts {
            let funded = Funded { start, funding };
            let (cost, _) = spent(project, funded, &Pool::All);
            let (cost_at_once, _) = spent(project, Funded { start: at_once, funding }, &Pool::All);
            let value = share(project, funding, |part| part.value, score(portfolio, project));
            ways.push(Way { funded, value, cost, cost_at_once, is_allowed, is_costed });
        }
    }
    ways
}

fn is_in_window(portfolio: &Portfolio, project: &Project, start: i32) -> bool {
    let calendar = portfolio.calendar;
    let window = &project.window;
    let opens = window.earliest_start.map_or(0, |month| calendar.period_of(month));
    let closes = window.latest_start.map_or(99, |month| calendar.period_of(month));
    let fits = match window.fixed_start {
        Some(month) => start == calendar.period_of(month),
        None => opens <= start && start <= closes,
    };
    let last = start + i32::from(project.duration.unwrap_or(1)) - 1;
    let is_over = window.finish_by.is_none_or(|month| {
        // The last month of the last period.
        calendar.month_of(last).unwrap().plus(2).unwrap() <= month
    });
    fits && is_over && start < PERIODS
}

/// Hundredths of a percent of a number, rounded to the nearest, halves up.
fn share(
    project: &Project,
    funding: Option<portolan::model::FundingId>,
    field: impl Fn(&portolan::model::Funding) -> portolan::model::Percent,
    whole: i128,
) -> i128 {
    let percent = funding.map_or(100.0, |funding| field(&project.fundings[&funding]).percent());
    let percent = percent.round() as i128;
    (whole * percent + 50).div_euclid(100)
}

/// The score in millionths of a point.
fn score(portfolio: &Portfolio, project: &Project) -> i128 {
    let sum: f64 = portfolio.outcomes.values().map(|outcome| outcome.weight.value()).sum();
    let mut points = 0.0;
    for (outcome, contribution) in &project.contributions {
        let level = contribution.level.and_then(|level| portfolio.ladder.share_of(level));
        points += 100.0 * portfolio.outcomes[outcome].weight.value() / sum * level.unwrap_or(0.0);
    }
    (points * 1e6).round() as i128
}

/// What a way takes out of a pool: in all, and in each period.
fn spent(project: &Project, funded: Funded, pool: &Pool) -> (i128, [i128; 3]) {
    let (mut total, mut by_period) = (0, [0; 3]);
    for line in project.costs.values() {
        let is_paid = match pool {
            Pool::All => true,
            Pool::Kind(kind) => *kind == line.kind,
            Pool::Named(name) => line.pool.as_ref() == Some(name),
        };
        let amount =
            share(project, funded.funding, |part| part.cost, line.amount.likely().minor.into());
        let first = funded.start + i32::from(line.first);
        let end = line.periods.map_or(PERIODS, |periods| first + i32::from(periods));
        for period in (first..end).filter(|_| is_paid) {
            total += amount;
            if let Some(sum) = usize::try_from(period).ok().and_then(|at| by_period.get_mut(at)) {
                *sum += amount;
            }
        }
    }
    (total, by_period)
}

fn judged(
    portfolio: &Portfolio,
    wish: &Wish,
    open: &[(ProjectId, &Project)],
    ways: &[Vec<Way>],
    picked: &[Option<usize>],
) -> Tried {
    let mut tried = Tried {
        plan: Plan::default(),
        value: 0,
        cost: 0,
        cost_at_once: 0,
        broken: BTreeMap::new(),
        ways: Vec::new(),
    };
    for ((&(id, _), ways), picked) in open.iter().zip(ways).zip(picked) {
        tried.ways.extend((0..ways.len()).map(|way| Some(way) == *picked));
        let Some(way) = picked.map(|way| &ways[way]) else { continue };
        tried.plan.funded.insert(id, way.funded);
        tried.value += way.value;
        tried.cost += way.cost;
        tried.cost_at_once += way.cost_at_once;
        if !way.is_allowed {
            tried.broken.insert(Constraint::Window(id), 1);
        }
        if !way.is_costed {
            tried.broken.insert(Constraint::Uncosted(id), 1);
        }
    }
    let mut judge = Judge { portfolio, tried };
    judge.money(wish);
    judge.people();
    judge.links();
    judge.tried
}

struct Judge<'a> {
    portfolio: &'a Portfolio,
    tried: Tried,
}

impl Judge<'_> {
    fn over(&mut self, constraint: Constraint, over: i128) {
        if over > 0 {
            let worst = self.tried.broken.entry(constraint).or_insert(over);
            *worst = over.max(*worst);
        }
    }

    fn sums(&self, pool: &Pool) -> (i128, [i128; 3]) {
        let (mut total, mut by_period) = (0, [0; 3]);
        for (id, &funded) in &self.tried.plan.funded {
            let (all, each) = spent(&self.portfolio.projects[id], funded, pool);
            total += all;
            for (sum, amount) in by_period.iter_mut().zip(each) {
                *sum += amount;
            }
        }
        (total, by_period)
    }

    fn money(&mut self, wish: &Wish) {
        if let Some(most) = wish.budget {
            self.over(Constraint::Spend, self.tried.cost - i128::from(most.minor));
        }
        let budgets: Vec<_> = self.portfolio.budgets.iter().collect();
        for (&id, budget) in budgets {
            let Budget { pool, total, per_period, .. } = &**budget;
            let (sum, by_period) = self.sums(pool);
            let is_replaced = wish.budget.is_some() && *pool == Pool::All;
            if let (Some(most), false) = (total, is_replaced) {
                self.over(Constraint::Budget(id), sum - i128::from(most.minor));
            }
            for (period, sum) in (0..).zip(by_period) {
                let month = self.portfolio.calendar.month_of(period).unwrap();
                let most = per_period.iter().filter(|(from, _)| **from <= month).last();
                if let Some((_, most)) = most {
                    self.over(Constraint::BudgetPeriods(id), sum - i128::from(most.minor));
                }
            }
        }
    }

    fn people(&mut self) {
        for (&id, role) in &self.portfolio.roles {
            let Some(most) = role.capacity.values().next() else { continue };
            let mut asked = [0; 3];
            for (project, funded) in &self.tried.plan.funded {
                let project = &self.portfolio.projects[project];
                for (period, fte) in
                    (funded.start..).zip(project.demands.get(&id).into_iter().flatten())
                {
                    let percent =
                        funded.funding.map_or(100.0, |part| project.fundings[&part].work.percent());
                    let hundredths = (i128::from(fte.hundredths()) * (percent.round() as i128)
                        + 99)
                        .div_euclid(100);
                    if let Some(sum) = usize::try_from(period).ok().and_then(|at| asked.get_mut(at))
                    {
                        *sum += hundredths;
                    }
                }
            }
            for sum in asked {
                self.over(Constraint::Role(id), sum - i128::from(most.hundredths()));
            }
        }
    }

    fn is_done(&self, id: ProjectId) -> bool {
        match self.portfolio.projects[&id].stage {
            Stage::Done => true,
            Stage::Cancelled => false,
            _ => self.tried.plan.has(id),
        }
    }

    fn links(&mut self) {
        for (&id, dependency) in &self.portfolio.dependencies {
            let (from, to) = (dependency.from, dependency.to);
            let (has_from, has_to) = (self.is_done(from), self.is_done(to));
            let start = |id: ProjectId| self.tried.plan.funded.get(&id).map(|funded| funded.start);
            let is_kept = from == to
                || match dependency.kind {
                    DependencyKind::Requires { timing } => {
                        let is_late = timing == Timing::FinishToStart
                            && start(from).zip(start(to)).is_some_and(|(waiting, needed)| {
                                let duration = self.portfolio.projects[&to].duration.unwrap_or(1);
                                waiting < needed + i32::from(duration) + i32::from(dependency.lag)
                            });
                        !has_from || (has_to && !is_late)
                    }
                    DependencyKind::Together => has_from == has_to,
                    DependencyKind::Excludes => !(has_from && has_to),
                    DependencyKind::Enables { synergy } => {
                        let is_choice = [from, to].iter().any(|id| self.tried.plan.has(*id));
                        if has_from && has_to && is_choice {
                            self.tried.value += (synergy.unwrap().points() * 1e6).round() as i128;
                        }
                        true
                    }
                };
            self.over(Constraint::Dependency(id), i128::from(!is_kept));
        }
        for (&id, group) in &self.portfolio.groups {
            let count = group.members.iter().filter(|id| self.is_done(**id)).count();
            let is_kept = match group.rule {
                GroupRule::AtLeast(least) => count >= least.into(),
                GroupRule::AtMost(most) => count <= most.into(),
                GroupRule::Exactly(exactly) => count == usize::from(exactly),
            };
            self.over(Constraint::Group(id), i128::from(!is_kept));
        }
        for (&id, forced) in &self.portfolio.forced {
            if self.portfolio.projects[&id].is_open() {
                let is_kept = self.tried.plan.has(id) == (forced.force == Force::In);
                self.over(Constraint::Forced(forced.force, id), i128::from(!is_kept));
            }
        }
    }
}

/// The value of a plan in points, under the weights of the portfolio as they are.
pub(crate) fn value_of(portfolio: &Portfolio, plan: &Plan) -> f64 {
    let mut points = 0.0;
    for (id, funded) in &plan.funded {
        let project = &portfolio.projects[id];
        let part = funded.funding.map_or(1.0, |part| project.fundings[&part].value.share());
        for (outcome, contribution) in &project.contributions {
            let level = contribution.level.and_then(|level| portfolio.ladder.share_of(level));
            let weight = portfolio.outcomes[outcome].weight.value();
            points += 100.0 * weight * level.unwrap_or(0.0) * part;
        }
    }
    for dependency in portfolio.dependencies.values() {
        let DependencyKind::Enables { synergy: Some(synergy) } = dependency.kind else { continue };
        let ends = [dependency.from, dependency.to];
        let is_there =
            |id: &ProjectId| plan.has(*id) || portfolio.projects[id].stage == Stage::Done;
        let is_choice = dependency.from != dependency.to && ends.iter().any(|id| plan.has(*id));
        if is_choice && ends.iter().all(is_there) {
            points += synergy.points();
        }
    }
    points
}
