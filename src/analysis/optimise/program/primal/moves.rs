//! What can be done to a plan: take a column with what it needs, put one back with what needs it, and more of both.
#![expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    reason = "columns and rows are numbers that were checked when the desk was laid; worth is rough on purpose"
)]

use fastrand::Rng;

use super::desk::Desk;

/// So far may one column pull others in.
const DEPTH_MAX: u32 = 12;

impl Desk {
    /// Whether a column can be taken with nothing else changed.
    fn fits(&self, column: usize) -> bool {
        self.columns[column].iter().all(|&(row, coefficient)| {
            coefficient <= 0 || self.loads[row] + coefficient <= self.most[row]
        })
    }

    /// Takes a column and what it needs; leaves everything as it was where that cannot be.
    pub(super) fn take(&mut self, column: usize) -> bool {
        let mark = self.trail.len();
        if self.take_with_needs(column, DEPTH_MAX) {
            return true;
        }
        self.back_to(mark);
        false
    }

    fn take_with_needs(&mut self, column: usize, depth: u32) -> bool {
        if self.taken[column]
            || self.fixed[column] == Some(false)
            || depth == 0
            || self.patience == 0
        {
            return false;
        }
        self.patience -= 1;
        // A row with nothing in it that could make room is the end at once.
        for &(row, coefficient) in &self.columns[column] {
            if coefficient > 0
                && self.loads[row] + coefficient > self.most[row]
                && self.rows[row].iter().all(|&(_, c)| c > 0)
            {
                return false;
            }
        }
        self.flip(column);
        for place in 0..self.columns[column].len() {
            let (row, coefficient) = self.columns[column][place];
            if coefficient > 0
                && self.loads[row] > self.most[row]
                && !self.make_room(row, depth - 1)
            {
                return false;
            }
        }
        true
    }

    /// Takes something that a row needs.
    fn make_room(&mut self, row: usize, depth: u32) -> bool {
        let mut open: Vec<usize> = self.rows[row]
            .iter()
            .filter(|&&(column, coefficient)| {
                coefficient < 0 && !self.taken[column] && self.fixed[column] != Some(false)
            })
            .map(|&(column, _)| column)
            .collect();
        open.sort_unstable_by_key(|&column| (std::cmp::Reverse(self.values[column]), column));
        for column in open {
            let mark = self.trail.len();
            if self.take_with_needs(column, depth) {
                if self.loads[row] <= self.most[row] {
                    return true;
                }
            } else {
                self.back_to(mark);
            }
        }
        false
    }

    /// Puts a column back and what needs it; false where a row cannot be mended so.
    fn leave(&mut self, column: usize) -> bool {
        let mark = self.trail.len();
        if self.leave_with_needing(column) {
            return true;
        }
        self.back_to(mark);
        false
    }

    fn leave_with_needing(&mut self, column: usize) -> bool {
        if self.fixed[column] == Some(true) {
            return false;
        }
        if !self.taken[column] {
            return true;
        }
        self.flip(column);
        for place in 0..self.columns[column].len() {
            let (row, coefficient) = self.columns[column][place];
            if coefficient >= 0 || self.loads[row] <= self.most[row] {
                continue;
            }
            for number in 0..self.rows[row].len() {
                let (other, uses) = self.rows[row][number];
                if self.loads[row] <= self.most[row] {
                    break;
                }
                if uses > 0 && self.taken[other] && !self.leave_with_needing(other) {
                    return false;
                }
            }
            if self.loads[row] > self.most[row] {
                return false;
            }
        }
        true
    }

    /// Puts back some columns that have to do with each other.
    pub(super) fn ruin(&mut self, chance: &mut Rng, most: usize) {
        let taken: Vec<usize> =
            (0..self.taken.len()).filter(|&c| self.taken[c] && self.fixed[c].is_none()).collect();
        if taken.is_empty() {
            return;
        }
        let wanted = 1 + chance.usize(0..taken.len().div_euclid(2).clamp(1, most));
        let seed = taken[chance.usize(0..taken.len())];
        let mut near: Vec<usize> = Vec::new();
        if chance.f64() < 0.6 && !self.columns[seed].is_empty() {
            // Those that share tight rows with one of them.
            let rows: Vec<usize> = self.columns[seed].iter().map(|&(row, _)| row).collect();
            for _ in 0..3 {
                let row = rows[chance.usize(0..rows.len())];
                near.extend(
                    self.rows[row].iter().map(|&(column, _)| column).filter(|&c| self.taken[c]),
                );
            }
            chance.shuffle(&mut near);
        }
        near.insert(0, seed);
        let mut gone = 0;
        for column in near
            .into_iter()
            .chain(std::iter::repeat_with(|| taken[chance.usize(0..taken.len())]).take(2 * wanted))
        {
            if gone >= wanted {
                break;
            }
            if self.taken[column] && self.leave(column) {
                gone += 1;
            }
        }
    }

