//! The question: columns to take or to leave, and rows that must hold.

/// Choose a subset of columns so that the value is highest and every row holds. All figures are whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Program {
    /// What can be taken; the place in the list is the name.
    pub columns: Vec<Column>,
    /// What must hold.
    pub rows: Vec<Row>,
}

/// Something that is taken or left.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Column {
    /// What taking it adds to the value; may be negative.
    pub value: i64,
    /// Among plans of the highest value the one with the lowest sum of these is the answer; if that is a tie too, the one that takes
    /// the earlier columns (the lexicographically largest list of 0 and 1).
    pub cost: i64,
}

/// Σ coefficient · taken ≤ most.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Column and coefficient, in any order. Coefficients may be negative: "a needs b" is a − b ≤ 0, "at least 2 of a, b, c" is
    /// −a − b − c ≤ −2. A column that is named twice counts with the sum; one that does not exist counts nothing.
    pub terms: Vec<(usize, i64)>,
    /// The most that the sum may be.
    pub most: i64,
}

impl Program {
    /// The sum of the values of what is taken; what is beyond the end of the list is not taken.
    pub fn value_of(&self, chosen: &[bool]) -> i128 {
        self.taken(chosen).map(|column| i128::from(column.value)).sum()
    }

    /// The sum of the costs of what is taken.
    pub fn cost_of(&self, chosen: &[bool]) -> i128 {
        self.taken(chosen).map(|column| i128::from(column.cost)).sum()
    }

    /// Whether every row holds, in whole numbers.
    pub fn holds(&self, chosen: &[bool]) -> bool {
        self.rows.iter().all(|row| row.load_of(chosen) <= i128::from(row.most))
    }

    fn taken<'a>(&'a self, chosen: &'a [bool]) -> impl Iterator<Item = &'a Column> {
        self.columns.iter().zip(chosen).filter(|(_, is_taken)| **is_taken).map(|(column, _)| column)
    }
}

impl Row {
    /// The left side: the sum of the coefficients of what is taken.
    pub fn load_of(&self, chosen: &[bool]) -> i128 {
        let is_taken = |column: usize| chosen.get(column).copied().unwrap_or(false);
        let taken = self.terms.iter().filter(|(column, _)| is_taken(*column));
        taken.map(|(_, coefficient)| i128::from(*coefficient)).sum()
    }
}
