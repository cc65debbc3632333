//! Everything that chance moves in a choice of projects, made ready for drawing.

use std::collections::BTreeMap;

use super::quantile::Quantile;
use super::simulate::{Assumptions, Input, RisksTaken};
use crate::analysis::finance::{
    Choice, Doubt, Origin, Rate, Side, Stream, Terms, price_factors, streams,
};
use crate::analysis::schedule::Waits;
use crate::model::{
    Budget, BudgetId, CostKind, Impact, Pool, Portfolio, Project, ProjectId, Risk, RiskId,
};

/// The longest horizon there is, and so the longest that anything can be late.
const SLIP_MAX: usize = 600;

/// What is drawn, in the order in which it is drawn.
#[derive(Debug, Clone, Default)]
pub(super) struct World {
    /// How many shared causes there are.
    pub(super) cause_count: usize,
    pub(super) risks: Vec<RiskModel>,
    /// Each after those it waits for.
    pub(super) projects: Vec<ProjectModel>,
    pub(super) budgets: Vec<BudgetModel>,
    /// Everything that is in doubt, in the order of drawing.
    pub(super) inputs: Vec<Input>,
    /// What costs come to if everything is as likely and nothing happens.
    pub(super) likely_cost: f64,
    /// Projects whose causes were stronger together than one error can be.
    pub(super) squeezed: Vec<ProjectId>,
    /// Risks without a probability, or that threaten no project: they cannot be drawn.
    pub(super) risks_left_out: Vec<RiskId>,
}

/// An uncertain event.
#[derive(Debug, Clone)]
pub(super) struct RiskModel {
    pub(super) input: usize,
    pub(super) probability: f64,
    /// What it costs where it happens.
    pub(super) loss: f64,
    /// The same as a distribution, where it is in doubt.
    pub(super) quantile: Option<Quantile>,
    /// How many periods it delays each project that it threatens.
    pub(super) delay: u16,
    /// Which share of the money each project of the choice bears, by its place in [`World::projects`].
    pub(super) shares: Vec<(usize, f64)>,
}

/// A project.
#[derive(Debug, Clone)]
pub(super) struct ProjectModel {
    pub(super) id: ProjectId,
    /// By place: how late that project may be before this one is late as well.
    pub(super) waits: Vec<(usize, u16)>,
    /// Whether it can be late in any future.
    pub(super) is_slipping: bool,
    pub(super) lines: Vec<LineModel>,
    /// The risks that cost it money, each with its share.
    pub(super) risks: Vec<(usize, f64)>,
    /// The budgets that count money lost to a risk.
    pub(super) loss_budgets: Vec<usize>,
    /// What money lost to a risk comes to if the project starts so many periods late, undiscounted and today.
    pub(super) loss: Vec<Weight>,
}

/// What one unit of an amount comes to over the horizon.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Weight {
    /// Undiscounted.
    pub(super) times: f64,
    /// Discounted.
    pub(super) present: f64,
}

/// A stream of money.
#[derive(Debug, Clone)]
pub(super) struct LineModel {
    /// Its place among the inputs, where it is in doubt.
    pub(super) input: Option<usize>,
    pub(super) is_cost: bool,
    pub(super) waits: bool,
    /// The amount, where it is known.
    pub(super) amount: f64,
    pub(super) quantile: Option<Quantile>,
    /// How strongly each cause moves it.
    pub(super) loads: Vec<(usize, f64)>,
    /// How strongly it moves by itself: the squares of all loads and of this are 1 together.
    pub(super) own: f64,
    /// By how many periods it is late.
    pub(super) weights: Vec<Weight>,
    /// The budgets that count it.
    pub(super) budgets: Vec<usize>,
}

/// A limit on money over the horizon.
#[derive(Debug, Clone)]
pub(super) struct BudgetModel {
    pub(super) id: BudgetId,
    pub(super) limit: f64,
    /// Whether it counts the money that risks cost: those that limit all costs, or one-off expenses.
    pub(super) counts_risks: bool,
}

