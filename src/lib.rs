//! Portolan maps projects to business outcomes, scores them, decides what to fund, and shows what depends on what.
//!
//! Each folder says in its caption what it is for. The arrows point one way: `model` knows nothing of the rest,
//! `wording` and `edit` know the model, `analysis`, `file` and `exchange` stand on those, `workspace` on all of them,
//! and `cli` and `gui` on the workspace, but never on each other. `tests/architecture` keeps it so.

pub mod model;

pub mod jobs;

pub mod wording;

pub mod edit;

pub mod compare;

pub mod analysis;

pub mod file;

pub mod exchange;

pub mod workspace;

pub mod cli;

#[cfg(feature = "gui")]
pub mod gui;
