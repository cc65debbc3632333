//! How everything looks: named tokens; no widget spells a colour or a size.

pub(crate) mod fonts;
pub(crate) mod icons;
pub(crate) mod style;
mod tokens;

pub(crate) use tokens::{CATEGORIES, Theme, gap, radius, text};
