//! The projects in order, and the weights that make the order.

mod board;
mod card;
mod compare;
mod frameworks;
mod head;
mod key;
mod list;
mod motion;
mod row;
mod view;
mod weights;

pub(crate) use view::{Rank, rank_ui};
