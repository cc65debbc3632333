//! Version 1 of the file: its frozen shape, and the way from and to the model.
//!
//! `docs/file-format.md` describes every field. What is written here never changes again: a new version gets a
//! folder of its own, and a step that leads from this shape to that one.

mod back;
mod choices;
mod out;
mod shapes;

pub(super) use back::portfolio_of;
pub(super) use out::portfolio_v1;
pub(super) use shapes::PortfolioV1;

/// The version that this folder is about.
pub(super) const FORMAT: u32 = 1;
/// The oldest reader that can make sense of it.
pub(super) const MIN_READER: u32 = 1;
