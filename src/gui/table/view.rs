//! The table in its panel: bar, titles, rows, totals; and what the pointer does to them.

use egui::scroll_area::ScrollSource;
use egui::{
    Align, Button, CentralPanel, Frame, Id, Margin, Popup, Rangef, Rect, Response, Role,
    ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::acts::{Act, Headers};
use super::bar::{bar_ui, nothing_ui};
use super::columns::Column;
use super::cursor::{Cursor, Range, Spot};
use super::editor::Leave;
use super::grid::{
    FOOT, GUTTER, GroupLine, HEADER, Hit, Lit, Places, ROW, paint_group, paint_rows, totals,
};
use super::header::header_ui;
use super::look::{Brush, in_one_line, words_left};
use super::order::Line;
use super::preview::{Verdict, preview_ui};
use super::rows::Sheet;
use super::state::{Gesture, Table, Wants};
use crate::gui::requests::Requests;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, text};
use crate::gui::widgets::{heading, muted, primary_button};
use crate::model::Item;
use crate::wording;
use crate::workspace::{Command, Request, Selecting, Workspace};

/// More cells than this are not told apart for those who do not see them.
const NAMED_CELLS_MAX: usize = 600;

/// Shows the table, and takes what is done to it.
pub(crate) fn table_ui(
    ui: &mut Ui,
    theme: &Theme,
    table: &mut Table,
    workspace: &Workspace,
    requests: &mut Requests,
) {
    let sheet = table.refresh(workspace);
    if sheet.rows.is_empty() {
        empty_ui(ui, theme, requests);
        return;
    }
    let grid = Id::unique("table of projects");
    table.commands(ui, &sheet, requests);
    table.keys(ui, grid, &sheet, requests);
    let mut act = None;
    let frame = Frame::NONE.fill(theme.surface);
    CentralPanel::default().frame(frame).show(ui, |ui| {
        let bar = Frame::NONE.inner_margin(Margin { left: 12, right: 12, top: 8, bottom: 8 });
        act = bar.show(ui, |ui| bar_ui(ui, theme, table, &sheet)).inner;
        let mut desk = Desk { theme, workspace, requests, sheet: &sheet, grid };
        act = grid_ui(ui, &mut desk, table).or(act.take());
    });
    if let Some(act) = act {
        table.act(act, workspace, requests);
        ui.ctx().request_repaint();
    }
    if let Some(proposal) = &table.proposal
        && let Some(verdict) = preview_ui(ui, theme, proposal)
    {
        if verdict == Verdict::Do
            && let Some(edit) = proposal.plan.edit(proposal.label.clone())
        {
            requests.edit(edit);
        }
        table.proposal = None;
        table.wants = Wants::Cells;
    }
    if table.is_behind() {
        ui.ctx().request_repaint();
    }
    if table.wants == Wants::Cells {
        table.wants = Wants::Nothing;
        ui.memory_mut(|memory| memory.request_focus(grid));
        ui.ctx().request_repaint();
    }
}

/// What all parts of the grid need.
struct Desk<'a> {
    theme: &'a Theme,
    workspace: &'a Workspace,
    requests: &'a mut Requests,
    sheet: &'a Sheet,
    grid: Id,
}

/// What to say and offer where there is no project yet.
fn empty_ui(ui: &mut Ui, theme: &Theme, requests: &mut Requests) {
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.32);
        heading(ui, "No projects yet");
        muted(ui, theme, "Each project is a row, and everything that is known of it a column: stage, people, money, and how it serves each outcome. Add one, then type over its cells.");
        ui.add_space(gap::MEDIUM);
        if primary_button(ui, theme, "Add a project").clicked() {
            requests.run(Command::AddProject);
        }
    });
}

fn grid_ui(ui: &mut Ui, desk: &mut Desk<'_>, table: &mut Table) -> Option<Act> {
    let whole = ui.available_rect_before_wrap();
    let header = whole.with_max_y(whole.top() + HEADER);
    let foot = whole.with_min_y(whole.bottom() - FOOT);
    let body = Rect::from_min_max(header.left_bottom(), foot.right_top());
    ui.painter().hline(whole.x_range(), header.top() - 0.5, Stroke::new(1.0, desk.theme.hairline));
    let mut act = None;
    if table.shown.rows.is_empty() {
        ui.scope_builder(UiBuilder::new().max_rect(body), |ui| {
            act = nothing_ui(ui, desk.theme, table);
        });
        table.places = Some(Places::of(body, egui::Vec2::ZERO, &table.wide_columns()));
    } else {
        ui.scope_builder(UiBuilder::new().max_rect(body), |ui| {
            act = body_ui(ui, desk, table, body);
        });
    }
    let Some(places) = table.places.clone() else { return act };
    act = header_ui(ui, desk.theme, table, (desk.sheet, &places, header)).or(act);
    foot_ui(ui, desk, table, (&places, foot));
    ui.advance_cursor_after_rect(whole);
    act
}

