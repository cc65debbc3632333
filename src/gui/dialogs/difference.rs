//! A list of differences that scrolls within a dialog.

use egui::{CornerRadius, Frame, Label, Margin, RichText, ScrollArea, Ui};

use crate::gui::theme::{Theme, gap, radius, text};
use crate::gui::widgets::caption;
use crate::wording::{DifferenceLines, differences_count, plural, printable};

/// How high the list may become, in points.
const HEIGHT_MAX: f32 = 260.0;

/// Shows the differences under a caption: how many there are, and each on a line.
pub(super) fn differences_ui(ui: &mut Ui, theme: &Theme, differences: &DifferenceLines) {
    caption(ui, theme, &differences_count(differences.total));
    if differences.lines.is_empty() {
        return;
    }
    ui.add_space(gap::TINY);
    Frame::NONE
        .fill(theme.field)
        .corner_radius(CornerRadius::same(radius::CARD))
        .inner_margin(Margin::symmetric(12, 8))
        .show(ui, |ui| {
            ScrollArea::vertical().max_height(HEIGHT_MAX).auto_shrink([false, true]).show(
                ui,
                |ui| {
                    ui.spacing_mut().item_spacing.y = gap::TINY;
                    for line in &differences.lines {
                        line_ui(ui, theme, line);
                    }
                    let more = differences.total.saturating_sub(differences.lines.len());
                    if more > 0 {
                        let words = format!("and {} more", plural(more, "difference"));
                        ui.label(RichText::new(words).size(text::SMALL).color(theme.text_muted));
                    }
                },
            );
        });
}

/// One difference: what it is about stands out, what has changed follows.
fn line_ui(ui: &mut Ui, theme: &Theme, line: &str) {
    let words = RichText::new(printable(line)).size(text::BODY).color(theme.text);
    ui.add(Label::new(words).wrap());
}
