//! The tableau: what is basic, what is not, and how the one hangs on the other.
#![expect(
    clippy::indexing_slicing,
    reason = "a numeric kernel; the places of variables, rows and columns are kept by this file"
)]

/// Where a variable stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Basic, in this row of the tableau.
    Row(usize),
    /// Not basic, in this column of the tableau.
    Side(usize),
    /// The slack of a row that was taken away.
    Nowhere,
}

/// A row of the program, scaled so that its largest coefficient is 1.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Equation {
    pub(in super::super) terms: Vec<(usize, f64)>,
    pub(in super::super) most: f64,
}

/// Variables 0 … n − 1 are the columns of the program; n + k is the slack of the k-th equation.
#[derive(Debug, Clone)]
pub(in super::super) struct Tableau {
    pub(super) width: usize,
    pub(super) equations: Vec<Equation>,
    /// Slots of equations that were taken away.
    pub(super) empty: Vec<usize>,
    pub(super) objective: Vec<f64>,
    pub(super) lower: Vec<f64>,
    pub(super) upper: Vec<f64>,
    /// Whether a variable, when it is not basic, is at its upper bound.
    pub(super) is_up: Vec<bool>,
    pub(super) place: Vec<Place>,
    /// The basic variable of each row.
    pub(super) head: Vec<usize>,
    /// The nonbasic variable of each column.
    pub(super) side: Vec<usize>,
    /// Row by row: basic = constant − Σ cell · nonbasic.
    pub(super) cells: Vec<f64>,
    pub(super) constant: Vec<f64>,
    /// The values of the basic variables.
    pub(super) value: Vec<f64>,
    /// The reduced costs of the nonbasic variables: what one more of it adds to the objective.
    pub(super) gain: Vec<f64>,
    /// Devex weights of the rows.
    pub(super) weight: Vec<f64>,
    pub(super) pivots: usize,
    pub(super) room: Room,
}

/// Room for what an exchange works out, kept so that it is not asked for anew each time.
#[derive(Debug, Clone, Default)]
pub(super) struct Room {
    pub(super) column: Vec<(usize, f64)>,
    pub(super) pivot_row: Vec<f64>,
    pub(super) filled: Vec<usize>,
    pub(super) candidates: Vec<(f64, f64, usize)>,
    pub(super) flips: Vec<usize>,
    pub(super) changes: Vec<(usize, f64)>,
}

impl Tableau {
    pub(in super::super) fn new(objective: &[f64]) -> Self {
        let width = objective.len();
        Self {
            width,
            equations: Vec::new(),
            empty: Vec::new(),
            objective: objective.to_vec(),
            lower: vec![0.0; width],
            upper: vec![1.0; width],
            is_up: objective.iter().map(|gain| *gain > 0.0).collect(),
            place: (0..width).map(Place::Side).collect(),
            head: Vec::new(),
            side: (0..width).collect(),
            cells: Vec::new(),
            constant: Vec::new(),
            value: Vec::new(),
            gain: objective.to_vec(),
            weight: Vec::new(),
            pivots: 0,
            room: Room::default(),
        }
    }

    /// With these equations, each with the most that its slack can come to. [`Tableau::adopt`] must follow.
    pub(in super::super) fn with(objective: &[f64], equations: Vec<(Equation, f64)>) -> Self {
        let (mut made, height) = (Self::new(objective), equations.len());
        for (equation, room) in equations {
            let slot = made.new_slot(equation, room);
            made.head.push(made.width + slot);
            made.place[made.width + slot] = Place::Row(slot);
        }
        made.constant.resize(height, 0.0);
        made.value.resize(height, 0.0);
        made.weight.resize(height, 1.0);
        made
    }

    /// Takes over where another tableau stands, for a trial of a few exchanges: without its equations, so that nothing can be added or worked
    /// out anew. What this one has allocated is used again.
    pub(in super::super) fn imitate(&mut self, other: &Self) {
        self.width = other.width;
        self.objective.clone_from(&other.objective);
        self.lower.clone_from(&other.lower);
        self.upper.clone_from(&other.upper);
        self.is_up.clone_from(&other.is_up);
        self.place.clone_from(&other.place);
        self.head.clone_from(&other.head);
        self.side.clone_from(&other.side);
        self.cells.clone_from(&other.cells);
        self.constant.clone_from(&other.constant);
        self.value.clone_from(&other.value);
        self.gain.clone_from(&other.gain);
        self.weight.clone_from(&other.weight);
        self.pivots = 0;
    }

