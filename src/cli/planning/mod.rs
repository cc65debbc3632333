//! What all commands share that look for plans: reading what was asked, and writing plans.

mod asked;
mod figures;
mod plans;

pub(super) use asked::{Asked, asked, scenario_named};
pub(super) use figures::{
    cell, constraint_json, count, limit_json, money_json, people, scaled, state_word,
    value_hundredths, value_json,
};
pub(super) use plans::{
    amount, found_json, ids_json, names, or_null, plan_json, tall, value, worth,
};
