//! Commands, by key.

use egui::{Key as Pressed, KeyboardShortcut, Modifiers, Popup, Ui};

use super::canvas::is_typing;
use super::requests::Requests;
use crate::workspace::{COMMANDS, Key, Shortcut, View};

/// Asks for the commands whose keys have been pressed. Keys without Ctrl or Cmd wait while somebody types or a list is open.
pub(super) fn press(ui: &Ui, view: View, requests: &mut Requests) {
    // In a menu that is open a letter goes to an entry, and is no command.
    let is_typing = is_typing(ui) || Popup::is_any_open(ui.ctx());
    // The longest first: else Ctrl+Z would take what is meant for Ctrl+Shift+Z.
    let mut infos: Vec<_> = COMMANDS
        .iter()
        .filter(|info| info.scope.holds_in(view))
        .filter_map(|info| Some((info.shortcut?, info.command)))
        .collect();
    infos.sort_by_key(|(shortcut, _)| !shortcut.shift);
    for (shortcut, command) in infos {
        if is_typing
            && !is_for_the_window(shortcut)
            && (!shortcut.command || is_for_texts(shortcut))
        {
            continue;
        }
        // Enter presses whatever has the focus.
        let has_focus = ui.memory(|memory| memory.focused().is_some());
        if has_focus && shortcut.key == Key::Enter {
            continue;
        }
        let Some(pressed) = of(shortcut) else { continue };
        if ui.input_mut(|input| input.consume_shortcut(&pressed)) {
            requests.run(command);
        }
    }
}

/// Keys that type nothing and are about the window as a whole: the sheet of keys, presentation, the next part, full screen.
fn is_for_the_window(shortcut: Shortcut) -> bool {
    matches!(shortcut.key, Key::Function(1 | 5 | 6 | 10 | 11))
}

/// Keys that mean something of their own where somebody types.
fn is_for_texts(shortcut: Shortcut) -> bool {
    matches!(shortcut.key, Key::Letter('Z' | 'A'))
}

fn of(shortcut: Shortcut) -> Option<KeyboardShortcut> {
    let mut modifiers = Modifiers::NONE;
    if shortcut.command {
        modifiers |= Modifiers::COMMAND;
    }
    if shortcut.shift {
        modifiers |= Modifiers::SHIFT;
    }
    let key = match shortcut.key {
        Key::Digit(digit) => Pressed::from_name(&digit.to_string())?,
        Key::Comma => Pressed::Comma,
        Key::Enter => Pressed::Enter,
        Key::Letter(letter) => Pressed::from_name(&letter.to_string())?,
        Key::Plus => Pressed::Plus,
        Key::Minus => Pressed::Minus,
        Key::Delete => Pressed::Delete,
        Key::Escape => Pressed::Escape,
        Key::Function(number) => Pressed::from_name(&format!("F{number}"))?,
    };
    Some(KeyboardShortcut::new(modifiers, key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shortcut_has_a_key() {
        for info in COMMANDS {
            assert!(info.shortcut.is_none_or(|shortcut| of(shortcut).is_some()), "{}", info.name);
        }
    }
}
