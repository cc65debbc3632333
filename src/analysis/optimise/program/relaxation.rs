//! The relaxation of a program: columns may be taken in part. Gives bounds that hold whatever rounding does.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a numeric kernel: floating point serves bounds only, and the bounds allow for rounding"
)]

use super::domain::Domain;
use super::simplex::{End, Equation, Tableau};
use super::table::{Line, Table};

/// A row is violated when it is exceeded by this part of its largest coefficient.
const VIOLATED: f64 = 1e-6;
/// A sum of so many roundings: what a bound is raised by, as a part of all that was added.
const ROUNDING: f64 = 4e-15;
/// A row that has not bound for so many solves is taken out.
const AGE_MAX: u32 = 1;
/// A larger tableau is not copied for a trial.
const TRIAL_CELLS_MAX: usize = 300_000;
const NONE: usize = usize::MAX;

/// The relaxation, with the rows that have mattered so far.
#[derive(Debug, Clone)]
pub(super) struct Relaxation {
    pub(super) tableau: Tableau,
    /// Values of columns as numbers near 1.
    gains: Vec<f64>,
    scale: f64,
    slot_of: Vec<usize>,
    line_of: Vec<usize>,
    age: Vec<u32>,
}

/// What the relaxation says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Solved, or stopped early; ask for the bound.
    Bounded,
    /// No plan is within what is decided.
    Impossible,
}

/// A bound, and what it falls by where a column goes the other way.
#[derive(Debug, Clone)]
pub(super) struct Bound {
    /// No plan within what is decided is worth more.
    pub(super) most: i128,
    /// The same before rounding down.
    pub(super) exact: f64,
    /// What one of each column adds beyond the prices of what it uses; scaled.
    pub(super) reduced: Vec<f64>,
    scale: f64,
}

impl Bound {
    /// The bound where this free column goes against the sign of what it adds.
    pub(super) fn without(&self, column: usize) -> i128 {
        floor((self.exact - self.reduced[column].abs() * (1.0 - 1e-12)) * self.scale)
    }
}

fn floor(value: f64) -> i128 {
    value.floor() as i128
}

impl Relaxation {
    /// Long rows come in at once, the others when they are violated.
    pub(super) fn new(table: &Table, values: &[i128]) -> Self {
        let (gains, scale) = scaled(values);
        let mut made = Self {
            tableau: Tableau::new(&gains),
            gains,
            scale,
            slot_of: Vec::new(),
            line_of: Vec::new(),
            age: Vec::new(),
        };
        made.meet_new_rows(table);
        let long = table.column_count().div_euclid(20).max(3);
        for line in 0..table.lines.len() {
            if table.lines[line].terms.len() > long {
                made.bring_in(table, line);
            }
        }
        made
    }

    /// Takes in rows that were added to the table or taken away at its end.
    pub(super) fn meet_new_rows(&mut self, table: &Table) {
        self.slot_of.resize(table.lines.len(), NONE);
    }

    /// What the columns are worth now.
    pub(super) fn set_values(&mut self, values: &[i128]) {
        (self.gains, self.scale) = scaled(values);
        self.tableau.set_objective(&self.gains);
        self.tableau.refresh();
    }

    /// What the rows allow now. The rows themselves are the same.
    pub(super) fn set_mosts(&mut self, table: &Table) {
        for slot in 0..self.line_of.len() {
            if let Some(line) = table.lines.get(self.line_of[slot]) {
                self.tableau.set_most(slot, line.scaled_most(), room(line));
            }
        }
        self.tableau.refresh();
    }

    fn bring_in(&mut self, table: &Table, at: usize) {
        let line = &table.lines[at];
        if line.terms.is_empty() || self.slot_of[at] != NONE {
            return;
        }
        let slot = self.tableau.push(equation(line), room(line));
        self.line_of.resize(self.line_of.len().max(slot + 1), NONE);
        self.age.resize(self.line_of.len(), 0);
        self.line_of[slot] = at;
        self.age[slot] = 0;
        self.slot_of[at] = slot;
    }

