//! What several panels use.

mod bars;
mod buttons;
mod fields;
mod labels;
mod lines;
mod picker;
mod slider;
mod switch;

pub(crate) use bars::{BarPart, bar, stacked_bar};
pub(crate) use buttons::{
    add_button, command_icon_button, icon_button, primary_button, quiet_button,
};
pub(crate) use fields::{
    Draft, caret, choice_field, date_field, fte_field, maybe_parsed_field, measured_field,
    money_field, month_field, name_field, number_field, parsed_field, read_field, text_field,
    title_field,
};
pub(crate) use labels::{
    caption, divider, field_row, figure, figure_row, heading, link, muted, open_section,
    removable_tag, section, steady, wide_row,
};
pub(crate) use lines::{folding_line, open_line};
pub(crate) use picker::{ROW_GAP, caret_button, clear_cross, find_field, picker};
pub(crate) use slider::{Pull, Stand, marked_slider_ui, slider_ui};
pub(crate) use switch::{keep_together, switch};
