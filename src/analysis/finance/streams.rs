//! The streams of money of a project: each line of cost and benefit, its people and its vendor, spread over the periods of the portfolio.

use super::doubt::Doubt;
use super::terms::Terms;
use crate::model::{
    BenefitId, CostId, CostKind, CostPart, Estimate, Money, Name, Portfolio, Project, ProjectId,
    RoleId, Spread, VendorId,
};

/// Where a stream comes from: the record that a person can look up and change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A line of cost.
    Cost(CostId),
    /// The people of a role, by demand and rate.
    Role(RoleId),
    /// The price of the chosen vendor.
    Price(VendorId),
    /// Changing over to the chosen vendor.
    Switching(VendorId),
    /// A line of benefit.
    Benefit(BenefitId),
    /// What is left at the end of the horizon.
    Residual,
}

/// On which side of the books a stream stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Side {
    /// It goes out.
    Cost {
        /// How it is booked.
        kind: CostKind,
        /// Which part of the cost of ownership it is: what was stated, else acquisition for what is paid once and run for what comes again.
        part: CostPart,
        /// The pool of money it is paid from.
        pool: Option<Name>,
    },
    /// It comes in.
    Benefit,
    /// What is left at the end of the horizon: it comes in, too, and is taken off the cost of ownership.
    Residual,
}

/// One stream of money: an amount that is known or in doubt, times a figure for each period.
#[derive(Debug, Clone, PartialEq)]
pub struct Stream {
    /// Whose it is.
    pub project: ProjectId,
    /// What it comes from.
    pub origin: Origin,
    /// Whether it goes out or comes in.
    pub side: Side,
    /// The amount in minor units of the currency, at the prices of the first period; above zero on both sides.
    pub amount: Estimate,
    /// How low, likely and high of the amount are meant.
    pub spread: Option<Spread>,
    /// Whether it waits until the project is delivered, as benefits do and what runs after it: where the project takes longer, this moves.
    pub waits: bool,
    /// How often the amount falls due in each period of the horizon: 1 in a usual one, less while a benefit grows, times the people of a
    /// role, the part that is funded and the rise of prices.
    pub by_period: Vec<f64>,
    /// The same for all periods after the horizon together, without any rise of prices; only what has an end of its own goes beyond.
    pub beyond: f64,
}

impl Stream {
    /// The amount as a distribution.
    pub fn doubt(&self) -> Doubt {
        Doubt::of(self.amount, self.spread)
    }

    /// How often the amount falls due over the whole horizon.
    pub fn times(&self) -> f64 {
        self.by_period.iter().sum()
    }
}

/// Whether the people of a project are in its costs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum People {
    /// It asks for nobody, and no line of cost is for people.
    #[default]
    Nobody,
    /// Lines of cost that are marked as people hold them, so demand and rates are not counted a second time.
    ByLines,
    /// They are counted by demand and rate.
    ByRates {
        /// Roles that it asks for and that have no rate: their cost is unknown and in no sum.
        without_rate: Vec<RoleId>,
    },
}

/// How the people of a project are counted.
pub fn people(portfolio: &Portfolio, project: &Project) -> People {
    if project.costs.values().any(|line| line.part == Some(CostPart::People)) {
        return People::ByLines;
    }
    let asked =
        project.demands.iter().filter(|(_, demand)| demand.iter().any(|fte| fte.hundredths() > 0));
    let roles: Vec<RoleId> = asked.map(|(&role, _)| role).collect();
    if roles.is_empty() {
        return People::Nobody;
    }
    let has_rate =
        |role: &RoleId| portfolio.roles.get(role).is_some_and(|record| record.rate.is_some());
    People::ByRates { without_rate: roles.into_iter().filter(|role| !has_rate(role)).collect() }
}

/// What prices are multiplied by in each period of the horizon: (1 + rise) to the number of whole years since the first period.
///
/// Prices rise once a year, at the start of each year of the plan, as budgets and contracts do.
pub fn price_factors(portfolio: &Portfolio) -> Vec<f64> {
    let rise = portfolio.price_rise.map_or(0.0, crate::model::Percent::share);
    let per_year = portfolio.calendar.length().periods_per_year();
    let mut factor = 1.0;
    let mut factors = Vec::new();
    for period in 0..i32::from(portfolio.calendar.horizon()) {
        if period > 0 && period.rem_euclid(per_year) == 0 {
            factor *= 1.0 + rise;
        }
        factors.push(factor);
    }
    factors
}

/// All streams of a project on these terms, always in the same order; nothing for one that is not there.
pub fn streams(portfolio: &Portfolio, project: ProjectId, terms: Terms) -> Vec<Stream> {
    let Some(record) = portfolio.projects.get(&project) else { return Vec::new() };
    let prices = price_factors(portfolio);
    let maker = Maker { portfolio, project, record, terms, prices: &prices };
    let mut all = maker.costs();
    all.extend(maker.people());
    all.extend(maker.vendor());
    all.extend(maker.benefits());
    all.extend(maker.residual());
    all
}

struct Maker<'a> {
    portfolio: &'a Portfolio,
    project: ProjectId,
    record: &'a Project,
    terms: Terms,
    prices: &'a [f64],
}

