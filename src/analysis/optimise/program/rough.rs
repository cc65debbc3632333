//! Good plans of programs with too many columns for a proof.

use super::primal::{Primal, Start};
use super::statement::Program;

/// A search for good plans that can be gone on with: takes a plan apart in places and puts it together again. The same calls find the same plans.
pub struct Rough(Primal);

impl Rough {
    /// Begins with a plan that may be good; nothing where none that holds was found.
    pub fn begin(program: &Program, plan: Option<&[bool]>) -> Option<Self> {
        let fixed = vec![None; program.columns.len()];
        Primal::begin(program, &Start { fixed: &fixed, plan, prices: &[], seed: 7 }).map(Self)
    }

    /// The best plan so far; it holds.
    pub fn best(&self) -> &[bool] {
        self.0.best()
    }

    /// One round more; whether there is a better plan now.
    pub fn go_on(&mut self) -> bool {
        self.0.go_on(1)
    }
}
