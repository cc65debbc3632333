//! The titles of the columns: a click puts rows in order, a drag carries or widens a column, a menu has the rest.

use egui::{
    Button, CornerRadius, CursorIcon, Painter, Popup, Rangef, Rect, Role, Sense, Stroke, Ui,
    WidgetInfo, vec2,
};

use super::acts::{Act, Beside};
use super::columns::{Column, Kind};
use super::grid::{GUTTER, Places, Slot, WIDTHS};
use super::look::{in_one_line, one_line, words_left, words_right};
use super::order::Way;
use super::rows::Sheet;
use super::state::{Gesture, Table};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, icons, text};
use crate::wording;

/// How near to its right edge a column is widened.
const EDGE: f32 = 5.0;
/// Rows that are looked at to find how wide a column has to be.
const FITTED_ROWS: usize = 200;

/// Shows the titles; gives what was done to the columns.
pub(crate) fn header_ui(
    ui: &mut Ui,
    theme: &Theme,
    table: &mut Table,
    (sheet, places, header): (&Sheet, &Places, Rect),
) -> Option<Act> {
    ui.painter().rect_filled(header, CornerRadius::ZERO, theme.surface);
    let mut act = None;
    for (place, slot) in &places.slots {
        act = title_ui(ui, theme, table, (sheet, *place, slot, header)).or(act);
    }
    for (_, slot) in &places.slots {
        act = edge_ui(ui, theme, table, (sheet, slot, header)).or(act);
    }
    let line = Stroke::new(1.0, theme.hairline);
    ui.painter().hline(header.x_range(), header.bottom() - 0.5, line);
    act.or_else(|| carry(ui, theme, table, places, header))
}

type Title<'a> = (&'a Sheet, usize, &'a Slot, Rect);

fn title_ui(
    ui: &mut Ui,
    theme: &Theme,
    table: &mut Table,
    (sheet, place, slot, header): Title<'_>,
) -> Option<Act> {
    let column = slot.column;
    let rect = Rect::from_x_y_ranges(slot.clip, header.y_range());
    let id = ui.scope_id().with(("column title", column));
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let title = wording::printable(&column.title(&sheet.portfolio));
    let sorted = table.wish.sorted_by(column);
    let order = match sorted {
        Some((_, Way::Up)) => ", smallest first",
        Some((_, Way::Down)) => ", largest first",
        None => "",
    };
    response.widget_info(|| {
        WidgetInfo::labeled(Role::ColumnHeader, ui.is_enabled(), format!("{title}{order}"))
    });
    let is_carried = table.gesture == Gesture::Carry(column);
    // Over the end of the column at which the title is not.
    let across = if column.kind().is_figure() {
        Rangef::new(rect.left() + 4.0, (rect.left() + 24.0).min(rect.right()))
    } else {
        Rangef::new((rect.right() - 24.0).max(rect.left()), rect.right() - 4.0)
    };
    let menu_place = Rect::from_x_y_ranges(across, header.y_range());
    let has_menu = response.contains_pointer() || response.has_focus();
    if has_menu || is_carried {
        ui.painter().rect_filled(rect.shrink2(vec2(0.0, 1.0)), CornerRadius::ZERO, theme.hovered);
    }
    let inside = Rect::from_x_y_ranges(slot.x, header.y_range()).shrink2(vec2(gap::MEDIUM, 0.0));
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let arrow = sorted.map(|(number, way)| {
        let icon = if way == Way::Up { icons::ARROW_UP } else { icons::ARROW_DOWN };
        let is_one_of_many = table.wish.sort.len() > 1;
        format!("{icon}{}", if is_one_of_many { (number + 1).to_string() } else { String::new() })
    });
    let words = (&*in_one_line(&title), arrow.as_deref());
    paint_title(&painter, theme, inside, words, column.kind());
    let is_beside = ui.input(|input| input.modifiers.shift);
    let beside = if is_beside { Beside::Others } else { Beside::Alone };
    let mut act = response.clicked().then_some(Act::Sort(column, beside));
    if response.drag_started_by(egui::PointerButton::Primary) {
        table.gesture = Gesture::Carry(column);
    }
    let mut menu =
        |ui: &mut Ui| act = menu_ui(ui, theme, table, (sheet, column, place)).or(act.take());
    Popup::context_menu(&response).show(&mut menu);
    let button = ui.interact(menu_place, id.with("menu"), Sense::click());
    let name = wording::printable(&column.title(&sheet.portfolio));
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Menu of {name}")));
    let popup = Popup::menu(&button);
    let has_room = slot.clip.span() > 56.0 && table.gesture == Gesture::None;
    if (has_menu || button.has_focus() || popup.is_open()) && has_room {
        let ground = menu_place.shrink2(vec2(0.0, 5.0));
        ui.painter().rect_filled(ground, CornerRadius::same(4), theme.hovered);
        let ink =
            if button.hovered() || button.has_focus() { theme.accent } else { theme.text_muted };
        let centre = menu_place.shrink2(vec2(3.0, 0.0));
        words_left(ui.painter(), centre, icons::MORE, (font(15.0, Heft::Regular), ink));
    }
    popup.show(|ui| act = menu_ui(ui, theme, table, (sheet, column, place)).or(act.take()));
    response.on_hover_cursor(CursorIcon::Default);
    act
}

