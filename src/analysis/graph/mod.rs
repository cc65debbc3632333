//! How things hang together: what comes before what, what is affected by what, and where each card stands on the map.
//!
//! Nodes are the whole numbers from 0 up to a count, edges are pairs of them. An edge that names a node which
//! does not exist is left out: nothing here can fail, and nothing here knows what a node stands for.

mod circles;
mod crossings;
mod keep;
mod lattice;
mod layers;
mod links;
mod number;
mod order;
mod place;
mod ranks;
mod reach;
mod settle;
mod untangle;

pub use circles::{Circle, circles};
pub use crossings::line_crossings;
pub use order::{Order, levels, order, without_circles};
pub use place::{Card, Layout, Line, LineKind, Options, Point, Spacing, Start, Wrapping, arrange};
pub use reach::{downstream, upstream};
