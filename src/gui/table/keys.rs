//! The keys of the table: steps, edits, the clipboard.

use egui::{Event, EventFilter, FocusDirection, Id, Key, Modifiers, Popup, Ui};

use super::acts::Headers;
use super::cursor::{Cursor, Range, Spot, Step};
use super::rows::Sheet;
use super::state::{Table, Wants};
use crate::gui::requests::Requests;
use crate::workspace::{Command, Request, Selecting};

/// Whether keys go to the table: it has the focus, or nothing has.
pub(crate) fn has_keys(ui: &Ui, table: &Table, grid: Id) -> bool {
    let focused = ui.memory(egui::Memory::focused);
    let is_under_something =
        Popup::is_any_open(ui.ctx()) || ui.memory(|memory| memory.top_modal_layer().is_some());
    table.editor.is_none()
        && table.proposal.is_none()
        && !is_under_something
        && focused.is_none_or(|focused| focused == grid)
}

impl Table {
    /// Takes the keys that mean something to cells.
    pub(super) fn keys(&mut self, ui: &Ui, grid: Id, sheet: &Sheet, requests: &mut Requests) {
        if ui.memory(|memory| memory.has_focus(grid)) {
            let filter = EventFilter {
                tab: true,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(grid, filter));
        }
        if !has_keys(ui, self, grid) {
            return;
        }
        let arrows = [Key::ArrowDown, Key::ArrowUp, Key::ArrowLeft, Key::ArrowRight];
        let has_arrow = ui.input(|input| arrows.iter().any(|key| input.key_pressed(*key)));
        if has_arrow || ui.memory(|memory| memory.has_focus(grid)) {
            // The toolkit would carry the focus to another panel before the lock above holds.
            ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        }
        self.clipboard(ui, sheet, requests);
        let pages =
            self.places.as_ref().map_or(10.0, |places| places.body.height() / super::grid::ROW);
        let page = (pages as isize - 1).max(1);
        for (key, modifiers, step) in [
            (Key::ArrowDown, Modifiers::COMMAND, Step::Bottom),
            (Key::ArrowUp, Modifiers::COMMAND, Step::Top),
            (Key::ArrowRight, Modifiers::COMMAND, Step::RowEnd),
            (Key::ArrowLeft, Modifiers::COMMAND, Step::RowStart),
            (Key::Home, Modifiers::COMMAND, Step::First),
            (Key::End, Modifiers::COMMAND, Step::Last),
            (Key::ArrowDown, Modifiers::NONE, Step::Rows(1)),
            (Key::ArrowUp, Modifiers::NONE, Step::Rows(-1)),
            (Key::ArrowRight, Modifiers::NONE, Step::Columns(1)),
            (Key::ArrowLeft, Modifiers::NONE, Step::Columns(-1)),
            (Key::PageDown, Modifiers::NONE, Step::Rows(page)),
            (Key::PageUp, Modifiers::NONE, Step::Rows(-page)),
            (Key::Home, Modifiers::NONE, Step::RowStart),
            (Key::End, Modifiers::NONE, Step::RowEnd),
        ] {
            for (shift, range) in
                [(Modifiers::SHIFT, Range::Grown), (Modifiers::NONE, Range::Dropped)]
            {
                if takes(ui, modifiers | shift, key) {
                    self.wants = Wants::Cells;
                    self.step(sheet, step, range, requests);
                }
            }
        }
        self.edit_keys(ui, grid, sheet, requests);
    }

