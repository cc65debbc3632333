//! Questions that must be answered first, and the sheet of shortcuts.

mod about;
mod backups;
mod below;
mod difference;
mod question;
mod recover;
mod reload;
mod settings;
mod sheet;

pub(super) use about::about_ui;
pub(super) use below::Below;
pub(super) use question::question_ui;
pub(super) use settings::settings_ui;
pub(super) use sheet::shortcuts_ui;

use egui::{CornerRadius, Frame, Id, Margin, Modal, Stroke};

use super::theme::Theme;

/// A box over everything else, which stands back behind a veil.
pub(super) fn modal(theme: &Theme, name: &str) -> Modal {
    let frame = Frame::NONE
        .fill(theme.raised)
        .stroke(Stroke::new(1.0, theme.hairline))
        .corner_radius(CornerRadius::same(10))
        .shadow(egui::Shadow { offset: [0, 8], blur: 32, spread: 0, color: theme.shadow })
        .inner_margin(Margin::same(24));
    Modal::new(Id::unique(name)).backdrop_color(theme.veil).frame(frame)
}