impl Maker<'_> {
    fn duration(&self) -> i32 {
        i32::from(self.record.duration.unwrap_or(1))
    }

    /// Whether what falls due so long after the start waits for the end of the project.
    fn waits(&self, kind: CostKind, first: u16) -> bool {
        kind == CostKind::Run && first > 0 || i32::from(first) >= self.duration()
    }

    fn due(&self, first: u16) -> i32 {
        self.terms.start + i32::from(first)
    }

    fn stream(
        &self,
        origin: Origin,
        side: Side,
        (amount, spread): (Estimate, Option<Spread>),
    ) -> Stream {
        let by_period = vec![0.0; self.prices.len()];
        Stream {
            project: self.project,
            origin,
            side,
            amount,
            spread,
            waits: false,
            by_period,
            beyond: 0.0,
        }
    }

    /// From period `first` on `share(0)`, `share(1)` and so on of the amount, for so many periods or to the end of the horizon.
    fn run(
        &self,
        stream: &mut Stream,
        (first, periods): (i32, Option<u16>),
        share: impl Fn(i32) -> f64,
    ) {
        let horizon = i32::try_from(self.prices.len()).unwrap_or(i32::MAX);
        let last = periods.map_or(horizon, |periods| first + i32::from(periods));
        let places = (0_i32..).zip(stream.by_period.iter_mut()).zip(self.prices);
        for ((period, due), price) in places.filter(|((it, _), _)| (first..last).contains(it)) {
            *due = price * share(period - first);
        }
        stream.beyond = (first.max(horizon)..last).map(|period| share(period - first)).sum();
    }

    fn costs(&self) -> Vec<Stream> {
        let line = |(&id, line): (&CostId, &crate::model::Cost)| {
            let part = line.part.unwrap_or(match line.kind {
                CostKind::Capex | CostKind::Opex => CostPart::Acquisition,
                CostKind::Run => CostPart::Run,
            });
            let side = Side::Cost { kind: line.kind, part, pool: line.pool.clone() };
            let mut stream = self.stream(Origin::Cost(id), side, (line.amount, line.spread));
            stream.waits = self.waits(line.kind, line.first);
            let due = (self.due(line.first), line.periods);
            self.run(&mut stream, due, |_| self.terms.cost);
            stream
        };
        self.record.costs.iter().map(line).collect()
    }

    fn people(&self) -> Vec<Stream> {
        if !matches!(people(self.portfolio, self.record), People::ByRates { .. }) {
            return Vec::new();
        }
        let of_role = |(&role, demand): (&RoleId, &Vec<crate::model::Fte>)| {
            let rate = self.portfolio.roles.get(&role)?.rate?;
            let side = Side::Cost { kind: CostKind::Opex, part: CostPart::People, pool: None };
            let mut stream = self.stream(Origin::Role(role), side, (Estimate::exactly(rate), None));
            let periods = u16::try_from(demand.len()).ok();
            self.run(&mut stream, (self.terms.start, periods), |period| {
                let fte = usize::try_from(period).ok().and_then(|period| demand.get(period));
                fte.map_or(0.0, |fte| fte.people()) * self.terms.work
            });
            Some(stream)
        };
        self.record.demands.iter().filter_map(of_role).collect()
    }

    fn vendor(&self) -> Vec<Stream> {
        let (Some(id), Some(vendor)) = (self.record.vendor, self.record.chosen_vendor()) else {
            return Vec::new();
        };
        let side = |kind, part| Side::Cost { kind, part, pool: None };
        let due = self.due(vendor.first);
        let waits = self.waits(CostKind::Run, vendor.first);
        let price = side(CostKind::Run, CostPart::Run);
        let mut price = self.stream(Origin::Price(id), price, (vendor.price, None));
        price.waits = waits;
        self.run(&mut price, (due, vendor.periods), |_| self.terms.cost);
        let mut both = vec![price];
        if let Some(once) = vendor.switching {
            let switching = side(CostKind::Run, CostPart::Change);
            let mut switching =
                self.stream(Origin::Switching(id), switching, (Estimate::exactly(once), None));
            switching.waits = waits;
            self.run(&mut switching, (due, Some(1)), |_| self.terms.cost);
            both.push(switching);
        }
        both
    }

    fn benefits(&self) -> Vec<Stream> {
        let end = self.terms.start + self.duration();
        let line = |(&id, line): (&BenefitId, &crate::model::Benefit)| {
            let mut stream =
                self.stream(Origin::Benefit(id), Side::Benefit, (line.amount, line.spread));
            stream.waits = true;
            let due = (end + i32::from(line.delay), line.periods);
            // The mean of the straight line from nothing to all over the period: (2k + 1)/(2 · ramp).
            self.run(&mut stream, due, |period| {
                let ramp = f64::from(line.ramp);
                let grown = (2.0 * f64::from(period) + 1.0) / (2.0 * ramp);
                self.terms.value * if period < i32::from(line.ramp) { grown } else { 1.0 }
            });
            stream
        };
        self.record.benefits.iter().map(line).collect()
    }

    /// In the last period of the horizon, where the project has been started by then; as stated, without any rise of prices.
    fn residual(&self) -> Option<Stream> {
        let left: Money = self.record.residual?;
        let mut stream =
            self.stream(Origin::Residual, Side::Residual, (Estimate::exactly(left), None));
        let is_started =
            usize::try_from(self.terms.start).is_ok_and(|start| start < self.prices.len());
        if let Some(last) = stream.by_period.last_mut()
            && is_started
        {
            *last = self.terms.value;
        }
        Some(stream)
    }
}
