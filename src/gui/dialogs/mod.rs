//! Questions that must be answered first, and the sheet of shortcuts.

mod question;
mod sheet;

pub(super) use question::question_ui;
pub(super) use sheet::shortcuts_ui;
