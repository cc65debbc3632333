//! Good plans without proof: takes a plan apart in places and puts it together again, over and over.
//!
//! Ruin and recreate (Schrimpf et al., *Record breaking optimization results using the ruin and recreate principle*, 2000) with late
//! acceptance (Burke & Bykov, *The late acceptance hill-climbing heuristic*, 2017): some columns are put back, or one is pressed in and
//! what is in its way put back; then columns are taken in the order of what they are worth for what they use, with some noise. What a column needs
//! is taken with it, what needs a column goes with it.

mod desk;
mod moves;

use fastrand::Rng;

use super::statement::Program;
use desk::{Desk, Key};

/// A plan is accepted that is no worse than the one of so many rounds ago.
const PAST_ROUNDS: u64 = 100;

/// After so many rounds without anything better the search goes on from elsewhere.
const RESTLESS_ROUNDS: u64 = 6_000;

/// The prices of rows are bent anew after so many rounds.
const BENT_ROUNDS: u64 = 8;

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
        if !desk.repair(&mut chance) {
            return None;
        }
        desk.accept();
        let (climb, bent) = (Climb::from(&desk), prices.clone());
        Some(Self { desk, chance, prices, bent, climb, round: 0 })
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

    /// So many rounds more; whether there is a better plan now.
    pub(super) fn go_on(&mut self, rounds: u64) -> bool {
        let mut is_better = false;
        for _ in 0..rounds {
            is_better |= self.next();
        }
        is_better
    }

    fn next(&mut self) -> bool {
        let Self { desk, chance, prices, bent, climb, round } = self;
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
mod tests {
    use super::super::statement::{Column, Row};
    use super::*;

    fn made(chance: &mut Rng) -> (Program, Vec<Option<bool>>) {
        let count = chance.usize(1..11);
        let columns = (0..count)
            .map(|_| Column { value: chance.i64(-3..20), cost: chance.i64(0..5) })
            .collect();
        let rows = (0..chance.usize(0..7))
            .map(|_| {
                let terms: Vec<(usize, i64)> = (0..chance.usize(0..5))
                    .map(|_| (chance.usize(0..count), chance.i64(-3..9)))
                    .collect();
                Row { terms, most: chance.i64(-2..12) }
            })
            .collect();
        let fixed = (0..count).map(|_| (chance.u8(0..8) == 0).then(|| chance.bool())).collect();
        (Program { columns, rows }, fixed)
    }

    fn brute(program: &Program, fixed: &[Option<bool>]) -> Option<i128> {
        let count = program.columns.len();
        (0..1_u32 << count)
            .map(|bits| (0..count).map(|column| bits >> column & 1 == 1).collect::<Vec<_>>())
            .filter(|plan| {
                plan.iter()
                    .zip(fixed)
                    .all(|(taken, fixed)| fixed.is_none_or(|fixed| fixed == *taken))
            })
            .filter(|plan| program.holds(plan))
            .map(|plan| program.value_of(&plan))
            .max()
    }

    #[test]
    fn what_is_found_holds_and_is_mostly_the_best() {
        let mut chance = Rng::with_seed(5);
        let (mut best_count, mut count) = (0, 0);
        for _ in 0..400 {
            let (program, fixed) = made(&mut chance);
            let start = Start { fixed: &fixed, plan: None, prices: &[], seed: 3 };
            let search = Primal::begin(&program, &start);
            let best = brute(&program, &fixed);
            count += usize::from(best.is_some());
            let Some(mut search) = search else { continue };
            let _is_better = search.go_on(300);
            let found = search.best();
            assert!(program.holds(found));
            assert!(
                found
                    .iter()
                    .zip(&fixed)
                    .all(|(taken, fixed)| fixed.is_none_or(|fixed| fixed == *taken))
            );
            assert!(program.value_of(found) <= best.unwrap());
            best_count += usize::from(Some(program.value_of(found)) == best);
        }
        assert!(best_count * 100 >= count * 90, "the best in {best_count} of {count}");
    }

    #[test]
    fn a_seed_repeats_and_huge_figures_are_left_to_others() {
        let mut chance = Rng::with_seed(11);
        let run = |program: &Program, fixed: &[Option<bool>]| {
            let start = Start { fixed, plan: None, prices: &[], seed: 3 };
            let mut search = Primal::begin(program, &start)?;
            let _is_better = search.go_on(200);
            Some(search.best().to_vec())
        };
        let mut found_count = 0;
        for _ in 0..20 {
            let (program, fixed) = made(&mut chance);
            let found = run(&program, &fixed);
            assert_eq!(found, run(&program, &fixed));
            found_count += usize::from(found.is_some());
        }
        assert!(found_count > 5, "only {found_count} had a plan");
        let huge = Program {
            columns: vec![Column { value: 1, cost: 0 }; 3],
            rows: vec![Row { terms: vec![(0, i64::MAX), (1, i64::MAX)], most: 5 }],
        };
        let free = Start { fixed: &[None; 3], plan: None, prices: &[], seed: 3 };
        assert!(Primal::begin(&huge, &free).is_none());
    }
}
