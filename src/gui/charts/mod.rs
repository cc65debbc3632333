//! What charts are made of: scales, axes, names that do not overlap, keys of colours, and the card that explains a figure.

mod axes;
mod explain;
mod key;
mod names;
mod scale;
mod unit;

pub(crate) use axes::{Axis, Bands, Plot, bands, cut, plot, spaced_plot};
pub(crate) use explain::{Explained, card_of, explained_ui};
pub(crate) use key::{KeyMark, KeyRow, key_ui};
pub(crate) use names::{Wanted, place_names};
pub(crate) use scale::{Scale, Spacing, round_span, tenfold_span};
pub(crate) use unit::Unit;
