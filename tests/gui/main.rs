//! What a person sees and does in the window: stories told by label and pointer, and a few pictures.
#![cfg(test)]

mod arrange;
mod changes;
mod files;
mod frame;
mod hand;
mod keeping;
mod lenses;
mod map;
mod panels;
mod pictures;
mod rank;
mod samples;
mod stage;
mod table;