    pub(in super::super) fn height(&self) -> usize {
        self.head.len()
    }

    pub(in super::super) fn cell_count(&self) -> usize {
        self.cells.len()
    }

    pub(in super::super) fn row(&self, row: usize) -> &[f64] {
        &self.cells[row * self.width..(row + 1) * self.width]
    }

    pub(super) fn at(&self, row: usize, column: usize) -> f64 {
        self.cells[row * self.width + column]
    }

    /// The value of a nonbasic variable.
    pub(super) fn rest(&self, variable: usize) -> f64 {
        if self.is_up[variable] { self.upper[variable] } else { self.lower[variable] }
    }

    /// The value of a column of the program.
    pub(in super::super) fn x(&self, column: usize) -> f64 {
        match self.place[column] {
            Place::Row(row) => self.value[row],
            Place::Side(_) | Place::Nowhere => self.rest(column),
        }
    }

    /// The row in which a column of the program is basic.
    pub(in super::super) fn basic_row(&self, column: usize) -> Option<usize> {
        match self.place[column] {
            Place::Row(row) => Some(row),
            Place::Side(_) | Place::Nowhere => None,
        }
    }

    /// The price of an equation: what one more of its right side adds. Below 0 where its slack is as large as it can be, and what
    /// it can be should be more.
    pub(in super::super) fn price(&self, equation: usize) -> f64 {
        match self.place[self.width + equation] {
            Place::Side(side) => -self.gain[side],
            Place::Row(_) | Place::Nowhere => 0.0,
        }
    }

    /// Whether the slack of an equation is basic: then it does not bind.
    pub(in super::super) fn is_loose(&self, equation: usize) -> bool {
        matches!(self.place[self.width + equation], Place::Row(_))
    }

    /// The cell of an equation's slack in a row of the tableau; 1 where it is basic there, 0 where it is basic elsewhere.
    pub(in super::super) fn slack_cell(&self, row: usize, equation: usize) -> f64 {
        match self.place[self.width + equation] {
            Place::Side(side) => self.at(row, side),
            Place::Row(basic) if basic == row => 1.0,
            Place::Row(_) | Place::Nowhere => 0.0,
        }
    }

    /// The least and the most that the left side of an equation can come to.
    pub(in super::super) fn range(&self, equation: usize) -> (f64, f64) {
        let most = self.equations[equation].most;
        (most - self.upper[self.width + equation], most)
    }

    pub(in super::super) fn equation(&self, equation: usize) -> &Equation {
        &self.equations[equation]
    }

    /// The value of the objective.
    pub(in super::super) fn objective_value(&self) -> f64 {
        self.objective.iter().enumerate().map(|(column, gain)| gain * self.x(column)).sum()
    }

    /// Adds an equation whose slack is basic; `room` is the most that the slack can come to. Gives its number.
    pub(in super::super) fn push(&mut self, equation: Equation, room: f64) -> usize {
        let row = self.height();
        self.cells.resize((row + 1) * self.width, 0.0);
        let mut constant = equation.most;
        for (column, coefficient) in &equation.terms {
            match self.place[*column] {
                Place::Row(basic) => {
                    constant -= coefficient * self.constant[basic];
                    let (above, new) = self.cells.split_at_mut(row * self.width);
                    let from = &above[basic * self.width..(basic + 1) * self.width];
                    for (cell, other) in new.iter_mut().zip(from) {
                        *cell -= coefficient * other;
                    }
                }
                Place::Side(side) => self.cells[row * self.width + side] += coefficient,
                Place::Nowhere => (),
            }
        }
        let slot = self.new_slot(equation, room);
        self.head.push(self.width + slot);
        self.place[self.width + slot] = Place::Row(row);
        self.constant.push(constant);
        self.value.push(0.0);
        self.weight.push(1.0);
        let support = self.support();
        self.refresh_row(row, &support);
        slot
    }

    fn new_slot(&mut self, equation: Equation, room: f64) -> usize {
        if let Some(slot) = self.empty.pop() {
            self.equations[slot] = equation;
            self.upper[self.width + slot] = room;
            return slot;
        }
        self.equations.push(equation);
        self.lower.push(0.0);
        self.upper.push(room);
        self.is_up.push(false);
        self.place.push(Place::Nowhere);
        self.equations.len() - 1
    }