    /// Solves within what is decided; stops early where the bound falls to `cut_off`.
    pub(super) fn solve(
        &mut self,
        table: &Table,
        domain: &Domain,
        cut_off: i128,
        exchanges_max: usize,
    ) -> Verdict {
        self.follow(domain);
        let cut_off = cut_off as f64 / self.scale - 1e-9;
        for _ in 0..60 {
            match self.tableau.solve(cut_off, exchanges_max) {
                End::Optimal => {
                    if !self.bring_in_violated(table) {
                        break;
                    }
                }
                End::Impossible { row } if self.is_impossible(domain, row) => {
                    return Verdict::Impossible;
                }
                End::Impossible { .. } | End::CutOff | End::Stalled => break,
            }
        }
        Verdict::Bounded
    }

    /// Takes over what is decided.
    pub(super) fn follow(&mut self, domain: &Domain) {
        let bounds = (0..self.gains.len()).map(|column| match domain.get(column) {
            None => (column, 0.0, 1.0),
            Some(true) => (column, 1.0, 1.0),
            Some(false) => (column, 0.0, 0.0),
        });
        self.tableau.bound(bounds);
    }

    /// Works out the values anew, against rounding that adds up, or after other changes.
    pub(super) fn refresh(&mut self) {
        self.tableau.refresh();
    }

    /// Brings in the most violated rows; whether there were any.
    fn bring_in_violated(&mut self, table: &Table) -> bool {
        let x = self.x();
        let mut violated = Vec::new();
        for (at, line) in table.lines.iter().enumerate() {
            if self.slot_of[at] != NONE {
                continue;
            }
            let terms = line.terms.iter().zip(&line.scaled);
            let used: f64 = terms.map(|((column, _), part)| part * x[*column as usize]).sum();
            let beyond = used - line.scaled_most();
            if beyond > VIOLATED {
                violated.push((beyond, at));
            }
        }
        violated.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let count = violated.len().div_ceil(2).max(20).min(violated.len());
        for (_, at) in &violated[..count] {
            self.bring_in(table, *at);
        }
        count > 0
    }

    /// Whether a line is in the relaxation and holds exactly there.
    pub(super) fn binds(&self, line: usize) -> bool {
        self.slot_of.get(line).is_some_and(|slot| *slot != NONE && !self.tableau.is_loose(*slot))
    }

    /// Takes rows out that have not bound for long.
    pub(super) fn forget_loose_rows(&mut self) {
        for slot in 0..self.line_of.len() {
            if self.line_of[slot] == NONE {
                continue;
            }
            if !self.tableau.is_loose(slot) {
                self.age[slot] = 0;
                continue;
            }
            self.age[slot] += 1;
            if self.age[slot] > AGE_MAX {
                self.tableau.remove(slot);
                self.slot_of[self.line_of[slot]] = NONE;
                self.line_of[slot] = NONE;
            }
        }
    }

    pub(super) fn x(&self) -> Vec<f64> {
        (0..self.gains.len()).map(|column| self.tableau.x(column).clamp(0.0, 1.0)).collect()
    }

    /// How far the objective falls in a few exchanges when a column is left or taken; scaled. The trial is only room to try it out in.
    pub(super) fn fall(
        &self,
        trial: &mut Tableau,
        (column, taken): (usize, bool),
        exchanges_max: usize,
    ) -> f64 {
        if self.tableau.cell_count() > TRIAL_CELLS_MAX {
            return self.tableau.penalty(column, taken).unwrap_or(1e3);
        }
        trial.imitate(&self.tableau);
        let before = trial.objective_value();
        let whole = if taken { 1.0 } else { 0.0 };
        trial.bound([(column, whole, whole)].into_iter());
        match trial.solve(f64::NEG_INFINITY, exchanges_max) {
            End::Impossible { .. } => 1e3,
            _ => (before - trial.objective_value()).max(0.0),
        }
    }

