//! The projects in order, and the weights that make the order.

mod view;

pub(crate) use view::{Rank, rank_ui};
