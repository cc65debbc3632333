//! How two portfolios differ.

mod touched;

pub use touched::touched;