impl World {
    pub(super) fn of(portfolio: &Portfolio, choice: &Choice, assumptions: Assumptions) -> Self {
        let waits = Waits::of(portfolio);
        let chosen =
            |id: &&ProjectId| choice.contains_key(id) && portfolio.projects.contains_key(id);
        let ids: Vec<ProjectId> = waits.sequence.iter().filter(chosen).copied().collect();
        let places: BTreeMap<ProjectId, usize> = ids.iter().copied().zip(0..).collect();
        let mut world = Self { cause_count: portfolio.causes.len(), ..Self::default() };
        world.budgets =
            portfolio.budgets.iter().filter_map(|(&id, it)| budget(portfolio, id, it)).collect();
        if assumptions.risks != RisksTaken::None {
            world.add_risks(portfolio, &places, assumptions.risks);
        }
        let mut late: Vec<usize> = Vec::new();
        for &id in &ids {
            let (Some(project), Some(&terms)) = (portfolio.projects.get(&id), choice.get(&id))
            else {
                continue;
            };
            let needed = needed(portfolio, choice, &places, (id, project, terms), &waits);
            let start = needed
                .iter()
                .map(|&(place, slack)| {
                    late.get(place).map_or(0, |late| late.saturating_sub(usize::from(slack)))
                })
                .max();
            let start = start.unwrap_or(0).min(SLIP_MAX);
            let place = places.get(&id).copied().unwrap_or(0);
            let delays =
                world.risks.iter().filter(|risk| risk.shares.iter().any(|(it, _)| *it == place));
            let own: usize = delays.map(|risk| usize::from(risk.delay)).sum();
            let most = (start + own).min(SLIP_MAX);
            late.push(most);
            let model =
                world.project(portfolio, (id, project, terms), needed, (most, assumptions.rate));
            world.projects.push(model);
        }
        world
    }

    fn add_risks(
        &mut self,
        portfolio: &Portfolio,
        places: &BTreeMap<ProjectId, usize>,
        taken: RisksTaken,
    ) {
        for (&id, risk) in &portfolio.risks {
            let impact = impact(risk, taken);
            // A certain event is no risk, and an impossible one does not matter; both are drawn all the same.
            let Some(probability) = impact.probability.filter(|_| !risk.threatens.is_empty())
            else {
                self.risks_left_out.push(id);
                continue;
            };
            // Of several projects each bears the same part of the money, whether all of them are in the choice or not.
            let share = risk.threatens.iter().fold(0.0, |count, _| count + 1.0);
            let shares: Vec<(usize, f64)> = risk
                .threatens
                .iter()
                .filter_map(|id| Some((*places.get(id)?, 1.0 / share)))
                .collect();
            if shares.is_empty() {
                continue;
            }
            let doubt = impact.money.map(|money| Doubt::of(money, None));
            let input = self.inputs.len();
            self.inputs.push(Input::Risk(id));
            self.risks.push(RiskModel {
                input,
                probability: probability.share(),
                loss: doubt.map_or(0.0, Doubt::mean),
                quantile: doubt.and_then(Quantile::of),
                delay: impact.delay.unwrap_or(0),
                shares,
            });
        }
    }

