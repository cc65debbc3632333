//! What follows from it: pure functions of a portfolio.

pub mod finance;
pub mod findings;
pub mod fixes;
pub mod formula;
pub mod gather;
pub mod graph;
pub mod map;
pub mod optimise;
pub mod promises;
pub mod reach;
pub mod schedule;
pub mod scoring;
