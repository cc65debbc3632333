//! What it takes and brings: cash by period, uncertainty, cost of ownership, and the measures that show whether it happens.

mod cash;
mod cells;
mod chance;
mod figures;
mod flow;
mod head;
mod measures;
mod owned;
mod promises;
mod sums;
mod view;

pub(crate) use view::{Value, value_ui};
