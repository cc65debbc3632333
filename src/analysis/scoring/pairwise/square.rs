//! A square table of numbers.

/// So many rows of as many numbers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Square {
    size: usize,
    cells: Vec<f64>,
}

impl Square {
    /// The table with `value` everywhere.
    pub(super) fn filled(size: usize, value: f64) -> Self {
        Self { size, cells: vec![value; size * size] }
    }

    pub(super) fn at(&self, row: usize, column: usize) -> f64 {
        self.cells.get(row * self.size + column).copied().unwrap_or(0.0)
    }

    pub(super) fn at_mut(&mut self, row: usize, column: usize) -> Option<&mut f64> {
        self.cells.get_mut(row * self.size + column)
    }

    pub(super) fn set(&mut self, row: usize, column: usize, value: f64) {
        if let Some(cell) = self.at_mut(row, column) {
            *cell = value;
        }
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &[f64]> {
        // Pieces of no length are refused, and an empty table has no rows anyway.
        self.cells.chunks_exact(self.size.max(1))
    }

    /// The table times a column of numbers.
    pub(super) fn times(&self, column: &[f64]) -> Vec<f64> {
        let product = |row: &[f64]| row.iter().zip(column).map(|(one, other)| one * other).sum();
        self.rows().map(product).collect()
    }

    /// The table times itself, divided by its largest number: only proportions matter.
    pub(super) fn squared(&self) -> Self {
        let mut product = Self::filled(self.size, 0.0);
        for (row, into) in self.rows().zip(product.cells.chunks_exact_mut(self.size.max(1))) {
            for (factor, other) in row.iter().zip(self.rows()) {
                for (cell, number) in into.iter_mut().zip(other) {
                    *cell += factor * number;
                }
            }
        }
        let largest = product.cells.iter().copied().fold(0.0, f64::max);
        if largest > 0.0 {
            for cell in &mut product.cells {
                *cell /= largest;
            }
        }
        product
    }
}
