//! What a person can tell the program to do: one table feeds menus, shortcuts and their sheet.

/// Something the program can be told to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the table below says what each of them is")]
pub enum Command {
    NewPortfolio,
    OpenPortfolio,
    Save,
    SaveAs,
    Quit,
    Undo,
    Redo,
    AddProject,
    AddOutcome,
    Delete,
    SelectAll,
    SelectNone,
    ArrangeMap,
    FitMap,
    ShowSelection,
    ZoomIn,
    ZoomOut,
    ToggleInspector,
    ToggleProblems,
    ToggleTheme,
    ShowShortcuts,
}

/// The menus, in the order in which they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Menu {
    /// Files.
    File,
    /// Changes.
    Edit,
    /// What is shown.
    View,
    /// What there is to know.
    Help,
}

impl Menu {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::File, Self::Edit, Self::View, Self::Help];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

/// A key that a shortcut ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is the key of the same name")]
pub enum Key {
    Letter(char),
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

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommandInfo {
    /// The command.
    pub command: Command,
    /// What it is called; `…` where it asks something first.
    pub name: &'static str,
    /// The menu it stands in.
    pub menu: Menu,
    /// The keys that call it.
    pub shortcut: Option<Shortcut>,
    /// What it does, in a sentence.
    pub says: &'static str,
}

const fn with_command(key: Key) -> Shortcut {
    Shortcut { command: true, shift: false, key }
}

const fn with_command_and_shift(key: Key) -> Shortcut {
    Shortcut { command: true, shift: true, key }
}

const fn alone(key: Key) -> Shortcut {
    Shortcut { command: false, shift: false, key }
}

const fn row(
    command: Command,
    name: &'static str,
    menu: Menu,
    shortcut: Shortcut,
    says: &'static str,
) -> CommandInfo {
    CommandInfo { command, name, menu, shortcut: Some(shortcut), says }
}

/// Every command, in the order of the menus.
pub const COMMANDS: [CommandInfo; 21] = [
    row(
        Command::NewPortfolio,
        "New portfolio",
        Menu::File,
        with_command(Key::Letter('N')),
        "Starts with an empty portfolio.",
    ),
    row(
        Command::OpenPortfolio,
        "Open…",
        Menu::File,
        with_command(Key::Letter('O')),
        "Opens a portfolio file.",
    ),
    row(
        Command::Save,
        "Save",
        Menu::File,
        with_command(Key::Letter('S')),
        "Saves the portfolio to its file.",
    ),
    row(
        Command::SaveAs,
        "Save as…",
        Menu::File,
        with_command_and_shift(Key::Letter('S')),
        "Saves the portfolio to another file.",
    ),
    row(Command::Quit, "Quit", Menu::File, with_command(Key::Letter('Q')), "Closes the window."),
    row(
        Command::Undo,
        "Undo",
        Menu::Edit,
        with_command(Key::Letter('Z')),
        "Takes the last change back.",
    ),
    row(
        Command::Redo,
        "Redo",
        Menu::Edit,
        with_command_and_shift(Key::Letter('Z')),
        "Makes the change again that was taken back.",
    ),
    row(
        Command::AddProject,
        "Add project",
        Menu::Edit,
        with_command_and_shift(Key::Letter('P')),
        "Adds a project and selects it.",
    ),
    row(
        Command::AddOutcome,
        "Add outcome",
        Menu::Edit,
        with_command_and_shift(Key::Letter('O')),
        "Adds an outcome and selects it.",
    ),
    row(
        Command::Delete,
        "Delete",
        Menu::Edit,
        alone(Key::Delete),
        "Deletes what is selected, with what cannot be without it.",
    ),
    row(
        Command::SelectAll,
        "Select all",
        Menu::Edit,
        with_command(Key::Letter('A')),
        "Selects every card on the map.",
    ),
    row(Command::SelectNone, "Select nothing", Menu::Edit, alone(Key::Escape), "Selects nothing."),
    row(
        Command::ArrangeMap,
        "Arrange the map",
        Menu::View,
        with_command(Key::Letter('L')),
        "Lets the layout find a new place for every card.",
    ),
    row(
        Command::FitMap,
        "Fit the map",
        Menu::View,
        alone(Key::Letter('F')),
        "Shows the whole map.",
    ),
    row(
        Command::ShowSelection,
        "Zoom to selection",
        Menu::View,
        alone(Key::Letter('Z')),
        "Shows what is selected as large as it fits.",
    ),
    row(Command::ZoomIn, "Zoom in", Menu::View, alone(Key::Plus), "Shows the map larger."),
    row(Command::ZoomOut, "Zoom out", Menu::View, alone(Key::Minus), "Shows the map smaller."),
    row(
        Command::ToggleInspector,
        "Inspector",
        Menu::View,
        with_command(Key::Letter('I')),
        "Shows or hides the inspector.",
    ),
    row(
        Command::ToggleProblems,
        "Problems",
        Menu::View,
        with_command(Key::Letter('P')),
        "Shows or hides the list of problems.",
    ),
    row(
        Command::ToggleTheme,
        "Light or dark",
        Menu::View,
        with_command(Key::Letter('D')),
        "Changes between the light and the dark theme.",
    ),
    row(
        Command::ShowShortcuts,
        "Keyboard shortcuts",
        Menu::Help,
        alone(Key::Function(1)),
        "Shows every command with its keys.",
    ),
];

impl Command {
    /// Its row of the table.
    pub fn info(self) -> Option<&'static CommandInfo> {
        COMMANDS.iter().find(|info| info.command == self)
    }
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_commands_have_the_same_name_or_keys() {
        let names: BTreeSet<_> = COMMANDS.iter().map(|info| info.name).collect();
        assert_eq!(names.len(), COMMANDS.len());
        let keys: Vec<_> = COMMANDS.iter().filter_map(|info| info.shortcut).collect();
        assert_eq!(keys.iter().copied().collect::<BTreeSet<_>>().len(), keys.len());
        let commands: BTreeSet<_> = COMMANDS.iter().map(|info| info.command).collect();
        assert_eq!(commands.len(), COMMANDS.len());
    }
}
