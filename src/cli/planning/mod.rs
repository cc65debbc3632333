//! What all commands share that look for plans: reading what was asked, and writing plans.

mod asked;
mod figures;

pub(super) use asked::{Asked, asked};
pub(super) use figures::{
    cell, limit_json, money_json, scaled, state_word, value_hundredths, value_json,
};
