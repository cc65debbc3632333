//! Dual simplex: the most infeasible basic variable leaves, bounds are flipped on the way to the one that enters.
#![expect(
    clippy::indexing_slicing,
    reason = "a numeric kernel; the places of variables, rows and columns are of the tableau"
)]

use super::tableau::Tableau;

/// A basic variable may be beyond its bound by this much.
const BEYOND_MAX: f64 = 1e-9;
/// A pivot must not be smaller.
const PIVOT_MIN: f64 = 1e-7;
/// After so many exchanges the tableau is worked out anew.
const PIVOTS_MAX: usize = 2_000;

/// How a solve ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum End {
    /// At the optimum.
    Optimal,
    /// No point is within all bounds: this row of the tableau shows it.
    Impossible { row: usize },
    /// The objective fell to the cut-off.
    CutOff,
    /// The allowed exchanges were used up.
    Stalled,
}

impl Tableau {
    /// Solves from where the tableau stands; stops where the objective is not above `cut_off` any more.
    pub(in super::super) fn solve(&mut self, cut_off: f64, exchanges_max: usize) -> End {
        if self.pivots > PIVOTS_MAX {
            self.rebuild();
        }
        for round in 0..exchanges_max {
            let Some((row, beyond)) = self.leaving() else { return End::Optimal };
            if round % 4 == 3 && self.objective_value() <= cut_off {
                return End::CutOff;
            }
            let Some(side) = self.entering(row, beyond) else { return End::Impossible { row } };
            self.step(row, beyond, side);
        }
        End::Stalled
    }

    /// How far the objective falls at least when a basic column comes to a whole number: what the first exchange costs. Nothing
    /// where that cannot be.
    pub(in super::super) fn penalty(&self, column: usize, taken: bool) -> Option<f64> {
        let row = self.basic_row(column)?;
        let (sign, beyond) =
            if taken { (-1.0, 1.0 - self.value[row]) } else { (1.0, self.value[row]) };
        let mut least = f64::INFINITY;
        for (side, cell) in self.row(row).iter().enumerate() {
            let cell = cell * sign;
            let variable = self.side[side];
            let helps = if self.is_up[variable] { cell < -PIVOT_MIN } else { cell > PIVOT_MIN };
            if helps && self.upper[variable] > self.lower[variable] {
                least = least.min(self.gain[side].abs() / cell.abs());
            }
        }
        least.is_finite().then_some(least * beyond)
    }

    /// The row whose variable is furthest beyond a bound, by weight, and by how much (above is positive).
    fn leaving(&self) -> Option<(usize, f64)> {
        let mut best = None;
        let mut best_score = 0.0;
        for row in 0..self.height() {
            let (variable, value) = (self.head[row], self.value[row]);
            let beyond = if value > self.upper[variable] {
                value - self.upper[variable]
            } else if value < self.lower[variable] {
                value - self.lower[variable]
            } else {
                continue;
            };
            if beyond.abs() <= BEYOND_MAX * (1.0 + self.upper[variable].abs().min(1e3)) {
                continue;
            }
            let score = beyond * beyond / self.weight[row];
            if score > best_score {
                best_score = score;
                best = Some((row, beyond));
            }
        }
        best
    }

    /// The ratio test with flips: passes variables whose whole range does not mend the row, and leaves those in the room to be flipped.
    fn entering(&mut self, row: usize, beyond: f64) -> Option<usize> {
        let sign = beyond.signum();
        let mut candidates = std::mem::take(&mut self.room.candidates);
        candidates.clear();
        for (side, cell) in self.row(row).iter().enumerate() {
            if cell.abs() <= PIVOT_MIN {
                continue;
            }
            let cell = cell * sign;
            let variable = self.side[side];
            // A variable at its lower bound may rise, one at its upper bound may fall; either must bring the row down.
            let helps = self.is_up[variable] == (cell < 0.0);
            if helps && self.upper[variable] > self.lower[variable] {
                candidates.push((self.gain[side].abs() / cell.abs(), cell.abs(), side));
            }
        }
        self.room.flips.clear();
        let entering = self.pass(&mut candidates, beyond.abs());
        self.room.candidates = candidates;
        entering
    }

    fn pass(&mut self, candidates: &mut Vec<(f64, f64, usize)>, beyond: f64) -> Option<usize> {
        let mut left = beyond;
        while let Some(at) = nearest(candidates) {
            let (_, pivot, side) = candidates[at];
            let variable = self.side[side];
            let mends = pivot * (self.upper[variable] - self.lower[variable]);
            if left - mends <= BEYOND_MAX {
                return Some(safest(candidates, at));
            }
            left -= mends;
            self.room.flips.push(side);
            candidates.swap_remove(at);
        }
        None
    }

    fn step(&mut self, row: usize, beyond: f64, side: usize) {
        self.flip();
        let leaving = self.head[row];
        let bound = if beyond > 0.0 { self.upper[leaving] } else { self.lower[leaving] };
        let pivot = self.at(row, side);
        let entering = self.side[side];
        let change = (self.value[row] - bound) / pivot;
        let value = self.rest(entering) + change;
        let column = self.column(side);
        self.weigh_anew(row, pivot, &column);
        for (other, cell) in &column {
            self.value[*other] -= cell * change;
        }
        self.exchange_with(row, side, &column);
        self.room.column = column;
        self.value[row] = value;
        self.is_up[leaving] = beyond > 0.0;
    }

    /// Puts the nonbasic variables that were passed at their other bounds.
    fn flip(&mut self) {
        let mut changes = std::mem::take(&mut self.room.changes);
        changes.clear();
        for at in 0..self.room.flips.len() {
            let side = self.room.flips[at];
            let variable = self.side[side];
            let before = self.rest(variable);
            self.is_up[variable] = !self.is_up[variable];
            changes.push((side, self.rest(variable) - before));
        }
        self.shift(&changes);
        self.room.changes = changes;
    }

    fn weigh_anew(&mut self, row: usize, pivot: f64, column: &[(usize, f64)]) {
        let reference = self.weight[row];
        for (other, cell) in column.iter().filter(|(other, _)| *other != row) {
            let ratio = cell / pivot;
            let weight = &mut self.weight[*other];
            *weight = weight.max(ratio * ratio * reference);
        }
        self.weight[row] = (reference / (pivot * pivot)).max(1.0);
    }
}

/// The candidate with the least ratio; of equal ones the one with the largest pivot, then the first.
fn nearest(candidates: &[(f64, f64, usize)]) -> Option<usize> {
    let before = |one: &(f64, f64, usize), other: &(f64, f64, usize)| {
        one.0.total_cmp(&other.0).then(other.1.total_cmp(&one.1)).then(one.2.cmp(&other.2)).is_lt()
    };
    let mut best = 0;
    for (at, candidate) in candidates.iter().enumerate().skip(1) {
        if before(candidate, &candidates[best]) {
            best = at;
        }
    }
    (!candidates.is_empty()).then_some(best)
}

/// Among ratios nearly as small as this one's the largest pivot is the safest.
fn safest(candidates: &[(f64, f64, usize)], at: usize) -> usize {
    let (ratio, pivot, side) = candidates[at];
    let near = candidates.iter().filter(|other| other.0 <= ratio + 1e-12);
    let safest = near.fold((pivot, side), |best, other| {
        if other.1 > best.0 || (other.1 >= best.0 && other.2 < best.1) {
            (other.1, other.2)
        } else {
            best
        }
    });
    safest.1
}
