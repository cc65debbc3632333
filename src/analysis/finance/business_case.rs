//! The business case: what a project, or several together, take and bring in each period, and what that is worth.

use std::collections::{BTreeMap, BTreeSet};

use super::appraisal::{Appraisal, Ratios};
use super::doubt::Doubt;
use super::flows::{Flows, Rate};
use super::streams::{People, Side, Stream, people, streams};
use super::terms::Choice;
use crate::model::{CostKind, CostPart, Money, Portfolio, ProjectId};

/// Which figure of low, likely and high is taken, everywhere at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outlook {
    /// Every cost high and every benefit low.
    Worst,
    /// Everything as it is most likely.
    Likely,
    /// The mean of every estimate, as its spread has it.
    Mean,
    /// Every cost low and every benefit high.
    Best,
}

impl Outlook {
    /// All of them, from worst to best.
    pub const ALL: [Self; 4] = [Self::Worst, Self::Likely, Self::Mean, Self::Best];

    fn amount(self, stream: &Stream) -> f64 {
        let is_cost = matches!(stream.side, Side::Cost { .. });
        let estimate = stream.amount;
        match (self, is_cost) {
            (Self::Likely, _) => estimate.likely().minor_f64(),
            (Self::Mean, _) => stream.doubt().mean(),
            (Self::Worst, true) | (Self::Best, false) => estimate.high().minor_f64(),
            (Self::Worst, false) | (Self::Best, true) => estimate.low().minor_f64(),
        }
    }
}

/// What one period, or one year, takes and brings, in minor units of the currency; all above zero.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Cash {
    /// What goes out once and is capitalised.
    pub capex: f64,
    /// What goes out once and is expensed, people by rates among it.
    pub opex: f64,
    /// What goes out again and again.
    pub run: f64,
    /// What comes in.
    pub benefit: f64,
    /// What is left at the end.
    pub residual: f64,
}

impl Cash {
    /// All that goes out.
    pub fn cost(&self) -> f64 {
        self.capex + self.opex + self.run
    }

    /// What comes in, with what is left, less what goes out.
    pub fn net(&self) -> f64 {
        self.benefit + self.residual - self.cost()
    }

    fn add(&mut self, side: &Side, amount: f64) {
        let place = match side {
            Side::Cost { kind: CostKind::Capex, .. } => &mut self.capex,
            Side::Cost { kind: CostKind::Opex, .. } => &mut self.opex,
            Side::Cost { kind: CostKind::Run, .. } => &mut self.run,
            Side::Benefit => &mut self.benefit,
            Side::Residual => &mut self.residual,
        };
        *place += amount;
    }

    fn plus(self, other: &Self) -> Self {
        Self {
            capex: self.capex + other.capex,
            opex: self.opex + other.opex,
            run: self.run + other.run,
            benefit: self.benefit + other.benefit,
            residual: self.residual + other.residual,
        }
    }
}

/// An amount over the horizon, and what it is worth today.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Owned {
    /// Undiscounted, in minor units.
    pub amount: f64,
    /// Discounted; nothing where there is no rate.
    pub present: Option<f64>,
}

/// The total cost of ownership over the horizon, with its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Ownership {
    /// Every part, in the order of [`CostPart::ALL`]; nothing is left out for being zero.
    pub parts: BTreeMap<CostPart, Owned>,
    /// What is left at the end, which is taken off.
    pub residual: Owned,
    /// All parts less the residual value.
    pub total: Owned,
}

/// Several projects, or one, with all their streams of money.
#[derive(Debug, Clone, PartialEq)]
pub struct BusinessCase {
    /// The rate of discount; nothing where nobody has said, and then nothing is discounted.
    pub rate: Option<Rate>,
    /// How many periods a year has: 4 or 12.
    pub per_year: u16,
    /// How many periods the portfolio looks ahead.
    pub horizon: usize,
    /// Every stream, project by project.
    pub streams: Vec<Stream>,
    /// How the people of each project are counted.
    pub people: BTreeMap<ProjectId, People>,
}

/// The rate of discount of the portfolio; nothing where nobody has said.
pub fn portfolio_rate(portfolio: &Portfolio) -> Option<Rate> {
    let rate = portfolio.discount_rate?;
    Rate::new(rate.share()).ok()
}

impl BusinessCase {
    /// The case of these projects on their terms, at this rate. Projects that are not there are left out.
    pub fn of(portfolio: &Portfolio, choice: &Choice, rate: Option<Rate>) -> Self {
        let per_year = portfolio.calendar.length().periods_per_year();
        let known = choice
            .iter()
            .filter_map(|(&id, &terms)| Some((id, terms, portfolio.projects.get(&id)?)));
        let known: Vec<_> = known.collect();
        let all = known.iter().flat_map(|&(id, terms, _)| streams(portfolio, id, terms));
        Self {
            rate,
            per_year: u16::try_from(per_year).unwrap_or(1),
            horizon: usize::from(portfolio.calendar.horizon()),
            streams: all.collect(),
            people: known.iter().map(|&(id, _, record)| (id, people(portfolio, record))).collect(),
        }
    }

    /// The same for one of its projects alone.
    #[must_use]
    pub fn only(&self, project: ProjectId) -> Self {
        let streams = self.streams.iter().filter(|stream| stream.project == project).cloned();
        let people = self.people.get(&project).cloned();
        Self {
            streams: streams.collect(),
            people: people.map(|people| (project, people)).into_iter().collect(),
            ..*self
        }
    }

