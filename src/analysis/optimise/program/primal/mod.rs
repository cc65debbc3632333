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

/// How long to search.
#[derive(Clone, Copy)]
pub(super) struct Budget<'a> {
    /// At most so many rounds.
    pub(super) rounds_max: u64,
    /// At most so many rounds without anything better.
    pub(super) idle_max: u64,
    /// Asked now and then.
    pub(super) is_over: &'a dyn Fn() -> bool,
}

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

/// The best plan that was found; nothing where none that holds was found, or where the figures are too large for this search.
///
/// The same arguments give the same plan, unless the budget is cut short by its `is_over`. `on_better` hears of each better plan.
pub(super) fn improved(
    program: &Program,
    start: &Start<'_>,
    budget: &Budget<'_>,
    on_better: &mut dyn FnMut(&[bool]),
) -> Option<Vec<bool>> {
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
    let mut climb = Climb::from(&desk);
    on_better(&climb.best);
    let mut bent = prices.clone();
    for round in 0..budget.rounds_max {
        if climb.idle_rounds >= budget.idle_max || (round % 16 == 0 && (budget.is_over)()) {
            break;
        }
        if round % BENT_ROUNDS == 0 {
            bend(&mut bent, &prices, &mut chance);
        }
        if chance.bool() {
            desk.press_in(&mut chance);
        } else {
            desk.ruin(&mut chance, 20);
        }
        let noise = chance.choice([0.05, 0.1, 0.2, 0.4]).unwrap_or(0.1);
        let order = desk.order(&bent, &mut chance, noise);
        desk.recreate(&order);
        if climb.judge(round, &mut desk) {
            on_better(&climb.best);
        }
        if climb.restless_rounds > RESTLESS_ROUNDS {
            climb.move_on(&mut desk, &mut chance);
        }
    }
    Some(climb.best)
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
    idle_rounds: u64,
    restless_rounds: u64,
}

impl Climb {
    fn from(desk: &Desk<'_>) -> Self {
        let key = desk.key();
        let past = (0..PAST_ROUNDS).map(|_| key.value).collect();
        let best = desk.taken().to_vec();
        Self { best, best_key: key, now: key, past, idle_rounds: 0, restless_rounds: 0 }
    }

    /// Accepts what was made of the plan, or undoes it; whether it is the best so far.
    fn judge(&mut self, round: u64, desk: &mut Desk<'_>) -> bool {
        self.idle_rounds += 1;
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
            self.idle_rounds = 0;
            self.restless_rounds = 0;
        }
        is_best
    }

    /// Goes back to the best, and far from it.
    fn move_on(&mut self, desk: &mut Desk<'_>, chance: &mut Rng) {
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
            let budget = Budget { rounds_max: 300, idle_max: 300, is_over: &|| false };
            let found = improved(&program, &start, &budget, &mut |_| {});
            let best = brute(&program, &fixed);
            count += usize::from(best.is_some());
            let Some(found) = found else { continue };
            assert!(program.holds(&found));
            assert!(
                found
                    .iter()
                    .zip(&fixed)
                    .all(|(taken, fixed)| fixed.is_none_or(|fixed| fixed == *taken))
            );
            assert!(program.value_of(&found) <= best.unwrap());
            best_count += usize::from(Some(program.value_of(&found)) == best);
        }
        assert!(best_count * 100 >= count * 90, "the best in {best_count} of {count}");
    }

    #[test]
    fn a_seed_repeats_and_huge_figures_are_left_to_others() {
        let (program, fixed) = made(&mut Rng::with_seed(11));
        let start = Start { fixed: &fixed, plan: None, prices: &[], seed: 3 };
        let budget = Budget { rounds_max: 200, idle_max: 200, is_over: &|| false };
        let run = || improved(&program, &start, &budget, &mut |_| {});
        assert_eq!(run(), run());
        let huge = Program {
            columns: vec![Column { value: 1, cost: 0 }; 3],
            rows: vec![Row { terms: vec![(0, i64::MAX), (1, i64::MAX)], most: 5 }],
        };
        let free = Start { fixed: &[None; 3], ..start };
        assert_eq!(improved(&huge, &free, &budget, &mut |_| {}), None);
    }
}