fn body_ui(ui: &mut Ui, desk: &mut Desk<'_>, table: &mut Table, body: Rect) -> Option<Act> {
    let columns = table.wide_columns();
    let width: f32 = GUTTER + columns.iter().map(|(_, width)| width).sum::<f32>();
    let content = vec2(width.max(body.width()), table.shown.lines.len() as f32 * ROW);
    table.follow_cursor(desk.sheet);
    let mut area =
        ScrollArea::both().id_salt("table body").auto_shrink([false, false]).scroll_source(
            ScrollSource { drag: egui::scroll_area::DragScroll::Never, ..ScrollSource::default() },
        );
    if let Some(offset) = table.jump.take() {
        area = area.scroll_offset(offset);
    }
    let mut act = None;
    area.show_viewport(ui, |ui, viewport| {
        ui.set_min_size(content);
        let places = Places::of(body, viewport.min.to_vec2(), &columns);
        let response = ui.interact(body, desk.grid, Sense::click_and_drag());
        response
            .widget_info(|| WidgetInfo::labeled(Role::Grid, ui.is_enabled(), "Table of projects"));
        table.places = Some(places.clone());
        pointer_ui(ui, desk, table, (&places, &response));
        menu_ui(ui, desk, table, &response);
        act = rows_ui(ui, desk, table, (&places, &response));
        editor_ui(ui, desk, table, &places);
    });
    act
}

fn pointer_ui(
    ui: &Ui,
    desk: &mut Desk<'_>,
    table: &mut Table,
    (places, response): (&Places, &Response),
) {
    let (pressed, second, down, modifiers, pointer) = ui.input(|input| {
        let pointer = &input.pointer;
        let press =
            (pointer.primary_pressed(), pointer.secondary_pressed(), pointer.primary_down());
        (press.0, press.1, press.2, input.modifiers, pointer.interact_pos())
    });
    let Some(pointer) = pointer else { return };
    if !down {
        if matches!(table.gesture, Gesture::Cells | Gesture::Rows) {
            table.gesture = Gesture::None;
        }
        if response.double_clicked()
            && let Some(Hit::Cell(..)) = places.hit(pointer, table.shown.lines.len())
        {
            table.edit_cell(desk.sheet, None);
        }
    }
    let is_ours = response.hovered();
    let Some(hit) = places.hit(pointer, table.shown.lines.len()) else { return };
    let is_below = pointer.y > places.top_of(table.shown.lines.len());
    if is_ours && !is_below && (pressed || second) {
        if table.editor.is_some() {
            // What was typed holds before anything else is gone to; what is refused stays open.
            table.leave_cell(desk.sheet, (Leave::Stay, desk.requests), desk.workspace);
        }
        if table.editor.is_none() {
            response.request_focus();
            press(desk, table, hit, (pressed, modifiers));
        }
    } else if down && matches!(table.gesture, Gesture::Cells | Gesture::Rows) && !pressed {
        drag(ui, desk, table, (places, hit, pointer));
    }
}

fn press(
    desk: &mut Desk<'_>,
    table: &mut Table,
    hit: Hit,
    (is_primary, modifiers): (bool, egui::Modifiers),
) {
    let range = if modifiers.shift { Range::Grown } else { Range::Dropped };
    match hit {
        Hit::Cell(line, column) => {
            let Some(spot) = table.spot_at(desk.sheet, line, column) else { return };
            let block = table.block(desk.sheet);
            let is_inside = block.is_some_and(|block| {
                block.lines.contains(&line) && block.columns.contains(&column)
            });
            if is_primary && modifiers.command {
                desk.requests.push(Request::Select(Selecting::Toggle(Item::Project(spot.row))));
                return;
            }
            if is_primary || !is_inside {
                table.go(desk.sheet, spot, range, desk.requests);
            }
            if is_primary {
                table.gesture = Gesture::Cells;
            }
        }
        Hit::Gutter(line) => {
            let Some(first) = table.spot_at(desk.sheet, line, 0) else { return };
            if modifiers.command {
                desk.requests.push(Request::Select(Selecting::Toggle(Item::Project(first.row))));
                return;
            }
            rows_to(desk, table, (line, range));
            table.gesture = Gesture::Rows;
        }
    }
}

