//! The page of commands is the table of commands: `UPDATE_EXPECT=1` writes it anew.

use std::fmt::Write as _;

use expect_test::expect_file;
use portolan::workspace::{COMMANDS, Menu, Scope, Shortcut, View};

fn page() -> String {
    let mut page = "# Commands\n\nEverything that the window can be told, by menu, by key, or by a few letters in the command palette (Ctrl+K). \
        On a Mac, Ctrl is Cmd. The F1 sheet shows the same list.\n"
        .to_owned();
    for menu in Menu::ALL {
        write!(
            page,
            "\n## {}\n\n| Command | Keys | Where | |\n| --- | --- | --- | --- |\n",
            menu.name()
        )
        .unwrap();
        for info in COMMANDS.iter().filter(|info| info.menu == menu) {
            let keys = info.shortcut.map_or_else(String::new, Shortcut::in_words);
            let place = match info.scope {
                Scope::Everywhere => "",
                Scope::In(View::Map) => "map",
                Scope::In(View::Table) => "table",
                Scope::In(View::Rank) => "rank",
                Scope::In(View::Tradeoffs) => "trade-offs",
                Scope::In(View::Fund) => "fund",
                Scope::In(View::Value) => "value",
            };
            writeln!(page, "| {} | {keys} | {place} | {} |", info.name, info.says).unwrap();
        }
    }
    page
}

#[cfg(not(target_os = "macos"))]
#[test]
fn the_page_of_commands_lists_every_command_with_its_keys() {
    expect_file!["../../docs/commands.md"].assert_eq(&page());
}
