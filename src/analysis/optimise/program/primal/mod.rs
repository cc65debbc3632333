//! Good plans without proof: takes a plan apart in places and puts it together again, over and over; and in turns with that a search by pressure.
//!
//! Ruin and recreate (Schrimpf et al., *Record breaking optimization results using the ruin and recreate principle*, 2000) with late
//! acceptance (Burke & Bykov, *The late acceptance hill-climbing heuristic*, 2017): some columns are put back, or one is pressed in and
//! what is in its way put back; then columns are taken in the order of what they are worth for what they use, with some noise. What a column needs
//! is taken with it, what needs a column goes with it.

mod desk;
mod moves;
mod pressure;

use fastrand::Rng;

use super::statement::Program;
use desk::{Desk, Key};
use pressure::Pressure;

/// A plan is accepted that is no worse than the one of so many rounds ago.
const PAST_ROUNDS: u64 = 100;

/// After so many rounds without anything better the search goes on from elsewhere.
const RESTLESS_ROUNDS: u64 = 6_000;

/// The prices of rows are bent anew after so many rounds.
const BENT_ROUNDS: u64 = 8;

/// With each round go so many steps of the search by pressure: two thirds of the time.
const STEPS_A_ROUND: u64 = 160;

/// So many steps are worth it for a first plan.
const FIRST_STEPS_MAX: u64 = 20_000;

/// What a search starts from.
#[derive(Clone, Copy)]
pub(super) struct Start<'a> {
    /// What is taken or left for certain, column by column.
    pub(super) fixed: &'a [Option<bool>],
    /// A plan that may be good; it need not hold.
    pub(super) plan: Option<&'a [bool]>,
    /// What one unit of each row is worth, as the dual values of a relaxation say; where none is above 0, scarcity stands in for them.
    pub(super) prices: &'a [f64],
    /// Another seed searches elsewhere.
    pub(super) seed: u64,
}

/// A search that can be gone on with. The same calls find the same plans.
pub(super) struct Primal {
    desk: Desk,
    chance: Rng,
    prices: Vec<f64>,
    bent: Vec<f64>,
    climb: Climb,
    round: u64,
    pressure: Pressure,
}

impl Primal {
    /// A first plan; nothing where none that holds was found, or where the figures are too large for this search.
    pub(super) fn begin(program: &Program, start: &Start<'_>) -> Option<Self> {
        let mut desk = Desk::new(program, start.fixed)?;
        let mut chance = Rng::with_seed(start.seed);
        desk.begin(start.plan);
        let prices = desk.prices(start.prices);
        let order = desk.order(&prices, &mut chance, 0.0);
        desk.recreate(&order);
        let mut pressure = Pressure::begin(&desk, start.seed);
        if !desk.repair(&mut chance) {
            desk.go_to(first_plan(&mut pressure)?);
        }
        desk.accept();
        let (climb, bent) = (Climb::from(&desk), prices.clone());
        Some(Self { desk, chance, prices, bent, climb, round: 0, pressure })
    }

    /// The best plan so far.
    pub(super) fn best(&self) -> &[bool] {
        &self.climb.best
    }

    /// Goes on from another plan that holds, if it is better than the best so far.
    pub(super) fn meet(&mut self, plan: &[bool]) {
        self.desk.go_to(plan);
        if self.desk.is_sound() && self.desk.key() > self.climb.best_key {
            self.desk.accept();
            self.climb = Climb::from(&self.desk);
        } else {
            self.desk.undo();
        }
    }

    /// So many rounds more, and as long a search by pressure; whether there is a better plan now.
    pub(super) fn go_on(&mut self, rounds: u64) -> bool {
        let mut is_better = false;
        for _ in 0..rounds {
            is_better |= self.next();
        }
        self.pressure.meet(self.climb.best_key.value, &self.climb.best);
        is_better |= self.pressure.go_on(rounds.saturating_mul(STEPS_A_ROUND));
        if let Some((value, plan)) = self.pressure.best()
            && value > self.climb.best_key.value
        {
            let plan = plan.to_vec();
            self.meet(&plan);
        }
        is_better
    }

    fn next(&mut self) -> bool {
        let Self { desk, chance, prices, bent, climb, round, .. } = self;
        if *round % BENT_ROUNDS == 0 {
            bend(bent, prices, chance);
        }
        if chance.bool() {
            desk.press_in(chance);
        } else {
            desk.ruin(chance, 20);
        }
        let noise = chance.choice([0.05, 0.1, 0.2, 0.4]).unwrap_or(0.1);
        let order = desk.order(bent, chance, noise);
        desk.recreate(&order);
        let is_better = climb.judge(*round, desk);
        if climb.restless_rounds > RESTLESS_ROUNDS {
            climb.move_on(desk, chance);
        }
        *round += 1;
        is_better
    }
}

/// A plan that holds, where pressure finds one.
fn first_plan(pressure: &mut Pressure) -> Option<&[bool]> {
    let _is_found = (0..FIRST_STEPS_MAX).any(|_| pressure.go_on(1));
    pressure.best().map(|(_, plan)| plan)
}

fn bend(bent: &mut [f64], prices: &[f64], chance: &mut Rng) {
    for (bent, price) in bent.iter_mut().zip(prices) {
        let turn = chance.f64() + chance.f64();
        *bent = price * turn * turn;
    }
}

/// Which plans are accepted, and the best of them.
struct Climb {
    best: Vec<bool>,
    best_key: Key,
    now: Key,
    /// The values of the last rounds, in a ring.
    past: Vec<i64>,
    restless_rounds: u64,
}

impl Climb {
    fn from(desk: &Desk) -> Self {
        let key = desk.key();
        let past = (0..PAST_ROUNDS).map(|_| key.value).collect();
        let best = desk.taken().to_vec();
        Self { best, best_key: key, now: key, past, restless_rounds: 0 }
    }

    /// Accepts what was made of the plan, or undoes it; whether it is the best so far.
    fn judge(&mut self, round: u64, desk: &mut Desk) -> bool {
        self.restless_rounds += 1;
        let key = desk.key();
        let place = usize::try_from(round % PAST_ROUNDS).unwrap_or(0);
        let then = self.past.get(place).copied().unwrap_or(i64::MIN);
        let is_accepted = desk.is_sound() && (key >= self.now || key.value >= then);
        if is_accepted {
            self.now = key;
            desk.accept();
        } else {
            desk.undo();
        }
        if let Some(past) = self.past.get_mut(place) {
            *past = self.now.value;
        }
        let is_best = is_accepted && key > self.best_key;
        if is_best {
            self.best_key = key;
            self.best.clear();
            self.best.extend_from_slice(desk.taken());
            self.restless_rounds = 0;
        }
        is_best
    }

    /// Goes back to the best, and far from it.
    fn move_on(&mut self, desk: &mut Desk, chance: &mut Rng) {
        self.restless_rounds = 0;
        desk.go_to(&self.best);
        desk.accept();
        desk.ruin(chance, usize::MAX);
        if desk.is_sound() {
            desk.accept();
        } else {
            desk.undo();
        }
        self.now = desk.key();
        self.past.fill(self.now.value);
    }
}

#[cfg(test)]
mod tests;
