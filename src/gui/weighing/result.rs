//! The weights that would come of it, beside those of now.

use egui::{Align, Label, Layout, RichText, Ui, vec2};

use super::scales::Found;
use crate::analysis::scoring::Weighing;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, text};
use crate::gui::widgets::{bar, caption, muted, steady};
use crate::model::{Item, Portfolio};
use crate::wording;

pub(super) fn result_ui(
    ui: &mut Ui,
    (theme, portfolio): (&Theme, &Portfolio),
    found: Result<&Found, &String>,
) {
    caption(ui, theme, "Weights that come of it, and now");
    ui.add_space(gap::TINY);
    let found = match found {
        Ok(found) => found,
        Err(why) => {
            muted(ui, theme, why);
            return;
        }
    };
    if let Some(says) = &found.says {
        let words = RichText::new(says).size(text::SMALL).color(theme.warning);
        ui.add(Label::new(words).wrap());
    }
    let now = Weighing::of(portfolio);
    let mut shares = found.shares.clone();
    shares.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    let largest = shares.first().map_or(1.0, |(_, share)| share.max(1e-9));
    for (outcome, share) in shares {
        let name = wording::printable(&wording::item_label(portfolio, Item::Outcome(outcome)));
        let before = now.share(outcome);
        steady(ui, ("found", outcome), |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let line = vec2(ui.available_width() - gap::SMALL, 20.0);
            ui.allocate_ui_with_layout(line, Layout::right_to_left(Align::Center), |ui| {
                let was = RichText::new(format!("{:.1}", before * 100.0))
                    .size(text::SMALL)
                    .color(theme.text_muted);
                let room = vec2(34.0, 18.0);
                ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Center), |ui| {
                    ui.set_min_size(room);
                    ui.label(was).on_hover_text("Its part of all weights now, in percent");
                });
                let will = RichText::new(format!("{:.1}\u{202f}%", share * 100.0))
                    .font(font(text::BODY, Heft::SemiBold));
                ui.label(will);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(
                        Label::new(RichText::new(&name).size(text::SMALL))
                            .truncate()
                            .selectable(false),
                    )
                    .on_hover_text(&name);
                });
            });
            ui.scope(|ui| {
                ui.set_max_width(line.x);
                bar(ui, theme, share / largest, theme.accent);
            });
            ui.add_space(gap::TINY);
        });
    }
}
