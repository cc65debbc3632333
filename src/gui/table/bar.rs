//! The bar above the table: find, filter, sort, group, columns; and what of it is in force.

use egui::{Button, Key, Popup, PopupCloseBehavior, RichText, Role, Ui, WidgetInfo, vec2};

use super::acts::{Act, Beside};
use super::chooser::columns_ui;
use super::columns::Column;
use super::filter_panel::filter_ui;
use super::look::in_one_line;
use super::order::Way;
use super::rows::Sheet;
use super::state::{Table, Wants};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, icons, text};
use crate::gui::widgets::{clear_cross, find_field, muted, picker};
use crate::wording;

const FIND_WIDTH: f32 = 220.0;
/// A bar that is narrower than this, in points, has no room for words.
const NARROW: f32 = 600.0;

/// Shows the bar and what is in force; gives what was done.
pub(crate) fn bar_ui(ui: &mut Ui, theme: &Theme, table: &mut Table, sheet: &Sheet) -> Option<Act> {
    let mut act = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap::TINY;
        find_ui(ui, theme, table);
        ui.add_space(gap::TINY);
        act = buttons_ui(ui, theme, table, sheet);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let words = count_words(table, sheet);
            let shown = RichText::new(words).size(text::SMALL).color(theme.text_muted);
            ui.add(egui::Label::new(shown).truncate());
        });
    });
    let has_chips =
        table.wish.group.is_some() || !table.wish.sort.is_empty() || !table.wish.filters.is_empty();
    if has_chips {
        ui.add_space(gap::TINY);
        act = chips_ui(ui, theme, table, sheet).or(act);
    }
    act
}

/// `747 projects`, or `23 of 747 projects`.
fn count_words(table: &Table, sheet: &Sheet) -> String {
    let (shown, all) = (table.shown.rows.len(), sheet.rows.len());
    let projects = if all == 1 { "project" } else { "projects" };
    if shown == all {
        return format!("{} {projects}", wording::count(all));
    }
    format!("{} of {} {projects}", wording::count(shown), wording::count(all))
}

fn find_ui(ui: &mut Ui, theme: &Theme, table: &mut Table) {
    let width = if ui.max_rect().width() < NARROW { FIND_WIDTH * 0.7 } else { FIND_WIDTH };
    let id = ui.scope_id().with("find in the table");
    if table.wants == Wants::Find {
        table.wants = Wants::Nothing;
        // Before it is drawn: what is typed in the same frame is for it.
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let field = find_field(theme, &mut table.wish.find, "Find in the table");
    let response = ui.add(field.desired_width(width).id(id)).accessible_name("Find in the table");
    clear_cross(ui, theme, &response, &mut table.wish.find);
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    if response.lost_focus() && pressed(Key::Escape) {
        table.wish.find.clear();
        table.wants = Wants::Cells;
    } else if (response.has_focus() && pressed(Key::ArrowDown))
        || (response.lost_focus() && pressed(Key::Enter))
    {
        table.wants = Wants::Cells;
    }
}

/// A button of the bar; where the bar is narrow, its icon alone.
fn tool(ui: &Ui, icon: &str, words: &str) -> Button<'static> {
    let is_narrow = ui.max_rect().width() < NARROW;
    let shown = if is_narrow { icon.to_owned() } else { format!("{icon}  {words}") };
    Button::new(shown).frame_when_inactive(false)
}

fn buttons_ui(ui: &mut Ui, theme: &Theme, table: &mut Table, sheet: &Sheet) -> Option<Act> {
    let title = |column: Column| column.title(&sheet.portfolio);
    let all = || Column::all(&sheet.portfolio).into_iter();
    let listed = |columns: Vec<Column>| {
        columns.into_iter().map(|column| (column, title(column))).collect::<Vec<_>>()
    };
    let shown_first = || {
        let shown = table.wish.columns.clone();
        let others: Vec<Column> = all().filter(|column| !shown.contains(column)).collect();
        listed(shown.into_iter().chain(others).collect())
    };
    let button = tool(ui, icons::FILTER, "Filter");
    let filter = picker(ui, theme, (button, "Filter"), shown_first).1;
    let button = tool(ui, icons::SORT, "Sort");
    let sort = picker(ui, theme, (button, "Sort"), shown_first).1;
    let groups = || {
        let columns = all().filter(|column| column.kind().is_choice()).collect();
        let columns = listed(columns).into_iter().map(|(column, title)| (Some(column), title));
        std::iter::once((None, "No groups".to_owned())).chain(columns).collect()
    };
    let button = tool(ui, icons::GROUP_BY, "Group");
    let group = picker(ui, theme, (button, "Group"), groups).1;
    let button = tool(ui, icons::COLUMNS, "Columns");
    let button = ui.add(button);
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Columns"));
    if button.clicked() {
        table.list_query.clear();
        table.list_is_new = true;
    }
    let chosen = Popup::menu(&button)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| columns_ui(ui, theme, table, sheet));
    let beside =
        if ui.input(|input| input.modifiers.shift) { Beside::Others } else { Beside::Alone };
    filter
        .map(Act::Filter)
        .or(sort.map(|column| Act::Sort(column, beside)))
        .or(group.map(Act::Group))
        .or(chosen.and_then(|chosen| chosen.inner))
}