    /// What each period of the horizon takes and brings.
    pub fn cash(&self, outlook: Outlook) -> Vec<Cash> {
        let mut all = vec![Cash::default(); self.horizon];
        for stream in &self.streams {
            let amount = outlook.amount(stream);
            for (cash, times) in all.iter_mut().zip(&stream.by_period) {
                cash.add(&stream.side, amount * times);
            }
        }
        all
    }

    /// The same by whole years of the plan, from its first period on; the last may be short.
    pub fn cash_by_year(&self, outlook: Outlook) -> Vec<Cash> {
        let per_year = usize::from(self.per_year).max(1);
        let cash = self.cash(outlook);
        cash.chunks(per_year).map(|year| year.iter().fold(Cash::default(), Cash::plus)).collect()
    }

    /// What all of it is worth today, as in [`appraisal`](Self::appraisal) and without the other figures; nothing where there is no rate.
    pub fn npv(&self, outlook: Outlook) -> Option<f64> {
        Some(self.net(outlook).npv(self.rate?))
    }

    /// Whether anybody has stated what any of the projects brings: a line of benefit, or what is left at the end.
    pub fn is_benefit_stated(&self) -> bool {
        self.streams.iter().any(|stream| !matches!(stream.side, Side::Cost { .. }))
    }

    /// The projects of which nobody has stated what they bring: their figures hold costs only.
    pub fn without_benefit(&self) -> Vec<ProjectId> {
        let with: BTreeSet<ProjectId> = self
            .streams
            .iter()
            .filter(|stream| !matches!(stream.side, Side::Cost { .. }))
            .map(|stream| stream.project)
            .collect();
        self.people.keys().copied().filter(|project| !with.contains(project)).collect()
    }

    fn net(&self, outlook: Outlook) -> Flows {
        let net = self.cash(outlook).iter().map(Cash::net).collect();
        Flows::of_periods(net, self.per_year)
    }

    /// The usual figures.
    pub fn appraisal(&self, outlook: Outlook) -> Appraisal {
        let cash = self.cash(outlook);
        let flows = self.net(outlook);
        let sum = |rate: Rate, of: fn(&Cash) -> f64| {
            Flows::of_periods(cash.iter().map(of).collect(), self.per_year).npv(rate)
        };
        let benefit = |cash: &Cash| cash.benefit + cash.residual;
        let ratios = Ratios {
            is_benefit_stated: self.is_benefit_stated(),
            benefit: sum(Rate::NONE, benefit),
            cost: sum(Rate::NONE, Cash::cost),
            present_benefit: self.rate.map(|rate| sum(rate, benefit)),
            present_cost: self.rate.map(|rate| sum(rate, Cash::cost)),
        };
        Appraisal::with(&flows, self.rate, ratios)
    }

    /// What it costs to have it, over the horizon, part by part.
    pub fn ownership(&self, outlook: Outlook) -> Ownership {
        let nothing = Owned { amount: 0.0, present: self.rate.map(|_| 0.0) };
        let mut parts: BTreeMap<CostPart, Owned> = CostPart::ALL.map(|part| (part, nothing)).into();
        let mut residual = nothing;
        for stream in &self.streams {
            let owned = self.owned(stream, outlook.amount(stream));
            match stream.side {
                Side::Cost { part, .. } => add(parts.entry(part).or_insert(nothing), owned, 1.0),
                Side::Residual => add(&mut residual, owned, 1.0),
                Side::Benefit => {}
            }
        }
        let mut total = nothing;
        for part in parts.values() {
            add(&mut total, *part, 1.0);
        }
        add(&mut total, residual, -1.0);
        Ownership { parts, residual, total }
    }

    /// What a stream comes to if its amount is `amount`.
    pub fn owned(&self, stream: &Stream, amount: f64) -> Owned {
        let present = |rate| Flows::of_periods(stream.by_period.clone(), self.per_year).npv(rate);
        Owned {
            amount: amount * stream.times(),
            present: self.rate.map(|rate| amount * present(rate)),
        }
    }

    /// The likely cost that falls due after the horizon and is in no figure.
    pub fn cost_beyond(&self) -> f64 {
        let costs = self.streams.iter().filter(|stream| matches!(stream.side, Side::Cost { .. }));
        costs.map(|stream| stream.amount.likely().minor_f64() * stream.beyond).sum()
    }

    /// The streams that are meant as lognormal and reach to zero or below: they are taken as PERT.
    pub fn impossible_lognormals(&self) -> impl Iterator<Item = &Stream> {
        let is_impossible =
            |stream: &&Stream| Doubt::is_lognormal_impossible(stream.amount, stream.spread);
        self.streams.iter().filter(is_impossible)
    }
}

fn add(sum: &mut Owned, more: Owned, sign: f64) {
    sum.amount += sign * more.amount;
    sum.present = sum.present.zip(more.present).map(|(sum, more)| sum + sign * more);
}

/// An amount in minor units as money, rounded to the nearest coin; what is too large is held at the largest amount there is.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "rounded first, and a conversion to a whole number keeps to its ends"
)]
pub fn to_money(minor: f64) -> Money {
    Money::from_minor(minor.round() as i64)
}