    fn project(
        &mut self,
        portfolio: &Portfolio,
        (id, project, terms): (ProjectId, &Project, Terms),
        waits: Vec<(usize, u16)>,
        (late_most, rate): (usize, Rate),
    ) -> ProjectModel {
        let late_by =
            |late: usize| Terms { start: terms.start + i32::try_from(late).unwrap_or(0), ..terms };
        let by_slip: Vec<Vec<Stream>> =
            (0..=late_most).map(|late| streams(portfolio, id, late_by(late))).collect();
        let years = years(portfolio);
        let (loads, own) = self.loads(portfolio, id);
        let mut lines = Vec::new();
        for (number, stream) in by_slip.first().into_iter().flatten().enumerate() {
            let weights = by_slip
                .iter()
                .filter_map(|streams| streams.get(number))
                .map(|it| weight(&it.by_period, &years, rate));
            let line = LineModel {
                weights: weights.collect(),
                ..self.line(portfolio, stream, (&loads, own))
            };
            if line.is_cost {
                self.likely_cost += stream.amount.likely().minor_f64()
                    * line.weights.first().map_or(0.0, |it| it.times);
            }
            lines.push(line);
        }
        let place = self.projects.len();
        let numbered = self.risks.iter().enumerate();
        let risks = numbered.filter_map(|(number, risk)| {
            risk.shares.iter().find(|(it, _)| *it == place).map(|&(_, share)| (number, share))
        });
        ProjectModel {
            id,
            waits,
            is_slipping: late_most > 0,
            lines,
            risks: risks.collect(),
            loss_budgets: self
                .budgets
                .iter()
                .enumerate()
                .filter(|(_, it)| it.counts_risks)
                .map(|(number, _)| number)
                .collect(),
            loss: (0..=late_most)
                .map(|late| loss(portfolio, project, late_by(late), (&years, rate)))
                .collect(),
        }
    }

    fn line(
        &mut self,
        portfolio: &Portfolio,
        stream: &Stream,
        (loads, own): (&[(usize, f64)], f64),
    ) -> LineModel {
        let doubt = stream.doubt();
        let quantile = Quantile::of(doubt);
        let input = quantile.is_some().then_some(self.inputs.len());
        if input.is_some() {
            self.inputs.push(Input::Stream(stream.project, stream.origin));
        }
        let is_cost = matches!(stream.side, Side::Cost { .. });
        // What goes badly costs more and brings less.
        let sign = if is_cost { 1.0 } else { -1.0 };
        LineModel {
            input,
            is_cost,
            waits: stream.waits,
            amount: doubt.mean(),
            quantile,
            loads: loads.iter().map(|&(cause, load)| (cause, sign * load)).collect(),
            own,
            weights: Vec::new(),
            budgets: self.budgets_of(portfolio, stream),
        }
    }

    fn budgets_of(&self, portfolio: &Portfolio, stream: &Stream) -> Vec<usize> {
        let counts = |(number, model): (usize, &BudgetModel)| {
            let budget = portfolio.budgets.get(&model.id)?;
            counts(&budget.pool, stream).then_some(number)
        };
        self.budgets.iter().enumerate().filter_map(counts).collect()
    }

    /// How strongly each cause moves the figures of a project, and how strongly they move by themselves.
    ///
    /// A cause with the correlation ρ moves each member with √ρ, so that two members have ρ in common. Where the causes of one project
    /// come to more than 1, each is scaled down by the same factor: nothing can be moved by more than all of its error.
    fn loads(&mut self, portfolio: &Portfolio, project: ProjectId) -> (Vec<(usize, f64)>, f64) {
        let of = portfolio
            .causes
            .values()
            .enumerate()
            .filter(|(_, cause)| cause.members.contains(&project));
        let shares: Vec<(usize, f64)> =
            of.map(|(number, cause)| (number, cause.correlation.share())).collect();
        let all: f64 = shares.iter().map(|(_, share)| share).sum();
        if all > 1.0 {
            self.squeezed.push(project);
        }
        let squeeze = if all > 1.0 { 1.0 / all } else { 1.0 };
        let loads =
            shares.iter().map(|&(cause, share)| (cause, (share * squeeze).sqrt())).collect();
        (loads, (1.0 - all * squeeze).max(0.0).sqrt())
    }
}

/// Which figures of a risk are taken.
fn impact(risk: &Risk, taken: RisksTaken) -> Impact {
    if taken == RisksTaken::AsTheyAre || risk.response.is_none() {
        return risk.impact;
    }
    let (now, left) = (risk.impact, risk.residual);
    Impact {
        probability: left.probability.or(now.probability),
        money: left.money.or(now.money),
        delay: left.delay.or(now.delay),
    }
}

