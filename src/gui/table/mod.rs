//! The portfolio as rows and columns.

mod acts;
mod bar;
mod changes;
mod chooser;
mod columns;
mod cursor;
mod editor;
mod filter_panel;
mod filters;
mod grid;
mod header;
mod keys;
mod look;
mod order;
mod preview;
mod reading;
mod rows;
mod state;
#[cfg(test)]
mod tests;
mod trial;
mod tsv;
mod values;
mod view;

pub(crate) use state::Table;
pub(crate) use view::table_ui;
