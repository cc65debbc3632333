//! How long work runs: beside the window, with progress, and so that it can be stopped.

mod monitor;
mod runner;
mod worker;

pub use monitor::{Cancelled, Monitor};
pub use runner::{Job, JobPanicked, pause};
pub use worker::{Call, Rest, Worker};
