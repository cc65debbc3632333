//! Keys that are pressed together to call a command, and how they read.

/// A key that a shortcut ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is the key of the same name")]
pub enum Key {
    Letter(char),
    Digit(u8),
    Comma,
    Enter,
    Plus,
    Minus,
    Delete,
    Escape,
    Function(u8),
}

/// Keys pressed together; `command` is Ctrl, or Cmd on a Mac.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shortcut {
    /// Whether Ctrl or Cmd is held.
    pub command: bool,
    /// Whether Shift is held.
    pub shift: bool,
    /// The key.
    pub key: Key,
}

pub(super) const fn with_command(key: Key) -> Shortcut {
    Shortcut { command: true, shift: false, key }
}

pub(super) const fn with_command_and_shift(key: Key) -> Shortcut {
    Shortcut { command: true, shift: true, key }
}

pub(super) const fn with_shift(key: Key) -> Shortcut {
    Shortcut { command: false, shift: true, key }
}

pub(super) const fn alone(key: Key) -> Shortcut {
    Shortcut { command: false, shift: false, key }
}

impl Shortcut {
    /// The keys in words: `Ctrl+Shift+S`.
    pub fn in_words(self) -> String {
        let mut words = String::new();
        if self.command {
            words.push_str(if cfg!(target_os = "macos") { "Cmd+" } else { "Ctrl+" });
        }
        if self.shift {
            words.push_str("Shift+");
        }
        match self.key {
            Key::Letter(key) => words.push(key),
            Key::Digit(number) => words.push_str(&number.to_string()),
            Key::Comma => words.push(','),
            Key::Enter => words.push_str("Enter"),
            Key::Plus => words.push('+'),
            Key::Minus => words.push('\u{2212}'),
            Key::Delete => words.push_str("Delete"),
            Key::Escape => words.push_str("Esc"),
            Key::Function(number) => {
                words.push('F');
                words.push_str(&number.to_string());
            }
        }
        words
    }
}
