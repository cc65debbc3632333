//! What the person should be told.

use super::command::Command;

/// How a notice is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Done,
    /// How something is used; goes away by itself.
    Hint,
    /// Something should be kept in mind; stays until it is dismissed.
    Warning,
    /// Something could not be done.
    Trouble,
}

/// A message that goes away by itself or when it is dismissed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Tells notices apart.
    pub number: u64,
    /// How it is meant.
    pub tone: Tone,
    /// What it says.
    pub text: String,
    /// What can be done about it by a button in it.
    pub action: Option<Command>,
}

/// The notices that are to be seen, oldest first.
#[derive(Debug, Clone, Default)]
pub struct Notices {
    shown: Vec<Notice>,
    count: u64,
}

/// More than this cannot be read; the oldest go first.
const SHOWN_MAX: usize = 4;

impl Notices {
    /// Shows a notice; one that says the same is not shown twice.
    pub fn tell(&mut self, tone: Tone, text: impl Into<String>) {
        self.push(tone, text.into(), None);
    }

    /// Shows a notice with a button that does something about it.
    pub fn offer(&mut self, tone: Tone, text: impl Into<String>, action: Command) {
        self.push(tone, text.into(), Some(action));
    }

    /// Takes away every notice with this button: there is nothing left to do.
    pub fn withdraw(&mut self, action: Command) {
        self.shown.retain(|notice| notice.action != Some(action));
    }

    fn push(&mut self, tone: Tone, text: String, action: Option<Command>) {
        self.shown.retain(|notice| notice.text != text);
        self.count += 1;
        self.shown.push(Notice { number: self.count, tone, text, action });
        let too_many = self.shown.len().saturating_sub(SHOWN_MAX);
        self.shown.drain(..too_many);
    }

    /// Takes a notice away.
    pub fn dismiss(&mut self, number: u64) {
        self.shown.retain(|notice| notice.number != number);
    }

    /// The notices, oldest first.
    pub fn shown(&self) -> &[Notice] {
        &self.shown
    }
}