/// The title and the arrow of its order; over figures at the right, as they are.
fn paint_title(
    painter: &Painter,
    theme: &Theme,
    inside: Rect,
    (title, arrow): (&str, Option<&str>),
    kind: Kind,
) {
    let small = |ink| (font(text::SMALL, Heft::Medium), ink);
    let ink = if arrow.is_some() { theme.text } else { theme.text_muted };
    let arrow = arrow.unwrap_or_default();
    if kind.is_figure() {
        let width = words_right(painter, inside, arrow, small(theme.accent));
        let room = inside.with_max_x(inside.right() - if width > 0.0 { width + 3.0 } else { 0.0 });
        words_right(painter, room, title, small(ink));
    } else {
        let room = inside.with_max_x(inside.right() - if arrow.is_empty() { 0.0 } else { 18.0 });
        let width = words_left(painter, room, title, small(ink));
        let behind = inside.with_min_x(inside.left() + width + 3.0);
        words_left(painter, behind, arrow, small(theme.accent));
    }
}

/// What can be done with a column.
pub(crate) fn menu_ui(
    ui: &mut Ui,
    _theme: &Theme,
    table: &Table,
    (sheet, column, place): (&Sheet, Column, usize),
) -> Option<Act> {
    ui.set_min_width(200.0);
    let mut act = None;
    let mut entry = |ui: &mut Ui, icon: &str, words: &str, what: Act| {
        let button = Button::new(format!("{icon}   {words}")).frame_when_inactive(false);
        let response = ui.add(button.min_size(vec2(ui.available_width(), 0.0)));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
        if response.clicked() {
            act = Some(what);
            ui.close();
        }
    };
    let (up, down) = match column.kind() {
        Kind::Line | Kind::Passage | Kind::Tags => ("Sort A to Z", "Sort Z to A"),
        Kind::Month => ("Earliest first", "Latest first"),
        _ => ("Smallest first", "Largest first"),
    };
    entry(ui, icons::ARROW_UP, up, Act::SortBy(column, Way::Up));
    entry(ui, icons::ARROW_DOWN, down, Act::SortBy(column, Way::Down));
    if table.wish.sorted_by(column).is_some() {
        entry(ui, icons::CLOSE, "Do not sort by it", Act::Unsort(column));
    }
    entry(ui, icons::FILTER, "Filter…", Act::Filter(column));
    if column.kind().is_choice() {
        if table.wish.group == Some(column) {
            entry(ui, icons::GROUP_BY, "Do not group by it", Act::Group(None));
        } else {
            entry(ui, icons::GROUP_BY, "Group by it", Act::Group(Some(column)));
        }
    }
    if place > 0 {
        entry(ui, icons::CARET_RIGHT, "Move to the front", Act::Move(column, 0));
    }
    let width = fitting(ui, sheet, table, column);
    entry(ui, icons::TURN, "Fit the width", Act::Width(column, width));
    if column != Column::Name {
        entry(ui, icons::CLOSE, "Hide", Act::Toggle(column));
    }
    act
}

