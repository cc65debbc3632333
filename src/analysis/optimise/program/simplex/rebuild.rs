//! The tableau anew from its equations, with the same variables basic: against rounding that adds up.
#![expect(
    clippy::indexing_slicing,
    reason = "a numeric kernel; the places of variables, rows and columns are of the tableau"
)]

use super::tableau::{Equation, Place, Tableau};

/// A pivot must not be smaller.
const PIVOT_MIN: f64 = 1e-7;

impl Tableau {
    /// Works the tableau out anew; what was basic stays basic as far as that can be.
    pub(in super::super) fn rebuild(&mut self) {
        let is_basic: Vec<bool> =
            self.place.iter().map(|place| matches!(place, Place::Row(_))).collect();
        self.adopt(&is_basic);
    }

    /// Works the tableau out anew with these variables basic, as far as that can be: columns of the program, then slacks.
    pub(in super::super) fn adopt(&mut self, is_basic: &[bool]) {
        self.start_over();
        self.make_basic(is_basic);
        self.reprice();
        self.refresh();
        self.pivots = 0;
    }

    /// A tableau of the same equations with all slacks basic.
    fn start_over(&mut self) {
        let (width, height) = (self.width, self.height());
        let present: Vec<usize> = (0..self.equations.len())
            .filter(|slot| self.place[width + slot] != Place::Nowhere)
            .collect();
        self.cells.clear();
        self.cells.resize(width * height, 0.0);
        self.side = (0..width).collect();
        self.place[..width].copy_from_slice(&(0..width).map(Place::Side).collect::<Vec<_>>());
        for (row, slot) in present.iter().enumerate() {
            let Equation { terms, most } = &self.equations[*slot];
            for (column, coefficient) in terms {
                self.cells[row * width + column] = *coefficient;
            }
            self.constant[row] = *most;
            self.head[row] = width + slot;
            self.place[width + slot] = Place::Row(row);
        }
        self.gain.copy_from_slice(&self.objective);
        self.weight.fill(1.0);
    }

    /// Brings columns of the program into the basis against slacks that are not to be basic, the safest pivots first.
    fn make_basic(&mut self, is_basic: &[bool]) {
        for column in (0..self.width).filter(|column| is_basic[*column]) {
            let Place::Side(side) = self.place[column] else { continue };
            let candidates = (0..self.height())
                .filter(|row| self.head[*row] >= self.width && !is_basic[self.head[*row]]);
            let magnitude = |row: usize| self.at(row, side).abs();
            let best =
                candidates.max_by(|one, other| magnitude(*one).total_cmp(&magnitude(*other)));
            if let Some(row) = best.filter(|row| magnitude(*row) > PIVOT_MIN) {
                self.exchange(row, side);
            }
        }
    }
}
