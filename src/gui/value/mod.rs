//! What it takes and brings: cash by period, uncertainty, cost of ownership, and the measures that show whether it happens.

mod came;
mod cash;
mod cells;
mod chance;
mod figures;
mod flow;
mod head;
mod kept_row;
mod measures;
mod owned;
mod promises;
mod sums;
mod view;
mod way_to;

pub(crate) use view::{Value, value_ui};