    /// A bound from the prices as they stand: right whatever they are.
    pub(super) fn bound(&self, domain: &Domain) -> Bound {
        let price = |slot: usize| self.tableau.price(slot);
        let (exact, reduced) = self.priced(domain, &self.gains, &price);
        Bound { most: floor(exact * self.scale), exact, reduced, scale: self.scale }
    }

    /// Σ price · most + Σ over columns of what they add at best, raised by what rounding may have taken.
    fn priced(
        &self,
        domain: &Domain,
        gains: &[f64],
        price: &dyn Fn(usize) -> f64,
    ) -> (f64, Vec<f64>) {
        let mut reduced = gains.to_vec();
        let mut sum = 0.0;
        let mut size: f64 = gains.iter().map(|gain| gain.abs()).sum();
        for slot in 0..self.line_of.len() {
            let price = if self.line_of[slot] == NONE { 0.0 } else { price(slot) };
            if price == 0.0 {
                continue;
            }
            // Below 0 it is the price of coming to the least: that holds too, as no column can be less than left.
            let equation = self.tableau.equation(slot);
            let (least, most) = self.tableau.range(slot);
            let right = if price < 0.0 { least } else { most };
            sum += price * right;
            size += (price * right).abs();
            for (column, part) in &equation.terms {
                reduced[*column] -= price * part;
                size += (price * part).abs();
            }
        }
        for (column, reduced) in reduced.iter().enumerate() {
            sum += match domain.get(column) {
                None => reduced.max(0.0),
                Some(true) => *reduced,
                Some(false) => 0.0,
            };
        }
        (sum + size * ROUNDING, reduced)
    }

    /// Whether the row of the tableau proves that no plan is within what is decided: summed up with its prices, the equations ask
    /// for more than there is.
    fn is_impossible(&self, domain: &Domain, row: usize) -> bool {
        let nothing = vec![0.0; self.gains.len()];
        [1.0, -1.0].iter().any(|sign| {
            let price = |slot: usize| sign * self.tableau.slack_cell(row, slot);
            self.priced(domain, &nothing, &price).0 < 0.0
        })
    }

    /// The relaxation of another program made of this one: `column_of` and `line_of` tell where its columns and lines were here.
    pub(super) fn handed_on(
        &self,
        table: &Table,
        values: &[i128],
        (column_of, line_of): (&[usize], &[usize]),
    ) -> Self {
        let (gains, scale) = scaled(values);
        let mut is_basic: Vec<bool> =
            column_of.iter().map(|old| self.tableau.basic_row(*old).is_some()).collect();
        let mut equations = Vec::new();
        let mut slot_of = vec![NONE; table.lines.len()];
        let mut at = Vec::new();
        for (line, old) in line_of.iter().enumerate() {
            let slot = self.slot_of.get(*old).copied().unwrap_or(NONE);
            if slot != NONE && !table.lines[line].terms.is_empty() {
                slot_of[line] = equations.len();
                at.push(line);
                equations.push((equation(&table.lines[line]), room(&table.lines[line])));
                is_basic.push(self.tableau.is_loose(slot));
            }
        }
        let tableau = Tableau::with(&gains, equations);
        let mut made = Self { tableau, gains, scale, slot_of, age: vec![0; at.len()], line_of: at };
        made.tableau.adopt(&is_basic);
        made
    }
}

/// A line with its largest coefficient as 1.
fn equation(line: &Line) -> Equation {
    let terms = line.terms.iter().zip(&line.scaled);
    let terms = terms.map(|((column, _), part)| (*column as usize, *part));
    Equation { terms: terms.collect(), most: line.scaled_most() }
}

/// The most that the slack of a line can come to, scaled.
fn room(line: &Line) -> f64 {
    let least: i128 = line.terms.iter().map(|(_, part)| (*part).min(0)).sum();
    ((line.most - least) as f64 / line.largest as f64).max(0.0) * 1.000_001
}

fn scaled(values: &[i128]) -> (Vec<f64>, f64) {
    let largest = values.iter().map(|value| value.abs()).max().unwrap_or(0).max(1) as f64;
    (values.iter().map(|value| *value as f64 / largest).collect(), largest)
}