/// What is in force, each with a button that takes it away.
fn chips_ui(ui: &mut Ui, theme: &Theme, table: &mut Table, sheet: &Sheet) -> Option<Act> {
    let mut act = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(gap::SMALL, gap::TINY);
        if let Some(column) = table.wish.group {
            let words = format!("Grouped by {}", in_one_line(&column.title(&sheet.portfolio)));
            let (_, is_closed) = chip(ui, theme, icons::GROUP_BY, &words);
            act = is_closed.then_some(Act::Group(None)).or(act.take());
        }
        for (column, way) in table.wish.sort.clone() {
            let icon = if way == Way::Up { icons::ARROW_UP } else { icons::ARROW_DOWN };
            let words = format!("Sorted by {}", in_one_line(&column.title(&sheet.portfolio)));
            let (response, is_closed) = chip(ui, theme, icon, &words);
            if response.clicked() {
                act = Some(Act::Sort(column, Beside::Others));
            }
            act = is_closed.then_some(Act::Unsort(column)).or(act.take());
        }
        for number in 0..table.wish.filters.len() {
            act = filter_chip_ui(ui, theme, table, (sheet, number)).or(act.take());
        }
        if table.wish.is_filtered() && table.wish.filters.len() > 1 {
            let words = RichText::new("Clear filters").color(theme.accent);
            if ui.add(Button::new(words).frame_when_inactive(false)).clicked() {
                act = Some(Act::ClearFilters);
            }
        }
    });
    act
}

fn filter_chip_ui(
    ui: &mut Ui,
    theme: &Theme,
    table: &mut Table,
    (sheet, number): (&Sheet, usize),
) -> Option<Act> {
    let filter = table.wish.filters.get(number)?;
    let column = filter.column;
    let words = filter.in_words(&sheet.portfolio);
    let (response, is_closed) = chip(ui, theme, icons::FILTER, &words);
    let mut is_open = table.open_filter == Some(column);
    let was_open = is_open;
    if response.clicked() {
        is_open = !is_open;
        table.list_query.clear();
    }
    Popup::from_response(&response)
        .kind(egui::PopupKind::Menu)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .open_bool(&mut is_open)
        .show(|ui| filter_ui(ui, theme, table, (sheet, number)));
    if is_open {
        table.open_filter = Some(column);
    } else if was_open {
        table.open_filter = None;
        if !is_closed {
            table.wants = Wants::Cells;
        }
        let is_idle = table.wish.filters.get(number).is_some_and(super::filters::Filter::is_idle);
        if is_idle {
            return Some(Act::Unfilter(column));
        }
    }
    is_closed.then_some(Act::Unfilter(column))
}

/// Words with an icon before them and a cross behind; whether the cross was pressed.
fn chip(ui: &mut Ui, theme: &Theme, icon: &str, words: &str) -> (egui::Response, bool) {
    let frame = egui::Frame::NONE.fill(theme.accent_soft).corner_radius(6);
    frame
        .inner_margin(egui::Margin { right: 6, ..egui::Margin::ZERO })
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.spacing_mut().interact_size.y = 24.0;
            ui.spacing_mut().button_padding = vec2(8.0, 3.0);
            let shown = RichText::new(format!("{icon}  {words}"))
                .font(font(text::SMALL, Heft::Medium))
                .color(theme.accent);
            let response = ui.add(Button::new(shown).frame_when_inactive(false));
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
            let cross = RichText::new(icons::CLOSE).size(12.0).color(theme.accent);
            ui.spacing_mut().button_padding = vec2(4.0, 3.0);
            let cross = ui.add(Button::new(cross).frame_when_inactive(false));
            let says = format!("Take “{words}” away");
            cross.widget_info(|| WidgetInfo::labeled(Role::Button, true, &says));
            (response, cross.on_hover_text(&says).clicked())
        })
        .inner
}

/// What is said where no row is left.
pub(crate) fn nothing_ui(ui: &mut Ui, theme: &Theme, table: &Table) -> Option<Act> {
    let mut act = None;
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.28).max(gap::LARGE));
        super::super::widgets::heading(ui, "No project fits");
        let words = if table.wish.filters.is_empty() {
            "No cell of the columns shown holds what you look for. Other columns can be shown by Columns."
        } else {
            "Each filter leaves projects out, and none is left that fits them all."
        };
        muted(ui, theme, words);
        ui.add_space(gap::MEDIUM);
        if crate::gui::widgets::primary_button(ui, theme, "Clear filters").clicked() {
            act = Some(Act::ClearFilters);
        }
    });
    act
}
