//! The portfolio as rows and columns.

mod view;

pub(crate) use view::{Table, table_ui};
