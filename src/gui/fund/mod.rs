//! The best plan: what is funded and what is not, what is tried out, and why it is so.

mod agree;
mod board;
mod card;
mod compared;
mod conflict;
mod figures;
mod frontier;
mod hand;
mod head;
mod keep;
mod known;
mod motion;
mod panes;
mod prices;
mod reason;
mod robust;
mod scenarios;
mod scene;
mod settle;
mod tries;
mod view;
mod why;

pub(crate) use compared::{Row, columns, rows};
pub(crate) use figures::{cost_words, load_figures, proof_words, value_words};
pub(crate) use robust::index_words;
pub(crate) use scenarios::least_bad_words;
pub(crate) use view::{Fund, fund_ui};
