//! A plan on the desk: what is taken, what that makes of each row, and how to undo what was tried.
#![expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    reason = "columns and rows are numbers that were checked when the desk was laid; prices are rough on purpose"
)]

use fastrand::Rng;

use super::super::statement::Program;

/// What makes one plan better than another: the value, then the cost that is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) value: i64,
    pub(super) saved: i64,
}

/// A plan that is worked on.
pub(super) struct Desk {
    /// Each column's rows and coefficients.
    pub(super) columns: Vec<Vec<(usize, i64)>>,
    /// Each row's columns and coefficients.
    pub(super) rows: Vec<Vec<(usize, i64)>>,
    pub(super) most: Vec<i64>,
    pub(super) values: Vec<i64>,
    costs: Vec<i64>,
    pub(super) fixed: Vec<Option<bool>>,
    pub(super) taken: Vec<bool>,
    /// The left side of each row.
    pub(super) loads: Vec<i64>,
    value: i64,
    cost: i64,
    /// What was flipped since the plan was last accepted, to be flipped back.
    pub(super) trail: Vec<usize>,
    /// How many columns may still be tried for the sake of the one that is wanted.
    pub(super) patience: u32,
}

/// No sum of figures comes near the end of what an `i64` holds.
const SUM_MAX: i64 = i64::MAX.div_euclid(4);

impl Desk {
    pub(super) fn new(program: &Program, fixed: &[Option<bool>]) -> Option<Self> {
        let count = program.columns.len();
        let mut columns = vec![Vec::new(); count];
        let mut rows = Vec::with_capacity(program.rows.len());
        for (number, row) in program.rows.iter().enumerate() {
            let mut terms = row.terms.clone();
            terms.retain(|&(column, coefficient)| column < count && coefficient != 0);
            terms.sort_unstable();
            terms.dedup_by(|next, kept| {
                let is_same = next.0 == kept.0;
                if is_same {
                    kept.1 = kept.1.saturating_add(next.1);
                }
                is_same
            });
            let reach: i128 = terms.iter().map(|&(_, c)| i128::from(c).abs()).sum();
            if reach > i128::from(SUM_MAX) {
                return None;
            }
            for &(column, coefficient) in &terms {
                columns[column].push((number, coefficient));
            }
            rows.push(terms);
        }
        let sum =
            |of: &dyn Fn(usize) -> i64| (0..count).map(|c| i128::from(of(c)).abs()).sum::<i128>();
        let limit = i128::from(SUM_MAX);
        if sum(&|c| program.columns[c].value) > limit || sum(&|c| program.columns[c].cost) > limit {
            return None;
        }
        Some(Self {
            most: program.rows.iter().map(|row| row.most.clamp(-SUM_MAX, SUM_MAX)).collect(),
            loads: vec![0; rows.len()],
            columns,
            rows,
            values: program.columns.iter().map(|column| column.value).collect(),
            costs: program.columns.iter().map(|column| column.cost).collect(),
            fixed: fixed.to_vec(),
            taken: vec![false; count],
            value: 0,
            cost: 0,
            trail: Vec::new(),
            patience: 0,
        })
    }

    pub(super) fn key(&self) -> Key {
        Key { value: self.value, saved: -self.cost }
    }

    pub(super) fn is_sound(&self) -> bool {
        self.loads.iter().zip(&self.most).all(|(load, most)| load <= most)
    }

    /// Begins with a plan that holds; else takes what is fixed, then what the plan to start from takes, as far as it holds.
    pub(super) fn begin(&mut self, start: Option<&[bool]>) {
        if let Some(plan) = start {
            self.go_to(plan);
            if self.is_sound() && self.keeps_fixed() {
                self.accept();
                return;
            }
            self.undo();
        }
        for column in 0..self.taken.len() {
            if self.fixed[column] == Some(true) && !self.taken[column] {
                self.flip(column);
            }
        }
        for column in 0..self.taken.len() {
            if start.is_some_and(|start| start.get(column).copied().unwrap_or(false))
                && !self.taken[column]
            {
                self.patience = 200;
                self.take(column);
            }
        }
        self.accept();
    }

    fn keeps_fixed(&self) -> bool {
        self.taken.iter().zip(&self.fixed).all(|(taken, fixed)| fixed.is_none_or(|is| is == *taken))
    }

    pub(super) fn go_to(&mut self, plan: &[bool]) {
        let pairs = plan.iter().zip(&self.taken).enumerate();
        let others: Vec<usize> =
            pairs.filter(|(_, (then, now))| then != now).map(|(column, _)| column).collect();
        for column in others {
            self.flip(column);
        }
    }

    pub(super) fn flip(&mut self, column: usize) {
        let is_taken = !self.taken[column];
        self.taken[column] = is_taken;
        let sign = if is_taken { 1 } else { -1 };
        self.value += sign * self.values[column];
        self.cost += sign * self.costs[column];
        for &(row, coefficient) in &self.columns[column] {
            self.loads[row] += sign * coefficient;
        }
        self.trail.push(column);
    }

    pub(super) fn back_to(&mut self, mark: usize) {
        while self.trail.len() > mark {
            let column = self.trail[self.trail.len() - 1];
            self.flip(column);
            let length = self.trail.len();
            self.trail.truncate(length - 2);
        }
    }

    /// What one unit of each row is worth.
    pub(super) fn prices(&self, given: &[f64]) -> Vec<f64> {
        if given.len() == self.rows.len() && given.iter().any(|&price| price > 0.0) {
            return given.to_vec();
        }
        let all: i64 = self.values.iter().filter(|&&value| value > 0).sum();
        (0..self.rows.len())
            .map(|row| {
                let asked: i64 = self.rows[row].iter().map(|&(_, c)| c.max(0)).sum();
                let most = self.most[row].max(1);
                let only_uses = self.rows[row].iter().all(|&(_, c)| c > 0);
                if only_uses && asked > most && self.most[row] > 1 {
                    all as f64 / most as f64 / self.rows.len() as f64 * (asked as f64 / most as f64)
                } else {
                    0.0
                }
            })
            .collect()
    }

    /// The columns by what they are worth for what they use.
    pub(super) fn order(&self, prices: &[f64], chance: &mut Rng, noise: f64) -> Vec<usize> {
        let mut keyed: Vec<(f64, usize)> = (0..self.taken.len())
            .filter(|&column| {
                !self.taken[column] && self.fixed[column].is_none() && self.values[column] >= 0
            })
            .map(|column| {
                let uses: f64 = self.columns[column]
                    .iter()
                    .map(|&(row, c)| prices[row] * c.max(0) as f64)
                    .sum();
                let worth =
                    self.values[column] as f64 / (uses + 1e-9 + 0.02 * self.values[column] as f64);
                (worth * (1.0 + noise * (chance.f64() - 0.5) * 2.0), column)
            })
            .collect();
        keyed.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        keyed.into_iter().map(|(_, column)| column).collect()
    }

    /// What is taken, column by column.
    pub(super) fn taken(&self) -> &[bool] {
        &self.taken
    }

    /// Keeps the plan as it is now.
    pub(super) fn accept(&mut self) {
        self.trail.clear();
    }

    /// Goes back to the plan that was last accepted.
    pub(super) fn undo(&mut self) {
        self.back_to(0);
    }
}
