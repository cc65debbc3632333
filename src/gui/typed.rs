//! What is typed before the field is there that it is meant for: on a slow machine a frame may hold several keys.

use egui::{Event, InputState, Key};

/// Takes the letters that follow a key in this frame; all of them where that is `None`.
pub(super) fn take_typed(input: &mut InputState, after: Option<Key>) -> String {
    let is_it = |event: &Event| match event {
        Event::Key { key, pressed: true, .. } => Some(*key) == after,
        _ => false,
    };
    let begin = match after {
        Some(_) => input.events.iter().position(is_it).map(|at| at + 1),
        None => Some(0),
    };
    let mut typed = String::new();
    let mut place = 0;
    input.events.retain(|event| {
        let is_late = begin.is_some_and(|begin| place >= begin);
        place += 1;
        match event {
            Event::Text(text) if is_late => {
                typed.push_str(text);
                false
            }
            // The same letters once more, as keys: they are no commands.
            Event::Key { key, modifiers, .. } if is_late => {
                modifiers.command || modifiers.alt || key.symbol_or_name().chars().count() > 1
            }
            _ => true,
        }
    });
    typed
}