/// Selects whole rows up to a line.
fn rows_to(desk: &mut Desk<'_>, table: &mut Table, (line, range): (usize, Range)) {
    let last = table.wish.columns.len().saturating_sub(1);
    let Some(spot) = table.spot_at(desk.sheet, line, 0) else { return };
    let from = match (range, table.cursor) {
        (Range::Grown, Some(cursor)) => cursor.anchor.row,
        _ => spot.row,
    };
    let Some(column) = table.wish.columns.get(last).copied() else { return };
    let next = Cursor { spot, anchor: Spot { row: from, column } };
    if table.cursor != Some(next) {
        table.cursor = Some(next);
        table.tell_selection(desk.sheet, desk.requests);
    }
}

/// A range grows with the pointer; beyond an edge the rows scroll.
fn drag(
    ui: &Ui,
    desk: &mut Desk<'_>,
    table: &mut Table,
    (places, hit, pointer): (&Places, Hit, egui::Pos2),
) {
    match (table.gesture, hit) {
        (Gesture::Cells, Hit::Cell(line, column)) => {
            if let Some(spot) = table.spot_at(desk.sheet, line, column) {
                table.go(desk.sheet, spot, Range::Grown, desk.requests);
            }
        }
        (Gesture::Rows, Hit::Cell(line, _) | Hit::Gutter(line)) => {
            rows_to(desk, table, (line, Range::Grown));
        }
        _ => {}
    }
    let body = places.body;
    let beyond = vec2(
        (pointer.x - body.right()).max(0.0) - (body.left() - pointer.x).max(0.0),
        (pointer.y - body.bottom()).max(0.0) - (body.top() - pointer.y).max(0.0),
    );
    if beyond != egui::Vec2::ZERO {
        let most = (table.shown.lines.len() as f32 * ROW - body.height()).max(0.0);
        let next = places.offset + beyond * 0.4;
        table.jump = Some(vec2(next.x.max(0.0), next.y.clamp(0.0, most)));
        ui.ctx().request_repaint();
    }
}

/// What a second button of the pointer offers.
fn menu_ui(ui: &Ui, desk: &mut Desk<'_>, table: &mut Table, response: &Response) {
    let mut chosen = None;
    Popup::context_menu(response).show(|ui| {
        ui.set_min_width(200.0);
        let mut entry = |ui: &mut Ui, words: &str, keys: &str, what: Entry| {
            let button =
                Button::new(words).shortcut_text(keys.to_owned()).frame_when_inactive(false);
            let response = ui.add(button.min_size(vec2(ui.available_width(), 0.0)));
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
            if response.clicked() {
                chosen = Some(what);
                ui.close();
            }
        };
        let keys = |command: Command| {
            let info = command.info().and_then(|info| info.shortcut);
            info.map_or_else(String::new, crate::workspace::Shortcut::in_words)
        };
        entry(ui, "Edit the cell", "Enter", Entry::Edit);
        entry(ui, "Copy", &keys(Command::Copy), Entry::Copy(Headers::Without));
        entry(ui, "Copy with headers", "", Entry::Copy(Headers::With));
        entry(ui, "Paste…", &keys(Command::Paste), Entry::Paste);
        entry(ui, "Fill down", &keys(Command::FillDown), Entry::Fill);
        entry(ui, "Clear", "Delete", Entry::Clear);
        ui.separator();
        entry(ui, "Delete the selected projects", "", Entry::Delete);
    });
    match chosen {
        Some(Entry::Edit) => table.edit_cell(desk.sheet, None),
        Some(Entry::Copy(headers)) => table.copy(ui, desk.sheet, headers),
        Some(Entry::Paste) => table.run(Command::Paste),
        Some(Entry::Fill) => table.fill_down(desk.sheet, desk.requests),
        Some(Entry::Clear) => table.clear_cells(desk.sheet, desk.requests),
        Some(Entry::Delete) => desk.requests.run(Command::Delete),
        None => return,
    }
    if !matches!(chosen, Some(Entry::Edit)) {
        table.wants = Wants::Cells;
    }
    ui.ctx().request_repaint();
}

#[derive(Clone, Copy)]
enum Entry {
    Edit,
    Copy(Headers),
    Paste,
    Fill,
    Clear,
    Delete,
}