/// What a project waits for in the choice, by place, and how late that may be without harm: the gap between its end and this start.
fn needed(
    portfolio: &Portfolio,
    choice: &Choice,
    places: &BTreeMap<ProjectId, usize>,
    (id, project, terms): (ProjectId, &Project, Terms),
    waits: &Waits,
) -> Vec<(usize, u16)> {
    if project.window.fixed_start.is_some() {
        return Vec::new();
    }
    let one = |&(needed, lag): &(ProjectId, i32)| {
        let record = portfolio.projects.get(&needed).filter(|record| record.is_open())?;
        let end = choice.get(&needed)?.start + i32::from(record.duration.unwrap_or(1)) + lag;
        let place = *places.get(&needed)?;
        // Where a circle was broken, the one that stands later does not push the earlier.
        let is_before = places.get(&id).is_some_and(|own| place < *own);
        is_before.then(|| (place, u16::try_from((terms.start - end).max(0)).unwrap_or(u16::MAX)))
    };
    waits.needed_by(id).iter().filter_map(one).collect()
}

fn years(portfolio: &Portfolio) -> Vec<f64> {
    let per_year = f64::from(portfolio.calendar.length().periods_per_year());
    (0..portfolio.calendar.horizon()).map(|period| f64::from(period) / per_year).collect()
}

fn weight(by_period: &[f64], years: &[f64], rate: Rate) -> Weight {
    let present = by_period.iter().zip(years).map(|(times, &years)| times * rate.factor(years));
    Weight { times: by_period.iter().sum(), present: present.sum() }
}

/// Money lost to a risk falls in the last period of the project's own work, or in the last of the horizon where that is later.
fn loss(
    portfolio: &Portfolio,
    project: &Project,
    terms: Terms,
    (years, rate): (&[f64], Rate),
) -> Weight {
    let last = terms.start + i32::from(project.duration.unwrap_or(1)) - 1;
    let horizon = i32::from(portfolio.calendar.horizon());
    if terms.start >= horizon {
        return Weight::default();
    }
    let period = usize::try_from(last.clamp(0, horizon - 1)).unwrap_or(0);
    let price = price_factors(portfolio).get(period).copied().unwrap_or(1.0);
    let years = years.get(period).copied().unwrap_or(0.0);
    Weight { times: price, present: price * rate.factor(years) }
}

/// The limit of a budget over the horizon: its total, or what its periods allow together where that is less or all there is.
fn budget(portfolio: &Portfolio, id: BudgetId, budget: &Budget) -> Option<BudgetModel> {
    let in_period = |period: i32| {
        let month = portfolio.calendar.month_of(period)?;
        budget.per_period.range(..=month).next_back().map(|(_, limit)| limit.minor_f64())
    };
    let periods = 0..i32::from(portfolio.calendar.horizon());
    let by_period: Option<f64> = periods.map(in_period).sum();
    let total = budget.total.map(crate::model::Money::minor_f64);
    let limit = match (total, by_period) {
        (Some(total), Some(sum)) => Some(total.min(sum)),
        (one, other) => one.or(other),
    };
    let counts_risks = matches!(budget.pool, Pool::All | Pool::Kind(CostKind::Opex));
    limit.map(|limit| BudgetModel { id, limit, counts_risks })
}

/// Whether a budget limits this: as everywhere, lines of cost, and what the chosen vendor asks for; people are limited by capacity.
fn counts(pool: &Pool, stream: &Stream) -> bool {
    let Side::Cost { kind, pool: named, .. } = &stream.side else { return false };
    let is_bought = !matches!(stream.origin, Origin::Role(_));
    is_bought
        && match pool {
            Pool::All => true,
            Pool::Kind(limited) => limited == kind,
            Pool::Named(name) => named.as_ref() == Some(name),
        }
}