    /// Takes a column that is not taken, and puts back what is in its way.
    pub(super) fn press_in(&mut self, chance: &mut Rng) {
        let count = self.taken.len();
        let Some(column) = (0..if count > 0 { 20 } else { 0 })
            .map(|_| chance.usize(0..count))
            .find(|&c| !self.taken[c] && self.fixed[c].is_none() && self.values[c] > 0)
        else {
            return;
        };
        self.flip(column);
        let mark = self.trail.len();
        if !self.settle(column, chance, DEPTH_MAX) {
            self.back_to(mark - 1);
        }
    }

    /// Makes every row of a taken column hold again.
    fn settle(&mut self, column: usize, chance: &mut Rng, depth: u32) -> bool {
        if depth == 0 {
            return false;
        }
        let mut rows: Vec<(usize, i64)> = self.columns[column].clone();
        // Those that allow one of several first: another start of the same project goes before anything else does.
        rows.sort_by_key(|&(row, _)| (self.most[row] != 1, self.rows[row].len()));
        for (row, coefficient) in rows {
            while coefficient > 0 && self.loads[row] > self.most[row] {
                if !self.settle_row(column, row, chance, depth) {
                    return false;
                }
            }
        }
        true
    }

    /// One step towards a row of a taken column that holds: what it needs is taken, or something that uses it left.
    fn settle_row(&mut self, column: usize, row: usize, chance: &mut Rng, depth: u32) -> bool {
        let is_needed = |(other, uses): &(usize, i64)| {
            *uses < 0 && !self.taken[*other] && self.fixed[*other] != Some(false)
        };
        let is_using =
            |(other, uses): &(usize, i64)| *uses > 0 && self.taken[*other] && *other != column;
        let terms = self.rows[row].iter().copied();
        let needed: Vec<usize> = terms.clone().filter(is_needed).map(|term| term.0).collect();
        let using: Vec<usize> = terms.filter(is_using).map(|term| term.0).collect();
        if !needed.is_empty() {
            let other = needed[chance.usize(0..needed.len())];
            self.flip(other);
            return self.settle(other, chance, depth - 1) && self.taken[column];
        }
        if using.is_empty() {
            return false;
        }
        // Of a few the one that is worth least for what it uses here.
        let tries = 1 + chance.usize(0..4);
        let other = (0..tries)
            .map(|_| using[chance.usize(0..using.len())])
            .min_by(|&a, &b| self.worth_in(a, row).total_cmp(&self.worth_in(b, row)));
        other.is_some_and(|other| self.leave(other)) && self.taken[column]
    }

    fn worth_in(&self, column: usize, row: usize) -> f64 {
        let uses =
            self.columns[column].iter().find(|term| term.0 == row).map_or(1, |term| term.1.max(1));
        self.values[column] as f64 / uses as f64
    }

    /// Takes columns in an order, each where it can be.
    pub(super) fn recreate(&mut self, order: &[usize]) {
        for &column in order {
            if self.values[column] < 0 || self.taken[column] {
                continue;
            }
            if self.fits(column) {
                self.flip(column);
            } else {
                self.patience = 24;
                let before = self.key();
                let mark = self.trail.len();
                if self.take(column) && self.key() < before {
                    self.back_to(mark);
                }
            }
        }
    }

    /// Tries to mend rows that do not hold: those of what is fixed, and those that ask for something.
    pub(super) fn repair(&mut self, chance: &mut Rng) -> bool {
        for _ in 0..200 {
            let broken: Vec<usize> =
                (0..self.rows.len()).filter(|&row| self.loads[row] > self.most[row]).collect();
            let Some(&row) = broken.get(chance.usize(0..broken.len().max(1))) else { return true };
            self.patience = 500;
            if self.make_room(row, DEPTH_MAX) {
                continue;
            }
            // Make room by leaving something that uses it.
            let mut using: Vec<usize> = self.rows[row]
                .iter()
                .filter(|&&(c, uses)| uses > 0 && self.taken[c])
                .map(|&(c, _)| c)
                .collect();
            chance.shuffle(&mut using);
            let _is_done = using.into_iter().any(|column| self.leave(column));
        }
        self.is_sound()
    }
}