fn rows_ui(
    ui: &Ui,
    desk: &mut Desk<'_>,
    table: &mut Table,
    (places, response): (&Places, &Response),
) -> Option<Act> {
    let shown = std::sync::Arc::clone(&table.shown);
    let range = places.lines(shown.lines.len());
    let lines: Vec<(usize, Line)> =
        shown.lines.iter().copied().enumerate().skip(range.start).take(range.len()).collect();
    let hovered = response.hover_pos().and_then(|pointer| places.hit(pointer, shown.lines.len()));
    let hovered = hovered.map(|hit| match hit {
        Hit::Cell(line, _) | Hit::Gutter(line) => line,
    });
    let is_heading = |line: &&Line| matches!(line, Line::Group(_));
    let headings_above = shown.lines.iter().take(range.start).filter(is_heading).count();
    let field = table.field(desk.sheet, &shown);
    let lit = Lit {
        selection: desk.workspace.selection(),
        block: table.block(desk.sheet),
        cursor: table.cursor.and_then(|cursor| field.place_of(cursor.spot)),
        hovered,
        headings_above,
        has_focus: ui.memory(|memory| memory.focused().is_none_or(|focused| focused == desk.grid)),
    };
    let painter = ui.painter().with_clip_rect(places.body);
    let brush = Brush { painter: &painter, theme: desk.theme, sheet: desk.sheet };
    paint_rows(brush, places, &lit, &lines, |place| desk.sheet.rows.get(place));
    let is_heard = ui.ctx().accesskit_node_builder(desk.grid, |_node| ()).is_some();
    if is_heard {
        name_cells(ui, desk, places, (&lines, &lit));
    }
    let mut act = None;
    for &(line, what) in &lines {
        let Line::Group(number) = what else { continue };
        act = group_ui(ui, desk, table, (places, line, number)).or(act);
    }
    act
}

