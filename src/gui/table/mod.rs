//! The portfolio as rows and columns.

mod columns;
mod filters;
mod order;
mod reading;
mod rows;
mod tsv;
mod values;
mod view;

pub(crate) use view::{Table, table_ui};
