//! Commands, in menus and in the bar above the workspace.

use egui::containers::menu::{MenuButton, SubMenuButton};
use egui::{
    Atom, AtomExt as _, Button, Id, Label, MenuBar, Response, RichText, Role, ScrollArea, Ui,
    WidgetInfo, vec2,
};

use super::menu_keys::{Entries, MenuKeys, Shown};
use super::palette::palette_button;
use super::picture::ThemeChoice;
use super::requests::Requests;
use super::ring::follow_focus;
use super::scenario::scenario_ui;
use super::switched::Switches;
use super::theme::fonts::{Heft, font};
use super::theme::{Theme, gap, icons, text};
use super::widgets::{command_icon_button, divider};
use crate::wording::printable;
use crate::workspace::{COMMANDS, Command, CommandInfo, Menu, Shortcut, Workspace};

/// How much room the tools take, as long as nothing is known of it, in points.
const TOOLS_WIDTH: f32 = 560.0;
/// A bar that is wider than this has room for all tools with their words, and for the title.
const WIDE: f32 = 980.0;
const TITLED: f32 = 700.0;
/// However many tools there are, the title is not cut shorter than this.
const TITLE_LEAST: f32 = 110.0;

/// What entries are drawn from.
#[derive(Clone, Copy)]
struct At<'a> {
    workspace: &'a Workspace,
    switches: Switches<'a>,
}

/// The bar: menus, the title, and the commands that are used most.
pub(super) fn bar_ui(
    ui: &mut Ui,
    theme: &Theme,
    workspace: &Workspace,
    (switches, keys): (Switches<'_>, &mut MenuKeys),
    requests: &mut Requests,
) {
    let width = ui.available_width();
    let at = At { workspace, switches };
    let view = switches.view;
    MenuBar::new().ui(ui, |ui| {
        ui.label(RichText::new(icons::PORTFOLIO).size(18.0).color(theme.accent));
        let has_entries = |menu: &Menu| {
            COMMANDS.iter().any(|info| info.menu == *menu && info.scope.holds_in(view))
        };
        let mut bar = Vec::new();
        for menu in Menu::ALL.into_iter().filter(has_entries) {
            let mut button = Button::new(menu.name());
            if keys.is_open(menu) {
                button = button.fill(theme.hovered);
            }
            let at = (at, &mut *keys);
            let (button, opened) =
                MenuButton::from_button(button).ui(ui, |ui| menu_ui(ui, theme, menu, at, requests));
            bar.push(Shown { menu, button, beside: opened.and_then(|opened| opened.inner) });
        }
        keys.take(ui, &bar);
        if width > TITLED {
            ui.add_space(gap::MEDIUM);
            title_ui(ui, theme, workspace);
        }
        at_the_right(ui, |ui| {
            palette_button(ui, theme, width > WIDE, requests);
            ui.add_space(gap::SMALL);
            if width > WIDE {
                scenario_ui(ui, theme, workspace, requests);
            }
            tools_ui(ui, theme, at, requests);
        });
    });
}

/// Adds things from left to right that end at the right edge: so the keyboard goes through them as one reads.
fn at_the_right(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let width_id = ui.scope_id().with("width of the tools");
    let known: Option<f32> = ui.data(|data| data.get_temp(width_id));
    ui.add_space((ui.available_width() - known.unwrap_or(TOOLS_WIDTH)).max(0.0));
    let width = ui.scope(add).response.rect.width();
    if known != Some(width) {
        ui.data_mut(|data| data.insert_temp(width_id, width));
        match known {
            Some(_) => ui.ctx().request_discard("the tools take another room"),
            // Nobody waits for the first frame twice.
            None => ui.ctx().request_repaint(),
        }
    }
}

fn title_ui(ui: &mut Ui, theme: &Theme, workspace: &Workspace) {
    let title = printable(&workspace.portfolio().title);
    let title = RichText::new(title).font(font(text::BODY, Heft::SemiBold));
    let most = (ui.available_width() - TOOLS_WIDTH).max(TITLE_LEAST);
    ui.scope(|ui| {
        ui.set_max_width(most);
        ui.add(Label::new(title).truncate());
    });
    if workspace.is_changed() {
        ui.label(RichText::new("•").color(theme.accent).size(16.0))
            .on_hover_text("There are changes that are not saved.");
    }
}

/// The tools at the right.
fn tools_ui(
    ui: &mut Ui,
    theme: &Theme,
    At { workspace, switches }: At<'_>,
    requests: &mut Requests,
) {
    let theme_icon = match theme.choice {
        ThemeChoice::Light => icons::DARK,
        ThemeChoice::Dark => icons::CONTRAST,
        ThemeChoice::HighContrast => icons::LIGHT,
    };
    let tools = [
        (icons::UNDO, Command::Undo),
        (icons::REDO, Command::Redo),
        (icons::ARRANGE, Command::ArrangeMap),
        (icons::FIT, Command::FitMap),
        (icons::FLAW, Command::ToggleProblems),
        (theme_icon, Command::ToggleTheme),
        (icons::INSPECTOR, Command::ToggleInspector),
    ];
    for (icon, command) in tools {
        let Some(info) = command.info().filter(|info| info.scope.holds_in(switches.view)) else {
            continue;
        };
        let is_on = switches.is_on(command).unwrap_or_default();
        let keys = info.shortcut.map_or_else(String::new, Shortcut::in_words);
        let ink = if is_on { theme.accent } else { theme.text_muted };
        let response = ui.scope(|ui| {
            ui.visuals_mut().widgets.inactive.fg_stroke.color = ink;
            let is_possible = workspace.can(command, switches.view);
            let words = (info.name, keys.as_str(), info.says);
            ui.add_enabled_ui(is_possible, |ui| command_icon_button(ui, theme, icon, words)).inner
        });
        if response.inner.clicked() {
            requests.run(command);
        }
    }
}

/// What lies between two entries, and around a line between groups, in points.
const MENU_GAP: f32 = 2.0;
/// How wide the gutter is in which ticks stand.
const TICK_WIDTH: f32 = 14.0;
/// How high an entry is, and what is left free above and below its words, in points.
const MENU_ROW: f32 = 25.0;
const MENU_PADDING: f32 = 3.0;
/// How wide a menu is, and how far it stays from the foot of the window, in points.
const MENU_WIDTH: f32 = 248.0;
const MENU_FOOT: f32 = 24.0;

/// What can be done in this view, in groups; what has no meaning in it is not listed. Gives the entry that opens a menu
/// beside this one, if there is one.
fn menu_ui(
    ui: &mut Ui,
    theme: &Theme,
    menu: Menu,
    (at, keys): (At<'_>, &mut MenuKeys),
    requests: &mut Requests,
) -> Option<Id> {
    ui.set_width(MENU_WIDTH);
    let height = ui.ctx().content_rect().bottom() - ui.cursor().top() - MENU_FOOT;
    let mut beside = None;
    let in_menu = || COMMANDS.iter().filter(|info| info.menu == menu);
    // Where one entry can be ticked, the others stand as far in as it does.
    let gutter = in_menu().any(|info| at.switches.is_on(info.command).is_some());
    ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
        dense(ui);
        let mut entries = Entries::default();
        let mut is_first = true;
        let mut parts = false;
        let mut has_lenses = false;
        for info in in_menu() {
            parts |= info.begins_group();
            if !info.scope.holds_in(at.switches.view) || (info.is_lens() && has_lenses) {
                continue;
            }
            if std::mem::take(&mut parts) && !is_first {
                parting_line(ui, theme);
            }
            is_first = false;
            if info.is_lens() {
                has_lenses = true;
                let button =
                    Button::new((tick(theme, None), "Lens")).right_text(icons::CARET_RIGHT);
                let (response, _) = SubMenuButton::from_button(button).ui(ui, |ui| {
                    lenses_ui(ui, theme, at, requests);
                });
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Lens"));
                beside = Some(response.id);
                entries.note(&response, "Lens");
            } else {
                let name = words(info, at.workspace);
                let response = entry_ui(ui, theme, (info, &name, gutter), at, requests);
                if response.enabled() && keys.takes_entry(ui, menu) {
                    response.request_focus();
                }
                entries.note(&response, info.name);
            }
        }
        entries.take_keys(ui);
        follow_focus(ui);
    });
    beside
}

