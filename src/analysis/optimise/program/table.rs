//! The rows in whole numbers, by row and by column, each column once in a row.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "a numeric kernel; columns are checked when rows come in, and there are less than 2³² of them"
)]

/// One row: Σ coefficient · taken ≤ most.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// Column and coefficient, by column; none is zero.
    pub(super) terms: Vec<(u32, i128)>,
    pub(super) most: i128,
    /// The largest coefficient, without its sign.
    pub(super) largest: i128,
    /// The coefficients divided by the largest: for bounds.
    pub(super) scaled: Vec<f64>,
}

impl Line {
    /// The right side divided by the largest coefficient.
    pub(super) fn scaled_most(&self) -> f64 {
        self.most as f64 / self.largest.max(1) as f64
    }
}

/// The rows.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    pub(super) lines: Vec<Line>,
    /// For each column its rows and coefficients.
    pub(super) uses: Vec<Vec<(u32, i128)>>,
}

impl Table {
    pub(super) fn new(column_count: usize) -> Self {
        Self { lines: Vec::new(), uses: vec![Vec::new(); column_count] }
    }

    pub(super) fn column_count(&self) -> usize {
        self.uses.len()
    }

    /// Adds a row; columns that do not exist count nothing, those named twice with the sum.
    pub(super) fn push(&mut self, terms: impl IntoIterator<Item = (usize, i128)>, most: i128) {
        let known = terms.into_iter().filter(|(column, _)| *column < self.uses.len());
        let mut sorted: Vec<(u32, i128)> = known.map(|(column, c)| (column as u32, c)).collect();
        sorted.sort_by_key(|(column, _)| *column);
        let mut terms: Vec<(u32, i128)> = Vec::with_capacity(sorted.len());
        for (column, coefficient) in sorted {
            match terms.last_mut() {
                Some((last, sum)) if *last == column => *sum += coefficient,
                _ => terms.push((column, coefficient)),
            }
        }
        terms.retain(|(_, coefficient)| *coefficient != 0);
        self.append(terms, most);
    }

    /// Adds a row of which the columns exist, are in order, and each is named once with a coefficient that is not 0.
    pub(super) fn append(&mut self, terms: Vec<(u32, i128)>, most: i128) {
        let row = self.lines.len() as u32;
        for (column, coefficient) in &terms {
            self.uses[*column as usize].push((row, *coefficient));
        }
        let largest = terms.iter().map(|(_, coefficient)| coefficient.abs()).max().unwrap_or(0);
        let scaled = terms.iter().map(|(_, part)| *part as f64 / largest as f64).collect();
        self.lines.push(Line { terms, most, largest, scaled });
    }
}
