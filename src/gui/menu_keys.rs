//! The menus by keys: opened by F10 or Alt and a letter, gone through by arrows and first letters.

use egui::{Event, FocusDirection, Id, InputState, Key, Memory, Modifiers, Popup, Response, Ui};

use super::ring::widget;
use crate::workspace::Menu;

/// What the keys have asked of the menus.
#[derive(Debug, Default)]
pub(super) struct MenuKeys {
    /// This menu is to open in the next frame.
    wanted: Option<Menu>,
    /// As soon as this menu is there, its first entry gets the keyboard.
    entered: Option<Menu>,
    /// The menu that was open in the last frame.
    open: Option<Menu>,
    /// Alt is held, and nothing else has been pressed since it went down.
    is_alt_alone: bool,
    had_alt: bool,
}

/// A menu in the bar as it was drawn.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) menu: Menu,
    pub(super) button: Response,
    /// The entry that opens a menu beside this one, while the menu is open.
    pub(super) beside: Option<Id>,
}

impl MenuKeys {
    /// Opens a menu in the next frame; its first entry gets the keyboard.
    pub(super) fn open(&mut self, menu: Menu) {
        self.wanted = Some(menu);
    }

    /// Whether an entry of this menu is to get the keyboard; the first that can asks for it and takes it.
    pub(super) fn takes_entry(&mut self, ui: &Ui, menu: Menu) -> bool {
        let is_it = self.entered == Some(menu) && !ui.is_sizing_pass();
        if is_it {
            self.entered = None;
        }
        is_it
    }

    /// Whether this menu is open.
    pub(super) fn is_open(&self, menu: Menu) -> bool {
        self.open == Some(menu)
    }

    /// Takes the keys that are for the bar, after its menus have been drawn.
    pub(super) fn take(&mut self, ui: &Ui, bar: &[Shown]) {
        if ui.memory(|memory| memory.top_modal_layer().is_some()) {
            return;
        }
        let popup = |shown: &Shown| Popup::default_response_id(&shown.button);
        let open = bar.iter().position(|shown| Popup::is_id_open(ui.ctx(), popup(shown)));
        let focused = bar.iter().position(|shown| shown.button.has_focus());
        let letter = bar.iter().find(|shown| ui.input_mut(|input| is_called(input, shown.menu)));
        let tapped = ui.input(|input| self.is_alt_tapped(input)).then_some(Menu::File);
        let asked = self.wanted.take().or(letter.map(|shown| shown.menu)).or(tapped);
        let next = match (open, focused) {
            (Some(open), _) => neighbour(ui, bar, (open, focused.is_some())),
            (None, Some(at)) if ui.input(|input| input.key_pressed(Key::ArrowDown)) => Some(at),
            _ => None,
        };
        if open.is_some() && open == focused && self.open.is_none() {
            // Opened by Enter: nobody who has the keyboard wants to press another key to be in it.
            self.entered = open.and_then(|open| bar.get(open)).map(|shown| shown.menu);
            ui.ctx().request_repaint();
        }
        if let Some(open) = open.filter(|_| ui.memory(Memory::focused).is_none())
            && ui.input(|input| input.key_pressed(Key::ArrowDown))
        {
            // Opened by the mouse: the first arrow goes into it.
            self.entered = bar.get(open).map(|shown| shown.menu);
            ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
            ui.ctx().request_repaint();
        }
        self.open = open.and_then(|open| bar.get(open)).map(|shown| shown.menu);
        let next = next.and_then(|next| bar.get(next));
        let asked = bar.iter().find(|shown| Some(shown.menu) == asked);
        if let Some(shown) = asked.or(next) {
            Popup::open_id(ui.ctx(), popup(shown));
            // The arrow is used up.
            ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
            self.entered = Some(shown.menu);
            self.open = Some(shown.menu);
            ui.ctx().request_repaint();
        }
    }

