//! What chance makes of it: how probable what is, the S-curve of many futures, and what moves them.

mod bars;
mod by_project;
mod certain;
mod curve;
mod odds;
mod tornado;
mod view;

pub(super) use view::{Chance, chance_ui};