    fn edit_keys(&mut self, ui: &Ui, grid: Id, sheet: &Sheet, requests: &mut Requests) {
        if takes(ui, Modifiers::COMMAND, Key::A) {
            self.select_all(sheet, requests);
        }
        let Some(cursor) = self.cursor else { return };
        let is_focused = ui.memory(|memory| memory.has_focus(grid));
        if is_focused && takes(ui, Modifiers::SHIFT, Key::Tab) {
            self.step(sheet, Step::Columns(-1), Range::Dropped, requests);
        }
        if is_focused && takes(ui, Modifiers::NONE, Key::Tab) {
            self.step(sheet, Step::Columns(1), Range::Dropped, requests);
        }
        if takes(ui, Modifiers::NONE, Key::Delete) || takes(ui, Modifiers::NONE, Key::Backspace) {
            self.clear_cells(sheet, requests);
        }
        if takes(ui, Modifiers::NONE, Key::Escape) {
            if cursor.anchor == cursor.spot {
                self.cursor = None;
                requests.push(Request::Select(Selecting::Nothing));
                ui.memory_mut(|memory| memory.surrender_focus(grid));
            } else {
                self.go(sheet, cursor.spot, Range::Dropped, requests);
            }
            return;
        }
        if takes(ui, Modifiers::NONE, Key::Enter) || takes(ui, Modifiers::NONE, Key::F2) {
            self.edit_cell(sheet, None);
            return;
        }
        let typed = ui.input_mut(|input| {
            let mut typed = String::new();
            input.events.retain(|event| match event {
                Event::Text(text) => {
                    typed.push_str(text);
                    false
                }
                _ => true,
            });
            typed
        });
        if !typed.trim().is_empty() && !cursor.spot.column.is_computed() {
            self.edit_cell(sheet, Some(typed));
        }
    }

    /// Selects every cell that is shown.
    pub(super) fn select_all(&mut self, sheet: &Sheet, requests: &mut Requests) {
        let field = self.field(sheet, &self.shown);
        let first = field.step(self.cursor, Step::First, Range::Dropped);
        let last = field.step(first, Step::Last, Range::Grown);
        let at = self.places.as_ref().map(|places| places.offset);
        if let Some(last) = last {
            self.cursor = Some(Cursor { spot: last.anchor, anchor: last.spot });
            self.tell_selection(sheet, requests);
            self.jump = at;
        }
    }

    fn clipboard(&mut self, ui: &Ui, sheet: &Sheet, requests: &mut Requests) {
        let events = ui.input_mut(|input| {
            let mut taken = Vec::new();
            input.events.retain(|event| {
                let is_ours = matches!(event, Event::Copy | Event::Cut | Event::Paste(_));
                if is_ours {
                    taken.push(event.clone());
                }
                !is_ours
            });
            taken
        });
        for event in events {
            match event {
                Event::Copy => self.copy(ui, sheet, Headers::Without),
                Event::Cut => {
                    self.copy(ui, sheet, Headers::Without);
                    self.clear_cells(sheet, requests);
                }
                Event::Paste(text) => self.propose_paste(sheet, &text, requests),
                _ => {}
            }
        }
    }

    /// Puts the cells of the range on the clipboard.
    pub(super) fn copy(&self, ui: &Ui, sheet: &Sheet, headers: Headers) {
        if let Some(text) = self.copied(sheet, headers) {
            ui.ctx().copy_text(text);
        }
    }

    /// Does what menus and shortcuts have asked of the table.
    pub(super) fn commands(&mut self, ui: &Ui, sheet: &Sheet, requests: &mut Requests) {
        for command in std::mem::take(&mut self.asked) {
            match command {
                Command::Find => self.wants = Wants::Find,
                Command::FillDown => self.fill_down(sheet, requests),
                Command::Rename => self.rename(sheet),
                Command::Copy => self.copy(ui, sheet, Headers::Without),
                Command::Cut => {
                    self.copy(ui, sheet, Headers::Without);
                    self.clear_cells(sheet, requests);
                }
                Command::Paste => {
                    ui.ctx().send_viewport_cmd(egui::ViewportCommand::RequestPaste);
                    self.wants = Wants::Cells;
                }
                _ => {}
            }
        }
    }

    /// Opens the cell that keys go to.
    fn rename(&mut self, sheet: &Sheet) {
        if self.editor.is_none() {
            self.edit_cell(sheet, None);
        }
    }

    /// The cell at a line, by the place of its column.
    pub(super) fn spot_at(&self, sheet: &Sheet, line: usize, column: usize) -> Option<Spot> {
        self.field(sheet, &self.shown).spot_at(line, column)
    }
}

/// Takes a key with just these modifiers.
fn takes(ui: &Ui, wanted: Modifiers, key: Key) -> bool {
    let is_it = |event: &Event| match event {
        Event::Key { key: pressed, pressed: true, modifiers, .. } => {
            *pressed == key && modifiers.matches_exact(wanted)
        }
        _ => false,
    };
    ui.input_mut(|input| {
        let place = input.events.iter().position(is_it);
        place.map(|place| input.events.remove(place)).is_some()
    })
}
