//! How it travels: proposes a portfolio, never changes one.

pub mod csv;
pub mod day;
pub mod decimal;
mod delimiter;
pub mod encoding;
pub mod figure;
pub mod import;
pub mod mapping;
