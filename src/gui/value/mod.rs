//! What it takes and brings: cash by period, cost of ownership, and the measures that show whether it happens.

mod cash;
mod chance;
mod figures;
mod head;
mod measures;
mod owned;
mod view;

pub(crate) use view::{Value, value_ui};