/// Names the cells in view for those who do not see them.
fn name_cells(
    ui: &Ui,
    desk: &Desk<'_>,
    places: &Places,
    (lines, lit): (&[(usize, Line)], &Lit<'_>),
) {
    let mut named = 0;
    for &(line, what) in lines {
        let Line::Row(place) = what else { continue };
        let Some(row) = desk.sheet.rows.get(place) else { continue };
        for (column, slot) in &places.slots {
            named += 1;
            if named > NAMED_CELLS_MAX {
                return;
            }
            let cell = places
                .cell(line, slot)
                .intersect(Rect::from_x_y_ranges(slot.clip, places.body.y_range()));
            let id = desk.grid.with(("cell", row.id, slot.column));
            let response = ui.interact(cell, id, Sense::hover());
            let is_lit = lit.cursor == Some((line, *column));
            response.widget_info(|| {
                let said = desk.sheet.text(row, slot.column);
                let said = if said.is_empty() { "not said".to_owned() } else { in_one_line(&said) };
                let title = in_one_line(&slot.column.title(&desk.sheet.portfolio));
                let words = if slot.column == Column::Name {
                    said
                } else {
                    format!("{}, {title}: {said}", in_one_line(&row.project.name))
                };
                WidgetInfo::selected(Role::GridCell, true, is_lit, words)
            });
            ui.ctx().accesskit_node_builder(id, |node| {
                node.set_row_index(line);
                node.set_column_index(*column);
            });
        }
    }
}

/// The heading of a group: folds and unfolds it.
fn group_ui(
    ui: &Ui,
    desk: &Desk<'_>,
    table: &mut Table,
    (places, line, number): (&Places, usize, usize),
) -> Option<Act> {
    let shown = std::sync::Arc::clone(&table.shown);
    let group = shown.groups.get(number)?;
    let words = group.word.as_ref().map_or_else(|| "Not said".to_owned(), |word| in_one_line(word));
    let totals = totals_of(table, desk.sheet, (places, Some(number)));
    let count = wording::count(group.rows.len());
    let top = places.top_of(line);
    let whole = Rect::from_x_y_ranges(places.body.x_range(), Rangef::new(top, top + ROW));
    let whole = whole.intersect(places.body);
    let response = ui.interact(whole, desk.grid.with(("group", &group.word)), Sense::click());
    let says = format!("{words}, {}", wording::plural(group.rows.len(), "project"));
    response.widget_info(|| {
        WidgetInfo::selected(Role::DisclosureTriangle, true, !group.is_folded, &says)
    });
    let line_of = GroupLine { words, count, is_folded: group.is_folded, totals };
    let painter = ui.painter().with_clip_rect(places.body);
    paint_group(
        Brush { painter: &painter, theme: desk.theme, sheet: desk.sheet },
        places,
        line,
        &line_of,
    );
    if response.has_focus() {
        let ring = Stroke::new(2.0, desk.theme.accent);
        painter.rect_stroke(whole, 0.0, ring, egui::StrokeKind::Inside);
    }
    response.clicked().then(|| Act::Fold(group.word.clone()))
}

fn totals_of(
    table: &mut Table,
    sheet: &Sheet,
    (places, group): (&Places, Option<usize>),
) -> Vec<(usize, super::columns::Total, super::values::Value)> {
    let slots = places.slots.iter().filter(|(place, _)| *place > 0);
    let total = |(place, slot): &(usize, super::grid::Slot)| {
        let (kind, value) = table.total(sheet, group, slot.column)?;
        Some((*place, kind, value))
    };
    slots.filter_map(total).collect()
}

/// What the columns come to over all rows that are shown.
fn foot_ui(ui: &Ui, desk: &Desk<'_>, table: &mut Table, (places, foot): (&Places, Rect)) {
    let theme = desk.theme;
    let painter = ui.painter().with_clip_rect(foot);
    painter.rect_filled(foot, egui::CornerRadius::ZERO, theme.surface);
    let found = totals_of(table, desk.sheet, (places, None));
    let brush = Brush { painter: &painter, theme, sheet: desk.sheet };
    totals(brush, places, foot, &found);
    let count = wording::plural(table.shown.rows.len(), "project");
    let place = Rect::from_min_max(
        pos2(foot.left() + GUTTER + gap::MEDIUM, foot.top()),
        pos2(places.frozen_right - gap::SMALL, foot.bottom()),
    );
    painter.rect_filled(
        foot.with_max_x(places.frozen_right),
        egui::CornerRadius::ZERO,
        theme.surface,
    );
    words_left(&painter, place, &count, (font(text::BODY, Heft::Medium), theme.text_muted));
    painter.hline(foot.x_range(), foot.top() + 0.5, Stroke::new(1.0, theme.edge));
    painter.vline(places.frozen_right - 0.5, foot.y_range(), Stroke::new(1.0, theme.hairline));
    let title = |column: Column| in_one_line(&column.title(&desk.sheet.portfolio));
    for (place, kind, value) in &found {
        let Some((_, slot)) = places.slots.iter().find(|(column, _)| column == place) else {
            continue;
        };
        let rect = Rect::from_x_y_ranges(slot.clip, foot.y_range());
        let response = ui.interact(rect, desk.grid.with(("total", slot.column)), Sense::hover());
        let word = if *kind == super::columns::Total::Mean { "Mean" } else { "Sum" };
        let figure = value.text(desk.sheet.portfolio.currency);
        let says = format!("{word} of {}: {figure}", title(slot.column));
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &says));
    }
}

fn editor_ui(ui: &mut Ui, desk: &mut Desk<'_>, table: &mut Table, places: &Places) {
    let Some(mut editor) = table.editor.take() else { return };
    let at = table.field(desk.sheet, &table.shown).place_of(editor.spot);
    let slot = at.and_then(|(line, column)| {
        let (_, slot) = places.slots.iter().find(|(place, _)| *place == column)?;
        Some((line, *slot))
    });
    let Some((line, slot)) = slot else {
        // The column has scrolled out of sight: the cell waits until it is back.
        table.follows = at.is_some();
        table.editor = at.is_some().then_some(editor);
        if at.is_some() {
            ui.ctx().request_repaint();
        }
        return;
    };
    let cell = places.cell(line, &slot);
    let cell = Rect::from_x_y_ranges(slot.clip, cell.y_range());
    let cell = cell.with_max_x(cell.right().max(cell.left() + 96.0).min(places.body.right()));
    let title = in_one_line(&slot.column.title(&desk.sheet.portfolio));
    let leave = ui
        .scope_builder(UiBuilder::new().max_rect(cell), |ui| {
            ui.set_clip_rect(places.body);
            ui.spacing_mut().interact_size.y = cell.height();
            ui.with_layout(egui::Layout::left_to_right(Align::Center), |ui| {
                editor.ui(ui, desk.theme, cell, &title)
            })
            .inner
        })
        .inner;
    table.editor = Some(editor);
    if let Some(leave) = leave {
        table.leave_cell(desk.sheet, (leave, desk.requests), desk.workspace);
        ui.ctx().request_repaint();
    }
}
