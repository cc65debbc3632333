//! What is decided so far, and what follows from it row by row.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "a numeric kernel; every column and row is one of the table"
)]

use super::table::Table;

/// A column that must be taken or left; the two can be told apart by the lowest bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Choice(u32);

impl Choice {
    pub(super) fn new(column: usize, taken: bool) -> Self {
        Self((column as u32) << 1 | u32::from(taken))
    }

    pub(super) fn column(self) -> usize {
        (self.0 >> 1) as usize
    }

    pub(super) fn taken(self) -> bool {
        self.0 & 1 == 1
    }
}

/// What is decided so far. Every decision can be taken back, the last one first.
#[derive(Debug, Clone)]
pub(super) struct Domain {
    state: Vec<Option<bool>>,
    /// For each row the least that its left side can come to.
    least: Vec<i128>,
    /// The decisions, in order.
    trail: Vec<Choice>,
    waiting: Vec<u32>,
    is_waiting: Vec<bool>,
}

impl Domain {
    /// Nothing is decided.
    pub(super) fn new(table: &Table) -> Self {
        let mut made = Self {
            state: vec![None; table.column_count()],
            least: Vec::new(),
            trail: Vec::new(),
            waiting: Vec::new(),
            is_waiting: Vec::new(),
        };
        made.meet_new_rows(table);
        made
    }

    /// Takes in rows that were added to the table.
    pub(super) fn meet_new_rows(&mut self, table: &Table) {
        self.least.truncate(table.lines.len());
        self.is_waiting.truncate(table.lines.len());
        self.waiting.retain(|row| (*row as usize) < table.lines.len());
        for row in self.least.len()..table.lines.len() {
            let part = |(column, coefficient): &(u32, i128)| match self.state[*column as usize] {
                Some(taken) => {
                    if taken {
                        *coefficient
                    } else {
                        0
                    }
                }
                None => (*coefficient).min(0),
            };
            self.least.push(table.lines[row].terms.iter().map(part).sum());
            self.is_waiting.push(true);
            self.waiting.push(row as u32);
        }
    }

    pub(super) fn get(&self, column: usize) -> Option<bool> {
        self.state[column]
    }

    pub(super) fn is_free(&self, column: usize) -> bool {
        self.state[column].is_none()
    }

    /// What every row can still take beyond its least.
    pub(super) fn room(&self, table: &Table, row: usize) -> i128 {
        table.lines[row].most - self.least[row]
    }

    pub(super) fn trail(&self) -> &[Choice] {
        &self.trail
    }

    /// How many decisions there are: a mark to go back to.
    pub(super) fn mark(&self) -> usize {
        self.trail.len()
    }

    pub(super) fn is_complete(&self) -> bool {
        self.trail.len() == self.state.len()
    }

    /// What is taken, with what is open left.
    pub(super) fn plan(&self) -> Vec<bool> {
        self.state.iter().map(|state| *state == Some(true)).collect()
    }

    /// Goes back to a mark.
    pub(super) fn undo_to(&mut self, table: &Table, mark: usize) {
        while self.trail.len() > mark {
            let Some(choice) = self.trail.pop() else { return };
            self.state[choice.column()] = None;
            for (row, coefficient) in &table.uses[choice.column()] {
                let change = Self::change(*coefficient, choice.taken());
                self.least[*row as usize] -= change;
            }
        }
        for row in self.waiting.drain(..) {
            self.is_waiting[row as usize] = false;
        }
    }

    /// How much the least of a row rises.
    fn change(coefficient: i128, taken: bool) -> i128 {
        match (taken, coefficient > 0) {
            (true, true) => coefficient,
            (false, false) => -coefficient,
            _ => 0,
        }
    }

    /// Decides; says whether that can be. What follows comes with [`Domain::propagate`].
    pub(super) fn set(&mut self, table: &Table, choice: Choice) -> bool {
        let column = choice.column();
        if let Some(taken) = self.state[column] {
            return taken == choice.taken();
        }
        self.state[column] = Some(choice.taken());
        self.trail.push(choice);
        let mut holds = true;
        for (row, coefficient) in &table.uses[column] {
            let change = Self::change(*coefficient, choice.taken());
            if change == 0 {
                continue;
            }
            let at = *row as usize;
            self.least[at] += change;
            let room = table.lines[at].most - self.least[at];
            holds &= room >= 0;
            if room < table.lines[at].largest && !self.is_waiting[at] {
                self.is_waiting[at] = true;
                self.waiting.push(*row);
            }
        }
        holds
    }

    /// Decides what follows from the decisions; says whether all can hold together.
    pub(super) fn propagate(&mut self, table: &Table) -> bool {
        while let Some(row) = self.waiting.pop() {
            let at = row as usize;
            self.is_waiting[at] = false;
            let line = &table.lines[at];
            let room = line.most - self.least[at];
            if room < 0 {
                return false;
            }
            if room >= line.largest {
                continue;
            }
            for (column, coefficient) in &line.terms {
                let is_forced = coefficient.abs() > room && self.state[*column as usize].is_none();
                let choice = Choice::new(*column as usize, *coefficient < 0);
                if is_forced && !self.set(table, choice) {
                    return false;
                }
            }
        }
        true
    }

    /// Decides and draws the consequences; says whether that can be. Where not, the caller goes back to a mark.
    pub(super) fn decide(&mut self, table: &Table, choice: Choice) -> bool {
        self.set(table, choice) && self.propagate(table)
    }
}
