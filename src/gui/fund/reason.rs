//! The reason for a forced choice, asked for where the card was put down.

use egui::{Id, Key, Popup, PopupAnchor, PopupCloseBehavior, RectAlign, RichText, TextEdit, Ui};

use super::hand::{Asking, Gesture, force};
use super::view::{Desk, Fund};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{gap, text};
use crate::gui::widgets::{muted, primary_button, quiet_button};
use crate::model::Force;

const WIDTH: f32 = 300.0;

/// Shows the question while there is one.
pub(super) fn reason_ui(ui: &Ui, fund: &mut Fund, desk: &mut Desk<'_>) {
    let Gesture::Asking(asking) = &mut fund.gesture else { return };
    let is_new = std::mem::take(&mut asking.is_new);
    let mut is_open = true;
    let mut is_done = None;
    let name = desk.name(asking.project);
    let anchor = PopupAnchor::Position(asking.at);
    Popup::new(Id::unique("why forced"), ui.ctx().clone(), anchor, ui.layer_id())
        .open_bool(&mut is_open)
        .close_behavior(PopupCloseBehavior::IgnoreClicks)
        .align(RectAlign::BOTTOM_START)
        .accessible_name("Reason")
        .width(WIDTH)
        .gap(6.0)
        .show(|ui| {
            ui.set_width(WIDTH);
            egui::Frame::NONE.inner_margin(10).show(ui, |ui| {
                is_done = inside_ui(ui, desk, asking, &name, is_new);
            });
        });
    let is_given_up = ui.input(|input| input.key_pressed(Key::Escape));
    match is_done {
        Some(true) => {
            let Asking { project, force: way, reason, .. } = asking.clone();
            force(desk, project, Some((way, &reason)));
            fund.gesture = Gesture::Idle;
        }
        Some(false) => fund.gesture = Gesture::Idle,
        None if is_given_up && !is_new => fund.gesture = Gesture::Idle,
        None => {}
    }
}

/// The question; gives whether it is answered, or given up.
fn inside_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    asking: &mut Asking,
    name: &str,
    is_new: bool,
) -> Option<bool> {
    let theme = desk.theme;
    ui.spacing_mut().item_spacing.y = gap::SMALL;
    let (title, button) = match asking.force {
        Force::In => ("Force in", "Force in"),
        Force::Out => ("Force out", "Force out"),
    };
    ui.label(RichText::new(format!("{title}: {name}")).font(font(text::BODY, Heft::SemiBold)));
    let field = TextEdit::multiline(&mut asking.reason)
        .hint_text(RichText::new("Why? Who reads the decision will ask").color(theme.text_muted))
        .return_key(None)
        .desired_rows(2)
        .desired_width(f32::INFINITY)
        .margin(egui::vec2(8.0, 6.0));
    let response = ui.add(field).accessible_name("Reason");
    if is_new {
        response.request_focus();
    }
    let is_entered = response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let mut is_done = is_entered.then_some(true);
    ui.horizontal(|ui| {
        if primary_button(ui, theme, button).clicked() {
            is_done = Some(true);
        }
        if quiet_button(ui, "Cancel").clicked() {
            is_done = Some(false);
        }
    });
    muted(ui, theme, "Undo takes it back.");
    is_done
}
