//! What a person sees and does in the window: stories told by label and pointer, and a few pictures.
#![cfg(test)]
#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::disallowed_methods,
    clippy::float_cmp,
    reason = "places on the screen are whole points, weights are what was typed, and a story of waiting reads the clock"
)]

mod arrange;
mod changes;
mod files;
mod frame;
mod fund;
mod hand;
mod keeping;
mod keyboard;
mod lenses;
mod map;
mod orient;
mod panels;
mod pictures;
mod rank;
mod rank_pages;
mod samples;
mod stage;
mod table;
mod tradeoffs;
mod value;
mod weighing;
