//! Programs of yes and no: which columns to take so that the value is highest and every row holds.
//!
//! This folder knows numbers only, no portfolio. What it answers is checked in whole numbers; floating point serves bounds only, and
//! those are rounded so that they never cut off a better answer.

mod answer;
mod branch;
mod conflict;
mod core;
mod cover;
mod domain;
mod greedy;
mod narrow;
mod nearby;
mod primal;
mod record;
mod relaxation;
mod rough;
mod simplex;
mod solver;
mod statement;
mod table;
mod ties;
mod tree;

#[cfg(test)]
mod tests;

pub use answer::{Answer, Effort, State, Ties};
pub use rough::Rough;
pub use solver::Solver;
pub use statement::{Column, Program, Row};
