//! The ways to look at the portfolio, one below the other.

use egui::{Button, RichText, Role, Ui, WidgetInfo, vec2};

use super::requests::Requests;
use super::theme::fonts::{Heft, font};
use super::theme::{Theme, gap, icons, text};
use crate::workspace::{Command, View};

/// A way to look at the portfolio.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    pub(super) view: View,
    pub(super) icon: &'static str,
    pub(super) command: Command,
}

/// All of them, in the order in which they stand.
pub(super) const VIEWS: [Shown; 6] = [
    Shown { view: View::Map, icon: icons::MAP, command: Command::ShowMap },
    Shown { view: View::Table, icon: icons::TABLE, command: Command::ShowTable },
    Shown { view: View::Rank, icon: icons::RANK, command: Command::ShowRank },
    Shown { view: View::Tradeoffs, icon: icons::TRADEOFFS, command: Command::ShowTradeoffs },
    Shown { view: View::Fund, icon: icons::FUND, command: Command::ShowFund },
    Shown { view: View::Value, icon: icons::VALUE, command: Command::ShowValue },
];

/// Shows the rail, icons alone where it is tight; a click changes the view.
pub(super) fn rail_ui(
    ui: &mut Ui,
    theme: &Theme,
    (view, is_tight): (View, bool),
    requests: &mut Requests,
) {
    ui.spacing_mut().item_spacing.y = gap::TINY;
    for Shown { view: target, icon, command } in VIEWS {
        let Some(info) = command.info() else { continue };
        let is_on = target == view;
        let ink = if is_on { theme.accent } else { theme.text_muted };
        let shown = if is_tight { icon.to_owned() } else { format!("{icon}  {}", info.name) };
        let words = RichText::new(shown).font(font(text::BODY, Heft::Medium));
        let button = Button::selectable(is_on, words.color(ink))
            .wrap_mode(egui::TextWrapMode::Extend)
            .min_size(vec2(ui.available_width(), 32.0));
        let keys = info.shortcut.map_or_else(String::new, |keys| format!(" ({})", keys.in_words()));
        let response = ui.add(button).on_hover_text(format!("{}{keys}", info.says));
        response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_on, info.name));
        if response.clicked() {
            requests.run(command);
        }
    }
}
