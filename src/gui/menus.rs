//! Commands, in menus and in the bar above the workspace.

use egui::{Align, Button, Layout, MenuBar, RichText, Ui};

use super::palette::palette_button;
use super::picture::ThemeChoice;
use super::requests::Requests;
use super::shell::Panels;
use super::theme::fonts::{Heft, font};
use super::theme::{Theme, gap, icons, text};
use super::widgets::icon_button;
use crate::wording::printable;
use crate::workspace::{COMMANDS, Command, CommandInfo, Menu, Shortcut, View, Workspace};

/// The bar: menus, the title, and the commands that are used most.
pub(super) fn bar_ui(
    ui: &mut Ui,
    theme: &Theme,
    workspace: &Workspace,
    (panels, view): (Panels, View),
    requests: &mut Requests,
) {
    MenuBar::new().ui(ui, |ui| {
        ui.label(RichText::new(icons::PORTFOLIO).size(18.0).color(theme.accent));
        for menu in Menu::ALL {
            ui.menu_button(menu.name(), |ui| menu_ui(ui, theme, menu, (workspace, view), requests));
        }
        ui.add_space(gap::MEDIUM);
        title_ui(ui, theme, workspace);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            tools_ui(ui, theme, (workspace, panels, view), requests);
        });
    });
}

fn title_ui(ui: &mut Ui, theme: &Theme, workspace: &Workspace) {
    let title = printable(&workspace.portfolio().title);
    ui.label(RichText::new(title).font(font(text::BODY, Heft::SemiBold)));
    if workspace.is_changed() {
        ui.label(RichText::new("•").color(theme.accent).size(16.0))
            .on_hover_text("There are changes that are not saved.");
    }
}

/// The tools at the right, from the right.
fn tools_ui(
    ui: &mut Ui,
    theme: &Theme,
    (workspace, panels, view): (&Workspace, Panels, View),
    requests: &mut Requests,
) {
    let theme_icon = match theme.choice {
        ThemeChoice::Light => icons::DARK,
        ThemeChoice::Dark => icons::CONTRAST,
        ThemeChoice::HighContrast => icons::LIGHT,
    };
    let tools = [
        (icons::INSPECTOR, Command::ToggleInspector),
        (theme_icon, Command::ToggleTheme),
        (icons::FLAW, Command::ToggleProblems),
        (icons::FIT, Command::FitMap),
        (icons::ARRANGE, Command::ArrangeMap),
        (icons::REDO, Command::Redo),
        (icons::UNDO, Command::Undo),
    ];
    for (icon, command) in tools {
        let Some(info) = command.info().filter(|info| info.scope.holds_in(view)) else { continue };
        let is_on = match command {
            Command::ToggleInspector => panels.inspector,
            Command::ToggleProblems => panels.problems,
            _ => false,
        };
        let keys = info
            .shortcut
            .map_or_else(String::new, |shortcut| format!(" ({})", shortcut.in_words()));
        let ink = if is_on { theme.accent } else { theme.text_muted };
        let response = ui.scope(|ui| {
            ui.visuals_mut().widgets.inactive.fg_stroke.color = ink;
            let is_possible = workspace.can(command, view);
            ui.add_enabled_ui(is_possible, |ui| icon_button(ui, icon, info.name)).inner
        });
        if response.inner.on_hover_text(format!("{}{keys}", info.says)).clicked() {
            requests.run(command);
        }
    }
    if ui.available_width() > 420.0 {
        super::scenario::scenario_ui(ui, theme, workspace, requests);
    }
    ui.add_space(gap::SMALL);
    palette_button(ui, theme, requests);
}

fn menu_ui(
    ui: &mut Ui,
    theme: &Theme,
    menu: Menu,
    (workspace, view): (&Workspace, View),
    requests: &mut Requests,
) {
    ui.set_min_width(232.0);
    for info in COMMANDS.iter().filter(|info| info.menu == menu) {
        let words = words(info, workspace);
        let is_possible = info.scope.holds_in(view) && workspace.can(info.command, view);
        let keys = info.shortcut.map_or_else(String::new, Shortcut::in_words);
        let keys = RichText::new(keys).size(text::SMALL).color(theme.text_muted);
        let button = Button::new(words).shortcut_text(keys).frame_when_inactive(false);
        if ui.add_enabled(is_possible, button).clicked() {
            requests.run(info.command);
            ui.close();
        }
    }
}

/// What the menu says, with the name of the step for undo and redo.
fn words(info: &CommandInfo, workspace: &Workspace) -> String {
    let step = match info.command {
        Command::Undo => workspace.history().undo_label(),
        Command::Redo => workspace.history().redo_label(),
        _ => None,
    };
    match step {
        Some(step) => format!("{} {}", info.name, lowered(step)),
        None => info.name.to_owned(),
    }
}

/// The label of a step inside a sentence: its first letter small.
fn lowered(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
