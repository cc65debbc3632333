//! Formulas as people write them: numbers, names, `+ − × ÷`, parentheses and a few functions.
//!
//! [`parse()`] reads one and knows nothing of what its names stand for; [`check()`] looks at units; [`evaluate()`] works it out and gives every part
//! with its value. What is not known stays unknown, with the reason. It knows no portfolio.

mod check;
mod error;
mod evaluate;
mod parse;
mod rename;
mod share_out;
mod tokens;
mod tree;
mod unit;

pub use check::check;
pub use error::{FormulaError, FormulaFault};
pub use evaluate::{Evaluated, Operation, Unknown, evaluate, terms, value};
pub use parse::{DEPTH_MAX, LENGTH_MAX, parse};
pub use rename::renamed;
pub use share_out::{INPUTS_MAX, share_out};
pub use tree::{Formula, Function, Span};
pub use unit::{Unit, read_unit};
