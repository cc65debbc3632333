//! The linear relaxation: a dual simplex for variables with bounds on a dense tableau, kept warm between solves.
//!
//! Rows have the form a·x + s = b. As every variable has finite bounds, any basis can be made dual feasible by putting each nonbasic
//! variable at the bound its reduced cost asks for, so the tableau that one node leaves behind is a start for any other.

mod pivot;
mod rebuild;
mod solve;
mod tableau;

pub(super) use solve::End;
pub(super) use tableau::{Equation, Tableau};
