//! Which Portolan this is, and what it is made of.

use egui::{RichText, Ui};

use super::modal;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, icons, text};
use crate::gui::widgets::{caption, heading, muted, quiet_button};

/// What Portolan is made of that others have made, and under which licence.
const MADE_OF: [(&str, &str); 4] = [
    ("egui and eframe", "MIT or Apache 2.0"),
    ("Inter, the typeface", "SIL Open Font License 1.1"),
    ("Phosphor, the icons", "MIT"),
    ("RON and serde, the file", "MIT or Apache 2.0"),
];

/// Shows it until it is closed; whether it is to be closed.
pub(crate) fn about_ui(ui: &Ui, theme: &Theme) -> bool {
    let shown = modal(theme, "about").show(ui.ctx(), |ui| {
        ui.set_width(420.0);
        ui.horizontal(|ui| {
            ui.label(RichText::new(icons::PORTFOLIO).size(text::FIGURE).color(theme.accent));
            heading(ui, "Portolan");
            muted(ui, theme, concat!("Version ", env!("CARGO_PKG_VERSION")));
        });
        ui.label("Maps projects to business outcomes, scores them, decides what to fund and when, and shows what depends on what.");
        ui.add_space(gap::SMALL);
        muted(ui, theme, "Portolan never talks to a network. A portfolio is one text file, and stays on your disk.");
        ui.add_space(gap::MEDIUM);
        caption(ui, theme, "Made with");
        for (name, licence) in MADE_OF {
            ui.horizontal(|ui| {
                ui.label(RichText::new(name).font(font(text::BODY, Heft::Medium)));
                muted(ui, theme, licence);
            });
        }
        ui.add_space(gap::SMALL);
        muted(ui, theme, "Portolan itself: MIT or Apache 2.0, as you like.");
        ui.add_space(gap::MEDIUM);
        quiet_button(ui, "Close").clicked()
    });
    shown.should_close() || shown.inner
}
