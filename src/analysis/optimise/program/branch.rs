//! On which column to split a node: on the one that moves the bound of both sides most.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a numeric kernel; columns are of the table"
)]

use super::core::Core;
use super::domain::{Choice, Domain};
use super::relaxation::Relaxation;
use super::simplex::Tableau;

/// Less than this is no part.
const WHOLE: f64 = 1e-6;
/// So often a column is tried out in earnest before its record is believed.
const TRIALS: u32 = 2;
/// So many columns are tried out at a node.
const CANDIDATES_MAX: usize = 10;
/// A trial may exchange so often.
const TRIAL_EXCHANGES: usize = 12;

/// For a column, left and taken: the sum of falls of the bound for one whole, and how many.
pub(super) type Falls = [(f64, u32); 2];

/// How much the bound has fallen with each column so far.
#[derive(Debug, Clone)]
pub(super) struct Branching {
    falls: Vec<Falls>,
    /// Where decisions are tried out.
    trial: Tableau,
}

impl Branching {
    pub(super) fn new(column_count: usize) -> Self {
        Self { falls: vec![[(0.0, 0); 2]; column_count], trial: Tableau::new(&[]) }
    }

    /// Takes over what is known of the columns of the whole program.
    pub(super) fn recall(&mut self, core: &Core, known: &[Falls]) {
        for (falls, members) in self.falls.iter_mut().zip(&core.members) {
            if let Some(known) = members.first().and_then(|member| known.get(*member as usize)) {
                *falls = *known;
            }
        }
    }

    /// Hands on what has been learned.
    pub(super) fn hand_on(&self, core: &Core, known: &mut [Falls]) {
        for (falls, members) in self.falls.iter().zip(&core.members) {
            if let Some(known) = members.first().and_then(|member| known.get_mut(*member as usize))
            {
                *known = *falls;
            }
        }
    }

    /// The column to split on and the side to look at first; nothing where nothing is open.
    pub(super) fn choose(
        &mut self,
        relaxation: &Relaxation,
        domain: &Domain,
        x: &[f64],
        reduced: &[f64],
    ) -> Option<Choice> {
        let is_part = |column: &usize| {
            domain.is_free(*column) && x[*column] > WHOLE && x[*column] < 1.0 - WHOLE
        };
        let mut candidates: Vec<(f64, usize)> = (0..x.len())
            .filter(is_part)
            .map(|column| (self.score(column, x[column]), column))
            .collect();
        if candidates.is_empty() {
            return any_open(domain, x, reduced);
        }
        candidates.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let mut best = (f64::NEG_INFINITY, candidates[0].1);
        for (score, column) in candidates.iter().take(CANDIDATES_MAX) {
            let is_new = self.falls[*column].iter().any(|(_, count)| *count < TRIALS);
            let score = if is_new { self.try_out(relaxation, *column, x[*column]) } else { *score };
            if score > best.0 {
                best = (score, *column);
            }
        }
        Some(Choice::new(best.1, x[best.1] > 0.4))
    }

    /// How much both sides are expected to fall.
    fn score(&self, column: usize, part: f64) -> f64 {
        let [left, taken] = self.falls[column]
            .map(|(sum, count)| if count == 0 { None } else { Some(sum / f64::from(count)) });
        let expected = |fall: Option<f64>| fall.unwrap_or(1e-3);
        product(expected(left) * part, expected(taken) * (1.0 - part))
    }

    /// How far the bound fell when a column with this part was left or taken.
    pub(super) fn learn(&mut self, choice: Choice, part: f64, fall: f64) {
        let whole = if choice.taken() { 1.0 - part } else { part };
        if whole > WHOLE {
            let (sum, count) = &mut self.falls[choice.column()][usize::from(choice.taken())];
            *sum += fall.max(0.0) / whole;
            *count += 1;
        }
    }

    /// Solves both sides a little.
    fn try_out(&mut self, relaxation: &Relaxation, column: usize, part: f64) -> f64 {
        let trial = &mut self.trial;
        let [left, taken] =
            [false, true].map(|taken| relaxation.fall(trial, (column, taken), TRIAL_EXCHANGES));
        for (side, fall, whole) in [(0, left, part), (1, taken, 1.0 - part)] {
            let (sum, count) = &mut self.falls[column][side];
            *sum += fall.min(1e3) / whole.max(WHOLE);
            *count += 1;
        }
        product(left, taken)
    }
}

fn product(one: f64, other: f64) -> f64 {
    one.max(1e-9) * other.max(1e-9)
}

/// Nothing is in parts, and yet the node is not closed: the open column that matters least or most, whichever.
fn any_open(domain: &Domain, x: &[f64], reduced: &[f64]) -> Option<Choice> {
    let open = (0..x.len()).filter(|column| domain.is_free(*column));
    let least = open.min_by(|one, other| reduced[*one].abs().total_cmp(&reduced[*other].abs()))?;
    Some(Choice::new(least, x[least] > 0.5))
}