fn lenses_ui(ui: &mut Ui, theme: &Theme, at: At<'_>, requests: &mut Requests) {
    ui.set_width(MENU_WIDTH * 0.6);
    dense(ui);
    let mut entries = Entries::default();
    for info in COMMANDS.iter().filter(|info| info.is_lens()) {
        // Among lenses it goes without saying that it is one.
        let name = info.name.strip_prefix("Lens: ").map_or_else(|| info.name.to_owned(), raised);
        let response = entry_ui(ui, theme, (info, &name, true), at, requests);
        entries.note(&response, &name);
    }
    entries.take_keys(ui);
}

/// Entries stand close: the longest menu is to be seen whole on a small screen.
fn dense(ui: &mut Ui) {
    let spacing = ui.spacing_mut();
    spacing.item_spacing.y = MENU_GAP;
    spacing.interact_size.y = MENU_ROW;
    spacing.button_padding.y = MENU_PADDING;
}

/// A hairline between two groups.
fn parting_line(ui: &mut Ui, theme: &Theme) {
    ui.add_space(MENU_GAP);
    divider(ui, theme);
    ui.add_space(MENU_GAP);
}

fn entry_ui(
    ui: &mut Ui,
    theme: &Theme,
    (info, name, gutter): (&CommandInfo, &str, bool),
    At { workspace, switches }: At<'_>,
    requests: &mut Requests,
) -> Response {
    let keys = info.shortcut.map_or_else(String::new, Shortcut::in_words);
    let says = format!("{name} {keys}");
    let keys = RichText::new(keys).size(text::SMALL).color(theme.text_muted);
    let is_on = switches.is_on(info.command);
    let button = if gutter { Button::new((tick(theme, is_on), name)) } else { Button::new(name) };
    let button = button
        .shortcut_text(keys)
        .truncate()
        .frame_when_inactive(false)
        .min_size(vec2(ui.available_width(), 0.0));
    let is_possible = workspace.can(info.command, switches.view);
    let response = ui.add_enabled(is_possible, button);
    response.widget_info(|| match is_on {
        Some(is_on) => WidgetInfo::selected(Role::MenuItemCheckBox, is_possible, is_on, &says),
        None => WidgetInfo::labeled(Role::Button, is_possible, &says),
    });
    if response.clicked() {
        requests.run(info.command);
        ui.close();
    }
    response
}

/// What stands before the words of an entry: a tick where it is on, and as much room where it is not.
fn tick<'a>(theme: &Theme, is_on: Option<bool>) -> Atom<'a> {
    let mark = if is_on == Some(true) { icons::CHECK } else { "" };
    RichText::new(mark).color(theme.accent).atom_size(vec2(TICK_WIDTH, text::BODY))
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

/// A word that begins an entry: its first letter large.
fn raised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The label of a step inside a sentence: its first letter small.
fn lowered(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
