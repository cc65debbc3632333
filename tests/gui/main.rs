//! What a person sees and does in the window: stories told by label and pointer, and a few pictures.
#![cfg(test)]

mod changes;
mod files;
mod hand;
mod map;
mod panels;
mod pictures;
mod samples;
mod stage;
