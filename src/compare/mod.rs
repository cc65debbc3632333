//! How two portfolios differ.
#![warn(missing_docs)]

mod diff;
mod difference;
mod finder;
mod on_choices;
mod on_records;
mod touched;
mod value;

pub use diff::diff;
pub use difference::{Difference, Field, Subject};
pub use touched::touched;
pub use value::Value;
