//! The projects in order, and the weights that make the order.

mod board;
mod card;
mod compare;
mod flip;
mod frameworks;
mod head;
mod key;
mod list;
mod motion;
mod row;
mod spans;
mod strip;
mod view;
mod weights;

pub(crate) use view::{Rank, rank_ui};
