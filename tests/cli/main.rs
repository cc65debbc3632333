//! What the commands say, and how they end: the real program, run as a script runs it.
#![cfg(test)]

mod files;
mod frameworks;
mod funding;
mod import;
mod money;
mod robust;
mod scores;
mod shown;
mod stage;
mod weights;
