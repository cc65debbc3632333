//! One exchange of the tableau: a basic variable and a nonbasic one change places.
#![expect(clippy::indexing_slicing, reason = "a numeric kernel; row and column are of the tableau")]

use super::tableau::{Place, Tableau};

/// What is smaller than this is taken for rounding.
const NOISE: f64 = 1e-11;

impl Tableau {
    /// Exchanges the basic variable of `row` and the nonbasic one of `side`; values of basic variables are the caller's.
    pub(super) fn exchange(&mut self, row: usize, side: usize) {
        let column = self.column(side);
        self.exchange_with(row, side, &column);
        self.room.column = column;
    }

    /// The rows in which a column of the tableau is not 0, with its cells there; what is only noise becomes 0. Whoever is done with it gives
    /// the list back to the room.
    pub(super) fn column(&mut self, side: usize) -> Vec<(usize, f64)> {
        let mut column = std::mem::take(&mut self.room.column);
        column.clear();
        for (row, cell) in self.cells.iter_mut().skip(side).step_by(self.width).enumerate() {
            if cell.abs() >= NOISE {
                column.push((row, *cell));
            } else {
                *cell = 0.0;
            }
        }
        column
    }

    /// The same where the column has been taken out.
    pub(super) fn exchange_with(&mut self, row: usize, side: usize, column: &[(usize, f64)]) {
        let width = self.width;
        let inverse = 1.0 / self.at(row, side);
        let mut pivot_row = std::mem::take(&mut self.room.pivot_row);
        pivot_row.clear();
        pivot_row.extend_from_slice(self.row(row));
        for cell in &mut pivot_row {
            *cell = if cell.abs() < NOISE { 0.0 } else { *cell * inverse };
        }
        pivot_row[side] = inverse;
        let mut filled = std::mem::take(&mut self.room.filled);
        filled.clear();
        filled.extend((0..width).filter(|at| *at != side && pivot_row[*at] != 0.0));
        let is_dense = filled.len() * 3 > width;
        let constant = self.constant[row] * inverse;
        for (other, factor) in column.iter().copied().filter(|(other, _)| *other != row) {
            let cells = &mut self.cells[other * width..(other + 1) * width];
            subtract(cells, &pivot_row, factor, is_dense, &filled);
            cells[side] = -factor * inverse;
            self.constant[other] -= factor * constant;
        }
        let gain = self.gain[side];
        if gain != 0.0 {
            subtract(&mut self.gain, &pivot_row, gain, is_dense, &filled);
            self.gain[side] = -gain * inverse;
        }
        self.cells[row * width..(row + 1) * width].copy_from_slice(&pivot_row);
        self.constant[row] = constant;
        let (leaving, entering) = (self.head[row], self.side[side]);
        self.head[row] = entering;
        self.side[side] = leaving;
        self.place[entering] = Place::Row(row);
        self.place[leaving] = Place::Side(side);
        self.pivots += 1;
        (self.room.pivot_row, self.room.filled) = (pivot_row, filled);
    }
}

/// Takes a multiple of the pivot row off another.
fn subtract(cells: &mut [f64], pivot_row: &[f64], factor: f64, is_dense: bool, filled: &[usize]) {
    if is_dense {
        for (cell, pivot) in cells.iter_mut().zip(pivot_row) {
            *cell -= factor * pivot;
        }
        return;
    }
    for at in filled {
        let cell = &mut cells[*at];
        *cell -= factor * pivot_row[*at];
        if cell.abs() < NOISE {
            *cell = 0.0;
        }
    }
}