    /// Whether Alt has gone down and up again, and nothing else meanwhile.
    fn is_alt_tapped(&mut self, input: &InputState) -> bool {
        let has_alt = input.modifiers.alt;
        let is_other = |event: &Event| {
            !matches!(
                event,
                Event::PointerMoved(_) | Event::MouseMoved(_) | Event::ModifiersChanged(_)
            )
        };
        let is_quiet = !input.events.iter().any(is_other);
        let is_tapped = self.had_alt && !has_alt && self.is_alt_alone && is_quiet;
        self.is_alt_alone =
            has_alt && is_quiet && (self.is_alt_alone || !self.had_alt) && input.focused;
        self.had_alt = has_alt;
        is_tapped
    }
}

/// The menu at the left or right of the open one, where an arrow asks for it.
fn neighbour(ui: &Ui, bar: &[Shown], (open, is_on_bar): (usize, bool)) -> Option<usize> {
    let shown = bar.get(open)?;
    let focused = ui.memory(Memory::focused);
    let layer = focused.and_then(|id| widget(ui.ctx(), id)).map(|it| it.layer_id.id);
    let is_here = is_on_bar || focused.is_none() || {
        layer == Some(Popup::default_response_id(&shown.button))
    };
    let pressed = |key| is_here && ui.input(|input| input.key_pressed(key));
    if pressed(Key::ArrowLeft) {
        return Some(open.checked_sub(1).unwrap_or(bar.len() - 1));
    }
    let opens_beside = shown.beside.is_some() && shown.beside == focused;
    (pressed(Key::ArrowRight) && !opens_beside).then(|| (open + 1) % bar.len())
}

/// Whether Alt and the first letter of a menu have been pressed.
fn is_called(input: &mut InputState, menu: Menu) -> bool {
    let letter = menu.name().get(..1).and_then(Key::from_name);
    letter.is_some_and(|letter| {
        input.modifiers.matches_exact(Modifiers::ALT) && input.consume_key(Modifiers::ALT, letter)
    })
}

/// The entries of a list, while they are drawn.
#[derive(Debug, Default)]
pub(super) struct Entries {
    /// Each that can be called, with the letter that it begins with.
    rows: Vec<(Id, char)>,
}

impl Entries {
    /// One more has been drawn.
    pub(super) fn note(&mut self, response: &Response, name: &str) {
        if response.enabled() {
            let letter = name.chars().next().unwrap_or_default();
            self.rows.push((response.id, letter.to_ascii_lowercase()));
        }
    }

    /// Goes to the next entry that begins with the letter that is typed, to the first and to the last.
    pub(super) fn take_keys(&self, ui: &Ui) {
        let focused = ui.memory(Memory::focused);
        let at = self.rows.iter().position(|(id, _)| Some(*id) == focused);
        if ui.is_sizing_pass() || at.is_none() {
            return;
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let letter = ui.input_mut(take_letter);
        let next = if pressed(Key::Home) {
            self.rows.first()
        } else if pressed(Key::End) {
            self.rows.last()
        } else {
            let after = at.map_or(0, |at| at + 1);
            let mut round = self.rows.iter().cycle().skip(after).take(self.rows.len());
            letter.and_then(|letter| round.find(|(_, first)| *first == letter))
        };
        if let Some((id, _)) = next {
            ui.memory_mut(|memory| memory.request_focus(*id));
            ui.ctx().request_repaint();
        }
    }
}

/// The letter that is typed; what is typed in a menu is no command of a single letter.
fn take_letter(input: &mut InputState) -> Option<char> {
    if input.modifiers.any() {
        return None;
    }
    let typed = |event: &Event| match event {
        Event::Text(text) => text.chars().next().filter(|letter| letter.is_alphanumeric()),
        _ => None,
    };
    let letter = input.events.iter().find_map(typed)?.to_ascii_lowercase();
    input.events.retain(|event| match event {
        Event::Text(_) => false,
        Event::Key { key, .. } => key.name().len() > 1,
        _ => true,
    });
    Some(letter)
}
