//! What a person prefers: the theme, the size of everything, and what is remembered.

use egui::{Button, RichText, Role, Ui, WidgetInfo, vec2};

use super::modal;
use crate::gui::ThemeChoice;
use crate::gui::requests::Requests;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, icons, text};
use crate::gui::widgets::{caption, heading, icon_button, muted, quiet_button};
use crate::workspace::{Command, Request, Settings, ThemeSetting, Workspace};

/// The themes in the order in which they are offered.
const THEMES: [(ThemeSetting, &str, &str); 4] = [
    (ThemeSetting::System, "As the system", icons::SYSTEM),
    (ThemeSetting::Light, "Light", icons::LIGHT),
    (ThemeSetting::Dark, "Dark", icons::DARK),
    (ThemeSetting::HighContrast, "High contrast", icons::CONTRAST),
];

/// Shows the settings until they are closed. Each takes effect at once.
pub(crate) fn settings_ui(
    ui: &Ui,
    theme: &Theme,
    workspace: &Workspace,
    requests: &mut Requests,
) -> bool {
    let shown = modal(theme, "settings").show(ui.ctx(), |ui| {
        ui.set_width(500.0);
        heading(ui, "Settings");
        ui.add_space(gap::SMALL);
        let mut settings = workspace.settings().clone();
        caption(ui, theme, "Theme");
        theme_ui(ui, theme, &mut settings);
        ui.add_space(gap::MEDIUM);
        caption(ui, theme, "Size of everything");
        size_ui(ui, theme, settings.text_percent, requests);
        ui.add_space(gap::MEDIUM);
        caption(ui, theme, "Map");
        ui.checkbox(&mut settings.has_minimap, "Show the minimap");
        ui.add_space(gap::MEDIUM);
        caption(ui, theme, "Files that were open");
        recent_ui(ui, theme, &mut settings);
        if settings != *workspace.settings() {
            requests.push(Request::Prefer(settings));
        }
        ui.add_space(gap::LARGE);
        quiet_button(ui, "Close").clicked()
    });
    shown.should_close() || shown.inner
}

fn theme_ui(ui: &mut Ui, theme: &Theme, settings: &mut Settings) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap::TINY;
        let width = (ui.available_width() - 3.0 * gap::TINY) / 4.0;
        for (choice, name, icon) in THEMES {
            let is_on = settings.theme == choice;
            let ink = if is_on { theme.accent } else { theme.text };
            let words =
                RichText::new(format!("{icon}  {name}")).font(font(text::SMALL, Heft::Medium));
            let button = Button::selectable(is_on, words.color(ink)).min_size(vec2(width, 34.0));
            let response = ui.add(button);
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_on, name));
            if response.clicked() {
                settings.theme = choice;
            }
        }
    });
}

fn size_ui(ui: &mut Ui, theme: &Theme, percent: u16, requests: &mut Requests) {
    ui.horizontal(|ui| {
        if icon_button(ui, icons::MINUS, "Smaller").clicked() {
            requests.run(Command::TextSmaller);
        }
        let figure = format!("{percent}\u{202f}%");
        ui.label(RichText::new(figure).font(font(text::BODY, Heft::SemiBold)));
        if icon_button(ui, icons::PLUS, "Larger").clicked() {
            requests.run(Command::TextLarger);
        }
        if percent != 100 && quiet_button(ui, "Normal").clicked() {
            requests.run(Command::TextNormal);
        }
        muted(ui, theme, "Ctrl with + and − from anywhere; F5 for a projector.");
    });
}

fn recent_ui(ui: &mut Ui, theme: &Theme, settings: &mut Settings) {
    if settings.recent.is_empty() {
        muted(ui, theme, "None is remembered.");
    } else if quiet_button(ui, "Forget them").clicked() {
        settings.recent.clear();
    }
}

impl ThemeSetting {
    /// The theme this means; `system` is what the system uses.
    pub(crate) fn choice(self, system: ThemeChoice) -> ThemeChoice {
        match self {
            Self::System => system,
            Self::Light => ThemeChoice::Light,
            Self::Dark => ThemeChoice::Dark,
            Self::HighContrast => ThemeChoice::HighContrast,
        }
    }
}

impl ThemeChoice {
    /// What is kept when somebody chooses this theme.
    pub(crate) fn setting(self) -> ThemeSetting {
        match self {
            Self::Light => ThemeSetting::Light,
            Self::Dark => ThemeSetting::Dark,
            Self::HighContrast => ThemeSetting::HighContrast,
        }
    }
}
