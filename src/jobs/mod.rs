//! How long work runs: beside the window, with progress, and so that it can be stopped.

mod monitor;
mod parallel;
mod runner;
mod worker;

pub use monitor::{Cancelled, Monitor};
pub use parallel::{chunk_seed, in_order, in_order_on};
pub use runner::{Job, JobPanicked, pause};
pub use worker::{Call, Rest, Worker};