/// The strip at the right edge of a column, by which it is widened; twice clicked, it fits.
fn edge_ui(
    ui: &Ui,
    theme: &Theme,
    table: &mut Table,
    (sheet, slot, header): (&Sheet, &Slot, Rect),
) -> Option<Act> {
    if slot.x.max > slot.clip.max + 0.5 {
        return None;
    }
    let x = Rangef::new(slot.x.max - EDGE, slot.x.max + EDGE);
    let place = Rect::from_x_y_ranges(x, header.y_range());
    let id = ui.scope_id().with(("column edge", slot.column));
    let response = ui.interact(place, id, Sense::drag() | Sense::click());
    let name = wording::printable(&slot.column.title(&sheet.portfolio));
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, format!("Width of {name}")));
    let line = |ink| {
        ui.painter().vline(slot.x.max - 0.5, header.y_range().shrink(8.0), Stroke::new(1.0, ink))
    };
    let is_resized = matches!(table.gesture, Gesture::Resize(column, _) if column == slot.column);
    if is_resized || response.hovered() {
        line(theme.accent);
    } else {
        line(theme.hairline);
    }
    if response.drag_started() {
        table.gesture = Gesture::Resize(slot.column, table.width(slot.column));
    }
    if is_resized && let Gesture::Resize(column, from) = table.gesture {
        // In the frame in which it is let go there is no way any more: the last width holds.
        if let Some(delta) = response.total_drag_delta() {
            table.widths.insert(column, WIDTHS.clamp(from + delta.x));
        }
        if response.drag_stopped() {
            table.gesture = Gesture::None;
            return Some(Act::Width(column, table.width(column)));
        } else if ui.input(|input| input.key_pressed(egui::Key::Escape)) {
            table.widths.insert(column, from);
            table.gesture = Gesture::None;
        }
    }
    let is_fitted = response.double_clicked();
    response.on_hover_cursor(CursorIcon::ResizeColumn);
    is_fitted.then(|| Act::Width(slot.column, fitting(ui, sheet, table, slot.column)))
}

/// How wide a column has to be for its title and what stands in it.
fn fitting(ui: &Ui, sheet: &Sheet, table: &Table, column: Column) -> f32 {
    let painter = ui.painter();
    let wide = |words: &str, size: f32, heft: Heft| {
        one_line(painter, words, font(size, heft), (egui::Color32::TRANSPARENT, WIDTHS.max))
            .size()
            .x
    };
    let beside = match column.kind() {
        Kind::Score => 56.0,
        Kind::Level => 34.0,
        Kind::Tags => 16.0,
        _ if column == Column::Stage => 22.0,
        _ => 0.0,
    };
    let rows = table.shown.rows.iter().take(FITTED_ROWS).filter_map(|place| sheet.rows.get(*place));
    let cells =
        rows.map(|row| wide(&in_one_line(&sheet.text(row, column)), text::BODY, Heft::Medium));
    let widest = cells.fold(0.0_f32, f32::max) + beside;
    let title =
        wide(&in_one_line(&column.title(&sheet.portfolio)), text::SMALL, Heft::Medium) + 18.0;
    WIDTHS.clamp(widest.max(title) + 2.0 * gap::MEDIUM + 2.0)
}

/// A column on its way to another place: a line shows where it would go.
fn carry(ui: &Ui, theme: &Theme, table: &mut Table, places: &Places, header: Rect) -> Option<Act> {
    let Gesture::Carry(column) = table.gesture else { return None };
    if ui.input(|input| input.key_pressed(egui::Key::Escape)) {
        table.gesture = Gesture::None;
        return None;
    }
    let pointer = ui.input(|input| input.pointer.interact_pos())?;
    let from = table.wish.columns.iter().position(|shown| *shown == column)?;
    let target = |(place, slot): &(usize, Slot)| {
        let before = if pointer.x < slot.x.center() { *place } else { place + 1 };
        slot.clip.contains(pointer.x).then_some((before, *slot))
    };
    let found = places.slots.iter().find_map(target);
    let (before, slot) =
        found.or_else(|| places.slots.last().map(|(place, slot)| (place + 1, *slot)))?;
    let has_moved = ui.input(|input| input.pointer.is_decidedly_dragging());
    let x = if pointer.x < slot.x.center() { slot.x.min } else { slot.x.max };
    if has_moved && pointer.x > header.left() + GUTTER {
        let whole = Rangef::new(header.top(), places.body.bottom());
        ui.painter().vline(x, whole, Stroke::new(2.0, theme.accent));
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    }
    if !ui.input(|input| input.pointer.any_down()) {
        table.gesture = Gesture::None;
        let to = if before > from { before - 1 } else { before };
        return (to != from).then_some(Act::Move(column, to));
    }
    None
}
