//! Two rankings side by side, by any two frameworks; and the formula of one's own, edited in place.

mod asked;
mod checked;
mod editor;
mod page;
mod pair;
mod slopes;

pub(super) use page::{Frameworks, frameworks_ui};