    /// Takes an equation away that does not bind.
    pub(in super::super) fn remove(&mut self, equation: usize) {
        let Place::Row(row) = self.place[self.width + equation] else { return };
        let last = self.height() - 1;
        if row != last {
            self.cells.copy_within(last * self.width..(last + 1) * self.width, row * self.width);
            self.place[self.head[last]] = Place::Row(row);
        }
        self.cells.truncate(last * self.width);
        self.head.swap_remove(row);
        self.constant.swap_remove(row);
        self.value.swap_remove(row);
        self.weight.swap_remove(row);
        self.place[self.width + equation] = Place::Nowhere;
        self.equations[equation] = Equation::default();
        self.empty.push(equation);
    }

    /// Sets the bounds of columns of the program.
    pub(in super::super) fn bound(&mut self, bounds: impl Iterator<Item = (usize, f64, f64)>) {
        let mut changes = std::mem::take(&mut self.room.changes);
        changes.clear();
        for (column, lower, upper) in bounds {
            let is_same = self.lower[column].total_cmp(&lower).is_eq()
                && self.upper[column].total_cmp(&upper).is_eq();
            if is_same {
                continue;
            }
            let before = self.rest(column);
            self.lower[column] = lower;
            self.upper[column] = upper;
            let Place::Side(side) = self.place[column] else { continue };
            if self.gain[side] != 0.0 {
                self.is_up[column] = self.gain[side] > 0.0;
            }
            let change = self.rest(column) - before;
            if change != 0.0 {
                changes.push((side, change));
            }
        }
        self.shift(&changes);
        self.room.changes = changes;
    }

    /// Follows changes of nonbasic variables, given by their columns in the tableau.
    pub(super) fn shift(&mut self, changes: &[(usize, f64)]) {
        if changes.is_empty() {
            return;
        }
        for row in 0..self.height() {
            let cells = self.row(row);
            let used: f64 = changes.iter().map(|(side, change)| cells[*side] * change).sum();
            self.value[row] -= used;
        }
    }

    /// Sets the right side of an equation and the most its slack can come to. [`Tableau::refresh`] must follow before solving.
    pub(in super::super) fn set_most(&mut self, equation: usize, most: f64, room: f64) {
        let change = most - self.equations[equation].most;
        self.equations[equation].most = most;
        self.upper[self.width + equation] = room;
        match self.place[self.width + equation] {
            Place::Row(row) => self.constant[row] += change,
            Place::Side(side) => {
                for row in 0..self.height() {
                    self.constant[row] += self.at(row, side) * change;
                }
            }
            Place::Nowhere => (),
        }
    }

    /// Puts every nonbasic variable where its reduced cost wants it, and works out the values of the basic ones.
    pub(in super::super) fn refresh(&mut self) {
        for side in 0..self.width {
            let variable = self.side[side];
            if self.gain[side] > 0.0 {
                self.is_up[variable] = true;
            } else if self.gain[side] < 0.0 {
                self.is_up[variable] = false;
            }
        }
        let support = self.support();
        for row in 0..self.height() {
            self.refresh_row(row, &support);
        }
    }

    /// The columns of the tableau whose variables are not 0, with their values.
    fn support(&self) -> Vec<(usize, f64)> {
        let rests = self.side.iter().map(|variable| self.rest(*variable)).enumerate();
        rests.filter(|(_, rest)| *rest != 0.0).collect()
    }

    fn refresh_row(&mut self, row: usize, support: &[(usize, f64)]) {
        let cells = self.row(row);
        let used: f64 = support.iter().map(|(side, rest)| cells[*side] * rest).sum();
        self.value[row] = self.constant[row] - used;
    }

    /// Works out the reduced costs from the objective.
    pub(super) fn reprice(&mut self) {
        for side in 0..self.width {
            let variable = self.side[side];
            self.gain[side] = self.objective.get(variable).copied().unwrap_or(0.0);
        }
        for row in 0..self.height() {
            let Some(gain) = self.objective.get(self.head[row]).copied() else { continue };
            let cells = &self.cells[row * self.width..(row + 1) * self.width];
            for (sum, cell) in self.gain.iter_mut().zip(cells) {
                *sum -= gain * cell;
            }
        }
        for gain in &mut self.gain {
            if gain.abs() < 1e-12 {
                *gain = 0.0;
            }
        }
    }

    /// Changes what the columns of the program are worth. [`Tableau::refresh`] must follow before solving.
    pub(in super::super) fn set_objective(&mut self, objective: &[f64]) {
        self.objective.copy_from_slice(objective);
        self.reprice();
    }
}
