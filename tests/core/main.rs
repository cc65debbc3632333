//! What Portolan promises, without a window.
#![cfg(test)]

mod faulty_disk;
mod killed;
mod power_cut;
mod saving;
mod scratch;
