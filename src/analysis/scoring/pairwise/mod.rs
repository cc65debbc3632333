//! Weights out of comparisons of two at a time: the analytic hierarchy process.
//!
//! Saaty, *The Analytic Hierarchy Process*, 1980. Everything here goes by number: the things that are compared are 0, 1, 2 and so on, and
//! a caller knows which outcome, or which row of a table, each of them is.

mod connection;
mod judgments;
mod matrix;
mod mending;
mod priorities;
mod question;
mod square;

pub use connection::parts;
pub use judgments::{Compared, JudgmentError, Judgments, SCALE, TIMES_MAX};
pub use matrix::{ITEMS_MAX, MatrixError, TimesError, judgments_of_matrix, read_times};
pub use mending::{Mending, Triad, mendings, worst_triad};
pub use priorities::{Priorities, RATIO_FINE, priorities, random_index};
pub use question::next_question;
